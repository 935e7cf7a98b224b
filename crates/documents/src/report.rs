//! The report of an activity: cover, what is missing in red, contents, the contexts' sections.
//! It accrues from what is known so far and says what is not.

use kernel::id::FileId;
use kernel::paper::{Block, Letterhead, Section, Sheet, Signatures};
use serde_json::{Value, json};
use std::collections::HashMap;

use crate::Error;
use crate::engine::{Job, Template};
use crate::pieces;

/// A report with data so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Head of the paper; on the cover without its rule.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// "Laporan Pertanggungjawaban".
    pub title: String,
    /// Name of the activity and its days.
    pub subtitle: String,
    /// The contexts' sections, in any order; their own `order` decides.
    pub sections: Vec<Section>,
    /// What is missing beside what the sections name themselves.
    pub missing: Vec<String>,
    /// Foot of the last page.
    pub signatures: Signatures,
    /// How its sections are numbered.
    pub numbering: Numbering,
    /// A page behind the cover on which the report is ratified.
    pub ratification: Option<Ratification>,
    /// The pictures of its photos; a photo without one is told by its caption alone.
    pub pictures: Vec<Picture>,
}

/// How sections are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// 1, 2, 3.
    #[default]
    Figures,
    /// A, B, C, as a proposal has them.
    Letters,
    /// In chapters by their `order`: below 20 Pendahuluan, below 40 Pelaksanaan, below 60 Keuangan,
    /// below 80 Evaluasi, below 90 Penutup, from there Lampiran.
    Chapters,
}

/// The page on which a report is ratified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratification {
    /// What is said there.
    pub text: String,
    /// Who signs.
    pub signatures: Signatures,
}

/// The picture of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The photo's file.
    pub file: FileId,
    /// A small JPEG of it, from [`small_photo`](crate::small_photo).
    pub jpeg: Vec<u8>,
}

/// `report` as PDF.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo; [`Error::Typeset`] if it can't be set, a broken drawing too.
pub fn report(report: &Report) -> Result<Vec<u8>, Error> {
    job(report)?.pdf()
}

/// The chapter of a section, if the report has any.
const fn chapter(numbering: Numbering, order: u16) -> &'static str {
    match (numbering, order) {
        (Numbering::Figures | Numbering::Letters, _) => "",
        (_, ..20) => "Pendahuluan",
        (_, ..40) => "Pelaksanaan",
        (_, ..60) => "Keuangan",
        (_, ..80) => "Evaluasi",
        (_, ..90) => "Penutup",
        _ => "Lampiran",
    }
}

fn job(report: &Report) -> Result<Job, Error> {
    let mut sections: Vec<&Section> = report.sections.iter().collect();
    sections.sort_by_key(|section| section.order);
    let width = pieces::width(report.sheet, false) - 55.0;
    let data = json!({
        "letterhead": pieces::letterhead(&report.letterhead),
        "sheet": pieces::sheet(report.sheet),
        "title": report.title,
        "subtitle": report.subtitle,
        "sections": sections_data(report, &sections, width),
        "numbering": match report.numbering {
            Numbering::Figures => "1.",
            Numbering::Letters => "A.",
            Numbering::Chapters => "chapters",
        },
        "ratified": report.ratification.as_ref().map(|ratified| json!({
            "text": ratified.text,
            "signatures": pieces::signatures(&ratified.signatures),
        })),
        "missing": missing(report, &sections),
        "signatures": pieces::signatures(&report.signatures),
    });
    let job = Job::new(Template::Report, data, report.letterhead.logo.as_deref())?;
    let photos = report.pictures.iter().map(|picture| picture.jpeg.clone());
    Ok(job.with_photos(photos.collect()))
}

/// Pairs of section (empty for the whole) and what it lacks.
fn missing(report: &Report, sections: &[&Section]) -> Vec<(String, String)> {
    let whole = report
        .missing
        .iter()
        .map(|what| (String::new(), what.clone()));
    let own = sections.iter().flat_map(|section| {
        section
            .missing
            .iter()
            .map(|what| (section.title.clone(), what.clone()))
    });
    whole.chain(own).collect()
}

