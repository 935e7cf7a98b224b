//! Logos as people upload them, made safe and small; and QR codes as drawings.
//! A picture is unpacked here once, so that the typesetter never meets a broken one.

use std::fmt::Write as _;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};
use qrcode::{Color, QrCode};

use crate::Error;

/// Wider logos are shrunk to this; paper needs no more.
const WIDEST: u32 = 800;

/// Pictures beyond this are not unpacked.
const MOST_PIXELS: u64 = 25_000_000;

/// Whether `bytes` are a whole PNG or JPEG that may be a logo.
///
/// Ask before a logo is kept, so that no document fails for it later.
#[must_use]
pub fn is_picture(bytes: &[u8]) -> bool {
    logo(bytes).is_ok()
}

/// `bytes` as a small PNG.
///
/// # Errors
///
/// [`Error::Picture`] if it is no whole PNG or JPEG, [`Error::PictureTooLarge`] beyond 25 megapixels.
pub(crate) fn logo(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let reader = || {
        ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| Error::Picture)
    };
    if !matches!(
        reader()?.format(),
        Some(ImageFormat::Png | ImageFormat::Jpeg)
    ) {
        return Err(Error::Picture);
    }
    let (width, height) = reader()?.into_dimensions().map_err(|_| Error::Picture)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Error::PictureTooLarge);
    }
    let mut picture = reader()?.decode().map_err(|_| Error::Picture)?;
    if width > WIDEST || height > WIDEST {
        picture = picture.thumbnail(WIDEST, WIDEST);
    }
    let mut png = Cursor::new(Vec::new());
    picture
        .to_rgba8()
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| Error::Picture)?;
    Ok(png.into_inner())
}

/// `bytes` as a JPEG no wider or higher than `longest` pixels, upright as the camera was held.
///
/// Memory is that of one unpacked picture, 25 megapixels at most.
///
/// # Errors
///
/// [`Error::Photo`] if it is no whole PNG or JPEG, or has more than 25 megapixels.
pub fn small_photo(bytes: &[u8], longest: u32) -> Result<Vec<u8>, Error> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Error::Photo)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(Error::Photo);
    }
    let mut decoder = reader.into_decoder().map_err(|_| Error::Photo)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Error::Photo);
    }
    let upright = decoder.orientation().map_err(|_| Error::Photo)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Error::Photo)?;
    if width > longest || height > longest {
        picture = picture.thumbnail(longest, longest);
    }
    picture.apply_orientation(upright);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 80)
        .encode_image(&picture.to_rgb8())
        .map_err(|_| Error::Photo)?;
    Ok(jpeg)
}

/// A QR code of `text` as SVG: one path, dark modules only, no quiet zone.
///
/// # Errors
///
/// [`Error::Qr`] if `text` is too long for a QR code.
pub(crate) fn qr(text: &str) -> Result<String, Error> {
    let code = QrCode::new(text).map_err(|_| Error::Qr)?;
    let width = code.width();
    let mut path = String::new();
    for y in 0..width {
        let mut x = 0;
        while x < width {
            let run = (x..width)
                .take_while(|&x| code[(x, y)] == Color::Dark)
                .count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\"><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_picture_is_told_not_thrown() {
        assert_eq!(logo(b"bukan gambar"), Err(Error::Picture));
        assert_eq!(logo(b"\x89PNG\r\n\x1a\n rusak"), Err(Error::Picture));
        assert_eq!(logo(b""), Err(Error::Picture));
        assert!(!is_picture(b"GIF89a") && is_picture(&crate::pieces::sample::logo()));
    }

    #[test]
    fn a_large_logo_is_shrunk() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(2000, 1000)
            .write_to(&mut png, ImageFormat::Png)
            .unwrap();
        let small = image::load_from_memory(&logo(png.get_ref()).unwrap()).unwrap();
        assert_eq!((small.width(), small.height()), (800, 400));
    }

    #[test]
    fn a_photo_is_made_small_and_a_broken_one_is_told() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(2000, 1000)
            .write_to(&mut png, ImageFormat::Png)
            .unwrap();
        let small = small_photo(png.get_ref(), 900).unwrap();
        assert!(small.starts_with(&[0xFF, 0xD8]));
        let small = image::load_from_memory(&small).unwrap();
        assert_eq!((small.width(), small.height()), (900, 450));
        assert_eq!(small_photo(b"\xff\xd8 rusak", 900), Err(Error::Photo));
        assert_eq!(small_photo(b"%PDF-1.7", 900), Err(Error::Photo));
    }

    #[test]
    fn a_qr_code_is_one_path() {
        let svg = qr("https://guyub.example/v/7K3M9PQ2").unwrap();
        assert!(svg.starts_with("<svg") && svg.matches("<path").count() == 1);
        assert_eq!(qr(&"a".repeat(5000)), Err(Error::Qr));
    }
}
