//! Who has agreed to what: to being kept on the roll, to photos. For somebody under 18 only a
//! parent or guardian can agree (Law 27/2022, art. 25; under 18 is a child by Law 35/2014).
//! A consent that is missing is a warning with a next step, never a refusal.

use super::Person;
use jiff::civil::Date;
use kernel::id::{ConsentId, GuardianId, PersonId};
use kernel::{day, phone};
use serde::Deserialize;
use web::Errors;

/// From this age on people agree for themselves, in whole years.
pub(super) const GROWN: i16 = 18;

/// A list of words kept by code and shown by label.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// All, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word kept in the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word on the page.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The one kept as `code`.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// What a consent is for.
    Purpose {
        /// Being kept on the roll with the data that stand there.
        Data = "data", "Data disimpan";
        /// Photos and videos of activities.
        Photo = "photo", "Foto dan video";
    }
}

words! {
    /// How a consent was given.
    How {
        /// On a signed paper that the board keeps.
        Paper = "paper", "Surat bertanda tangan";
        /// By word of mouth, or in a message.
        Said = "said", "Lisan atau lewat pesan";
        /// By the person's own link.
        Link = "link", "Lewat tautan pribadi";
        /// With the request to join, on the unit's page.
        Form = "form", "Di formulir minta bergabung";
    }
}

impl How {
    /// What an officer may write down; a link and a form write themselves.
    pub(crate) const BY_OFFICER: &'static [Self] = &[Self::Paper, Self::Said];
}

words! {
    /// What a guardian is to the person.
    Relation {
        /// Mother.
        Mother = "mother", "Ibu";
        /// Father.
        Father = "father", "Ayah";
        /// Grandmother or grandfather.
        Grandparent = "grandparent", "Kakek atau nenek";
        /// Grown sister or brother.
        Sibling = "sibling", "Kakak";
        /// Somebody else who answers for the person.
        Guardian = "guardian", "Wali lain";
    }
}

/// Somebody who answers for a person under 18.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    /// Its id.
    pub id: GuardianId,
    /// The name.
    pub name: String,
    /// What they are to the person.
    pub relation: Relation,
    /// Phone in E.164; may be empty.
    pub phone: String,
    /// The guardian on the roll, if there.
    pub person: Option<PersonId>,
}

impl Guardian {
    /// The phone as people write it.
    pub(crate) fn local_phone(&self) -> String {
        match self.phone.as_str() {
            "" => String::new(),
            phone => phone::local(phone),
        }
    }
}

/// A consent as written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// What for.
    pub purpose: Purpose,
    /// Whether a parent or guardian gave it, and not the person.
    pub by_guardian: bool,
    /// The name of who gave it, as it was then.
    pub given_by: String,
    /// The day it was given.
    pub given_on: Date,
    /// How.
    pub how: How,
    /// Where the paper is, or another remark; may be empty.
    pub note: String,
    /// The day it was taken back.
    pub withdrawn_on: Option<Date>,
}

impl Consent {
    /// The day it was given, as a page shows it.
    pub(crate) fn given_day(&self) -> String {
        day::medium(self.given_on)
    }

    /// The day it was taken back, as a page shows it.
    pub(crate) fn withdrawn_day(&self) -> Option<String> {
        self.withdrawn_on.map(day::medium)
    }
}

/// How things stand with one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Given by whoever can.
    Given,
    /// Given by a guardian when the person was under 18, who has not been asked since.
    OutGrown,
    /// Said by a minor alone: a guardian must say so, too.
    GuardianLacks,
    /// Given once, taken back since.
    Withdrawn,
    /// Never asked.
    NotAsked,
}

impl Standing {
    /// In words, and the kind of chip.
    pub(crate) const fn chip(self) -> (&'static str, &'static str) {
        match self {
            Self::Given => ("Setuju", "ok"),
            Self::OutGrown => ("Dulu disetujui wali, sekarang tanyakan sendiri", "warn"),
            Self::GuardianLacks => ("Wali belum setuju", "warn"),
            Self::Withdrawn => ("Dicabut", "bad"),
            Self::NotAsked => ("Belum ditanyakan", ""),
        }
    }
}

