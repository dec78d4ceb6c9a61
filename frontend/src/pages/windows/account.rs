//! One account typed: checked on the page by the rules that the server applies.

use crate::api::Failure;
use crate::components::{Choose, Dialog, FailureNote, Field, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{use_doing, use_fetch};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::api::window::{Centre, ChangeAccount, NewAccount, WindowAccount};
use yinzheng_shared::facts::{CentreFact, Facts, WindowFacts};
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::id::AccountId;
use yinzheng_shared::locale::{Language, Text, page, window};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::account::{Account, Roster, check};

/// Properties of [`AccountDialog`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct AccountProps {
    /// The account to change; none: a new one.
    #[prop_or_default]
    pub(super) account: Option<WindowAccount>,
    pub(super) on_done: Callback<()>,
    pub(super) on_close: Callback<()>,
}

/// What the person has typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    name: String,
    mobile: String,
    organisation: String,
    centre: String,
    registered: String,
    authorised: String,
    handed_over: String,
    reason: String,
}

impl Typed {
    fn of(account: Option<&WindowAccount>, me: Option<&Me>) -> Self {
        let day = |date: Option<yinzheng_shared::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        match account {
            Some(known) => Self {
                name: known.name.clone(),
                mobile: known.mobile.clone(),
                organisation: known.organisation.name.clone(),
                centre: known.centre.name.clone(),
                registered: day(known.registered),
                authorised: day(known.authorised),
                handed_over: day(known.handed_over),
                reason: known.reason.clone().unwrap_or_default(),
            },
            None => Self {
                organisation: me.map(|me| me.organisation.name.clone()).unwrap_or_default(),
                ..Self::default()
            },
        }
    }

    fn account(&self, centres: &[Centre]) -> Account {
        let centre = centres.iter().find(|centre| centre.name == self.centre);
        Account {
            name: self.name.clone(),
            mobile: self.mobile.clone(),
            organisation: self.organisation.clone(),
            level: centre.map(|centre| centre.level),
            centre: self.centre.clone(),
            registered: self.registered.parse().ok(),
            authorised: self.authorised.parse().ok(),
            handed_over: self.handed_over.parse().ok(),
        }
    }
}

/// What is known of windows on the page; which numbers are taken is known to the server alone.
fn facts(centres: &[Centre], units: &[Organisation]) -> Facts {
    let open = centres.iter().filter(|centre| centre.closed_on.is_none());
    Facts {
        window: Some(WindowFacts {
            centres: open
                .map(|centre| CentreFact {
                    name: centre.name.clone(),
                    level: centre.level,
                })
                .collect(),
            units: units.iter().map(|unit| unit.name.clone()).collect(),
            ..WindowFacts::default()
        }),
        ..Facts::default()
    }
}

/// The centres whose accounts somebody in this place keeps: a street's administrator those of the
/// street, a unit those of city and districts.
fn choices(centres: &[Centre], me: &Me) -> Vec<Centre> {
    let street = me.role == Role::Hall && me.level == Level::Street;
    let fits = |centre: &&Centre| match centre.level {
        Tier::City | Tier::District => !street,
        Tier::Street | Tier::Community => street && centre.yours,
    };
    let open = centres.iter().filter(|centre| centre.closed_on.is_none());
    open.filter(fits).cloned().collect()
}

