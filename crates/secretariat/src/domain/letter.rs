//! A letter that the unit writes: draft, final with a number, or cancelled with the number it had.

use super::{GAP, Greeting, Kind};
use jiff::civil::Date;
use kernel::id::{LetterId, SeriesId};

/// What is written in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Its series.
    pub series: SeriesId,
    /// Its kind.
    pub kind: Kind,
    /// Its day.
    pub day: Date,
    /// What it is about.
    pub subject: String,
    /// To whom, one line each.
    pub recipient: String,
    /// What comes with it; may be empty.
    pub attachments: String,
    /// How it greets.
    pub greeting: Greeting,
    /// Its text.
    pub body: String,
    /// Who gets a copy, one line each; may be empty.
    pub cc: String,
    /// Printed on half a page.
    pub slip: bool,
}

impl NewLetter {
    /// Whether something is still to be filled in.
    pub(crate) fn has_gaps(&self) -> bool {
        let parts = [&self.subject, &self.recipient, &self.body, &self.cc];
        parts.iter().any(|part| part.contains(GAP))
    }
}

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Can be changed; has no number.
    Draft,
    /// Has its number and never changes.
    Final,
    /// Is not valid; its number is not given again.
    Cancelled,
}

impl State {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "final" => Self::Final,
            "cancelled" => Self::Cancelled,
            _ => Self::Draft,
        }
    }

    /// The word on the page, and the colour of its chip.
    pub(crate) const fn chip(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("Draf", "warn"),
            Self::Final => ("", ""),
            Self::Cancelled => ("Batal", "bad"),
        }
    }
}

/// A letter of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) id: LetterId,
    pub(crate) says: NewLetter,
    pub(crate) state: State,
    /// Empty for a draft.
    pub(crate) number: String,
    pub(crate) author: String,
    pub(crate) finisher: String,
    pub(crate) reason: String,
    /// When it went out.
    pub(crate) sent_on: Option<Date>,
    /// Who took it; may be empty.
    pub(crate) sent_to: String,
    /// Whether the signed paper is kept as a scan.
    pub(crate) scanned: bool,
}

/// A number that was given, with its place in the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) year: i16,
    pub(crate) seq: i64,
    pub(crate) mark: String,
    pub(crate) number: String,
}

/// The letter as a message; `check` is where it can be checked.
pub(crate) fn whatsapp(letter: &Letter, unit: &str, signer: &str, check: &str) -> String {
    let says = &letter.says;
    let lines = [
        format!("*{}*", unit.to_uppercase()),
        format!("Nomor: {}", letter.number),
        format!("Hal: {}", says.subject),
        String::new(),
        says.recipient.replace("\r\n", "\n"),
        String::new(),
        says.greeting.opening.clone(),
        String::new(),
        says.body.replace("\r\n", "\n"),
        String::new(),
        says.greeting.leave.clone(),
        String::new(),
        kernel::day::medium(says.day),
        signer.to_owned(),
        String::new(),
        format!("Periksa keaslian surat: {check}"),
    ];
    let mut text = String::new();
    for line in lines {
        // An empty part leaves one empty line, not two.
        if line.is_empty() && text.ends_with("\n\n") {
            continue;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.trim_end().to_owned()
}
