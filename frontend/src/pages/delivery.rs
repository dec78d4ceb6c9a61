//! What goes out beside the page, for the administrator: robots, and messages that were not sent.

use crate::api::Api;
use crate::components::{ChooseOrganisation, Deed, DeedWork, Empty, FailureNote, Field, FormDialog, Whole};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{Overlay, use_doing, use_fetch, use_overlay};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::notice::{Delivery as Body, MessageState, NewRobot, Robot, Unsent};
use yinzheng_shared::id::{OrganisationId, RobotId};
use yinzheng_shared::locale::{Language, Text, page};

/// What is open over the page.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Remove(Robot),
}

/// Mail, robots, messages.
#[component]
pub fn Delivery() -> Html {
    let language = use_language();
    let messages = use_fetch((), |api, ()| async move { api.messages().await });
    let robots = use_fetch((), |api, ()| async move { api.robots().await });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&robots.again);
    let again = messages.again.clone();
    let draw_messages = Callback::from(move |body: Rc<Body>| delivery(&body, &again, language));
    let ask = show.clone();
    let draw_robots = Callback::from(move |list: Rc<Vec<Robot>>| table(&list, &ask, language));
    html! {
        <>
            <section aria-labelledby="delivery">
                <h2 id="delivery">{ page::DELIVERY_TITLE.get(language) }</h2>
                <Whole<Body> load={messages.load} again={messages.again} draw={draw_messages} />
            </section>
            <section aria-labelledby="robots">
                <h2 id="robots">{ page::ROBOTS_TITLE.get(language) }</h2>
                <p>{ page::ROBOTS_LEAD.get(language) }</p>
                <p class="actions"><button type="button" id="new-robot" onclick={show.reform(|_: MouseEvent| Open::New)}>{ page::ROBOTS_NEW.get(language) }</button></p>
                <Whole<Vec<Robot>> load={robots.load} again={robots.again} draw={draw_robots} />
            </section>
            { match &what {
                None => Html::default(),
                Some(Open::New) => html! { <NewRobotDialog on_done={changed} on_close={close} /> },
                Some(Open::Remove(robot)) => html! { <RemoveDialog robot={robot.clone()} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn delivery(body: &Body, again: &Callback<()>, language: Language) -> Html {
    let on = |is_on: bool| if is_on { page::DELIVERY_ON } else { page::DELIVERY_OFF }.get(language);
    let hosts = if body.hosts.is_empty() {
        page::NONE.get(language).to_owned()
    } else {
        body.hosts.join(", ")
    };
    html! {
        <>
            <ul>
                <li>{ page::DELIVERY_MAIL.with(language, &[("state", on(body.mail))]) }</li>
                <li>{ page::DELIVERY_ROBOT.with(language, &[("state", on(body.robot))]) }</li>
                <li>{ page::DELIVERY_HOSTS.with(language, &[("hosts", &hosts)]) }</li>
                <li>{ page::DELIVERY_WAITING.with(language, &[("count", &body.waiting.to_string())]) }</li>
            </ul>
            if !body.unsent.is_empty() {
                <table class="cards">
                    <caption>{ page::DELIVERY_UNSENT.get(language) }</caption>
                    <thead><tr>
                        <th scope="col">{ page::DELIVERY_RECEIVER.get(language) }</th>
                        <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                        <th scope="col" class="figures">{ page::DELIVERY_ATTEMPTS.get(language) }</th>
                        <th scope="col" class="figures">{ page::DELIVERY_AT.get(language) }</th>
                        <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
                    </tr></thead>
                    <tbody>{ for body.unsent.iter().map(|unsent| html! { <UnsentRow key={unsent.message.clone()} unsent={unsent.clone()} {again} /> }) }</tbody>
                </table>
            }
        </>
    }
}

const fn state(state: MessageState) -> Text {
    match state {
        MessageState::Waiting => page::DELIVERY_STATE_WAITING,
        MessageState::Sending => page::DELIVERY_STATE_SENDING,
        MessageState::Sent => page::DELIVERY_STATE_SENT,
        MessageState::Failed => page::DELIVERY_STATE_FAILED,
        MessageState::Uncertain => page::DELIVERY_STATE_UNCERTAIN,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct UnsentProps {
    unsent: Unsent,
    again: Callback<()>,
}

/// One message; what failed or is uncertain can be sent again.
#[component]
fn UnsentRow(props: &UnsentProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let unsent = &props.unsent;
    let onclick = {
        let (doing, id, again) = (doing.clone(), unsent.message.clone(), props.again.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, id, told, again) = (api.clone(), id.clone(), told.clone(), again.clone());
            doing.run(async move { api.send_again(&id).await }, move |()| {
                told.emit(page::DELIVERY_AGAIN_DONE.get(language).to_owned());
                again.emit(());
            });
        })
    };
    let stuck = matches!(unsent.state, MessageState::Failed | MessageState::Uncertain);
    let receiver = if unsent.receiver.is_empty() {
        page::DELIVERY_EVERYTHING.get(language).to_owned()
    } else {
        unsent.receiver.clone()
    };
    html! {
        <tr>
            <th scope="row">{ receiver }</th>
            <td data-label={page::COLUMN_STATE.get(language)}>
                { state(unsent.state).get(language) }<span class="under code">{ unsent.outcome.clone() }</span>
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            </td>
            <td class="figures" data-label={page::DELIVERY_ATTEMPTS.get(language)}>{ unsent.attempts }</td>
            <td class="figures nowrap" data-label={page::DELIVERY_AT.get(language)}>{ text::moment(&unsent.at) }</td>
            <td>if stuck { <button type="button" disabled={doing.is_busy()} {onclick}>{ page::DELIVERY_AGAIN.get(language) }</button> }</td>
        </tr>
    }
}

fn table(list: &[Robot], ask: &Callback<Open>, language: Language) -> Html {
    if list.is_empty() {
        return html! { <Empty title={page::ROBOTS_NONE.get(language)} /> };
    }
    let row = |robot: &Robot| {
        let onclick = {
            let robot = robot.clone();
            ask.reform(move |_: MouseEvent| Open::Remove(robot.clone()))
        };
        html! {
            <tr key={robot.id.to_string()}>
                <th scope="row">{ robot.label.clone() }<span class="under code">{ robot.host.clone() }</span></th>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ robot.organisation.name.clone() }</td>
                <td><button type="button" {onclick}>{ page::ROBOTS_REMOVE.get(language) }</button></td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::ROBOTS_TITLE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::ROBOTS_LABEL.get(language) }</th>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}

/// What the administrator has typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    label: String,
    organisation: String,
    address: String,
    secret: String,
}

impl Typed {
    /// The body, when nothing is missing.
    fn body(&self, id: RobotId) -> Option<NewRobot> {
        let filled = [&self.label, &self.address, &self.secret]
            .iter()
            .all(|text| !text.trim().is_empty());
        filled.then_some(())?;
        Some(NewRobot {
            id,
            label: self.label.trim().to_owned(),
            organisation: self.organisation.parse::<OrganisationId>().ok()?,
            address: self.address.trim().to_owned(),
            secret: self.secret.trim().to_owned(),
        })
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn NewRobotDialog(props: &NewProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let typed = use_state(Typed::default);
    let tried = use_state(|| false);
    let id = use_memo((), |()| RobotId(Uuid::now_v7()));
    let on_submit = {
        let (typed, tried, doing, done) = (typed.clone(), tried.clone(), doing.clone(), props.on_done.clone());
        Callback::from(move |()| {
            tried.set(true);
            let Some(body) = typed.body(*id) else { return };
            let (api, done, told) = (api.clone(), done.clone(), told.clone());
            doing.run(async move { api.new_robot(&body).await }, move |_| {
                told.emit(page::ROBOTS_NEW_DONE.get(language).to_owned());
                done.emit(());
            });
        })
    };
    let set = |change: fn(&mut Typed, String)| {
        let typed = typed.clone();
        Callback::from(move |text| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
        })
    };
    let missing =
        |text: &str| (*tried && text.trim().is_empty()).then(|| AttrValue::from(page::SIGN_IN_MISSING.get(language)));
    html! {
        <FormDialog title={page::ROBOTS_NEW.get(language)} word={page::ACTION_SAVE.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="robot-label" label={page::ROBOTS_LABEL.get(language)} value={typed.label.clone()}
                error={missing(&typed.label)} on_input={set(|typed, text| typed.label = text)} />
            <ChooseOrganisation id="robot-organisation" value={typed.organisation.clone()}
                error={missing(&typed.organisation)} on_choose={set(|typed, text| typed.organisation = text)} />
            <Field id="robot-address" label={page::ROBOTS_ADDRESS.get(language)} hint={page::ROBOTS_ADDRESS_HINT.get(language)}
                value={typed.address.clone()} error={missing(&typed.address)} on_input={set(|typed, text| typed.address = text)} />
            <Field id="robot-secret" kind="password" autocomplete="new-password" label={page::ROBOTS_SECRET.get(language)}
                hint={page::ROBOTS_SECRET_HINT.get(language)} value={typed.secret.clone()}
                error={missing(&typed.secret)} on_input={set(|typed, text| typed.secret = text)} />
        </FormDialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RemoveProps {
    robot: Robot,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn RemoveDialog(props: &RemoveProps) -> Html {
    let language = use_language();
    let id = props.robot.id;
    let work = Callback::from(move |api: Api| -> DeedWork { Box::pin(async move { api.remove_robot(id).await }) });
    html! {
        <Deed title={page::ROBOTS_REMOVE_TITLE.with(language, &[("label", &props.robot.label)])} lead={page::ROBOTS_REMOVE_LEAD.get(language)}
            word={page::ROBOTS_REMOVE.get(language)} told={page::ROBOTS_REMOVE_DONE.get(language)} {work} on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
    }
}
