//! 《事项开通确认单》 by its cells.

use super::place::{Place, day};
use yinzheng_shared::form::go_live::GoLive;

/// Every cell of the form, in form order.
#[must_use]
pub fn places(form: &GoLive) -> Vec<Place> {
    let mut all = vec![
        Place::Addressee,
        Place::Batch,
        Place::FinishBy,
        Place::Issuer,
        Place::Issued,
    ];
    all.extend((0..form.rows.len()).flat_map(|r| [Place::RowItemName(r), Place::RowItemCode(r)]));
    all
}

/// The text of a cell; `None` when the form has no such cell.
#[must_use]
pub fn text(form: &GoLive, place: Place) -> Option<String> {
    let text = match place {
        Place::Addressee => form.addressee.clone(),
        Place::Issuer => form.issuer.clone(),
        Place::Batch => form.batch.map(|batch| batch.to_string()).unwrap_or_default(),
        Place::Issued => day(form.issued),
        Place::FinishBy => day(form.finish_by),
        Place::RowItemName(r) => form.rows.get(r)?.item_name.clone(),
        Place::RowItemCode(r) => form.rows.get(r)?.item_code.clone(),
        _ => return None,
    };
    Some(text)
}

/// Puts a text into a cell; `None` when the form has no such cell. What cannot be read is left unanswered.
pub fn set(form: &mut GoLive, place: Place, text: &str) -> Option<()> {
    match place {
        Place::Addressee => text.clone_into(&mut form.addressee),
        Place::Issuer => text.clone_into(&mut form.issuer),
        Place::Batch => form.batch = text.trim().parse().ok(),
        Place::Issued => form.issued = text.trim().parse().ok(),
        Place::FinishBy => form.finish_by = text.trim().parse().ok(),
        Place::RowItemName(r) => text.clone_into(&mut form.rows.get_mut(r)?.item_name),
        Place::RowItemCode(r) => text.clone_into(&mut form.rows.get_mut(r)?.item_code),
        _ => return None,
    }
    Some(())
}
