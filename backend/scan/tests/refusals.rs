//! Files that are refused, each with its reason, and a parent that survives them all.

#![expect(clippy::indexing_slicing, reason = "in tests a failed expectation is the point")]

mod common;

use common::*;
use image::ImageFormat;
use yinzheng_scan::{Bounds, Limits, Refusal};

#[test]
fn empty_and_unknown() {
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b"hello, I am a spreadsheet"), Refusal::UnknownType);
    assert_eq!(refused(b"GIF89a\x01\0\x01\0\0\0\0;"), Refusal::UnknownType);
    assert_eq!(refused(b"PK\x03\x04"), Refusal::UnknownType);
}

#[test]
fn a_name_means_nothing_the_bytes_do() {
    // Right magic, nothing behind it.
    for magic in [
        &b"%PDF-1.7\n%%EOF"[..],
        b"\x89PNG\r\n\x1a\n",
        b"\xFF\xD8\xFF\xE0",
        b"II*\0\x08\0\0\0",
    ] {
        assert_eq!(refused(magic), Refusal::Broken, "{magic:?}");
    }
}

#[test]
fn cut_files_are_broken() {
    let jpeg = encoded(page(), ImageFormat::Jpeg);
    let cases = [
        jpeg.clone(),
        encoded(page(), ImageFormat::Png),
        encoded(page(), ImageFormat::Tiff),
        jpeg_pdf(&jpeg, 1240, 1754, ""),
        fax_tiff(&[page()], FaxTiff::Group4),
    ];
    for whole in cases {
        for share in [30, 60, 95] {
            let cut = &whole[..whole.len() * share / 100];
            assert_eq!(refused(cut), Refusal::Broken, "{:?} {share} %", &whole[..8]);
        }
    }
}

#[test]
fn a_pdf_whose_image_is_damaged_is_broken() {
    let jpeg = encoded(page(), ImageFormat::Jpeg);
    let damaged = jpeg_pdf(&jpeg[..200], 1240, 1754, "");
    assert_eq!(refused(&damaged), Refusal::Broken);
}

#[test]
fn a_pdf_with_fewer_pages_than_it_says_is_broken() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>".to_vec(),
    ];
    assert_eq!(refused(&pdf(&objects, "")), Refusal::Broken);
}

#[test]
fn encrypted() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>".to_vec(),
        format!(
            "<< /Filter /Standard /V 1 /R 2 /P -44 /O <{0}> /U <{0}> >>",
            "00".repeat(32)
        )
        .into_bytes(),
    ];
    let id = "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
    assert_eq!(
        refused(&pdf(&objects, &format!("/Encrypt 4 0 R {id}"))),
        Refusal::Encrypted
    );
    let direct = "/Encrypt<< /Filter /Standard /V 9 /R 9 >>";
    assert_eq!(
        refused(&pdf(&objects[..3], &format!("{direct} {id}"))),
        Refusal::Encrypted
    );
}

