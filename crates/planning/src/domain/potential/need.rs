//! What a village lacks: the problem, what it needs, which of what it has would help, and how much
//! people want it.

use kernel::id::{NeedId, PotentialId};

/// A need to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeed {
    /// "Lulusan SMK menganggur".
    pub problem: String,
    /// "Pelatihan kerja di bengkel".
    pub need: String,
    /// Where it is felt; may be empty.
    pub hamlet: String,
    /// Skills that would help, comma-separated; may be empty.
    pub skills: String,
}

/// A need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// What is said of it.
    pub says: NewNeed,
    /// What of the village would help.
    pub potentials: Vec<PotentialId>,
    /// Hands that were raised for it.
    pub hands: i64,
    /// Choices by the link.
    pub choices: i64,
}

impl Need {
    /// Whether `potential` would help.
    #[must_use]
    pub fn helped_by(&self, potential: &PotentialId) -> bool {
        self.potentials.contains(potential)
    }
}

/// A need in the order of what people want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Its place, the same for those who are level.
    pub place: usize,
    /// The need.
    pub need: Need,
}

impl Priority {
    /// `needs` by hands and choices together, the most wanted first; those nobody chose share the
    /// last place.
    #[must_use]
    pub fn order(mut needs: Vec<Need>) -> Vec<Self> {
        let wanted = |need: &Need| need.hands.saturating_add(need.choices);
        needs.sort_by_key(|need| std::cmp::Reverse(wanted(need)));
        let mut ordered: Vec<Self> = Vec::with_capacity(needs.len());
        for (at, need) in needs.into_iter().enumerate() {
            let place = match ordered.last() {
                Some(last) if wanted(&last.need) == wanted(&need) => last.place,
                _ => at + 1,
            };
            ordered.push(Self { place, need });
        }
        ordered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(name: &str, hands: i64, choices: i64) -> Need {
        Need {
            id: storage::fresh(),
            says: NewNeed {
                problem: name.into(),
                need: String::new(),
                hamlet: String::new(),
                skills: String::new(),
            },
            potentials: Vec::new(),
            hands,
            choices,
        }
    }

    #[test]
    fn hands_and_choices_count_together_and_level_needs_share_a_place() {
        let needs = vec![
            need("A", 2, 1),
            need("B", 0, 9),
            need("C", 3, 0),
            need("D", 0, 0),
        ];
        let told: Vec<(usize, String)> = Priority::order(needs)
            .into_iter()
            .map(|one| (one.place, one.need.says.problem))
            .collect();
        let expected = [(1, "B"), (2, "A"), (2, "C"), (4, "D")];
        assert_eq!(told, expected.map(|(place, name)| (place, name.to_owned())));
    }
}
