//! Facts for checks: what the database knows beside the form.

pub(in crate::db) mod catalogue;

use super::schema::items;
use super::{
    Backend, Conn, assessment, code, consolidations, interfaces, optimization_sessions, organisations as tree,
    schedules,
};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::facts::{AssessmentFacts, Facts, ItemFact, OwnerFact};
use yinzheng_shared::form::Content;
use yinzheng_shared::form::bulletin::Bulletin;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::programme::Context;

/// Facts for the check of `content` in a record of `owner`. Restricted items are facts only for those
/// who own or serve them and for those who see everything; the assessment board only for the latter.
///
/// # Errors
/// Of the database.
pub fn of(
    conn: &mut Conn,
    scope: &Scope,
    context: &Context<'_>,
    content: &Content,
    owner: OrganisationId,
) -> Result<Facts> {
    let seat = tree::seat(conn, owner)?;
    let owner = seat.as_ref().map(|seat| OwnerFact {
        name: seat.name.clone(),
        level: seat.level,
    });
    if let Content::Scope(list) = content {
        return Ok(Facts {
            owner,
            catalogue: seat.map(|seat| catalogue::of(conn, &seat, list)).transpose()?,
            ..Facts::default()
        });
    }
    if let Content::Bulletin(bulletin) = content {
        return Ok(Facts {
            owner,
            assessment: board_of(conn, scope, context, bulletin)?,
            ..Facts::default()
        });
    }
    if let Content::Consolidation(_) = content {
        let district = seat.map(|seat| consolidations::facts(conn, context.programme, &seat));
        return Ok(Facts {
            owner,
            district: district.transpose()?.flatten(),
            ..Facts::default()
        });
    }
    let mut seen = HashSet::new();
    let codes: Vec<String> = content
        .item_codes()
        .into_iter()
        .filter(|code| !code.contains('\0') && seen.insert(*code))
        .map(ToOwned::to_owned)
        .collect();
    let mut known = named(conn, scope, &codes)?;
    let mut items: Vec<ItemFact> = codes.iter().filter_map(|code| known.remove(code)).collect();
    if matches!(content, Content::Schedule(_) | Content::JointDebug(_)) {
        // A batch of the catalogue is a proposal until its schedule is issued.
        let issued = schedules::issued(conn)?;
        for item in &mut items {
            item.batch = item.batch.filter(|batch| issued.contains(batch));
        }
    }
    let debugging = match (content, &seat) {
        (Content::JointDebug(form), Some(seat)) => Some(interfaces::of_joint_debug(conn, seat, form, &items)?),
        _ => None,
    };
    let sessions = match content {
        Content::Optimization(_) => {
            let known: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
            Some(optimization_sessions::days_of(conn, &known)?)
        }
        _ => None,
    };
    Ok(Facts {
        owner,
        items: Some(items),
        debugging,
        sessions,
        ..Facts::default()
    })
}

/// The board of the day that a bulletin tells of; none of a day to come.
fn board_of(
    conn: &mut Conn,
    scope: &Scope,
    context: &Context<'_>,
    bulletin: &Bulletin,
) -> Result<Option<AssessmentFacts>> {
    let known = bulletin.figures_on.filter(|on| *on <= context.today);
    match (known, scope.reach()) {
        (Some(on), Reach::Everything) => {
            let board = assessment::board(conn, scope, context.programme, on, context.today)?;
            Ok(Some(board.facts()))
        }
        _ => Ok(None),
    }
}

type Row = (
    String,
    String,
    String,
    String,
    Option<i32>,
    String,
    Option<String>,
    Option<String>,
    String,
    Option<i32>,
);

