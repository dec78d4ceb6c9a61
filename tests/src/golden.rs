//! Records of format version 1 as they stand in archives: the annex 3 and annex 4 samples.
//!
//! These bytes may never change. Paper in cabinets bears the first bytes of such a digest, packages and
//! backups hold the canonical bytes with their SHA-256 and SM3, and a person may have to prove years
//! from now that both belong together. When a test here fails, the change that broke it must become a
//! new version of the canonical form or of the content, which leaves version 1 as it is; the files in
//! `tests/golden` are not to be mended.

use yinzheng_shared::digest::{Digests, canonical_bytes, read_canonical};
use yinzheng_shared::form::{Content, Form};

/// A record of the archive.
#[derive(Debug)]
struct Golden {
    form: Form,
    canonical: &'static [u8],
    digests: &'static str,
}

const VERSION_1: [Golden; 2] = [
    Golden {
        form: Form::Optimization,
        canonical: include_bytes!("../golden/optimization-1.canonical"),
        digests: include_str!("../golden/optimization-1.digests"),
    },
    Golden {
        form: Form::GoLive,
        canonical: include_bytes!("../golden/go-live-1.canonical"),
        digests: include_str!("../golden/go-live-1.digests"),
    },
];

/// A digest by the name at the beginning of its line.
fn kept(golden: &Golden, name: &str) -> String {
    let mut lines = golden.digests.lines();
    let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    found.expect("a line of this name").to_owned()
}

#[test]
fn the_digests_of_archived_bytes_are_still_theirs() {
    for golden in &VERSION_1 {
        let digests = Digests::of(golden.canonical);
        assert_eq!(digests.sha256, kept(golden, "sha256"), "{:?}", golden.form);
        assert_eq!(digests.sm3, kept(golden, "sm3"), "{:?}", golden.form);
    }
}

#[test]
fn archived_bytes_are_read_and_written_byte_for_byte_as_they_were() {
    for golden in &VERSION_1 {
        let content = read_canonical(golden.canonical).expect("content of version 1");
        assert_eq!(content.form(), golden.form);
        assert!(canonical_bytes(&content) == golden.canonical, "{:?}", golden.form);
    }
}

/// What the samples say is what they have always said, field by field.
#[test]
fn archived_content_means_what_it_meant() {
    let [optimization, go_live] = &VERSION_1;
    match read_canonical(optimization.canonical) {
        Some(Content::Optimization(form)) => {
            let materials = form.material_groups.iter().flat_map(|group| &group.materials);
            let marks = materials.map(|material| (material.number.as_str(), material.shared, material.general));
            let subclasses = form.scenarios.iter().flat_map(|scenario| &scenario.subclasses);
            let asked = subclasses
                .flat_map(|subclass| &subclass.attributes)
                .filter(|attribute| attribute.needs.is_some());
            assert_eq!((marks.clone().count(), asked.count()), (12, 21));
            assert_eq!(marks.clone().next(), Some(("1", false, false)));
        }
        other => panic!("{other:?}"),
    }
    match read_canonical(go_live.canonical) {
        Some(Content::GoLive(form)) => {
            let dates = [form.issued, form.finish_by].map(|day| day.map(|day| day.to_string()));
            assert_eq!(dates, [Some("2018-09-18".to_owned()), Some("2018-09-20".to_owned())]);
            let codes: Vec<&str> = form.rows.iter().map(|row| row.item_code.as_str()).collect();
            assert_eq!(codes, ["许可-00123-000", "000131001000", "许可-00125-002"]);
        }
        other => panic!("{other:?}"),
    }
}
