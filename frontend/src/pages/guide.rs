//! 智慧导办: an archived optimisation form answers which materials a person has to bring.

use crate::api::Query;
use crate::components::{Empty, Head, More, Search, Whole, title_of};
use crate::context::use_language;
use crate::hooks::{use_fetch, use_pages};
use crate::route::Route;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::{Record, RecordSummary};
use yinzheng_shared::form::optimization::{Asked, Choice, Optimization, Subclass, guide};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// Items for which there is a guide.
#[component]
pub fn Guide() -> Html {
    let language = use_language();
    let wanted = use_state(String::new);
    let pages = use_pages((*wanted).clone(), |api, wanted, cursor| async move {
        let query = Query::default()
            .with("form", Form::Optimization.code())
            .with("state", State::Archived.code());
        api.records(&query.with("q", &wanted).with("cursor", &cursor)).await
    });
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<RecordSummary>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={page::GUIDE_NONE.get(language)}><p>{ page::GUIDE_NONE_NEXT.get(language) }</p></Empty> };
        }
        let entry = |record: &RecordSummary| {
            html! {
                <li key={record.id.to_string()} class="task"><div class="task-words">
                    <p class="task-title"><Link<Route> to={Route::GuideOf { id: record.id }}>{ title_of(record, language) }</Link<Route>></p>
                    <p class="under">{ record.owner.name.clone() }</p>
                </div></li>
            }
        };
        html! {
            <>
                <ul class="tasks">{ for list.entries.iter().map(entry) }</ul>
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <>
            <Head title={page::NAV_GUIDE.get(language)} lead={page::GUIDE_LEAD.get(language)} />
            <div class="filters"><Search value={(*wanted).clone()} label={page::ITEMS_SEARCH.get(language)} on_search={search} /></div>
            <Whole<Listing<RecordSummary>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

/// Properties of [`GuideOf`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct GuideProps {
    /// The archived record.
    pub id: RecordId,
}

