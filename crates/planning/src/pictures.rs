//! Pictures that officers upload: a sketch of the village, a photo. Made small, and without what a
//! camera writes into its files, before they are kept.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, ImageReader};
use std::io::Cursor;
use web::{Upload, render_blocking};

/// A photo of a phone is below this.
const LARGEST: usize = 12 * 1024 * 1024;
/// Pictures beyond this are not unpacked.
const MOST_PIXELS: u64 = 60_000_000;
/// Longest side of what is kept, in pixels.
const SIDE: u32 = 1_000;

/// A picture as it is kept: JPEG.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The picture chosen in `field`, made small.
///
/// # Errors
///
/// What is wrong with it, for whoever sent it.
pub(crate) async fn read(upload: &Upload, field: &str) -> Result<Picture, &'static str> {
    let Some(file) = upload.file(field) else {
        return Err("Pilih gambarnya dulu.");
    };
    if file.bytes.len() > LARGEST {
        return Err("Gambar ini lebih dari 12 MB. Foto lagi dengan mutu lebih rendah.");
    }
    let bytes = file.bytes.clone();
    let small = render_blocking(move || Ok::<_, std::convert::Infallible>(small(&bytes))).await;
    small
        .ok()
        .flatten()
        .ok_or("Gambar harus JPG atau PNG yang utuh.")
}

fn small(bytes: &[u8]) -> Option<Picture> {
    let reader = || {
        ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .ok()
    };
    if !matches!(
        reader()?.format(),
        Some(ImageFormat::Png | ImageFormat::Jpeg)
    ) {
        return None;
    }
    let (width, height) = reader()?.into_dimensions().ok()?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 || height == 0 {
        return None;
    }
    let mut picture = reader()?.decode().ok()?;
    if width > SIDE || height > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    let picture = picture.to_rgb8();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 80)
        .encode_image(&picture)
        .ok()?;
    Some(Picture {
        width: picture.width(),
        height: picture.height(),
        bytes: jpeg,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_becomes_a_small_jpeg() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(2_000, 1_000)
            .write_to(&mut png, ImageFormat::Png)
            .expect("a picture");
        let small = small(png.get_ref()).expect("a small picture");
        assert_eq!((small.width, small.height), (1_000, 500));
        assert!(small.bytes.starts_with(&[0xFF, 0xD8]));
    }

    #[test]
    fn what_is_no_whole_picture_is_not_kept() {
        for odd in [&b""[..], b"<svg>", b"\x89PNG\r\n\x1a\n rusak", b"GIF89a"] {
            assert!(small(odd).is_none());
        }
    }
}
