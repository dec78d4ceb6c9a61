//! The columns of the list as text: what a person reads, types, pastes, and finds in a spreadsheet.

use super::types::{Change, Privacy, Row, SpecialDomain, SystemLevel};
use crate::form::text::fold;
use crate::locale::{Language, Text, scope as text};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 事项编码.
    Code,
    /// 事项名称.
    Name,
    /// ① 业务系统层级.
    SystemLevel,
    /// ② 业务系统名称.
    SystemName,
    /// ③ 业务系统覆盖范围.
    Coverage,
    /// ④ 是否涉密或敏感.
    Privacy,
    /// ⑤ 年办件量.
    AnnualCases,
    /// ⑥ 是否在实体窗口办理.
    AtWindow,
    /// ⑦ 是否属于专项领域.
    SpecialDomain,
    /// ⑧ 是否在专网.
    PrivateNetwork,
    /// ⑨ 发布批次.
    Batch,
    /// 变更.
    Change,
    /// 接收部门.
    Receiver,
    /// 备注.
    Remark,
}

/// The text is none of what the column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// One of these words.
    Choice(&'static [Text]),
}

const LEVELS: &[Text] = &[
    text::LEVEL_NATIONAL,
    text::LEVEL_PROVINCIAL,
    text::LEVEL_MUNICIPAL,
    text::LEVEL_DISTRICT,
    text::LEVEL_NONE,
];
const PRIVACIES: &[Text] = &[text::PRIVACY_OPEN, text::PRIVACY_SECRET, text::PRIVACY_SENSITIVE];
const DOMAINS: &[Text] = &[
    text::DOMAIN_NONE,
    text::DOMAIN_INVESTMENT,
    text::DOMAIN_COMMERCE,
    text::DOMAIN_REAL_ESTATE,
];
const CHANGES: &[Text] = &[
    text::CHANGE_CANCELLED,
    text::CHANGE_MOVED,
    text::CHANGE_NEW,
    text::CHANGE_OTHER,
];
const YES_NO: &[Text] = &[text::YES, text::NO];

impl Column {
    /// Every column, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::Code,
        Self::Name,
        Self::SystemLevel,
        Self::SystemName,
        Self::Coverage,
        Self::Privacy,
        Self::AnnualCases,
        Self::AtWindow,
        Self::SpecialDomain,
        Self::PrivateNetwork,
        Self::Batch,
        Self::Change,
        Self::Receiver,
        Self::Remark,
    ];

    /// Name of the field on the wire.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::SystemLevel => "system_level",
            Self::SystemName => "system_name",
            Self::Coverage => "coverage",
            Self::Privacy => "privacy",
            Self::AnnualCases => "annual_cases",
            Self::AtWindow => "at_window",
            Self::SpecialDomain => "special_domain",
            Self::PrivateNetwork => "private_network",
            Self::Batch => "batch",
            Self::Change => "change",
            Self::Receiver => "receiver",
            Self::Remark => "remark",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Code => text::COLUMN_CODE,
            Self::Name => text::COLUMN_NAME,
            Self::SystemLevel => text::COLUMN_SYSTEM_LEVEL,
            Self::SystemName => text::COLUMN_SYSTEM_NAME,
            Self::Coverage => text::COLUMN_COVERAGE,
            Self::Privacy => text::COLUMN_PRIVACY,
            Self::AnnualCases => text::COLUMN_ANNUAL_CASES,
            Self::AtWindow => text::COLUMN_AT_WINDOW,
            Self::SpecialDomain => text::COLUMN_SPECIAL_DOMAIN,
            Self::PrivateNetwork => text::COLUMN_PRIVATE_NETWORK,
            Self::Batch => text::COLUMN_BATCH,
            Self::Change => text::COLUMN_CHANGE,
            Self::Receiver => text::COLUMN_RECEIVER,
            Self::Remark => text::COLUMN_REMARK,
        }
    }

    /// What it takes.
    #[must_use]
    pub const fn takes(self) -> Takes {
        match self {
            Self::Code | Self::Name | Self::SystemName | Self::Coverage | Self::Receiver | Self::Remark => Takes::Text,
            Self::AnnualCases | Self::Batch => Takes::Number,
            Self::SystemLevel => Takes::Choice(LEVELS),
            Self::Privacy => Takes::Choice(PRIVACIES),
            Self::AtWindow | Self::PrivateNetwork => Takes::Choice(YES_NO),
            Self::SpecialDomain => Takes::Choice(DOMAINS),
            Self::Change => Takes::Choice(CHANGES),
        }
    }

    /// Whether this cell stands as the catalogue has it: 请勿删改原有信息.
    #[must_use]
    pub fn is_fixed(self, row: &Row) -> bool {
        let is_new = row.change == Some(Change::New);
        match self {
            Self::Code | Self::Name => !is_new,
            // An added row stays an added row, or is taken away.
            Self::Change => is_new,
            _ => false,
        }
    }

    /// The cell as a person reads it; empty when unanswered.
    #[must_use]
    pub fn text(self, row: &Row, language: Language) -> String {
        let word = |text: Option<Text>| text.map(|text| text.get(language).to_owned()).unwrap_or_default();
        match self {
            Self::Code => row.code.clone(),
            Self::Name => row.name.clone(),
            Self::SystemLevel => word(nth(LEVELS, &SystemLevel::ALL, row.system_level)),
            Self::SystemName => row.system_name.clone(),
            Self::Coverage => row.coverage.clone(),
            Self::Privacy => word(nth(PRIVACIES, &Privacy::ALL, row.privacy)),
            Self::AnnualCases => row.annual_cases.map(|cases| cases.to_string()).unwrap_or_default(),
            Self::AtWindow => word(row.at_window.map(yes_no)),
            Self::SpecialDomain => word(nth(DOMAINS, &SpecialDomain::ALL, row.special_domain)),
            Self::PrivateNetwork => word(row.private_network.map(yes_no)),
            Self::Batch => row.batch.map(|batch| batch.to_string()).unwrap_or_default(),
            Self::Change => word(nth(CHANGES, &Change::ALL, row.change)),
            Self::Receiver => row.receiver.clone(),
            Self::Remark => row.remark.clone(),
        }
    }

    /// Puts a text into the cell, as typed, pasted or read; nothing typed leaves it unanswered. Words are
    /// taken in either language.
    ///
    /// # Errors
    /// [`Unreadable`]; the row stays as it was.
    pub fn put(self, row: &mut Row, typed: &str) -> Result<(), Unreadable> {
        let typed = typed.trim();
        match self {
            Self::Code => typed.clone_into(&mut row.code),
            Self::Name => typed.clone_into(&mut row.name),
            Self::SystemLevel => row.system_level = one_of(LEVELS, &SystemLevel::ALL, typed)?,
            Self::SystemName => typed.clone_into(&mut row.system_name),
            Self::Coverage => typed.clone_into(&mut row.coverage),
            Self::Privacy => row.privacy = one_of(PRIVACIES, &Privacy::ALL, typed)?,
            Self::AnnualCases => row.annual_cases = number(typed)?,
            Self::AtWindow => row.at_window = one_of(YES_NO, &[true, false], typed)?,
            Self::SpecialDomain => row.special_domain = one_of(DOMAINS, &SpecialDomain::ALL, typed)?,
            Self::PrivateNetwork => row.private_network = one_of(YES_NO, &[true, false], typed)?,
            Self::Batch => row.batch = number(typed)?,
            Self::Change => row.change = one_of(CHANGES, &Change::ALL, typed)?,
            Self::Receiver => typed.clone_into(&mut row.receiver),
            Self::Remark => typed.clone_into(&mut row.remark),
        }
        Ok(())
    }
}

