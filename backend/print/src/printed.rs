//! What comes out.

use serde::{Deserialize, Serialize};

/// A printed form. Equal input gives equal bytes.
#[derive(Clone, Debug)]
pub struct Printed {
    /// PDF/A-2b.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: u8,
    /// Where people write by hand.
    pub boxes: Vec<PrintBox>,
    /// One PNG a page, 110 dpi, for the screen.
    pub pictures: Vec<Vec<u8>>,
    /// SHA-256 of the template, hex.
    pub template_digest: String,
    /// SHA-256 of the fonts, hex.
    pub fonts_digest: String,
}

/// A place for something written or stamped by hand. Millimetres from the page's top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintBox {
    /// What goes there.
    pub name: BoxName,
    /// For a list: which row, from 1; otherwise 0.
    pub row: u16,
    /// Page, from 1.
    pub page: u8,
    /// Left edge, mm.
    pub x_mm: f32,
    /// Top edge, mm.
    pub y_mm: f32,
    /// Width, mm.
    pub width_mm: f32,
    /// Height, mm.
    pub height_mm: f32,
}

/// What is written or stamped in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxName {
    /// Signature of a participant; the row tells which.
    Participant,
    /// Signature of the unit's leader.
    Leader,
    /// 业务负责人（签字）.
    BusinessLead,
    /// 技术负责人（签字）.
    TechnicalLead,
    /// 平台方技术人员（签字）.
    PlatformEngineer,
    /// 单位盖章.
    Stamp,
    /// 确认日期.
    Date,
}
