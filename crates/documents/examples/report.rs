//! Measures a report of about 60 pages with 100 photos: seconds, and the most memory that was held.
//!
//! `cargo run --release -p documents --example report [FILE]`

use documents::{Numbering, Picture, Ratification, Report, report, small_photo};
use image::codecs::jpeg::JpegEncoder;
use kernel::id::FileId;
use kernel::paper::{Block, Column, Letterhead, Photo, Section, Sheet, Signatures, Table};
use std::time::Instant;

/// Photos of the benchmark.
const PHOTOS: u32 = 100;
/// As a phone takes them: 12 megapixels.
const SIZE: (u32, u32) = (4_000, 3_000);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The camera's part is done before the clock starts: eight photos, used in turn.
    let taken: Vec<Vec<u8>> = (0..8).map(photo).collect::<Result<_, _>>()?;
    let size: usize = taken.iter().map(Vec::len).sum();
    println!("a photo has {} kB", size / taken.len() / 1_000);
    let begun = Instant::now();
    let mut pictures = Vec::new();
    for number in 0..PHOTOS {
        let jpeg = small_photo(&taken[number as usize % taken.len()], 800)?;
        pictures.push(Picture {
            file: file(number)?,
            jpeg,
        });
    }
    let kept: usize = pictures.iter().map(|picture| picture.jpeg.len()).sum();
    println!(
        "{PHOTOS} photos made small in {:.1} s, {} kB together",
        begun.elapsed().as_secs_f64(),
        kept / 1_000
    );
    let report_of = Instant::now();
    let pdf = report(&filled(pictures)?)?;
    println!(
        "set in {:.1} s: {} kB, {} pages",
        report_of.elapsed().as_secs_f64(),
        pdf.len() / 1_000,
        pages(&pdf)
    );
    println!(
        "all in {:.1} s, at most {} MB held",
        begun.elapsed().as_secs_f64(),
        most_memory()
    );
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(path, pdf)?;
    }
    Ok(())
}

fn file(number: u32) -> Result<FileId, Box<dyn std::error::Error>> {
    Ok(format!("{number:032x}").parse()?)
}

/// A picture with enough in it that a JPEG has something to keep.
fn photo(number: u32) -> Result<Vec<u8>, image::ImageError> {
    let mut grain = 12_345 + number;
    let picture = image::RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (grain >> 28) as u8;
        let wave = ((x / 37 + y / 53 + number * 11) % 160) as u8;
        image::Rgb([wave + noise, 200 - wave + noise, 90 + noise])
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 88).encode_image(&picture)?;
    Ok(jpeg)
}

fn filled(pictures: Vec<Picture>) -> Result<Report, Box<dyn std::error::Error>> {
    let section = |order, title: &str, blocks| Section {
        order,
        title: title.to_owned(),
        blocks,
        missing: Vec::new(),
    };
    let photos = |from: u32, until: u32| -> Result<Block, Box<dyn std::error::Error>> {
        let mut photos = Vec::new();
        for number in from..until {
            photos.push(Photo {
                file: file(number)?,
                caption: format!("KU-{number:03}/2026: belanja nomor {number}, Rp150.000"),
            });
        }
        Ok(Block::Photos {
            columns: 2,
            rows: 2,
            photos,
        })
    };
    let table = |rows: usize| {
        Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Nama", 6),
                Column::left("Alamat", 4),
                Column::right("Jumlah (Rp)", 3),
            ],
            rows: (1..=rows)
                .map(|n| {
                    vec![
                        n.to_string(),
                        format!("Nama orang nomor {n}"),
                        "RT 02/RW 01".to_owned(),
                        "150.000".to_owned(),
                    ]
                })
                .collect(),
        })
    };
    let words =
        "Kegiatan ini berjalan dengan baik berkat bantuan warga dan pemerintah desa. ".repeat(40);
    Ok(Report {
        letterhead: Letterhead {
            lines: vec!["KARANG TARUNA TUNAS HARAPAN".to_owned()],
            ..Letterhead::default()
        },
        sheet: Sheet::F4,
        title: "Laporan Pertanggungjawaban".to_owned(),
        subtitle: "Peringatan 17 Agustus".to_owned(),
        numbering: Numbering::Chapters,
        ratification: Some(Ratification {
            text: "Laporan ini disahkan.".to_owned(),
            signatures: Signatures::default(),
        }),
        sections: vec![
            section(10, "Latar belakang", vec![Block::Text(words.clone()); 3]),
            section(30, "Daftar hadir", vec![table(1_000)]),
            section(40, "Anggaran dan realisasi", vec![table(400)]),
            section(65, "Kendala", vec![Block::Text(words); 3]),
            section(92, "Bukti pengeluaran", vec![photos(0, 60)?]),
            section(96, "Foto kegiatan", vec![photos(60, PHOTOS)?]),
        ],
        pictures,
        ..Report::default()
    })
}

/// Pages of a PDF, by its page objects.
fn pages(pdf: &[u8]) -> usize {
    let mark = b"/Type/Page/";
    let spaced = b"/Type /Page\n";
    let count = |mark: &[u8]| pdf.windows(mark.len()).filter(|part| *part == mark).count();
    count(mark).max(count(spaced))
}

/// The most memory that this process held, in MB, as Linux counts it.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
