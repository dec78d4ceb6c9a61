//! Every accepted type, through a real worker process.

#![expect(clippy::unwrap_used, reason = "in tests a failed expectation is the point")]

mod common;

use common::*;
use image::{ImageFormat, imageops};
use yinzheng_scan::{Colour, Media, Page, Point, Turn};

fn assert_both_codes(page: &Page) {
    let texts: Vec<&str> = page.codes.iter().map(|code| code.text.as_str()).collect();
    assert_eq!(texts, [CODE, CODE]);
    let place = |x: f32, y: f32| {
        let near = |p: Point| (p.x - x).abs() < 0.05 && (p.y - y).abs() < 0.05;
        assert!(
            page.codes.iter().any(|code| near(code.quad.centre())),
            "no code at {x}, {y}"
        );
    };
    place(0.866, 0.076);
    place(0.108, 0.897);
    let picture = image::load_from_memory(&page.picture).unwrap();
    assert_eq!((picture.width(), picture.height()), (1240, 1754));
    let thumbnail = image::load_from_memory(&page.thumbnail).unwrap();
    assert_eq!(thumbnail.width(), 240);
}

fn only_page(bytes: &[u8], media: Media, colour: Colour) -> Page {
    let mut decoded = decoded(bytes);
    assert_eq!(decoded.media, media);
    assert_eq!(decoded.pages.len(), 1);
    let page = decoded.pages.remove(0);
    assert_eq!(page.number, 1);
    assert_eq!(page.colour, colour);
    assert_both_codes(&page);
    page
}

#[test]
fn jpeg() {
    only_page(&encoded(page(), ImageFormat::Jpeg), Media::Jpeg, Colour::Bilevel);
    let page = only_page(&encoded(colour_page(), ImageFormat::Jpeg), Media::Jpeg, Colour::Colour);
    assert_eq!((page.width, page.height, page.turned), (1240, 1754, Turn::None));
}

#[test]
fn png() {
    only_page(&encoded(page(), ImageFormat::Png), Media::Png, Colour::Bilevel);
    only_page(&encoded(colour_page(), ImageFormat::Png), Media::Png, Colour::Colour);
}

#[test]
fn tiff() {
    only_page(&encoded(page(), ImageFormat::Tiff), Media::Tiff, Colour::Bilevel);
    only_page(&encoded(colour_page(), ImageFormat::Tiff), Media::Tiff, Colour::Colour);
}

#[test]
fn tiff_of_several_pages_in_fax_compression() {
    let pages = [page(), imageops::rotate180(&page()), page()];
    for compression in [FaxTiff::Group4, FaxTiff::Group4Reversed] {
        let decoded = decoded(&fax_tiff(&pages, compression));
        assert_eq!(decoded.media, Media::Tiff);
        assert_eq!(decoded.pages.len(), 3);
        for (page, turned) in decoded.pages.iter().zip([Turn::None, Turn::Half, Turn::None]) {
            assert_eq!((page.colour, page.turned), (Colour::Bilevel, turned));
            assert_both_codes(page);
        }
    }
}

#[test]
fn tiff_in_group_3() {
    let data = group3((0..2200).map(|row| row < 550));
    let directory = Directory {
        bits: 1,
        compression: 3,
        photometric: 0,
        ..Directory::of(1728, 2200)
    };
    let decoded = decoded(&tiff_file(&[(directory, data)]));
    let page = &decoded.pages[0];
    assert_eq!((page.width, page.height), (1728, 2200));
    let picture = image::load_from_memory(&page.picture).unwrap().into_luma8();
    let shade = |share: f32| picture.get_pixel(600, (picture.height() as f32 * share) as u32).0[0];
    assert!(shade(0.2) < 20 && shade(0.3) > 235 && shade(0.95) > 235);
}

#[test]
fn pdf_in_group_4() {
    let dictionary = "/Type /XObject /Subtype /Image /Width 1240 /Height 1754 \
         /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode \
         /DecodeParms << /K -1 /Columns 1240 /Rows 1754 >>";
    let bytes = one_page(
        "",
        "/Resources << /XObject << /I 5 0 R >> >>",
        b"q 595.28 0 0 841.89 0 0 cm /I Do Q",
        vec![stream(dictionary, &group4(&page()))],
    );
    only_page(&bytes, Media::Pdf, Colour::Bilevel);
}

