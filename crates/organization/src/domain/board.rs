//! A board: positions with and without rights, the seats of a new one, and what makes it whole.

use jiff::civil::Date;
use kernel::access::Role;
use kernel::id::PersonId;

/// What a place on the board means to the program; the title beside it is the board's own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Pelindung, mostly the village head; without rights.
    Patron,
    /// Penasihat; without rights.
    Advisor,
    /// A place with the rights of a role.
    With(Role),
    /// A member of a division; without rights.
    Member,
}

impl Position {
    /// What a board has, in the order in which it stands on paper.
    pub const ALL: [Self; 9] = [
        Self::Patron,
        Self::Advisor,
        Self::With(Role::Supervisor),
        Self::With(Role::Chair),
        Self::With(Role::ViceChair),
        Self::With(Role::Secretary),
        Self::With(Role::Treasurer),
        Self::With(Role::DivisionHead),
        Self::Member,
    ];

    /// The role whose rights come with the position.
    #[must_use]
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::With(role) => Some(role),
            Self::Patron | Self::Advisor | Self::Member => None,
        }
    }

    /// The word kept in the database: the role's own where there is one.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Patron => "patron",
            Self::Advisor => "advisor",
            Self::With(role) => role.code(),
            Self::Member => "member",
        }
    }

    /// The position whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "patron" => Some(Self::Patron),
            "advisor" => Some(Self::Advisor),
            "member" => Some(Self::Member),
            _ => Role::from_code(code).map(Self::With),
        }
    }

    /// The usual title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Patron => "Pelindung",
            Self::Advisor => "Penasihat",
            Self::With(role) => role.title(),
            Self::Member => "Anggota Bidang",
        }
    }

    /// Where the position stands on a list of the board, small first.
    #[must_use]
    pub fn rank(self) -> usize {
        let found = Self::ALL.iter().position(|one| *one == self);
        found.unwrap_or(Self::ALL.len())
    }

    /// Whether it stands above the board: patrons, advisors, supervisors.
    #[must_use]
    pub const fn is_honorary(self) -> bool {
        matches!(
            self,
            Self::Patron | Self::Advisor | Self::With(Role::Supervisor)
        )
    }
}

/// A place on a new board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who takes it.
    pub person: PersonId,
    /// What it means to the program.
    pub position: Position,
    /// As the board calls it; empty for the usual title.
    pub title: String,
    /// The division (bidang, seksi) it belongs to; empty for the daily board.
    pub division: String,
}

impl Seat {
    /// The title on the page.
    #[must_use]
    pub fn shown_title(&self) -> String {
        match self.title.trim() {
            "" => self.position.title().to_owned(),
            title => title.to_owned(),
        }
    }

    /// The title with the division, as paper tells it.
    #[must_use]
    pub fn whole_title(&self) -> String {
        whole_title(&self.shown_title(), &self.division)
    }
}

/// The title with the division, unless it names it already: "Anggota, Bidang Olahraga",
/// "Koordinator Olahraga".
#[must_use]
pub(crate) fn whole_title(title: &str, division: &str) -> String {
    let own = division.to_lowercase();
    let word = |word| own.strip_prefix(word);
    let own = word("bidang ")
        .or(word("seksi "))
        .or(word("divisi "))
        .unwrap_or(&own);
    let names_it = title.to_lowercase().contains(own);
    if division.is_empty() || names_it {
        title.to_owned()
    } else {
        format!("{title}, {division}")
    }
}

/// A decree that is to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDecree {
    /// "141/12/2026".
    pub number: String,
    /// Day on the paper.
    pub day: Option<Date>,
    /// Who issued it: "Kepala Desa Jambu".
    pub issuer: String,
    /// First day that it covers.
    pub from: Option<Date>,
    /// Last day that it covers.
    pub until: Option<Date>,
}

impl NewDecree {
    /// The day on the paper: "20 November 2026".
    #[must_use]
    pub fn shown_day(&self) -> Option<String> {
        self.day.map(kernel::day::medium)
    }
}

/// A board that takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBoard {
    /// First day of its term; the board before it ends on the day before.
    pub from: Date,
    /// Last day of its term as planned, if it is known.
    pub until: Option<Date>,
    /// The decree that confirms it, if it is there already.
    pub decree: Option<NewDecree>,
    /// Its seats, in the order of the paper.
    pub seats: Vec<Seat>,
}

