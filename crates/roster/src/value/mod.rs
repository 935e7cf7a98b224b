//! One cell's reading: a value, or none and the reason in Indonesian.
//! A reader that is not sure gives no value: a wrong value is worse than a missing one.

pub(crate) mod birth;
pub(crate) mod number;
pub(crate) mod place;
pub(crate) mod vocabulary;

use crate::words::{count_digits, count_letters, fold, is_ditto, is_nothing, tidy};

/// Longest name that is taken, in letters.
pub(crate) const NAME_LETTERS: usize = 120;

/// A value, and what a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Got<T> {
    pub(crate) value: Option<T>,
    pub(crate) issue: Option<String>,
}

impl<T> Got<T> {
    pub(crate) const NOTHING: Self = Self {
        value: None,
        issue: None,
    };

    pub(crate) fn sure(value: T) -> Self {
        Self {
            value: Some(value),
            issue: None,
        }
    }

    pub(crate) fn warned(value: T, issue: impl Into<String>) -> Self {
        Self {
            value: Some(value),
            issue: Some(issue.into()),
        }
    }

    pub(crate) fn unsure(issue: impl Into<String>) -> Self {
        Self {
            value: None,
            issue: Some(issue.into()),
        }
    }
}

/// A cell as it may stand in a sentence: not too long.
pub(crate) fn shown(text: &str) -> String {
    let tidy = tidy(text);
    if tidy.chars().count() <= 40 {
        return tidy;
    }
    tidy.chars().take(39).chain(['…']).collect()
}

/// Reads a name: as written, spaces collapsed, a running number in front dropped.
pub(crate) fn name(text: &str) -> Got<String> {
    let whole = tidy(text);
    if is_ditto(&whole) {
        return Got::unsure("Nama berisi tanda sama dengan atas");
    }
    if is_nothing(&whole) {
        return Got::NOTHING;
    }
    let name = without_number(&whole);
    if name.chars().count() > NAME_LETTERS {
        return Got::unsure(format!(
            "Nama terlalu panjang ({} huruf)",
            name.chars().count()
        ));
    }
    if count_letters(name) == 0 || count_digits(name) > count_letters(name) {
        return Got::unsure(format!("Bukan nama: {}", shown(name)));
    }
    if count_digits(name) > 0 {
        return Got::warned(name.to_owned(), "Ada angka di dalam nama");
    }
    let words = crate::words::words(name);
    if words
        .iter()
        .any(|word| matches!(word.as_str(), "alm" | "almh" | "almarhum" | "almarhumah"))
    {
        return Got::warned(name.to_owned(), "Tertulis sebagai almarhum/almarhumah");
    }
    Got::sure(name.to_owned())
}

/// `1. Budi` is Budi.
pub(crate) fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - rest.len();
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if (1..=4).contains(&digits) && count_letters(rest) > 0 => rest.trim_start(),
        _ => name,
    }
}

/// Reads a sex in any of its words.
pub(crate) fn sex(text: &str) -> Got<char> {
    if is_nothing(text) {
        return Got::NOTHING;
    }
    let plain: String = fold(text).chars().filter(|c| c.is_alphabetic()).collect();
    match plain.as_str() {
        "l" | "lk" | "lki" | "laki" | "lakilaki" | "lakik" | "lelaki" | "pria" | "cowok"
        | "cowo" | "cwo" | "putra" | "male" | "llakilaki" | "lakilakil" | "lklaki" | "laki²"
        | "lakilk" => Got::sure('L'),
        "p" | "pr" | "prm" | "perempuan" | "prempuan" | "wanita" | "cewek" | "cewe" | "cwe"
        | "putri" | "female" | "pperempuan" | "perempuanp" | "wnt" | "w" | "perempuanpr" => {
            Got::sure('P')
        }
        _ => Got::unsure(format!("Jenis kelamin tidak terbaca: {}", shown(text))),
    }
}

/// Whether a cell in a column of ticks is ticked.
pub(crate) fn ticked(text: &str) -> bool {
    let plain = fold(text);
    matches!(
        plain.as_str(),
        "v" | "√"
            | "✓"
            | "✔"
            | "✔️"
            | "☑"
            | "x"
            | "✗"
            | "✘"
            | "1"
            | "*"
            | "l"
            | "p"
            | "ya"
            | "y"
            | "o"
            | "●"
            | "ü"
            | "þ"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_as_written_without_its_number() {
        assert_eq!(
            name("  3.  H.  Ahmad  Fauzi, S.Pd ").value.unwrap(),
            "H. Ahmad Fauzi, S.Pd"
        );
        assert_eq!(name("محمد").value.unwrap(), "محمد");
        assert_eq!(name("Budi 😀").value.unwrap(), "Budi 😀");
    }

    #[test]
    fn a_name_of_ten_thousand_letters_is_told_and_left_out() {
        let got = name(&"a".repeat(10_000));
        assert_eq!(got.value, None);
        assert!(got.issue.unwrap().contains("terlalu panjang"));
    }

    #[test]
    fn a_formula_is_no_name() {
        assert_eq!(name("=1+1").value, None);
    }

    #[test]
    fn sexes_are_read_in_all_their_words() {
        for text in ["L", "Laki2", "laki - laki", "Pria", "lk.", "L (Laki-laki)"] {
            assert_eq!(sex(text).value, Some('L'), "{text}");
        }
        for text in ["p", "Pr", "Wanita", "PEREMPUAN"] {
            assert_eq!(sex(text).value, Some('P'), "{text}");
        }
        assert_eq!(sex("L/P").value, None);
    }
}
