//! An activity and its sessions: what, when, where, for how many.
//! A session's time may be a word ("ba'da Isya"); a day is always a day.

use crate::domain::CertificateRule;
use jiff::civil::{Date, Time};
use kernel::clock;
use kernel::day;
use kernel::id::{ActivityId, SessionId, UnitId};
use kernel::zone::Zone;

/// What kind of activity it is; the article's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Pelatihan, lokakarya, seminar.
    Training,
    /// Rapat, musyawarah.
    Meeting,
    /// Olahraga.
    Sport,
    /// Festival seni dan budaya.
    Festival,
    /// Bakti sosial, kerja bakti.
    Service,
    /// Anything else.
    #[default]
    Other,
}

impl Kind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Training,
        Self::Meeting,
        Self::Sport,
        Self::Festival,
        Self::Service,
        Self::Other,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Meeting => "meeting",
            Self::Sport => "sport",
            Self::Festival => "festival",
            Self::Service => "service",
            Self::Other => "other",
        }
    }

    /// The kind kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Training => "Pelatihan",
            Self::Meeting => "Rapat",
            Self::Sport => "Olahraga",
            Self::Festival => "Festival seni",
            Self::Service => "Bakti sosial",
            Self::Other => "Lainnya",
        }
    }
}

/// Whether an activity takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Announced.
    #[default]
    Open,
    /// Called off; its page says so.
    Cancelled,
}

impl State {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "cancelled" {
            Self::Cancelled
        } else {
            Self::Open
        }
    }
}

/// An activity of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Whose.
    pub unit: UnitId,
    /// Its short code: `/k/{code}` and `/d/{code}`.
    pub code: String,
    /// What kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it is about; may be empty.
    pub about: String,
    /// Where.
    pub place: String,
    /// The first session's day.
    pub starts_on: Date,
    /// The last session's day.
    pub ends_on: Date,
    /// Seats; no limit when `None`.
    pub quota: Option<u32>,
    /// Last day of registration; that day still counts. Until the first day when `None`.
    pub closes_on: Option<Date>,
    /// Whether people can register at all.
    pub registration: bool,
    /// Whom to ask, with a phone; may be empty.
    pub contact: String,
    /// Whether it takes place.
    pub state: State,
    /// Who gets a certificate.
    pub certificate: CertificateRule,
    /// Grows with every change that its public page shows, registrations included.
    pub version: i64,
    /// Grows with every change an officer makes; a form saves over the edition it was opened with.
    pub edition: i64,
}

impl Activity {
    /// The last day on which registration is open.
    #[must_use]
    pub fn last_registration_day(&self) -> Date {
        self.closes_on.unwrap_or(self.starts_on)
    }

    /// "Sabtu, 5 Desember 2026"; "5–6 Desember 2026" over several days;
    /// "31 Oktober 2026 s.d. 1 November 2026" over months.
    #[must_use]
    pub fn days(&self) -> String {
        if self.starts_on == self.ends_on {
            return day::long(self.starts_on);
        }
        let (first, last) = (self.starts_on, self.ends_on);
        if first.first_of_month() == last.first_of_month() {
            return format!("{}–{}", first.day(), day::medium(last));
        }
        format!("{} s.d. {}", day::medium(first), day::medium(last))
    }
}

/// One session: a half-day, an evening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Of which activity.
    pub activity: ActivityId,
    /// Whose.
    pub unit: UnitId,
    /// 1, 2, …
    pub position: i64,
    /// "Sesi 1", or what the board calls it.
    pub title: String,
    /// Its day.
    pub day: Date,
    /// When it starts, if by the clock.
    pub start: Option<Time>,
    /// When it ends, if by the clock.
    pub end: Option<Time>,
    /// When it starts in words: "ba'da Isya"; or how it ends: "selesai".
    pub time_label: String,
}

impl Session {
    /// "19.30–21.00 WIB", "ba'da Isya", "19.30 WIB s.d. selesai".
    #[must_use]
    pub fn time(&self, zone: Zone) -> String {
        let label = self.time_label.as_str();
        match (self.start, self.end) {
            (Some(start), Some(end)) => {
                format!("{}–{}", clock::short(start), clock::with_zone(end, zone))
            }
            (Some(start), None) if label == "selesai" => {
                format!("{} s.d. selesai", clock::with_zone(start, zone))
            }
            (Some(start), None) if label.is_empty() => clock::with_zone(start, zone),
            (Some(start), None) => format!("{label} ({})", clock::with_zone(start, zone)),
            (None, _) => label.to_owned(),
        }
    }

    /// "Sabtu, 5 Desember 2026, 19.30 WIB".
    #[must_use]
    pub fn when(&self, zone: Zone) -> String {
        let time = self.time(zone);
        let comma = if time.is_empty() { "" } else { ", " };
        format!("{}{comma}{time}", day::long(self.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(starts_on: Date, ends_on: Date) -> String {
        let nobody = kernel::id::UnitId(storage::Uuid::nil());
        let activity = Activity {
            id: ActivityId(storage::Uuid::nil()),
            unit: nobody,
            code: String::new(),
            kind: Kind::Training,
            title: String::new(),
            about: String::new(),
            place: String::new(),
            starts_on,
            ends_on,
            quota: None,
            closes_on: None,
            registration: true,
            contact: String::new(),
            state: State::Open,
            certificate: CertificateRule::default(),
            version: 1,
            edition: 1,
        };
        activity.days()
    }

    #[test]
    fn days_are_told_as_short_as_they_can_be() {
        let (fifth, sixth) = (date(2026, 12, 5), date(2026, 12, 6));
        assert_eq!(days(fifth, fifth), "Sabtu, 5 Desember 2026");
        assert_eq!(days(fifth, sixth), "5–6 Desember 2026");
        assert_eq!(
            days(date(2026, 10, 31), date(2026, 11, 1)),
            "31 Oktober 2026 s.d. 1 November 2026"
        );
    }
}
