//! 《事项开通确认单》 as it prints, with the cursor in it.

use super::around::use_around;
use super::batch::BatchCell;
use super::bench::{Hand, TableProps, use_bench};
use super::cell::{DateCell, TextCell};
use super::item_rows::ItemRows;
use super::optimization::cell;
use super::parts::{Head, hand_place};
use super::proposal::Proposal;
use super::state::place::Place;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::sheet as words;

/// The whole form.
#[component]
pub fn GoLiveTable(props: &TableProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let (Some(bench), Some(around)) = (bench, around) else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::GoLive(form) = &*content else {
        return Html::default();
    };
    let language = bench.language;
    let at = |place| cell(props, place, language);
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
            <ItemRows ..props.clone() />
            <section class="sheet-part sheet-signs">
                { hand_place(words::GO_LIVE_BUSINESS_LEAD, language) }
                { hand_place(words::GO_LIVE_TECHNICAL_LEAD, language) }
                { hand_place(words::GO_LIVE_STAMP, language) }
                { hand_place(words::GO_LIVE_CONFIRMED, language) }
            </section>
        </div>
    }
}
