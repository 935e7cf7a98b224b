//! How a board calls its offices and its divisions: shipped lists that a unit may change.
//! What an office may do follows from its position, never from its name.

use super::{Position, Seat, UnitKind};
use crate::board::Seated;
use kernel::access::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::Errors;

/// Most names on one list.
const MOST: usize = 40;
/// Longest name.
const LONGEST: usize = 80;

/// Divisions as village boards have them; the regulations leave them open.
const DIVISIONS: [&str; 11] = [
    "Bidang Pendidikan dan Pelatihan",
    "Bidang Usaha Kesejahteraan Sosial",
    "Bidang Usaha Ekonomi Produktif",
    "Bidang Kerohanian dan Pembinaan Mental",
    "Bidang Olahraga dan Seni Budaya",
    "Bidang Lingkungan Hidup",
    "Bidang Hukum dan Advokasi",
    "Bidang Organisasi dan Kemitraan",
    "Bidang Humas dan Dokumentasi",
    "Bidang Keamanan",
    "Bidang Pemberdayaan Perempuan",
];

/// Sections as committees have them.
const SECTIONS: [&str; 8] = [
    "Seksi Acara",
    "Seksi Perlombaan",
    "Seksi Perlengkapan",
    "Seksi Konsumsi",
    "Seksi Humas dan Dokumentasi",
    "Seksi Keamanan",
    "Seksi Dana dan Usaha",
    "Seksi Kebersihan",
];

/// The names of offices and divisions of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BoardWords {
    /// Names of offices by the position's code, the usual one first.
    titles: BTreeMap<String, Vec<String>>,
    /// Names of divisions in their order.
    pub divisions: Vec<String>,
}

