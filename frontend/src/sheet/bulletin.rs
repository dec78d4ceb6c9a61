//! 《通报》 as it prints, with the cursor in it.

use super::around::use_around;
use super::bench::{Hand, TableProps, use_bench};
use super::cell::{DateCell, TextCell};
use super::marks::Marks;
use super::optimization::{cell, header};
use super::parts::{Head, hand_place};
use super::state::Action;
use super::state::grid::{Grid, row_of};
use super::state::place::Place;
use super::state::table::Column;
use super::toolbar::Toolbar;
use crate::api::Query;
use crate::components::FailureNote;
use crate::hooks::use_doing;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::assessment::Rate;
use yinzheng_shared::facts::AssessmentFacts;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::bulletin::{AreaProgress, taken_anew};
use yinzheng_shared::locale::{Language, Text, assessment, bulletin as words, record};

/// The whole form.
#[component]
pub fn BulletinTable(props: &TableProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::Bulletin(form) = &*content else {
        return Html::default();
    };
    let language = bench.language;
    let at = |place| cell(props, place, language);
    let field = |text: Text, cell: Html| {
        html! { <div><span class="sheet-label">{ text.get(language) }</span>{ cell }</div> }
    };
    let named = at(Place::NamedUnits);
    html! {
        <div class="sheet">
            <h2 class="sheet-title"><Head text={record::FORM_BULLETIN} /></h2>
            <section class="sheet-part">
                <div class="sheet-fields">
                    { field(words::NUMBER, html! { <TextCell ..at(Place::DocumentNumber) /> }) }
                    { field(words::TITLE, html! { <TextCell ..at(Place::Title) /> }) }
                    { field(words::RECIPIENTS, html! { <TextCell ..at(Place::Recipients) /> }) }
                    { field(words::FIGURES_ON, html! { <DateCell ..at(Place::FiguresOn) /> }) }
                </div>
                if bench.hand == Hand::Writes {
                    <Take content={content.clone()} />
                }
                <h3><Head text={words::OPENING} /></h3>
                <div class="sheet-line"><TextCell ..at(Place::Opening) /></div>
            </section>
            { areas(&form.areas, language) }
            <section class="sheet-part">
                <h3 id={Place::NamedUnits.id()} tabindex="-1"><Head text={words::NAMED} /></h3>
                <Marks cell={Place::NamedUnits.id()} findings={named.marks} reasons={named.reasons} />
                <Toolbar grid={Grid::Named} table={props.clone()} />
                <table class="sheet-table sheet-named" aria-labelledby={Place::NamedUnits.id()}>
                    { header(Grid::Named) }
                    <tbody>{ for (0..form.named.len()).map(|n| row(props, &[(Column::NamedUnit, Place::NamedUnit(n)), (Column::Because, Place::Because(n))], language)) }</tbody>
                </table>
            </section>
            <section class="sheet-part">
                <h3 id="sheet-demands"><Head text={words::DEMANDS} /></h3>
                <Toolbar grid={Grid::Demands} table={props.clone()} />
                <table class="sheet-table" aria-labelledby="sheet-demands">
                    { header(Grid::Demands) }
                    <tbody>{ for (0..form.demands.len()).map(|d| row(props, &[(Column::Demand, Place::Demand(d))], language)) }</tbody>
                </table>
            </section>
            <section class="sheet-part">
                <div class="sheet-fields">
                    { field(words::ISSUER, html! { <TextCell ..at(Place::Issuer) /> }) }
                    { field(words::ISSUED, html! { <DateCell ..at(Place::Issued) /> }) }
                    { field(words::COPIES, html! { <TextCell ..at(Place::Copies) /> }) }
                </div>
            </section>
            <section class="sheet-part sheet-signs">{ hand_place(words::SEAL, language) }</section>
        </div>
    }
}

fn row(props: &TableProps, cells: &[(Column, Place)], language: Language) -> Html {
    let now = props.cursor.and_then(row_of);
    let is_current = now.is_some() && cells.iter().any(|(_, place)| row_of(*place) == now);
    html! {
        <tr class={classes!(is_current.then_some("is-current"))}>
            { for cells.iter().map(|(column, place)| html! {
                <td data-label={column.heading().get(language)}><TextCell ..cell(props, *place, language) /></td>
            }) }
        </tr>
    }
}

/// How far city and districts are. Nobody types here.
fn areas(areas: &[AreaProgress], language: Language) -> Html {
    let columns = [
        words::AREA,
        words::COUNTABLE,
        words::CONNECTED,
        words::CONNECTED_SHARE,
        words::PUBLISHED,
        words::PUBLISHED_SHARE,
        words::OVERDUE,
    ];
    let row = |area: &AreaProgress| {
        let share = |done: u64| {
            let of = area.countable;
            let percent = Rate { done, of }.percent();
            percent.map_or_else(
                || assessment::NONE.get(language).to_owned(),
                |percent| assessment::PERCENT.with(language, &[("percent", &percent)]),
            )
        };
        let cells = [
            area.area.clone(),
            area.countable.to_string(),
            area.connected.to_string(),
            share(area.connected),
            area.published.to_string(),
            share(area.published),
            area.overdue.to_string(),
        ];
        html! {
            <tr key={area.area.clone()}>{ for columns.iter().zip(cells).map(|(column, cell)| html! {
                <td data-label={column.get(language)}>{ cell }</td>
            }) }</tr>
        }
    };
    html! {
        <section class="sheet-part">
            <h3 id="sheet-areas"><Head text={words::AREAS} /></h3>
            <table class="sheet-table sheet-areas" aria-labelledby="sheet-areas">
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col"><Head text={*column} /></th> }) }</tr></thead>
                <tbody>{ for areas.iter().map(row) }</tbody>
            </table>
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TakeProps {
    content: Rc<Content>,
}

/// Takes the figures of the day from the assessment board.
#[component]
fn Take(props: &TakeProps) -> Html {
    let (bench, around, doing) = (use_bench(), use_around(), use_doing());
    // What came is put into the form as it is then: somebody may have gone on typing.
    let came = use_state(|| None::<AssessmentFacts>);
    {
        let (act, content, known) = (
            bench.as_ref().map(|bench| bench.act.clone()),
            props.content.clone(),
            came.clone(),
        );
        use_effect_with((*came).clone(), move |board| {
            if let (Some(act), Some(board), Content::Bulletin(form)) = (act, board, &*content) {
                act.emit(Action::Replace(Rc::new(Content::Bulletin(taken_anew(form, board)))));
                known.set(None);
            }
        });
    }
    let (Some(bench), Some(around), Content::Bulletin(form)) = (bench, around, &*props.content) else {
        return Html::default();
    };
    let language = bench.language;
    let word = if form.areas.is_empty() {
        words::TAKE
    } else {
        words::TAKE_AGAIN
    };
    let onclick = {
        let (doing, on, came) = (doing.clone(), form.figures_on, came.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, came) = (around.api.clone(), came.clone());
            let on = on.map(|on| on.to_string()).unwrap_or_default();
            doing.run(
                async move { api.assessment(&Query::default().with("on", &on)).await },
                move |board| came.set(Some(board.facts())),
            );
        })
    };
    html! {
        <div class="sheet-hint">
            <span>{ words::TAKE_LEAD.get(language) }</span>
            <button type="button" class="sheet-tool" id="take-figures" disabled={doing.is_busy()} {onclick}>{ word.get(language) }</button>
            if doing.is_busy() { <span role="status">{ words::TAKING.get(language) }</span> }
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </div>
    }
}
