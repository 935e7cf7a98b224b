//! Many lines typed at once, as boards write a budget into WhatsApp: "Nasi kotak 3 hari x 20 orang
//! x 15rb", "Sewa tenda 500rb"; a line that ends with a colon names the section of what follows.

use super::volume::factors;
use super::{BudgetLine, Content, LineError, Side, Volume};
use kernel::Money;
use kernel::id::BudgetLineId;
use kernel::money;

/// Why typed lines were not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TypedError {
    /// A line that does not say what it is for.
    #[error("Baris \"{0}\" belum menyebut untuk apa. Tulis seperti: Nasi kotak 40 orang x 15rb")]
    NoText(String),
    /// A line that is too long.
    #[error("Baris \"{0}\" terlalu panjang. Paling banyak 120 huruf.")]
    Long(String),
    /// What the budget says to a line.
    #[error("Baris \"{0}\": {1}")]
    Line(String, LineError),
    /// Nothing was typed.
    #[error("Bagian ini belum diisi.")]
    Nothing,
}

/// Puts the lines of `text` into `content`, on `side` and under `section` until one of them names
/// another; how many. Nothing is put if one of them is wrong.
pub(crate) fn put_typed(
    content: &mut Content,
    text: &str,
    (side, section): (Side, &str),
    mut id: impl FnMut() -> BudgetLineId,
) -> Result<usize, TypedError> {
    let mut all = content.clone();
    let mut section = section.to_owned();
    for typed in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let typed = typed.trim_start_matches(['-', '•', '*']).trim();
        if let Some(heading) = typed.strip_suffix(':') {
            section = short(heading.trim(), 60)?;
            continue;
        }
        let (what, volume, price) = parts(typed).ok_or_else(|| TypedError::NoText(cut(typed)))?;
        let line = BudgetLine {
            id: id(),
            side,
            section: section.clone(),
            text: short(&what, 120)?,
            volume,
            price,
            in_kind: false,
            note: String::new(),
        };
        all.put(line)
            .map_err(|error| TypedError::Line(cut(typed), error))?;
    }
    let more = all.lines.len() - content.lines.len();
    if more == 0 {
        return Err(TypedError::Nothing);
    }
    *content = all;
    Ok(more)
}

fn short(text: &str, most: usize) -> Result<String, TypedError> {
    if text.chars().count() > most {
        return Err(TypedError::Long(cut(text)));
    }
    Ok(text.to_owned())
}

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// What for, how much, at which price; no price if none was typed.
fn parts(typed: &str) -> Option<(String, Volume, Money)> {
    let (head, price) = priced(typed);
    let (what, volume) = measured(&head);
    // "20 orang x 15rb" says how many, not what for.
    let bare = what.starts_with(|c: char| c.is_ascii_digit())
        && volume.is_one()
        && what.split_whitespace().count() <= 2;
    (!what.is_empty() && !bare).then_some((what, volume, price))
}

/// The price at the end, behind the last sign for "times" or behind a blank, and what is before it.
fn priced(typed: &str) -> (String, Money) {
    let pieces = factors(typed);
    if let [head @ .., last] = pieces.as_slice()
        && !head.is_empty()
        && let Ok(price) = money::read(last)
    {
        return (head.join(" × "), price);
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    for taken in [2, 1] {
        let Some(at) = words.len().checked_sub(taken).filter(|at| *at > 0) else {
            continue;
        };
        let tail = words[at..].join(" ");
        // A bare small number is how many, not how much money.
        let says_money = tail.chars().any(char::is_alphabetic) || tail.contains('.');
        if let Some(price) = money::read(&tail)
            .ok()
            .filter(|price| says_money || price.0 >= 1_000)
        {
            return (words[..at].join(" "), price);
        }
    }
    (typed.to_owned(), Money(0))
}

/// The volume at the end of what is left, from the first number on that reads as one.
fn measured(head: &str) -> (String, Volume) {
    let words: Vec<&str> = head.split_whitespace().collect();
    for at in 1..words.len() {
        if !words[at].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if let Ok(volume) = Volume::read(&words[at..].join(" ")) {
            return (
                words[..at]
                    .join(" ")
                    .trim_end_matches([',', ':', '='])
                    .to_owned(),
                volume,
            );
        }
    }
    (
        head.trim_end_matches(['×', ' ', ':', '=']).to_owned(),
        Volume::one(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::Uuid;

    fn read(text: &str) -> Result<Vec<String>, TypedError> {
        let (mut content, mut next) = (Content::default(), 0);
        put_typed(&mut content, text, (Side::Expense, ""), || {
            next += 1;
            Uuid::from_u128(next).into()
        })?;
        let told = |line: &BudgetLine| {
            format!(
                "{}|{}|{}|{}",
                line.section, line.text, line.volume, line.price
            )
        };
        Ok(content.lines.iter().map(told).collect())
    }

    #[test]
    fn lines_are_read_as_they_are_typed() {
        let text = "Konsumsi:\n- Nasi kotak 3 hari x 20 orang x 15rb\nAir mineral 5 dus 22.000\n\n\
                    Perlengkapan:\nSewa tenda 500rb\nKursi 100 buah @ 2.500\nPanggung 1,5 jt\nBendera 17";
        assert_eq!(
            read(text).unwrap(),
            [
                "Konsumsi|Nasi kotak|3 hari × 20 orang|Rp15.000",
                "Konsumsi|Air mineral|5 dus|Rp22.000",
                "Perlengkapan|Sewa tenda|1|Rp500.000",
                "Perlengkapan|Kursi|100 buah|Rp2.500",
                "Perlengkapan|Panggung|1|Rp1.500.000",
                "Perlengkapan|Bendera|17|Rp0",
            ]
        );
    }

    #[test]
    fn one_wrong_line_and_nothing_is_put() {
        assert_eq!(
            read("Tenda 500rb\n20 orang x 15rb").unwrap_err(),
            TypedError::NoText("20 orang x 15rb".into())
        );
        assert_eq!(read("\n  \n").unwrap_err(), TypedError::Nothing);
        assert_eq!(read("Konsumsi:").unwrap_err(), TypedError::Nothing);
        assert!(matches!(read(&"a".repeat(121)), Err(TypedError::Long(_))));
        assert!(matches!(
            read("Emas 1000000 kg x 99miliar"),
            Err(TypedError::Line(_, LineError::Large))
        ));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(.{0,40}\n){0,4}") {
            let _ = read(&text);
        }
    }
}