#[test]
fn active_content() {
    let cases: [(&str, &[u8]); 7] = [
        ("/OpenAction 5 0 R", b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        ("/OpenAction 5 0 R", b"<< /S /Launch /F (cmd.exe) >>"),
        ("/AA << /WC 5 0 R >>", b"<< /S /#4AavaScript /J#53 (x) >>"),
        ("/Names << /EmbeddedFiles 5 0 R >>", b"<< /Names [] >>"),
        (
            "/AcroForm << /XFA 5 0 R /Fields [] >>",
            b"<< /Length 0 >>\nstream\n\nendstream",
        ),
        ("/Names << /JavaScript 5 0 R >>", b"<< /Names [] >>"),
        ("/Extra 5 0 R", b"[ [ << /Type /Filespec /EF << /F 9 0 R >> >> ] ]"),
    ];
    for (catalogue, object) in cases {
        let bytes = one_page(catalogue, "", b"", vec![object.to_vec()]);
        assert_eq!(refused(&bytes), Refusal::ActiveContent, "{catalogue}");
    }
    let quiet = one_page(
        "/OpenAction 5 0 R",
        "",
        b"",
        vec![b"<< /S /GoTo /D [3 0 R /Fit] >>".to_vec()],
    );
    assert_eq!(decoded(&quiet).pages.len(), 1);
}

#[test]
fn too_many_pages() {
    let kids: String = (0..9).map(|i| format!("{} 0 R ", 3 + i)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count 9 >>").into_bytes(),
    ];
    objects.extend((0..9).map(|_| b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>".to_vec()));
    let limits = |pages| Limits {
        pages,
        ..Limits::default()
    };
    assert_eq!(refused_within(&pdf(&objects, ""), &limits(8)), Refusal::TooManyPages);
    assert_eq!(run(&pdf(&objects, ""), &limits(9)).unwrap().pages.len(), 9);
    let small = (Directory::of(8, 8), vec![255; 64]);
    let tiff = tiff_file(&vec![small; 9]);
    assert_eq!(refused_within(&tiff, &limits(8)), Refusal::TooManyPages);
    assert_eq!(run(&tiff, &limits(9)).unwrap().pages.len(), 9);
}

#[test]
fn a_tiff_that_goes_round_in_circles() {
    let mut tiff = tiff_file(&[(Directory::of(8, 8), vec![255; 64])]);
    // The last directory links to the first.
    let first: [u8; 4] = tiff[4..8].try_into().unwrap();
    let end = tiff.len();
    tiff[end - 4..].copy_from_slice(&first);
    assert_eq!(refused(&tiff), Refusal::Broken);
}

#[test]
fn file_too_large() {
    let limits = Limits {
        file_bytes: 1000,
        ..Limits::default()
    };
    assert_eq!(
        refused_within(&encoded(page(), ImageFormat::Png), &limits),
        Refusal::FileTooLarge
    );
}

#[test]
fn declared_sizes_are_refused_before_anything_is_allocated() {
    // 60000 × 60000 in a few hundred bytes, with correct checksums.
    let mut png = encoded(image::GrayImage::new(1, 1), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let check = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&check.to_be_bytes());
    assert_eq!(refused(&png), Refusal::PageTooLarge);

    let tiff = tiff_file(&[(Directory::of(60_000, 60_000), vec![0; 64])]);
    assert_eq!(refused(&tiff), Refusal::PageTooLarge);
    let fax = Directory {
        bits: 1,
        compression: 4,
        ..Directory::of(60_000, 60_000)
    };
    assert_eq!(refused(&tiff_file(&[(fax, vec![0; 64])])), Refusal::PageTooLarge);

    let mut jpeg = encoded(image::GrayImage::new(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    assert_eq!(refused(&jpeg), Refusal::PageTooLarge);

    assert_eq!(refused(&jpeg_pdf(&jpeg, 60_000, 60_000, "")), Refusal::PageTooLarge);
    let poster = one_page(
        "",
        "/CropBox [0 0 1000000 1000000] /MediaBox [0 0 1000000 1000000]",
        b"",
        vec![],
    );
    assert_eq!(refused(&poster), Refusal::PageTooLarge);
}

#[test]
fn bombs_end_within_the_limits() {
    // A content stream of 2 GB zeros in 2 MB, twice compressed to 10 kB.
    let inner = deflated_zeros(64 << 20);
    let bomb = one_page(
        "",
        "/Resources << /XObject << /I 5 0 R >> >>",
        b"q 595.28 0 0 841.89 0 0 cm /I Do Q",
        vec![stream(
            "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray \
             /BitsPerComponent 8 /Filter /FlateDecode",
            &inner,
        )],
    );
    let limits = Limits {
        worker: Bounds {
            memory_bytes: 40_000_000,
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(refused_within(&bomb, &limits), Refusal::OutOfMemory);
    // Forms that draw forms that draw forms: 10^9 of them.
    let form = |next: usize| {
        let resources =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N {next} 0 R >> >>");
        stream(&resources, "/N Do ".repeat(10).as_bytes())
    };
    let forms = (6..15)
        .map(form)
        .chain([stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 5 5 re f")]);
    let bomb = one_page(
        "",
        "/Resources << /XObject << /N 5 0 R >> >>",
        b"/N Do",
        forms.collect(),
    );
    let limits = Limits {
        worker: Bounds {
            cpu_seconds: 1,
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(refused_within(&bomb, &limits), Refusal::TimedOut);
}

#[test]
fn deep_nesting_is_survived() {
    for depth in [200, 100_000] {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let bytes = one_page("/Extra 5 0 R", "", b"", vec![nested.into_bytes()]);
        // Either is fine: read as a page (the object is not part of it) or refused; the
        // parent goes on.
        match run(&bytes, &Limits::default()) {
            Ok(decoded) => assert_eq!(decoded.pages.len(), 1),
            Err(yinzheng_scan::DecodeError::Refused(refusal)) => {
                assert!(matches!(refusal, Refusal::Broken | Refusal::Crashed), "{refusal}");
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(decoded(&encoded(page(), ImageFormat::Png)).pages.len(), 1);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

/// A zlib stream of zeros, by way of a PNG's image data.
fn deflated_zeros(length: u32) -> Vec<u8> {
    let png = encoded(image::GrayImage::new(8192, length / 8192), ImageFormat::Png);
    let mut data = Vec::new();
    let mut rest = &png[8..];
    while let [a, b, c, d, kind @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        if kind.starts_with(b"IDAT") {
            data.extend(&kind[4..4 + length]);
        }
        rest = &kind[8 + length..];
    }
    data
}
