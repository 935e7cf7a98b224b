//! Who meets whom after the groups, read from a text: `1A-2B` is the first of group A against the
//! second of group B, `1D-3B/E/F` against a third of one of those groups, `1A` alone has a bye.
//! The pairs stand in the order of the bracket: the winners of the first two meet next.

use std::collections::BTreeMap;
use std::fmt;

/// A rule of crossing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// In the order of the bracket; `None` is a bye.
    pub pairs: Vec<[Option<Place>; 2]>,
}

/// A place in the groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 1 is the winner of the group.
    pub rank: usize,
    /// The group; of several, one whose entrant of that rank goes through, as the best thirds do.
    pub groups: Vec<String>,
}

/// A crossing that can't be read, or that the groups can't fill.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrossingError {
    /// Nothing in it.
    #[error("aturan silang kosong; tulis seperti 1A-2B, 1B-2A")]
    Empty,
    /// A part that is no pair of places.
    #[error("bagian ke-{at} dari aturan silang, “{text}”, tidak terbaca; tulis seperti 1A-2B")]
    Unreadable {
        /// The pair, from 1.
        at: usize,
        /// What stands there.
        text: String,
    },
    /// A place used twice.
    #[error("{0} dipakai dua kali dalam aturan silang")]
    Twice(Place),
    /// Places of several groups at two ranks.
    #[error(
        "{0} lain peringkat dari bagian sebelumnya; hanya satu peringkat bisa dibagi antargrup"
    )]
    Ranks(Place),
    /// A group that does not exist.
    #[error("aturan silang memakai {0}, padahal grup itu tidak ada")]
    NoGroup(Place),
    /// A place beyond the group.
    #[error("aturan silang memakai {place}, padahal grup itu hanya berisi {size}")]
    NoRank {
        /// The place.
        place: Place,
        /// How many the group has.
        size: usize,
    },
    /// No way to give the places of several groups to those who go through.
    #[error("peringkat {rank} dari grup {} tidak bisa dibagi menurut aturan silang", .groups.join(", "))]
    NoShare {
        /// The rank.
        rank: usize,
        /// The groups whose entrant of that rank goes through.
        groups: Vec<String>,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.rank, self.groups.join("/"))
    }
}

impl Crossing {
    /// Reads pairs parted by commas, semicolons or lines, their sides by a dash, `v`, `vs` or
    /// `lawan`.
    ///
    /// # Errors
    ///
    /// [`CrossingError::Empty`], [`CrossingError::Unreadable`], [`CrossingError::Twice`],
    /// [`CrossingError::Ranks`].
    pub fn read(text: &str) -> Result<Self, CrossingError> {
        let parts = text.split([',', ';', '\n']).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let mut pairs = Vec::new();
        for (at, part) in (1..).zip(parts) {
            pairs.push(pair(part).ok_or_else(|| CrossingError::Unreadable {
                at,
                text: part.to_owned(),
            })?);
        }
        let crossing = Self { pairs };
        crossing.places_once()?;
        crossing.one_shared_rank()?;
        Ok(crossing)
    }

    /// Winners against runners-up of the neighbouring group, those of one group in different
    /// halves: for four groups `1A-2B, 1C-2D, 1B-2A, 1D-2C`. The groups are an even number.
    #[must_use]
    pub fn neighbours(groups: usize) -> Self {
        let place = |rank, group| {
            Some(Place {
                rank,
                groups: vec![super::name(group)],
            })
        };
        let meets = |group: usize| [place(1, group), place(2, group ^ 1)];
        let groups = groups - groups % 2;
        let order = (0..groups).step_by(2).chain((1..groups).step_by(2));
        Self {
            pairs: order.map(meets).collect(),
        }
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.pairs.iter().flatten().flatten()
    }

    fn places_once(&self) -> Result<(), CrossingError> {
        if self.pairs.is_empty() {
            return Err(CrossingError::Empty);
        }
        let mut seen = std::collections::HashSet::new();
        for place in self.places().filter(|place| place.groups.len() == 1) {
            if !seen.insert((place.rank, &place.groups[0])) {
                return Err(CrossingError::Twice(place.clone()));
            }
        }
        Ok(())
    }

    fn shared(&self) -> Vec<&Place> {
        self.places()
            .filter(|place| place.groups.len() > 1)
            .collect()
    }

    fn one_shared_rank(&self) -> Result<(), CrossingError> {
        let shared = self.shared();
        let other = shared.iter().find(|place| place.rank != shared[0].rank);
        other.map_or(Ok(()), |&place| Err(CrossingError::Ranks(place.clone())))
    }

