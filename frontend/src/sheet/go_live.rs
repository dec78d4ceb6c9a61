//! 《事项开通确认单》 as it prints, with the cursor in it.

use super::around::use_around;
use super::batch::BatchCell;
use super::bench::{Hand, TableProps, use_bench};
use super::cell::{DateCell, TextCell};
use super::items::ItemChooser;
use super::optimization::{cell, header};
use super::parts::{Head, hand_place};
use super::proposal::Proposal;
use super::state::grid::{Grid, row_of};
use super::state::place::Place;
use super::state::table::Column;
use super::suggest::ItemField;
use super::toolbar::Toolbar;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Fault;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{issuing, sheet as words};

/// Rows that the unit sent back, for the table to mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Faults(pub Rc<Vec<Fault>>);

/// The whole form.
#[component]
pub fn GoLiveTable(props: &TableProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let faults = use_context::<Faults>();
    let (Some(bench), Some(around)) = (bench, around) else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::GoLive(form) = &*content else {
        return Html::default();
    };
    let language = bench.language;
    let at = |place| cell(props, place, language);
    let fault_of = |code: &str| {
        let faults = faults.as_ref()?.0.iter();
        faults.into_iter().find(|fault| fault.item_code.trim() == code.trim())
    };
    html! {
        <div class="sheet">
            <h2 class="sheet-title"><Head text={words::GO_LIVE_TITLE} /></h2>
            <section class="sheet-part sheet-letter">
                <p class="sheet-addressee">
                    <span class="sheet-label">{ words::GO_LIVE_ADDRESSEE.get(language) }</span>
                    <span id={Place::Addressee.id()} tabindex="-1" class="sheet-text">{ &form.addressee }</span>{ "：" }
                </p>
                <div class="sheet-body">
                    <span>{ words::GO_LIVE_BODY_BEFORE.get(language) }</span>
                    <DateCell ..at(Place::FinishBy) />
                    <span>{ words::GO_LIVE_BODY_AFTER.get(language) }</span>
                </div>
                if bench.hand == Hand::Writes {
                    <Proposal issued={form.issued} finish_by={form.finish_by} />
                }
                <div class="sheet-fields">
                    <div><span class="sheet-label">{ words::GO_LIVE_BATCH.get(language) }</span>
                        <BatchCell cell={at(Place::Batch)} batches={around.programme.programme.batches.clone()} /></div>
                    <div><span class="sheet-label">{ words::GO_LIVE_ISSUER.get(language) }</span><TextCell ..at(Place::Issuer) /></div>
                    <div><span class="sheet-label">{ words::GO_LIVE_ISSUED.get(language) }</span><DateCell ..at(Place::Issued) /></div>
                </div>
            </section>
            <section class="sheet-part">
                <h3 id="sheet-items"><Head text={words::CONFLICT_ITEMS} /></h3>
                <Toolbar grid={Grid::Items} table={props.clone()} />
                if bench.hand == Hand::Writes {
                    <ItemChooser content={content.clone()} />
                }
                <table class="sheet-table sheet-items" aria-labelledby="sheet-items">
                    { header(Grid::Items) }
                    <tbody>{ for form.rows.iter().enumerate().map(|(r, row)| {
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
                    }) }</tbody>
                </table>
            </section>
            <section class="sheet-part sheet-signs">
                { hand_place(words::GO_LIVE_BUSINESS_LEAD, language) }
                { hand_place(words::GO_LIVE_TECHNICAL_LEAD, language) }
                { hand_place(words::GO_LIVE_STAMP, language) }
                { hand_place(words::GO_LIVE_CONFIRMED, language) }
            </section>
        </div>
    }
}
