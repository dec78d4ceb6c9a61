//! The board: everything together, by area, department and batch.

use super::cells::{self, Cells};
use super::places::Places;
use super::stood::Day;
use super::{centres, entitled, forms, items, lists, sees_windows};
use crate::auth::{Scope, Seat, scope::Reach};
use crate::db::{Conn, consolidations, scope_lists};
use crate::error::Result;
use std::collections::{BTreeMap, HashMap};
use yinzheng_shared::api::assessment::{AreaFigures, Assessment, BatchFigures, DepartmentFigures, LevelFigures};
use yinzheng_shared::assessment::{
    CentreFigures, Figures, HandOver, ItemFigures, Unit, UnitKind, behind, burn_up, planned,
};
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::{Level, OrganisationRef};
use yinzheng_shared::programme::Programme;
use yinzheng_shared::window::Tier;

/// The board at the end of a day, of what the scope shows.
///
/// # Errors
/// [`Problem::Forbidden`](yinzheng_shared::problem::Problem::Forbidden), and those of the database.
pub fn board(conn: &mut Conn, scope: &Scope, programme: &Programme, on: Date, today: Date) -> Result<Assessment> {
    entitled(scope)?;
    let places = Places::of(conn)?;
    let day = Day::of(conn, programme, on)?;
    let counted = items::count(conn, scope, &day)?;
    let centres = centres::stood(conn, scope, &programme.windows, &places, on)?;
    let mut owners: HashMap<String, Figures> = HashMap::new();
    for ((owner, _), figures) in &counted.cells {
        owners.entry(owner.clone()).or_insert_with(|| begun(scope)).items += *figures;
    }
    for (owner, figures) in forms::count(conn, scope, on)? {
        owners.entry(owner).or_insert_with(|| begun(scope)).forms += figures;
    }
    for asked in lists::asked(conn, scope, programme, on)? {
        let owner = asked.seat.id.to_string();
        owners.entry(owner).or_insert_with(|| begun(scope)).lists += asked.figures();
    }
    let (departments, areas) = by_place(&places, &owners, begun(scope), centres.as_deref());
    let mut whole = begun(scope);
    for area in &areas {
        whole += area.figures;
    }
    let mut judged = judged(scope, &places, &areas, &departments);
    hand_overs(conn, programme, on, &places, &mut judged)?;
    let countable = whole.items.countable;
    Ok(Assessment {
        on,
        today,
        goal: programme.goals.connected_percent,
        batches: batches(programme, &day, begun(scope).items, &counted.cells),
        levels: centres.as_deref().map(levels),
        plan: planned(programme, countable),
        burn_up: burn_up(
            programme,
            countable,
            on,
            &counted.scheduled,
            &counted.connected,
            &counted.published,
        ),
        behind: behind(programme, on, &judged),
        whole,
        areas,
        departments,
    })
}

/// Numbers before anything is counted: who sees cases sees that there are none.
fn begun(scope: &Scope) -> Figures {
    Figures {
        items: cells::begun(sees_windows(scope)),
        ..Figures::default()
    }
}

/// Departments and, of them and of the centres, cities and districts; both in the order of the tree.
fn by_place(
    places: &Places,
    owners: &HashMap<String, Figures>,
    begun: Figures,
    centres: Option<&[centres::Stood]>,
) -> (Vec<DepartmentFigures>, Vec<AreaFigures>) {
    let mut departments = Vec::new();
    let mut by_area: HashMap<String, Figures> = HashMap::new();
    for seat in places.all() {
        let Some(figures) = owners.get(&seat.id.to_string()) else {
            continue;
        };
        let area = places.area_of(seat).map_or_else(|| seat.as_ref(), Seat::as_ref);
        *by_area.entry(area.id.to_string()).or_insert(begun) += *figures;
        departments.push(DepartmentFigures {
            department: seat.as_ref(),
            area,
            figures: *figures,
        });
    }
    for centre in centres.unwrap_or_default() {
        if let Some(area) = &centre.area {
            *by_area.entry(area.id.to_string()).or_insert(begun) += Figures {
                centres: Some(centre.figures()),
                ..Figures::default()
            };
        }
    }
    let areas = places.all().filter_map(|seat| {
        by_area.get(&seat.id.to_string()).map(|figures| AreaFigures {
            area: seat.as_ref(),
            figures: *figures,
        })
    });
    (departments, areas.collect())
}

/// Who is judged: those whose whole work the scope shows. Of others it may show an item or two, by which
/// nobody is behind.
fn judged(scope: &Scope, places: &Places, areas: &[AreaFigures], departments: &[DepartmentFigures]) -> Vec<Unit> {
    let shown = |organisation: &OrganisationRef| {
        let seat = places.seat(&organisation.id.to_string());
        seat.is_some_and(|seat| scope_lists::shows(scope, seat))
    };
    let whole_areas = !matches!(scope.reach(), Reach::Line);
    let areas = areas.iter().filter(|one| whole_areas && shown(&one.area));
    let areas = areas.map(|one| Unit {
        organisation: one.area.clone(),
        kind: UnitKind::Area,
        figures: one.figures,
        hand_over: None,
    });
    let departments = departments.iter().filter(|one| shown(&one.department));
    let departments = departments.map(|one| Unit {
        organisation: one.department.clone(),
        kind: UnitKind::Department,
        figures: one.figures,
        hand_over: None,
    });
    areas.chain(departments).collect()
}

/// What districts with lists owe the city, once its day has passed.
fn hand_overs(conn: &mut Conn, programme: &Programme, on: Date, places: &Places, judged: &mut [Unit]) -> Result<()> {
    let due = consolidations::due(programme);
    if on <= due {
        return Ok(());
    }
    let handed_over = consolidations::handed_over(conn, programme, on)?;
    for unit in judged {
        let seat = places.seat(&unit.organisation.id.to_string());
        let owes = seat.filter(|seat| seat.level == Level::District && unit.figures.lists.asked > 0);
        unit.hand_over = owes.map(|seat| HandOver {
            due,
            handed_over_on: handed_over.get(&seat.path).copied(),
        });
    }
    Ok(())
}

/// Every batch of the programme, and what is in none.
fn batches(programme: &Programme, day: &Day, begun: ItemFigures, cells: &Cells) -> Vec<BatchFigures> {
    let mut by_batch: BTreeMap<Option<u8>, ItemFigures> = BTreeMap::new();
    for ((_, batch), figures) in cells {
        *by_batch.entry(*batch).or_default() += *figures;
    }
    let in_none = by_batch.remove(&None);
    for batch in &programme.batches {
        by_batch.entry(Some(batch.number)).or_insert(begun);
    }
    let due = |batch: u8| {
        let planned = || programme.batches.iter().find(|one| one.number == batch);
        day.due(batch).or_else(|| planned().map(|one| one.publish_by))
    };
    let figures = |(batch, items): (Option<u8>, ItemFigures)| BatchFigures {
        batch,
        due: batch.and_then(due),
        items,
    };
    let in_none = in_none.map(|items| (None, items));
    by_batch.into_iter().chain(in_none).map(figures).collect()
}

fn levels(stood: &[centres::Stood]) -> Vec<LevelFigures> {
    let figures = |level: Tier| {
        let mut centres = CentreFigures::default();
        for one in stood.iter().filter(|one| one.standing.centre.level == level) {
            centres += one.figures();
        }
        LevelFigures { level, centres }
    };
    Tier::ALL.into_iter().map(figures).collect()
}
