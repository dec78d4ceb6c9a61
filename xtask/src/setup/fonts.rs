//! The fonts that forms are printed with. They are fetched, not kept in the
//! repository; a file that differs by one byte is refused.

use super::npm;
use crate::digest::sha256;
use crate::paths;
use crate::progress::phase;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Noto Serif SC, under the SIL Open Font License 1.1.
const PACKAGE: &str = "@expo-google-fonts/noto-serif-sc@0.4.3";

/// One file of the package, under the name that it gets here.
struct Font {
    inside: &'static str,
    name: &'static str,
    sha256: &'static str,
}

const FONTS: [Font; 3] = [
    Font {
        inside: "400Regular/NotoSerifSC_400Regular.ttf",
        name: "NotoSerifSC_400Regular.ttf",
        sha256: "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    },
    Font {
        inside: "700Bold/NotoSerifSC_700Bold.ttf",
        name: "NotoSerifSC_700Bold.ttf",
        sha256: "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
    },
    Font {
        inside: "LICENSE_FONT",
        name: "LICENSE_FONT",
        sha256: "5e0da210fb04058a8c0087985d2d456b931c2579811a49655721d3cf0c36b6d6",
    },
];

/// Fetches the fonts unless they are there, whole.
pub fn ensure() -> Result<()> {
    let folder = folder();
    if FONTS.iter().all(|font| is_right(&folder.join(font.name), font)) {
        return Ok(());
    }
    phase("fetching the fonts for print (about 70 MB)", || fetch(&folder))
        .with_context(|| format!("the fonts cannot be fetched; to try by hand: npm pack {PACKAGE}"))
}

fn fetch(folder: &Path) -> Result<()> {
    let unpacked = paths::setup().join("fonts-package");
    npm::unpack(PACKAGE, &unpacked)?;
    fs::create_dir_all(folder)?;
    for font in &FONTS {
        let file = unpacked.join(font.inside);
        if !is_right(&file, font) {
            bail!("{} of {PACKAGE} is not the file that was chosen", font.inside);
        }
        fs::rename(&file, folder.join(font.name))?;
    }
    fs::remove_dir_all(&unpacked)?;
    Ok(())
}

fn is_right(file: &Path, font: &Font) -> bool {
    fs::read(file).is_ok_and(|bytes| sha256(&bytes) == font.sha256)
}

fn folder() -> PathBuf {
    paths::setup().join("fonts")
}
