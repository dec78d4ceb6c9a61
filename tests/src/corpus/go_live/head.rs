//! Addressee and issuer.

use super::super::items;
use super::{Place, Spoil, field, mutation};

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("addressee", Place::Head, 100, |given, text| {
        given.form.addressee = text.to_owned();
        given.facts.owner.as_mut().expect("the owner").name = text.to_owned();
        for item in items(&mut given.facts) {
            item.serving = text.to_owned();
        }
    });
    all.extend(field("issuer", Place::Lower, 100, |given, text| {
        given.form.issuer = text.to_owned()
    }));
    all.push(mutation(
        "the record belongs to another unit",
        Place::Head,
        &["go-live.addressee.owner"],
        |given| {
            given.facts.owner.as_mut().expect("the owner").name = "杭州市公安局（示例）".into();
        },
    ));
    all
}
