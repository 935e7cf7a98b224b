//! What is typed when something of an assembly is recorded: one step, one form.

use crate::domain::{About, Decided, Fact, Verdict, within};
use serde::Deserialize;
use web::Errors;

/// What is to be recorded; the numbers of the room are counted when it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Put off, with the reason.
    Postpone(String),
    /// Opened by these who preside.
    Open(Vec<String>),
    /// A fact as it stands.
    Fact(Fact),
}

/// A step that somebody records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Postpone,
    Open,
    Decide,
    Report,
    Form,
    Close,
    TakeBack,
}

impl Step {
    const ALL: [Self; 7] = [
        Self::Postpone,
        Self::Open,
        Self::Decide,
        Self::Report,
        Self::Form,
        Self::Close,
        Self::TakeBack,
    ];

    /// The word in the address.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Postpone => "tunda",
            Self::Open => "buka",
            Self::Decide => "keputusan",
            Self::Report => "laporan",
            Self::Form => "formatur",
            Self::Close => "tutup",
            Self::TakeBack => "tarik",
        }
    }

    /// The step called `code`.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The heading of its page.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Postpone => "Tunda sidang",
            Self::Open => "Buka sidang",
            Self::Decide => "Catat keputusan",
            Self::Report => "Tanggapan laporan pengurus lama",
            Self::Form => "Tim formatur",
            Self::Close => "Tutup sidang",
            Self::TakeBack => "Tarik catatan terakhir",
        }
    }
}

/// What was typed; every field a string.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CourseForm {
    /// Number of the last fact when the form was opened.
    pub(crate) versi: String,
    /// Why.
    pub(crate) alasan: String,
    /// Who presides, the chair of the session first.
    pub(crate) pimpinan: Vec<String>,
    /// What a decision is about.
    pub(crate) tentang: String,
    /// What was decided, or the notes.
    pub(crate) isi: String,
    /// What is said of the report.
    pub(crate) hasil: String,
    /// "mufakat" or "tangan".
    pub(crate) cara: String,
    /// Hands in favour.
    pub(crate) setuju: String,
    /// Against.
    pub(crate) tolak: String,
    /// Neither.
    pub(crate) abstain: String,
    /// Days for the formation team.
    pub(crate) hari: String,
    /// The fact taken back.
    pub(crate) nomor: String,
}

impl CourseForm {
    /// Three lines for whoever presides, as typed so far, each with its number.
    pub(crate) fn presiding(&self) -> Vec<(usize, &str)> {
        let typed = |at: usize| self.pimpinan.get(at).map_or("", String::as_str);
        (0..3).map(|at| (at + 1, typed(at))).collect()
    }

    /// What is to be recorded in `step`.
    ///
    /// # Errors
    ///
    /// What is wrong at which field.
    pub(crate) fn read(&self, step: Step) -> Result<Entry, Errors> {
        let mut errors = Errors::default();
        let entry = match step {
            Step::Postpone => Entry::Postpone(errors.within("alasan", &self.alasan, 300)),
            Step::Open => Entry::Open(self.read_presiding(&mut errors)),
            Step::Decide => Entry::Fact(self.read_decision(&mut errors)),
            Step::Report => Entry::Fact(self.read_report(&mut errors)),
            Step::Form => Entry::Fact(self.read_formation(&mut errors)),
            Step::Close => Entry::Fact(Fact::Closed),
            Step::TakeBack => Entry::Fact(Fact::TakenBack {
                number: self.nomor.parse().unwrap_or(0),
                reason: errors.required("alasan", &self.alasan, 300),
            }),
        };
        if errors.is_empty() {
            Ok(entry)
        } else {
            Err(errors)
        }
    }

    fn read_presiding(&self, errors: &mut Errors) -> Vec<String> {
        let lines = self.pimpinan.iter().take(5);
        let names: Vec<String> = lines
            .map(|name| errors.within("pimpinan", name, 120))
            .filter(|name| !name.is_empty())
            .collect();
        if names.is_empty() {
            errors.add("pimpinan", "Tulis paling sedikit satu nama, ketua sidang.");
        }
        names
    }

