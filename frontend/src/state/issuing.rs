//! Which go-live forms come of the items that were chosen, and what the rules say of them.

use std::collections::BTreeMap;
use yinzheng_shared::api::go_live::{GoLiveState, IssueForm, IssueForms, MOST_FORMS, ReadyItem, ReadyUnit};
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::{Facts, OwnerFact};
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::go_live::{GoLive, check, drawn_up};
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::locale::Language;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::programme::Context;

/// Forms in as many requests as they need, in their order.
#[must_use]
pub fn parts(forms: Vec<IssueForm>) -> Vec<IssueForms> {
    let parts = forms.chunks(MOST_FORMS);
    parts.map(|forms| IssueForms { forms: forms.to_vec() }).collect()
}

/// Items that fit on one form.
const MOST: usize = 1_000;

/// A form about to be issued.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The addressee.
    pub unit: OrganisationRef,
    /// What is to be issued.
    pub content: GoLive,
    /// Facts of its check.
    pub facts: Facts,
    /// What the rules say.
    pub findings: Vec<Finding>,
}

/// How many forms the items make: one for each unit and batch, more where a unit has more than fit on one.
#[must_use]
pub fn forms(chosen: &BTreeMap<String, ReadyItem>) -> usize {
    grouped(chosen).values().map(|items| items.len().div_ceil(MOST)).sum()
}

fn grouped(chosen: &BTreeMap<String, ReadyItem>) -> BTreeMap<(String, Option<u8>), Vec<&ReadyItem>> {
    let mut groups: BTreeMap<_, Vec<&ReadyItem>> = BTreeMap::new();
    for one in chosen.values() {
        groups
            .entry((one.unit.to_string(), one.item.batch))
            .or_default()
            .push(one);
    }
    groups
}

/// The forms for the chosen items, in the order of the units. An item whose unit is not listed any more is in
/// none of them: the list is read again before it can be.
#[must_use]
pub fn draw_up(
    chosen: &BTreeMap<String, ReadyItem>,
    state: &GoLiveState,
    issuer: &str,
    finish_by: Option<Date>,
    context: &Context<'_>,
    language: Language,
) -> Vec<Drawn> {
    let groups = grouped(chosen);
    let mut drawn = Vec::new();
    for line in &state.units {
        let items = groups.get(&(line.unit.id.to_string(), Some(line.batch)));
        for items in items.into_iter().flat_map(|items| items.chunks(MOST)) {
            drawn.push(one(line, items, issuer, finish_by, context, language));
        }
    }
    drawn
}

fn one(
    line: &ReadyUnit,
    items: &[&ReadyItem],
    issuer: &str,
    finish_by: Option<Date>,
    context: &Context<'_>,
    language: Language,
) -> Drawn {
    let row = |one: &&ReadyItem| ItemRow {
        item_name: one.item.name.clone(),
        item_code: one.item.code.clone(),
        ..ItemRow::default()
    };
    let rows = items.iter().map(row).collect();
    let content = GoLive {
        finish_by,
        ..drawn_up(&line.unit.name, issuer, Some(line.batch), rows, context)
    };
    let facts = Facts {
        owner: Some(OwnerFact {
            name: line.unit.name.clone(),
            level: line.level,
        }),
        items: Some(items.iter().map(|one| one.item.clone()).collect()),
        ..Facts::default()
    };
    let findings = check(&content, &facts, context, language).findings;
    Drawn {
        unit: line.unit.clone(),
        content,
        facts,
        findings,
    }
}

/// What answers the warnings among these findings, a reason for each rule.
#[must_use]
pub fn answers(findings: &[Finding], reasons: &BTreeMap<String, String>) -> Vec<WarningReason> {
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    warnings
        .filter_map(|finding| {
            let reason = reasons.get(&finding.rule)?.trim();
            (!reason.is_empty()).then(|| WarningReason {
                path: finding.path.clone(),
                rule: finding.rule.clone(),
                reason: reason.to_owned(),
            })
        })
        .collect()
}

/// Findings by rule, as one reason answers all of a kind.
#[must_use]
pub fn kinds<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> BTreeMap<&'a str, Vec<&'a Finding>> {
    let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry(finding.rule.as_str()).or_default().push(finding);
    }
    kinds
}

