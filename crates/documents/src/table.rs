//! A book as one table: member list, guest book, inventory, whatever has columns.
//! The context gives the columns; nothing here knows what they mean.

use kernel::paper::{Letterhead, Sheet, Signatures, Table};
use serde_json::json;

use crate::Error;
use crate::engine::{Job, Template};
use crate::pieces;

/// A table with a head, a title and signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDocument {
    /// Head of the paper.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// On its side, for many columns.
    pub landscape: bool,
    /// "Buku Induk Anggota".
    pub title: String,
    /// "Tahun 2026", or empty.
    pub period: String,
    /// What stands in it.
    pub table: Table,
    /// What is said under the table, such as how a book was closed; may be empty.
    pub below: String,
    /// Foot of the last page.
    pub signatures: Signatures,
}

/// `document` as PDF; the head of the table stands on each page.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo; [`Error::Typeset`] if it can't be set.
pub fn table_document(document: &TableDocument) -> Result<Vec<u8>, Error> {
    job(document)?.pdf()
}

fn job(document: &TableDocument) -> Result<Job, Error> {
    let width = pieces::width(document.sheet, document.landscape) - 35.0;
    let size = pieces::table_size(document.table.columns.len());
    let data = json!({
        "letterhead": pieces::letterhead(&document.letterhead),
        "sheet": pieces::sheet(document.sheet),
        "landscape": document.landscape,
        "title": document.title,
        "period": document.period,
        "table": pieces::table(&document.table, width, size),
        "below": document.below,
        "signatures": pieces::signatures(&document.signatures),
    });
    Job::new(Template::Table, data, document.letterhead.logo.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;
    use kernel::paper::Column;

    fn member_book(rows: usize) -> TableDocument {
        let heads = [
            ("No", 2),
            ("No. Induk", 4),
            ("Nama lengkap", 9),
            ("L/P", 2),
            ("Tempat, tanggal lahir", 7),
            ("Alamat", 7),
            ("Pendidikan terakhir", 5),
            ("Pekerjaan", 5),
            ("Status kawin", 4),
            ("No. HP/WA", 6),
            ("Minat/keterampilan", 6),
            ("Jenis", 4),
            ("Tgl masuk", 4),
            ("Tanda tangan", 5),
            ("Ket.", 4),
        ];
        let row = |n: usize| {
            [
                n.to_string().as_str(),
                "KT-0001",
                "Siti Nur ‘Aini Rahmawati",
                "P",
                "Jepara, 17 Agustus 2001",
                "Dusun Krajan RT 02/RW 01",
                "SMA/sederajat",
                "Wiraswasta",
                "Belum kawin",
                "0812-3456-7890",
                "Menjahit, tata boga",
                "Aktif",
                "1-1-2024",
                "",
                "",
            ]
            .map(str::to_owned)
            .to_vec()
        };
        TableDocument {
            letterhead: sample::letterhead(),
            sheet: Sheet::F4,
            landscape: true,
            title: "Buku Induk Anggota".to_owned(),
            period: "Tahun 2026".to_owned(),
            table: Table {
                columns: heads
                    .map(|(title, weight)| Column::left(title, weight))
                    .to_vec(),
                rows: (1..=rows).map(row).collect(),
            },
            below: String::new(),
            signatures: sample::signatures(),
        }
    }

    #[test]
    fn a_book_lies_on_its_side_and_repeats_its_head() {
        let pages = job(&member_book(30)).unwrap().compile().unwrap();
        assert_eq!(look::millimetres(&pages), (330, 215));
        assert!(pages.pages().len() >= 2);
        assert!(look::words(&pages, 1).contains("Nama lengkap"));
        look::all_on_paper(&pages);
    }

    #[test]
    fn an_empty_book_says_so() {
        let pages = job(&member_book(0)).unwrap().compile().unwrap();
        assert!(look::words(&pages, 0).contains("Belum ada data"));
    }

    #[test]
    fn a_cell_longer_than_a_page_runs_on() {
        let mut book = member_book(1);
        book.table.rows[0][2] = "panjang ".repeat(800);
        let pages = job(&book).unwrap().compile().unwrap();
        assert!(pages.pages().len() > 1);
        look::all_on_paper(&pages);
    }
}
