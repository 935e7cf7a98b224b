//! The kernel's readers in the words of this crate, so that one place knows both.

use jiff::civil::Date;

use crate::reading::Sex;
use crate::value::birth::spoken;

/// What a text says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    On(Date),
    /// A part of a day: the year alone, or day and month.
    Part,
    Unread,
}

impl Day {
    pub(crate) const fn is_some(self) -> bool {
        matches!(self, Self::On(_))
    }
}

pub(crate) fn day(text: &str, today: Date) -> Day {
    match kernel::day::read(text, today) {
        Ok(kernel::day::Read::Day(date)) => Day::On(date),
        Ok(kernel::day::Read::Ambiguous) => Day::Part,
        Err(_) => Day::Unread,
    }
}

/// Phone numbers in E.164.
pub(crate) fn phones(text: &str) -> Vec<String> {
    kernel::phone::read(text)
        .into_iter()
        .map(String::from)
        .collect()
}

/// What a NIK says against what else is written.
pub(crate) fn nik_warnings(
    nik: &str,
    birth: Option<Date>,
    sex: Option<Sex>,
    today: Date,
) -> Vec<String> {
    let letter = sex.map(|sex| if sex == Sex::L { 'L' } else { 'P' });
    let read = kernel::nik::read(nik, today, birth, letter);
    if !read.valid {
        return vec!["Tanggal di dalam NIK tidak mungkin, periksa angkanya".to_owned()];
    }
    let told = read.birth.map(spoken).unwrap_or_default();
    let swapped = matches!((birth, read.birth), (Some(a), Some(b))
        if a.year() == b.year() && a.day() == b.month() && a.month() == b.day());
    read.warnings
        .iter()
        .filter_map(|warning| match *warning {
            "birth_mismatch" if swapped => Some(format!(
                "Hari dan bulan lahir mungkin tertukar (menurut NIK {told})"
            )),
            "birth_mismatch" => Some(format!("Tanggal lahir tidak sama dengan NIK ({told})")),
            "sex_mismatch" => Some("Jenis kelamin tidak sama dengan NIK".to_owned()),
            "region" => Some("Kode wilayah di NIK tidak dikenal".to_owned()),
            "serial_zero" => Some("Nomor urut di NIK 0000, periksa angkanya".to_owned()),
            _ => None,
        })
        .collect()
}