/// Whether `person` is under 18 on `today`; without a birth date nobody is taken for a child.
pub(crate) fn is_minor(person: &Person, today: Date) -> bool {
    person.age_on(today).is_some_and(|age| age < GROWN)
}

/// People born after this day are under 18 on `today`.
pub(crate) fn minors_born_after(today: Date) -> Date {
    today.saturating_sub(jiff::Span::new().years(GROWN))
}

/// How things stand with `purpose` for somebody who is a `minor` or not.
pub fn standing(consents: &[Consent], purpose: Purpose, minor: bool) -> Standing {
    let about = || consents.iter().filter(|one| one.purpose == purpose);
    let holds = || about().filter(|one| one.withdrawn_on.is_none());
    let by_guardian = holds().any(|one| one.by_guardian);
    let by_self = holds().any(|one| !one.by_guardian);
    match (minor, by_guardian, by_self) {
        (true, true, _) | (false, _, true) => Standing::Given,
        (true, false, true) => Standing::GuardianLacks,
        (false, true, false) => Standing::OutGrown,
        _ if about().next().is_some() => Standing::Withdrawn,
        _ => Standing::NotAsked,
    }
}

/// What was typed about a guardian.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GuardianForm {
    pub(crate) nama: String,
    pub(crate) hubungan: String,
    pub(crate) hp: String,
}

/// A guardian to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGuardian {
    /// The name.
    pub name: String,
    /// What they are to the person.
    pub relation: Relation,
    /// Phone in E.164; may be empty.
    pub phone: String,
}

impl GuardianForm {
    pub(crate) fn of(guardian: &Guardian) -> Self {
        Self {
            nama: guardian.name.clone(),
            hubungan: guardian.relation.code().to_owned(),
            hp: guardian.local_phone(),
        }
    }

    pub(crate) fn read(&self) -> Result<NewGuardian, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 120);
        let relation = Relation::from_code(&self.hubungan);
        if relation.is_none() {
            errors.add("hubungan", "Pilih hubungannya dengan anggota ini.");
        }
        let phone = phone::one(&self.hp).map(|phone| phone.to_string());
        if phone.is_none() && !self.hp.trim().is_empty() {
            errors.add(
                "hp",
                "Nomor HP tidak dikenal. Tulis satu nomor seperti 0812-3456-7890.",
            );
        }
        match relation {
            Some(relation) if errors.is_empty() => Ok(NewGuardian {
                name,
                relation,
                phone: phone.unwrap_or_default(),
            }),
            _ => Err(errors),
        }
    }
}

/// What was typed about a consent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ConsentForm {
    pub(crate) untuk: Vec<String>,
    /// A guardian's id, or `sendiri`.
    pub(crate) oleh: String,
    pub(crate) tanggal: String,
    pub(crate) cara: String,
    pub(crate) catatan: String,
}

/// Consents to be kept, one for each purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsents {
    /// What for.
    pub purposes: Vec<Purpose>,
    /// Which guardian agreed; `None` when the person did.
    pub guardian: Option<GuardianId>,
    /// The name of who agreed.
    pub given_by: String,
    /// The day.
    pub given_on: Date,
    /// How.
    pub how: How,
    /// A remark; may be empty.
    pub note: String,
}

/// Who may agree, in the word of the form.
pub(crate) const SELF: &str = "sendiri";

impl ConsentForm {
    /// Whether the purpose with this code is ticked.
    pub(crate) fn wants(&self, code: &str) -> bool {
        self.untuk.iter().any(|one| one == code)
    }

