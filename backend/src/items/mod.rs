//! The catalogue of items as a table: in, all rows or none with every wrong cell named; and out,
//! so that it comes in again unchanged.

mod read;
mod table;

pub(crate) use read::organisation;
pub use read::{Knowledge, read};
pub use table::{CatalogueRow, table};

use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Text, item as text};
use yinzheng_sheets::Column;

/// A row that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// The part of the code by which districts share a municipal form.
    pub base_code: String,
    /// Owner.
    pub owner: OrganisationId,
    /// The unit whose system serves it.
    pub serving: OrganisationId,
    /// Release batch.
    pub batch: Option<u8>,
    /// How it is connected; none: the file says nothing of it.
    pub connection: Option<Connection>,
    /// Secret or sensitive.
    pub privacy: Privacy,
}

/// Who may know of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Everybody.
    Open,
    /// Its owner and the bureau.
    Restricted,
}

const CODE: Column = Column::required(text::COLUMN_CODE);
const NAME: Column = Column::required(text::COLUMN_NAME);
const OWNER: Column = Column::required(text::COLUMN_OWNER);
const SERVING: Column = Column::required(text::COLUMN_SERVING);
const BATCH: Column = Column::required(text::COLUMN_BATCH);
const CONNECTION: Column = Column::required(text::COLUMN_CONNECTION);
const RESTRICTED: Column = Column::required(text::COLUMN_RESTRICTED);

/// In the order in which they are written; they are read in any.
/// Columns of the catalogue.
pub const COLUMNS: [Column; 7] = [CODE, NAME, OWNER, SERVING, BATCH, CONNECTION, RESTRICTED];

const CONNECTIONS: [(Connection, Text); 3] = [
    (Connection::None, text::CONNECTION_NONE),
    (Connection::JointDebugged, text::CONNECTION_JOINT_DEBUGGED),
    (Connection::FullProcess, text::CONNECTION_FULL_PROCESS),
];

/// The first word of each kind is the one that is written.
const PRIVACIES: [(Privacy, Text); 4] = [
    (Privacy::Open, text::RESTRICTED_NO),
    (Privacy::Restricted, text::RESTRICTED_YES),
    (Privacy::Restricted, text::RESTRICTED_SECRET),
    (Privacy::Restricted, text::RESTRICTED_SENSITIVE),
];
