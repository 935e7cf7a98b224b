//! Budgets to begin with: what such an activity usually needs. Prices differ from village to
//! village, so each is left open and the page asks for it.

use super::{BudgetLine, Content, Side, Volume};
use kernel::Money;
use kernel::id::BudgetLineId;

/// A budget to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetTemplate {
    /// The word in a form.
    pub code: &'static str,
    /// What it is called on the page.
    pub title: &'static str,
    /// Section, what for, how much; the sections of income have a star.
    rows: &'static [(&'static str, &'static str, &'static str)],
}

/// All of them, in the order of the form.
pub const TEMPLATES: &[BudgetTemplate] = &[
    BudgetTemplate {
        code: "agustusan",
        title: "17 Agustus (lomba dan malam puncak)",
        rows: &[
            ("*", "Iuran warga", "1 KK"),
            ("*", "Donatur dan sponsor", "1 orang"),
            ("*", "Kas Karang Taruna", ""),
            (
                "Sekretariat dan ATK",
                "Proposal, undangan, dan fotokopi",
                "1 paket",
            ),
            ("Acara", "Hiasan, umbul-umbul, dan bendera", "1 paket"),
            ("Acara", "Perlengkapan lomba anak", "8 lomba"),
            ("Acara", "Perlengkapan lomba dewasa", "5 lomba"),
            ("Perlengkapan", "Sewa panggung dan tenda", "1 malam"),
            ("Perlengkapan", "Sewa sound system", "2 hari"),
            ("Konsumsi", "Konsumsi panitia", "3 hari × 25 orang"),
            ("Konsumsi", "Kudapan malam puncak", "150 orang"),
            ("Hadiah", "Hadiah lomba anak", "8 lomba × 3 juara"),
            ("Hadiah", "Hadiah lomba dewasa", "5 lomba × 3 juara"),
            ("Dokumentasi", "Foto dan video", "2 hari"),
            (
                "Keamanan",
                "Konsumsi dan uang lelah petugas",
                "2 malam × 4 orang",
            ),
            ("Biaya tak terduga", "Cadangan", ""),
        ],
    },
    BudgetTemplate {
        code: "pelatihan",
        title: "Pelatihan",
        rows: &[
            ("*", "Dana desa", ""),
            ("*", "Kas Karang Taruna", ""),
            (
                "Sekretariat dan ATK",
                "Alat tulis dan map peserta",
                "30 orang",
            ),
            ("Sekretariat dan ATK", "Modul dan sertifikat", "30 lembar"),
            ("Acara", "Honor narasumber", "2 orang × 2 hari"),
            ("Acara", "Transportasi narasumber", "2 orang × 2 hari"),
            ("Acara", "Bahan praktik", "30 orang"),
            ("Konsumsi", "Kudapan dan minum", "2 hari × 40 orang"),
            ("Konsumsi", "Makan siang", "2 hari × 40 orang"),
            ("Perlengkapan", "Spanduk", "1 lembar"),
            (
                "Perlengkapan",
                "Sewa proyektor dan pengeras suara",
                "2 hari",
            ),
            ("Dokumentasi", "Foto dan cetak", "1 paket"),
            ("Biaya tak terduga", "Cadangan", ""),
        ],
    },
    BudgetTemplate {
        code: "turnamen",
        title: "Turnamen olahraga",
        rows: &[
            ("*", "Biaya pendaftaran tim", "16 tim"),
            ("*", "Sponsor", "1 pihak"),
            ("*", "Kas Karang Taruna", ""),
            (
                "Sekretariat dan ATK",
                "Formulir, bagan, dan kartu pemain",
                "1 paket",
            ),
            ("Acara", "Honor wasit", "3 orang × 15 pertandingan"),
            (
                "Acara",
                "Petugas pencatat skor",
                "2 orang × 15 pertandingan",
            ),
            ("Perlengkapan", "Bola atau kok", "6 buah"),
            ("Perlengkapan", "Net, garis lapangan, dan lampu", "1 paket"),
            ("Perlengkapan", "Sewa tenda dan kursi", "5 hari"),
            ("Konsumsi", "Minum pemain dan wasit", "15 pertandingan"),
            ("Konsumsi", "Konsumsi panitia", "5 hari × 15 orang"),
            ("Hadiah", "Piala", "3 buah"),
            ("Hadiah", "Uang pembinaan", "3 juara"),
            ("Keamanan", "Kotak P3K dan petugas kesehatan", "1 paket"),
            ("Biaya tak terduga", "Cadangan", ""),
        ],
    },
    BudgetTemplate {
        code: "baksos",
        title: "Bakti sosial",
        rows: &[
            ("*", "Donasi warga", "1 orang"),
            ("*", "Kas Karang Taruna", ""),
            (
                "Sekretariat dan ATK",
                "Pendataan penerima dan tanda terima",
                "1 paket",
            ),
            ("Santunan", "Paket sembako", "50 paket"),
            ("Santunan", "Santunan anak yatim", "15 anak"),
            ("Perlengkapan", "Alat kebersihan dan karung", "1 paket"),
            ("Perlengkapan", "Spanduk", "1 lembar"),
            ("Konsumsi", "Makan dan minum relawan", "40 orang"),
            ("Transportasi", "Angkutan barang", "2 perjalanan"),
            ("Dokumentasi", "Foto dan cetak", "1 paket"),
            ("Biaya tak terduga", "Cadangan", ""),
        ],
    },
];

impl BudgetTemplate {
    /// The template whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|known| known.code == code)
    }

    /// Its lines, without prices.
    pub fn content(&self, mut id: impl FnMut() -> BudgetLineId) -> Content {
        let line = |(section, text, volume): &(&str, &str, &str)| BudgetLine {
            id: id(),
            side: match section.strip_prefix('*') {
                Some(_) => Side::Income,
                None => Side::Expense,
            },
            section: section.trim_start_matches('*').to_owned(),
            text: (*text).to_owned(),
            volume: Volume::read(volume).unwrap_or_else(|_| Volume::one()),
            price: Money(0),
            in_kind: false,
            note: String::new(),
        };
        Content {
            lines: self.rows.iter().map(line).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::Uuid;

    #[test]
    fn each_template_has_both_sides_and_no_price() {
        for template in TEMPLATES {
            let content = template.content(|| Uuid::nil().into());
            assert_eq!(
                content.without_price(),
                content.lines.len(),
                "{}",
                template.code
            );
            for side in Side::ALL {
                assert!(content.lines.iter().any(|line| line.side == side));
            }
            for (_, text, volume) in template.rows {
                assert!(Volume::read(volume).is_ok(), "{text}: {volume}");
            }
            assert_eq!(BudgetTemplate::from_code(template.code), Some(template));
        }
    }
}
