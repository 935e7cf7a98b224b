//! The poster of an activity as a picture for WhatsApp and Instagram: 1080 by 1350 pixels.
//! Long texts become smaller or take more lines; nothing is cut off.

use serde_json::json;

use crate::engine::{Job, Template};
use crate::wording::at_most;
use crate::{Error, picture};

/// What stands on a poster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Poster {
    /// Who invites.
    pub organiser: String,
    /// Logo as PNG or JPEG bytes.
    pub logo: Option<Vec<u8>>,
    /// Title of the activity, large.
    pub title: String,
    /// "Pelatihan", "Bakti sosial"; on the yellow label.
    pub kind: String,
    /// Lines such as "Selasa, 24 November 2026" and "19.30 WIB".
    pub when: Vec<String>,
    /// Place.
    pub where_: String,
    /// Who speaks, or empty.
    pub speaker: String,
    /// "Gratis, 40 tempat. Daftar sampai 20 November."
    pub how_to_register: String,
    /// Address, printed and as QR code; empty leaves both out.
    pub url: String,
}

/// `poster` as PNG of 1080 × 1350 pixels.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo, [`Error::Qr`] for an address that is too long,
/// [`Error::Typeset`] if it can't be set.
pub fn poster(poster: &Poster) -> Result<Vec<u8>, Error> {
    job(poster)?.png()
}

fn job(poster: &Poster) -> Result<Job, Error> {
    let address = poster.url.trim();
    let qr = if address.is_empty() {
        None
    } else {
        Some(picture::qr(address)?)
    };
    let when: Vec<_> = poster
        .when
        .iter()
        .take(4)
        .map(|line| at_most(line, 80))
        .collect();
    let data = json!({
        "organiser": at_most(&poster.organiser, 140),
        "title": at_most(&poster.title, 300),
        "kind": at_most(&poster.kind, 40),
        "when": when.join("\n"),
        "where": at_most(&poster.where_, 160),
        "speaker": at_most(&poster.speaker, 160),
        "how": at_most(&poster.how_to_register, 200),
        "address": address.trim_start_matches("https://").trim_start_matches("http://"),
        "svg": qr,
    });
    Job::new(Template::Poster, data, poster.logo.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;

    fn invitation(title: &str) -> Poster {
        Poster {
            organiser: "Karang Taruna Karya Mandiri · Desa Jambu".to_owned(),
            logo: None,
            title: title.to_owned(),
            kind: "Pelatihan".to_owned(),
            when: vec![
                "Selasa–Rabu, 24–25 November 2026".to_owned(),
                "19.30 WIB".to_owned(),
            ],
            where_: "Balai Desa Jambu".to_owned(),
            speaker: "Sri Wahyuni, S.E. (UMKM Center Jepara)".to_owned(),
            how_to_register: "Gratis, 40 tempat. Daftar sampai 20 November.".to_owned(),
            url: "https://guyub.example/k/7K3M9PQ2".to_owned(),
        }
    }

    #[test]
    fn a_poster_has_the_size_that_feeds_expect() {
        let invitation = invitation("Pelatihan Kewirausahaan");
        look::all_on_paper(&job(&invitation).unwrap().compile().unwrap());
        let png = poster(&invitation).unwrap();
        let picture = image::load_from_memory(&png).unwrap();
        assert_eq!((picture.width(), picture.height()), (1080, 1350));
    }

    #[test]
    fn nothing_is_cut_off_however_long() {
        for title in [
            &"Pelatihan Kewirausahaan Pemuda ".repeat(10),
            &"x".repeat(300),
            "Ngaji #1 😀 $",
        ] {
            let mut poster = invitation(title);
            poster.where_ = "Gedung serbaguna ".repeat(10);
            poster.speaker = "Prof. Dr. ".repeat(16);
            poster.how_to_register = "Daftar ".repeat(30);
            poster.organiser = "Karang Taruna ".repeat(10);
            poster.url = format!("https://guyub.example/k/{}", "a".repeat(60));
            let pages = job(&poster).unwrap().compile().unwrap();
            assert_eq!(pages.pages().len(), 1);
            look::all_on_paper(&pages);
        }
    }

    #[test]
    fn a_poster_needs_no_more_than_a_title() {
        let bare = Poster {
            title: "Kerja bakti".to_owned(),
            ..Poster::default()
        };
        look::all_on_paper(&job(&bare).unwrap().compile().unwrap());
    }
}
