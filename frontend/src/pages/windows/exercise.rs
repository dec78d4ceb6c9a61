//! The demonstration item practised by one person, within the session of who keeps the account.

use crate::components::{Empty, FailureNote, Head, Note, Tone, Whole};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{use_doing, use_fetch};
use crate::route::Route;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::window::{ExerciseAnswer, WindowAccount};
use yinzheng_shared::form::optimization::{Choice, Material, Subclass};
use yinzheng_shared::id::AccountId;
use yinzheng_shared::locale::{Language, Text, window};
use yinzheng_shared::window::exercise::{Attempt, Mistake};
use yinzheng_shared::window::programme::{Demonstration, Outcome, SampleCase};

/// Properties of [`Exercise`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct ExerciseProps {
    /// The account.
    pub id: AccountId,
}

/// The exercise of one account.
#[component]
pub fn Exercise(props: &ExerciseProps) -> Html {
    let language = use_language();
    let programme = use_programme();
    let fetched = use_fetch(props.id, |api, id| async move { api.window_account(id).await });
    let demonstration = programme.and_then(|body| body.programme.windows.demonstration.clone());
    let draw = Callback::from(move |account: Rc<WindowAccount>| match &demonstration {
        _ if !account.yours => html! { <Empty title={window::EXERCISE_NOT_YOURS.get(language)} /> },
        None => html! { <Empty title={window::EXERCISE_NONE.get(language)} /> },
        Some(demonstration) => {
            html! { <Desk {account} demonstration={Rc::new(demonstration.clone())} /> }
        }
    });
    html! {
        <>
            <Head title={window::EXERCISE_TITLE.get(language)} lead={window::EXERCISE_LEAD.get(language)}>
                <Link<Route> to={Route::WindowTraining} classes="button">{ window::EXERCISE_BACK.get(language) }</Link<Route>>
            </Head>
            <Whole<WindowAccount> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DeskProps {
    account: Rc<WindowAccount>,
    demonstration: Rc<Demonstration>,
}

/// What a tick, or its taking back, does to the attempt.
type Change = Rc<dyn Fn(&mut Attempt, bool)>;

/// The list after a tick or an untick.
fn ticked(list: &[String], number: &str, on: bool) -> Vec<String> {
    let mut next: Vec<String> = list.iter().filter(|other| *other != number).cloned().collect();
    if on {
        next.push(number.to_owned());
    }
    next
}

/// The attributes after one was chosen; a single-choice question keeps one.
fn chosen(list: &[String], subclass: &Subclass, number: &str, on: bool) -> Vec<String> {
    let rest: Vec<String> = if subclass.choice == Choice::Single {
        let others = &subclass.attributes;
        list.iter()
            .filter(|known| !others.iter().any(|other| other.number == **known))
            .cloned()
            .collect()
    } else {
        list.to_vec()
    };
    ticked(&rest, number, on)
}

#[component]
fn Desk(props: &DeskProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let turn = use_state(|| 0_usize);
    let attempt = use_state(Attempt::default);
    let answer = use_state(|| None::<Rc<ExerciseAnswer>>);
    let demonstration = &props.demonstration;
    let Some(case) = demonstration.cases.iter().cycle().nth(*turn) else {
        return html! { <Empty title={window::EXERCISE_NONE.get(language)} /> };
    };
    let over = answer.is_some();
    let change = |change: Change| {
        let attempt = attempt.clone();
        Callback::from(move |event: Event| {
            let mut next = (*attempt).clone();
            change(&mut next, event.target_unchecked_into::<HtmlInputElement>().checked());
            attempt.set(next);
        })
    };
    let onsubmit = {
        let (doing, answer, id, code) = (doing.clone(), answer.clone(), props.account.id, case.code.clone());
        let attempt = attempt.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let body = Attempt {
                case: code.clone(),
                ..(*attempt).clone()
            };
            let (api, answer, told) = (api.clone(), answer.clone(), told.clone());
            doing.run(
                async move { api.exercise(id, &body).await },
                move |came: ExerciseAnswer| {
                    if came.mistakes.is_empty() {
                        told.emit(window::EXERCISE_PASSED.get(language).to_owned());
                    }
                    answer.set(Some(Rc::new(came)));
                },
            );
        })
    };
    let again = {
        let (turn, attempt, answer) = (turn.clone(), attempt.clone(), answer.clone());
        Callback::from(move |_: MouseEvent| {
            turn.set(*turn + 1);
            attempt.set(Attempt::default());
            answer.set(None);
        })
    };
    let places = [
        ("name", props.account.name.as_str()),
        ("centre", props.account.centre.name.as_str()),
    ];
    let question = |subclass: &Subclass| {
        let one = subclass.choice == Choice::Single;
        let options = subclass.attributes.iter().map(|attribute| {
            let id = format!("choose-{}", attribute.number);
            let (subclass, number) = (subclass.clone(), attribute.number.clone());
            let onchange = change(Rc::new(move |next: &mut Attempt, on| {
                next.attributes = chosen(&next.attributes, &subclass, &number, on);
            }));
            let name = format!(
                "question-{}",
                attribute.number.rsplit_once('.').map_or("", |(head, _)| head)
            );
            option(
                id,
                name,
                if one { "radio" } else { "checkbox" },
                &attribute.name,
                attempt.attributes.contains(&attribute.number),
                onchange,
            )
        });
        html! { <fieldset key={subclass.number.clone()}><legend>{ subclass.name.clone() }</legend>{ for options }</fieldset> }
    };
    let material = |material: &Material| {
        let number = material.number.clone();
        let onchange = change(Rc::new(move |next: &mut Attempt, on| {
            next.materials = ticked(&next.materials, &number, on);
        }));
        let id = format!("material-{}", material.number);
        option(
            id,
            String::new(),
            "checkbox",
            &material.name,
            attempt.materials.contains(&material.number),
            onchange,
        )
    };
    let result = |result: &Outcome| {
        let code = result.code.clone();
        let onchange = change(Rc::new(move |next: &mut Attempt, _| next.result.clone_from(&code)));
        let id = format!("result-{}", result.code);
        option(
            id,
            "result".to_owned(),
            "radio",
            result.name.get(language),
            attempt.result == result.code,
            onchange,
        )
    };
    html! {
        <form class="exercise" key={*turn} {onsubmit}>
            <p>{ window::EXERCISE_WHO.with(language, &places) }</p>
            { visitor(case, language) }
            <fieldset class="plain-fieldset" disabled={over}>
                <h2>{ window::EXERCISE_STEP_ATTRIBUTES.get(language) }</h2>
                { for demonstration.form.scenarios.iter().flat_map(|scenario| &scenario.subclasses).map(question) }
                <fieldset>
                    <legend>{ window::EXERCISE_STEP_MATERIALS.get(language) }</legend>
                    <p class="quiet">{ window::EXERCISE_STEP_MATERIALS_HINT.get(language) }</p>
                    { for demonstration.form.material_groups.iter().flat_map(|group| &group.materials).map(material) }
                </fieldset>
                <fieldset>
                    <legend>{ window::EXERCISE_STEP_RESULT.get(language) }</legend>
                    { for demonstration.results.iter().map(result) }
                </fieldset>
            </fieldset>
            <div aria-live="polite">
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                if let Some(answer) = &*answer { { verdict(answer, demonstration, language) } }
            </div>
            <p class="actions">
                if over {
                    <button type="button" id="exercise-again" onclick={again}>{ window::EXERCISE_AGAIN.get(language) }</button>
                } else {
                    <button type="submit" class="button-primary" id="exercise-hand-in" disabled={doing.is_busy()}>{ window::EXERCISE_HAND_IN.get(language) }</button>
                }
            </p>
        </form>
    }
}

