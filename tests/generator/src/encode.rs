//! Files as scanners write them.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageFormat, Luma, RgbImage, imageops};

use super::plan::Tone;

/// Black below the threshold of luminance.
pub fn bilevel(page: &RgbImage, threshold: u8) -> GrayImage {
    let mut grey = imageops::grayscale(page);
    grey.pixels_mut()
        .for_each(|Luma([v])| *v = if *v < threshold { 0 } else { 255 });
    grey
}

fn encoded(image: impl Into<image::DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .into()
        .write_to(&mut bytes, format)
        .expect("memory takes every picture");
    bytes.into_inner()
}

/// A JPEG of the page.
pub fn jpeg(page: &RgbImage, tone: Tone, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let (width, height) = page.dimensions();
    match tone {
        Tone::Colour => encoder.encode(page, width, height, ExtendedColorType::Rgb8),
        Tone::Grey => encoder.encode(&imageops::grayscale(page), width, height, ExtendedColorType::L8),
        Tone::Bilevel(threshold) => encoder.encode(&bilevel(page, threshold), width, height, ExtendedColorType::L8),
    }
    .expect("memory takes every picture");
    bytes
}

/// A PNG of the page.
pub fn png(page: &RgbImage, tone: Tone) -> Vec<u8> {
    match tone {
        Tone::Colour => encoded(page.clone(), ImageFormat::Png),
        Tone::Grey => encoded(imageops::grayscale(page), ImageFormat::Png),
        Tone::Bilevel(threshold) => encoded(bilevel(page, threshold), ImageFormat::Png),
    }
}

/// A TIFF of the page, not compressed; 1-bit pages have 1 bit a pixel.
pub fn tiff(page: &RgbImage, tone: Tone, dpi: u32) -> Vec<u8> {
    match tone {
        Tone::Colour => encoded(page.clone(), ImageFormat::Tiff),
        Tone::Grey => encoded(imageops::grayscale(page), ImageFormat::Tiff),
        Tone::Bilevel(threshold) => bilevel_tiff(&bilevel(page, threshold), dpi),
    }
}

/// Rows of bits, 1 for white, each row from a new byte on.
fn packed(page: &GrayImage) -> Vec<u8> {
    let row = |row: &[u8]| -> Vec<u8> {
        row.chunks(8)
            .map(|eight| {
                let bits = eight.iter().fold(0, |bits, v| bits << 1 | u8::from(*v > 127));
                bits << (8 - eight.len())
            })
            .collect()
    };
    page.as_raw().chunks(page.width() as usize).flat_map(row).collect()
}

fn bilevel_tiff(page: &GrayImage, dpi: u32) -> Vec<u8> {
    const HEADER: u32 = 8;
    let bits = packed(page);
    let mut bytes = b"II*\0".to_vec();
    let padding = bits.len() % 2;
    let densities = HEADER + (bits.len() + padding) as u32;
    bytes.extend((densities + 16).to_le_bytes());
    bytes.extend(&bits);
    bytes.extend(vec![0; padding]);
    for number in [dpi, 1, dpi, 1] {
        bytes.extend(number.to_le_bytes());
    }
    // Tag, type (3 short, 4 long, 5 rational), value. Photometric 1: black is zero.
    let entries: [(u16, u16, u32); 12] = [
        (256, 4, page.width()),
        (257, 4, page.height()),
        (258, 3, 1),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, HEADER),
        (277, 3, 1),
        (278, 4, page.height()),
        (279, 4, bits.len() as u32),
        (282, 5, densities),
        (283, 5, densities + 8),
        (296, 3, 2),
    ];
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes
}

/// A page image ready to go into a PDF.
#[derive(Debug, Clone)]
pub struct Sheet {
    width: u32,
    height: u32,
    dictionary: &'static str,
    data: Vec<u8>,
}

impl Sheet {
    /// A JPEG stream, or plain bits for a 1-bit page.
    pub fn new(page: &RgbImage, tone: Tone, quality: u8) -> Self {
        let (width, height) = page.dimensions();
        let (dictionary, data) = match tone {
            Tone::Colour => (
                "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
                jpeg(page, tone, quality),
            ),
            Tone::Grey => (
                "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
                jpeg(page, tone, quality),
            ),
            Tone::Bilevel(threshold) => (
                "/ColorSpace /DeviceGray /BitsPerComponent 1",
                packed(&bilevel(page, threshold)),
            ),
        };
        Self {
            width,
            height,
            dictionary,
            data,
        }
    }
}

/// A PDF with one page image a page, at a resolution in dots per inch.
pub fn wrap_pdf(sheets: &[Sheet], dpi: u32) -> Vec<u8> {
    let kids: String = (0..sheets.len()).map(|i| format!("{} 0 R ", 3 + 3 * i)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", sheets.len()).into_bytes(),
    ];
    for (i, sheet) in sheets.iter().enumerate() {
        let points = |pixels: u32| f64::from(pixels) * 72.0 / f64::from(dpi);
        let (width, height) = (points(sheet.width), points(sheet.height));
        let (content, picture) = (4 + 3 * i, 5 + 3 * i);
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3} {height:.3}] \
                 /Contents {content} 0 R /Resources << /XObject << /P {picture} 0 R >> >> >>"
            )
            .into_bytes(),
        );
        let draw = format!("q {width:.3} 0 0 {height:.3} 0 0 cm /P Do Q");
        objects.push(stream("", draw.as_bytes()));
        let dictionary = format!(
            "/Type /XObject /Subtype /Image /Width {} /Height {} {}",
            sheet.width, sheet.height, sheet.dictionary
        );
        objects.push(stream(&dictionary, &sheet.data));
    }
    file(&objects)
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

/// The objects, numbered from 1, with their cross-reference table.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (i, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{} 0 obj\n", i + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (size, start) = (objects.len() + 1, bytes.len());
    let tail = format!("xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(tail.into_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::super::rasterise;
    use super::*;

    fn page() -> RgbImage {
        RgbImage::from_fn(203, 300, |x, y| {
            if x > 100 && y < 60 {
                Rgb([190, 20, 30])
            } else {
                Rgb([250, 250, 248])
            }
        })
    }

    #[test]
    fn poppler_shows_the_pdf_as_it_was_scanned() {
        let sheets = [
            Sheet::new(&page(), Tone::Colour, 90),
            Sheet::new(&page(), Tone::Grey, 90),
            Sheet::new(&page(), Tone::Bilevel(128), 90),
        ];
        let pdf = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(pdf.path(), wrap_pdf(&sheets, 100)).unwrap();
        let shown = rasterise(pdf.path(), 100);
        assert_eq!(shown.len(), 3);
        for (page, corner) in shown.iter().zip([[190, 20, 30], [57; 3], [0; 3]]) {
            assert!(page.width().abs_diff(203) <= 1 && page.height().abs_diff(300) <= 1);
            let Rgb(seen) = *page.get_pixel(150, 30);
            assert!(seen.iter().zip(corner).all(|(s, c)| s.abs_diff(c) < 12), "{seen:?}");
            assert!(page.get_pixel(20, 200).0.iter().all(|v| *v > 240));
        }
    }

    #[test]
    fn one_bit_tiff_is_read_by_another_library() {
        let bytes = tiff(&page(), Tone::Bilevel(128), 100);
        let read = image::load_from_memory(&bytes).unwrap().into_luma8();
        assert_eq!(read, bilevel(&page(), 128));
    }
}