impl BoardWords {
    /// The shipped lists for a unit of `kind`.
    #[must_use]
    pub fn preset(kind: UnitKind) -> Self {
        let titles = |position: Position| {
            let names = preset_titles(position, kind).iter();
            let names = names.map(|name| (*name).to_owned()).collect();
            (position.code().to_owned(), names)
        };
        let divisions: &[&str] = match kind {
            UnitKind::Committee => &SECTIONS,
            _ => &DIVISIONS,
        };
        Self {
            titles: Position::ALL.into_iter().map(titles).collect(),
            divisions: divisions.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// What the unit calls `position`, the usual name first.
    pub fn titles(&self, position: Position) -> impl Iterator<Item = &str> {
        let kept = self.titles.get(position.code());
        kept.into_iter().flatten().map(String::as_str)
    }

    /// What the unit usually calls `position`.
    #[must_use]
    pub fn title(&self, position: Position) -> &str {
        self.titles(position).next().unwrap_or(position.title())
    }

    /// Every position with its usual name, in the order of the paper.
    #[must_use]
    pub fn positions(&self) -> Vec<(Position, String)> {
        let named = |position| (position, self.title(position).to_owned());
        Position::ALL.map(named).to_vec()
    }

    /// Every name of an office, in the order of the positions; a proposal, anything else is as good.
    #[must_use]
    pub fn all_titles(&self) -> Vec<String> {
        let of = |position| self.titles(position);
        let all = Position::ALL.into_iter().flat_map(of);
        all.map(str::to_owned).collect()
    }

    /// The divisions that `seats` name, then those of the list that they do not.
    #[must_use]
    pub fn divisions_with(&self, seats: &[Seated]) -> Vec<String> {
        let used = seats.iter().map(|seat| &seat.division);
        let mut names: Vec<String> = Vec::new();
        for name in used.chain(&self.divisions) {
            if !name.is_empty() && !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// `seat` under its usual name where it has none of its own.
    #[must_use]
    pub fn named(&self, seat: Seat) -> Seat {
        let title = self.or_usual(seat.position, &seat.title);
        Seat { title, ..seat }
    }

    /// `typed`, or the usual name of `position` where nothing was typed.
    #[must_use]
    pub fn or_usual(&self, position: Position, typed: &str) -> String {
        match typed.trim() {
            "" => self.title(position).to_owned(),
            title => title.to_owned(),
        }
    }
}

fn preset_titles(position: Position, kind: UnitKind) -> &'static [&'static str] {
    let above = kind.regional() && kind != UnitKind::Village;
    let committee = kind == UnitKind::Committee;
    match position {
        Position::With(Role::Chair) if kind == UnitKind::Nation => &["Ketua Umum"],
        Position::With(Role::Chair) if committee => &["Ketua Panitia"],
        Position::With(Role::Chair) => &["Ketua"],
        Position::With(Role::ViceChair) if above => {
            &["Wakil Ketua", "Wakil Ketua I", "Wakil Ketua II"]
        }
        Position::With(Role::ViceChair) => &["Wakil Ketua"],
        Position::With(Role::Secretary) if kind == UnitKind::Nation => {
            &["Sekretaris Jenderal", "Wakil Sekretaris Jenderal"]
        }
        Position::With(Role::Secretary) => &["Sekretaris", "Wakil Sekretaris"],
        Position::With(Role::Treasurer) => &["Bendahara", "Wakil Bendahara"],
        Position::With(Role::DivisionHead) if committee => &["Koordinator Seksi"],
        Position::With(Role::DivisionHead) => &["Koordinator Bidang"],
        Position::With(Role::Supervisor) => &["Pembina"],
        Position::With(_) => &["Panitia"],
        Position::Patron => &["Pelindung"],
        Position::Advisor => &["Penasihat"],
        Position::Member if committee => &["Anggota Seksi"],
        Position::Member => &["Anggota Bidang"],
    }
}

/// What was typed: one name on a line, for each position by its code.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BoardWordsForm {
    #[serde(flatten)]
    pub(crate) lists: BTreeMap<String, String>,
}

/// The field with the divisions.
pub(crate) const BIDANG: &str = "bidang";

impl BoardWordsForm {
    pub(crate) fn of(words: &BoardWords, version: i64) -> Self {
        let titles = Position::ALL.into_iter().map(|position| {
            let names: Vec<&str> = words.titles(position).collect();
            (position.code().to_owned(), names.join("\n"))
        });
        let mut lists: BTreeMap<String, String> = titles.collect();
        lists.insert(BIDANG.to_owned(), words.divisions.join("\n"));
        lists.insert("versi".to_owned(), version.to_string());
        Self { lists }
    }

    /// What was typed in the field.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.lists.get(field).map_or("", String::as_str)
    }

    pub(crate) fn read(&self) -> Result<BoardWords, Errors> {
        let mut errors = Errors::default();
        let mut titles = BTreeMap::new();
        for position in Position::ALL {
            let field = position.code();
            let names = names(&mut errors, field, self.text(field));
            if names.is_empty() && errors.of(field).is_empty() {
                errors.add(field, "Isi paling sedikit satu sebutan.");
            }
            titles.insert(field.to_owned(), names);
        }
        let divisions = names(&mut errors, BIDANG, self.text(BIDANG));
        if errors.is_empty() {
            Ok(BoardWords { titles, divisions })
        } else {
            Err(errors)
        }
    }
}

/// The names in `text`, a line each; one that is there twice counts once.
fn names(errors: &mut Errors, field: &'static str, text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if all.iter().any(|known| known == line) {
            continue;
        }
        if line.chars().count() > LONGEST || all.len() == MOST {
            errors.add(field, "Paling banyak 40 baris, masing-masing 80 huruf.");
            return Vec::new();
        }
        all.push(line.to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_has_a_name_at_every_level_and_a_villages_is_the_usual_one() {
        for kind in UnitKind::ALL {
            let words = BoardWords::preset(kind);
            for position in Position::ALL {
                assert!(
                    words.titles(position).next().is_some(),
                    "{kind:?} {position:?}"
                );
            }
            assert!(words.divisions.len() > 5);
        }
        let village = BoardWords::preset(UnitKind::Village);
        for position in Position::ALL {
            assert_eq!(village.title(position), position.title());
        }
    }

    #[test]
    fn a_form_comes_back_as_it_went_and_says_what_is_missing() {
        let words = BoardWords::preset(UnitKind::Village);
        assert_eq!(BoardWordsForm::of(&words, 1).read(), Ok(words.clone()));
        let errors = BoardWordsForm::default().read().unwrap_err();
        assert!(!errors.of("chair").is_empty() && errors.of(BIDANG).is_empty());
        let mut form = BoardWordsForm::of(&words, 1);
        let mut with = |text: &str| {
            form.lists.insert(BIDANG.to_owned(), text.to_owned());
            form.read()
        };
        let twice = with("Olahraga\n Olahraga \n\nSeni").unwrap();
        assert_eq!(twice.divisions, ["Olahraga", "Seni"]);
        assert_eq!(with("").unwrap().divisions.len(), 0);
        assert!(!with(&"x".repeat(81)).unwrap_err().of(BIDANG).is_empty());
        let many: Vec<String> = (0..41).map(|n| n.to_string()).collect();
        assert!(!with(&many.join("\n")).unwrap_err().of(BIDANG).is_empty());
    }

    #[test]
    fn a_seat_without_a_name_gets_the_usual_one_and_keeps_its_own() {
        let words = BoardWords::preset(UnitKind::Committee);
        let seat = |title: &str| Seat {
            person: kernel::id::PersonId(storage::Uuid::nil()),
            position: Position::With(Role::Chair),
            title: title.to_owned(),
            division: String::new(),
        };
        assert_eq!(words.named(seat(" ")).title, "Ketua Panitia");
        assert_eq!(words.named(seat("Pak Ketua")).title, "Pak Ketua");
    }
}