const fn yes_no(yes: bool) -> Text {
    if yes { text::YES } else { text::NO }
}

fn nth<T: PartialEq>(words: &[Text], values: &[T], value: Option<T>) -> Option<Text> {
    let value = value?;
    let place = values.iter().position(|one| *one == value)?;
    words.get(place).copied()
}

fn one_of<T: Copy>(words: &[Text], values: &[T], typed: &str) -> Result<Option<T>, Unreadable> {
    if typed.is_empty() {
        return Ok(None);
    }
    let typed = fold(typed).to_lowercase();
    let says = |word: &Text| {
        [Language::Chinese, Language::English]
            .into_iter()
            .any(|language| fold(word.get(language)).to_lowercase() == typed)
    };
    let place = words.iter().position(says).ok_or(Unreadable)?;
    values.get(place).copied().map(Some).ok_or(Unreadable)
}

/// A whole number, in narrow or wide digits, with or without separators of thousands.
fn number<T: TryFrom<u64>>(typed: &str) -> Result<Option<T>, Unreadable> {
    if typed.is_empty() {
        return Ok(None);
    }
    let digits: String = fold(typed).chars().filter(|letter| *letter != ',').collect();
    let number: u64 = digits.parse().map_err(|_| Unreadable)?;
    T::try_from(number).map(Some).map_err(|_| Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_reads_back_in_both_languages() {
        let row = Row {
            code: "许可-00001-000".into(),
            name: "事项（示例）".into(),
            system_level: Some(SystemLevel::Provincial),
            system_name: "系统（示例）".into(),
            coverage: "全省".into(),
            privacy: Some(Privacy::Sensitive),
            annual_cases: Some(1_200),
            at_window: Some(false),
            special_domain: Some(SpecialDomain::RealEstate),
            private_network: Some(true),
            batch: Some(3),
            change: Some(Change::Moved),
            receiver: "某局（示例）".into(),
            remark: "说明（示例）".into(),
        };
        for language in [Language::Chinese, Language::English] {
            let mut read = Row::default();
            for column in Column::ALL {
                assert_eq!(
                    column.put(&mut read, &column.text(&row, language)),
                    Ok(()),
                    "{column:?}"
                );
            }
            assert_eq!(read, row);
        }
    }

    #[test]
    fn what_cannot_be_read_leaves_the_cell_as_it_was() {
        let mut row = Row {
            annual_cases: Some(7),
            batch: Some(1),
            at_window: Some(true),
            ..Row::default()
        };
        let before = row.clone();
        for (column, typed) in [
            (Column::AnnualCases, "约一百"),
            (Column::AnnualCases, "-1"),
            (Column::AnnualCases, "99999999999"),
            (Column::Batch, "300"),
            (Column::AtWindow, "也许"),
            (Column::SystemLevel, "乡"),
        ] {
            assert_eq!(column.put(&mut row, typed), Err(Unreadable), "{typed}");
        }
        assert_eq!(row, before);
        assert_eq!(Column::AnnualCases.put(&mut row, "１,２００"), Ok(()));
        assert_eq!(row.annual_cases, Some(1_200));
    }

    #[test]
    fn catalogue_cells_are_fixed_and_those_of_added_rows_are_not() {
        let mut row = Row::default();
        assert!(Column::Code.is_fixed(&row) && Column::Name.is_fixed(&row) && !Column::Change.is_fixed(&row));
        row.change = Some(Change::New);
        assert!(!Column::Code.is_fixed(&row) && Column::Change.is_fixed(&row));
    }
}
