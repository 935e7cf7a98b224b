//! The sample again, its cells kept and its shape changed as other boards' lists are: capitals,
//! several sheets under two rows of headings, headings every forty rows, no headings, five
//! thousand rows. What the cells say must come out the same.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::time::Instant;

use jiff::civil::date;
use roster::{Choices, Reading};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

/// The cells of a person's row, and what they mean.
struct Known {
    cells: Vec<String>,
    values: Value,
    spoiled: bool,
}

fn known() -> Vec<Known> {
    let truth: Value =
        serde_json::from_str(include_str!("../samples/anggota_300.truth.json")).unwrap();
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(include_bytes!("../samples/anggota_300.csv").as_slice());
    let records: Vec<Vec<String>> = records
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    truth["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["kind"] == "person")
        .map(|line| {
            let at = usize::try_from(line["csv_record"].as_u64().unwrap()).unwrap();
            let spoiled = line["issues"].as_array().unwrap().iter().any(|issue| {
                let issue = issue.as_str().unwrap();
                issue.starts_with("nik jadi") || issue.starts_with("nik terpotong")
            });
            Known {
                cells: records[at - 1].clone(),
                values: line["values"].clone(),
                spoiled,
            }
        })
        .collect()
}

fn read(bytes: &[u8]) -> Reading {
    roster::read(bytes, "x", &Choices::on(date(2026, 11, 24))).unwrap()
}

/// Compares the people in order; gives the share of values that are exact.
fn compare(reading: &Reading, known: &[Known], fold: bool) -> f64 {
    let read: Vec<Value> = reading
        .people()
        .map(|line| serde_json::to_value(line.values.as_ref().unwrap()).unwrap())
        .collect();
    assert_eq!(read.len(), known.len(), "people");
    let (mut compared, mut exact) = (0, 0);
    for (read, known) in read.iter().zip(known) {
        for field in [
            "nama",
            "nik",
            "tempat_lahir",
            "tgl_lahir",
            "jk",
            "dusun",
            "rt",
            "rw",
            "hp",
        ] {
            if field == "nik" && known.spoiled {
                continue;
            }
            let (a, b) = (read[field].to_string(), known.values[field].to_string());
            let same = if fold {
                a.to_lowercase() == b.to_lowercase()
            } else {
                a == b
            };
            compared += 1;
            exact += usize::from(same);
            if !same {
                println!("{field}: {a} for {b} of {:?}", known.cells);
            }
        }
    }
    f64::from(exact as u32) * 100.0 / f64::from(compared)
}

const HEADINGS: [&str; 12] = [
    "No",
    "Nama Lengkap",
    "NIK",
    "Tempat/Tgl Lahir",
    "L/P",
    "Alamat",
    "RT/RW",
    "No. HP/WA",
    "Pendidikan",
    "Pekerjaan",
    "Keahlian",
    "Jabatan",
];

fn joined(rows: &[Vec<String>], separator: char) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |row: &Vec<String>| {
        row.iter()
            .map(cell)
            .collect::<Vec<_>>()
            .join(&separator.to_string())
    };
    rows.iter().map(|cells| row(cells) + "\r\n").collect()
}

#[test]
fn all_in_capitals_reads_the_same() {
    let known = known();
    let upper = |cells: &[String]| {
        cells
            .iter()
            .map(|cell| cell.to_uppercase())
            .collect::<Vec<_>>()
    };
    let mut rows = vec![upper(&HEADINGS.map(str::to_owned))];
    rows.extend(known.iter().map(|known| upper(&known.cells)));
    let share = compare(&read(joined(&rows, ';').as_bytes()), &known, true);
    println!("capitals: {share:.2}%");
    assert!(share >= 99.5, "{share}");
}

#[test]
fn headings_every_forty_rows_in_cp1252_read_the_same() {
    let known = known();
    let mut rows = vec![vec!["DAFTAR ANGGOTA KARANG TARUNA".to_owned()], vec![]];
    for (at, person) in known.iter().enumerate() {
        if at % 40 == 0 {
            rows.push(HEADINGS.map(str::to_owned).to_vec());
        }
        rows.push(person.cells.clone());
    }
    let text = joined(&rows, '\t').replace('–', "\u{96}");
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let reading = read(&bytes);
    let headers = reading
        .lines
        .iter()
        .filter(|line| line.kind == roster::LineKind::Header)
        .count();
    assert_eq!(headers, 8);
    let share = compare(&reading, &known, false);
    println!("every forty rows: {share:.2}%");
    assert!(share >= 99.5, "{share}");
}

