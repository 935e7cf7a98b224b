//! What is typed about a unit below a board: its kind, its name, where its people live, and what
//! it tells about itself. Numbers of RT may be a list with ranges: "1-4, 7".

use crate::domain::{Place, UnitKind};
use serde::Deserialize;
use web::Errors;

/// See the module's words; every field a string, so that nothing is lost.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PartForm {
    pub(crate) jenis: String,
    pub(crate) nama: String,
    pub(crate) dusun: String,
    pub(crate) rw: String,
    pub(crate) rt: String,
    pub(crate) tentang: String,
    pub(crate) cara: String,
    pub(crate) narahubung: String,
    pub(crate) terbuka: String,
    pub(crate) versi: String,
}

impl PartForm {
    /// The kind chosen, among those that boards make below themselves.
    pub(crate) fn kind(&self, errors: &mut Errors) -> Option<UnitKind> {
        let kind = UnitKind::from_code(&self.jenis).filter(|kind| !kind.regional());
        if kind.is_none() {
            errors.add("jenis", "Pilih jenis unitnya.");
        }
        kind
    }

    /// Whether nothing was typed about where its people live.
    pub(crate) fn names_no_place(&self) -> bool {
        [&self.dusun, &self.rw, &self.rt]
            .into_iter()
            .all(|typed| typed.trim().is_empty())
    }

    /// Where its people live; a list needs none of it.
    pub(crate) fn place(&self, kind: UnitKind, errors: &mut Errors) -> Place {
        if matches!(kind, UnitKind::Technical | UnitKind::Committee) {
            return Place::default();
        }
        let hamlets = errors.within("dusun", &self.dusun, 200);
        let place = Place {
            hamlets: hamlets
                .split(',')
                .map(|hamlet| hamlet.trim().to_owned())
                .filter(|hamlet| !hamlet.is_empty())
                .take(20)
                .collect(),
            rw: read_rw(&self.rw, errors),
            rts: errors
                .keep("rt", read_numbers(&self.rt))
                .unwrap_or_default(),
        };
        if place.is_empty() && errors.is_empty() {
            errors.add(
                "dusun",
                "Isi dusun, RW, atau RT supaya jelas siapa warganya.",
            );
        }
        place
    }

    /// The texts of its public page, checked for length.
    pub(crate) fn texts(&self, errors: &mut Errors) -> [String; 3] {
        [
            errors.within("tentang", &self.tentang, 1_000),
            errors.within("cara", &self.cara, 1_000),
            errors.within("narahubung", &self.narahubung, 120),
        ]
    }
}

fn read_rw(text: &str, errors: &mut Errors) -> Option<u16> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = number(text);
    if number.is_none() {
        errors.add("rw", "Isi dengan angka, misalnya 03.");
    }
    number
}

fn number(text: &str) -> Option<u16> {
    let digits = text
        .trim()
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok().filter(|n| (1..=999).contains(n))
}

/// The numbers of "1-4, 7" in order, each once; none for an empty text.
fn read_numbers(text: &str) -> Result<Vec<u16>, &'static str> {
    const WRONG: &str = "Tulis nomor RT seperti 1-4, 7.";
    let mut all = Vec::new();
    for part in text.split([',', ';', '\n']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => all.extend(first..=last),
            _ => return Err(WRONG),
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// "1-4, 7" again.
pub(crate) fn write_numbers(numbers: &[u16]) -> String {
    let mut parts: Vec<(u16, u16)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let written = parts.into_iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_numbers_may_have_ranges() {
        assert_eq!(read_numbers("1-4, RT 07, 3"), Ok(vec![1, 2, 3, 4, 7]));
        assert_eq!(read_numbers(""), Ok(vec![]));
        assert!(read_numbers("4-1").is_err());
        assert!(read_numbers("tiga").is_err());
        assert_eq!(write_numbers(&[1, 2, 3, 4, 7]), "1-4, 7");
        assert_eq!(write_numbers(&[]), "");
    }

    #[test]
    fn a_hamlet_says_where_and_a_committee_need_not() {
        let form = PartForm {
            dusun: "Krajan, Dusun Krajan".into(),
            rw: "RW 2".into(),
            ..PartForm::default()
        };
        let mut errors = Errors::default();
        let place = form.place(UnitKind::Hamlet, &mut errors);
        assert_eq!(place.hamlets, ["Krajan", "Dusun Krajan"]);
        assert_eq!(place.rw, Some(2));
        assert!(errors.is_empty());
        PartForm::default().place(UnitKind::Committee, &mut errors);
        assert!(errors.is_empty());
        PartForm::default().place(UnitKind::Rt, &mut errors);
        assert!(!errors.of("dusun").is_empty());
    }
}
