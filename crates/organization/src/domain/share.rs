//! Names lent to another unit: for a purpose, for some days, no longer than half a year, and
//! revocable at once. Name, hamlet and RT by default; phones only if the lender says so.

use jiff::civil::Date;
use kernel::day;
use kernel::id::{ShareId, UnitId};
use serde::Deserialize;
use storage::Uuid;
use web::Errors;

/// Longest time a share may last.
const MOST_DAYS: i32 = 183;

/// A share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) id: ShareId,
    /// Who lends.
    pub(crate) unit: UnitId,
    pub(crate) unit_name: String,
    /// Who may read.
    pub(crate) to: UnitId,
    pub(crate) to_name: String,
    pub(crate) purpose: String,
    pub(crate) with_phone: bool,
    pub(crate) whose: Whose,
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) revoked: bool,
}

/// Whose names are lent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Everybody on the roll.
    All,
    /// Everybody of one hamlet.
    Hamlet(String),
    /// Those who stood in a group, such as an activity's participants, when it was lent.
    Group(String),
}

impl Whose {
    /// In words, Indonesian.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::All => "Semua anggota".to_owned(),
            Self::Hamlet(hamlet) => format!("Dusun {hamlet}"),
            Self::Group(title) => format!("Peserta {title}"),
        }
    }
}

impl Share {
    /// Whether the names may be read on `today`, which is a day in the lender's zone.
    pub(crate) fn open_on(&self, today: Date) -> bool {
        !self.revoked && (self.from..=self.until).contains(&today)
    }

    /// In words how it stands on `today`, and the colour of the chip.
    pub(crate) fn state(&self, today: Date) -> (&'static str, &'static str) {
        match () {
            () if self.revoked => ("Dicabut", "bad"),
            () if self.open_on(today) => ("Berlaku", "ok"),
            () => ("Sudah lewat", ""),
        }
    }
}

/// What was typed to lend names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ShareForm {
    pub(crate) unit: String,
    pub(crate) keperluan: String,
    pub(crate) sampai: String,
    /// Empty for all, `dusun:…` or `kelompok:…`.
    pub(crate) siapa: String,
    pub(crate) hp: String,
}

/// A share to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewShare {
    pub(crate) to: UnitId,
    pub(crate) purpose: String,
    pub(crate) with_phone: bool,
    pub(crate) hamlet: String,
    pub(crate) group: Option<Uuid>,
    pub(crate) until: Date,
}

impl ShareForm {
    /// The share described, or what is wrong at which field.
    pub(crate) fn read(&self, today: Date) -> Result<NewShare, Errors> {
        let mut errors = Errors::default();
        let purpose = errors.required("keperluan", &self.keperluan, 200);
        let to = self.unit.parse().ok();
        if to.is_none() {
            errors.add("unit", "Pilih dulu unit yang akan membaca.");
        }
        let until = read_until(&mut errors, &self.sampai, today);
        let group = self.siapa.strip_prefix("kelompok:");
        let group = group.and_then(|id| id.parse().ok());
        if group.is_none() && self.siapa.starts_with("kelompok:") {
            errors.add("siapa", "Pilih lagi siapa yang dibagikan.");
        }
        match (to, until) {
            (Some(to), Some(until)) if errors.is_empty() => Ok(NewShare {
                to,
                purpose,
                with_phone: !self.hp.is_empty(),
                hamlet: self
                    .siapa
                    .strip_prefix("dusun:")
                    .unwrap_or_default()
                    .to_owned(),
                group,
                until,
            }),
            _ => Err(errors),
        }
    }
}

fn read_until(errors: &mut Errors, text: &str, today: Date) -> Option<Date> {
    let Ok(day::Read::Day(until)) = day::read(text.trim(), today) else {
        errors.add("sampai", "Tanggal tidak dikenal. Tulis seperti 17-08-2027.");
        return None;
    };
    if until < today {
        errors.add("sampai", "Tanggal ini sudah lewat.");
    } else if (until - today).get_days() > MOST_DAYS {
        errors.add(
            "sampai",
            "Paling lama enam bulan. Nanti bisa dibagikan lagi.",
        );
    }
    Some(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn form(until: &str) -> ShareForm {
        ShareForm {
            unit: "0".repeat(32),
            keperluan: "Lomba antardesa".into(),
            sampai: until.into(),
            ..ShareForm::default()
        }
    }

    #[test]
    fn a_share_ends_within_half_a_year() {
        let today = date(2026, 11, 24);
        let error = |until: &str| form(until).read(today).err().unwrap_or_default();
        assert_eq!(
            form("24-11-2026").read(today).map(|new| new.until),
            Ok(today)
        );
        assert!(error("26-5-2027").is_empty());
        assert!(error("27-5-2027").of("sampai").contains("enam bulan"));
        assert!(error("23-11-2026").of("sampai").contains("sudah lewat"));
        assert!(error("besok").of("sampai").contains("tidak dikenal"));
    }

    #[test]
    fn a_share_is_open_from_its_first_to_its_last_day_until_it_is_revoked() {
        let share = |revoked| Share {
            id: ShareId(Uuid::nil()),
            unit: UnitId(Uuid::nil()),
            unit_name: String::new(),
            to: UnitId(Uuid::nil()),
            to_name: String::new(),
            purpose: String::new(),
            with_phone: false,
            whose: Whose::All,
            from: date(2026, 11, 24),
            until: date(2026, 12, 1),
            revoked,
        };
        let open: Vec<bool> = [
            date(2026, 11, 23),
            date(2026, 11, 24),
            date(2026, 12, 1),
            date(2026, 12, 2),
        ]
        .map(|day| share(false).open_on(day))
        .into();
        assert_eq!(open, [false, true, true, false]);
        assert!(!share(true).open_on(date(2026, 11, 25)));
    }

    #[test]
    fn a_purpose_and_a_unit_must_be_named() {
        let errors = ShareForm::default().read(date(2026, 11, 24)).unwrap_err();
        assert!(!errors.of("unit").is_empty() && !errors.of("keperluan").is_empty());
    }
}
