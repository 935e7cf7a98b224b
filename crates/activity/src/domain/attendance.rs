//! Attendance: present, excused, sick or absent, per session and person.
//! Every mark is kept; the newest by the clock of whoever made it counts, so that two phones
//! agree in whatever order their marks arrive, and a mark sent twice changes nothing.

use jiff::Timestamp;
use kernel::id::{MarkId, PersonId};

/// How somebody stands in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttendanceState {
    /// Hadir.
    Present,
    /// Izin.
    Excused,
    /// Sakit.
    Sick,
    /// Tidak hadir.
    Absent,
}

impl AttendanceState {
    /// Every state, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Present, Self::Excused, Self::Sick, Self::Absent];

    /// The word kept in the database, in the API and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Excused => "excused",
            Self::Sick => "sick",
            Self::Absent => "absent",
        }
    }

    /// The state called `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Present => "Hadir",
            Self::Excused => "Izin",
            Self::Sick => "Sakit",
            Self::Absent => "Tidak hadir",
        }
    }
}

/// How a mark was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Ticked in the grid.
    Tap,
    /// From a pasted WhatsApp list.
    Paste,
    /// From a QR code.
    Qr,
    /// From a typed code.
    Code,
    /// Written down at the door: not registered before.
    WalkIn,
    /// By another program, or a phone that was offline.
    Api,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Tap,
        Self::Paste,
        Self::Qr,
        Self::Code,
        Self::WalkIn,
        Self::Api,
    ];

    /// The word kept in the database and in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tap => "tap",
            Self::Paste => "paste",
            Self::Qr => "qr",
            Self::Code => "code",
            Self::WalkIn => "walk_in",
            Self::Api => "api",
        }
    }

    /// The way called `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// One mark, as it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Made by whoever marks, so that a repeat is harmless.
    pub id: MarkId,
    /// Who is marked.
    pub person: PersonId,
    /// As what.
    pub state: AttendanceState,
    /// When, by the clock of whoever marks.
    pub at: Timestamp,
    /// How.
    pub how: How,
}

/// Of two marks of one person in one session the one that counts: the later; of two at the same
/// moment the one with the greater id, so that the order of arrival never matters.
#[must_use]
pub fn winner(a: Mark, b: Mark) -> Mark {
    if (b.at, b.id) > (a.at, a.id) { b } else { a }
}

/// How many stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Present.
    pub present: i64,
    /// Excused.
    pub excused: i64,
    /// Sick.
    pub sick: i64,
    /// Absent.
    pub absent: i64,
}

impl Tally {
    /// Counts `n` more in `state`.
    pub fn add(&mut self, state: AttendanceState, n: i64) {
        match state {
            AttendanceState::Present => self.present += n,
            AttendanceState::Excused => self.excused += n,
            AttendanceState::Sick => self.sick += n,
            AttendanceState::Absent => self.absent += n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(at: i64, id: u128, state: AttendanceState) -> Mark {
        Mark {
            id: MarkId(storage::Uuid::from_u128(id)),
            person: PersonId(storage::Uuid::from_u128(1)),
            state,
            at: Timestamp::from_millisecond(at).unwrap(),
            how: How::Tap,
        }
    }

    #[test]
    fn the_later_mark_counts_whichever_arrives_first() {
        let (early, late) = (
            mark(1, 9, AttendanceState::Present),
            mark(2, 1, AttendanceState::Sick),
        );
        assert_eq!(winner(early, late), late);
        assert_eq!(winner(late, early), late);
    }

    proptest! {
        #[test]
        fn marks_agree_in_any_order(times in proptest::collection::vec((0_i64..5, 1_u128..50), 1..12)) {
            let states = AttendanceState::ALL;
            let marks: Vec<Mark> =
                times.iter().map(|(at, id)| mark(*at, *id, states[usize::try_from(*id % 4).unwrap()])).collect();
            let forward = marks.iter().copied().reduce(winner).unwrap();
            let backward = marks.iter().rev().copied().reduce(winner).unwrap();
            prop_assert_eq!((forward.at, forward.id), (backward.at, backward.id));
        }
    }
}
