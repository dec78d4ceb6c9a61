//! One module a place.

mod archive;
mod correction;
mod desk;
mod desk_set;
mod guide;
mod home;
mod items;
mod keys;
mod new_record;
mod not_found;
mod organisations;
mod record;
mod record_moves;
mod record_side;
mod records;
mod rules;
mod scan;
mod scans;
mod sign_in;
mod users;

pub use archive::Archive;
pub use desk::Desk;
pub use desk_set::DeskSetPage;
pub use guide::{Guide, GuideOf};
pub use home::Home;
pub use items::Items;
pub use keys::Keys;
pub use not_found::NotFound;
pub use organisations::Organisations;
pub use record::RecordPage;
pub use records::Records;
pub use rules::Rules;
pub use scan::ScanView;
pub use scans::Scans;
pub use sign_in::SignIn;
pub use users::Users;
