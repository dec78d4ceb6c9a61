//! How much of a record a person reads.

use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::record::{Side, Standing, reads_own_rows};

/// Whether the person reads no more of a record than the rows of their own organisation.
#[must_use]
pub fn is_read_in_part(me: &Me, record: &RecordSummary) -> bool {
    let own = me.organisation.id;
    let side = if own == record.owner.id {
        Side::Owner
    } else if own == record.issuer.id {
        Side::Issuer
    } else {
        Side::Reader
    };
    reads_own_rows(record.form, Standing { role: me.role, side })
}
