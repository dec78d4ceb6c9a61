//! Numbered items, as several forms list them.

use super::bench::{Hand, TableProps, use_bench};
use super::items::ItemChooser;
use super::optimization::{cell, header};
use super::parts::Head;
use super::state::grid::{Grid, row_of};
use super::state::place::Place;
use super::state::table::Column;
use super::suggest::ItemField;
use super::toolbar::Toolbar;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Fault;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::locale::{Text, issuing, sheet as words};

/// Rows that the unit sent back, for the table to mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Faults(pub Rc<Vec<Fault>>);

/// The list with its tools.
#[component]
pub fn ItemRows(props: &TableProps) -> Html {
    let (bench, faults) = (use_bench(), use_context::<Faults>());
    let Some(bench) = bench else {
        return Html::default();
    };
    let fault_of = |code: &str| {
        let mut faults = faults.as_ref()?.0.iter();
        faults.find(|fault| fault.item_code.trim() == code.trim())
    };
    let (language, content) = (bench.language, props.content.clone());
    let (rows, heading): (&[ItemRow], Text) = match &*content {
        Content::JointDebug(form) => (&form.rows, words::JOINT_DEBUG_ITEMS),
        Content::GoLive(form) => (&form.rows, words::CONFLICT_ITEMS),
        Content::Scope(_)
        | Content::Consolidation(_)
        | Content::Schedule(_)
        | Content::Optimization(_)
        | Content::Bulletin(_) => (&[], words::CONFLICT_ITEMS),
    };
    let at = |place| cell(props, place, language);
    let row = |(r, row): (usize, &ItemRow)| {
        let (name, code) = (Place::RowItemName(r), Place::RowItemCode(r));
        let now = props.cursor.and_then(row_of) == row_of(name);
        html! {
            <tr key={r} class={classes!(now.then_some("is-current"), fault_of(&row.item_code).map(|_| "is-failed"))}>
                <td class="sheet-narrow sheet-number" data-label={Column::Ordinal.heading().get(language)}>{ row.number }</td>
                <td data-label={Column::ItemName.heading().get(language)}><ItemField cell={at(name)} content={content.clone()} />
                    if let Some(fault) = fault_of(&row.item_code) {
                        <p class="row-fault"><strong>{ issuing::BACK_FAULT_MARK.get(language) }</strong>{ &fault.fault }</p>
                    }
                </td>
                <td data-label={Column::ItemCode.heading().get(language)}><ItemField cell={at(code)} content={content.clone()} /></td>
            </tr>
        }
    };
    html! {
        <section class="sheet-part">
            <h3 id="sheet-items"><Head text={heading} /></h3>
            <Toolbar grid={Grid::Items} table={props.clone()} />
            if bench.hand == Hand::Writes {
                <ItemChooser content={content.clone()} />
            }
            <table class="sheet-table sheet-items" aria-labelledby="sheet-items">
                { header(Grid::Items) }
                <tbody>{ for rows.iter().enumerate().map(row) }</tbody>
            </table>
        </section>
    }
}
