//! What every document needs of `kernel::paper`, in the shape the templates read.
//! Word lengths are weighed here, so that no cell runs into its neighbour.
//! The logo does not travel in the data; the engine holds it beside them.

use kernel::paper::{Block, Letterhead, Sheet, Signatures, Table};
use serde_json::{Value, json};

use crate::wording::{breakable, shown};

/// Width of an average letter, as a share of the type size.
const LETTER_WIDTH: f32 = 0.6;

pub(crate) fn sheet(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::A4 => "a4",
        Sheet::F4 => "f4",
    }
}

/// Width of the upright sheet, and of the sheet on its side, in millimetres.
pub(crate) fn width(sheet: Sheet, landscape: bool) -> f32 {
    match (sheet, landscape) {
        (Sheet::A4, false) => 210.0,
        (Sheet::A4, true) => 297.0,
        (Sheet::F4, false) => 215.0,
        (Sheet::F4, true) => 330.0,
    }
}

/// The organisation's own line stands out: the one with its kind, else the last.
pub(crate) fn letterhead(head: &Letterhead) -> Value {
    let own = |line: &String| line.to_uppercase().starts_with("KARANG TARUNA");
    let main = head
        .lines
        .iter()
        .position(own)
        .unwrap_or(head.lines.len().saturating_sub(1));
    json!({ "lines": head.lines, "main": main, "address": head.address })
}

pub(crate) fn signatures(signatures: &Signatures) -> Value {
    json!({ "place_and_day": signatures.place_and_day, "people": signatures.people })
}

/// A table on `width` millimetres in type of `size` points.
pub(crate) fn table(table: &Table, width: f32, size: f32) -> Value {
    let total: f32 = table
        .columns
        .iter()
        .map(|column| f32::from(column.weight.max(1)))
        .sum();
    let letters: Vec<usize> = table
        .columns
        .iter()
        .map(|column| {
            let share = width * f32::from(column.weight.max(1)) / total;
            letters_in(share, size)
        })
        .collect();
    let longest = table
        .rows
        .iter()
        .flatten()
        .map(String::len)
        .max()
        .unwrap_or(0);
    let columns: Vec<Value> = table
        .columns
        .iter()
        .zip(&letters)
        .map(|(column, &most)| {
            json!({ "title": breakable(&column.title, most), "weight": column.weight.max(1), "right": column.right })
        })
        .collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| {
            // A row that is too short or too long must not shift its neighbours.
            let cell = |(i, &most): (usize, &usize)| {
                row.get(i)
                    .map_or_else(String::new, |text| breakable(text, most))
            };
            letters.iter().enumerate().map(cell).collect()
        })
        .collect();
    json!({ "columns": columns, "rows": rows, "size": size, "breakable": longest > 600 })
}

/// One piece of a section on `width` millimetres.
pub(crate) fn block(block: &Block, width: f32) -> Value {
    match block {
        Block::Text(text) => {
            json!({ "kind": "text", "text": text.split('\n').collect::<Vec<_>>() })
        }
        Block::Facts(facts) => json!({ "kind": "facts", "facts": facts }),
        // A paper that carries no pictures says what they would show.
        Block::Photos { photos, .. } => {
            let captions: Vec<&String> = photos.iter().map(|photo| &photo.caption).collect();
            json!({ "kind": "list", "items": captions })
        }
        Block::List(items) => json!({ "kind": "list", "items": items }),
        Block::Table(table) => {
            let size = table_size(table.columns.len());
            json!({ "kind": "table", "table": self::table(table, width, size) })
        }
        Block::Svg { svg, caption } => {
            json!({ "kind": "svg", "svg": shown(svg).0, "caption": caption })
        }
    }
}

/// How many letters of `size` points stand in a cell of `width` millimetres.
pub(crate) fn letters_in(width: f32, size: f32) -> usize {
    const POINTS_PER_MM: f32 = 72.0 / 25.4;
    ((width - 2.0) * POINTS_PER_MM / (size * LETTER_WIDTH)).max(1.0) as usize
}

/// Type size in points for a table with so many columns.
pub(crate) fn table_size(columns: usize) -> f32 {
    match columns {
        0..=6 => 9.5,
        7..=10 => 8.5,
        11..=14 => 7.5,
        _ => 7.0,
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! A village's paper, for tests.
    use kernel::paper::{Letterhead, Signature, Signatures};

    pub(crate) fn letterhead() -> Letterhead {
        Letterhead {
            lines: vec![
                "KARANG TARUNA KARYA MANDIRI".to_owned(),
                "DESA JAMBU KECAMATAN MLONGGO".to_owned(),
                "KABUPATEN JEPARA".to_owned(),
            ],
            address: "Sekretariat: Jl. Raya Jambu No. 12, Jepara 59452 · HP 0812-3456-7890"
                .to_owned(),
            logo: Some(logo()),
        }
    }

    /// A round PNG in the colours of the house.
    pub(crate) fn logo() -> Vec<u8> {
        let picture = image::RgbaImage::from_fn(240, 240, |x, y| {
            let (dx, dy) = (x as f32 - 120.0, y as f32 - 120.0);
            match (dx * dx + dy * dy).sqrt() {
                r if r < 50.0 => image::Rgba([244, 183, 64, 255]),
                r if r < 115.0 => image::Rgba([31, 78, 121, 255]),
                _ => image::Rgba([0, 0, 0, 0]),
            }
        });
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    }

    fn signature(lead: &str, office: &str, name: &str) -> Signature {
        Signature {
            lead: lead.to_owned(),
            office: office.to_owned(),
            name: name.to_owned(),
        }
    }

    pub(crate) fn signatures() -> Signatures {
        Signatures {
            place_and_day: "Jambu, 24 November 2026".to_owned(),
            people: vec![
                signature("Mengetahui,", "Kepala Desa Jambu", "H. Sutrisno, S.Sos."),
                signature("", "Ketua", "Ahmad Fauzi"),
                signature("", "Sekretaris", ""),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::paper::Column;

    #[test]
    fn the_line_of_the_organisation_stands_out_wherever_it_is() {
        let head = |lines: &[&str]| Letterhead {
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            ..Letterhead::default()
        };
        assert_eq!(letterhead(&head(&["Karang Taruna A", "Desa B"]))["main"], 0);
        assert_eq!(
            letterhead(&head(&["Kabupaten C", "Muda-mudi D"]))["main"],
            1
        );
        assert_eq!(letterhead(&head(&[]))["main"], 0);
    }

    #[test]
    fn a_row_of_the_wrong_length_keeps_its_columns() {
        let table = Table {
            columns: vec![Column::left("A", 1), Column::right("B", 1)],
            rows: vec![
                vec!["1".to_owned()],
                vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
            ],
        };
        assert_eq!(
            super::table(&table, 100.0, 9.0)["rows"],
            json!([["1", ""], ["1", "2"]])
        );
    }
}