/// Why a board can't take over; the texts are for whoever tries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoardError {
    /// Nobody leads it.
    #[error("Susunan ini belum punya ketua. Tambahkan ketuanya dulu.")]
    NoChair,
    /// More seats than any board has.
    #[error("Susunan ini lebih dari 300 jabatan. Kurangi dulu.")]
    TooLarge,
    /// Its first day has not come.
    #[error("Masa bakti baru dimulai paling lambat hari ini. Lakukan pergantian pada harinya.")]
    NotYet,
    /// It would begin before the board that it replaces.
    #[error("Masa bakti baru harus mulai sesudah masa bakti sekarang, yaitu sesudah {0}.")]
    TooEarly(String),
    /// It ends before it begins.
    #[error("Akhir masa bakti harus sesudah awalnya.")]
    EndsBefore,
}

impl NewBoard {
    /// Whether this board may take over on `today` from one in office since `running`.
    ///
    /// A board never begins in the future: rights change at one moment, that of the change itself.
    ///
    /// # Errors
    ///
    /// What is wrong first, as [`BoardError`].
    pub fn check(&self, today: Date, running: Option<Date>) -> Result<(), BoardError> {
        let leads = |seat: &Seat| seat.position == Position::With(Role::Chair);
        if self.seats.len() > 300 {
            return Err(BoardError::TooLarge);
        }
        if !self.seats.iter().any(leads) {
            return Err(BoardError::NoChair);
        }
        if self.from > today {
            return Err(BoardError::NotYet);
        }
        if let Some(begun) = running.filter(|begun| self.from < *begun) {
            return Err(BoardError::TooEarly(kernel::day::medium(begun)));
        }
        match self.until {
            Some(until) if until < self.from => Err(BoardError::EndsBefore),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn board(position: Position) -> NewBoard {
        let seat = Seat {
            person: PersonId(storage::Uuid::from_u128(1)),
            position,
            title: " ".to_owned(),
            division: String::new(),
        };
        NewBoard {
            from: date(2026, 11, 24),
            until: Some(date(2031, 11, 23)),
            decree: None,
            seats: vec![seat],
        }
    }

    const CHAIR: Position = Position::With(Role::Chair);

    #[test]
    fn a_position_is_found_by_its_code_and_stands_in_the_order_of_the_paper() {
        for (rank, position) in Position::ALL.into_iter().enumerate() {
            assert_eq!(Position::from_code(position.code()), Some(position));
            assert_eq!(position.rank(), rank);
        }
        assert_eq!(Position::from_code("emperor"), None);
    }

    #[test]
    fn patrons_advisors_and_members_bring_no_rights() {
        let none = [Position::Patron, Position::Advisor, Position::Member];
        assert!(none.into_iter().all(|one| one.role().is_none()));
    }

    #[test]
    fn a_seat_without_a_title_has_the_usual_one() {
        assert_eq!(board(CHAIR).seats[0].shown_title(), "Ketua");
    }

    #[test]
    fn a_board_needs_a_chair() {
        let today = date(2026, 11, 24);
        assert_eq!(
            board(Position::Patron).check(today, None),
            Err(BoardError::NoChair)
        );
        assert_eq!(board(CHAIR).check(today, None), Ok(()));
    }

    #[test]
    fn a_board_takes_over_on_its_first_day_or_later_never_before() {
        assert_eq!(
            board(CHAIR).check(date(2026, 11, 23), None),
            Err(BoardError::NotYet)
        );
        assert_eq!(board(CHAIR).check(date(2026, 12, 20), None), Ok(()));
    }

    #[test]
    fn a_board_begins_no_earlier_than_the_one_it_replaces() {
        let today = date(2026, 11, 24);
        let begun = |day| board(CHAIR).check(today, Some(day));
        assert_eq!(
            begun(date(2026, 11, 24)),
            Ok(()),
            "chosen and replaced on one day"
        );
        assert!(matches!(
            begun(date(2026, 11, 25)),
            Err(BoardError::TooEarly(_))
        ));
    }

    #[test]
    fn a_term_ends_after_it_begins() {
        let mut board = board(CHAIR);
        board.until = Some(date(2026, 11, 23));
        assert_eq!(
            board.check(date(2026, 11, 24), None),
            Err(BoardError::EndsBefore)
        );
    }
}
