//! Taking over materials and scenarios from the archived form of a similar item.

use super::around::use_around;
use super::bench::use_bench;
use super::focus::{leave, stay};
use super::parts::search;
use super::state::Action;
use crate::api::{Failure, Query};
use crate::components::FailureNote;
use crate::hooks::{use_fetch, use_paused};
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::locale::sheet as words;
use yinzheng_shared::record::State;

/// Properties of [`SimilarChooser`].
#[derive(Clone, PartialEq, Properties)]
pub struct SimilarProps {
    /// The form.
    pub content: Rc<Content>,
}

/// What was taken over, and what stood there before.
#[derive(Clone, PartialEq)]
struct Taken {
    title: String,
    before: Optimization,
    after: Optimization,
}

/// Archived forms to choose from, opened on demand.
#[component]
pub fn SimilarChooser(props: &SimilarProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let (open, wanted) = (use_state(|| false), use_state(String::new));
    let (failed, taken) = (use_state(|| None::<Failure>), use_state(|| None::<Taken>));
    let sought = use_paused(&wanted);
    let fetched = use_fetch((*open, sought), |api, (open, wanted)| async move {
        let query = Query::default()
            .with("form", Form::Optimization.code())
            .with("state", State::Archived.code())
            .with("q", &wanted);
        if open {
            api.records(&query).await.map(Some)
        } else {
            Ok(None)
        }
    });
    // What was typed while the other form was on its way stays: it is put into the form of now.
    let came = use_state(|| None::<(Uuid, String, Optimization)>);
    {
        let (bench, content, taken) = (bench.clone(), props.content.clone(), taken.clone());
        use_effect_with((*came).clone(), move |came| {
            if let (Some((_, title, source)), Some(bench), Content::Optimization(form)) = (came, bench, &*content) {
                let after = with_lists(form, source);
                bench
                    .act
                    .emit(Action::Replace(Rc::new(Content::Optimization(after.clone()))));
                taken.set(Some(Taken {
                    title: title.clone(),
                    before: form.clone(),
                    after,
                }));
            }
        });
    }
    let (Some(bench), Some(around), Content::Optimization(form)) = (bench, around, &*props.content) else {
        return Html::default();
    };
    let language = bench.language;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let option = |record: &RecordSummary| {
        let (api, id, title) = (around.api.clone(), record.id, record.title.clone());
        let (open, failed, came) = (open.clone(), failed.clone(), came.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            leave();
            let (api, title) = (api.clone(), title.clone());
            let (open, failed, came) = (open.clone(), failed.clone(), came.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let source = api.record(id).await.and_then(|record| {
                    match Content::from_value(Form::Optimization, record.content) {
                        Ok(Content::Optimization(source)) => Ok(source),
                        Ok(_) | Err(_) => Err(Failure::Garbled),
                    }
                });
                match source {
                    Ok(source) => {
                        // Another identifier each time: the same form may be chosen again.
                        came.set(Some((Uuid::now_v7(), title, source)));
                        failed.set(None);
                        open.set(false);
                    }
                    Err(failure) => failed.set(Some(failure)),
                }
            });
        });
        html! {
            <p key={record.id.to_string()}>
                <button type="button" class="sheet-tool" {onclick} onmousedown={stay()}>{ &record.title }</button>{ " " }
                <small>{ &record.owner.name }</small>
            </p>
        }
    };
    let undo = taken
        .as_ref()
        .filter(|taken| same_lists(form, &taken.after))
        .map(|known| {
            let (act, taken) = (bench.act.clone(), taken.clone());
            let back = Rc::new(Content::Optimization(with_lists(form, &known.before)));
            let onclick = Callback::from(move |_: MouseEvent| {
                act.emit(Action::Replace(back.clone()));
                taken.set(None);
            });
            html! {
                <p class="sheet-hint" role="status">
                    { words::SIMILAR_TAKEN.with(language, &[("title", &known.title)]) }{ " " }
                    <button type="button" class="sheet-tool" id="similar-back" {onclick}>{ words::SIMILAR_BACK.get(language) }</button>
                </p>
            }
        });
    let listing = fetched.load.ready().and_then(|found| (*found).clone());
    let found = listing.as_ref();
    let failure = (*failed).clone().or_else(|| fetched.load.failure());
    html! {
        <div class="sheet-chooser">
            <button type="button" class="sheet-tool" id="similar" aria-expanded={open.to_string()} onclick={toggle}>{ words::SIMILAR_OPEN.get(language) }</button>
            if *open {
                <div class="sheet-chosen">
                    <p class="sheet-hint">{ words::SIMILAR_HINT.get(language) }</p>
                    { search("similar-search", &wanted, language) }
                    if found.is_some_and(|found| found.entries.is_empty()) {
                        <p>{ words::SIMILAR_NONE.get(language) }</p>
                    }
                    <div class="sheet-options">{ for found.iter().flat_map(|found| &found.entries).map(option) }</div>
                </div>
            }
            if let Some(failure) = failure { <FailureNote {failure} /> }
            { undo.unwrap_or_default() }
        </div>
    }
}

/// The form with materials and scenarios of another, numbers as they are there. What is the item's own stays:
/// its name and code, its day, who takes part, and how many materials it asked for before.
fn with_lists(form: &Optimization, source: &Optimization) -> Optimization {
    Optimization {
        material_groups: source.material_groups.clone(),
        scenarios: source.scenarios.clone(),
        ..form.clone()
    }
}

fn same_lists(one: &Optimization, other: &Optimization) -> bool {
    one.material_groups == other.material_groups && one.scenarios == other.scenarios
}

#[cfg(test)]
mod tests {
    use super::super::state::sample::annex_3;
    use super::*;

    #[test]
    fn lists_are_taken_over_and_what_is_the_items_own_stays() {
        let mine = Optimization {
            item_name: "另一事项（示例）".into(),
            item_code: "000131002000".into(),
            leader: "示例丁".into(),
            ..Optimization::default()
        };
        let source = annex_3();
        let after = with_lists(&mine, &source);
        assert!(same_lists(&after, &source));
        assert_eq!(
            (after.item_name.as_str(), after.leader.as_str()),
            ("另一事项（示例）", "示例丁")
        );
        assert_eq!((after.materials_before, after.session_on), (None, None));
        assert!(after.participants.is_empty());
        assert_eq!(with_lists(&after, &mine), mine, "the way back loses nothing");
    }
}
