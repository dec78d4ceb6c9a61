//! What a decoded file consists of.

use serde::{Deserialize, Serialize};

/// A decoded file.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The type that the first bytes tell, whatever the name said.
    pub media: Media,
    /// The pages in the file's order, at least one.
    pub pages: Vec<Page>,
}

/// File types that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    /// PDF, of page images or drawn.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// TIFF, one or more pages.
    Tiff,
}

impl Media {
    /// The media type as HTTP names it.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
        }
    }
}

/// One page, upright.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Place in the file, from 1.
    pub number: u16,
    /// Pixels across the upright page, at the resolution of the scan.
    pub width: u32,
    /// Pixels down the upright page, at the resolution of the scan.
    pub height: u32,
    /// What the scan can show.
    pub colour: Colour,
    /// How the page was turned to stand upright, after what the file itself asks for.
    /// Without a product code on the page it stays as it came.
    pub turned: Turn,
    /// Every QR code seen on the page: the product's and others.
    pub codes: Vec<FoundCode>,
    /// Whether nothing stands on the page: the back of a sheet.
    pub blank: bool,
    /// The upright page as JPEG, at most 1240 pixels wide, encoded anew.
    pub picture: Vec<u8>,
    /// The same, 240 pixels wide.
    pub thumbnail: Vec<u8>,
}

/// What a scan can show. Only a colour scan can show the red of a seal: for the others the
/// honest answer is “colour not available”.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Some pixels are not grey.
    Colour,
    /// Shades of grey only, also when stored as colour.
    Grey,
    /// Black and white only.
    Bilevel,
}

/// A clockwise turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Not turned.
    #[default]
    None,
    /// 90° clockwise.
    Quarter,
    /// 180°.
    Half,
    /// 270° clockwise.
    ThreeQuarters,
}

impl Turn {
    /// The clockwise angle in degrees.
    #[must_use]
    pub const fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }

    /// The turn for a number of clockwise quarters, which may be negative.
    #[must_use]
    pub const fn from_quarters(quarters: i32) -> Self {
        match quarters.rem_euclid(4) {
            1 => Self::Quarter,
            2 => Self::Half,
            3 => Self::ThreeQuarters,
            _ => Self::None,
        }
    }

    /// Where a point of the page (in page fractions) lies after the turn.
    #[must_use]
    pub fn apply(self, point: Point) -> Point {
        let Point { x, y } = point;
        match self {
            Self::None => point,
            Self::Quarter => Point { x: 1.0 - y, y: x },
            Self::Half => Point { x: 1.0 - x, y: 1.0 - y },
            Self::ThreeQuarters => Point { x: y, y: 1.0 - x },
        }
    }

    /// Width and height after the turn.
    #[must_use]
    pub const fn size(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Self::None | Self::Half => (width, height),
            Self::Quarter | Self::ThreeQuarters => (height, width),
        }
    }
}

/// A QR code that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundCode {
    /// What it says, cut at 512 characters.
    pub text: String,
    /// Where it is on the upright page.
    pub quad: Quad,
}

/// Four corners in the symbol's own order, so that a turned symbol can be told: its top
/// left is where the finder pattern with two neighbours is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quad {
    /// The symbol's top left corner.
    pub top_left: Point,
    /// The symbol's top right corner.
    pub top_right: Point,
    /// The symbol's bottom right corner.
    pub bottom_right: Point,
    /// The symbol's bottom left corner.
    pub bottom_left: Point,
}

impl Quad {
    /// The mean of the corners.
    #[must_use]
    pub fn centre(&self) -> Point {
        let corners = self.corners();
        Point {
            x: corners.iter().map(|p| p.x).sum::<f32>() / 4.0,
            y: corners.iter().map(|p| p.y).sum::<f32>() / 4.0,
        }
    }

    /// The corners, clockwise from the symbol's top left.
    #[must_use]
    pub const fn corners(&self) -> [Point; 4] {
        [self.top_left, self.top_right, self.bottom_right, self.bottom_left]
    }

    /// The quad with every corner mapped.
    #[must_use]
    pub fn map(&self, f: impl Fn(Point) -> Point) -> Self {
        Self {
            top_left: f(self.top_left),
            top_right: f(self.top_right),
            bottom_right: f(self.bottom_right),
            bottom_left: f(self.bottom_left),
        }
    }
}

/// A place on a page: 0, 0 is the top left corner, 1, 1 the bottom right one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Fraction of the width.
    pub x: f32,
    /// Fraction of the height.
    pub y: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarters_are_a_full_turn() {
        let start = Point { x: 0.25, y: 0.125 };
        let mut point = start;
        for _ in 0..4 {
            point = Turn::Quarter.apply(point);
        }
        assert_eq!(point, start);
        assert_eq!(Turn::Half.apply(start), Turn::Quarter.apply(Turn::Quarter.apply(start)));
        assert_eq!(Turn::from_quarters(-1), Turn::ThreeQuarters);
    }
}
