//! Rows of an electronic ballot. What is kept apart on purpose: `assembly_ballot` says which cards
//! are unused (a hash, no person, no number), `assembly_box` how many votes are in for whom. A vote
//! is no row of its own: it has no id, no time, no place in an order.

use crate::domain::{Count, Round};
use kernel::access::Scope;
use kernel::id::{ActivityId, UnitId};
use storage::{Query, Tx, Uuid, args};
use web::Result;

/// Keeps the hashes of a round's cards, in their own order, not that of the print.
pub(crate) async fn add_ballots(
    tx: &mut Tx,
    scope: &Scope,
    round: &Round,
    mut hashes: Vec<Vec<u8>>,
) -> Result<()> {
    hashes.sort_unstable();
    for hash in hashes {
        tx.run(
            "insert into assembly_ballot (hash, round_id, unit_id) values ($1, $2, $3)",
            args![hash, round.id, scope.unit()],
        )
        .await?;
    }
    for choice in round.standing.iter().chain([&crate::domain::INVALID]) {
        tx.run(
            "insert into assembly_box (round_id, choice, unit_id, votes) values ($1, $2, $3, 0)",
            args![round.id, *choice, scope.unit()],
        )
        .await?;
    }
    Ok(())
}

/// The round that an unused card is for: its unit, its assembly, its number.
pub(crate) async fn round_of(
    db: &mut impl Query,
    hash: &[u8],
) -> Result<Option<(UnitId, ActivityId, u32)>> {
    Ok(db
        .maybe(
            "select r.unit_id, r.activity_id, r.number
               from assembly_ballot b join assembly_round r on r.id = b.round_id
              where b.hash = $1",
            args![hash],
        )
        .await?)
}

/// Burns a card; `false` if it was used already.
pub(crate) async fn burn(tx: &mut Tx, round: Uuid, hash: &[u8]) -> Result<bool> {
    let burned = tx
        .run(
            "delete from assembly_ballot where hash = $1 and round_id = $2",
            args![hash, round],
        )
        .await?;
    Ok(burned > 0)
}

/// Puts a vote into the box of a round.
pub(crate) async fn drop_in(tx: &mut Tx, round: Uuid, choice: u32) -> Result<()> {
    tx.run(
        "update assembly_box set votes = votes + 1 where round_id = $1 and choice = $2",
        args![round, choice],
    )
    .await?;
    Ok(())
}

/// Cards of a round that are not used yet.
pub(crate) async fn unused(db: &mut impl Query, round: Uuid) -> Result<u32> {
    Ok(db
        .one(
            "select count(*) from assembly_ballot where round_id = $1",
            args![round],
        )
        .await?)
}

/// Empties the box of a round: its count, its cards gone.
pub(crate) async fn empty(tx: &mut Tx, round: &Round) -> Result<Count> {
    let votes: Vec<(u32, u32)> = tx
        .all(
            "select choice, votes from assembly_box where round_id = $1 order by choice limit 100",
            args![round.id],
        )
        .await?;
    for table in ["assembly_box", "assembly_ballot"] {
        tx.run(
            &format!("delete from {table} where round_id = $1"),
            args![round.id],
        )
        .await?;
    }
    let (invalid, votes): (Vec<_>, Vec<_>) = votes
        .into_iter()
        .partition(|(choice, _)| *choice == crate::domain::INVALID);
    Ok(Count {
        votes,
        invalid: invalid.first().map_or(0, |(_, votes)| *votes),
        abstain: 0,
    })
}
