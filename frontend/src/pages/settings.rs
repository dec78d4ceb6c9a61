//! How the installation runs, for the administrator.

use crate::components::{AdminTabs, FailureNote, Field, Head};
use crate::context::{use_api, use_app, use_done};
use crate::hooks::use_doing;
use crate::pages::delivery::Delivery;
use crate::state::app::AppAction;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::page;

/// The place.
#[component]
pub fn Settings() -> Html {
    let language = use_app().looks.language;
    html! {
        <>
            <Head title={page::NAV_SETTINGS.get(language)} lead={page::SETTINGS_LEAD.get(language)} />
            <AdminTabs />
            <BusinessDate />
            <Delivery />
        </>
    }
}

/// The business date, and the way to the next one where it is set.
#[component]
fn BusinessDate() -> Html {
    let (app, api, doing, told) = (use_app(), use_api(), use_doing(), use_done());
    let language = app.looks.language;
    let typed = use_state(|| None::<String>);
    let tried = use_state(|| false);
    let Some(body) = app.programme.clone() else {
        return Html::default();
    };
    let value = (*typed).clone().unwrap_or_else(|| body.today.plus_days(1).to_string());
    let day = value.parse::<Date>().ok();
    let onsubmit = {
        let (doing, app, typed, tried) = (doing.clone(), app.clone(), typed.clone(), tried.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            let Some(day) = day else { return };
            let (api, app, told, typed, tried) =
                (api.clone(), app.clone(), told.clone(), typed.setter(), tried.setter());
            doing.run(async move { api.move_business_date(day).await }, move |moved| {
                app.dispatch(AppAction::Today(moved.today));
                told.emit(page::SETTINGS_DATE_DONE.with(language, &[("day", &text::day(moved.today, language))]));
                typed.set(None);
                tried.set(false);
            });
        })
    };
    let set = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(Some(text)))
    };
    let fault = (*tried && day.is_none()).then(|| AttrValue::from(page::SETTINGS_DATE_FAULT.get(language)));
    html! {
        <section aria-labelledby="business-date">
            <h2 id="business-date">{ page::SETTINGS_DATE.get(language) }</h2>
            if body.today_is_set {
                <p>{ page::SETTINGS_DATE_SET.with(language, &[("day", &text::day(body.today, language))]) }</p>
                <form class="line-form" {onsubmit} novalidate=true>
                    <Field id="next-day" kind="date" label={page::SETTINGS_DATE_NEXT.get(language)} {value} error={fault} on_input={set} />
                    if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                    <p class="actions">
                        <button type="submit" class="button-primary" disabled={doing.is_busy()}>{ page::SETTINGS_DATE_MOVE.get(language) }</button>
                    </p>
                </form>
            } else {
                <p>{ page::SETTINGS_DATE_RUNS.with(language, &[("day", &text::day(body.today, language))]) }</p>
            }
        </section>
    }
}