/// Whether a kind of finding still stops the form: an error, or a warning without its reason.
#[must_use]
pub fn is_barred(kinds: &BTreeMap<&str, Vec<&Finding>>, reasons: &BTreeMap<String, String>) -> bool {
    kinds.iter().any(|(rule, findings)| {
        let is_error = findings.iter().any(|finding| finding.severity == Severity::Error);
        is_error || reasons.get(*rule).is_none_or(|reason| reason.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use yinzheng_shared::api::record::SubmitRecord;
    use yinzheng_shared::calendar::{CHINA, Calendar};
    use yinzheng_shared::facts::{Connection, ItemFact};
    use yinzheng_shared::id::{OrganisationId, RecordId};
    use yinzheng_shared::item::ItemScope;
    use yinzheng_shared::organisation::Level;
    use yinzheng_shared::programme::{HANGZHOU_2018, Programme};

    fn unit(number: u128) -> OrganisationRef {
        OrganisationRef {
            id: OrganisationId(Uuid::from_u128(number)),
            name: format!("单位{number}"),
        }
    }

    fn item(code: &str, number: u128, batch: u8) -> (String, ReadyItem) {
        let item = ItemFact {
            code: code.to_owned(),
            name: format!("事项 {code}"),
            owner: unit(number).name,
            serving: unit(number).name,
            scope: ItemScope::InScope,
            proposed_batch: None,
            batch: Some(batch),
            connection: Connection::JointDebugged,
            optimised: true,
            published: false,
        };
        (
            code.to_owned(),
            ReadyItem {
                unit: unit(number).id,
                item,
            },
        )
    }

    #[test]
    fn each_unit_and_batch_has_a_form_that_no_rule_stops() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let calendar: Calendar = toml::from_str(CHINA).unwrap();
        let context = Context {
            programme: &programme,
            calendar: &calendar,
            today: "2018-09-18".parse().unwrap(),
        };
        let line = |number, batch| ReadyUnit {
            unit: unit(number),
            level: Level::CityDepartment,
            batch,
            ready: 1,
        };
        let state = GoLiveState {
            ready: 4,
            not_optimised: 0,
            not_connected: 0,
            neither: 0,
            units: vec![line(2, 1), line(1, 1), line(1, 2)],
        };
        let chosen = BTreeMap::from([
            item("许可-90001-000", 1, 1),
            item("许可-90002-000", 1, 2),
            item("许可-90003-000", 1, 1),
            item("许可-90004-000", 2, 1),
        ]);
        let finish = "2018-09-20".parse().ok();
        let drawn = draw_up(&chosen, &state, "市数据局", finish, &context, Language::Chinese);
        assert_eq!(drawn.len(), forms(&chosen));
        let shape: Vec<(&str, Option<u8>, usize)> = drawn
            .iter()
            .map(|one| (one.unit.name.as_str(), one.content.batch, one.content.rows.len()))
            .collect();
        assert_eq!(
            shape,
            [("单位2", Some(1), 1), ("单位1", Some(1), 2), ("单位1", Some(2), 1)]
        );
        assert!(drawn.iter().all(|one| one.findings.is_empty()), "{drawn:#?}");

        let late = draw_up(
            &chosen,
            &state,
            "市数据局",
            "2018-09-26".parse().ok(),
            &context,
            Language::Chinese,
        );
        let findings: Vec<&Finding> = late.iter().flat_map(|one| &one.findings).collect();
        let kinds = kinds(findings);
        assert_eq!(
            kinds.keys().copied().collect::<Vec<_>>(),
            ["go-live.finish_by.after_batch", "go-live.finish_by.late"]
        );
        let mut reasons = BTreeMap::from([("go-live.finish_by.late".to_owned(), "中秋".to_owned())]);
        assert!(is_barred(&kinds, &reasons));
        reasons.insert("go-live.finish_by.after_batch".to_owned(), "国庆".to_owned());
        assert!(!is_barred(&kinds, &reasons));
        assert_eq!(answers(&late[0].findings, &reasons).len(), 2);
    }

    #[test]
    fn more_forms_than_a_request_takes_go_in_parts_each_once() {
        let form = |number: u128| IssueForm {
            id: RecordId(Uuid::from_u128(number)),
            unit: unit(1).id,
            submission: SubmitRecord {
                rule_set: String::new(),
                facts: Facts::default(),
                content: serde_json::Value::Null,
                reasons: Vec::new(),
            },
        };
        let forms: Vec<IssueForm> = (0..450).map(form).collect();
        let parts = parts(forms.clone());
        let lengths: Vec<usize> = parts.iter().map(|part| part.forms.len()).collect();
        assert_eq!(lengths, [200, 200, 50]);
        let sent: Vec<IssueForm> = parts.into_iter().flat_map(|part| part.forms).collect();
        assert_eq!(sent, forms);
    }

    #[test]
    fn more_than_fit_on_a_form_make_two() {
        let chosen: BTreeMap<String, ReadyItem> = (0..=MOST).map(|code| item(&code.to_string(), 1, 1)).collect();
        assert_eq!(forms(&chosen), 2);
    }
}