#[test]
fn tiff_in_one_bit_palette_and_wide_samples() {
    // 1-bit, rows packed, white is zero as fax software writes it.
    let packed = |flip: u8| -> Vec<u8> {
        let bit = |v: &u8| u8::from(*v > 127) ^ flip;
        let rows = page();
        rows.as_raw()
            .chunks(1240)
            .flat_map(|row| {
                row.chunks(8)
                    .map(|byte| byte.iter().fold(0, |bits, v| bits << 1 | bit(v)))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    for (photometric, flip) in [(0, 1), (1, 0)] {
        let directory = Directory {
            bits: 1,
            photometric,
            ..Directory::of(1240, 1754)
        };
        only_page(&tiff_file(&[(directory, packed(flip))]), Media::Tiff, Colour::Bilevel);
    }
    let wide = image::DynamicImage::from(page()).into_luma16();
    only_page(&encoded(wide, ImageFormat::Tiff), Media::Tiff, Colour::Bilevel);
}

#[test]
fn fax_resolution_is_squared() {
    let mut lines = imageops::resize(&page(), 1728, 2444, imageops::FilterType::Triangle);
    lines.iter_mut().for_each(|v| *v = if *v < 128 { 0 } else { 255 });
    let flat = image::GrayImage::from_fn(1728, 1174, |x, y| *lines.get_pixel(x, y * 2));
    let mut directory = Directory::of(1728, 1174);
    directory.density = Some((204, 98));
    let decoded = decoded(&tiff_file(&[(directory, flat.into_raw())]));
    let page = &decoded.pages[0];
    assert_eq!((page.width, page.height), (1728, 2444));
    assert_eq!(page.codes.first().map(|code| code.text.as_str()), Some(CODE));
}

#[test]
fn pages_that_lie_otherwise_are_set_upright() {
    for (lying, turned) in [
        (imageops::rotate90(&page()), Turn::ThreeQuarters),
        (imageops::rotate180(&page()), Turn::Half),
        (imageops::rotate270(&page()), Turn::Quarter),
    ] {
        let page = only_page(&encoded(lying, ImageFormat::Png), Media::Png, Colour::Bilevel);
        assert_eq!(page.turned, turned);
        assert_eq!((page.width, page.height), (1240, 1754));
    }
}

#[test]
fn a_photo_is_turned_as_its_exif_says() {
    // APP1 with one entry: orientation 6, to be turned clockwise by a quarter.
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut bytes = encoded(imageops::rotate270(&page()), ImageFormat::Jpeg);
    bytes.splice(2..2, exif.iter().copied());
    let page = only_page(&bytes, Media::Jpeg, Colour::Bilevel);
    assert_eq!(page.turned, Turn::None);
}

#[test]
fn pdf_of_a_page_image_keeps_its_resolution() {
    let jpeg = encoded(page(), ImageFormat::Jpeg);
    let page = only_page(&jpeg_pdf(&jpeg, 1240, 1754, ""), Media::Pdf, Colour::Bilevel);
    assert_eq!((page.width, page.height), (1240, 1754));
}

#[test]
fn pdf_page_image_follows_the_page_rotation() {
    let jpeg = encoded(page(), ImageFormat::Jpeg);
    let bytes = jpeg_pdf(&jpeg, 1240, 1754, "/Rotate 180");
    let page = only_page(&bytes, Media::Pdf, Colour::Bilevel);
    assert_eq!(page.turned, Turn::Half);
}

#[test]
fn pdf_with_a_drawing_over_the_image_is_rendered() {
    let jpeg = encoded(page(), ImageFormat::Jpeg);
    let dictionary = "/Type /XObject /Subtype /Image /Width 1240 /Height 1754 \
         /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode";
    let content = b"q 595.28 0 0 841.89 0 0 cm /I Do Q 0.8 0 0 rg 300 400 90 90 re f";
    let resources = "/Resources << /XObject << /I 5 0 R >> >>";
    let bytes = one_page("", resources, content, vec![stream(dictionary, &jpeg)]);
    let decoded = decoded(&bytes);
    let page = &decoded.pages[0];
    assert_eq!(page.colour, Colour::Colour);
    assert_eq!(page.codes.len(), 2);
    assert_eq!((page.width, page.height), (1653, 2338));
}

#[test]
fn one_bit_stencil_page_in_a_pdf() {
    let page = page();
    let packed: Vec<u8> = page
        .as_raw()
        .chunks(1240)
        .flat_map(|row| {
            row.chunks(8)
                .map(|byte| byte.iter().fold(0, |bits, v| bits << 1 | u8::from(*v > 127)))
        })
        .collect();
    let dictionary = "/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ImageMask true \
         /BitsPerComponent 1";
    let bytes = one_page(
        "",
        "/Resources << /XObject << /I 5 0 R >> >>",
        b"q 595.28 0 0 841.89 0 0 cm /I Do Q",
        vec![stream(dictionary, &packed)],
    );
    only_page(&bytes, Media::Pdf, Colour::Bilevel);
}

#[test]
fn another_code_on_the_page_is_told_beside_ours() {
    let mut page = page();
    draw_code(&mut page, "https://example.com/parcel", 560, 60);
    let decoded = decoded(&encoded(page, ImageFormat::Png));
    let mut texts: Vec<&str> = decoded.pages[0].codes.iter().map(|c| c.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, [CODE, CODE, "https://example.com/parcel"]);
    assert_eq!(decoded.pages[0].turned, Turn::None);
}

#[test]
fn a_page_without_a_code_stays_as_it_is() {
    let blank = image::GrayImage::from_pixel(620, 877, image::Luma([255]));
    let decoded = decoded(&encoded(blank, ImageFormat::Png));
    assert!(decoded.pages[0].codes.is_empty());
    assert_eq!(decoded.pages[0].turned, Turn::None);
}
