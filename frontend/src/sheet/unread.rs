//! What this browser kept of a form and this page cannot read: shown, to be taken along or discarded.

use super::open::Unread;
use super::storage;
use crate::components::{Confirm, Note, Tone};
use crate::hooks::write_clipboard;
use js_sys::Array;
use web_sys::{Blob, Url};
use yew::prelude::*;
use yinzheng_shared::locale::{Language, Text, sheet as words};

/// Properties of [`UnreadNote`].
#[derive(Clone, PartialEq, Properties)]
pub struct UnreadProps {
    /// What was kept.
    pub unread: Unread,
    /// Reference of the record; the file is named after it.
    pub reference: String,
    /// Language of the page.
    pub language: Language,
}

/// How far the person is with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Shown,
    Asked,
    Discarded,
}

/// Says that there is unreadable work, and hands it out. It stays in the storage until the person
/// discards it.
#[component]
pub fn UnreadNote(props: &UnreadProps) -> Html {
    let language = props.language;
    let stage = use_state(|| Stage::Shown);
    let said = use_state(|| None::<Text>);
    let address = use_file(&props.unread.text);
    let to = |next: Stage| {
        let stage = stage.setter();
        move || stage.set(next)
    };
    let copy = {
        let (text, said) = (props.unread.text.clone(), said.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, said) = (text.clone(), said.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = write_clipboard(&text).await;
                said.set(Some(
                    copied.map_or(words::UNREAD_COPY_FAILED, |()| words::UNREAD_COPIED),
                ));
            });
        })
    };
    let discard = {
        let (key, gone) = (props.unread.key.clone(), to(Stage::Discarded));
        Callback::from(move |()| {
            storage::forget(&key);
            gone();
        })
    };
    if *stage == Stage::Discarded {
        return html! { <p class="sheet-said" role="status">{ words::UNREAD_DISCARDED.get(language) }</p> };
    }
    let (ask, leave) = (to(Stage::Asked), to(Stage::Shown));
    html! {
        <Note tone={Tone::Warning}>
            <div id="sheet-unread">
                <p role="alert">{ words::UNREAD_INTRO.get(language) }</p>
                <details>
                    <summary>{ words::UNREAD_SHOW.get(language) }</summary>
                    <textarea class="sheet-unread-text" readonly=true rows="6" spellcheck="false" aria-label={words::UNREAD_LABEL.get(language)}
                        value={props.unread.text.clone()} />
                </details>
                <p class="actions">
                    <a class="button" id="sheet-unread-file" download={format!("yinzheng-{}.txt", props.reference)} href={(*address).clone()}>
                        { words::UNREAD_SAVE.get(language) }
                    </a>
                    <button type="button" id="sheet-unread-copy" onclick={copy}>{ words::UNREAD_COPY.get(language) }</button>
                    <button type="button" id="sheet-unread-discard" class="button-quiet" onclick={move |_: MouseEvent| ask()}>
                        { words::UNREAD_DISCARD.get(language) }
                    </button>
                    <span role="status">{ said.map(|text| text.get(language)).unwrap_or_default() }</span>
                </p>
            </div>
            if *stage == Stage::Asked {
                <Confirm title={words::UNREAD_DISCARD_TITLE.get(language)} word={words::UNREAD_DISCARD.get(language)} busy=false
                    on_yes={discard} on_close={move |()| leave()}>
                    <p>{ words::UNREAD_DISCARD_LEAD.get(language) }</p>
                </Confirm>
            }
        </Note>
    }
}

/// The address of a file with this text, as long as the note stands.
#[hook]
fn use_file(text: &AttrValue) -> UseStateHandle<Option<AttrValue>> {
    let address = use_state(|| None::<AttrValue>);
    let set = address.setter();
    use_effect_with(text.clone(), move |text| {
        let made = Blob::new_with_str_sequence(&Array::of1(&text.as_str().into()))
            .and_then(|file| Url::create_object_url_with_blob(&file))
            .ok();
        set.set(made.clone().map(AttrValue::from));
        move || {
            if let Some(made) = made {
                // An address that is gone already holds nothing.
                let _ = Url::revoke_object_url(&made);
            }
        }
    });
    address
}
