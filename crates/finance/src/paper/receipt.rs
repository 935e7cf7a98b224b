//! The receipt (kuitansi) of an entry: who gave, how much in figures and words, what for, and the
//! place of the duty stamp above Rp5.000.000.

use super::{sign, treasurer};
use crate::domain::{Direction, Entry, in_words};
use documents::Letter;
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Block, Signatures};
use web::{Ctx, Result};

const STAMP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="150" height="90" viewBox="0 0 150 90"><rect x="2" y="2" width="146" height="86" fill="none" stroke="#4E5953" stroke-dasharray="5 4"/><text x="75" y="41" text-anchor="middle" font-family="Noto Sans" font-size="13" fill="#1B211E">Meterai</text><text x="75" y="60" text-anchor="middle" font-family="Noto Sans" font-size="13" fill="#1B211E">Rp10.000</text></svg>"##;

/// The amount in words as receipts have it: "# Lima Puluh Ribu Rupiah #", so that no word is added.
fn guarded(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    };
    let words: Vec<String> = words.split(' ').map(capital).collect();
    format!("# {} #", words.join(" "))
}

/// The receipt as PDF.
pub(crate) async fn receipt(
    ctx: &Ctx,
    scope: &Scope,
    entry: &Entry,
    voucher: &str,
) -> Result<Vec<u8>> {
    let says = &entry.says;
    let paper = organization::paper(ctx, scope, says.day).await?;
    let treasurer = treasurer(ctx, scope, says.day).await?;
    let (giver, people) = match says.direction {
        Direction::In => (
            says.party.clone(),
            vec![
                sign("", "Yang menyerahkan", &says.party),
                sign("Yang menerima,", &paper.treasurer_title, &treasurer),
            ],
        ),
        Direction::Out => (
            paper.organiser.clone(),
            vec![
                sign("Mengetahui,", &paper.chair_title, &paper.chair),
                sign("Yang membayar,", &paper.treasurer_title, &treasurer),
                sign("", "Yang menerima", &says.party),
            ],
        ),
    };
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let mut blocks = vec![Block::Facts(vec![
        fact("Sudah terima dari", giver),
        fact("Uang sejumlah", guarded(&in_words(says.amount))),
        fact("Untuk pembayaran", says.text.clone()),
        fact("Jumlah", says.amount.to_string()),
        fact("Tanggal", day::long(says.day)),
    ])];
    if says.needs_duty_stamp() {
        blocks.push(Block::Svg {
            svg: STAMP.to_owned(),
            caption: "Tempelkan meterai di sini; tanda tangan penerima mengenainya.".to_owned(),
        });
    }
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Kuitansi".to_owned(),
        titled: true,
        below: format!("No. {voucher}"),
        blocks,
        signatures: Signatures {
            place_and_day: format!("{}, {}", paper.place, day::medium(says.day)),
            people,
        },
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_receipt_stand_between_guards() {
        let words = guarded(&in_words(kernel::Money(101_000)));
        assert_eq!(words, "# Seratus Satu Ribu Rupiah #");
    }
}
