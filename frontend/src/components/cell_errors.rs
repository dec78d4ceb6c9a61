//! What is wrong in an uploaded spreadsheet, cell by cell.

use crate::context::use_language;
use yew::prelude::*;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::page;

/// Properties of [`CellErrors`].
#[derive(Clone, PartialEq, Properties)]
pub struct CellErrorsProps {
    /// The errors, in the order of the spreadsheet.
    pub errors: Vec<CellError>,
}

/// The errors as a table: where, which column, what is wrong.
#[component]
pub fn CellErrors(props: &CellErrorsProps) -> Html {
    let language = use_language();
    html! {
        <table class="cards is-dense">
            <thead><tr>
                <th scope="col">{ page::IMPORT_PLACE.get(language) }</th>
                <th scope="col">{ page::IMPORT_COLUMN.get(language) }</th>
                <th scope="col">{ page::IMPORT_FAULT.get(language) }</th>
            </tr></thead>
            <tbody>{ for props.errors.iter().map(|error| html! {
                <tr>
                    <td class="code" data-label={page::IMPORT_PLACE.get(language)}>{ place(error) }</td>
                    <td data-label={page::IMPORT_COLUMN.get(language)}>{ error.column.clone() }</td>
                    <td data-label={page::IMPORT_FAULT.get(language)}>{ error.message.clone() }</td>
                </tr>
            }) }</tbody>
        </table>
    }
}

/// As a spreadsheet program names cells: `Sheet1!C7`, or `7` for a row.
fn place(error: &CellError) -> String {
    let cell = format!("{}{}", error.letter, error.line);
    if error.sheet.is_empty() {
        cell
    } else {
        format!("{}!{cell}", error.sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_in_a_spreadsheet() {
        let mut error = CellError {
            sheet: "事项".to_owned(),
            line: 7,
            letter: "C".to_owned(),
            column: String::new(),
            message: String::new(),
        };
        assert_eq!(place(&error), "事项!C7");
        error.sheet.clear();
        error.letter.clear();
        assert_eq!(place(&error), "7");
    }
}
