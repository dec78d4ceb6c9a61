//! Rosters, centres and numbers of cases from spreadsheets: all rows or none, every wrong cell named, and
//! no cell repeated in what is said of it.

pub mod accounts;
pub mod cases;
pub mod centres;

use yinzheng_shared::locale::{Text, window};
use yinzheng_shared::window::Tier;

/// Levels by their names.
const TIERS: [(Tier, Text); 4] = [
    (Tier::City, window::LEVEL_CITY),
    (Tier::District, window::LEVEL_DISTRICT),
    (Tier::Street, window::LEVEL_STREET),
    (Tier::Community, window::LEVEL_COMMUNITY),
];
