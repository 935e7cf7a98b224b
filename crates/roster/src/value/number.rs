//! NIK and phone numbers, and what Excel does to long numbers: it keeps fifteen digits and makes
//! the sixteenth a zero, writes `3,52907E+15`, drops the zero in front.

use crate::table::Cell;
use crate::value::{Got, shown};
use crate::words::{count_letters, fold, is_ditto, is_nothing};

/// Reads a NIK; sixteen digits that Excel may have rounded are none.
pub(crate) fn nik(cell: &Cell) -> Got<String> {
    let text = cell.text();
    if is_nothing(&text) || is_ditto(&text) {
        return Got::NOTHING;
    }
    let Cell::Text(_) = cell else {
        return nik_from_number(cell);
    };
    if is_scientific(&text) {
        return Got::unsure(format!(
            "NIK rusak oleh Excel ({}), perlu diketik ulang",
            shown(&text)
        ));
    }
    let bare: String = text
        .to_lowercase()
        .replace("nik", "")
        .replace("ktp", "")
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !"'’‘`´.-–_:,/\u{a0}\u{202f}\u{200b}\u{200e}\"".contains(*c)
        })
        .collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    if digits != bare.chars().count() {
        return Got::unsure(format!(
            "NIK berisi huruf atau tanda lain: {}",
            shown(&text)
        ));
    }
    if digits != 16 {
        return Got::unsure(format!(
            "NIK {digits} angka, seharusnya 16: {}",
            shown(&text)
        ));
    }
    let first = &bare[..1];
    if bare.chars().all(|c| first.contains(c))
        || bare.starts_with("0")
        || bare == "1234567890123456"
    {
        return Got::unsure(format!("NIK bukan nomor yang sebenarnya: {}", shown(&text)));
    }
    Got::sure(bare)
}

fn nik_from_number(cell: &Cell) -> Got<String> {
    let text = cell.text();
    let whole = text.len() == 16 && text.chars().all(|c| c.is_ascii_digit());
    if !whole {
        return Got::unsure(format!(
            "NIK {} angka, seharusnya 16: {}",
            text.len(),
            shown(&text)
        ));
    }
    if text.ends_with('0') {
        return Got::unsure(format!(
            "NIK tersimpan sebagai angka, angka terakhir mungkin hilang: {text}"
        ));
    }
    Got::warned(
        text.into_owned(),
        "NIK tersimpan sebagai angka, cocokkan dengan KTP",
    )
}

/// `3,52907E+15` and its like.
pub(crate) fn is_scientific(text: &str) -> bool {
    let plain = fold(text).replace([' ', '\''], "");
    let Some((before, after)) = plain.split_once('e') else {
        return false;
    };
    let after = after.trim_start_matches('+');
    !before.is_empty()
        && !after.is_empty()
        && before
            .chars()
            .all(|c| c.is_ascii_digit() || c == ',' || c == '.')
        && after.chars().all(|c| c.is_ascii_digit())
}

/// Reads the phone numbers of a cell, in E.164.
pub(crate) fn phones(cell: &Cell) -> Got<Vec<String>> {
    let text = cell.text();
    if is_nothing(&text) {
        return Got::NOTHING;
    }
    if is_scientific(&text) {
        return Got::unsure(format!("Nomor HP rusak oleh Excel: {}", shown(&text)));
    }
    let found = crate::ours::phones(&text);
    if found.is_empty() {
        return Got::unsure(format!("Nomor HP tidak terbaca: {}", shown(&text)));
    }
    let words = crate::words::words(&text);
    let owner = [
        "punya", "milik", "ibu", "ibunya", "bapak", "ayah", "ortu", "kakak", "kakaknya", "suami",
        "istri", "adik", "teman", "tetangga", "bapaknya", "anaknya", "ortunya",
    ];
    if words.iter().any(|word| owner.contains(&word.as_str())) {
        return Got::warned(
            found,
            format!("Nomor HP mungkin milik orang lain: {}", shown(&text)),
        );
    }
    Got::sure(found)
}

/// Whether a cell looks like a NIK at all, for guessing columns.
pub(crate) fn like_nik(cell: &Cell) -> bool {
    let text = cell.text();
    let digits = crate::words::count_digits(&text);
    (15..=17).contains(&digits) && count_letters(&text) == 0 && text.len() < 26
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(nik_text: &str) -> Got<String> {
        nik(&Cell::of(nik_text))
    }

    #[test]
    fn sixteen_digits_are_a_nik_however_they_are_set() {
        for written in [
            "3529072212909814",
            "'3529072212909814",
            "352907 221290 9814",
            "3529.0722.1290.9814",
        ] {
            assert_eq!(
                text(written).value.as_deref(),
                Some("3529072212909814"),
                "{written}"
            );
        }
    }

    #[test]
    fn a_broken_nik_is_told_and_left_out() {
        for written in [
            "3,52907E+15",
            "352907221290981",
            "35290722129098144",
            "35290722129O9814",
            "0000000000000000",
        ] {
            assert_eq!(text(written).value, None, "{written}");
            assert!(text(written).issue.is_some(), "{written}");
        }
        assert_eq!(text("blm"), Got::NOTHING);
    }

    #[test]
    fn a_number_that_excel_rounded_is_left_out() {
        assert_eq!(nik(&Cell::Number(3_529_076_012_999_190.0)).value, None);
        let exact = nik(&Cell::Number(3_529_076_012_999_193.0));
        assert_eq!(exact.value.as_deref(), Some("3529076012999193"));
        assert!(exact.issue.is_some());
    }
}
