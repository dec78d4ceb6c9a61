//! From what the rules say to the cells where it shows.

use super::Attempt;
use super::place::{Place, is_blank, places};
use std::collections::BTreeMap;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Path, Severity};
use yinzheng_shared::form::Content;

/// The cell where a finding shows: the cell of its path, the first cell below it, or the nearest
/// one above. `None` only for a content without cells.
#[must_use]
pub fn target(path: &Path, content: &Content) -> Option<Place> {
    let cells: Vec<(String, Place)> = places(content)
        .into_iter()
        .map(|place| (place.path().as_str().to_owned(), place))
        .collect();
    nearest(path.as_str(), &cells)
}

fn nearest(path: &str, cells: &[(String, Place)]) -> Option<Place> {
    let upwards = std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above));
    upwards.into_iter().find_map(|path| {
        let below = format!("{path}/");
        cells
            .iter()
            .find(|(cell, _)| cell == path || cell.starts_with(&below))
            .map(|(_, place)| *place)
    })
}

/// What shows on a sheet, sorted for the eye.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Findings with their cell, in form order.
    pub marked: Vec<(Finding, Option<Place>)>,
    /// Findings about cells that nobody has filled yet, before the first submission.
    pub to_fill: Vec<(Finding, Option<Place>)>,
}

/// Sorts findings. Before the first submission a blank cell is something to fill, not a fault.
#[must_use]
pub fn shown(findings: &[Finding], content: &Content, attempted: Attempt) -> Shown {
    let cells: Vec<(String, Place)> = places(content)
        .into_iter()
        .map(|place| (place.path().as_str().to_owned(), place))
        .collect();
    let mut result = Shown::default();
    for finding in findings {
        let place = nearest(finding.path.as_str(), &cells);
        let unfilled = attempted == Attempt::NotYet && place.is_none_or(|place| is_blank(content, place));
        let list = if unfilled {
            &mut result.to_fill
        } else {
            &mut result.marked
        };
        list.push((finding.clone(), place));
    }
    result
}

impl Shown {
    /// The findings by cell.
    #[must_use]
    pub fn by_cell(&self) -> BTreeMap<Place, Vec<Finding>> {
        let mut cells: BTreeMap<Place, Vec<Finding>> = BTreeMap::new();
        for (finding, place) in &self.marked {
            if let Some(place) = place {
                cells.entry(*place).or_default().push(finding.clone());
            }
        }
        cells
    }
}

/// How many findings have a severity.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

/// The reason given for a warning.
#[must_use]
pub fn reason_of<'a>(reasons: &'a [WarningReason], finding: &Finding) -> Option<&'a WarningReason> {
    reasons
        .iter()
        .find(|reason| reason.path == finding.path && reason.rule == finding.rule)
}

/// The reasons whose warning still stands.
#[must_use]
pub fn live_reasons(reasons: &[WarningReason], findings: &[Finding]) -> Vec<WarningReason> {
    let stands = |reason: &WarningReason| {
        findings.iter().any(|finding| {
            finding.severity == Severity::Warning && finding.path == reason.path && finding.rule == reason.rule
        })
    };
    reasons.iter().filter(|reason| stands(reason)).cloned().collect()
}

/// The first finding that keeps the form from being handed in: an error, or a warning without a
/// reason.
#[must_use]
pub fn first_obstacle<'a>(findings: &'a [Finding], reasons: &[WarningReason]) -> Option<&'a Finding> {
    findings
        .iter()
        .find(|finding| finding.severity == Severity::Error || reason_of(reasons, finding).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn finding(path: &str, severity: Severity) -> Finding {
        Finding {
            path: Path::from(path),
            rule: "optimization.example".into(),
            severity,
            params: BTreeMap::new(),
            message: "示例".into(),
        }
    }

    #[test]
    fn every_path_leads_to_a_cell() {
        let content = Content::Optimization(sample::annex_3());
        for (path, place) in [
            ("/material_groups/1/materials/0/name", Place::MaterialName(1, 0)),
            ("/material_groups/1/materials/0/number", Place::MaterialName(1, 0)),
            ("/material_groups/1", Place::GroupName(1)),
            ("/material_groups/1/materials", Place::MaterialName(1, 0)),
            (
                "/scenarios/1/subclasses/0/attributes/2/needs/materials/1",
                Place::Needs(1, 0, 2),
            ),
            ("/scenarios/1/subclasses/10", Place::SubclassName(1, 0)),
            ("/participants", Place::ParticipantName(0)),
            ("/leader", Place::Leader),
            ("", Place::ItemName),
        ] {
            assert_eq!(target(&Path::from(path), &content), Some(place), "{path}");
        }
    }

    #[test]
    fn a_blank_cell_is_to_be_filled_until_submission_is_tried() {
        let mut content = Content::Optimization(sample::annex_3());
        super::super::place::set(&mut content, Place::Leader, " ");
        let findings = [
            finding("/leader", Severity::Error),
            finding("/item_code", Severity::Warning),
        ];
        let before = shown(&findings, &content, Attempt::NotYet);
        assert_eq!(before.to_fill, [(findings[0].clone(), Some(Place::Leader))]);
        assert_eq!(before.marked, [(findings[1].clone(), Some(Place::ItemCode))]);
        let after = shown(&findings, &content, Attempt::Made);
        assert_eq!(after.marked.len(), 2);
        assert_eq!(after.by_cell()[&Place::Leader], [findings[0].clone()]);
    }

    #[test]
    fn reasons_live_as_long_as_their_warning() {
        let warning = finding("/item_code", Severity::Warning);
        let reason = |path: &str| WarningReason {
            path: Path::from(path),
            rule: "optimization.example".into(),
            reason: "示例原因".into(),
        };
        let given = [reason("/item_code"), reason("/leader")];
        assert_eq!(
            live_reasons(&given, std::slice::from_ref(&warning)),
            [reason("/item_code")]
        );
        assert_eq!(live_reasons(&given, &[finding("/item_code", Severity::Error)]), []);
        assert_eq!(first_obstacle(std::slice::from_ref(&warning), &given), None);
        assert_eq!(first_obstacle(std::slice::from_ref(&warning), &[]), Some(&warning));
    }
}
