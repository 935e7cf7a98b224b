//! Scans and photos of letters that came in: what may be kept, and how it is shown again.

use axum::response::Response;
use kernel::id::FileId;
use web::{Ctx, Result, Upload};

/// A scan of some pages is far below this.
const LARGEST: usize = 10 * 1024 * 1024;

/// A scan that is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) file: FileId,
    pub(crate) media: String,
}

/// The file chosen in `field`, if one was: its bytes and what they are.
///
/// # Errors
///
/// What is wrong with it, for whoever sent it.
pub(crate) fn read<'a>(
    upload: &'a Upload,
    field: &str,
) -> std::result::Result<Option<(&'a [u8], &'static str)>, &'static str> {
    let Some(file) = upload.file(field) else {
        return Ok(None);
    };
    if file.bytes.len() > LARGEST {
        return Err("Berkas ini lebih dari 10 MB. Foto lagi dengan mutu lebih rendah.");
    }
    match media_of(&file.bytes) {
        Some(media) => Ok(Some((&file.bytes, media))),
        None => Err("Pindaian harus foto (JPG, PNG) atau PDF."),
    }
}

/// As [`read`], for a picture and nothing else.
pub(crate) fn read_photo<'a>(
    upload: &'a Upload,
    field: &str,
) -> std::result::Result<Option<(&'a [u8], &'static str)>, &'static str> {
    match read(upload, field)? {
        Some((_, "application/pdf")) => Err("Fotonya harus JPG atau PNG."),
        photo => Ok(photo),
    }
}

/// What `bytes` are, by what is in them: a PDF, PNG or JPEG.
fn media_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0x89, b'P', b'N', b'G', ..] if documents::is_picture(bytes) => Some("image/png"),
        [0xFF, 0xD8, ..] if documents::is_picture(bytes) => Some("image/jpeg"),
        _ => None,
    }
}

/// Puts the file away; its row comes after.
pub(crate) async fn keep(ctx: &Ctx, (bytes, media): (&[u8], &'static str)) -> Result<Kept> {
    Ok(Kept {
        file: ctx.files.put(bytes.to_vec()).await?,
        media: media.to_owned(),
    })
}

/// The kept file as an answer, called `name` and an ending.
pub(crate) async fn show(ctx: &Ctx, kept: &Kept, name: &str) -> Result<Response> {
    let (media, ending) = match kept.media.as_str() {
        "image/png" => ("image/png", "png"),
        "image/jpeg" => ("image/jpeg", "jpg"),
        _ => ("application/pdf", "pdf"),
    };
    let bytes = ctx.files.get(kept.file).await?.to_vec();
    Ok(web::file(&format!("{name}.{ending}"), media, bytes))
}
