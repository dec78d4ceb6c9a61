//! The cell 与材料对应关系 as text: numbers parted by 、, or 无需材料.

use yinzheng_shared::form::optimization::{Needs, Optimization};
use yinzheng_shared::locale::{Language, sheet as words};

/// What the cell shows, the same in every language because it prints.
#[must_use]
pub fn text(needs: Option<&Needs>) -> String {
    match needs {
        None => String::new(),
        Some(Needs::None) => words::NEEDS_NONE.get(Language::Chinese).to_owned(),
        Some(Needs::Materials(numbers)) => numbers.join("、"),
    }
}

/// Reads the cell. Whatever is neither a number nor the name of a material is kept as it stands, so
/// that the rules can point at it; nothing at all is unanswered.
#[must_use]
pub fn parse(text: &str, form: &Optimization) -> Option<Needs> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if is_none(text) {
        return Some(Needs::None);
    }
    if let Some(number) = number_of(text, form) {
        return Some(Needs::Materials(vec![number]));
    }
    let mut numbers: Vec<String> = Vec::new();
    for token in tokens(text) {
        let number = number_of(token, form).unwrap_or_else(|| digits(token));
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        None
    } else {
        Some(Needs::Materials(numbers))
    }
}

/// Whether the text says that no material is needed, in any language of the page.
#[must_use]
pub fn is_none(text: &str) -> bool {
    let text = text.trim();
    text == "无"
        || [Language::Chinese, Language::English]
            .into_iter()
            .any(|language| text.eq_ignore_ascii_case(words::NEEDS_NONE.get(language)))
}

/// Whether a text has the form of a material number: `2` or `2.11`.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let mut parts = text.split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let group = parts.next().is_some_and(digits);
    let member = parts.next().is_none_or(digits);
    group && member && parts.next().is_none()
}

/// The parts of a list as people write it.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| matches!(letter, '、' | ',' | '，' | ';' | '；' | '/' | '+') || letter.is_whitespace())
        .filter(|token| !token.is_empty())
}

/// The number with full-width digits and dots made narrow.
#[must_use]
pub fn digits(token: &str) -> String {
    token
        .chars()
        .map(|letter| match letter {
            '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')).unwrap_or(letter),
            '．' | '。' => '.',
            other => other,
        })
        .collect()
}

fn number_of(name: &str, form: &Optimization) -> Option<String> {
    form.material_groups
        .iter()
        .flat_map(|group| &group.materials)
        .find(|material| !material.number.is_empty() && material.name.trim() == name)
        .map(|material| material.number.clone())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn numbers(list: &[&str]) -> Option<Needs> {
        Some(Needs::Materials(
            list.iter().map(|number| (*number).to_owned()).collect(),
        ))
    }

    #[test]
    fn lists_are_read_as_people_write_them() {
        let form = sample::annex_3();
        for text in [
            "2.8、2.11",
            "2.8,2.11",
            "2.8， 2.11",
            "２．８；2.11",
            "2.8 2.11\n",
            "2.8、2.11、2.8",
        ] {
            assert_eq!(parse(text, &form), numbers(&["2.8", "2.11"]), "{text}");
        }
        assert_eq!(parse(" 无需材料 ", &form), Some(Needs::None));
        assert_eq!(parse("No materials needed", &form), Some(Needs::None));
        assert_eq!(parse("  ", &form), None);
        assert_eq!(parse("、", &form), None);
    }

    #[test]
    fn the_name_of_a_material_becomes_its_number() {
        let form = sample::annex_3();
        assert_eq!(parse("不动产权证书", &form), numbers(&["2.1"]));
        assert_eq!(parse("托管协议、2.8", &form), numbers(&["2.7", "2.8"]));
    }

    #[test]
    fn what_cannot_be_read_is_kept() {
        assert_eq!(parse("×××", &sample::annex_3()), numbers(&["×××"]));
        assert!(!is_number("×××"));
        assert!(is_number("2") && is_number("2.11") && !is_number("2.") && !is_number("1.1.1"));
    }
}
