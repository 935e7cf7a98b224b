//! Who is in the room: the electorate against the check-in of the session at hand.

use crate::domain::{Assembly, Group, Room, sitting};
use crate::store;
use activity::{Arrival, Session};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::PersonId;
use std::collections::{HashMap, HashSet};
use storage::Query;
use web::{Error, Result};

/// The room, with names.
pub(crate) struct Presence {
    /// The session whose check-in counts.
    pub(crate) session: Session,
    /// The electorate by group.
    pub(crate) groups: Vec<Group>,
    /// Whoever is present, with when they came.
    pub(crate) arrived: HashMap<PersonId, Arrival>,
    /// Whoever is present without a vote, by name.
    pub(crate) observers: Vec<Arrival>,
    /// The numbers.
    pub(crate) room: Room,
}

/// Counts the room of an assembly on `today`.
pub(crate) async fn presence(
    db: &mut impl Query,
    scope: &Scope,
    assembly: &Assembly,
    today: Date,
) -> Result<Presence> {
    let sessions = activity::sessions(db, assembly.id()).await?;
    let session = sitting(&sessions, today).ok_or(Error::NotFound)?.clone();
    let groups = store::groups(db, scope, assembly.id()).await?;
    let arrivals = activity::arrivals(db, scope, session.id).await?;
    let voters: HashSet<PersonId> = groups
        .iter()
        .flat_map(|group| group.named.iter().map(|one| one.person))
        .collect();
    let all = groups.iter().map(Group::counts).sum::<usize>();
    let of_voters = arrivals.iter().filter(|one| voters.contains(&one.person));
    let moments = of_voters.map(|one| one.since).collect();
    let observers: Vec<Arrival> = arrivals
        .iter()
        .filter(|one| !voters.contains(&one.person))
        .cloned()
        .collect();
    let quorum = assembly.plan.rules.quorum;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Presence {
        room: Room::count(quorum, number(all), moments, number(observers.len())),
        session,
        groups,
        arrived: arrivals.into_iter().map(|one| (one.person, one)).collect(),
        observers,
    })
}
