//! Content of a PDF that does something: refused, since the file is kept and handed out.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};

use crate::error::Refusal;

/// Nesting beyond this is an attack on readers.
const DEPTH: u32 = 64;

/// Entries that carry or lead to active content.
const KEYS: [&[u8]; 6] = [
    b"JS",
    b"JavaScript",
    b"EmbeddedFiles",
    b"EF",
    b"XFA",
    b"RichMediaContent",
];

/// Action types (`/S`) that do more than move within the document or open a web page.
const ACTIONS: [&[u8]; 8] = [
    b"JavaScript",
    b"Launch",
    b"ImportData",
    b"SubmitForm",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"RichMediaExecute",
];

/// Looks at every object of the file, reachable or not.
pub(super) fn refuse(pdf: &Pdf) -> Result<(), Refusal> {
    pdf.objects()
        .into_iter()
        .try_for_each(|object| object_is_quiet(&object, 0))
}

fn object_is_quiet(object: &Object<'_>, depth: u32) -> Result<(), Refusal> {
    if depth > DEPTH {
        return Err(Refusal::Broken);
    }
    match object {
        Object::Dict(dict) => dict_is_quiet(dict, depth),
        Object::Stream(stream) => dict_is_quiet(stream.dict(), depth),
        Object::Array(array) => array_is_quiet(array, depth),
        _ => Ok(()),
    }
}

fn dict_is_quiet(dict: &Dict<'_>, depth: u32) -> Result<(), Refusal> {
    if KEYS.iter().any(|key| dict.contains_key(key)) {
        return Err(Refusal::ActiveContent);
    }
    if let Some(action) = dict.get::<Name<'_>>(b"S")
        && ACTIONS.contains(&&*action)
    {
        return Err(Refusal::ActiveContent);
    }
    dict.entries().try_for_each(|(_, value)| match value {
        MaybeRef::NotRef(value) => object_is_quiet(&value, depth + 1),
        MaybeRef::Ref(_) => Ok(()),
    })
}

fn array_is_quiet(array: &Array<'_>, depth: u32) -> Result<(), Refusal> {
    array.raw_iter().try_for_each(|value| match value {
        MaybeRef::NotRef(value) => object_is_quiet(&value, depth + 1),
        MaybeRef::Ref(_) => Ok(()),
    })
}
