//! Scope lists: who has answered, and items that move between departments.

use crate::components::{DueText, Empty, FailureNote, Head, Note, ReasonDialog, StateMark, Tone, Whole};
use crate::context::{use_api, use_done, use_language, use_me};
use crate::hooks::{use_doing, use_fetch};
use crate::pages::hand_overs::HandOvers;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_navigator};
use yinzheng_shared::api::scope_list::{OpenedLists, ScopeDepartment, ScopeOverview, Transfer, TransferAnswer};
use yinzheng_shared::api::session::Me;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::item::TransferState;
use yinzheng_shared::locale::{Language, Text, page, roll as words};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;

/// The overview.
#[component]
pub fn ScopeLists() -> Html {
    let (language, me) = (use_language(), use_me());
    let fetched = use_fetch((), |api, ()| async move { api.scope_lists().await });
    let transfers = use_fetch((), |api, ()| async move { api.transfers().await });
    let draw = {
        let (me, again) = (me.clone(), fetched.again.clone());
        Callback::from(move |overview: Rc<ScopeOverview>| match &me {
            Some(me) => whole(&overview, me, &again, language),
            None => Html::default(),
        })
    };
    let draw_transfers = {
        let again = transfers.again.clone();
        Callback::from(move |list: Rc<Vec<Transfer>>| match &me {
            Some(me) if !list.is_empty() => html! { <Transfers {list} me={me.clone()} again={again.clone()} /> },
            _ => Html::default(),
        })
    };
    html! {
        <>
            <Head title={page::NAV_SCOPE.get(language)} lead={words::LEAD.get(language)} />
            <Whole<ScopeOverview> load={fetched.load} again={fetched.again} {draw} />
            <Whole<Vec<Transfer>> load={transfers.load} again={transfers.again} draw={draw_transfers} />
        </>
    }
}

fn whole(overview: &ScopeOverview, me: &Rc<Me>, again: &Callback<()>, language: Language) -> Html {
    if overview.departments.is_empty() {
        return html! { <Empty title={words::NOTHING.get(language)}><p>{ words::NOTHING_NEXT.get(language) }</p></Empty> };
    }
    let answered = overview.departments.iter().filter(|one| is_answered(one)).count();
    let own = overview
        .departments
        .iter()
        .find(|one| one.department.id == me.organisation.id);
    let opens = match me.role {
        Role::Bureau => overview.departments.iter().any(is_behind).then_some(words::OPEN_ALL),
        Role::Staff => own.and_then(|own| match &own.list {
            None => Some(words::OPEN_OWN),
            Some(list) if list.state == State::Archived => Some(words::OPEN_AGAIN),
            Some(_) => None,
        }),
        _ => None,
    };
    let told = words::ANSWERED.with(
        language,
        &[
            ("answered", &answered.to_string()),
            ("all", &overview.departments.len().to_string()),
        ],
    );
    html! {
        <>
            if let Some(word) = opens { <Open {word} own={me.role == Role::Staff} again={again.clone()} /> }
            <p class="roll-answered"><strong>{ overview.edition.clone() }</strong>{ " " }{ told }</p>
            { table(overview, language) }
            <HandOvers districts={Rc::new(overview.districts.clone())} me={me.clone()} />
        </>
    }
}

/// Whether the department has items to answer for and no list that waits.
fn is_behind(one: &ScopeDepartment) -> bool {
    match &one.list {
        None => true,
        Some(list) => list.state == State::Archived && one.unanswered > 0,
    }
}

fn is_answered(one: &ScopeDepartment) -> bool {
    one.list
        .as_ref()
        .is_some_and(|list| matches!(list.state, State::Submitted | State::Archived))
}

