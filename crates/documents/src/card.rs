//! Member cards with a QR code, eight to a sheet, to be cut along the dotted lines.
//! The code marks attendance at the door; the card names no more than a door needs.

use kernel::paper::{Letterhead, Sheet};
use serde_json::{Value, json};

use crate::engine::{Job, Template};
use crate::wording::at_most;
use crate::{Error, picture, pieces};

/// One card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberCard {
    /// Name.
    pub name: String,
    /// Member number, or empty.
    pub number: String,
    /// Office or "Anggota".
    pub office: String,
    /// Hamlet, RT/RW.
    pub area: String,
    /// What the QR code holds: the person's address or token.
    pub qr: String,
}

/// Cards of several members.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberCards {
    /// Organisation on the card: the main line, the line after it, and the logo.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// What each card is, such as "Kartu suara"; empty for a member card.
    pub title: String,
    /// The cards in order.
    pub cards: Vec<MemberCard>,
}

/// `cards` as PDF, eight to a page.
///
/// # Errors
///
/// [`Error::Empty`] without cards, [`Error::Picture`] for a broken logo,
/// [`Error::Qr`] for a code that is too long, [`Error::Typeset`] if it can't be set.
pub fn member_cards(cards: &MemberCards) -> Result<Vec<u8>, Error> {
    job(cards)?.pdf()
}

fn job(cards: &MemberCards) -> Result<Job, Error> {
    if cards.cards.is_empty() {
        return Err(Error::Empty);
    }
    let data = json!({
        "letterhead": pieces::letterhead(&cards.letterhead),
        "sheet": pieces::sheet(cards.sheet),
        "title": if cards.title.is_empty() { "Kartu Anggota" } else { cards.title.as_str() },
        "cards": cards.cards.iter().map(card).collect::<Result<Vec<_>, _>>()?,
    });
    Job::new(Template::Card, data, cards.letterhead.logo.as_deref())
}

fn card(card: &MemberCard) -> Result<Value, Error> {
    let qr = if card.qr.is_empty() {
        None
    } else {
        Some(picture::qr(&card.qr)?)
    };
    Ok(json!({
        "name": at_most(&card.name, 120),
        "number": at_most(&card.number, 40),
        "office": at_most(&card.office, 60),
        "area": at_most(&card.area, 60),
        "svg": qr,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;

    #[test]
    fn nine_cards_take_two_pages() {
        let card = |name: &str| MemberCard {
            name: name.to_owned(),
            number: "KT-2026-0012".to_owned(),
            office: "Anggota".to_owned(),
            area: "Dusun Krajan RT 02/RW 01".to_owned(),
            qr: "https://guyub.example/p/3fX9kQ7LmZ2vB8nR5tYw1A".to_owned(),
        };
        let long = "Raden Mas ".repeat(20);
        let names = [
            "Siti Nur ‘Aini",
            &long,
            "محمد عبد الله",
            "ꦱꦶꦠꦶ",
            "Budi 😀",
            "Ana",
            "Wayan",
            "Ngurah",
            "Made",
        ];
        let cards = MemberCards {
            letterhead: sample::letterhead(),
            sheet: Sheet::A4,
            title: String::new(),
            cards: names.map(card).to_vec(),
        };
        let pages = job(&cards).unwrap().compile().unwrap();
        assert_eq!(pages.pages().len(), 2);
        look::all_on_paper(&pages);
        assert_eq!(member_cards(&MemberCards::default()), Err(Error::Empty));
    }
}