#[test]
fn without_headings_it_reads_nearly_the_same() {
    let known = known();
    let rows: Vec<Vec<String>> = known.iter().map(|known| known.cells.clone()).collect();
    let reading = read(joined(&rows, ',').as_bytes());
    let means: Vec<String> = reading
        .columns
        .iter()
        .map(|column| column.means.to_string())
        .collect();
    assert_eq!(
        means[..8],
        [
            "no",
            "nama",
            "nik",
            "tempat_lahir+tgl_lahir",
            "jk",
            "dusun",
            "rt+rw",
            "hp"
        ]
    );
    let share = compare(&reading, &known, false);
    println!("without headings: {share:.2}%");
    assert!(share >= 99.5, "{share}");
}

#[test]
fn several_sheets_with_two_rows_of_headings_read_the_same() {
    let known = known();
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let dated = Format::new().set_num_format("dd-mmm");
    for (at, part) in known.chunks(100).enumerate() {
        let sheet = book
            .add_worksheet()
            .set_name(format!("RT {:02}", at + 1))
            .unwrap();
        sheet
            .merge_range(0, 0, 0, 8, "DATA ANGGOTA", &bold)
            .unwrap();
        for (column, heading) in [(0, "No"), (1, "Nama"), (2, "NIK"), (5, "L/P"), (8, "HP")] {
            sheet
                .merge_range(2, column, 3, column, heading, &bold)
                .unwrap();
        }
        sheet.merge_range(2, 3, 2, 4, "Lahir", &bold).unwrap();
        sheet.merge_range(2, 6, 2, 7, "Alamat", &bold).unwrap();
        for (column, heading) in [(3, "Tempat"), (4, "Tanggal"), (6, "Dusun"), (7, "RT/RW")] {
            sheet.write_string(3, column, heading).unwrap();
        }
        for (row, person) in (4..).zip(part) {
            let (place, day) = (&person.values["tempat_lahir"], &person.values["tgl_lahir"]);
            sheet.write_number(row, 0, f64::from(row)).unwrap();
            for (column, from) in [(1, 1), (2, 2), (5, 4), (6, 5), (8, 7)] {
                sheet
                    .write_string(row, column, &person.cells[from])
                    .unwrap();
            }
            sheet
                .write_string(row, 3, place.as_str().unwrap_or("-"))
                .unwrap();
            if let Some(day) = day.as_str() {
                let day: jiff::civil::Date = day.parse().unwrap();
                let serial = (day - date(1899, 12, 30)).get_days();
                sheet
                    .write_number_with_format(
                        row,
                        4,
                        f64::from(serial),
                        &Format::new().set_num_format("dd/mm/yyyy"),
                    )
                    .unwrap();
            }
            match (person.values["rt"].as_i64(), person.values["rw"].as_i64()) {
                (Some(rt), Some(rw)) if rw <= 12 => {
                    let day = date(2026, rw as i8, rt as i8);
                    sheet
                        .write_number_with_format(
                            row,
                            7,
                            f64::from((day - date(1899, 12, 30)).get_days()),
                            &dated,
                        )
                        .unwrap();
                }
                _ => {}
            }
        }
        sheet.write_string(106, 1, "Jumlah").unwrap();
        sheet
            .write_string(108, 6, "Jambu, 1 November 2026")
            .unwrap();
    }
    let reading = read(&book.save_to_buffer().unwrap());
    let share = compare(&reading, &known, false);
    println!("several sheets: {share:.2}%");
    assert!(share >= 99.5, "{share}");
}

#[test]
fn five_thousand_rows_take_about_a_second() {
    let known = known();
    let mut book = Workbook::new();
    let mut number = 0;
    let mut bytes = 0;
    for copy in 0..17 {
        let sheet = book.add_worksheet();
        for (column, heading) in (0..).zip(HEADINGS) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for (row, person) in (1..).zip(&known) {
            number += 1;
            for (column, cell) in (0..).zip(&person.cells) {
                // other people in every copy: other names, other numbers
                let cell = match column {
                    0 => number.to_string(),
                    1 => format!(
                        "{cell} {}",
                        ["Sari", "Putra", "Jaya", "Lestari", "Wijaya", "Saputra"][copy % 6]
                    ),
                    2 if cell.len() == 16 => format!("{}{:03}", &cell[..13], (number * 7) % 1000),
                    7 if cell.len() > 8 => {
                        format!("{}{:03}", &cell[..cell.len() - 3], number % 1000)
                    }
                    _ => cell.clone(),
                };
                bytes += cell.len();
                sheet.write_string(row, column, &cell).unwrap();
            }
        }
    }
    let file = book.save_to_buffer().unwrap();
    let start = Instant::now();
    let reading = read(&file);
    let took = start.elapsed();
    println!(
        "{} people, {} kB packed, {} kB of text, {} groups in {took:?}",
        reading.people().count(),
        file.len() / 1024,
        bytes / 1024,
        reading.duplicate_groups.len()
    );
    assert_eq!(reading.people().count(), 5_100);
    let most = if cfg!(debug_assertions) { 30 } else { 2 };
    assert!(took.as_secs() < most, "{took:?}");
}
