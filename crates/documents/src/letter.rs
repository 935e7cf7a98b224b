//! A letter, or an official record (berita acara): letterhead, head or title, what it says, who signs.

use kernel::paper::{Block, Letterhead, Section, Sheet, Signatures};
use serde_json::{Value, json};

use crate::Error;
use crate::engine::{Job, Template};
use crate::{picture, pieces};

/// A letter, or a record with a title in the middle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Head of the paper.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// What it is called in the file; stands in the middle when `titled`.
    pub title: String,
    /// A record carries its title in the middle, a letter does not.
    pub titled: bool,
    /// Under the title, such as "Nomor: 05/BA/2026"; may be empty.
    pub below: String,
    /// "Nomor", "Lampiran", "Hal" with their values; the empty ones are left out.
    pub head: Vec<(String, String)>,
    /// "Jambu, 24 November 2026" on the right of the head; may be empty.
    pub place_and_day: String,
    /// "Yth. Utusan RT", "di tempat": one line each.
    pub to: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What follows under headings.
    pub sections: Vec<Section>,
    /// Who signs.
    pub signatures: Signatures,
    /// Who gets a copy, listed under the signatures; may be empty.
    pub copies: Vec<String>,
    /// What is attached, each on a page of its own.
    pub attachments: Vec<Section>,
    /// Where it can be checked, printed as a QR code at its foot; empty for none.
    pub verify_url: String,
    /// Twice on one sheet, to be cut, in smaller letters.
    pub half: bool,
}

/// `letter` as PDF.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo; [`Error::Typeset`] if it can't be set, a broken drawing too.
pub fn letter(letter: &Letter) -> Result<Vec<u8>, Error> {
    job(letter)?.pdf()
}

fn job(letter: &Letter) -> Result<Job, Error> {
    let width = pieces::width(letter.sheet, false) - 45.0;
    let blocks: Vec<Value> = letter
        .blocks
        .iter()
        .map(|block| pieces::block(block, width))
        .collect();
    let sections = |sections: &[Section]| -> Vec<Value> {
        let told = |section: &Section| {
            let blocks = section.blocks.iter();
            let blocks: Vec<Value> = blocks.map(|block| pieces::block(block, width)).collect();
            json!({ "title": section.title, "blocks": blocks })
        };
        sections.iter().map(told).collect()
    };
    let head: Vec<_> = letter
        .head
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let address = letter.verify_url.trim();
    let qr = match address {
        "" => None,
        address => Some(picture::qr(address)?),
    };
    let data = json!({
        "half": letter.half,
        "qr": qr,
        "address": address.trim_start_matches("https://").trim_start_matches("http://"),
        "letterhead": pieces::letterhead(&letter.letterhead),
        "sheet": pieces::sheet(letter.sheet),
        "title": letter.title,
        "titled": letter.titled,
        "below": letter.below,
        "head": head,
        "place_and_day": letter.place_and_day,
        "to": letter.to,
        "blocks": blocks,
        "sections": sections(&letter.sections),
        "copies": letter.copies,
        "attachments": sections(&letter.attachments),
        "signatures": pieces::signatures(&letter.signatures),
    });
    Job::new(Template::Letter, data, letter.letterhead.logo.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;

    fn invitation() -> Letter {
        Letter {
            letterhead: sample::letterhead(),
            sheet: Sheet::F4,
            title: "Undangan".to_owned(),
            head: vec![
                ("Nomor".to_owned(), "005/KT/XI/2026".to_owned()),
                ("Lampiran".to_owned(), String::new()),
                ("Hal".to_owned(), "Undangan Temu Karya".to_owned()),
            ],
            place_and_day: "Jambu, 24 November 2026".to_owned(),
            to: vec!["Yth. Utusan RT".to_owned(), "di tempat".to_owned()],
            blocks: vec![
                Block::Text("Dengan hormat,".to_owned()),
                Block::Facts(vec![("Tempat".to_owned(), "Balai Desa".to_owned())]),
            ],
            signatures: sample::signatures(),
            ..Letter::default()
        }
    }

    #[test]
    fn a_letter_has_its_head_and_leaves_out_what_is_empty() {
        let pages = job(&invitation()).unwrap().compile().unwrap();
        assert_eq!(pages.pages().len(), 1);
        look::all_on_paper(&pages);
        let words = look::words(&pages, 0);
        for part in [
            "005/KT/XI/2026",
            "Yth. Utusan RT",
            "Balai Desa",
            "Ahmad Fauzi",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(!words.contains("Lampiran"), "{words}");
    }

    #[test]
    fn two_slips_stand_on_a_sheet_each_with_its_code() {
        let slip = Letter {
            half: true,
            verify_url: "https://guyub.example/v/s/7K3M9PQ2".to_owned(),
            ..invitation()
        };
        let pages = job(&slip).unwrap().compile().unwrap();
        assert_eq!(pages.pages().len(), 1);
        look::all_on_paper(&pages);
        assert_eq!(look::words(&pages, 0).matches("v/s/7K3M9PQ2").count(), 2);
    }

    #[test]
    fn who_gets_a_copy_stands_under_the_signatures() {
        let letter = Letter {
            copies: vec!["Camat Mlonggo".to_owned()],
            ..invitation()
        };
        let pages = job(&letter).unwrap().compile().unwrap();
        let words = look::words(&pages, 0);
        let at = |part: &str| words.find(part).unwrap();
        assert!(at("Ahmad Fauzi") < at("Tembusan") && at("Tembusan") < at("Camat"));
    }

    #[test]
    fn what_is_too_long_for_half_a_sheet_is_printed_as_a_letter() {
        let long = Letter {
            half: true,
            blocks: vec![Block::Text("Kami mengundang. ".repeat(40)); 8],
            ..invitation()
        };
        let pages = job(&long).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        assert_eq!(look::words(&pages, 0).matches("005/KT/XI/2026").count(), 1);
    }

    #[test]
    fn a_record_carries_its_title_and_runs_over_pages() {
        let record = Letter {
            titled: true,
            title: "Berita Acara".to_owned(),
            below: "Nomor: 1".to_owned(),
            head: Vec::new(),
            to: Vec::new(),
            blocks: vec![Block::Text("Sidang dibuka. ".repeat(40)); 12],
            attachments: vec![Section {
                order: 1,
                title: "Lampiran: Daftar Hadir".to_owned(),
                blocks: vec![Block::List(vec!["Ana".to_owned()])],
                missing: Vec::new(),
            }],
            ..invitation()
        };
        let pages = job(&record).unwrap().compile().unwrap();
        assert!(pages.pages().len() > 1);
        look::all_on_paper(&pages);
        let last = look::words(&pages, pages.pages().len() - 1);
        assert!(
            last.contains("Daftar Hadir") && !last.contains("Ahmad Fauzi"),
            "{last}"
        );
        assert!(look::words(&pages, 0).contains("BERITA ACARA"));
        assert!(
            look::words(&pages, 1).contains("Berita Acara"),
            "each page says what it is"
        );
    }
}