    fn read_formation(&self, errors: &mut Errors) -> Fact {
        let lines = self.isi.lines().take(20);
        let team: Vec<String> = lines
            .map(|name| errors.within("isi", name, 120))
            .filter(|name| !name.is_empty())
            .collect();
        if team.is_empty() {
            errors.add(
                "isi",
                "Tulis nama anggota tim formatur, satu baris satu nama.",
            );
        }
        let days = within(errors, "hari", &self.hari, 1, 90);
        Fact::Formation {
            team,
            days: days.unwrap_or(14),
        }
    }

    fn read_decision(&self, errors: &mut Errors) -> Fact {
        let about = About::ALL
            .into_iter()
            .find(|about| about.code() == self.tentang)
            .unwrap_or(About::Other);
        let text = errors.within("isi", &self.isi, 2_000);
        if text.is_empty() && about == About::Other {
            errors.add("isi", "Bagian ini belum diisi.");
        }
        Fact::Decision {
            about,
            text,
            decided: self.read_decided(errors),
        }
    }

    fn read_report(&self, errors: &mut Errors) -> Fact {
        let verdict = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.code() == self.hasil);
        if verdict.is_none() {
            errors.add("hasil", "Pilih salah satu.");
        }
        let notes = errors.within("isi", &self.isi, 2_000);
        if notes.is_empty() && verdict == Some(Verdict::WithNotes) {
            errors.add("isi", "Tulis catatannya.");
        }
        Fact::Report {
            verdict: verdict.unwrap_or(Verdict::Accepted),
            notes,
            decided: self.read_decided(errors),
        }
    }

    fn read_decided(&self, errors: &mut Errors) -> Decided {
        if self.cara != "tangan" {
            return Decided::Consensus;
        }
        let mut hands = |field, text: &str| match text.trim() {
            "" => 0,
            text => within(errors, field, text, 0, 20_000).map_or(0, u32::from),
        };
        Decided::Hands {
            yes: hands("setuju", &self.setuju),
            no: hands("tolak", &self.tolak),
            abstain: hands("abstain", &self.abstain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_fact() {
        let form = CourseForm {
            tentang: "lain".into(),
            isi: "Iuran Rp5.000 sebulan".into(),
            cara: "tangan".into(),
            setuju: "20".into(),
            tolak: "3".into(),
            ..CourseForm::default()
        };
        let decided = Decided::Hands {
            yes: 20,
            no: 3,
            abstain: 0,
        };
        let fact = Fact::Decision {
            about: About::Other,
            text: "Iuran Rp5.000 sebulan".into(),
            decided,
        };
        assert_eq!(form.read(Step::Decide), Ok(Entry::Fact(fact)));
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        let empty = CourseForm::default();
        let error =
            |form: &CourseForm, step, field| form.read(step).unwrap_err().of(field).to_owned();
        assert!(error(&empty, Step::Open, "pimpinan").contains("ketua sidang"));
        assert!(error(&empty, Step::Decide, "isi").contains("belum diisi"));
        assert!(error(&empty, Step::Report, "hasil").contains("Pilih"));
        assert!(error(&empty, Step::TakeBack, "alasan").contains("belum diisi"));
        let notes = CourseForm {
            hasil: "catatan".into(),
            cara: "tangan".into(),
            setuju: "banyak".into(),
            ..CourseForm::default()
        };
        assert!(error(&notes, Step::Report, "isi").contains("catatannya"));
        assert!(error(&notes, Step::Report, "setuju").contains("angka"));
        assert!(empty.read(Step::Postpone).is_ok());
    }

    #[test]
    fn every_step_has_its_word() {
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
        assert_eq!(Step::from_code("x"), None);
    }
}
