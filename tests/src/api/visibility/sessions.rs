//! Who sees a session, and the links of districts' items to municipal forms.

use super::super::paper::{path, text};
use super::super::roles::{
    DONGHU_MARKET, MARKET_SECRET, Sees, Session,
    Units::{All, These},
};
use super::super::world::World;
use super::{assert_shown, ids, listed, status};
use crate::app::Person;
use anyhow::{Context as _, Result};

/// Who is invited sees a session with what is open in it, and of a form no more than of any record.
pub(super) async fn assert_session(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let (who, at) = (
        sees.login,
        format!("optimization-sessions/{}", text(&world.session, "id")),
    );
    let (list, one) = match sees.session {
        Session::Whole | Session::Open => (200, 200),
        Session::Unknown => (200, 404),
        Session::Closed => (403, 403),
    };
    assert_eq!(status(person, "optimization-sessions").await?, list, "{who}: sessions");
    assert_eq!(status(person, &at).await?, one, "{who}: the session");
    if list == 200 {
        let total = person.read("optimization-sessions").await?["total"].clone();
        assert_eq!(total, u64::from(one == 200), "{who}: count of sessions");
    }
    if one == 200 {
        let session = person.read(&at).await?;
        let codes = listed(&session["items"], "code");
        let whole = sees.session == Session::Whole;
        assert_eq!(codes.contains(MARKET_SECRET), whole, "{who}: the secret item");
        assert_eq!(codes.len(), if whole { 2 } else { 1 }, "{who}: items");
        let shown = ids(&world.records, sees.records);
        for item in session["items"].as_array().context("items")? {
            let record = text(&item["form"], "record");
            assert!(record.is_empty() || shown.contains(record), "{who}: {item}");
        }
    }
    Ok(())
}

/// The link that the district proposed is seen by whoever sees form and item, and by the form's department.
pub(super) async fn assert_links(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    for (name, record) in &world.records {
        let at = format!("{}/links", path(record));
        let shown = sees.records.contains(name);
        assert_shown(person, &at, shown, &format!("{} and {name}", sees.login)).await?;
        if shown {
            let of_district = match sees.items_of {
                All => true,
                These(units) => units.contains(&DONGHU_MARKET),
            };
            let expected = usize::from(*name == "market archived" && of_district);
            let links = person.read(&at).await?;
            let count = links.as_array().map_or(0, Vec::len);
            assert_eq!(count, expected, "{} and {name}: links", sees.login);
        }
    }
    Ok(())
}
