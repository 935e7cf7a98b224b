//! Letters that the unit writes.

use super::{day_of, past_day};
use crate::domain::{Choice, Greeting, Kind, NewLetter, value_of};
use jiff::civil::Date;
use kernel::id::LetterId;
use serde::Deserialize;
use web::Errors;

/// No letter is dated later than this many days ahead.
const AHEAD: i32 = 60;

/// A letter, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LetterForm {
    pub(crate) kunci: String,
    pub(crate) seri: String,
    pub(crate) jenis: String,
    pub(crate) hari: String,
    pub(crate) hal: String,
    pub(crate) kepada: String,
    pub(crate) lampiran: String,
    pub(crate) salam: String,
    pub(crate) isi: String,
    pub(crate) tembusan: String,
    pub(crate) ukuran: String,
}

impl LetterForm {
    /// A new letter of `kind` from `unit`, with its words to begin from.
    pub(crate) fn new(kind: Kind, unit: &str, key: LetterId, today: Date) -> Self {
        Self {
            kunci: key.to_string(),
            jenis: kind.code().to_owned(),
            hari: today.to_string(),
            hal: kind.label().to_owned(),
            kepada: if kind.titled() {
                String::new()
            } else {
                "Yth. …\ndi tempat".to_owned()
            },
            isi: kind.template(unit),
            ..Self::default()
        }
    }

    /// What `says` looks like in a form that offers `greetings`.
    pub(crate) fn of(says: &NewLetter, greetings: &[Choice]) -> Self {
        Self {
            kunci: String::new(),
            seri: says.series.to_string(),
            jenis: says.kind.code().to_owned(),
            hari: says.day.to_string(),
            hal: says.subject.clone(),
            kepada: says.recipient.clone(),
            lampiran: says.attachments.clone(),
            salam: value_of(greetings, &says.greeting).unwrap_or_default(),
            isi: says.body.clone(),
            tembusan: says.cc.clone(),
            ukuran: if says.slip { "setengah" } else { "" }.to_owned(),
        }
    }

    /// The kind, also of a form that is wrong elsewhere.
    pub(crate) fn kind(&self) -> Kind {
        Kind::from_code(&self.jenis).unwrap_or(Kind::Notice)
    }

    /// The greeting chosen; what carries a title greets nobody.
    fn greeting(&self, errors: &mut Errors, greetings: &[Choice]) -> Greeting {
        if self.kind().titled() {
            return Greeting::default();
        }
        let chosen = greetings.iter().find(|choice| choice.value == self.salam);
        if chosen.is_none() {
            errors.add("salam", "Pilih salamnya.");
        }
        chosen
            .map(|choice| choice.words.clone())
            .unwrap_or_default()
    }

    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, today: Date, greetings: &[Choice]) -> Result<NewLetter, Errors> {
        let mut errors = Errors::default();
        let kind = Kind::from_code(&self.jenis);
        if kind.is_none() {
            errors.add("jenis", "Pilih jenis suratnya.");
        }
        let series = self.seri.parse().ok();
        if series.is_none() {
            errors.add("seri", "Pilih seri nomornya.");
        }
        let day = day_of(&mut errors, "hari", &self.hari, today);
        if day.is_some_and(|day| (day - today).get_days() > AHEAD) {
            errors.add("hari", "Tanggal surat ini terlalu jauh di depan.");
        }
        let subject = errors.required("hal", &self.hal, 120);
        let slip = self.ukuran == "setengah";
        // A slip may leave the name to the pen.
        let recipient = if slip || kind.is_some_and(Kind::titled) {
            errors.within("kepada", &self.kepada, 400)
        } else {
            errors.required("kepada", &self.kepada, 400)
        };
        let greeting = self.greeting(&mut errors, greetings);
        let attachments = errors.within("lampiran", &self.lampiran, 60);
        let body = errors.required("isi", &self.isi, 6000);
        let cc = errors.within("tembusan", &self.tembusan, 600);
        match (kind, series, day, errors.is_empty()) {
            (Some(kind), Some(series), Some(day), true) => Ok(NewLetter {
                series,
                kind,
                day,
                subject,
                recipient,
                attachments,
                greeting,
                body,
                cc,
                slip,
            }),
            _ => Err(errors),
        }
    }
}

/// When a letter went out and who took it, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SentForm {
    pub(crate) dikirim: String,
    pub(crate) penerima: String,
}

impl SentForm {
    /// The day and who took it, or what is wrong.
    pub(crate) fn read(&self, today: Date) -> Result<(Date, String), Errors> {
        let mut errors = Errors::default();
        let day = past_day(&mut errors, "dikirim", &self.dikirim, today);
        let receiver = errors.within("penerima", &self.penerima, 120);
        match (day, errors.is_empty()) {
            (Some(day), true) => Ok((day, receiver)),
            _ => Err(errors),
        }
    }
}