/// The guide of one archived form.
#[component]
pub fn GuideOf(props: &GuideProps) -> Html {
    let language = use_language();
    let fetched = use_fetch(props.id, |api, id| async move { api.record(id).await });
    let draw = Callback::from(move |record: Rc<Record>| {
        let form = Content::from_value(record.summary.form, record.content.clone());
        match (record.summary.state, form) {
            (State::Archived, Ok(Content::Optimization(form))) => html! { <Questions form={Rc::new(form)} /> },
            _ => html! { <Empty title={Problem::NotFound.text().get(language)} /> },
        }
    });
    html! { <Whole<Record> load={fetched.load} again={fetched.again} {draw} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionsProps {
    form: Rc<Optimization>,
}

/// The choice after one more answer: a single-choice question keeps one.
fn chosen_after(chosen: &[String], subclass: &Subclass, number: &str) -> Vec<String> {
    let mut next: Vec<String> = chosen.to_vec();
    if subclass.choice == Choice::Single {
        next.retain(|other| !subclass.attributes.iter().any(|attribute| attribute.number == *other));
        next.push(number.to_owned());
    } else if next.iter().any(|other| other == number) {
        next.retain(|other| other != number);
    } else {
        next.push(number.to_owned());
    }
    next
}

#[component]
fn Questions(props: &QuestionsProps) -> Html {
    let language = use_language();
    let chosen = use_state(Vec::<String>::new);
    let form = &props.form;
    let question = |subclass: &Subclass| {
        let single = subclass.choice == Choice::Single;
        let options = subclass.attributes.iter().map(|attribute| {
            let id = format!("attribute-{}", attribute.number);
            let onchange = {
                let (chosen, subclass, number) = (chosen.clone(), subclass.clone(), attribute.number.clone());
                Callback::from(move |_: Event| chosen.set(chosen_after(&chosen, &subclass, &number)))
            };
            html! {
                <p class="check">
                    <input type={if single { "radio" } else { "checkbox" }} name={format!("subclass-{}", subclass.number)} id={id.clone()}
                        checked={chosen.contains(&attribute.number)} {onchange} />
                    <label for={id}>{ attribute.name.clone() }</label>
                </p>
            }
        });
        html! {
            <fieldset key={subclass.number.clone()}>
                <legend>{ subclass.name.clone() }{ " " }<span class="quiet">{ if single { page::GUIDE_ONE } else { page::GUIDE_SEVERAL }.get(language) }</span></legend>
                { for options }
            </fieldset>
        }
    };
    let clear = {
        let chosen = chosen.setter();
        Callback::from(move |_: MouseEvent| chosen.set(Vec::new()))
    };
    html! {
        <>
            <Head title={form.item_name.clone()} lead={page::GUIDE_OF_LEAD.get(language)}>
                <button type="button" onclick={clear}>{ page::GUIDE_CLEAR.get(language) }</button>
            </Head>
            <div class="guide">
                <form class="questions">
                    { for form.scenarios.iter().map(|scenario| html! {
                        <section><h2>{ scenario.name.clone() }</h2>{ for scenario.subclasses.iter().map(question) }</section>
                    }) }
                </form>
                { materials(form, &chosen, language) }
            </div>
        </>
    }
}

fn materials(form: &Optimization, chosen: &[String], language: Language) -> Html {
    let numbers: Vec<&str> = chosen.iter().map(String::as_str).collect();
    let Ok(guide) = guide(form, &numbers) else {
        return Html::default();
    };
    let open: Vec<&str> = form
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses)
        .filter(|subclass| guide.open.contains(&subclass.number))
        .map(|subclass| subclass.name.as_str())
        .collect();
    html! {
        <section class="materials" aria-labelledby="materials" aria-live="polite">
            <h2 id="materials">{ page::GUIDE_MATERIALS.with(language, &[("count", &guide.materials.len().to_string())]) }</h2>
            if open.is_empty() {
                <p class="note is-done">{ page::GUIDE_COMPLETE.get(language) }</p>
            } else {
                <p class="note">{ page::GUIDE_OPEN.with(language, &[("names", &open.join("、"))]) }</p>
            }
            if guide.materials.is_empty() && open.is_empty() {
                <p>{ page::GUIDE_NOTHING.get(language) }</p>
            }
            <ol>{ for guide.materials.iter().map(|asked| material(asked, form, language)) }</ol>
        </section>
    }
}

fn material(asked: &Asked, form: &Optimization, language: Language) -> Html {
    let because: Vec<&str> = form
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses)
        .flat_map(|subclass| &subclass.attributes)
        .filter(|attribute| asked.because.contains(&attribute.number))
        .map(|attribute| attribute.name.as_str())
        .collect();
    let name = if asked.name.trim().is_empty() {
        &asked.group
    } else {
        &asked.name
    };
    html! {
        <li key={asked.number.clone()}>
            <p><span class="code">{ asked.number.clone() }</span>{ " " }<strong>{ name }</strong></p>
            if asked.shared { <p class="is-done-text">{ page::GUIDE_SHARED.get(language) }</p> }
            if asked.general { <p class="quiet">{ page::GUIDE_GENERAL.get(language) }</p> }
            if !because.is_empty() {
                <p class="quiet">{ page::GUIDE_BECAUSE.with(language, &[("names", &because.join("、"))]) }</p>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::form::optimization::Attribute;

    fn subclass(choice: Choice) -> Subclass {
        let attribute = |number: &str| Attribute {
            number: number.into(),
            ..Attribute::default()
        };
        Subclass {
            choice,
            attributes: vec![attribute("1.1.1"), attribute("1.1.2")],
            ..Subclass::default()
        }
    }

    #[test]
    fn a_single_choice_keeps_one_and_leaves_other_questions_alone() {
        let before = ["1.1.1".to_owned(), "2.1.1".to_owned()];
        assert_eq!(
            chosen_after(&before, &subclass(Choice::Single), "1.1.2"),
            ["2.1.1", "1.1.2"]
        );
    }

    #[test]
    fn a_multiple_choice_adds_and_takes_away() {
        let one = chosen_after(&[], &subclass(Choice::Multiple), "1.1.1");
        let two = chosen_after(&one, &subclass(Choice::Multiple), "1.1.2");
        assert_eq!(two, ["1.1.1", "1.1.2"]);
        assert_eq!(chosen_after(&two, &subclass(Choice::Multiple), "1.1.1"), ["1.1.2"]);
    }
}
