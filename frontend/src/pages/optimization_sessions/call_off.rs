//! Calling a session off, for a reason.

use crate::components::ReasonDialog;
use crate::context::{use_api, use_done, use_language};
use crate::hooks::use_doing;
use yew::prelude::*;
use yinzheng_shared::api::optimization_session::ConvenedSession;
use yinzheng_shared::locale::optimization_sessions as words;

/// Properties of [`CallOffDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct CallOffProps {
    /// The session.
    pub session: ConvenedSession,
    /// Told when it is called off.
    pub on_done: Callback<()>,
    /// Leaves it as it is.
    pub on_close: Callback<()>,
}

/// Asks for the reason.
#[component]
pub fn CallOffDialog(props: &CallOffProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let on_yes = {
        let (doing, session, on_done) = (doing.clone(), props.session.clone(), props.on_done.clone());
        Callback::from(move |reason: String| {
            let (api, told, on_done) = (api.clone(), told.clone(), on_done.clone());
            let (id, etag) = (session.id, session.etag.clone());
            let sentence = words::CALLED_OFF_DONE.with(language, &[("name", &session.title)]);
            doing.run(
                async move { api.call_off_session(id, &etag, reason).await },
                move |_: ConvenedSession| {
                    told.emit(sentence);
                    on_done.emit(());
                },
            );
        })
    };
    html! {
        <ReasonDialog title={words::CALL_OFF_TITLE.get(language)} word={words::CALL_OFF.get(language)}
            hint={words::CALL_OFF_HINT.get(language)} busy={doing.is_busy()} failure={doing.failure()}
            {on_yes} on_close={props.on_close.clone()} />
    }
}