fn visitor(case: &SampleCase, language: Language) -> Html {
    html! {
        <section class="note" aria-labelledby="visitor" data-case={case.code.clone()}>
            <h2 id="visitor">{ window::EXERCISE_CASE.get(language) }</h2>
            <p>{ case.story.get(language).to_owned() }</p>
        </section>
    }
}

fn option(id: String, name: String, kind: &'static str, words: &str, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <p class="check" key={id.clone()}>
            <input type={kind} id={id.clone()} {name} {checked} {onchange} />
            <label for={id}>{ words.to_owned() }</label>
        </p>
    }
}

fn verdict(answer: &ExerciseAnswer, demonstration: &Demonstration, language: Language) -> Html {
    if answer.mistakes.is_empty() {
        return html! { <Note tone={Tone::Done}><p>{ window::EXERCISE_PASSED.get(language) }</p></Note> };
    }
    let count = answer.mistakes.len().to_string();
    let line = |mistake: &Mistake| html! { <li>{ told(mistake, demonstration, language) }</li> };
    html! {
        <Note tone={Tone::Warning}>
            <p>{ window::EXERCISE_MISTAKES.with(language, &[("count", &count)]) }</p>
            <ul>{ for answer.mistakes.iter().map(line) }</ul>
        </Note>
    }
}

/// A mistake in words.
fn told(mistake: &Mistake, demonstration: &Demonstration, language: Language) -> String {
    let named = |text: Text, name: Option<&str>| text.with(language, &[("name", name.unwrap_or_default())]);
    let mut subclasses = demonstration
        .form
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses);
    let mut materials = demonstration
        .form
        .material_groups
        .iter()
        .flat_map(|group| &group.materials);
    let mut material = |number: &String| {
        materials
            .find(|known| known.number == *number)
            .map(|known| known.name.as_str())
    };
    match mistake {
        Mistake::Case => window::EXERCISE_MISTAKE_CASE.get(language).to_owned(),
        Mistake::Attribute(number) => named(
            window::EXERCISE_MISTAKE_ATTRIBUTE,
            subclasses
                .find(|known| known.number == *number)
                .map(|known| known.name.as_str()),
        ),
        Mistake::Missing(number) => named(window::EXERCISE_MISTAKE_MISSING, material(number)),
        Mistake::Needless(number) => named(window::EXERCISE_MISTAKE_NEEDLESS, material(number)),
        Mistake::Result => window::EXERCISE_MISTAKE_RESULT.get(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::form::optimization::Attribute;

    #[test]
    fn a_single_choice_keeps_one_and_a_tick_can_be_taken_back() {
        let attribute = |number: &str| Attribute {
            number: number.into(),
            ..Attribute::default()
        };
        let subclass = Subclass {
            attributes: vec![attribute("1.1.1"), attribute("1.1.2")],
            ..Subclass::default()
        };
        let list = ["1.1.1".to_owned(), "2.1.1".to_owned()];
        assert_eq!(chosen(&list, &subclass, "1.1.2", true), ["2.1.1", "1.1.2"]);
        assert_eq!(ticked(&list, "1.1.1", false), ["2.1.1"]);
    }
}
