//! What a message says: kind of form, number, organisation, due date and a link. No name of a person and
//! no name of an item, whoever reads it on its way.

use crate::db::outbox::Line;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::{Language, Text, notice, record};

/// The offices speak Chinese.
pub(super) const LANGUAGE: Language = Language::Chinese;

/// Most lines of a message; the page has all of them.
const MOST: usize = 50;

/// The subject of mail, the title of a robot's message.
pub(super) fn subject(lines: &[Line]) -> String {
    notice::MAIL_SUBJECT.with(LANGUAGE, &[("count", &lines.len().to_string())])
}

/// The lines of a message; `reference` writes the number of a record with its link.
pub(super) fn body(lines: &[Line], reference: impl Fn(&Line) -> String) -> String {
    let mut text = format!("{}\n\n", notice::MAIL_GREETING.get(LANGUAGE));
    for line in lines.iter().take(MOST) {
        text.push_str(&sentence(line, &reference(line)));
        text.push('\n');
    }
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        text.push_str(&notice::MAIL_MORE.with(LANGUAGE, &[("count", &more.to_string())]));
        text.push('\n');
    }
    text
}

fn sentence(line: &Line, reference: &str) -> String {
    let what = line.kind.text().with(LANGUAGE, &[("days", &line.days.to_string())]);
    let due = line.due.map(|due| due.to_string()).unwrap_or_default();
    let text = if line.due.is_some() {
        notice::MAIL_LINE_DUE
    } else {
        notice::MAIL_LINE
    };
    text.with(
        LANGUAGE,
        &[
            ("what", &what),
            ("form", form(line.form).get(LANGUAGE)),
            ("reference", reference),
            ("organisation", &line.organisation),
            ("due", &due),
        ],
    )
}

/// The address of a record on the page.
pub(super) fn link(origin: &str, line: &Line) -> String {
    format!("{origin}/records/{}", line.record)
}

const fn form(form: Form) -> Text {
    match form {
        Form::Scope => record::FORM_SCOPE,
        Form::Consolidation => record::FORM_CONSOLIDATION,
        Form::Schedule => record::FORM_SCHEDULE,
        Form::Optimization => record::FORM_OPTIMIZATION,
        Form::JointDebug => record::FORM_JOINT_DEBUG,
        Form::GoLive => record::FORM_GO_LIVE,
        Form::Bulletin => record::FORM_BULLETIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::notice::NoticeKind;

    fn line(number: usize) -> Line {
        Line {
            kind: NoticeKind::DueSoon,
            days: 1,
            form: Form::GoLive,
            reference: format!("K7QF{number:03}"),
            record: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
            organisation: "某某局（示例）".to_owned(),
            due: "2018-09-25".parse().ok(),
        }
    }

    #[test]
    fn a_line_says_what_by_when_and_where() {
        let text = body(&[line(2)], |line| line.reference.clone());
        assert!(
            text.ends_with("\n- 还有 1 个工作日到期：事项开通确认单 K7QF002，某某局（示例），期限 2018-09-25\n"),
            "{text}"
        );
    }

    #[test]
    fn a_long_message_is_cut_and_says_so() {
        let lines: Vec<Line> = (0..60).map(line).collect();
        let text = body(&lines, |line| line.reference.clone());
        assert!(text.contains("K7QF049") && !text.contains("K7QF050"));
        assert!(text.contains("10"), "{text}");
        assert!(subject(&lines).contains("60"));
    }
}