fn table(overview: &ScopeOverview, language: Language) -> Html {
    let row = |one: &ScopeDepartment| {
        let due = Due {
            date: one.due,
            provisional: false,
        };
        html! {
            <tr key={one.department.id.to_string()}>
                <th scope="row">{ one.department.name.clone() }<span class="under">{ one.area.as_ref().map(|area| area.name.clone()) }</span></th>
                <td data-label={words::COLUMN_LIST.get(language)}>
                    if let Some(list) = &one.list {
                        if one.readable {
                            <Link<Route> to={Route::Record { id: list.id }}><StateMark state={list.state} /></Link<Route>>
                        } else {
                            <StateMark state={list.state} />
                        }
                        if list.late { <span class="under late">{ page::LATE.get(language) }</span> }
                    } else {
                        <span class="quiet">{ words::NOT_OPENED.get(language) }</span>
                    }
                </td>
                <td data-label={page::COLUMN_DUE.get(language)}>
                    if is_answered(one) { <span class="nowrap">{ text::day(one.due, language) }</span> } else { <DueText {due} /> }
                </td>
                <td class="figures" data-label={words::COLUMN_ITEMS.get(language)}>{ one.items }</td>
                <td class="figures" data-label={words::COLUMN_UNANSWERED.get(language)}>{ one.unanswered }</td>
                <td class="figures" data-label={words::COLUMN_COUNTING.get(language)}>{ one.in_scope }</td>
                <td class="figures" data-label={words::COLUMN_LEFT_OUT.get(language)}>{ one.left_out }</td>
                <td class="figures" data-label={words::COLUMN_PROPOSED.get(language)}>{ one.proposed }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_SCOPE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_OWNER.get(language) }</th>
                <th scope="col">{ words::COLUMN_LIST.get(language) }</th>
                <th scope="col">{ page::COLUMN_DUE.get(language) }</th>
                <th scope="col" class="figures">{ words::COLUMN_ITEMS.get(language) }</th>
                <th scope="col" class="figures">{ words::COLUMN_UNANSWERED.get(language) }</th>
                <th scope="col" class="figures">{ words::COLUMN_COUNTING.get(language) }</th>
                <th scope="col" class="figures">{ words::COLUMN_LEFT_OUT.get(language) }</th>
                <th scope="col" class="figures">{ words::COLUMN_PROPOSED.get(language) }</th>
            </tr></thead>
            <tbody>{ for overview.departments.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenProps {
    word: Text,
    own: bool,
    again: Callback<()>,
}

/// Opens lists: all of them, or one's own and on to it.
#[component]
fn Open(props: &OpenProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let navigator = use_navigator();
    let unreviewed = use_state(|| None::<String>);
    let own = props.own;
    let onclick = {
        let (doing, again, unreviewed) = (doing.clone(), props.again.clone(), unreviewed.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, again, told) = (api.clone(), again.clone(), told.clone());
            let (navigator, unreviewed) = (navigator.clone(), unreviewed.clone());
            doing.run(
                async move { api.open_scope_lists().await },
                move |answer: OpenedLists| {
                    told.emit(match answer.opened.len() {
                        0 => words::OPENED_NONE.get(language).to_owned(),
                        count => words::OPENED.with(language, &[("count", &count.to_string())]),
                    });
                    let names: Vec<&str> = answer.without_reviewer.iter().map(|one| one.name.as_str()).collect();
                    unreviewed.set((!names.is_empty()).then(|| names.join("、")));
                    match (answer.opened.first(), navigator) {
                        (Some(id), Some(navigator)) if own => navigator.push(&Route::Record { id: *id }),
                        _ => again.emit(()),
                    }
                },
            );
        })
    };
    html! {
        <div class="actions">
            <button type="button" class="button-primary" id="open-lists" disabled={doing.is_busy()} {onclick}>{ props.word.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            if let Some(names) = &*unreviewed {
                <Note tone={Tone::Warning}><p>{ words::WITHOUT_REVIEWER.with(language, &[("names", names)]) }</p></Note>
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TransfersProps {
    list: Rc<Vec<Transfer>>,
    me: Rc<Me>,
    again: Callback<()>,
}

/// Items that move, and the receiving department's answer.
#[component]
fn Transfers(props: &TransfersProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let refusing = use_state(|| None::<usize>);
    let answer = {
        let (doing, again, list, refusing) = (doing.clone(), props.again.clone(), props.list.clone(), refusing.clone());
        Callback::from(move |(index, answer): (usize, TransferAnswer)| {
            let Some(transfer) = list.get(index).cloned() else {
                return;
            };
            let (api, again, told, refusing) = (api.clone(), again.clone(), told.clone(), refusing.clone());
            let sentence = match &answer {
                TransferAnswer::Accept => words::TAKEN_OVER,
                TransferAnswer::Refuse { .. } => words::REFUSED,
            };
            let sentence = sentence.with(language, &[("name", &transfer.name)]);
            doing.run(
                async move { api.answer_transfer(transfer.record, &transfer.code, &answer).await },
                move |()| {
                    refusing.set(None);
                    told.emit(sentence);
                    again.emit(());
                },
            );
        })
    };
    let entry = |(index, transfer): (usize, &Transfer)| {
        let state = match (transfer.state, &transfer.reason) {
            (TransferState::Waiting, _) => words::TRANSFER_WAITING.get(language).to_owned(),
            (TransferState::Accepted, _) => words::TRANSFER_ACCEPTED.get(language).to_owned(),
            (TransferState::Refused, reason) => {
                words::TRANSFER_REFUSED.with(language, &[("reason", reason.as_deref().unwrap_or_default())])
            }
        };
        let mine = transfer.state == TransferState::Waiting
            && transfer.to.id == props.me.organisation.id
            && props.me.role == Role::Staff;
        let way = words::TRANSFER_FROM.with(
            language,
            &[
                ("from", &transfer.from.name),
                ("to", &transfer.to.name),
                ("day", &text::day(transfer.asked_on, language)),
            ],
        );
        let accept = answer.reform(move |_: MouseEvent| (index, TransferAnswer::Accept));
        let refuse = {
            let refusing = refusing.clone();
            Callback::from(move |_: MouseEvent| refusing.set(Some(index)))
        };
        html! {
            <li key={format!("{}{}", transfer.record, transfer.code)}>
                <div><strong>{ transfer.name.clone() }</strong>{ " " }<span class="code">{ transfer.code.clone() }</span>
                    <span class="under">{ way }{ " · " }{ transfer.remark.clone() }</span></div>
                <span class="transfer-state">{ state }</span>
                if mine {
                    <span class="actions">
                        <button type="button" class="button-primary" disabled={doing.is_busy()} onclick={accept}>{ words::TAKE_OVER.get(language) }</button>
                        <button type="button" disabled={doing.is_busy()} onclick={refuse}>{ words::REFUSE.get(language) }</button>
                    </span>
                }
            </li>
        }
    };
    let close = {
        let refusing = refusing.clone();
        Callback::from(move |()| refusing.set(None))
    };
    html! {
        <section class="transfers" aria-labelledby="transfers-title">
            <h2 id="transfers-title">{ words::TRANSFERS.get(language) }</h2>
            <p class="quiet">{ words::TRANSFERS_LEAD.get(language) }</p>
            <ul>{ for props.list.iter().enumerate().map(entry) }</ul>
            if let Some(index) = *refusing {
                <ReasonDialog title={words::REFUSE.get(language)} word={words::REFUSE.get(language)} hint={words::REFUSE_HINT.get(language)}
                    busy={doing.is_busy()} failure={doing.failure()}
                    on_yes={answer.reform(move |reason| (index, TransferAnswer::Refuse { reason }))} on_close={close} />
            } else if let Some(failure) = doing.failure() {
                <FailureNote {failure} />
            }
        </section>
    }
}
