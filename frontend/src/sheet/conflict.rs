//! Two versions side by side; the person chooses, field by field or all at once.

use super::state::merge::{Difference, Side, Unit, differences, merged};
use super::words::unit_name;
use crate::components::Dialog;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{Language, Text, sheet as words};

/// Why there are two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody saved while this page was open.
    Saved,
    /// Work of last time was kept in this browser.
    Restored,
}

/// Properties of [`ConflictView`].
#[derive(Clone, PartialEq, Properties)]
pub struct ConflictProps {
    /// What both began from.
    pub base: Rc<Content>,
    /// This page's version.
    pub mine: Rc<Content>,
    /// The server's.
    pub theirs: Rc<Content>,
    /// Why.
    pub origin: Origin,
    /// Language of the page.
    pub language: Language,
    /// Takes the merged content.
    pub on_merge: Callback<Rc<Content>>,
}

/// The dialog. It closes only by a decision: until then nothing of either is lost.
#[component]
pub fn ConflictView(props: &ConflictProps) -> Html {
    let language = props.language;
    let parted = use_memo(
        (props.base.clone(), props.mine.clone(), props.theirs.clone()),
        |(base, mine, theirs)| differences(base, mine, theirs),
    );
    let chosen = use_state(BTreeMap::<Unit, Side>::new);
    let side_of = |one: &Difference| chosen.get(&one.unit).copied().or(one.suggestion);
    let open = parted.iter().filter(|one| side_of(one).is_none()).count();
    let all = |side: Side, text: Text| {
        let (set, parted) = (chosen.clone(), parted.clone());
        let onclick = Callback::from(move |_: MouseEvent| set.set(parted.iter().map(|one| (one.unit, side)).collect()));
        html! { <button type="button" class="sheet-tool" {onclick}>{ text.get(language) }</button> }
    };
    let apply = {
        let (mine, theirs, done) = (props.mine.clone(), props.theirs.clone(), props.on_merge.clone());
        let list: Vec<(Unit, Side)> = parted
            .iter()
            .filter_map(|one| Some((one.unit, side_of(one)?)))
            .collect();
        Callback::from(move |_: MouseEvent| {
            done.emit(Rc::new(merged(&mine, &theirs, &list)));
        })
    };
    let intro = match props.origin {
        Origin::Saved => words::CONFLICT_INTRO,
        Origin::Restored => words::CONFLICT_RESTORED_INTRO,
    };
    html! {
        <Dialog class="sheet-dialog" title={words::CONFLICT_TITLE.get(language)}>
            <p>{ intro.get(language) }</p>
            if parted.is_empty() {
                <p>{ words::CONFLICT_SAME.get(language) }</p>
            } else {
                <div class="sheet-buttons">
                    { all(Side::Mine, words::CONFLICT_ALL_MINE) }
                    { all(Side::Theirs, words::CONFLICT_ALL_THEIRS) }
                </div>
                <div class="sheet-preview">
                    <table class="sheet-table sheet-conflict">
                        <thead><tr>
                            <th scope="col">{ words::CONFLICT_FIELD.get(language) }</th>
                            <th scope="col">{ words::CONFLICT_MINE.get(language) }</th>
                            <th scope="col">{ words::CONFLICT_THEIRS.get(language) }</th>
                        </tr></thead>
                        <tbody>{ for parted.iter().enumerate().map(|(index, one)| row(index, one, side_of(one), &chosen, &props.mine, language)) }</tbody>
                    </table>
                </div>
            }
            <div class="sheet-buttons">
                <button type="button" class="button-primary" id="sheet-conflict-apply" disabled={open > 0} onclick={apply}>
                    { words::CONFLICT_APPLY.get(language) }
                </button>
                if open > 0 {
                    <span role="status">{ words::CONFLICT_CHOOSE.with(language, &[("count", &open.to_string())]) }</span>
                }
            </div>
        </Dialog>
    }
}

fn row(
    index: usize,
    one: &Difference,
    now: Option<Side>,
    chosen: &UseStateHandle<BTreeMap<Unit, Side>>,
    mine: &Content,
    language: Language,
) -> Html {
    let name = unit_name(mine, one.unit, language);
    let side = |side: Side, lines: &[String], text: Text| {
        let (set, unit) = (chosen.clone(), one.unit);
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*set).clone();
            next.insert(unit, side);
            set.set(next);
        });
        let checked = now == Some(side);
        let blank = lines.iter().all(|line| line.trim().is_empty());
        html! {
            <td data-label={text.get(language)} class={classes!(checked.then_some("is-chosen"))}>
                <label>
                    <input type="radio" name={format!("conflict-{index}")} {checked} {onchange}
                        aria-label={format!("{name}: {}", text.get(language))} />
                    <span>
                        if blank {
                            { words::CONFLICT_EMPTY.get(language) }
                        } else {
                            { for lines.iter().map(|line| html! { <span class="sheet-conflict-line">{ line }</span> }) }
                        }
                    </span>
                </label>
            </td>
        }
    };
    html! {
        <tr>
            <th scope="row">{ &name }</th>
            { side(Side::Mine, &one.mine, words::CONFLICT_MINE) }
            { side(Side::Theirs, &one.theirs, words::CONFLICT_THEIRS) }
        </tr>
    }
}
