//! The columns by which the village's own system keeps the members of an institution
//! (`lembaga`), and its numbers for offices: 1 to 4 for who leads, 90 for everybody else.

use super::{Position, Seat};
use kernel::access::Role;
use kernel::id::PersonId;

/// The columns, as the system calls them; a NIK goes out by its last four digits only.
pub(crate) const HEADINGS: [&str; 13] = [
    "kode",
    "lembaga",
    "no_anggota",
    "nama",
    "nik_akhir",
    "jabatan",
    "no_sk_jabatan",
    "periode",
    "no_sk_pengangkatan",
    "tgl_sk_pengangkatan",
    "no_sk_pemberhentian",
    "tgl_sk_pemberhentian",
    "keterangan",
];

/// The number of somebody without an office.
pub(crate) const MEMBER: &str = "90";

/// The offices that have a number.
const NUMBERED: [(&str, Role); 4] = [
    ("1", Role::Chair),
    ("2", Role::ViceChair),
    ("3", Role::Secretary),
    ("4", Role::Treasurer),
];

/// The number of an office with its usual title; any other goes out in its own words.
#[must_use]
pub(crate) fn office(position: Position, title: &str, division: &str) -> String {
    let numbered = NUMBERED
        .iter()
        .find(|(_, role)| position == Position::With(*role));
    match numbered {
        Some((number, role)) if division.is_empty() && title == role.title() => {
            (*number).to_owned()
        }
        _ if division.is_empty() => title.to_owned(),
        _ => format!("{title} ({division})"),
    }
}

/// The seat that the system's `jabatan` means for `person`; none for a plain member or where the
/// word is unknown. "Ketua Seksi Olahraga" leads the division of that name; what [`office`] wrote
/// is read again: "Koordinator Bidang (Bidang Olahraga)".
#[must_use]
pub(crate) fn seat(jabatan: &str, person: PersonId) -> Option<Seat> {
    let text = jabatan.split_whitespace().collect::<Vec<_>>().join(" ");
    let seat = |position: Position, title: &str, division: &str| Seat {
        person,
        position,
        title: title.to_owned(),
        division: division.to_owned(),
    };
    if let Some((_, role)) = NUMBERED.iter().find(|(number, _)| *number == text) {
        return Some(seat(Position::With(*role), "", ""));
    }
    let lower = text.to_lowercase();
    let (title, division) = match text.split_once(" (") {
        Some((title, rest)) => (title, rest.trim_end_matches(')')),
        None => match DIVISION.iter().find_map(|word| lower.find(word)) {
            Some(at) if text.is_char_boundary(at) => (text[..at].trim_end(), &text[at..]),
            _ => (&*text, ""),
        },
    };
    let position = position(&title.to_lowercase(), !division.is_empty())?;
    let usual = ["", "wakil", "anggota", &position.title().to_lowercase()];
    let title = if usual.contains(&&*title.to_lowercase()) {
        ""
    } else {
        title
    };
    Some(seat(position, title, division))
}

/// Words that begin a division's name.
const DIVISION: [&str; 3] = ["bidang", "seksi", "divisi"];

/// What a title, in small letters, means. In a division nobody leads but its head: its secretary
/// is not the board's.
fn position(title: &str, in_division: bool) -> Option<Position> {
    let begins = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    let role = |role| Some(Position::With(role));
    if in_division {
        return match title.is_empty() || begins(&["ketua", "kepala", "koordinator"]) {
            true => role(Role::DivisionHead),
            false => Some(Position::Member),
        };
    }
    match () {
        () if begins(&["pelindung"]) => Some(Position::Patron),
        () if begins(&["penasihat", "penasehat"]) => Some(Position::Advisor),
        () if begins(&["pembina"]) => role(Role::Supervisor),
        () if begins(&["wakil ketua"]) || title == "wakil" => role(Role::ViceChair),
        () if begins(&["ketua"]) => role(Role::Chair),
        () if begins(&["sekretaris", "wakil sekretaris"]) => role(Role::Secretary),
        () if begins(&["bendahara", "wakil bendahara"]) => role(Role::Treasurer),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(jabatan: &str) -> Option<(Position, String, String)> {
        let seat = seat(jabatan, PersonId(storage::Uuid::nil()))?;
        Some((seat.position, seat.shown_title(), seat.division))
    }

    #[test]
    fn the_systems_numbers_are_offices_and_ninety_is_none() {
        let chair = (
            Position::With(Role::Chair),
            "Ketua".to_owned(),
            String::new(),
        );
        assert_eq!(read("1"), Some(chair.clone()));
        assert_eq!(read("KETUA"), Some(chair));
        for none in ["90", "", "ANGGOTA", "-", "0", "5", "tidak tahu"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn words_tell_the_office_and_the_division() {
        for (text, role, title, division) in [
            ("Wakil Ketua I", Role::ViceChair, "Wakil Ketua I", ""),
            ("WAKIL", Role::ViceChair, "Wakil Ketua", ""),
            ("Wakil Sekretaris", Role::Secretary, "Wakil Sekretaris", ""),
            ("Bendahara II", Role::Treasurer, "Bendahara II", ""),
            (
                "Ketua Seksi Olahraga",
                Role::DivisionHead,
                "Ketua",
                "Seksi Olahraga",
            ),
            (
                "Seksi Humas",
                Role::DivisionHead,
                "Koordinator Bidang",
                "Seksi Humas",
            ),
        ] {
            let wanted = (Position::With(role), title.to_owned(), division.to_owned());
            assert_eq!(read(text), Some(wanted), "{text}");
        }
        for (text, title) in [
            ("Anggota Bidang Humas", "Anggota Bidang"),
            ("Sekretaris Bidang Humas", "Sekretaris"),
        ] {
            let member = (
                Position::Member,
                title.to_owned(),
                "Bidang Humas".to_owned(),
            );
            assert_eq!(read(text), Some(member), "{text}");
        }
    }

    #[test]
    fn what_goes_out_comes_in_again_the_same() {
        for (position, title, division) in [
            (Position::With(Role::Chair), "Ketua", ""),
            (Position::With(Role::Secretary), "Sekretaris II", ""),
            (
                Position::With(Role::DivisionHead),
                "Koordinator Bidang",
                "Bidang Keamanan",
            ),
            (
                Position::Member,
                "Anggota Bidang",
                "Bidang Humas dan Dokumentasi",
            ),
            (Position::Patron, "Pelindung", ""),
        ] {
            let out = office(position, title, division);
            let wanted = (position, title.to_owned(), division.to_owned());
            assert_eq!(read(&out), Some(wanted), "{out}");
        }
    }
}