/// The dialog of a new account, or of a change.
#[component]
pub(super) fn AccountDialog(props: &AccountProps) -> Html {
    let language = use_language();
    let read = use_fetch((), |api, ()| async move {
        Ok((api.centres().await?, api.organisations().await?))
    });
    let title = if props.account.is_some() {
        window::ROSTER_CHANGE
    } else {
        window::ROSTER_NEW
    };
    let inner = props.clone();
    let draw = Callback::from(move |known: Rc<(Vec<Centre>, Vec<Organisation>)>| {
        html! { <AccountForm around={inner.clone()} {known} /> }
    });
    html! {
        <Dialog title={title.get(language)} on_close={props.on_close.clone()}>
            <Whole<(Vec<Centre>, Vec<Organisation>)> load={read.load} again={read.again} {draw} />
        </Dialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    around: AccountProps,
    known: Rc<(Vec<Centre>, Vec<Organisation>)>,
}

/// A reason for every warning, when one was typed.
fn reasons(findings: &[Finding], reason: &str) -> Vec<WarningReason> {
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    warnings
        .filter(|_| !reason.trim().is_empty())
        .map(|finding| WarningReason {
            path: finding.path.clone(),
            rule: finding.rule.clone(),
            reason: reason.trim().to_owned(),
        })
        .collect()
}

#[component]
fn AccountForm(props: &FormProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let (me, programme) = (use_me(), use_programme());
    let typed = use_state(|| Typed::of(props.around.account.as_ref(), me.as_deref()));
    let tried = use_state(|| false);
    let id = use_memo((), |()| AccountId(Uuid::now_v7()));
    let (centres, units) = &*props.known;
    let account = typed.account(centres);
    let mut findings = Vec::new();
    if let Some(body) = &programme {
        let roster = Roster {
            rows: vec![account.clone()],
        };
        let context = body.context();
        findings = check(&roster, &facts(centres, units), &context, language).findings;
    }
    let given = reasons(&findings, &typed.reason);
    let warned = findings.iter().any(|finding| finding.severity == Severity::Warning);
    let blocked = findings.iter().any(|finding| finding.severity == Severity::Error) || (warned && given.is_empty());
    let onsubmit = {
        let (tried, doing, done, id) = (tried.clone(), doing.clone(), props.around.on_done.clone(), *id);
        let known = props.around.account.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if blocked {
                return;
            }
            let (api, told, done, known) = (api.clone(), told.clone(), done.clone(), known.clone());
            let (account, reasons, name) = (account.clone(), given.clone(), account.name.clone());
            let sent = async move {
                match known {
                    Some(known) => {
                        let body = ChangeAccount { account, reasons };
                        api.change_window_account(known.id, &known.etag, &body).await
                    }
                    None => api.new_window_account(&NewAccount { id, account, reasons }).await,
                }
            };
            doing.run(sent, move |_| {
                told.emit(window::ROSTER_KEPT.with(language, &[("name", &name)]));
                done.emit(());
            });
        })
    };
    let refused = doing.failure().map(Failure::into_findings).unwrap_or_default();
    let fault = |field: &str| {
        let place = format!("/rows/0/{field}");
        let here = (*tried).then(|| text::found_at(&findings, &place)).flatten();
        here.or_else(|| text::found_at(&refused, &place))
    };
    let set = |change: fn(&mut Typed, String)| {
        let typed = typed.clone();
        Callback::from(move |text| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
        })
    };
    let mut shown = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
    let offered = me.as_deref().map(|me| choices(centres, me)).unwrap_or_default();
    shown.extend(
        offered
            .iter()
            .map(|centre| (centre.name.clone().into(), centre.name.clone().into())),
    );
    let date = |field: &'static str, label: Text, value: &str, change: fn(&mut Typed, String)| {
        html! {
            <Field id={format!("account-{field}")} kind="date" label={label.get(language)} hint={window::ROSTER_DATE_HINT.get(language)}
                value={value.to_owned()} error={fault(field)} on_input={set(change)} />
        }
    };
    html! {
        <form {onsubmit} novalidate=true>
            <Field id="account-name" label={window::LABEL_NAME.get(language)} value={typed.name.clone()} error={fault("name")}
                on_input={set(|typed, text| typed.name = text)} />
            <Field id="account-mobile" kind="tel" label={window::LABEL_MOBILE.get(language)} hint={window::ROSTER_MOBILE_HINT.get(language)}
                value={typed.mobile.clone()} error={fault("mobile")} on_input={set(|typed, text| typed.mobile = text)} />
            if warned || !typed.reason.is_empty() {
                <Field id="account-reason" label={window::LABEL_REASON.get(language)} hint={window::ROSTER_REASON_HINT.get(language)}
                    value={typed.reason.clone()} on_input={set(|typed, text| typed.reason = text)} />
            }
            <Field id="account-organisation" label={window::LABEL_ORGANISATION.get(language)} value={typed.organisation.clone()}
                error={fault("organisation")} on_input={set(|typed, text| typed.organisation = text)} />
            <Choose id="account-centre" label={window::LABEL_CENTRE.get(language)} value={typed.centre.clone()} options={shown}
                error={fault("centre")} on_choose={set(|typed, text| typed.centre = text)} />
            { date("registered", window::LABEL_REGISTERED, &typed.registered, |typed, text| typed.registered = text) }
            { date("authorised", window::LABEL_AUTHORISED, &typed.authorised, |typed, text| typed.authorised = text) }
            { date("handed_over", window::LABEL_HANDED_OVER, &typed.handed_over, |typed, text| typed.handed_over = text) }
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            { buttons(&props.around.on_close, doing.is_busy(), language) }
        </form>
    }
}

fn buttons(close: &Callback<()>, busy: bool, language: Language) -> Html {
    html! {
        <p class="actions">
            <button type="submit" class="button-primary" disabled={busy}>{ window::ROSTER_KEEP.get(language) }</button>
            <button type="button" onclick={close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::api::session::Waiting;
    use yinzheng_shared::id::{CentreId, OrganisationId, UserId};
    use yinzheng_shared::organisation::OrganisationRef;

    fn organisation(name: &str) -> OrganisationRef {
        OrganisationRef {
            id: OrganisationId(Uuid::nil()),
            name: name.into(),
        }
    }

    fn centre(name: &str, level: Tier, yours: bool) -> Centre {
        Centre {
            id: CentreId(Uuid::nil()),
            name: name.into(),
            level,
            area: organisation(""),
            registered_on: "2018-09-01".parse().unwrap(),
            closed_on: None,
            yours,
        }
    }

    fn me(role: Role, level: Level) -> Me {
        Me {
            id: UserId(Uuid::nil()),
            name: String::new(),
            login: String::new(),
            role,
            organisation: organisation("某局（示例）"),
            level,
            today: "2018-09-18".parse().unwrap(),
            waiting: Waiting::default(),
        }
    }

    #[test]
    fn only_centres_are_offered_whose_accounts_one_keeps() {
        let centres = [
            centre("市", Tier::City, false),
            centre("区", Tier::District, true),
            centre("街", Tier::Street, true),
            centre("别的街", Tier::Street, false),
        ];
        let names = |me: &Me| -> Vec<String> { choices(&centres, me).into_iter().map(|centre| centre.name).collect() };
        assert_eq!(names(&me(Role::Staff, Level::CityDepartment)), ["市", "区"]);
        assert_eq!(names(&me(Role::Hall, Level::Street)), ["街"]);
        assert_eq!(names(&me(Role::Hall, Level::DistrictDepartment)), ["市", "区"]);
    }

    #[test]
    fn a_new_account_begins_with_the_own_unit_and_takes_the_level_of_its_centre() {
        let mut typed = Typed::of(None, Some(&me(Role::Staff, Level::CityDepartment)));
        typed.centre = "区".into();
        let account = typed.account(&[centre("区", Tier::District, false)]);
        assert_eq!(account.organisation, "某局（示例）");
        assert_eq!(account.level, Some(Tier::District));
        assert_eq!(account.registered, None);
    }
}
