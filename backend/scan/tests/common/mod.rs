//! Files for the tests, made on the spot.

#![expect(dead_code, reason = "each test program uses its part")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in tests a failed expectation is the point"
)]

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use image::{GrayImage, ImageFormat, Luma, Rgb, RgbImage};
use yinzheng_scan::{DecodeError, Decoded, Limits, Refusal, decode};

pub const CODE: &str = "YZ1ABCDEFGHJKLMNPQRSTUVWXYZ23456789ABCDEFGHJKLMNPQRSTUVWXYZ234567890";

/// The bytes as an open, nameless file at its start.
pub fn file(bytes: &[u8]) -> File {
    let directory = std::env::temp_dir();
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = directory.join(format!("yinzheng-scan-{}-{number}", std::process::id()));
    let mut options = File::options();
    let mut file = options.read(true).write(true).create_new(true).open(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

pub fn run(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    decode(
        Path::new(env!("CARGO_BIN_EXE_yinzheng-decode-worker")),
        file(bytes),
        limits,
    )
}

pub fn decoded(bytes: &[u8]) -> Decoded {
    run(bytes, &Limits::default()).unwrap()
}

pub fn refused(bytes: &[u8]) -> Refusal {
    refused_within(bytes, &Limits::default())
}

pub fn refused_within(bytes: &[u8], limits: &Limits) -> Refusal {
    match run(bytes, limits) {
        Err(DecodeError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// A4 at 150 dpi with the code in the top right and bottom left corners and some rules.
pub fn page() -> GrayImage {
    let mut page = GrayImage::from_pixel(1240, 1754, Luma([255]));
    for y in (500..1300).step_by(60) {
        for x in 120..1120 {
            page.put_pixel(x, y, Luma([0]));
        }
    }
    draw_code(&mut page, CODE, 1000, 60);
    draw_code(&mut page, CODE, 60, 1500);
    page
}

pub fn draw_code(page: &mut GrayImage, text: &str, left: u32, top: u32) {
    const MODULE: u32 = 4;
    let code = QRBuilder::new(text).ecl(ECL::Q).build().unwrap();
    for row in 0..code.size {
        for column in 0..code.size {
            if code[row][column].value() {
                for dy in 0..MODULE {
                    for dx in 0..MODULE {
                        let x = left + column as u32 * MODULE + dx;
                        let y = top + row as u32 * MODULE + dy;
                        page.put_pixel(x, y, Luma([0]));
                    }
                }
            }
        }
    }
}

/// The page in colour, with a red patch and tinted paper.
pub fn colour_page() -> RgbImage {
    let grey = page();
    let mut page = RgbImage::from_fn(1240, 1754, |x, y| {
        let Luma([v]) = *grey.get_pixel(x, y);
        Rgb([v, v, v.saturating_sub(14)])
    });
    for y in 900..1100 {
        for x in 700..900 {
            page.put_pixel(x, y, Rgb([200, 30, 40]));
        }
    }
    page
}

pub fn encoded(image: impl Into<image::DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PDF of the objects given (numbered from 1, the first is the catalogue), with a correct
/// cross-reference table and whatever else the trailer shall say.
pub fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let size = objects.len() + 1;
    bytes
        .extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    bytes
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

/// A PDF whose only page has this content, resources and page entries, and more objects
/// from number 5 on. `catalogue` goes into the catalogue.
pub fn one_page(catalogue: &str, page: &str, content: &[u8], more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 4 0 R {page} >>").into_bytes(),
        stream("", content),
    ];
    objects.extend(more);
    pdf(&objects, "")
}

/// A PDF whose only page is this JPEG.
pub fn jpeg_pdf(jpeg: &[u8], width: u32, height: u32, page: &str) -> Vec<u8> {
    one_page(
        "",
        &format!("/Resources << /XObject << /I 5 0 R >> >> {page}"),
        b"q 595.28 0 0 841.89 0 0 cm /I Do Q",
        vec![stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width {width} /Height {height} \
                 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
            ),
            jpeg,
        )],
    )
}

/// One page of a hand-made TIFF.
#[derive(Clone, Copy)]
pub struct Directory {
    pub width: u32,
    pub height: u32,
    pub bits: u16,
    pub compression: u16,
    pub photometric: u16,
    pub fill_order: u16,
    pub density: Option<(u32, u32)>,
}

impl Directory {
    /// Grey, 8 bits, not compressed.
    pub fn of(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            bits: 8,
            compression: 1,
            photometric: 1,
            fill_order: 1,
            density: None,
        }
    }
}

/// A little-endian TIFF of these pages, one strip each.
pub fn tiff_file(pages: &[(Directory, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4;
    for (directory, data) in pages {
        let strip = bytes.len() as u32;
        bytes.extend(data);
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        let densities = bytes.len() as u32;
        let (x, y) = directory.density.unwrap_or((150, 150));
        for number in [x, 1, y, 1] {
            bytes.extend(number.to_le_bytes());
        }
        let start = bytes.len() as u32;
        bytes.splice(link..link + 4, start.to_le_bytes());
        let entries: [(u16, u16, u32); 13] = [
            (254, 4, 0),
            (256, 4, directory.width),
            (257, 4, directory.height),
            (258, 3, directory.bits.into()),
            (259, 3, directory.compression.into()),
            (262, 3, directory.photometric.into()),
            (266, 3, directory.fill_order.into()),
            (273, 4, strip),
            (277, 3, 1),
            (278, 4, directory.height),
            (279, 4, data.len() as u32),
            (282, 5, densities),
            (283, 5, densities + 8),
        ];
        bytes.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, value) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(1_u32.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        link = bytes.len();
        bytes.extend([0; 4]);
    }
    bytes
}

/// A page in CCITT group 4, coded by another library than the one under test.
pub fn group4(page: &GrayImage) -> Vec<u8> {
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for row in page.rows() {
        let pixels = row.map(|pixel| match pixel.0[0] {
            0..128 => fax::Color::Black,
            _ => fax::Color::White,
        });
        encoder.encode_line(pixels, page.width() as u16).unwrap();
    }
    encoder.finish().unwrap().finish()
}

/// Rows of 1728 pixels in CCITT group 3, each all black or all white, after an end-of-line
/// mark. The codes are those of table 2 and 3 of ITU-T T.4.
pub fn group3(black_rows: impl Iterator<Item = bool>) -> Vec<u8> {
    const END_OF_LINE: &str = "000000000001";
    const WHITE_1728: &str = "010011011";
    const WHITE_0: &str = "00110101";
    const BLACK_1728: &str = "0000001100101";
    const BLACK_0: &str = "0000110111";
    let bits: String = black_rows
        .map(|black| match black {
            true => format!("{END_OF_LINE}{WHITE_0}{BLACK_1728}{BLACK_0}"),
            false => format!("{END_OF_LINE}{WHITE_1728}{WHITE_0}"),
        })
        .collect();
    bits.as_bytes()
        .chunks(8)
        .map(|eight| (0..8).fold(0, |byte, i| byte << 1 | u8::from(eight.get(i) == Some(&b'1'))))
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
pub enum FaxTiff {
    Group4,
    Group4Reversed,
}

/// Black and white pages as fax software stores them.
pub fn fax_tiff(pages: &[GrayImage], coding: FaxTiff) -> Vec<u8> {
    let pages: Vec<_> = pages
        .iter()
        .map(|page| {
            let mut data = group4(page);
            if coding == FaxTiff::Group4Reversed {
                data.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
            }
            let directory = Directory {
                bits: 1,
                compression: 4,
                photometric: 0,
                fill_order: if coding == FaxTiff::Group4Reversed { 2 } else { 1 },
                ..Directory::of(page.width(), page.height())
            };
            (directory, data)
        })
        .collect();
    tiff_file(&pages)
}