fn sections_data(report: &Report, sections: &[&Section], width: f32) -> Vec<Value> {
    let known = report.pictures.iter().enumerate();
    let known: HashMap<FileId, usize> = known.map(|(at, picture)| (picture.file, at)).collect();
    let mut before = "";
    let mut all = Vec::new();
    for section in sections {
        let own = chapter(report.numbering, section.order);
        let begins = if own == before { "" } else { own };
        before = own;
        let blocks = section.blocks.iter();
        let blocks: Vec<Value> = blocks
            .map(|block| block_data(block, width, &known))
            .collect();
        all.push(json!({ "chapter": begins, "title": section.title, "blocks": blocks }));
    }
    all
}

fn block_data(block: &Block, width: f32, known: &HashMap<FileId, usize>) -> Value {
    let Block::Photos {
        columns,
        rows,
        photos,
    } = block
    else {
        return pieces::block(block, width);
    };
    let photo = |photo: &kernel::paper::Photo| {
        let file = known.get(&photo.file).map(|at| format!("photo-{at}.jpg"));
        json!({ "file": file, "caption": photo.caption })
    };
    let photos: Vec<Value> = photos.iter().map(photo).collect();
    json!({ "kind": "photos", "columns": (*columns).max(1), "rows": (*rows).max(1), "photos": photos })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;
    use kernel::paper::{Block, Column, Table};

    const BARS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" font-family="system-ui, sans-serif" font-size="12">
        <rect x="90" y="10" width="200" height="24" fill="#1F4E79"/><text x="0" y="26">Materi</text><text x="294" y="26">4,6</text>
        <rect x="90" y="46" width="160" height="24" fill="#1F4E79"/><text x="0" y="62">Narasumber</text><text x="254" y="62">4,1</text>
        <rect x="90" y="82" width="120" height="24" fill="#F4B740"/><text x="0" y="98">Panitia 😀</text><text x="214" y="98">3,4</text></svg>"##;

    fn section(order: u16, title: &str, blocks: Vec<Block>, missing: &[&str]) -> Section {
        let missing = missing.iter().map(|what| (*what).to_owned()).collect();
        Section {
            order,
            title: title.to_owned(),
            blocks,
            missing,
        }
    }

    fn filled() -> Report {
        let facts = [
            ("Nama kegiatan", "Pelatihan Kewirausahaan"),
            ("Tempat", "Balai Desa Jambu"),
            ("Waktu", "24–25 November 2026, 19.30 WIB"),
            (
                "Pembicara",
                "Ibu Hj. Sri Wahyuni, S.E. (UMKM Center Jepara)",
            ),
        ];
        let people = Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Nama", 5),
                Column::left("RT", 2),
                Column::right("Hadir", 2),
            ],
            rows: (1..=70)
                .map(|n| {
                    vec![
                        n.to_string(),
                        format!("Peserta Nomor {n}"),
                        "02/01".to_owned(),
                        "2".to_owned(),
                    ]
                })
                .collect(),
        };
        Report {
            letterhead: sample::letterhead(),
            sheet: Sheet::A4,
            title: "Laporan Pertanggungjawaban".to_owned(),
            subtitle: "Pelatihan Kewirausahaan\n24–25 November 2026".to_owned(),
            sections: vec![
                section(30, "Evaluasi", vec![
                    Block::Text("Dari 70 peserta, 52 mengisi survei (74%).".to_owned()),
                    Block::Svg { svg: BARS.to_owned(), caption: "Nilai rata-rata tiap bagian, skala 1 sampai 5".to_owned() },
                    Block::List(vec!["Ingin pelatihan lanjutan tentang pemasaran daring".to_owned(), "Waktu praktik ditambah".to_owned()]),
                ], &[]),
                section(10, "Pelaksanaan", vec![
                    Block::Text("Kegiatan berjalan dua malam.\nSesi kedua berisi praktik menghitung modal.".to_owned()),
                    Block::Facts(facts.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()),
                ], &["Foto kegiatan belum diunggah"]),
                section(20, "Daftar hadir", vec![Block::Table(people)], &[]),
            ],
            missing: vec!["Laporan keuangan belum ditutup".to_owned()],
            signatures: sample::signatures(),
            ..Report::default()
        }
    }

    /// A grey picture of `width` × 600 points.
    fn picture(file: u128) -> Picture {
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(800, 600, image::Rgb([120, 140, 160]))
            .write_to(&mut png, image::ImageFormat::Png)
            .unwrap();
        Picture {
            file: file_id(file),
            jpeg: crate::small_photo(png.get_ref(), 400).unwrap(),
        }
    }

    fn file_id(number: u128) -> FileId {
        format!("{number:032x}").parse().unwrap()
    }

    #[test]
    fn chapters_a_ratification_and_photos_four_to_a_page() {
        let photo = |number: u128| kernel::paper::Photo {
            file: file_id(number),
            caption: format!("Foto nomor {number}"),
        };
        let photos = Block::Photos {
            columns: 2,
            rows: 2,
            photos: (1..=9).map(photo).collect(),
        };
        let report = Report {
            numbering: Numbering::Chapters,
            ratification: Some(Ratification {
                text: "Laporan ini disahkan.".to_owned(),
                signatures: sample::signatures(),
            }),
            sections: vec![
                section(
                    15,
                    "Latar belakang",
                    vec![Block::Text("Karena perlu.".to_owned())],
                    &[],
                ),
                section(40, "Anggaran", vec![Block::Text("Cukup.".to_owned())], &[]),
                section(95, "Foto kegiatan", vec![photos], &[]),
            ],
            pictures: (1..=8).map(picture).collect(),
            ..filled()
        };
        let pages = job(&report).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        let words: Vec<String> = (0..pages.pages().len())
            .map(|page| look::words(&pages, page))
            .collect();
        assert!(words[1].contains("Laporan ini disahkan."), "{}", words[1]);
        let all = words.join(" ");
        for part in ["BAB I", "PENDAHULUAN", "BAB II", "KEUANGAN", "LAMPIRAN"] {
            assert!(all.contains(part), "{part} is missing in {all}");
        }
        let first = words
            .iter()
            .position(|page| page.contains("Foto nomor 1"))
            .unwrap();
        assert!(words[first].contains("Foto nomor 4") && !words[first].contains("Foto nomor 5"));
        assert!(words[first + 2].contains("Foto nomor 9"));
    }

    #[test]
    fn a_report_has_a_cover_a_red_list_contents_and_ordered_sections() {
        let pages = job(&filled()).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        assert!(look::words(&pages, 0).contains("PERTANGGUNGJAWABAN"));
        let front = look::words(&pages, 1);
        assert!(front.contains("Laporan keuangan belum ditutup"), "{front}");
        assert!(front.contains("Foto kegiatan belum diunggah"), "{front}");
        let all: String = (0..pages.pages().len())
            .map(|page| look::words(&pages, page))
            .collect();
        let at = |title: &str| {
            all.rfind(title)
                .unwrap_or_else(|| panic!("{title} is missing in {all}"))
        };
        assert!(at("Sesi kedua berisi") < at("Peserta Nomor 70"));
        assert!(at("Peserta Nomor 70") < at("Waktu praktik ditambah"));
    }

    #[test]
    fn a_report_without_anything_yet_still_prints() {
        let report = Report {
            title: "Laporan".to_owned(),
            ..Report::default()
        };
        let pages = job(&report).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
    }

    #[test]
    fn a_broken_drawing_is_told() {
        let block = Block::Svg {
            svg: "<svg".to_owned(),
            caption: String::new(),
        };
        let report = Report {
            sections: vec![section(1, "A", vec![block], &[])],
            ..Report::default()
        };
        assert!(matches!(
            job(&report).unwrap().compile(),
            Err(Error::Typeset(_))
        ));
    }
}
