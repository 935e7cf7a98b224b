//! The electorate: participants by group (an RT), seats that are named or still open.
//! Whoever else comes is an observer: voice, no vote.

use crate::domain::{Aged, Ages, Electorate, Quorum};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::PersonId;
use organization::{Kind, Placed};
use std::collections::{BTreeSet, HashMap};

/// A participant: somebody with a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// For which group.
    pub group: String,
    /// Put on the list by hand.
    pub by_hand: bool,
}

/// A group that sends participants, such as an RT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// "Dusun Krajan, RT 03/RW 02".
    pub label: String,
    /// Seats; 0 where every member is a participant.
    pub seats: u16,
    /// Whoever is named.
    pub named: Vec<Participant>,
}

impl Group {
    /// Seats without a name.
    #[must_use]
    pub fn open(&self) -> usize {
        usize::from(self.seats).saturating_sub(self.named.len())
    }

    /// Participants this group counts for: its seats, or whoever is named if they are more.
    #[must_use]
    pub fn counts(&self) -> usize {
        self.named.len() + self.open()
    }
}

/// All participants by their groups.
#[must_use]
pub fn by_group(seats: &[(String, u16)], participants: Vec<Participant>) -> Vec<Group> {
    let group = |(label, seats): &(String, u16)| Group {
        label: label.clone(),
        seats: *seats,
        named: Vec::new(),
    };
    let mut groups: Vec<Group> = seats.iter().map(group).collect();
    for participant in participants {
        let known = groups
            .iter_mut()
            .find(|group| group.label == participant.group);
        match known {
            Some(group) => group.named.push(participant),
            None => groups.push(Group {
                label: participant.group.clone(),
                seats: 0,
                named: vec![participant],
            }),
        }
    }
    groups.retain(|group| group.counts() > 0);
    groups.sort_by(|a, b| a.label.cmp(&b.label));
    groups
}

/// The label of each person's group: the RT, with the hamlet where one RT number stands in several.
/// Empty for whoever's RT is not known.
#[must_use]
pub fn group_labels(roll: &[Placed]) -> Vec<String> {
    let hamlets = |one: &Placed| {
        let same = roll
            .iter()
            .filter(|other| (other.rw, other.rt) == (one.rw, one.rt));
        same.map(|other| other.hamlet.as_str())
            .filter(|hamlet| !hamlet.is_empty())
            .collect::<BTreeSet<_>>()
    };
    let mut known: HashMap<(Option<u16>, Option<u16>), String> = HashMap::new();
    let label = |one: &Placed| {
        if one.rt.is_none() {
            return String::new();
        }
        let shared = known.entry((one.rw, one.rt)).or_insert_with(|| {
            match hamlets(one).into_iter().collect::<Vec<_>>()[..] {
                [] => Placed {
                    hamlet: String::new(),
                    ..one.clone()
                }
                .place(),
                [only] => Placed {
                    hamlet: only.to_owned(),
                    ..one.clone()
                }
                .place(),
                _ => String::new(),
            }
        });
        if shared.is_empty() {
            one.place()
        } else {
            shared.clone()
        }
    };
    roll.iter().map(label).collect()
}

/// Whether a member of the roll is a participant when every member is; whoever's age is unknown is.
#[must_use]
pub fn votes(ages: Ages, kind: Kind, born: Option<Date>, day: Date) -> bool {
    let member = matches!(kind, Kind::Active | Kind::Passive);
    member && !matches!(ages.aged(born, day), Aged::Outside(_))
}

/// The seats of each group where delegates vote; none where every member does.
#[must_use]
pub fn seats_each(electorate: Electorate) -> u16 {
    match electorate {
        Electorate::Delegates(each) => each,
        Electorate::Members(_) => 0,
    }
}

/// Who is in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// Participants there are in all.
    pub all: u32,
    /// Participants needed.
    pub needed: u32,
    /// Participants present.
    pub present: u32,
    /// Observers present.
    pub observers: u32,
    /// When the participant came with whom the quorum was there.
    pub reached: Option<Timestamp>,
}

