//! A list as a table to be written.

use yinzheng_shared::form::scope::{Column as Field, Row, Scope, Takes};
use yinzheng_shared::locale::{Language, record, roll as text};
use yinzheng_shared::programme::Programme;
use yinzheng_sheets::{Heading, Out, Table};

/// The list in a language, to be filled in further and read again.
#[must_use]
pub fn table(list: &Scope, programme: &Programme, language: Language) -> Table {
    Table {
        sheet: text::EXPORT_SHEET.get(language).to_owned(),
        title: format!(
            "{}（{}）{}",
            record::FORM_SCOPE.get(language),
            list.edition,
            list.department
        ),
        note: Some(text::EXPORT_NOTE.get(language).to_owned()),
        columns: headings(programme, language).collect(),
        rows: list.rows.iter().map(|row| cells(row, language)).collect(),
    }
}

/// The columns of a list, in the order of the form.
pub(super) fn headings(programme: &Programme, language: Language) -> impl Iterator<Item = Heading> {
    Field::ALL.into_iter().map(move |field| Heading {
        name: field.label().get(language).to_owned(),
        width: width(field),
        words: match field.takes() {
            Takes::Choice(choices) => choices.iter().map(|choice| choice.get(language).to_owned()).collect(),
            Takes::Number if field == Field::Batch => {
                programme.batches.iter().map(|batch| batch.number.to_string()).collect()
            }
            Takes::Number | Takes::Text => Vec::new(),
        },
    })
}

/// A row of a list, in the order of [`headings`].
pub(super) fn cells(row: &Row, language: Language) -> Vec<Out> {
    let cell = |field: Field| match field {
        Field::AnnualCases => row.annual_cases.map_or(Out::Nothing, |cases| Out::Number(cases.into())),
        Field::Batch => row.batch.map_or(Out::Nothing, |batch| Out::Number(batch.into())),
        other => match other.text(row, language) {
            text if text.is_empty() => Out::Nothing,
            text => Out::Text(text),
        },
    };
    Field::ALL.into_iter().map(cell).collect()
}

/// Width of a column, in digits.
const fn width(field: Field) -> f64 {
    match field {
        Field::Name | Field::Remark => 40.0,
        Field::Code | Field::SystemName | Field::Coverage | Field::Receiver => 24.0,
        _ => 13.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use yinzheng_shared::form::scope::{Change, Privacy, SpecialDomain, SystemLevel};
    use yinzheng_shared::programme::HANGZHOU_2018;
    use yinzheng_sheets::{Number, Row as Line, Sheet, Value, Workbook};

    fn list() -> Scope {
        let answered = Row {
            code: "许可-00001-000".into(),
            name: "=事项（示例）".into(),
            system_level: Some(SystemLevel::Municipal),
            system_name: "系统（示例）".into(),
            coverage: "全市".into(),
            privacy: Some(Privacy::Open),
            annual_cases: Some(1_200),
            at_window: Some(true),
            special_domain: Some(SpecialDomain::None),
            private_network: Some(false),
            batch: Some(2),
            ..Row::default()
        };
        let open = Row {
            code: "许可-00002-000".into(),
            name: "未填（示例）".into(),
            ..Row::default()
        };
        let added = Row {
            code: "许可-00003-000".into(),
            change: Some(Change::New),
            remark: "新增（示例）".into(),
            ..answered.clone()
        };
        Scope {
            department: "杭州市民政局（示例）".into(),
            edition: "8月版".into(),
            rows: vec![answered, open, added],
        }
    }

    /// The table as a reader finds it.
    fn workbook(table: &Table) -> Workbook {
        let value = |out: &Out| match out {
            Out::Text(text) => Some(Value::Text(text.clone())),
            Out::Number(number) => Some(Value::Number(Number::new(*number))),
            Out::Date(day) => Some(Value::Date(*day)),
            Out::Nothing => None,
        };
        let header = table.columns.iter().map(|column| Value::Text(column.name.clone()));
        let header: Vec<(u16, Value)> = (0..).zip(header).collect();
        let body = table.rows.iter().map(|row| {
            let cells = (0..).zip(row).filter_map(|(place, out)| Some((place, value(out)?)));
            cells.collect::<Vec<(u16, Value)>>()
        });
        let lines = std::iter::once(header).chain(body);
        Workbook {
            sheets: vec![Sheet {
                rows: (1..).zip(lines).map(|(number, cells)| Line { number, cells }).collect(),
                ..Sheet::default()
            }],
        }
    }

    #[test]
    fn what_goes_out_comes_in_again_unchanged_in_both_languages() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        for language in [Language::Chinese, Language::English] {
            let book = workbook(&table(&list(), &programme, language));
            assert_eq!(read(&book, &list(), language).unwrap(), list().rows);
        }
    }

    #[test]
    fn every_wrong_cell_is_named_and_nothing_of_the_catalogue_is_altered() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let mut out = table(&list(), &programme, Language::Chinese);
        out.rows[0][1] = Out::Text("改了名（示例）".into());
        out.rows[1][0] = Out::Text("许可-09999-000".into());
        out.rows[2][6] = Out::Text("约一百".into());
        let errors = read(&workbook(&out), &list(), Language::Chinese).unwrap_err();
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.letter.as_str())).collect();
        assert_eq!(places, [(2, "B"), (3, "A"), (4, "G")]);
    }
}
