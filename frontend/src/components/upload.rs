//! Uploading: drag and drop, a button, a camera; several files, one after another, with figures.

use crate::api::{Upload, Uploading};
use crate::components::{FailureNote, ScanMark, ScanPages, Skeleton};
use crate::context::{use_api, use_language};
use crate::hooks::{Load, use_scan};
use crate::state::uploads::{ACCEPTED, Entry, Queue, QueueAction, Seen, Stage};
use crate::text;
use std::collections::HashMap;
use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;
use yinzheng_shared::id::ScanId;
use yinzheng_shared::locale::page;
use yinzheng_shared::scan::ScanState;

/// Properties of [`UploadArea`].
#[derive(Clone, PartialEq, Properties)]
pub struct UploadProps {
    /// Told when the server has read a file.
    pub on_read: Callback<()>,
}

/// The place to upload, and the files on their way.
#[component]
pub fn UploadArea(props: &UploadProps) -> Html {
    let queue = use_reducer(Queue::default);
    let files = use_mut_ref(HashMap::<u64, File>::new);
    let transfer = use_mut_ref(|| None::<Uploading>);
    let api = use_api();
    let add = {
        let (queue, files) = (queue.clone(), files.clone());
        Callback::from(move |list: FileList| {
            let chosen: Vec<File> = (0..list.length()).filter_map(|index| list.get(index)).collect();
            let first = queue.next_key();
            files.borrow_mut().extend((first..).zip(chosen.iter().cloned()));
            // Sizes of files stay far below 2^53.
            queue.dispatch(QueueAction::Chosen(
                chosen.iter().map(|file| (file.name(), file.size() as u64)).collect(),
            ));
        })
    };
    {
        let (dispatcher, files) = (queue.dispatcher(), files.clone());
        use_effect_with(queue.turn(), move |turn| {
            let Some(key) = *turn else { return };
            let Some(file) = files.borrow().get(&key).cloned() else {
                return;
            };
            dispatcher.dispatch(QueueAction::Moved(key, Stage::Sending(0)));
            let tell = {
                let dispatcher = dispatcher.clone();
                Callback::from(move |upload| {
                    let stage = match upload {
                        Upload::Sent(bytes) => Stage::Sending(bytes),
                        Upload::Done(scan) => {
                            Stage::Kept(scan.id, if scan.seen_before { Seen::Before } else { Seen::New })
                        }
                        Upload::Failed(failure) => Stage::Failed(failure),
                    };
                    dispatcher.dispatch(QueueAction::Moved(key, stage));
                })
            };
            match api.upload_scan(&file, tell) {
                Ok(uploading) => *transfer.borrow_mut() = Some(uploading),
                Err(failure) => dispatcher.dispatch(QueueAction::Moved(key, Stage::Failed(failure))),
            }
        });
    }
    let dispatcher = queue.dispatcher();
    let act = Callback::from(move |action| dispatcher.dispatch(action));
    html! {
        <section class="upload">
            <DropArea on_files={add} />
            if !queue.entries.is_empty() {
                <ul class="upload-list">
                    { for queue.entries.iter().map(|entry| html! {
                        <UploadEntry key={entry.key} entry={entry.clone()} act={act.clone()} on_read={props.on_read.clone()} />
                    }) }
                </ul>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DropProps {
    on_files: Callback<FileList>,
}

#[component]
fn DropArea(props: &DropProps) -> Html {
    let language = use_language();
    let over = use_state(|| false);
    let hover = |to: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(to);
        })
    };
    let ondrop = {
        let (over, add) = (over.clone(), props.on_files.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                add.emit(files);
            }
        })
    };
    let onchange = {
        let add = props.on_files.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(files) = input.files() {
                add.emit(files);
            }
            // The same file may be chosen again.
            input.set_value("");
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("is-over"))} ondragover={hover(true)} ondragleave={hover(false)} {ondrop}>
            <p class="drop-words">{ page::UPLOAD_DROP.get(language) }</p>
            <p class="actions">
                <span class="file-button">
                    <input type="file" id="scan-files" name="file" accept={ACCEPTED} multiple=true onchange={onchange.clone()} />
                    <label for="scan-files" class="button-primary">{ page::UPLOAD_BUTTON.get(language) }</label>
                </span>
                <span class="file-button is-camera">
                    <input type="file" id="scan-camera" name="photo" accept="image/*" capture="environment" {onchange} />
                    <label for="scan-camera" class="button">{ page::UPLOAD_CAMERA.get(language) }</label>
                </span>
            </p>
            <p class="quiet">{ page::UPLOAD_HINT.get(language) }</p>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EntryProps {
    entry: Entry,
    act: Callback<QueueAction>,
    on_read: Callback<()>,
}

#[component]
fn UploadEntry(props: &EntryProps) -> Html {
    let language = use_language();
    let entry = &props.entry;
    let key = entry.key;
    let act = |action: QueueAction| props.act.reform(move |_: MouseEvent| action.clone());
    let stage = match &entry.stage {
        Stage::Waiting => html! { <p class="quiet">{ page::UPLOAD_WAITING.get(language) }</p> },
        Stage::Sending(sent) => {
            let (sent_text, all) = (text::size(*sent), text::size(entry.bytes));
            html! {
                <p class="upload-progress">
                    <progress value={sent.to_string()} max={entry.bytes.max(1).to_string()} aria-label={page::UPLOAD_PROGRESS.get(language)} />
                    { page::UPLOAD_SENT.with(language, &[("sent", &sent_text), ("all", &all)]) }
                </p>
            }
        }
        Stage::Kept(id, seen) => html! {
            <>
                if *seen == Seen::Before { <p class="note">{ page::SCAN_SEEN_BEFORE.get(language) }</p> }
                <Reading id={*id} on_read={props.on_read.clone()} />
            </>
        },
        Stage::Failed(failure) => html! {
            <>
                <FailureNote failure={failure.clone()} />
                <p class="actions">
                    <button type="button" onclick={act(QueueAction::Retry(key))}>{ page::ACTION_AGAIN.get(language) }</button>
                    <button type="button" onclick={act(QueueAction::Dismiss(key))}>{ page::UPLOAD_DISMISS.get(language) }</button>
                </p>
            </>
        },
    };
    html! {
        <li class="upload-entry">
            <p class="upload-name"><strong>{ entry.name.clone() }</strong>{ " " }<span class="quiet">{ text::size(entry.bytes) }</span></p>
            { stage }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReadingProps {
    id: ScanId,
    on_read: Callback<()>,
}

/// Follows a kept file until it has been read.
#[component]
fn Reading(props: &ReadingProps) -> Html {
    let (load, _) = use_scan(props.id);
    let read = matches!(&load, Load::Ready(scan) if scan.state != ScanState::Received);
    {
        let on_read = props.on_read.clone();
        use_effect_with(read, move |read| {
            if *read {
                on_read.emit(());
            }
        });
    }
    match load {
        Load::Waiting => html! { <Skeleton lines={2} /> },
        Load::Failed(failure) => html! { <FailureNote {failure} /> },
        Load::Ready(scan) => html! {
            <>
                <p><ScanMark state={scan.state} /></p>
                if scan.state == ScanState::Received { <Skeleton lines={2} /> } else { <ScanPages {scan} /> }
            </>
        },
    }
}
