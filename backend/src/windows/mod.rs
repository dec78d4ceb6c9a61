//! Rosters, centres and numbers of cases from spreadsheets: all rows or none, every wrong cell named, and
//! no cell repeated in what is said of it.

pub mod accounts;
pub mod cases;
pub mod centres;

use yinzheng_shared::locale::Text;
use yinzheng_shared::window::Tier;

/// Levels by their names.
fn tiers() -> [(Tier, Text); 4] {
    Tier::ALL.map(|tier| (tier, tier.text()))
}
