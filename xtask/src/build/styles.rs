//! One style sheet out of `frontend/styles`.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// All sheets in one: the tokens first, what is for print last, the others by name between.
pub fn join(folder: &Path) -> Result<String> {
    let mut sheets: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|is| is == "css"))
        .collect();
    sheets.sort_by_key(|path| order(path));
    let mut joined = String::new();
    for sheet in sheets {
        joined.push_str(&fs::read_to_string(&sheet)?);
        joined.push('\n');
    }
    Ok(joined)
}

fn order(path: &Path) -> (u8, String) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let rank = match name.as_str() {
        "tokens" => 0,
        "print" => 2,
        _ => 1,
    };
    (rank, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_first_and_print_last() {
        let mut names = ["print.css", "sheet.css", "tokens.css", "components.css"].map(PathBuf::from);
        names.sort_by_key(|path| order(path));
        assert_eq!(
            names,
            ["tokens.css", "components.css", "sheet.css", "print.css"].map(PathBuf::from)
        );
    }
}
