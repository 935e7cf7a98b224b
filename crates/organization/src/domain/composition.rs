//! A board as it is read: patrons first, then who leads from day to day, then division by division.

use crate::board::Seated;
use kernel::access::Role;

use super::Position;

/// A part of a board with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// "Pengurus harian", or the division's own name.
    pub title: String,
    /// Whether `title` is a division's own name and so in nobody's dictionary.
    pub is_division: bool,
    /// Who belongs to it, the head first.
    pub seats: Vec<Seated>,
}

/// `seats`, which stand in the order of the paper, by heading; no group is empty.
#[must_use]
pub fn composition(seats: &[Seated]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for seat in seats {
        let (title, is_division) = heading(seat);
        let known = groups
            .iter_mut()
            .find(|group| group.title == title && group.is_division == is_division);
        match known {
            Some(group) => group.seats.push(seat.clone()),
            None => groups.push(Group {
                title: title.to_owned(),
                is_division,
                seats: vec![seat.clone()],
            }),
        }
    }
    groups
}

fn heading(seat: &Seated) -> (&str, bool) {
    match seat.position {
        position if position.is_honorary() => ("Pelindung, penasihat, dan pembina", false),
        _ if !seat.division.is_empty() => (&seat.division, true),
        Position::With(Role::DivisionHead) | Position::Member => ("Bidang", false),
        _ => ("Pengurus harian", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::id::{AppointmentId, PersonId};

    fn seat(name: &str, position: Position, division: &str) -> Seated {
        Seated {
            id: AppointmentId(storage::Uuid::nil()),
            person: PersonId(storage::Uuid::nil()),
            name: name.to_owned(),
            position,
            title: position.title().to_owned(),
            division: division.to_owned(),
            from: date(2026, 11, 24),
            until: None,
        }
    }

    #[test]
    fn a_board_is_read_from_its_patrons_down_to_its_divisions() {
        let head = Position::With(Role::DivisionHead);
        let seats = [
            seat("Pak Kades", Position::Patron, ""),
            seat("Ana", Position::With(Role::Chair), ""),
            seat("Budi", head, "Olahraga"),
            seat("Citra", head, "Humas"),
            seat("Dewi", head, ""),
            seat("Eko", Position::Member, "Olahraga"),
        ];
        let read: Vec<_> = composition(&seats)
            .into_iter()
            .map(|group| (group.title, group.seats.len()))
            .collect();
        let expected = [
            ("Pelindung, penasihat, dan pembina", 1),
            ("Pengurus harian", 1),
            ("Olahraga", 2),
            ("Humas", 1),
            ("Bidang", 1),
        ];
        assert_eq!(read, expected.map(|(title, n)| (title.to_owned(), n)));
    }
}
