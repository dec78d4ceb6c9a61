//! Items of districts that an archived municipal form covers by hand.

use crate::api::{Api, Query};
use crate::components::{Choose, Deed, DeedWork, FormDialog, ReasonDialog, Search, Whole};
use crate::context::{use_api, use_done, use_language, use_me};
use crate::hooks::{Overlay, setter, use_doing, use_fetch, use_overlay};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::form_link::{FormLink, LinkStep, NewFormLink};
use yinzheng_shared::api::item::Item;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::form::Form;
use yinzheng_shared::form_link::{LinkMove, LinkState};
use yinzheng_shared::id::{FormLinkId, RecordId};
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::locale::{Language, Text, form_links as words, page};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::record::State;

/// Properties of [`Links`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinksProps {
    /// The record.
    pub record: Rc<Record>,
}

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    Propose,
    Step(Rc<FormLink>, LinkMove),
}

/// The links, where there are any or this person may propose one.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let (language, me) = (use_language(), use_me());
    let summary = &props.record.summary;
    let concerns = summary.form == Form::Optimization && summary.state == State::Archived;
    let id = summary.id;
    let fetched = use_fetch((id, concerns), |api, (id, concerns)| async move {
        if concerns {
            api.form_links(id).await
        } else {
            Ok(Vec::new())
        }
    });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&fetched.again);
    let may_propose = me.is_some_and(|me| {
        me.role == Role::Staff && me.level == Level::DistrictDepartment && me.organisation.id != summary.owner.id
    });
    if !concerns {
        return Html::default();
    }
    let draw = {
        let show = show.clone();
        Callback::from(move |links: Rc<Vec<FormLink>>| {
            if links.is_empty() && !may_propose {
                return Html::default();
            }
            html! {
                <section class="record-links" aria-labelledby="links-title">
                    <div class="section-head">
                        <h2 id="links-title">{ words::TITLE.get(language) }</h2>
                        if may_propose {
                            <button type="button" id="propose-link" onclick={show.reform(|_: MouseEvent| Open::Propose)}>{ words::PROPOSE.get(language) }</button>
                        }
                    </div>
                    <p class="quiet">{ words::LEAD.get(language) }</p>
                    if !links.is_empty() { { table(&links, &show, language) } }
                </section>
            }
        })
    };
    html! {
        <>
            <Whole<Vec<FormLink>> load={fetched.load} again={fetched.again} {draw} />
            { match what {
                None => Html::default(),
                Some(Open::Propose) => html! { <Propose record={id} on_done={changed} on_close={close} /> },
                Some(Open::Step(link, step)) => html! { <StepDialog {link} {step} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn table(links: &[FormLink], show: &Callback<Open>, language: Language) -> Html {
    let row = |link: &FormLink| {
        let step = |step: &LinkMove| {
            let (link, step) = (Rc::new(link.clone()), *step);
            let word = move_word(step).get(language);
            let label = format!("{word} {}", link.name);
            let onclick = show.reform(move |_: MouseEvent| Open::Step(link.clone(), step));
            html! { <button type="button" class="button-quiet" aria-label={label} {onclick}>{ word }</button> }
        };
        let day = text::day(link.answered_on.unwrap_or(link.proposed_on), language);
        html! {
            <tr key={link.id.to_string()}>
                <th scope="row">{ &link.name }<span class="under code">{ &link.code }</span></th>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ &link.unit.name }</td>
                <td data-label={page::COLUMN_STATE.get(language)}>{ state_word(link.state).get(language) }
                    <span class="under">{ day }</span>
                    if let Some(reason) = &link.reason { <span class="under">{ reason }</span> }
                </td>
                <td class="actions">{ for link.moves.iter().map(step) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ words::TITLE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_ITEM.get(language) }</th>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for links.iter().map(row) }</tbody>
        </table>
    }
}

const fn state_word(state: LinkState) -> Text {
    match state {
        LinkState::Proposed => words::STATE_PROPOSED,
        LinkState::Agreed => words::STATE_AGREED,
        LinkState::Declined => words::STATE_DECLINED,
        LinkState::Withdrawn => words::STATE_WITHDRAWN,
    }
}

const fn move_word(step: LinkMove) -> Text {
    match step {
        LinkMove::Agree => words::AGREE,
        LinkMove::Decline => words::DECLINE,
        LinkMove::Withdraw => words::WITHDRAW,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct StepProps {
    link: Rc<FormLink>,
    step: LinkMove,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

/// Consents at once; asks for a reason before anything else.
#[component]
fn StepDialog(props: &StepProps) -> Html {
    let (language, api, doing, tell) = (use_language(), use_api(), use_doing(), use_done());
    let link = props.link.clone();
    let title = words::ASK.with(
        language,
        &[("step", move_word(props.step).get(language)), ("name", &link.name)],
    );
    let told = words::DONE.with(language, &[("name", &link.name)]);
    if props.step == LinkMove::Agree {
        let work = Callback::from(move |api: Api| -> DeedWork {
            let link = link.clone();
            Box::pin(async move {
                api.form_link_step(link.id, &link.etag, &LinkStep::Agree)
                    .await
                    .map(drop)
            })
        });
        return html! {
            <Deed {title} lead={words::AGREE_LEAD.get(language)} word={words::AGREE.get(language)} {told} {work}
                on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
        };
    }
    let on_reason = {
        let (doing, step, done) = (doing.clone(), props.step, props.on_done.clone());
        Callback::from(move |reason: String| {
            let answer = match step {
                LinkMove::Decline => LinkStep::Decline { reason },
                LinkMove::Agree | LinkMove::Withdraw => LinkStep::Withdraw { reason },
            };
            let (api, link, tell, told, done) = (api.clone(), link.clone(), tell.clone(), told.clone(), done.clone());
            doing.run(
                async move { api.form_link_step(link.id, &link.etag, &answer).await },
                move |_| {
                    tell.emit(told);
                    done.emit(());
                },
            );
        })
    };
    html! {
        <ReasonDialog {title} hint={words::REASON_LEAD.get(language)} word={move_word(props.step).get(language)} busy={doing.is_busy()} failure={doing.failure()}
            on_yes={on_reason} on_close={props.on_close.clone()} />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ProposeProps {
    record: RecordId,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

/// Chooses an item of the own unit that no form covers.
#[component]
fn Propose(props: &ProposeProps) -> Html {
    let (language, api, doing, tell, me) = (use_language(), use_api(), use_doing(), use_done(), use_me());
    let (chosen, missing) = (use_state(String::new), use_state(|| false));
    let id = use_memo((), |()| FormLinkId(Uuid::now_v7()));
    let wanted = use_state(String::new);
    let fetched = use_fetch((*wanted).clone(), |api, wanted| async move {
        let query = Query::default().with("q", &wanted).with("limit", "500");
        api.items(&query).await
    });
    let own = me.map(|me| me.organisation.id);
    let draw = {
        let (chosen, missing) = (chosen.clone(), *missing);
        Callback::from(move |list: Rc<Listing<Item>>| {
            let mut options = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
            let open = list
                .entries
                .iter()
                .filter(|item| Some(item.owner.id) == own && item.optimised_on.is_none())
                .filter(|item| !matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving));
            options.extend(open.map(|item| {
                let name = format!("{} {}", item.name, item.code);
                (item.code.clone().into(), name.into())
            }));
            let choose = {
                let chosen = chosen.setter();
                Callback::from(move |code| chosen.set(code))
            };
            let error = missing.then(|| AttrValue::from(words::CHOOSE_ITEM.get(language)));
            html! {
                <Choose id="link-item" label={words::ITEM.get(language)} value={(*chosen).clone()} {options} {error} on_choose={choose} />
            }
        })
    };
    let on_submit = {
        let (chosen, missing, doing, done, record, id) = (
            chosen.clone(),
            missing.clone(),
            doing.clone(),
            props.on_done.clone(),
            props.record,
            *id,
        );
        Callback::from(move |()| {
            missing.set(chosen.is_empty());
            if chosen.is_empty() {
                return;
            }
            let (api, tell, done, code) = (api.clone(), tell.clone(), done.clone(), (*chosen).clone());
            doing.run(
                async move { api.propose_form_link(&NewFormLink { id, record, code }).await },
                move |_| {
                    tell.emit(words::PROPOSED.get(language).to_owned());
                    done.emit(());
                },
            );
        })
    };
    html! {
        <FormDialog title={words::PROPOSE.get(language)} word={words::SEND.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <p>{ words::PROPOSE_LEAD.get(language) }</p>
            <Search id="link-search" value={(*wanted).clone()} label={words::ITEM_SEARCH.get(language)} on_search={setter(&wanted)} />
            <Whole<Listing<Item>> load={fetched.load} again={fetched.again} {draw} />
        </FormDialog>
    }
}
