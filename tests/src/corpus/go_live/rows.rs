//! The items. What is spoilt is mostly a row of its own at the end.

use super::{FIELD, Place, Spoil};
use crate::corpus::item_rows::{self, OfItems, RowCodes, fact};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow;

impl OfItems for GoLive {
    const CODES: RowCodes = RowCodes {
        field: FIELD,
        none: "go-live.row.none",
        too_many: "go-live.row.too_many",
        number: "go-live.row.number",
        repeated: "go-live.row.repeated",
        code_format: "go-live.row.code_format",
        unknown: "go-live.row.unknown",
        name_differs: "go-live.row.name_differs",
        serving: "go-live.row.serving",
        published: "go-live.row.published",
        gone: "go-live.row.gone",
    };
    const PLACE: Place = Place::Rows;

    fn rows(&mut self) -> &mut Vec<ItemRow> {
        &mut self.rows
    }
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = item_rows::mutations();
    all.extend([
        fact("an item of another batch", "go-live.row.batch", |item| {
            item.batch = Some(2)
        }),
        fact("an item of no batch", "go-live.row.batch", |item| item.batch = None),
        fact("an item that is not connected", "go-live.row.not_connected", |item| {
            item.connection = Connection::None
        }),
        fact("an item that is not optimised", "go-live.row.not_optimised", |item| {
            item.optimised = false
        }),
    ]);
    all
}
