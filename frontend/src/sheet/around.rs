//! What the page around the sheet knows.

use crate::api::Api;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::locale::Language;

/// Speaks to the server, and knows who is at work and by which programme.
#[derive(Clone, PartialEq)]
pub struct Around {
    /// The server.
    pub api: Api,
    /// Language of the page.
    pub language: Language,
    /// Programme, calendar and business date.
    pub programme: Rc<ProgrammeBody>,
    /// Who is at work; drafts in the browser are kept for each person.
    pub user: String,
    /// Moves with every sign-in.
    pub session: u64,
}

/// What is around, once the page knows it.
#[hook]
pub fn use_around() -> Option<Around> {
    use_context::<Around>()
}
