//! The fonts that come with the program, and which letters they have.
//! All are Noto under the Open Font License (`fonts/OFL.txt`).
//! They cover Latin, Greek, Cyrillic, Arabic, Javanese, Balinese, Sundanese and common signs.

use std::collections::HashSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The fonts and the book that tells Typst which is which.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
    covered: HashSet<char>,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../fonts/", $name, ".ttf")).as_slice()),*]
    };
}

const FILES: [&[u8]; 14] = files![
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSerif-Regular",
    "NotoSerif-Bold",
    "NotoNaskhArabic-Regular",
    "NotoNaskhArabic-Bold",
    "NotoSansJavanese-Regular",
    "NotoSansJavanese-Bold",
    "NotoSansBalinese-Regular",
    "NotoSansBalinese-Bold",
    "NotoSansSundanese-Regular",
    "NotoSansSundanese-Bold",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
];

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = FILES
        .iter()
        .flat_map(|data| Font::iter(Bytes::new(*data)))
        .collect();
    let covered = faces
        .iter()
        .flat_map(|face| face.info().coverage.iter())
        .filter_map(char::from_u32)
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&faces)),
        faces,
        covered,
    }
});

/// Letters of `text` that no font here can draw, each once, in order of appearance.
///
/// On paper each is shown as its code, e.g. `[U+1F600]`, never dropped.
#[must_use]
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for letter in text.chars() {
        if is_missing(letter) && !missing.contains(&letter) {
            missing.push(letter);
        }
    }
    missing
}

/// Whether `letter` leaves a mark on paper that no font here can make.
pub(crate) fn is_missing(letter: char) -> bool {
    !letter.is_whitespace() && !is_invisible(letter) && !FONTS.covered.contains(&letter)
}

/// Joiners, direction marks, variation selectors and control codes: they draw nothing.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(u32::from(letter),
            0xAD | 0x34F | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
            | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_archipelago_have_all_their_letters() {
        for name in [
            "Siti Nur ‘Aini, S.Pd.",
            "Ngurah Éka Śrī Ṭāwil ʿAlī",
            "محمد عبد الله",
            "ꦏꦫꦁꦠꦫꦸꦤ",
            "ᬓᬭᬂᬢᬭᬸᬡ",
            "ᮊᮛᮀ ᮒᮛᮥᮔ",
            "Nguyễn Thị Ánh",
            "→ ✓ ✗ ★ ○ №",
        ] {
            assert_eq!(missing_glyphs(name), Vec::<char>::new(), "{name}");
        }
    }

    #[test]
    fn what_no_font_has_is_named_once() {
        assert_eq!(missing_glyphs("Budi 😀😀 李"), ['😀', '李']);
    }

    #[test]
    fn what_draws_nothing_is_not_missing() {
        assert_eq!(
            missing_glyphs("a\u{200d}b\u{fe0f}c\n\td\u{7}"),
            Vec::<char>::new()
        );
    }
}
