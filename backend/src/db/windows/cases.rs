//! Numbers of cases (办件量) by item, month and centre.

use super::centres;
use super::sight::{self, Sight};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::items::secret_codes;
use crate::db::pattern::of_each;
use crate::db::schema::{items, organisations, service_centres, window_cases};
use crate::db::{Backend, Conn, Tx, audit, page};
use crate::error::{Error, Refusal, Result};
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use std::collections::HashMap;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::window::{CaseCount, MonthTotal, ReportCases};
use yinzheng_shared::api::{COUNTED, Listing};
use yinzheng_shared::id::{CentreId, OrganisationId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::month::Month;

/// What to list.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The month.
    pub month: Month,
    /// The centre.
    pub centre: Option<CentreId>,
    /// Item and centre after which to go on.
    pub after: Option<(String, String)>,
    /// Most entries of a page.
    pub limit: i64,
}

type Row = (String, String, String, i64);

/// A condition on numbers of cases.
type OnCases = Box<dyn BoxableExpression<window_cases::table, Backend, SqlType = Bool>>;

/// Which numbers the scope shows. Only of published items are there any: [`unfit`] sees to that, and nothing takes a
/// publication back.
enum Shown {
    Everything,
    /// Of items that are open or the own ones of an organisation, at some centres; none: at all.
    Open {
        own: String,
        centres: Option<Vec<String>>,
    },
    Nothing,
}

impl Shown {
    fn of(conn: &mut Conn, scope: &Scope) -> Result<Self> {
        let prefix = match sight::of(scope) {
            Sight::Everything => return Ok(Self::Everything),
            Sight::Nothing => return Ok(Self::Nothing),
            Sight::Area(prefix) => prefix,
        };
        let own = scope.seat().id.to_string();
        if of_every_centre(conn, scope)? {
            return Ok(Self::Open { own, centres: None });
        }
        let area = organisations::table.filter(organisations::path.like(prefix));
        let centres: Vec<String> = service_centres::table
            .filter(service_centres::area_id.eq_any(area.select(organisations::id)))
            .select(service_centres::id)
            .load(conn)?;
        Ok(Self::Open {
            own,
            centres: Some(centres),
        })
    }

    fn condition(&self) -> OnCases {
        let (own, centres) = match self {
            Self::Everything => return Box::new(sql::<Bool>("1 = 1")),
            Self::Nothing => return Box::new(sql::<Bool>("1 = 0")),
            Self::Open { own, centres } => (own, centres),
        };
        let of_others = secret_codes()
            .filter(items::owner_id.ne(own.clone()))
            .filter(items::serving_id.ne(own.clone()));
        let open = not(window_cases::item_code.eq_any(of_others));
        match centres {
            Some(centres) => Box::new(window_cases::centre_id.eq_any(centres.clone()).and(open)),
            None => Box::new(open),
        }
    }
}

/// The area whose numbers the scope shows, where it is one.
pub(in crate::db) fn area(scope: &Scope) -> Option<OrganisationId> {
    match sight::of(scope) {
        Sight::Area(_) => scope.seat().area_id(),
        Sight::Everything | Sight::Nothing => None,
    }
}

/// Whether the scope shows the numbers of every centre, of each item that it shows.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn of_every_centre(conn: &mut Conn, scope: &Scope) -> Result<bool> {
    match sight::of(scope) {
        Sight::Everything => Ok(true),
        Sight::Area(prefix) => {
            let area = organisations::table.filter(organisations::path.like(prefix));
            let others = service_centres::table
                .select(service_centres::id)
                .filter(service_centres::area_id.ne_all(area.select(organisations::id)));
            Ok(!diesel::select(exists(others)).get_result::<bool>(conn)?)
        }
        Sight::Nothing => Ok(false),
    }
}

fn matching<'a>(seen: OnCases, filter: &Filter) -> window_cases::BoxedQuery<'a, Backend> {
    let mut query = window_cases::table
        .filter(seen)
        .filter(window_cases::month.eq(filter.month.to_string()))
        .into_boxed();
    if let Some(centre) = filter.centre {
        query = query.filter(window_cases::centre_id.eq(centre.to_string()));
    }
    query
}

/// One page, in the order of items and centres.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<CaseCount>> {
    let shown = Shown::of(conn, scope)?;
    let all = matching(shown.condition(), filter);
    let total = page::found(conn, all.select(window_cases::item_code), COUNTED)?;
    // A page of many is soon full in the order of items.
    let mut page = if total > COUNTED {
        matching(of_each(shown.condition()), filter)
    } else {
        matching(shown.condition(), filter)
    };
    if let Some((item, centre)) = filter.after.clone() {
        page = page.filter(
            window_cases::item_code
                .gt(item.clone())
                .or(window_cases::item_code.eq(item).and(window_cases::centre_id.gt(centre))),
        );
    }
    let rows: Vec<Row> = page
        .order((window_cases::item_code.asc(), window_cases::centre_id.asc()))
        .limit(filter.limit + 1)
        .select((
            window_cases::item_code,
            window_cases::month,
            window_cases::centre_id,
            window_cases::cases,
        ))
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|(item, _, centre, _)| format!("{item}|{centre}"));
    let centres = centres::of_ids(conn, scope, rows.iter().map(|row| row.2.clone()).collect())?;
    let codes: Vec<String> = rows.iter().map(|row| row.0.clone()).collect();
    let names: HashMap<String, String> = items::table
        .filter(items::code.eq_any(codes))
        .select((items::code, items::name))
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let body = |(item, month, centre, cases): Row| {
        let centre = centres
            .get(&centre)
            .ok_or_else(|| Error::internal("cases of a centre that is not there"))?;
        Ok(CaseCount {
            item_name: names.get(&item).cloned().unwrap_or_default(),
            item,
            month: month.parse().map_err(Error::internal)?,
            centre: centre.as_ref(),
            cases: u64::try_from(cases).unwrap_or_default(),
        })
    };
    Ok(Listing {
        entries: rows.into_iter().map(body).collect::<Result<_>>()?,
        total,
        next,
    })
}

