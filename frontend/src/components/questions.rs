//! The questions of a guide (智慧导办), and the list of materials that the answers come to.

use crate::components::Head;
use crate::context::use_language;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::form::optimization::{Asked, Choice, Optimization, Subclass, guide};
use yinzheng_shared::locale::{Language, page};

/// Properties of [`Questions`].
#[derive(Clone, PartialEq, Properties)]
pub struct QuestionsProps {
    /// Materials and scenarios; its item name is the heading.
    pub form: Rc<Optimization>,
    /// What this place is for.
    pub lead: AttrValue,
    /// What stands between the heading and the questions.
    #[prop_or_default]
    pub children: Html,
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

/// Everything that one can choose in a form, and beside it what the choice asks for.
#[component]
pub fn Questions(props: &QuestionsProps) -> Html {
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
            <Head title={form.item_name.clone()} lead={props.lead.clone()}>
                <button type="button" onclick={clear}>{ page::GUIDE_CLEAR.get(language) }</button>
            </Head>
            { props.children.clone() }
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
