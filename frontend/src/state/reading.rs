//! How much of a record a person reads.

use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::record::{Side, Standing, reads_as_issued, reads_own_rows};

/// Whether the person reads no more of a record than the rows of their own organisation.
#[must_use]
pub fn is_read_in_part(me: &Me, record: &RecordSummary) -> bool {
    reads_own_rows(record.form, standing(me, record))
}

/// Whether the person gets the package of an archived record, which holds all of it and how it came about.
#[must_use]
pub fn gets_package(me: &Me, record: &RecordSummary) -> bool {
    !is_read_in_part(me, record) && !reads_as_issued(record.form, standing(me, record))
}

fn standing(me: &Me, record: &RecordSummary) -> Standing {
    let own = me.organisation.id;
    let side = if own == record.owner.id {
        Side::Owner
    } else if own == record.issuer.id {
        Side::Issuer
    } else {
        Side::Reader
    };
    Standing { role: me.role, side }
}