    /// What was agreed about the person called `name`, or what is wrong at which field.
    pub(crate) fn read(
        &self,
        name: &str,
        guardians: &[Guardian],
        today: Date,
    ) -> Result<NewConsents, Errors> {
        let mut errors = Errors::default();
        let purposes: Vec<Purpose> = self
            .untuk
            .iter()
            .filter_map(|u| Purpose::from_code(u))
            .collect();
        if purposes.is_empty() {
            errors.add("untuk", "Pilih apa yang disetujui.");
        }
        let guardian = guardians.iter().find(|one| one.id.to_string() == self.oleh);
        if guardian.is_none() && self.oleh != SELF {
            errors.add("oleh", "Pilih siapa yang setuju.");
        }
        let how = How::from_code(&self.cara).filter(|how| How::BY_OFFICER.contains(how));
        if how.is_none() {
            errors.add("cara", "Pilih cara persetujuannya diberikan.");
        }
        let note = errors.within("catatan", &self.catatan, 200);
        let given_on = read_day(&mut errors, &self.tanggal, today);
        match (how, given_on) {
            (Some(how), Some(given_on)) if errors.is_empty() => Ok(NewConsents {
                purposes,
                guardian: guardian.map(|one| one.id),
                given_by: guardian.map_or(name, |one| &one.name).to_owned(),
                given_on,
                how,
                note,
            }),
            _ => Err(errors),
        }
    }
}

fn read_day(errors: &mut Errors, text: &str, today: Date) -> Option<Date> {
    match day::read(text.trim(), today) {
        Ok(day::Read::Day(day)) if day <= today => return Some(day),
        Ok(day::Read::Day(_)) => errors.add("tanggal", "Tanggalnya belum lewat."),
        _ => errors.add("tanggal", "Tulis tanggalnya seperti 17-08-2026."),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn consent(by_guardian: bool, withdrawn: bool) -> Consent {
        Consent {
            id: ConsentId(storage::fresh()),
            purpose: Purpose::Data,
            by_guardian,
            given_by: "Siti".into(),
            given_on: date(2026, 1, 2),
            how: How::Paper,
            note: String::new(),
            withdrawn_on: withdrawn.then(|| date(2026, 3, 4)),
        }
    }

    #[test]
    fn for_a_minor_only_a_guardian_can_agree() {
        let said = |consents: &[Consent]| standing(consents, Purpose::Data, true);
        assert_eq!(said(&[]), Standing::NotAsked);
        assert_eq!(said(&[consent(false, false)]), Standing::GuardianLacks);
        assert_eq!(said(&[consent(true, false)]), Standing::Given);
        assert_eq!(said(&[consent(true, true)]), Standing::Withdrawn);
        let again = [consent(true, true), consent(true, false)];
        assert_eq!(said(&again), Standing::Given, "given again");
    }

    #[test]
    fn who_has_grown_up_is_asked_anew() {
        let said = |consents: &[Consent]| standing(consents, Purpose::Data, false);
        assert_eq!(said(&[consent(true, false)]), Standing::OutGrown);
        assert_eq!(said(&[consent(false, false)]), Standing::Given);
    }

    #[test]
    fn a_consent_for_photos_is_none_for_data() {
        let photo = Consent {
            purpose: Purpose::Photo,
            ..consent(true, false)
        };
        assert_eq!(standing(&[photo], Purpose::Data, true), Standing::NotAsked);
    }

    #[test]
    fn on_the_birthday_somebody_is_grown() {
        let born_after = minors_born_after(date(2026, 11, 24));
        assert_eq!(born_after, date(2008, 11, 24));
        assert!(date(2008, 11, 24) <= born_after, "18 today");
        assert_eq!(minors_born_after(date(2028, 2, 29)), date(2010, 2, 28));
    }

    #[test]
    fn what_is_missing_in_a_consent_is_said_at_its_field() {
        let form = ConsentForm {
            tanggal: "25-11-2026".into(),
            ..ConsentForm::default()
        };
        let errors = form.read("Ana", &[], date(2026, 11, 24)).unwrap_err();
        for field in ["untuk", "oleh", "cara", "tanggal"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
        let form = ConsentForm {
            untuk: vec!["photo".into()],
            oleh: SELF.into(),
            tanggal: "24-11-2026".into(),
            cara: "said".into(),
            ..ConsentForm::default()
        };
        let new = form.read("Ana", &[], date(2026, 11, 24)).unwrap();
        assert_eq!((new.guardian, &*new.given_by), (None, "Ana"));
    }
}
