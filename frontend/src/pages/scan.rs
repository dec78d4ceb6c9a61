//! One scan.

use crate::api;
use crate::components::{FailureNote, Head, ScanMark, ScanPages, Skeleton};
use crate::context::use_language;
use crate::hooks::{Load, use_scan};
use crate::text;
use yew::prelude::*;
use yinzheng_shared::id::ScanId;
use yinzheng_shared::locale::page;
use yinzheng_shared::scan::ScanState;

/// Properties of [`ScanView`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct ScanProps {
    /// Which.
    pub id: ScanId,
}

/// A scan, page by page.
#[component]
pub fn ScanView(props: &ScanProps) -> Html {
    let language = use_language();
    let (load, _) = use_scan(props.id);
    let scan = match load {
        Load::Waiting => return html! { <Skeleton /> },
        Load::Failed(failure) => return html! { <FailureNote {failure} /> },
        Load::Ready(scan) => scan,
    };
    html! {
        <>
            <Head title={scan.file_name.clone()} lead={page::SCAN_LEAD.get(language)}>
                <a class="button" href={api::scan_file(scan.id)} download="">{ page::SCAN_DOWNLOAD.get(language) }</a>
            </Head>
            <div class="record-facts"><dl>
                <div><dt>{ page::COLUMN_STATE.get(language) }</dt><dd><ScanMark state={scan.state} /></dd></div>
                <div><dt>{ page::COLUMN_UPLOADED_BY.get(language) }</dt><dd>{ scan.uploaded_by.clone() }{ " · " }{ scan.organisation.name.clone() }</dd></div>
                <div><dt>{ page::COLUMN_UPLOADED_AT.get(language) }</dt><dd>{ text::moment(&scan.uploaded_at) }</dd></div>
                <div><dt>{ page::COLUMN_SIZE.get(language) }</dt><dd>{ text::size(scan.bytes) }</dd></div>
                <div class="is-wide"><dt>{ page::PROOF_FILE.get(language) }</dt><dd class="digest">{ scan.sha256.clone() }</dd></div>
            </dl></div>
            if scan.state == ScanState::Received { <Skeleton lines={4} /> } else { <ScanPages {scan} /> }
        </>
    }
}
