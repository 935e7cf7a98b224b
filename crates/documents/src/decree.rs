//! A decree of the village with its annex, as a draft that the village numbers, dates and signs.
//! The order of its parts is that of village decrees: Menimbang, Mengingat, Memperhatikan, Menetapkan.

use kernel::paper::{Letterhead, Sheet, Signature, Table};
use serde_json::json;

use crate::Error;
use crate::engine::{Job, Template};
use crate::pieces;

/// The steps of a decree are counted in words.
const STEPS: [&str; 10] = [
    "KESATU",
    "KEDUA",
    "KETIGA",
    "KEEMPAT",
    "KELIMA",
    "KEENAM",
    "KETUJUH",
    "KEDELAPAN",
    "KESEMBILAN",
    "KESEPULUH",
];

/// What stands in a decree and its annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecreeDraft {
    /// Head of the village's paper.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// "KEPUTUSAN KEPALA DESA JAMBU".
    pub title: String,
    /// Its number, mostly with gaps: "188.45/……/2026".
    pub number: String,
    /// "Pengukuhan Pengurus Karang Taruna … Masa Bakti 2026–2031".
    pub about: String,
    /// "Kepala Desa Jambu".
    pub issuer: String,
    /// Menimbang.
    pub considering: Vec<String>,
    /// Mengingat.
    pub recalling: Vec<String>,
    /// Memperhatikan; may be empty.
    pub noting: Vec<String>,
    /// What is decided, in at most ten steps.
    pub decisions: Vec<String>,
    /// "Ditetapkan di Jambu", "pada tanggal …".
    pub place_and_day: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// Tembusan.
    pub copies: Vec<String>,
    /// Heading of the annex.
    pub annex_title: String,
    /// The annex.
    pub annex: Table,
}

/// `draft` as PDF: the decree, and its annex on a new page.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo; [`Error::Typeset`] if it can't be set.
pub fn decree_draft(draft: &DecreeDraft) -> Result<Vec<u8>, Error> {
    job(draft)?.pdf()
}

fn job(draft: &DecreeDraft) -> Result<Job, Error> {
    let letters = ('a'..='z').map(|letter| format!("{letter}."));
    let numbers = (1..).map(|number| format!("{number}."));
    let steps: Vec<_> = STEPS.into_iter().zip(&draft.decisions).collect();
    let width = pieces::width(draft.sheet, false) - 45.0;
    let size = pieces::table_size(draft.annex.columns.len());
    let data = json!({
        "letterhead": pieces::letterhead(&draft.letterhead),
        "sheet": pieces::sheet(draft.sheet),
        "title": draft.title,
        "number": draft.number,
        "about": draft.about,
        "issuer": draft.issuer,
        "considering": letters.zip(&draft.considering).collect::<Vec<_>>(),
        "recalling": numbers.zip(&draft.recalling).collect::<Vec<_>>(),
        "noting": draft.noting,
        "decisions": steps,
        "place_and_day": draft.place_and_day,
        "signature": draft.signature,
        "copies": draft.copies,
        "annex_title": draft.annex_title,
        "annex": pieces::table(&draft.annex, width, size),
    });
    Job::new(Template::Decree, data, draft.letterhead.logo.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use kernel::paper::Column;

    fn draft(people: usize) -> DecreeDraft {
        let line = |text: &str| text.to_owned();
        DecreeDraft {
            letterhead: Letterhead {
                lines: vec![
                    line("PEMERINTAH KABUPATEN SUMENEP"),
                    line("KECAMATAN LENTENG"),
                    line("DESA JAMBU"),
                ],
                address: String::new(),
                logo: None,
            },
            sheet: Sheet::F4,
            title: line("Keputusan Kepala Desa Jambu"),
            number: line("188.45/……/……/2026"),
            about: line("Pengukuhan Pengurus Karang Taruna Karya Mandiri Masa Bakti 2026–2031"),
            issuer: line("Kepala Desa Jambu"),
            considering: vec![
                line("bahwa masa bakti pengurus lama telah berakhir;"),
                line("bahwa nama-nama dalam lampiran telah dipilih dalam Temu Karya;"),
            ],
            recalling: vec![line("Undang-Undang Nomor 6 Tahun 2014 tentang Desa;")],
            noting: vec![line("Berita Acara Temu Karya Nomor 001/BA/XI/2026.")],
            decisions: vec![
                line("Mengukuhkan pengurus sebagaimana tersebut dalam lampiran."),
                line("Keputusan ini berlaku sejak tanggal ditetapkan."),
            ],
            place_and_day: vec![line("Ditetapkan di Jambu"), line("pada tanggal ……………")],
            signature: Signature {
                lead: String::new(),
                office: line("Kepala Desa Jambu"),
                name: String::new(),
            },
            copies: vec![line("Camat Lenteng")],
            annex_title: line("Susunan Pengurus Karang Taruna Karya Mandiri"),
            annex: Table {
                columns: vec![
                    Column::right("No", 1),
                    Column::left("Nama", 5),
                    Column::left("Jabatan", 5),
                ],
                rows: (1..=people)
                    .map(|n| vec![n.to_string(), format!("Warga Nomor {n}"), line("Anggota")])
                    .collect(),
            },
        }
    }

    #[test]
    fn a_decree_has_its_parts_in_order_and_its_annex_on_a_new_page() {
        let pages = job(&draft(12)).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        assert_eq!(look::millimetres(&pages), (215, 330));
        let first = look::words(&pages, 0);
        let at = |word: &str| {
            first
                .find(word)
                .unwrap_or_else(|| panic!("{word}: {first}"))
        };
        let order = [
            "Menimbang",
            "Mengingat",
            "Memperhatikan",
            "MEMUTUSKAN",
            "KESATU",
            "KEDUA",
            "Tembusan",
        ];
        assert!(
            order.windows(2).all(|pair| at(pair[0]) < at(pair[1])),
            "{first}"
        );
        let annex = look::words(&pages, 1);
        assert!(
            annex.contains("Lampiran") && annex.contains("Warga Nomor 12"),
            "{annex}"
        );
    }

    #[test]
    fn a_board_of_three_hundred_runs_over_pages_and_is_still_signed() {
        let pages = job(&draft(300)).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        let last = look::words(&pages, pages.pages().len() - 1);
        assert!(last.contains("KEPALA DESA JAMBU,"), "{last}");
    }

    #[test]
    fn a_draft_without_a_board_and_without_notes_still_prints() {
        let bare = DecreeDraft {
            noting: Vec::new(),
            copies: Vec::new(),
            decisions: Vec::new(),
            ..draft(0)
        };
        look::all_on_paper(&job(&bare).unwrap().compile().unwrap());
    }
}
