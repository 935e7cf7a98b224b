//! Registration: a seat while there are any, then a place in the queue.
//! A seat that becomes free goes to whoever has waited longest; a larger quota lets more in.
//! One person has one registration; whoever withdrew and comes back waits at the end.

use jiff::civil::Date;
use kernel::id::{ActivityId, PersonId, RegistrationId, UnitId};

/// A place in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Has a seat.
    Seat,
    /// Waits.
    Queue,
    /// Was registered and is no more.
    Withdrawn,
}

impl Place {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seat => "seat",
            Self::Queue => "queue",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The place kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "seat" => Self::Seat,
            "queue" => Self::Queue,
            _ => Self::Withdrawn,
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Seat => "Terdaftar",
            Self::Queue => "Daftar tunggu",
            Self::Withdrawn => "Batal",
        }
    }
}

/// Why somebody can't register; the words are for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// The activity takes no registrations.
    #[error("Kegiatan ini tidak memakai pendaftaran. Langsung datang saja.")]
    NotNeeded,
    /// It was called off.
    #[error("Kegiatan ini dibatalkan, jadi pendaftarannya ditutup.")]
    Cancelled,
    /// The last day has passed.
    #[error("Pendaftaran sudah ditutup. Tanyakan ke panitia kalau masih ingin ikut.")]
    Closed,
}

/// What registration must know about an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enrolment {
    /// Whether there is registration.
    pub needed: bool,
    /// Whether the activity was called off.
    pub cancelled: bool,
    /// Last day, which still counts.
    pub closes_on: Date,
    /// Seats; no limit when `None`.
    pub quota: Option<u32>,
    /// Seats taken.
    pub taken: i64,
}

impl Enrolment {
    /// Whether somebody may register on `today`, the day in the unit's zone.
    ///
    /// # Errors
    ///
    /// [`RegisterError`] says why not.
    pub fn open(&self, today: Date) -> Result<(), RegisterError> {
        if self.cancelled {
            Err(RegisterError::Cancelled)
        } else if !self.needed {
            Err(RegisterError::NotNeeded)
        } else if today > self.closes_on {
            Err(RegisterError::Closed)
        } else {
            Ok(())
        }
    }

    /// The place of the next who comes.
    #[must_use]
    pub fn next_place(&self) -> Place {
        if self.free().is_some_and(|free| free <= 0) {
            Place::Queue
        } else {
            Place::Seat
        }
    }

    /// Seats left; `None` without a limit.
    #[must_use]
    pub fn free(&self) -> Option<i64> {
        self.quota.map(|quota| i64::from(quota) - self.taken)
    }

    /// How many of `waiting` get a seat now.
    #[must_use]
    pub fn promoted(&self, waiting: i64) -> i64 {
        self.free().map_or(waiting, |free| free.clamp(0, waiting))
    }
}

/// Somebody's registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// For which activity.
    pub activity: ActivityId,
    /// Whose activity.
    pub unit: UnitId,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Where the person stands.
    pub place: Place,
    /// Order of waiting; small first.
    pub rank: i64,
    /// The secret part of the registration's own address.
    pub token: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn enrolment(quota: Option<u32>, taken: i64) -> Enrolment {
        let closes_on = date(2026, 12, 1);
        Enrolment {
            needed: true,
            cancelled: false,
            closes_on,
            quota,
            taken,
        }
    }

    #[test]
    fn the_closing_day_still_counts() {
        let enrolment = enrolment(Some(2), 0);
        assert_eq!(enrolment.open(date(2026, 12, 1)), Ok(()));
        assert_eq!(
            enrolment.open(date(2026, 12, 2)),
            Err(RegisterError::Closed)
        );
    }

    #[test]
    fn the_third_of_two_seats_waits() {
        assert_eq!(enrolment(Some(2), 1).next_place(), Place::Seat);
        assert_eq!(enrolment(Some(2), 2).next_place(), Place::Queue);
        assert_eq!(enrolment(None, 2_000).next_place(), Place::Seat);
    }

    #[test]
    fn a_free_seat_goes_to_as_many_as_wait_and_fit() {
        assert_eq!(enrolment(Some(2), 1).promoted(5), 1);
        assert_eq!(enrolment(Some(10), 2).promoted(5), 5);
        assert_eq!(enrolment(Some(1), 3).promoted(5), 0);
        assert_eq!(enrolment(None, 3).promoted(5), 5);
    }

    #[test]
    fn a_cancelled_activity_takes_nobody() {
        let cancelled = Enrolment {
            cancelled: true,
            ..enrolment(None, 0)
        };
        assert_eq!(
            cancelled.open(date(2026, 11, 1)),
            Err(RegisterError::Cancelled)
        );
        let free = Enrolment {
            needed: false,
            ..enrolment(None, 0)
        };
        assert_eq!(free.open(date(2026, 11, 1)), Err(RegisterError::NotNeeded));
    }
}
