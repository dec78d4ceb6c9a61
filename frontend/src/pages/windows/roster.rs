//! The roster: accounts of window staff, their search, their import, what is done with one.

use super::WindowTabs;
use super::account::AccountDialog;
use crate::api::{Api, Query};
use crate::components::{Choose, Deed, DeedWork, Empty, Field, FormDialog, Head, Import, More, Search, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{Overlay, setter, use_doing, use_overlay, use_pages};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{HandOver, WindowAccount};
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, page, window};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::window::Tier;

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Change(WindowAccount),
    HandOver(WindowAccount),
    End(WindowAccount),
}

const STEPS: [(&str, Text); 5] = [
    ("listed", window::ROSTER_STEP_LISTED),
    ("registered", window::ROSTER_STEP_REGISTERED),
    ("authorised", window::ROSTER_STEP_AUTHORISED),
    ("handed_over", window::ROSTER_STEP_HANDED_OVER),
    ("ended", window::ROSTER_STEP_ENDED),
];

/// The list with its filters, new accounts, changes, ends.
#[component]
pub fn Roster() -> Html {
    let (language, me) = (use_language(), use_me());
    let (wanted, level, step) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let key = ((*wanted).clone(), (*level).clone(), (*step).clone());
    let pages = use_pages(key, |api, (wanted, level, step), cursor| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("level", &level)
            .with("step", &step);
        api.window_accounts(&query.with("cursor", &cursor)).await
    });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&pages.again);
    let (more, ask) = (pages.more.clone(), show.clone());
    let draw = Callback::from(move |list: Rc<Listing<WindowAccount>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={window::ROSTER_NONE.get(language)}><p>{ window::ROSTER_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list.entries, &ask, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let keeps = me.is_some_and(|me| matches!(me.role, Role::Staff | Role::Hall));
    let mut levels = vec![option("", window::ROSTER_EVERY_LEVEL, language)];
    levels.extend(Tier::ALL.map(|tier| option(tier.code(), tier.text(), language)));
    let mut steps = vec![option("", window::ROSTER_EVERY_STEP, language)];
    steps.extend(STEPS.map(|(code, word)| option(code, word, language)));
    html! {
        <>
            <Head title={window::NAV_ROSTER.get(language)} lead={window::ROSTER_LEAD.get(language)}>
                if keeps {
                    <button type="button" class="button-primary" id="new-account" onclick={show.reform(|_: MouseEvent| Open::New)}>{ window::ROSTER_NEW.get(language) }</button>
                }
            </Head>
            <WindowTabs />
            if keeps {
                <Import id="accounts-csv" path="window-accounts/import" title={window::ROSTER_IMPORT_TITLE.get(language)}
                    hint={window::ROSTER_IMPORT_HINT.get(language)} on_done={pages.again.clone()} />
            }
            <div class="filters">
                <Search value={(*wanted).clone()} label={window::ROSTER_SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="filter-level" label={window::LABEL_LEVEL.get(language)} value={(*level).clone()} options={levels} on_choose={setter(&level)} />
                <Choose id="filter-step" label={window::ROSTER_STEP.get(language)} value={(*step).clone()} options={steps} on_choose={setter(&step)} />
            </div>
            <Whole<Listing<WindowAccount>> load={pages.load} again={pages.again} {draw} />
            { match &what {
                None => Html::default(),
                Some(Open::New) => html! { <AccountDialog on_done={changed} on_close={close} /> },
                Some(Open::Change(account)) => html! { <AccountDialog account={Some(account.clone())} on_done={changed} on_close={close} /> },
                Some(Open::HandOver(account)) => html! { <HandOverDialog account={account.clone()} on_done={changed} on_close={close} /> },
                Some(Open::End(account)) => html! { <EndDialog account={account.clone()} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn option(code: &'static str, word: Text, language: Language) -> (AttrValue, AttrValue) {
    (code.into(), word.get(language).into())
}

/// How far an account is, in words.
fn step(account: &WindowAccount) -> Text {
    if account.ended_on.is_some() {
        window::ROSTER_STEP_ENDED
    } else if account.handed_over.is_some() {
        window::ROSTER_STEP_HANDED_OVER
    } else if account.authorised.is_some() {
        window::ROSTER_STEP_AUTHORISED
    } else if account.registered.is_some() {
        window::ROSTER_STEP_REGISTERED
    } else {
        window::ROSTER_STEP_LISTED
    }
}

fn table(list: &[WindowAccount], ask: &Callback<Open>, language: Language) -> Html {
    let row = |account: &WindowAccount| {
        let button = |word: Text, open: fn(WindowAccount) -> Open| {
            let account = account.clone();
            let label = format!("{} {}", word.get(language), account.name);
            let onclick = ask.reform(move |_: MouseEvent| open(account.clone()));
            html! { <button type="button" class="button-quiet" aria-label={label} {onclick}>{ word.get(language) }</button> }
        };
        let keeps = account.yours && account.ended_on.is_none();
        html! {
            <tr key={account.id.to_string()} data-account={account.name.clone()}>
                <th scope="row">{ account.name.clone() }<span class="under code">{ account.mobile.clone() }</span></th>
                <td data-label={window::LABEL_CENTRE.get(language)}>{ account.centre.name.clone() }<span class="under">{ account.centre.level.text().get(language) }{ " · " }{ account.organisation.name.clone() }</span></td>
                <td data-label={window::ROSTER_STEP.get(language)}>{ step(account).get(language) }</td>
                <td data-label={window::ROSTER_USABLE.get(language)}>{ usable(account, language) }</td>
                <td>
                    if keeps {
                        { button(window::ROSTER_EDIT, Open::Change) }
                        if account.authorised.is_some() && account.handed_over.is_none() { { button(window::ROSTER_HAND_OVER, Open::HandOver) } }
                        { button(window::ROSTER_END, Open::End) }
                    }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ window::NAV_ROSTER.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ window::LABEL_NAME.get(language) }</th>
                <th scope="col">{ window::LABEL_CENTRE.get(language) }</th>
                <th scope="col">{ window::ROSTER_STEP.get(language) }</th>
                <th scope="col">{ window::ROSTER_USABLE.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}

fn usable(account: &WindowAccount, language: Language) -> String {
    match (account.ended_on, account.usable_from) {
        (Some(day), _) => text::day(day, language),
        (None, Some(day)) => window::ROSTER_USABLE_FROM.with(language, &[("day", &text::day(day, language))]),
        (None, None) => window::ROSTER_NOT_USABLE.get(language).to_owned(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OneProps {
    account: WindowAccount,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn HandOverDialog(props: &OneProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let day = use_state(|| today);
    let on_submit = {
        let (doing, day, id, done) = (doing.clone(), day.clone(), props.account.id, props.on_done.clone());
        Callback::from(move |()| {
            let Ok(on) = day.parse::<Date>() else { return };
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            doing.run(async move { api.hand_over(id, HandOver { on }).await }, move |_| {
                told.emit(window::ROSTER_HANDED_OVER.get(language).to_owned());
                done.emit(());
            });
        })
    };
    html! {
        <FormDialog title={window::ROSTER_HAND_OVER_TITLE.with(language, &[("name", &props.account.name)])} word={window::ROSTER_HAND_OVER.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="hand-over-on" kind="date" label={window::LABEL_HANDED_OVER.get(language)} value={(*day).clone()} on_input={setter(&day)} />
        </FormDialog>
    }
}

#[component]
fn EndDialog(props: &OneProps) -> Html {
    let language = use_language();
    let id = props.account.id;
    let work = Callback::from(move |api: Api| -> DeedWork {
        Box::pin(async move { api.end_window_account(id).await.map(drop) })
    });
    html! {
        <Deed title={window::ROSTER_END_TITLE.with(language, &[("name", &props.account.name)])} lead={window::ROSTER_END_LEAD.get(language)}
            word={window::ROSTER_END.get(language)} told={window::ROSTER_ENDED.get(language)} {work} on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
    }
}
