//! “材料名称标准规范”: whether a name says one concrete thing.

use crate::form::text::fold;
use crate::programme::Wording;

/// How concrete a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concreteness {
    /// One thing.
    Concrete,
    /// Holds a vague word beside others.
    VagueWord,
    /// Says nothing, like 其他材料, or leaves a list open, like 身份证等.
    Vague,
}

/// Weighs a name by the programme's word lists.
#[must_use]
pub fn concreteness(name: &str, words: &Wording) -> Concreteness {
    let name = fold(name);
    let whole = words.vague.iter().any(|vague| {
        name.strip_prefix(vague.as_str())
            .is_some_and(|rest| words.nouns.iter().any(|noun| rest == noun.as_str()))
    });
    let open = words.open_endings.iter().any(|ending| {
        name.ends_with(ending.as_str())
            || words.nouns.iter().any(|noun| {
                name.strip_suffix(noun.as_str())
                    .is_some_and(|rest| rest.ends_with(ending.as_str()))
            })
    });
    if whole || open {
        Concreteness::Vague
    } else if words.vague.iter().any(|vague| name.contains(vague.as_str())) {
        Concreteness::VagueWord
    } else {
        Concreteness::Concrete
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Wording {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Wording {
            vague: list(&["其他", "其它", "相关", "有关", "所需"]),
            nouns: list(&["材料", "资料", "文件", "证明"]),
            open_endings: list(&["等"]),
        }
    }

    #[test]
    fn names_are_weighed_as_the_notice_asks() {
        for (name, expected) in [
            ("其他材料", Concreteness::Vague),
            ("相关 证明", Concreteness::Vague),
            ("身份证等", Concreteness::Vague),
            ("身份证等材料", Concreteness::Vague),
            ("其他股东身份证", Concreteness::VagueWord),
            ("与申请有关的合同", Concreteness::VagueWord),
            ("等级证书", Concreteness::Concrete),
            ("高等学校毕业证书", Concreteness::Concrete),
            ("不动产权证书", Concreteness::Concrete),
        ] {
            assert_eq!(concreteness(name, &words()), expected, "{name}");
        }
    }
}
