//! A district's consolidation: what is done with it beside filling it in.

use crate::components::{Confirm, FailureNote};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{save, setter, use_doing};
use web_sys::Blob;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scope_list::AcceptRecord;
use yinzheng_shared::locale::consolidation as words;
use yinzheng_shared::record::Move;

/// Properties of [`ConsolidationMoves`].
#[derive(Clone, PartialEq, Properties)]
pub struct ConsolidationMovesProps {
    /// The consolidation.
    pub record: Record,
    /// Told of the record once it is accepted.
    pub on_change: Callback<Record>,
}

/// All lists as one workbook, and the city's acceptance.
#[component]
pub fn ConsolidationMoves(props: &ConsolidationMovesProps) -> Html {
    let (language, api, doing, done) = (use_language(), use_api(), use_doing(), use_done());
    let asking = use_state(|| false);
    let id = props.record.summary.id;
    let table = {
        let (doing, api) = (doing.clone(), api.clone());
        Callback::from(move |_: MouseEvent| {
            let api = api.clone();
            doing.run(async move { api.export_district(id).await }, move |table: Blob| {
                // A browser that does not save has said so itself.
                let _ = save(&table, &format!("{}.xlsx", words::TABLE_NAME.get(language)));
            });
        })
    };
    let ask = setter(&asking).reform(|_: MouseEvent| true);
    let close = setter(&asking).reform(|()| false);
    let accept = {
        let (doing, asking, on_change) = (doing.clone(), asking.setter(), props.on_change.clone());
        let etag = props.record.etag.clone();
        Callback::from(move |()| {
            let (api, etag, done) = (api.clone(), etag.clone(), done.clone());
            let (asking, on_change) = (asking.clone(), on_change.clone());
            doing.run(
                async move { api.accept_record(id, &etag, &AcceptRecord::default()).await },
                move |record: Record| {
                    asking.set(false);
                    done.emit(words::ACCEPTED.get(language).to_owned());
                    on_change.emit(record);
                },
            );
        })
    };
    html! {
        <>
            <button type="button" id="district-table" disabled={doing.is_busy()} onclick={table}>{ words::TABLE.get(language) }</button>
            if props.record.moves.contains(&Move::Accept) {
                <button type="button" class="button-primary" id="consolidation-accept" onclick={ask}>{ words::ACCEPT.get(language) }</button>
            }
            if *asking {
                <Confirm title={words::ACCEPT_TITLE.get(language)} word={words::ACCEPT.get(language)} busy={doing.is_busy()}
                    failure={doing.failure()} on_yes={accept} on_close={close}>
                    <p>{ words::ACCEPT_LEAD.get(language) }</p>
                </Confirm>
            } else if let Some(failure) = doing.failure() {
                <FailureNote {failure} />
            }
        </>
    }
}
