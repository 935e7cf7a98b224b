//! Rules, occasions, pauses and payments of dues, as they are typed.

use super::{EARLIEST, amount, day_of, maybe_amount};
use crate::domain::{LARGEST, Month, Occasion, Pause, Rule};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::id::{CashBookId, FundSourceId, PersonId, RoundId};
use kernel::{Money, day};
use organization::Kind;
use serde::Deserialize;
use web::Errors;

/// Kinds of members who may be asked for nothing.
const FREE: [Kind; 3] = [Kind::Passive, Kind::Honorary, Kind::Candidate];

fn free_of(typed: &[String]) -> Vec<Kind> {
    let chosen = |kind: &Kind| typed.iter().any(|code| code == kind.code());
    FREE.into_iter().filter(chosen).collect()
}

fn month_of(errors: &mut Errors, field: &'static str, text: &str) -> Option<Month> {
    let month: Option<Month> = text.trim().parse().ok();
    let month = month.filter(|month| month.first() >= EARLIEST);
    if month.is_none() {
        errors.add(field, "Pilih bulannya.");
    }
    month
}

/// How much is asked each month, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// Amount; empty or 0 for none from then on.
    pub jumlah: String,
    /// The first month.
    pub mulai: String,
    /// Codes of the kinds of members who are free.
    pub bebas: Vec<String>,
}

impl RuleForm {
    /// Kinds that can be free, and whether each is chosen.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, bool)> {
        let chosen = free_of(&self.bebas);
        FREE.into_iter()
            .map(move |kind| (kind, chosen.contains(&kind)))
    }

    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<Rule, Errors> {
        let mut errors = Errors::default();
        let nothing = matches!(self.jumlah.trim(), "0" | "Rp0" | "-");
        let amount = if nothing {
            Some(Money(0))
        } else {
            amount(&mut errors, "jumlah", &self.jumlah)
        };
        let from = month_of(&mut errors, "mulai", &self.mulai);
        match (amount, from) {
            (Some(amount), Some(from)) => Ok(Rule {
                id: storage::fresh(),
                from,
                amount,
                free: free_of(&self.bebas),
            }),
            _ => Err(errors),
        }
    }
}

/// Dues for an occasion, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OccasionForm {
    /// Name.
    pub nama: String,
    /// Amount.
    pub jumlah: String,
    /// The day by which it is paid.
    pub hari: String,
    /// Codes of the kinds of members who are free.
    pub bebas: Vec<String>,
}

impl OccasionForm {
    /// Kinds that can be free, and whether each is chosen.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, bool)> {
        let chosen = free_of(&self.bebas);
        FREE.into_iter()
            .map(move |kind| (kind, chosen.contains(&kind)))
    }

    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, today: Date) -> Result<Occasion, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 60);
        let amount = amount(&mut errors, "jumlah", &self.jumlah);
        let last = today.saturating_add(2.years());
        let by = match day::read(&self.hari, today) {
            Ok(day::Read::Day(by)) if (EARLIEST..=last).contains(&by) => Some(by),
            _ => {
                errors.add("hari", "Tulis tanggal lengkap, seperti 10-08-2026.");
                None
            }
        };
        match (amount, by, errors.is_empty()) {
            (Some(amount), Some(by), true) => Ok(Occasion {
                id: storage::fresh(),
                name,
                day: by,
                amount,
                free: free_of(&self.bebas),
            }),
            _ => Err(errors),
        }
    }
}

/// A time without dues, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PauseForm {
    /// The first month.
    pub mulai: String,
    /// The last month; empty for no end.
    pub sampai: String,
    /// Why.
    pub sebab: String,
}

impl PauseForm {
    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<Pause, Errors> {
        let mut errors = Errors::default();
        let reason = errors.required("sebab", &self.sebab, 60);
        let from = month_of(&mut errors, "mulai", &self.mulai);
        let until = match self.sampai.trim() {
            "" => None,
            text => month_of(&mut errors, "sampai", text),
        };
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            errors.add("sampai", "Bulan terakhirnya sebelum bulan pertamanya.");
        }
        match (from, errors.is_empty()) {
            (Some(from), true) => Ok(Pause {
                id: storage::fresh(),
                from,
                until,
                reason,
            }),
            _ => Err(errors),
        }
    }
}

/// What members gave, as typed: a row each.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CollectForm {
    /// The round's id, so that a form sent twice is written once.
    pub kunci: String,
    /// The book.
    pub buku: String,
    /// The fund source.
    pub dana: String,
    /// The day.
    pub hari: String,
    /// Who, row by row.
    pub orang: Vec<String>,
    /// How much, row by row; empty for nothing.
    pub jumlah: Vec<String>,
    /// How many payments the page knew of, row by row.
    pub lihat: Vec<String>,
    /// Who gives just what is asked, ticked: the person and the amount, "…id….20000".
    pub pas: Vec<String>,
}

/// What somebody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    /// Who.
    pub person: PersonId,
    /// How much.
    pub amount: Money,
    /// How many payments of theirs the page knew of.
    pub seen: i64,
}

/// What was collected at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collected {
    /// Its id.
    pub id: RoundId,
    /// Into which book.
    pub book: CashBookId,
    /// As money of which fund.
    pub fund: FundSourceId,
    /// On which day.
    pub day: Date,
    /// By whom.
    pub handed: Vec<Handed>,
}

/// What is wrong with rows: who, and what.
pub type RowErrors = Vec<(PersonId, String)>;

impl CollectForm {
    /// What was typed in the row of `person`.
    #[must_use]
    pub fn typed(&self, person: PersonId) -> &str {
        let person = person.to_string();
        let at = self.orang.iter().position(|id| *id == person);
        at.and_then(|at| self.jumlah.get(at))
            .map_or("", String::as_str)
    }

