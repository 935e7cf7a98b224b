//! Which of a village's people a unit sees: all of them, those who live somewhere, or those who
//! were chosen. A hamlet, an RT and a committee have no roll of their own, only such a view.

/// Whom a unit sees of the roll it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// Everybody: the roll is the unit's own.
    #[default]
    All,
    /// Who lives there.
    Place(Place),
    /// Who was put on the unit's list.
    Chosen,
}

/// Where people live; what is empty does not narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Hamlets as boards write them, one spelling each: "Krajan", "Dusun Krajan".
    pub hamlets: Vec<String>,
    /// Number of the RW.
    pub rw: Option<u16>,
    /// Numbers of RT.
    pub rts: Vec<u16>,
}

impl Place {
    /// Whether it says nothing, and so would show everybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hamlets.is_empty() && self.rw.is_none() && self.rts.is_empty()
    }

    /// One place for both, if there is one that shows exactly their people: hamlets beside
    /// hamlets, RT beside RT of the same RW.
    #[must_use]
    pub fn together(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        if self.rw == other.rw && self.rts.is_empty() && other.rts.is_empty() {
            if self.hamlets.is_empty() || other.hamlets.is_empty() {
                return (self == other).then_some(both);
            }
            let new = other.hamlets.iter();
            both.hamlets
                .extend(new.filter(|it| !self.hamlets.contains(it)).cloned());
            return Some(both);
        }
        let rts = !self.rts.is_empty() && !other.rts.is_empty();
        if rts && self.rw == other.rw && self.hamlets == other.hamlets {
            both.rts.extend(&other.rts);
            both.rts.sort_unstable();
            both.rts.dedup();
            return Some(both);
        }
        None
    }

    /// "Dusun Krajan, RW 02, RT 03 dan 04", or as much as is said.
    #[must_use]
    pub fn describe(&self) -> String {
        let rts = self.rts.iter().map(|rt| format!("RT {rt:02}"));
        let rw = self.rw.map(|rw| format!("RW {rw:02}"));
        let all: Vec<String> = self.hamlets.iter().cloned().chain(rw).chain(rts).collect();
        all.join(", ")
    }
}

/// `|a|b|`, so that one of several is found by its bars; empty for none.
pub(crate) fn packed(items: impl Iterator<Item = String>) -> String {
    let joined = items
        .map(|item| item.replace('|', " ").trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect::<Vec<_>>()
        .join("|");
    if joined.is_empty() {
        joined
    } else {
        format!("|{joined}|")
    }
}

/// What [`packed`] kept.
pub(crate) fn unpacked(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_kept_between_bars() {
        let text = packed(
            ["Krajan", " Dusun Krajan ", ""]
                .map(str::to_owned)
                .into_iter(),
        );
        assert_eq!(text, "|Krajan|Dusun Krajan|");
        assert_eq!(
            unpacked(&text).collect::<Vec<_>>(),
            ["Krajan", "Dusun Krajan"]
        );
        assert_eq!(packed(std::iter::empty()), "");
    }

    #[test]
    fn two_places_become_one_where_nobody_else_would_be_seen() {
        let hamlet = |name: &str| Place {
            hamlets: vec![name.into()],
            ..Place::default()
        };
        let rt = |rw, rts: &[u16]| Place {
            rw: Some(rw),
            rts: rts.to_vec(),
            ..Place::default()
        };
        let both = hamlet("Krajan").together(&hamlet("Gondang"));
        assert_eq!(both.map(|it| it.describe()), Some("Krajan, Gondang".into()));
        assert_eq!(rt(1, &[2]).together(&rt(1, &[1, 2])), Some(rt(1, &[1, 2])));
        assert_eq!(rt(1, &[2]).together(&rt(2, &[3])), None);
        assert_eq!(hamlet("Krajan").together(&rt(1, &[1])), None);
    }

    #[test]
    fn a_place_is_told_as_far_as_it_is_known() {
        let place = Place {
            hamlets: vec!["Krajan".into()],
            rw: Some(2),
            rts: vec![3, 4],
        };
        assert_eq!(place.describe(), "Krajan, RW 02, RT 03, RT 04");
        assert!(Place::default().is_empty());
    }
}
