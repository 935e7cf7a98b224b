//! Numbers of letters by a unit's own pattern: `{seq:03}/{org}/{roman}/{year}`.
//! What a pattern does not know is an error, never text.

use jiff::civil::Date;

const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// What goes into a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The organisation's short name.
    pub org: &'a str,
    /// Position in the series, from 1.
    pub seq: i64,
    /// The letter's day.
    pub date: Date,
    /// Kind of letter, where the pattern asks for one.
    pub kind: Option<&'a str>,
    /// Letter of a number put in between later: `012.a`.
    pub insert: Option<&'a str>,
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// The pattern has a token that nobody knows.
    #[error("Pola nomor memuat tanda yang tidak dikenal: {0}")]
    Token(String),
    /// The pattern asks for a kind of letter and there is none.
    #[error("Pola nomor memakai jenis surat, tetapi jenisnya belum dipilih.")]
    Kind,
    /// Numbers begin with 1.
    #[error("Nomor urut mulai dari 1.")]
    Sequence,
}

/// The number made of `parts` by `pattern`.
///
/// # Errors
///
/// [`NumberError`] says what the pattern lacks.
pub fn make(pattern: &str, parts: &Parts<'_>) -> Result<String, NumberError> {
    if parts.seq < 1 {
        return Err(NumberError::Sequence);
    }
    let (mut number, mut rest) = (String::new(), pattern);
    while let Some((before, tail)) = rest.split_once('{') {
        let (token, after) = tail
            .split_once('}')
            .ok_or_else(|| NumberError::Token(format!("{{{tail}")))?;
        number.push_str(before);
        number.push_str(&value(token, parts)?);
        rest = after;
    }
    if rest.contains('}') {
        return Err(NumberError::Token("}".to_owned()));
    }
    number.push_str(rest);
    Ok(number)
}

fn value(token: &str, parts: &Parts<'_>) -> Result<String, NumberError> {
    let month = parts.date.month();
    match token {
        "org" => Ok(parts.org.to_owned()),
        "type" => parts
            .kind
            .filter(|kind| !kind.is_empty())
            .map(str::to_owned)
            .ok_or(NumberError::Kind),
        "roman" | "roman_month" => Ok(usize::try_from(month - 1)
            .map_or("", |at| ROMAN[at])
            .to_owned()),
        "month" => Ok(month.to_string()),
        "month:02" => Ok(format!("{month:02}")),
        "year" => Ok(format!("{:04}", parts.date.year())),
        _ => sequence(token, parts).ok_or_else(|| NumberError::Token(format!("{{{token}}}"))),
    }
}

fn sequence(token: &str, parts: &Parts<'_>) -> Option<String> {
    let width = match token.strip_prefix("seq")? {
        "" => 0,
        width => width
            .strip_prefix(":0")
            .filter(|width| width.bytes().all(|b| b.is_ascii_digit()))?
            .parse::<usize>()
            .ok()
            .filter(|n| (1..=20).contains(n))?,
    };
    let insert = parts.insert.filter(|insert| !insert.is_empty());
    let insert = insert
        .map(|insert| format!(".{insert}"))
        .unwrap_or_default();
    Some(format!("{:0width$}{insert}", parts.seq))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_pattern_makes_the_number() {
        let parts = Parts {
            org: "KT-KM",
            seq: 12,
            date: date(2026, 8, 5),
            kind: None,
            insert: Some("a"),
        };
        let number = make("{seq:03}/{org}/{roman}/{year}", &parts);
        assert_eq!(number.as_deref(), Ok("012.a/KT-KM/VIII/2026"));
        assert_eq!(make("{seq:03}/{type}", &parts), Err(NumberError::Kind));
        assert!(matches!(
            make("{seq:03}/{bulan}", &parts),
            Err(NumberError::Token(_))
        ));
        assert!(matches!(make("{seq", &parts), Err(NumberError::Token(_))));
    }
}
