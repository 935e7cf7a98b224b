//! A drawing that was made elsewhere as SVG, as a picture for WhatsApp and for the wall.

use serde_json::json;

use crate::engine::{Job, Template};
use crate::{Error, wording};

/// `svg` as PNG of twice its own size, so that small letters stay sharp.
///
/// # Errors
///
/// [`Error::Typeset`] if it is no drawing.
pub fn drawing(svg: &str) -> Result<Vec<u8>, Error> {
    job(svg)?.png()
}

fn job(svg: &str) -> Result<Job, Error> {
    Job::new(
        Template::Drawing,
        json!({ "svg": wording::shown(svg).0 }),
        None,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120" font-family="Noto Sans, sans-serif" font-size="13"><rect width="300" height="120" fill="#FFFFFF"/><text x="150" y="60" text-anchor="middle">Ketua 😀</text></svg>"##;

    #[test]
    fn a_drawing_becomes_a_picture_of_twice_its_size() {
        let picture = image::load_from_memory(&drawing(SVG).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (600, 240));
    }

    #[test]
    fn a_broken_drawing_is_told() {
        assert!(matches!(drawing("<svg"), Err(Error::Typeset(_))));
    }
}