/// What the catalogue says of these items, by their codes, as far as the scope may know.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn named(conn: &mut Conn, scope: &Scope, codes: &[String]) -> Result<HashMap<String, ItemFact>> {
    let mut query: items::BoxedQuery<'_, Backend> =
        items::table.into_boxed().filter(items::code.eq_any(codes.to_vec()));
    if !matches!(scope.reach(), Reach::Everything) {
        let own = scope.seat().id.to_string();
        query = query.filter(
            items::restricted
                .eq(false)
                .or(items::owner_id.eq(own.clone()))
                .or(items::serving_id.eq(own)),
        );
    }
    let rows: Vec<Row> = query
        .select((
            items::code,
            items::name,
            items::owner_id,
            items::serving_id,
            items::batch,
            items::connection,
            items::optimised_on,
            items::published_on,
            items::scope,
            items::proposed_batch,
        ))
        .load(conn)?;
    let names = tree::names(conn, rows.iter().flat_map(|row| [&row.2, &row.3]))?;
    let name = |id: &String| names.get(id).cloned().unwrap_or_default();
    rows.into_iter()
        .map(
            |(code, title, owner, serving, batch, connection, optimised, published, scope, proposed)| {
                let fact = ItemFact {
                    code: code.clone(),
                    name: title,
                    owner: name(&owner),
                    serving: name(&serving),
                    scope: code::word(&scope)?,
                    proposed_batch: proposed.map(code::small).transpose()?,
                    batch: batch.map(code::small).transpose()?,
                    connection: code::word(&connection)?,
                    optimised: optimised.is_some(),
                    published: published.is_some(),
                };
                Ok((code, fact))
            },
        )
        .collect()
}

/// Which facts differ, as pointers into [`Facts`] with item codes of the catalogue for indexes; none
/// when all are alike.
#[must_use]
pub fn difference(sent: &Facts, now: &Facts) -> Option<String> {
    let mut places = Vec::new();
    if sent.owner != now.owner {
        places.push("/owner".to_owned());
    }
    if sent.items != now.items {
        let now_items = now.items.as_deref().unwrap_or_default();
        let sent_items = sent.items.as_deref().unwrap_or_default();
        let sent_items: HashMap<&str, &ItemFact> = sent_items.iter().map(|item| (item.code.as_str(), item)).collect();
        let before = places.len();
        places.extend(
            now_items
                .iter()
                .filter(|item| sent_items.get(item.code.as_str()) != Some(item))
                .map(|item| format!("/items/{}", item.code)),
        );
        // What is no longer known cannot be named by the catalogue.
        if places.len() == before {
            places.push("/items".to_owned());
        }
    }
    if sent.debugging != now.debugging {
        places.push("/debugging".to_owned());
    }
    if sent.assessment != now.assessment {
        places.push("/assessment".to_owned());
    }
    if sent.sessions != now.sessions {
        places.push("/sessions".to_owned());
    }
    if sent.district != now.district {
        places.push("/district".to_owned());
    }
    if sent.catalogue != now.catalogue {
        places.push("/catalogue".to_owned());
    }
    (!places.is_empty()).then(|| places.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::facts::Connection;
    use yinzheng_shared::item::ItemScope;

    fn item(code: &str, batch: Option<u8>) -> ItemFact {
        ItemFact {
            code: code.to_owned(),
            name: String::new(),
            owner: String::new(),
            serving: String::new(),
            scope: ItemScope::Catalogued,
            proposed_batch: None,
            batch,
            connection: Connection::None,
            optimised: false,
            published: false,
        }
    }

    #[test]
    fn the_difference_names_what_changed() {
        let facts = |items: Vec<ItemFact>| Facts {
            items: Some(items),
            ..Facts::default()
        };
        let now = facts(vec![item("a", Some(1)), item("b", Some(2))]);
        assert_eq!(difference(&now, &now), None);
        let stale = facts(vec![item("a", Some(1)), item("b", None)]);
        assert_eq!(difference(&stale, &now).as_deref(), Some("/items/b"));
        assert_eq!(
            difference(
                &facts(vec![item("a", Some(1)), item("b", Some(2)), item("c", None)]),
                &now
            )
            .as_deref(),
            Some("/items")
        );
        assert_eq!(
            difference(&Facts::default(), &facts(Vec::new())).as_deref(),
            Some("/items")
        );
    }
}
