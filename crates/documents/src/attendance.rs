//! The attendance sheet: who was asked, room to sign in zig-zag, blank rows for walk-ins.
//! A sheet that is torn from the others still says what it belongs to.

use kernel::paper::{Letterhead, Sheet, Signatures};
use serde_json::json;

use crate::Error;
use crate::engine::{Job, Template};
use crate::pieces;
use crate::wording::breakable;

/// One person who is expected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttendanceRow {
    /// Name.
    pub name: String,
    /// Office, RT or institution.
    pub office_or_rt: String,
}

/// An attendance sheet to be signed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttendanceSheet {
    /// Head of the paper.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// Name of the activity.
    pub activity: String,
    /// Name of the session; empty when there is only one.
    pub session: String,
    /// "Selasa, 24 November 2026".
    pub day: String,
    /// "19.30 WIB" or "ba'da Isya".
    pub time: String,
    /// Place.
    pub place: String,
    /// Who is expected, in the order in which they stand on the paper.
    pub rows: Vec<AttendanceRow>,
    /// Rows to be filled in by hand.
    pub blank_rows: u16,
    /// Foot of the last page.
    pub signatures: Signatures,
}

/// `sheet` as PDF.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo; [`Error::Typeset`] if it can't be set.
pub fn attendance_sheet(sheet: &AttendanceSheet) -> Result<Vec<u8>, Error> {
    job(sheet)?.pdf()
}

fn job(sheet: &AttendanceSheet) -> Result<Job, Error> {
    let rows: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| json!([breakable(&row.name, 26), breakable(&row.office_or_rt, 15)]))
        .collect();
    let data = json!({
        "letterhead": pieces::letterhead(&sheet.letterhead),
        "sheet": pieces::sheet(sheet.sheet),
        "title": "Daftar Hadir",
        "activity": sheet.activity,
        "session": sheet.session,
        "day": sheet.day,
        "time": sheet.time,
        "place": sheet.place,
        "rows": rows,
        "blank_rows": sheet.blank_rows,
        "signatures": pieces::signatures(&sheet.signatures),
    });
    Job::new(Template::Attendance, data, sheet.letterhead.logo.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;

    fn row(name: &str, office: &str) -> AttendanceRow {
        AttendanceRow {
            name: name.to_owned(),
            office_or_rt: office.to_owned(),
        }
    }

    fn filled(rows: Vec<AttendanceRow>) -> AttendanceSheet {
        AttendanceSheet {
            letterhead: sample::letterhead(),
            sheet: Sheet::F4,
            activity: "Pelatihan Kewirausahaan".to_owned(),
            session: "Sesi 1: Memulai usaha dari rumah".to_owned(),
            day: "Selasa, 24 November 2026".to_owned(),
            time: "19.30 WIB".to_owned(),
            place: "Balai Desa Jambu".to_owned(),
            rows,
            blank_rows: 10,
            signatures: sample::signatures(),
        }
    }

    #[test]
    fn a_list_of_forty_fills_f4_pages_that_each_say_what_they_are() {
        let rows = (1..=40)
            .map(|n| row(&format!("Anggota {n}"), "RT 02/RW 01"))
            .collect();
        let pages = job(&filled(rows)).unwrap().compile().unwrap();
        assert_eq!(look::millimetres(&pages), (215, 330));
        assert!(pages.pages().len() >= 2);
        look::all_on_paper(&pages);
        let second = look::words(&pages, 1);
        assert!(second.contains("Pelatihan Kewirausahaan"), "{second}");
        assert!(second.contains("Tanda tangan"), "{second}");
        let (count, all) = (
            pages.pages().len(),
            look::words(&pages, pages.pages().len() - 1),
        );
        assert!(
            all.contains(&format!("Halaman {count} dari {count}")),
            "{all}"
        );
        assert!(all.contains("50."), "walk-ins have numbered rows: {all}");
    }

    #[test]
    fn markup_in_a_name_is_only_a_name() {
        let hostile = "#panic(\"x\") $x^2$ *tebal* \\ @a <b> `c` = _d_ // e";
        let rows = vec![
            row(hostile, "#import \"data.json\""),
            row("محمد عبد الله", "RT 1"),
            row("Ana 😀", ""),
        ];
        let pages = job(&filled(rows)).unwrap().compile().unwrap();
        let words = look::words(&pages, 0);
        assert!(
            words.replace(' ', "").contains(&hostile.replace(' ', "")),
            "{words}"
        );
        assert!(words.contains("[U+1F600]"), "{words}");
        assert!(words.contains("belum dapat dicetak"), "{words}");
        look::all_on_paper(&pages);
    }

    #[test]
    fn a_name_without_end_stays_in_its_column() {
        let rows = vec![
            row(&"a".repeat(300), &"b".repeat(100)),
            row(&"Panjang sekali ".repeat(20), "RT 2"),
        ];
        look::all_on_paper(&job(&filled(rows)).unwrap().compile().unwrap());
    }

    #[test]
    fn the_pdf_comes_from_a_worker_and_a_broken_logo_is_told() {
        let mut sheet = filled(vec![row("Ana", "RT 1")]);
        let pdf = attendance_sheet(&sheet).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        sheet.letterhead.logo = Some(b"rusak".to_vec());
        assert_eq!(attendance_sheet(&sheet), Err(Error::Picture));
    }
}
