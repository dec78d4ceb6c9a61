//! The assessment board (督查考核) of any day, and the lists behind its numbers.

mod bulletins;
mod chart;
mod headline;
mod list;
mod number;
mod reasons;
mod tables;

use crate::api::Query;
use crate::components::{Field, Head, Whole};
use crate::context::{use_language, use_programme};
use crate::hooks::{Load, use_fetch, use_filter};
use crate::route::Route;
use crate::text;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::assessment as words;

pub use list::AssessmentList;

/// The day that is told of, kept in the address; today when there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Told {
    #[serde(skip_serializing_if = "String::is_empty")]
    on: String,
}

/// The board.
#[component]
pub fn AssessmentPage() -> Html {
    let language = use_language();
    let (told, show) = use_filter::<Told>(Route::Assessment);
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let fetched = use_fetch(told.clone(), |api, told: Told| async move {
        // What is still being typed is no day yet.
        let on = told.on.parse::<Date>().map(|on| on.to_string()).unwrap_or_default();
        api.assessment(&Query::default().with("on", &on)).await
    });
    let lead = match &fetched.load {
        Load::Ready(board) => Some(AttrValue::from(
            words::LEAD.with(language, &[("day", &text::day(board.on, language))]),
        )),
        Load::Waiting | Load::Failed(_) => None,
    };
    let draw = Callback::from(move |board: Rc<Assessment>| {
        html! {
            <>
                { headline::headline(&board, language) }
                { reasons::behind(&board, language) }
                <bulletins::Bulletins board={board.clone()} />
                { chart::chart(&board, language) }
                { tables::areas(&board, language) }
                { tables::departments(&board, language) }
                { tables::batches(&board, language) }
            </>
        }
    });
    let value = if told.on.is_empty() { today } else { told.on };
    html! {
        <>
            <Head title={words::NAV.get(language)} {lead} />
            <div class="filters">
                <Field id="assessment-day" kind="date" label={words::DAY.get(language)} {value} on_input={show.reform(|on| Told { on })} />
            </div>
            <Whole<Assessment> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}
