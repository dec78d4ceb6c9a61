//! From a frozen revision to its stored print.

use crate::auth::Person;
use crate::db::prints::{self, Frozen, NewPrint, Printing};
use crate::error::{Error, Refusal, Result};
use crate::state::AppState;
use actix_web::web;
use std::sync::Arc;
use yinzheng_print::{Marking, PrintError, Printed, Printer, Sheet, Template};
use yinzheng_shared::code::print_code::{DIGEST_BYTES, PrintCode, ShortCode};
use yinzheng_shared::form::text::is_sane;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;

/// Freezes the submitted revision of a record with its print. Once printed, the print stands.
///
/// # Errors
/// [`Problem::MissingGlyph`] naming the character, [`Problem::StaleRecord`] when the record is not at
/// the version that the page read, those of the move, of the store and of the database.
pub async fn freeze(state: &AppState, person: &Person, id: RecordId, expected: i64) -> Result<()> {
    let scope = person.scope();
    let printing = state
        .db
        .read(move |conn| prints::open(conn, &scope, id, expected))
        .await?;
    let Printing::Open(frozen) = printing else {
        return Ok(());
    };
    let print = store_print(state, &frozen).await?;
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| prints::freeze(tx, &change.scope(), stamp, &change.actor(), &frozen, &print))
        .await
}

/// Lays a frozen revision out and stores the print with the pictures of its pages.
async fn store_print(state: &AppState, frozen: &Frozen) -> Result<NewPrint> {
    let (printer, keys, frozen) = (Arc::clone(&state.printer), state.keys.clone(), frozen.clone());
    let marking = if state.config.purpose.is_demonstration() {
        Marking::Sample
    } else {
        Marking::Official
    };
    let printed = web::block(move || {
        let ring = keys.ring().map_err(Error::internal)?;
        let key = ring.signing().ok_or_else(|| Error::internal("there is no MAC key"))?;
        let record = &frozen.record;
        let digest = first_bytes(&frozen.digests.sha256)?;
        let code = |page, pages| {
            PrintCode {
                installation: ring.installation(),
                key: key.id,
                record: record.id,
                revision: record.revision,
                page,
                pages,
                digest,
            }
            .encode(key.secret())
        };
        let letters = |page| {
            ShortCode {
                reference: record.reference.clone(),
                revision: record.revision,
                page,
            }
            .to_string()
        };
        let content = frozen.content()?;
        let sheet = Sheet {
            template: template(record.form).ok_or(Problem::IllegalMove)?,
            content: &content,
            reference: &record.reference,
            revision: record.revision,
            digest_sha256: &frozen.digests.sha256,
            digest_sm3: &frozen.digests.sm3,
            printed_at: frozen.submitted_at.assume_utc().unix_timestamp(),
            marking,
            code: &code,
            letters: &letters,
        };
        printer.print(&sheet).map_err(refusal)
    })
    .await
    .map_err(Error::internal)??;
    keep(state, printed).await
}

/// The template of a form that is printed.
const fn template(form: Form) -> Option<Template> {
    match form {
        Form::Scope | Form::Consolidation | Form::Schedule => None,
        Form::Optimization => Some(Template::Optimization),
        Form::JointDebug => Some(Template::JointDebug),
        Form::GoLive => Some(Template::GoLive),
        Form::Bulletin => Some(Template::Bulletin),
    }
}

async fn keep(state: &AppState, printed: Printed) -> Result<NewPrint> {
    let boxes = serde_json::to_string(&printed.boxes).map_err(Error::internal)?;
    let mut pictures = Vec::with_capacity(printed.pictures.len());
    for picture in printed.pictures {
        pictures.push(state.store.put(picture).await?);
    }
    Ok(NewPrint {
        pdf: state.store.put(printed.pdf).await?,
        pages: printed.pages,
        boxes,
        pictures,
        template_digest: printed.template_digest,
        fonts_digest: printed.fonts_digest,
    })
}

/// Refuses content with a character that no font has, while the one who typed it can still replace it.
/// What cannot be seen at all is for the rules to tell.
///
/// # Errors
/// [`Problem::MissingGlyph`] naming the character.
pub fn check_glyphs(printer: &Printer, content: &Content) -> Result<()> {
    let text = serde_json::to_string(content).map_err(Error::internal)?;
    let visible: String = text.chars().filter(|character| is_sane(*character)).collect();
    printer
        .missing(&visible)
        .map_or(Ok(()), |character| Err(refusal(PrintError::MissingGlyph { character })))
}

/// The one who prints can replace a character; the rest is ours to mend.
fn refusal(error: PrintError) -> Error {
    match error {
        PrintError::MissingGlyph { character } => {
            let detail = format!("{character} (U+{:04X})", u32::from(character));
            Refusal::from(Problem::MissingGlyph).with_detail(detail).into()
        }
        other => Error::internal(other),
    }
}

/// The first bytes of a digest in hexadecimal letters, as the printed code carries them.
///
/// # Errors
/// When it is not a digest: the database was changed by hand.
pub fn first_bytes(sha256: &str) -> Result<[u8; DIGEST_BYTES]> {
    let mut bytes = [0; DIGEST_BYTES];
    let (pairs, _) = sha256.as_bytes().as_chunks::<2>();
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        let pair = std::str::from_utf8(pair).map_err(Error::internal)?;
        *byte = u8::from_str_radix(pair, 16).map_err(Error::internal)?;
    }
    if pairs.len() == 32 {
        Ok(bytes)
    } else {
        Err(Error::internal("a digest in the database is damaged"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_cut_to_what_the_code_carries() {
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(first_bytes(text).unwrap(), [0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01]);
        assert!(first_bytes("ba78").is_err());
    }

    #[test]
    fn a_missing_glyph_names_its_character() {
        let Error::Refused(refused) = refusal(PrintError::MissingGlyph { character: '𠮷' }) else {
            panic!()
        };
        assert_eq!(refused.problem, Problem::MissingGlyph);
        assert_eq!(refused.detail.as_deref(), Some("𠮷 (U+20BB7)"));
    }
}
