//! Letters that came in, and dispositions.

use super::{maybe_day, past_day};
use crate::domain::{NewIncoming, NewTask};
use jiff::civil::Date;
use serde::Deserialize;
use web::Errors;

/// A letter that came in, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct IncomingForm {
    pub(crate) kunci: String,
    pub(crate) diterima: String,
    pub(crate) nomor: String,
    pub(crate) hari: String,
    pub(crate) pengirim: String,
    pub(crate) hal: String,
    pub(crate) lampiran: String,
    pub(crate) catatan: String,
}

impl IncomingForm {
    /// What `says` looks like in the form.
    pub(crate) fn of(says: &NewIncoming) -> Self {
        Self {
            kunci: String::new(),
            diterima: says.received.to_string(),
            nomor: says.number.clone(),
            hari: says.day.map(|day| day.to_string()).unwrap_or_default(),
            pengirim: says.sender.clone(),
            hal: says.subject.clone(),
            lampiran: says.attachments.clone(),
            catatan: says.note.clone(),
        }
    }

    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, today: Date) -> Result<NewIncoming, Errors> {
        let mut errors = Errors::default();
        let received = past_day(&mut errors, "diterima", &self.diterima, today);
        let sender = errors.required("pengirim", &self.pengirim, 120);
        let subject = errors.required("hal", &self.hal, 200);
        let number = errors.within("nomor", &self.nomor, 80);
        let day = maybe_day(&mut errors, "hari", &self.hari, today);
        let attachments = errors.within("lampiran", &self.lampiran, 60);
        let note = errors.within("catatan", &self.catatan, 300);
        match (received, errors.is_empty()) {
            (Some(received), true) => Ok(NewIncoming {
                received,
                number,
                day,
                sender,
                subject,
                attachments,
                note,
            }),
            _ => Err(errors),
        }
    }
}

/// A disposition, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TaskForm {
    pub(crate) kepada: String,
    pub(crate) tugas: String,
    pub(crate) batas: String,
}

impl TaskForm {
    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, today: Date) -> Result<NewTask, Errors> {
        let mut errors = Errors::default();
        let says = NewTask {
            receiver: errors.required("kepada", &self.kepada, 80),
            instruction: errors.required("tugas", &self.tugas, 300),
            due: maybe_day(&mut errors, "batas", &self.batas, today),
        };
        if errors.is_empty() {
            Ok(says)
        } else {
            Err(errors)
        }
    }
}
