//! What a file really is, by its first bytes and its inside, not by its name;
//! and whether it is safe to unpack. Nothing is handed to a reader before
//! this has said yes.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::Error;

/// Largest upload that is read, in MB.
const UPLOAD_MB: u64 = 50;
/// Largest sum of unpacked parts, in bytes.
const UNPACKED: u64 = 100 * 1024 * 1024;
/// A part above `LARGE` bytes may not be more than this many times its packed size.
const RATIO: u64 = 400;
const LARGE: u64 = 20 * 1024 * 1024;
const PARTS: usize = 2_000;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Xls,
    Ods,
    Text,
}

/// Tells the kind of `bytes`.
///
/// # Errors
///
/// The reason in words when it is no table, is locked, or is not safe to unpack.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    if bytes.len() as u64 > UPLOAD_MB * 1024 * 1024 {
        return Err(Error::TooBig(UPLOAD_MB));
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => zipped(bytes),
        [b'P', b'K', ..] => Err(Error::Broken),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => compound(bytes),
        _ => plain(bytes),
    }
}

fn zipped(bytes: &[u8]) -> Result<Kind, Error> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Broken)?;
    let kind = inside(&mut zip)?;
    if zip.len() > PARTS {
        return Err(Error::Bomb);
    }
    measure(&mut zip)?;
    Ok(kind)
}

fn inside(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, Error> {
    let has = |name: &str| {
        zip.file_names()
            .flatten()
            .any(|part| part.eq_ignore_ascii_case(name))
    };
    let under = |folder: &str| {
        zip.file_names()
            .flatten()
            .any(|part| part.starts_with(folder))
    };
    if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    if has("xl/workbook.bin") {
        return Err(Error::NotATable);
    }
    if under("word/") || under("ppt/") {
        return Err(Error::Document);
    }
    // a workbook of another make: its relations say where the book is
    if under("xl/") {
        return Ok(Kind::Xlsx);
    }
    match open_document(zip).as_deref() {
        Some(kind) if kind.contains("opendocument.spreadsheet") => Ok(Kind::Ods),
        Some(kind) if kind.contains("opendocument") => Err(Error::Document),
        _ => Err(Error::NotATable),
    }
}

fn open_document(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut kind = String::new();
    zip.by_name("mimetype")
        .ok()?
        .take(100)
        .read_to_string(&mut kind)
        .ok()?;
    Some(kind)
}

/// Unpacks every part once into nothing, and stops at the limit: what a part says of its own
/// size is not believed.
fn measure(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Error> {
    let mut total = 0;
    for at in 0..zip.len() {
        let part = match zip.by_index(at) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Error::Encrypted);
            }
            Err(_) => return Err(Error::Broken),
        };
        let packed = part.compressed_size().max(1);
        if part.size() > UNPACKED {
            return Err(Error::Bomb);
        }
        let mut real = part.take(UNPACKED + 1 - total);
        let unpacked = std::io::copy(&mut real, &mut std::io::sink()).map_err(|_| Error::Broken)?;
        total += unpacked;
        if total > UNPACKED || (unpacked > LARGE && unpacked / packed > RATIO) {
            return Err(Error::Bomb);
        }
    }
    Ok(())
}

/// Old Office files are small file systems; the name of a stream tells what they are.
fn compound(bytes: &[u8]) -> Result<Kind, Error> {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if names("EncryptedPackage") || names("EncryptionInfo") {
        Err(Error::Encrypted)
    } else if names("Workbook") || names("Book") {
        Ok(Kind::Xls)
    } else if names("WordDocument") || names("PowerPoint Document") {
        Err(Error::Document)
    } else {
        Err(Error::NotATable)
    }
}

fn plain(bytes: &[u8]) -> Result<Kind, Error> {
    let head: Vec<u8> = bytes.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let begins = |with: &[u8]| head.starts_with(with);
    let holds = |part: &[u8]| head.windows(part.len()).any(|piece| piece == part);
    if holds(b"%pdf-") {
        return Err(Error::Pdf);
    }
    let picture = begins(b"\x89png")
        || begins(b"\xff\xd8\xff")
        || begins(b"gif8")
        || (begins(b"riff") && holds(b"webp"))
        || holds(b"ftyphei")
        || (begins(b"bm") && bytes.contains(&0));
    if picture {
        return Err(Error::Picture);
    }
    if begins(b"{\\rtf") {
        return Err(Error::Document);
    }
    if holds(b"<html") || holds(b"<!doctype") || holds(b"<table") || holds(b"<?xml") {
        return Err(Error::WebPage);
    }
    if crate::text_file::is_text(bytes) {
        Ok(Kind::Text)
    } else {
        Err(Error::NotATable)
    }
}
