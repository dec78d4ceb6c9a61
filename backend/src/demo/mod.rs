//! Sample organisations, people and items, for trying out. Never loaded into a real installation.

mod catalogue;
mod sample;
mod story;

use crate::auth::{password, secret};
use crate::config::Sample;
use crate::db::audit::Actor;
use crate::db::{self, Tx};
use crate::error::{Error, Result};
use crate::state::AppState;
use catalogue::Catalogue;
use sample::{ORGANISATIONS, PEOPLE, SCANNER};
use uuid::Uuid;
use yinzheng_shared::api::admin::NewOrganisation;
use yinzheng_shared::api::programme::DemonstrationLogin;
use yinzheng_shared::id::{KeyId, OrganisationId, UserId};

/// Password of every demonstration login; they exist on loopback only.
pub const PASSWORD: &str = "yinzheng-demo";
/// Secret of the demonstration's scanner key.
pub const SCANNER_KEY: &str = "yzk_demonstration_scanner_key_loopback_only";
/// What the project office is called in the demonstration.
pub const BUREAU: &str = "杭州市数据资源管理局（示例）";

/// The demonstration logins.
#[must_use]
pub fn logins() -> Vec<DemonstrationLogin> {
    PEOPLE
        .iter()
        .map(|person| DemonstrationLogin {
            login: person.login.to_owned(),
            password: PASSWORD.to_owned(),
            role: person.role,
            organisation: person.organisation.to_owned(),
        })
        .collect()
}

/// Loads the sample data; what is there already stays as it is.
///
/// # Errors
/// Of the database and the store.
pub async fn load(state: &AppState, sample: Sample) -> Result<()> {
    let catalogue = Catalogue::read()?;
    load_organisations(state, sample, &catalogue)?;
    match sample {
        Sample::Records => story::load(state, &catalogue).await,
        Sample::People => Ok(()),
    }
}

fn load_organisations(state: &AppState, sample: Sample, catalogue: &Catalogue) -> Result<()> {
    let stamp = state.clock.stamp();
    let password_hash = password::hash(PASSWORD)?;
    let actor = Actor {
        user: None,
        key: None,
        name: "serve --demo".to_owned(),
        organisation: None,
        request: Uuid::now_v7().to_string(),
    };
    let programme = &state.rules.programme;
    let (items, optimised) = match sample {
        Sample::Records => (catalogue.at_first(programme)?, Vec::new()),
        Sample::People => catalogue.for_training(programme)?,
    };
    state.db.write_now(|tx| {
        for (number, organisation) in ORGANISATIONS.iter().enumerate() {
            if db::organisations::seat_by_name(tx, organisation.name)?.is_none() {
                let new = NewOrganisation {
                    id: OrganisationId(sample_id(1, number)),
                    name: organisation.name.to_owned(),
                    level: organisation.level,
                    parent: organisation.parent.map(id_of).transpose()?,
                    line: organisation.line.map(id_of).transpose()?,
                };
                db::organisations::add(tx, stamp, &actor, &new)?;
            }
        }
        for (number, person) in PEOPLE.iter().enumerate() {
            if db::users::id_of(tx, person.login)?.is_none() {
                let new = db::users::NewUser {
                    id: UserId(sample_id(2, number)),
                    login: person.login.to_owned(),
                    name: person.name.to_owned(),
                    role: person.role,
                    organisation: id_of(person.organisation)?,
                    password_hash: password_hash.clone(),
                    email: None,
                };
                db::users::add(tx, stamp, &actor, &new)?;
            }
        }
        add_key(tx, stamp, &actor)?;
        db::items::import_sample(tx, stamp, &actor, &items, &optimised)
    })
}

fn add_key(tx: &mut Tx<'_>, stamp: db::audit::Stamp, actor: &Actor) -> Result<()> {
    let secret_hash = secret::hash(SCANNER_KEY);
    if db::keys::is_known(tx, &secret_hash)? {
        return Ok(());
    }
    let new = db::keys::NewKey {
        id: KeyId(sample_id(3, 0)),
        label: SCANNER.0.to_owned(),
        organisation: id_of(SCANNER.1)?,
        secret_hash,
        created_by: None,
    };
    db::keys::add(tx, stamp, actor, &new)
}

/// Identifiers of the sample are the same in every demonstration.
fn sample_id(kind: u8, number: usize) -> Uuid {
    let number = u64::try_from(number).unwrap_or_default();
    Uuid::from_u128(0x0165_0000_0000_7000_8000_0000_0000_0000 | (u128::from(kind) << 32) | u128::from(number + 1))
}

fn id_of(organisation: &str) -> Result<OrganisationId> {
    let number = ORGANISATIONS.iter().position(|known| known.name == organisation);
    number
        .map(|number| OrganisationId(sample_id(1, number)))
        .ok_or_else(|| Error::internal(format!("the sample has no {organisation}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::organisation::Role;

    #[test]
    fn the_sample_is_whole_and_marked() {
        for role in Role::ALL {
            assert!(PEOPLE.iter().any(|person| person.role == role), "{role:?}");
        }
        for organisation in ORGANISATIONS {
            assert!(organisation.name.contains("示例"), "{}", organisation.name);
        }
        for person in PEOPLE {
            assert!(id_of(person.organisation).is_ok(), "{}", person.login);
            assert!(person.name.contains("示例"), "{}", person.name);
        }
    }
}