    /// What was ticked in the row of `person`: they give just what is asked.
    #[must_use]
    pub fn ticked(&self, person: PersonId) -> Option<Money> {
        let lead = format!("{person}.");
        let mut ticked = self.pas.iter().filter_map(|tick| tick.strip_prefix(&lead));
        ticked.find_map(|amount| amount.parse().ok()).map(Money)
    }

    /// What was typed, or what is wrong with it: fields, then rows.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field and row by row.
    pub fn read(&self, today: Date) -> Result<Collected, (Errors, RowErrors)> {
        let (mut errors, mut wrong, mut handed) = (Errors::default(), RowErrors::new(), Vec::new());
        let day = day_of(&mut errors, "hari", &self.hari, today);
        let book = self.buku.parse().ok();
        if book.is_none() {
            errors.add("buku", "Pilih buku kasnya.");
        }
        let fund = self.dana.parse().ok();
        if fund.is_none() {
            errors.add("dana", "Pilih sumber dananya.");
        }
        for (at, who) in self.orang.iter().enumerate() {
            let Ok(person) = who.parse::<PersonId>() else {
                continue;
            };
            let mut own = Errors::default();
            let typed = self.jumlah.get(at).map_or("", String::as_str);
            let amount = match self.ticked(person).filter(|_| typed.trim().is_empty()) {
                Some(asked) => Some(asked).filter(|asked| asked.0 > 0 && *asked <= LARGEST),
                None => maybe_amount(&mut own, "jumlah", typed).flatten(),
            };
            if !own.is_empty() {
                wrong.push((person, own.of("jumlah").to_owned()));
            }
            let seen = self.lihat.get(at).and_then(|seen| seen.parse().ok());
            if let Some(amount) = amount {
                handed.push(Handed {
                    person,
                    amount,
                    seen: seen.unwrap_or(-1),
                });
            }
        }
        if handed.is_empty() && wrong.is_empty() {
            errors.add("jumlah", "Isi jumlah di baris anggota yang membayar.");
        }
        match (day, book, fund, errors.is_empty() && wrong.is_empty()) {
            (Some(day), Some(book), Some(fund), true) => Ok(Collected {
                id: self.kunci.parse().unwrap_or_else(|_| storage::fresh()),
                book,
                fund,
                day,
                handed,
            }),
            _ => Err((errors, wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn a_row_left_empty_is_nobody_who_paid() {
        let id = |n: u128| Uuid::from_u128(n).simple().to_string();
        let form = CollectForm {
            buku: id(1),
            dana: id(2),
            hari: "2026-11-24".to_owned(),
            orang: vec![id(3), id(4), id(5)],
            jumlah: vec!["15rb".to_owned(), " ".to_owned(), "x".to_owned()],
            lihat: vec!["2".to_owned(), "0".to_owned(), "1".to_owned()],
            ..CollectForm::default()
        };
        let (errors, wrong) = form.read(date(2026, 11, 24)).unwrap_err();
        assert!(errors.is_empty());
        assert_eq!(wrong[0].0, Uuid::from_u128(5).into());
        assert!(wrong[0].1.starts_with("Jumlah tidak dikenal."));
        assert_eq!(form.typed(Uuid::from_u128(3).into()), "15rb");
        let fewer = CollectForm {
            orang: form.orang[..2].to_vec(),
            ..form
        };
        let handed = fewer.read(date(2026, 11, 24)).unwrap().handed;
        let expected = Handed {
            person: Uuid::from_u128(3).into(),
            amount: Money(15_000),
            seen: 2,
        };
        assert_eq!(handed, [expected]);
    }

    #[test]
    fn a_tick_gives_what_is_asked_unless_another_amount_is_typed() {
        let id = |n: u128| Uuid::from_u128(n).simple().to_string();
        let form = CollectForm {
            buku: id(1),
            dana: id(2),
            hari: "2026-11-24".to_owned(),
            orang: vec![id(3), id(4), id(5)],
            jumlah: vec![String::new(), "5rb".to_owned(), String::new()],
            lihat: vec!["0".to_owned(); 3],
            pas: vec![
                format!("{}.20000", id(3)),
                format!("{}.20000", id(4)),
                format!("{}.-1", id(5)),
            ],
            ..CollectForm::default()
        };
        let handed = form.read(date(2026, 11, 24)).unwrap().handed;
        let amounts: Vec<i64> = handed.iter().map(|one| one.amount.0).collect();
        assert_eq!(amounts, [20_000, 5_000]);
    }

    #[test]
    fn a_rule_of_nothing_ends_the_dues_and_an_empty_amount_is_asked_for() {
        let form = |amount: &str| RuleForm {
            jumlah: amount.to_owned(),
            mulai: "2026-11".to_owned(),
            bebas: vec!["honorary".to_owned(), "active".to_owned()],
        };
        let rule = form("0").read().unwrap();
        assert_eq!((rule.amount, rule.free), (Money(0), vec![Kind::Honorary]));
        let errors = form("").read().unwrap_err();
        assert_eq!(errors.of("jumlah"), "Bagian ini belum diisi.");
        let errors = form("5rb tiap").read().unwrap_err();
        assert!(!errors.of("jumlah").is_empty());
    }

    #[test]
    fn a_pause_does_not_end_before_it_begins() {
        let form = PauseForm {
            mulai: "2026-11".to_owned(),
            sampai: "2026-10".to_owned(),
            sebab: "Kuliah".to_owned(),
        };
        assert!(!form.read().unwrap_err().of("sampai").is_empty());
    }
}
