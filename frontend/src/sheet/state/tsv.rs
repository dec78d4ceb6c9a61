//! Tab-separated text as spreadsheets put it on the clipboard.

/// Reads a block: cells in quotes may hold tabs, line breaks and doubled quotes. Blank lines at the
/// end are left out.
#[must_use]
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted => {
                if letters.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            }
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' | '\n' if !quoted => {
                if letter == '\r' {
                    letters.next_if_eq(&'\n');
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    while rows
        .last()
        .is_some_and(|row| row.iter().all(|cell| cell.trim().is_empty()))
    {
        rows.pop();
    }
    rows
}

/// Writes a block that [`parse`] reads back.
#[must_use]
pub fn format(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quote(cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    }
    text
}

fn quote(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A cell's text on one line, as a form prints it.
#[must_use]
pub fn one_line(cell: &str) -> String {
    let chinese = |letter: char| u32::from(letter) >= 0x2e80;
    let mut line = String::new();
    for word in cell.split_whitespace() {
        let joins = line.chars().next_back().is_none_or(chinese) || word.chars().next().is_none_or(chinese);
        if !line.is_empty() && !joins {
            line.push(' ');
        }
        line.push_str(word);
    }
    if cell.contains(['\n', '\r']) {
        line
    } else {
        cell.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_line_breaks_and_blank_lines_are_read() {
        let text = "住所使用证明\t\"场地租赁\n合同\"\t\"a \"\"b\"\"\"\r\n\tx\t\r\n\t\t\r\n";
        assert_eq!(
            parse(text),
            [vec!["住所使用证明", "场地租赁\n合同", "a \"b\""], vec!["", "x", ""]]
        );
        assert_eq!(parse("单格"), [["单格"]]);
        assert_eq!(parse("a\"b\tc"), [["a\"b", "c"]]);
        assert!(parse("\r\n").is_empty());
    }

    #[test]
    fn what_is_written_reads_back() {
        let rows = vec![
            vec!["一\t二".to_owned(), "三\n四".to_owned()],
            vec!["\"五\"".to_owned(), String::new(), "六".to_owned()],
        ];
        assert_eq!(parse(&format(&rows)), rows);
    }

    #[test]
    fn broken_lines_become_one() {
        assert_eq!(one_line(" 场地租赁\n合同 "), "场地租赁合同");
        assert_eq!(one_line("lease\ncontract"), "lease contract");
        assert_eq!(one_line("a  b"), "a  b");
    }
}
