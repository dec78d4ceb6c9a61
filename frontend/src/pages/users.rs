//! Users, for the administrator.

use crate::api::Api;
use crate::components::{AdminTabs, Choose, ChooseOrganisation, Deed, DeedWork, Field, FormDialog, Head, Whole};
use crate::context::{use_api, use_done, use_language, use_me};
use crate::hooks::{Overlay, setter, use_doing, use_fetch, use_overlay};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::admin::{NewUser, User};
use yinzheng_shared::api::notice::EmailAddress;
use yinzheng_shared::id::{OrganisationId, UserId};
use yinzheng_shared::locale::{Language, Text, page};
use yinzheng_shared::organisation::Role;

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    End(User),
    Email(User),
}

/// The list, new users, ends of logins.
#[component]
pub fn Users() -> Html {
    let (language, me) = (use_language(), use_me());
    let fetched = use_fetch((), |api, ()| async move { api.users().await });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&fetched.again);
    let mine = me.map(|me| me.id);
    let ask = show.clone();
    let draw = Callback::from(move |users: Rc<Vec<User>>| table(&users, mine, &ask, language));
    html! {
        <>
            <Head title={page::NAV_USERS.get(language)} lead={page::USERS_LEAD.get(language)}>
                <button type="button" class="button-primary" id="new-user" onclick={show.reform(|_: MouseEvent| Open::New)}>{ page::USERS_NEW.get(language) }</button>
            </Head>
            <AdminTabs />
            <Whole<Vec<User>> load={fetched.load} again={fetched.again} {draw} />
            { match &what {
                None => Html::default(),
                Some(Open::New) => html! { <NewUserDialog on_done={changed} on_close={close} /> },
                Some(Open::Email(user)) => html! { <EmailDialog user={user.clone()} on_done={changed} on_close={close} /> },
                Some(Open::End(user)) => html! { <EndDialog user={user.clone()} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn table(users: &[User], mine: Option<UserId>, ask: &Callback<Open>, language: Language) -> Html {
    let row = |user: &User| {
        let onclick = {
            let user = user.clone();
            ask.reform(move |_: MouseEvent| Open::End(user.clone()))
        };
        let set_email = {
            let user = user.clone();
            ask.reform(move |_: MouseEvent| Open::Email(user.clone()))
        };
        let can_end = user.active && Some(user.id) != mine;
        html! {
            <tr key={user.id.to_string()}>
                <th scope="row">
                    { user.name.clone() }<span class="under code">{ user.login.clone() }</span>
                    if let Some(email) = &user.email { <span class="under">{ email.clone() }</span> }
                </th>
                <td data-label={page::COLUMN_ROLE.get(language)}>{ text::role(user.role).get(language) }</td>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ user.organisation.name.clone() }</td>
                <td data-label={page::COLUMN_STATE.get(language)}>{ if user.active { page::USERS_ACTIVE } else { page::USERS_ENDED }.get(language) }</td>
                <td>
                    if user.active { <button type="button" onclick={set_email}>{ page::USERS_EMAIL.get(language) }</button>{ " " } }
                    if can_end { <button type="button" {onclick}>{ page::USERS_END.get(language) }</button> }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_USERS.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_PERSON.get(language) }</th>
                <th scope="col">{ page::COLUMN_ROLE.get(language) }</th>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for users.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EndProps {
    user: User,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn EndDialog(props: &EndProps) -> Html {
    let language = use_language();
    let id = props.user.id;
    let work = Callback::from(move |api: Api| -> DeedWork { Box::pin(async move { api.deactivate_user(id).await }) });
    html! {
        <Deed title={page::USERS_END_TITLE.with(language, &[("name", &props.user.name)])} lead={page::USERS_END_LEAD.get(language)}
            word={page::USERS_END.get(language)} told={page::USERS_END_DONE.get(language)} {work} on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
    }
}

/// Where notices to somebody are sent; an empty field removes the address.
#[component]
fn EmailDialog(props: &EndProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let typed = use_state(|| props.user.email.clone().unwrap_or_default());
    let on_submit = {
        let (typed, doing, id, done) = (typed.clone(), doing.clone(), props.user.id, props.on_done.clone());
        Callback::from(move |()| {
            let address = typed.trim().to_owned();
            let body = EmailAddress {
                email: (!address.is_empty()).then_some(address),
            };
            let (api, done, told) = (api.clone(), done.clone(), told.clone());
            doing.run(async move { api.set_email(id, &body).await }, move |()| {
                told.emit(page::USERS_EMAIL_DONE.get(language).to_owned());
                done.emit(());
            });
        })
    };
    html! {
        <FormDialog title={page::USERS_EMAIL_TITLE.with(language, &[("name", &props.user.name)])} word={page::ACTION_SAVE.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="user-email" kind="email" label={page::USERS_EMAIL.get(language)} hint={page::USERS_EMAIL_HINT.get(language)}
                value={(*typed).clone()} on_input={setter(&typed)} />
        </FormDialog>
    }
}

/// What the administrator has typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    login: String,
    name: String,
    password: String,
    role: String,
    organisation: String,
    email: String,
}

const LOGIN_LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789._-";

impl Typed {
    fn login_fault(&self) -> Option<Text> {
        let good =
            (2..=64).contains(&self.login.len()) && self.login.chars().all(|letter| LOGIN_LETTERS.contains(letter));
        (!good).then_some(page::USERS_LOGIN_FAULT)
    }

    fn name_fault(&self) -> Option<Text> {
        self.name.trim().is_empty().then_some(page::USERS_NAME_FAULT)
    }

    fn password_fault(&self) -> Option<Text> {
        (self.password.chars().count() < 10).then_some(page::USERS_PASSWORD_FAULT)
    }

    fn role_fault(&self) -> Option<Text> {
        self.role.is_empty().then_some(page::USERS_ROLE_FAULT)
    }

    fn organisation_fault(&self) -> Option<Text> {
        self.organisation.is_empty().then_some(page::USERS_UNIT_FAULT)
    }

    fn role(&self) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role_code(*role) == self.role)
    }

    /// The body, when nothing is wrong.
    fn body(&self, id: UserId) -> Option<NewUser> {
        if self
            .login_fault()
            .or(self.name_fault())
            .or(self.password_fault())
            .is_some()
        {
            return None;
        }
        Some(NewUser {
            id,
            login: self.login.clone(),
            name: self.name.trim().to_owned(),
            role: self.role()?,
            organisation: self.organisation.parse::<OrganisationId>().ok()?,
            password: self.password.clone(),
            email: Some(self.email.trim().to_owned()).filter(|email| !email.is_empty()),
        })
    }
}

fn role_code(role: Role) -> String {
    format!("{role:?}").to_lowercase()
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn NewUserDialog(props: &NewProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let typed = use_state(Typed::default);
    let tried = use_state(|| false);
    let id = use_memo((), |()| UserId(Uuid::now_v7()));
    let on_submit = {
        let (typed, tried, doing, done) = (typed.clone(), tried.clone(), doing.clone(), props.on_done.clone());
        Callback::from(move |()| {
            tried.set(true);
            let Some(body) = typed.body(*id) else { return };
            let (api, done, told) = (api.clone(), done.clone(), told.clone());
            let name = body.name.clone();
            doing.run(async move { api.new_user(&body).await }, move |()| {
                told.emit(page::USERS_NEW_DONE.with(language, &[("name", &name)]));
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
    let fault = |fault: Option<Text>| {
        fault
            .filter(|_| *tried)
            .map(|fault| AttrValue::from(fault.get(language)))
    };
    let mut roles = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
    roles.extend(Role::ALL.map(|role| (role_code(role).into(), text::role(role).get(language).into())));
    html! {
        <FormDialog title={page::USERS_NEW.get(language)} word={page::USERS_MAKE.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="user-login" label={page::SIGN_IN_LOGIN.get(language)} hint={page::USERS_LOGIN_HINT.get(language)} value={typed.login.clone()}
                error={fault(typed.login_fault())} on_input={set(|typed, text| typed.login = text)} />
            <Field id="user-name" label={page::COLUMN_NAME.get(language)} value={typed.name.clone()}
                error={fault(typed.name_fault())} on_input={set(|typed, text| typed.name = text)} />
            <Choose id="user-role" label={page::COLUMN_ROLE.get(language)} value={typed.role.clone()} options={roles}
                error={fault(typed.role_fault())} on_choose={set(|typed, text| typed.role = text)} />
            <ChooseOrganisation id="user-organisation" value={typed.organisation.clone()}
                error={fault(typed.organisation_fault())} on_choose={set(|typed, text| typed.organisation = text)} />
            <Field id="user-password" kind="password" autocomplete="new-password" label={page::USERS_PASSWORD.get(language)}
                hint={page::USERS_PASSWORD_HINT.get(language)} value={typed.password.clone()}
                error={fault(typed.password_fault())} on_input={set(|typed, text| typed.password = text)} />
            <Field id="user-email" kind="email" label={page::USERS_EMAIL.get(language)} hint={page::USERS_EMAIL_HINT.get(language)}
                value={typed.email.clone()} on_input={set(|typed, text| typed.email = text)} />
        </FormDialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            login: "li.si".into(),
            name: "李四".into(),
            password: "long enough".into(),
            role: "staff".into(),
            organisation: Uuid::nil().to_string(),
            email: String::new(),
        }
    }

    #[test]
    fn what_the_server_would_refuse_is_not_sent() {
        let id = UserId(Uuid::nil());
        assert_eq!(typed().body(id).unwrap().role, Role::Staff);
        assert!(
            Typed {
                login: "李四".into(),
                ..typed()
            }
            .body(id)
            .is_none()
        );
        assert!(
            Typed {
                password: "short".into(),
                ..typed()
            }
            .body(id)
            .is_none()
        );
        assert!(
            Typed {
                name: " ".into(),
                ..typed()
            }
            .body(id)
            .is_none()
        );
        assert!(
            Typed {
                organisation: String::new(),
                ..typed()
            }
            .body(id)
            .is_none()
        );
    }
}
