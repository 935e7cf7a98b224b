//! Small readings of words that all columns share: tidy, fold, nothing, "the same as above".

/// White space collapsed, marks that cannot be seen dropped.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        match c {
            '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{00ad}' => {}
            c if c.is_whitespace() || c == '\u{00a0}' || c == '\u{202f}' => gap = !out.is_empty(),
            c if c.is_control() => {}
            c => {
                if std::mem::take(&mut gap) {
                    out.push(' ');
                }
                out.push(c);
            }
        }
    }
    out
}

/// Tidy and in lower case.
pub(crate) fn fold(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// Words of letters and digits, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a cell says in one of the usual ways that there is nothing to say.
pub(crate) fn is_nothing(text: &str) -> bool {
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let plain = words(text).join(" ");
    matches!(
        plain.as_str(),
        "kosong"
            | "nihil"
            | "blm"
            | "belum"
            | "blum"
            | "tidak"
            | "tdk"
            | "gak"
            | "ga"
            | "tak"
            | "na"
            | "n a"
            | "null"
            | "none"
            | "nan"
            | "xx"
            | "xxx"
            | "xxxx"
            | "belum diisi"
            | "menyusul"
            | "lupa"
            | "tt"
            | "t a"
            | "ta"
            | "0"
            | "00"
            | "000"
    ) || nothing_phrase(&plain)
}

fn nothing_phrase(plain: &str) -> bool {
    let Some((no, what)) = plain.split_once(' ') else {
        return false;
    };
    matches!(
        no,
        "tidak" | "tdk" | "gak" | "ga" | "nggak" | "ngga" | "tak" | "blm" | "belum" | "blum"
    ) && matches!(
        what,
        "ada"
            | "punya"
            | "tahu"
            | "tau"
            | "diketahui"
            | "diisi"
            | "hafal"
            | "ingat"
            | "memiliki"
            | "ada data"
            | "ada nomor"
            | "ada hp"
            | "punya hp"
            | "punya wa"
            | "jelas"
            | "terisi"
    )
}

/// Whether a cell says "the same as above".
pub(crate) fn is_ditto(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if matches!(
        bare.as_str(),
        "\"" | "''"
            | "\u{201c}"
            | "\u{201d}"
            | "\u{201e}"
            | "\u{2033}"
            | "〃"
            | "´´"
            | "``"
            | ",,"
            | "\"\""
            | "-\"-"
            | "--\"--"
            | "-''-"
            | "-\u{201d}-"
            | "-,,-"
    ) {
        return true;
    }
    let plain: String = bare
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    matches!(
        plain.as_str(),
        "idem"
            | "sda"
            | "sdatas"
            | "samadenganatas"
            | "samadengandiatas"
            | "samadiatas"
            | "seperti diatas"
            | "sepertidiatas"
            | "samaatas"
            | "ditto"
    )
}

/// A word that was written all in one case, as a name: `KRAJAN II` is `Krajan II`.
pub(crate) fn titled(text: &str) -> String {
    let has = |test: fn(char) -> bool| text.chars().any(test);
    if has(char::is_lowercase) && has(char::is_uppercase) {
        return text.to_owned();
    }
    let word = |word: &str| {
        if roman(word).is_some() && word.len() < 5 && !word.eq_ignore_ascii_case("di") {
            return word.to_uppercase();
        }
        let mut chars = word.chars();
        let first: String = chars
            .next()
            .map(|c| c.to_uppercase().collect())
            .unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A Roman numeral from I to XXX.
pub(crate) fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<u32>> = text.to_uppercase().chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let mut sum = 0;
    for (at, digit) in digits.iter().enumerate() {
        let next = digits.get(at + 1).copied().unwrap_or(0);
        if *digit < next {
            sum -= i64::from(*digit)
        } else {
            sum += i64::from(*digit)
        }
    }
    let sum = u32::try_from(sum)
        .ok()
        .filter(|sum| (1..=30).contains(sum))?;
    write_roman(sum).eq_ignore_ascii_case(text).then_some(sum)
}

fn write_roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

/// A list of words joined by `sep`, none when empty.
pub(crate) fn count_letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

pub(crate) fn count_digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}
