//! Reads the QR code of a photo, for phones whose browser can't.

/// The text of the first QR code in a JPEG or PNG photo.
pub(crate) fn read(photo: &[u8]) -> Option<String> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(photo))
        .with_guessed_format()
        .ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(12_000);
    limits.max_image_height = Some(12_000);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    // A code fills much of a photo; a smaller picture is read faster and no worse.
    [1_000, 2_000].into_iter().find_map(|side| {
        let small = picture.thumbnail(side, side).into_luma8();
        let (width, height) = (small.width() as usize, small.height() as usize);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            small.get_pixel(x as u32, y as u32).0[0]
        });
        prepared
            .detect_grids()
            .iter()
            .find_map(|grid| grid.decode().ok().map(|(_, text)| text))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_printed_code_is_read_from_its_picture() {
        let code = qrcode::QrCode::new("http://127.0.0.1:8080/p/abc").unwrap();
        let size = code.width();
        let picture = image::GrayImage::from_fn(600, 600, |x, y| {
            let module = |at: u32| {
                (at as usize * (size + 8) / 600)
                    .checked_sub(4)
                    .filter(|m| *m < size)
            };
            let dark = module(x)
                .zip(module(y))
                .is_some_and(|(x, y)| code[(x, y)] == qrcode::Color::Dark);
            image::Luma([if dark { 0 } else { 255 }])
        });
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        assert_eq!(
            super::read(png.get_ref()).as_deref(),
            Some("http://127.0.0.1:8080/p/abc")
        );
    }

    #[test]
    fn rubbish_is_no_code() {
        assert_eq!(super::read(b"not a picture"), None);
        assert_eq!(super::read(&[]), None);
    }
}