impl Room {
    /// Counts the room; `arrivals` are the moments participants now present came, in any order.
    #[must_use]
    pub fn count(quorum: Quorum, all: u32, mut arrivals: Vec<Timestamp>, observers: u32) -> Self {
        arrivals.sort_unstable();
        let needed = quorum.needed(all);
        let last = usize::try_from(needed).unwrap_or(usize::MAX).checked_sub(1);
        Self {
            all,
            needed,
            present: u32::try_from(arrivals.len()).unwrap_or(u32::MAX),
            observers,
            reached: last.and_then(|at| arrivals.get(at)).copied(),
        }
    }

    /// Whether enough participants are there.
    #[must_use]
    pub fn quorate(&self) -> bool {
        self.all > 0 && self.present >= self.needed
    }

    /// Participants still lacking.
    #[must_use]
    pub fn lacking(&self) -> u32 {
        self.needed.saturating_sub(self.present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn participant(name: &str, group: &str) -> Participant {
        Participant {
            person: PersonId(storage::random()),
            name: name.into(),
            group: group.into(),
            by_hand: false,
        }
    }

    #[test]
    fn open_seats_count_and_a_group_that_sends_nobody_does_not() {
        let seats = [
            ("RT 01".into(), 3),
            ("RT 02".into(), 0),
            ("RT 03".into(), 1),
        ];
        let people = ["Ana", "Budi"].map(|name| participant(name, "RT 03"));
        let groups = by_group(&seats, people.to_vec());
        let told: Vec<_> = groups
            .iter()
            .map(|group| (group.label.as_str(), group.counts(), group.open()))
            .collect();
        assert_eq!(told, [("RT 01", 3, 3), ("RT 03", 2, 0)]);
    }

    #[test]
    fn an_rt_is_one_group_unless_two_hamlets_have_one_of_that_number() {
        let placed = |hamlet: &str, rt| Placed {
            id: PersonId(storage::random()),
            full_name: "Ana".into(),
            nickname: String::new(),
            hamlet: hamlet.into(),
            rt,
            rw: Some(1),
            kind: Kind::Active,
        };
        let roll = [
            placed("Krajan", Some(1)),
            placed("", Some(1)),
            placed("Krajan", Some(2)),
            placed("Gondang", Some(2)),
            placed("Gondang", None),
        ];
        let labels = group_labels(&roll);
        assert_eq!(labels[0], labels[1]);
        assert!(labels[0].contains("Krajan"), "{labels:?}");
        assert_ne!(labels[2], labels[3]);
        assert_eq!(labels[4], "");
    }

    #[test]
    fn the_quorum_is_reached_when_the_last_needed_participant_comes() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let room = Room::count(Quorum::HalfPlusOne, 4, vec![at(30), at(10), at(20)], 2);
        assert!(room.quorate());
        assert_eq!(
            (room.needed, room.present, room.reached),
            (3, 3, Some(at(30)))
        );
        let room = Room::count(Quorum::HalfPlusOne, 4, vec![at(30)], 9);
        assert_eq!(
            (room.quorate(), room.lacking(), room.reached),
            (false, 2, None)
        );
        assert!(!Room::count(Quorum::HalfPlusOne, 0, vec![], 0).quorate());
    }

    #[test]
    fn members_within_the_ages_vote_and_those_of_unknown_age() {
        let ages = Ages {
            from: Some(17),
            to: Some(45),
        };
        let day = date(2026, 12, 5);
        assert!(votes(ages, Kind::Passive, Some(date(2000, 1, 1)), day));
        assert!(votes(ages, Kind::Active, None, day));
        assert!(!votes(ages, Kind::Active, Some(date(1960, 1, 1)), day));
        assert!(!votes(ages, Kind::Honorary, Some(date(2000, 1, 1)), day));
        assert!(!votes(ages, Kind::Candidate, None, day));
    }
}