/// The sum of each month, the newest first.
///
/// # Errors
/// Of the database.
pub fn months(conn: &mut Conn, scope: &Scope) -> Result<Vec<MonthTotal>> {
    let sum = sql::<BigInt>("CAST(SUM(cases) AS BIGINT)");
    let rows: Vec<(String, i64)> = window_cases::table
        .filter(Shown::of(conn, scope)?.condition())
        .group_by(window_cases::month)
        .order(window_cases::month.desc())
        .select((window_cases::month, sum))
        .load(conn)?;
    let total = |(month, cases): (String, i64)| {
        Ok(MonthTotal {
            month: month.parse().map_err(Error::internal)?,
            cases: u64::try_from(cases).unwrap_or_default(),
        })
    };
    rows.into_iter().map(total).collect()
}

/// Why a number cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No published item of this code is the asker's to see.
    Item,
    /// There is no such centre, or it is not the asker's to report for.
    Centre,
    /// The month has not begun.
    Month,
    /// More than ten million.
    Count,
}

/// The most cases of an item in a month at a centre that are believed.
pub const MOST: u32 = 10_000_000;

/// Everything that keeps a number out.
///
/// # Errors
/// Of the database.
pub fn unfit(conn: &mut Conn, stamp: Stamp, scope: &Scope, report: &ReportCases) -> Result<Vec<Unfit>> {
    let mut found = Vec::new();
    let published: i64 = crate::db::items::published(scope)
        .filter(items::code.eq(report.item.replace('\0', "")))
        .count()
        .get_result(conn)?;
    if published == 0 {
        found.push(Unfit::Item);
    }
    let centre = centres::one(conn, scope, report.centre)?;
    let may = |known: &centres::Known| known.body.yours || scope.role() == Some(Role::Bureau);
    if !centre.as_ref().is_some_and(may) {
        found.push(Unfit::Centre);
    }
    if report.month > Month::of(stamp.on) {
        found.push(Unfit::Month);
    }
    if report.cases > MOST {
        found.push(Unfit::Count);
    }
    Ok(found)
}

/// Keeps a number, in place of the one before.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongShape`], and those of the database.
pub fn report(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, report: &ReportCases) -> Result<()> {
    match unfit(tx, stamp, scope, report)?.first() {
        None => {}
        Some(Unfit::Item) => return Err(Refusal::from(Problem::NotFound).with_detail("/item").into()),
        Some(Unfit::Centre) => return Err(Problem::Forbidden.into()),
        Some(Unfit::Month) => return Err(Refusal::from(Problem::WrongShape).with_detail("/month").into()),
        Some(Unfit::Count) => return Err(Refusal::from(Problem::WrongShape).with_detail("/cases").into()),
    }
    if keep(tx, stamp, scope, report)? == Kept::Before {
        return Ok(());
    }
    let entry = Entry::of_window(Window::CasesReported, Some(report.centre.0)).with_item(&report.item);
    audit::record(tx, stamp, actor, &entry)
}

/// Keeps the numbers of a file that all fit.
///
/// # Errors
/// Of the database; nothing is kept then.
pub fn import(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    rows: &[ReportCases],
    digest: &str,
) -> Result<ImportAnswer> {
    let mut answer = ImportAnswer::default();
    for row in rows {
        match keep(tx, stamp, scope, row)? {
            Kept::Now => answer.added += 1,
            Kept::Otherwise => answer.changed += 1,
            Kept::Before => answer.unchanged += 1,
        }
    }
    if answer.added + answer.changed > 0 {
        let entry = Entry::of_window(Window::CasesReported, None).with_digest(digest);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(answer)
}

/// How a number stood before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Now,
    Otherwise,
    Before,
}

fn keep(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, report: &ReportCases) -> Result<Kept> {
    let key = (report.item.clone(), report.month.to_string(), report.centre.to_string());
    let by = scope.user().ok_or(Problem::Forbidden)?.to_string();
    let cases = i64::from(report.cases);
    let row = window_cases::table.find(key.clone());
    let before: Option<i64> = row.clone().select(window_cases::cases).first(tx.conn()).optional()?;
    if before != Some(cases) {
        tx.touch(&report.item);
    }
    match before {
        Some(before) if before == cases => Ok(Kept::Before),
        Some(_) => {
            diesel::update(row)
                .set((
                    window_cases::cases.eq(cases),
                    window_cases::reported_by.eq(by),
                    window_cases::reported_at.eq(stamp.at),
                ))
                .execute(tx.conn())?;
            Ok(Kept::Otherwise)
        }
        None => {
            diesel::insert_into(window_cases::table)
                .values((
                    window_cases::item_code.eq(key.0),
                    window_cases::month.eq(key.1),
                    window_cases::centre_id.eq(key.2),
                    window_cases::cases.eq(cases),
                    window_cases::reported_by.eq(by),
                    window_cases::reported_at.eq(stamp.at),
                ))
                .execute(tx.conn())?;
            Ok(Kept::Now)
        }
    }
}

/// Whatever a name in a file stands for, looked up once: open centres by their folded names.
///
/// # Errors
/// Of the database.
pub fn centres_by_name(conn: &mut Conn, scope: &Scope) -> Result<HashMap<String, CentreId>> {
    let every = centres::every(conn, scope)?.into_iter();
    Ok(every
        .map(|known| (yinzheng_shared::form::text::fold(&known.body.name), known.body.id))
        .collect())
}