    /// The pairs of the first knock-out round. `tables` has each group in its final order;
    /// `through` names, best first, the groups whose entrant of a shared rank goes through.
    /// Where the rule leaves a choice, the first shared place takes the best it may.
    ///
    /// # Errors
    ///
    /// [`CrossingError`] if a group or a rank does not exist or the shared places can't be given.
    pub fn fill<T: Clone>(
        &self,
        tables: &BTreeMap<String, Vec<T>>,
        through: &[String],
    ) -> Result<Vec<[Option<T>; 2]>, CrossingError> {
        let mut shares = self.share(through)?.into_iter();
        let mut side = |place: &Option<Place>| -> Result<Option<T>, CrossingError> {
            let Some(place) = place else {
                return Ok(None);
            };
            let group = match &place.groups[..] {
                [group] => Some(group.clone()),
                _ => shares.next(),
            };
            let known = group.and_then(|group| tables.get(&group));
            let table = known.ok_or_else(|| CrossingError::NoGroup(place.clone()))?;
            let found = place.rank.checked_sub(1).and_then(|rank| table.get(rank));
            Ok(Some(found.cloned().ok_or_else(|| {
                CrossingError::NoRank {
                    place: place.clone(),
                    size: table.len(),
                }
            })?))
        };
        let both = |[a, b]: &[Option<Place>; 2]| Ok([side(a)?, side(b)?]);
        self.pairs.iter().map(both).collect()
    }

    /// The group of each shared place, in the order of the rule.
    fn share(&self, through: &[String]) -> Result<Vec<String>, CrossingError> {
        let open = self.shared();
        let Some(rank) = open.first().map(|place| place.rank) else {
            return Ok(Vec::new());
        };
        let named = |group: &str| {
            let mut places = self.places().filter(|place| place.rank == rank);
            places.any(|place| place.groups == [group])
        };
        let left: Vec<String> = through
            .iter()
            .filter(|group| !named(group))
            .cloned()
            .collect();
        let taken = match_up(&open, &left).ok_or_else(|| CrossingError::NoShare {
            rank,
            groups: left.clone(),
        })?;
        Ok(taken.into_iter().map(|at| left[at].clone()).collect())
    }
}

/// For each place the group it takes: the best it may, as far as the later ones still find theirs.
fn match_up(open: &[&Place], through: &[String]) -> Option<Vec<usize>> {
    let may = |place: &Place, at: usize| place.groups.contains(&through[at]);
    let mut fixed: Vec<usize> = Vec::new();
    while fixed.len() < open.len() {
        let here = fixed.len();
        let next = (0..through.len()).find(|&at| {
            let mut owner = vec![None; through.len()];
            let tried = fixed.iter().copied().chain([at]).enumerate();
            let free = tried.fold(true, |free, (place, at)| {
                free && may(open[place], at) && owner[at].replace(place).is_none()
            });
            free && (here + 1..open.len()).all(|place| {
                let mut seen = vec![false; through.len()];
                find(place, here, open, &may, &mut owner, &mut seen)
            })
        })?;
        fixed.push(next);
    }
    Some(fixed)
}

/// Finds a group for `place`, moving later places where that helps (Kuhn's method); those up to
/// `fixed` stay.
fn find(
    place: usize,
    fixed: usize,
    open: &[&Place],
    may: &impl Fn(&Place, usize) -> bool,
    owner: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for at in 0..owner.len() {
        if !may(open[place], at) || std::mem::replace(&mut seen[at], true) {
            continue;
        }
        let free = match owner[at] {
            None => true,
            Some(other) => other > fixed && find(other, fixed, open, may, owner, seen),
        };
        if free {
            owner[at] = Some(place);
            return true;
        }
    }
    false
}

fn pair(text: &str) -> Option<[Option<Place>; 2]> {
    let text = text.replace(['–', '—', ':'], "-");
    let spoken = |word: &str| text.split_once(word);
    let sides = spoken("-")
        .or_else(|| spoken(" lawan "))
        .or_else(|| spoken(" vs "))
        .or_else(|| spoken(" v "));
    match sides {
        Some((a, b)) => Some([Some(place(a)?), Some(place(b)?)]),
        None => Some([Some(place(&text)?), None]),
    }
}

/// `1A`, `A1`, or of several groups `3A/B/C`.
fn place(text: &str) -> Option<Place> {
    let text = text.trim();
    let digits = |c: char| c.is_ascii_digit();
    let (rank, groups) = if text.starts_with(digits) {
        text.split_at(text.find(|c| !digits(c))?)
    } else {
        let at = text.find(digits)?;
        (&text[at..], &text[..at])
    };
    let groups: Vec<String> = groups
        .split('/')
        .map(|group| group.trim().to_owned())
        .collect();
    let fine = |group: &String| !group.is_empty() && group.chars().all(char::is_alphabetic);
    let rank = rank.parse().ok().filter(|&rank| rank > 0)?;
    groups.iter().all(fine).then_some(Place { rank, groups })
}

#[cfg(test)]
mod tests;
