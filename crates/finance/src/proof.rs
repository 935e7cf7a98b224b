//! Photos and PDFs that come with an entry: what may be kept, and how it is shown again.

use crate::domain::Head;
use crate::store::decisions::Kept;
use axum::response::Response;
use web::{Ctx, Result, Upload};

/// A photo of a receipt is far below this.
const LARGEST: usize = 10 * 1024 * 1024;

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
        None => Err("Bukti harus foto (JPG, PNG) atau PDF."),
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
        digest: Head::of_file(bytes),
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
    let name = format!("{}.{ending}", name.replace('/', "-"));
    Ok(web::file(&name, media, bytes))
}

#[cfg(test)]
mod tests {
    use super::media_of;

    #[test]
    fn a_proof_is_known_by_what_is_in_it() {
        assert_eq!(media_of(b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(media_of(b"<script>alert(1)</script>"), None);
        assert_eq!(media_of(b"\xff\xd8 rusak"), None);
        assert_eq!(media_of(b""), None);
    }
}
