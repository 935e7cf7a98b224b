//! Rows of the vote: candidates and rounds.

use crate::domain::{Candidate, Count, Election, Round, RoundState, Way};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

fn unpacked<T: DeserializeOwned>(text: &str) -> storage::Result<T> {
    serde_json::from_str(text).map_err(|error| storage::Error::Type(format!("vote: {error}")))
}

fn packed(value: &impl Serialize) -> storage::Result<String> {
    serde_json::to_string(value).map_err(|error| storage::Error::Type(format!("vote: {error}")))
}

impl FromRow for Candidate {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            person: row.get(1)?,
            name: row.get(2)?,
            warnings: unpacked(&row.get::<String>(3)?)?,
            withdrawn: row.get(4)?,
        })
    }
}

const ROUND: &str = "id, number, way, state, standing, present, handed_out, returned, counted, \
     elected, note, code, opened_at";

impl FromRow for Round {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let way: String = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            way: Way::from_code(&way)
                .ok_or_else(|| storage::Error::Type(format!("{way:?} is no way to vote")))?,
            state: RoundState::from_code(&row.get::<String>(3)?),
            standing: unpacked(&row.get::<String>(4)?)?,
            present: row.get(5)?,
            handed_out: row.get(6)?,
            returned: row.get(7)?,
            count: unpacked::<Count>(&row.get::<String>(8)?)?,
            elected: row.get(9)?,
            note: row.get(10)?,
            code: row.get(11)?,
            opened_at: row.get(12)?,
        })
    }
}

/// The vote of an assembly of the scope's unit so far.
pub(crate) async fn election(
    db: &mut impl Query,
    scope: &Scope,
    id: ActivityId,
) -> Result<Election> {
    let candidates = db
        .all(
            "select number, person_id, name, warnings, withdrawn from assembly_candidate
              where activity_id = $1 and unit_id = $2 order by number limit 100",
            args![id, scope.unit()],
        )
        .await?;
    let sql = format!(
        "select {ROUND} from assembly_round
          where activity_id = $1 and unit_id = $2 order by number limit 200"
    );
    let rounds = db.all(&sql, args![id, scope.unit()]).await?;
    Ok(Election { candidates, rounds })
}

/// Lets somebody of the scope's unit stand; `false` if they did already.
pub(crate) async fn add_candidate(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    candidate: &Candidate,
) -> Result<bool> {
    let added = tx
        .run(
            "insert into assembly_candidate (activity_id, number, unit_id, person_id, name,
                                             warnings, withdrawn)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            args![
                id,
                candidate.number,
                scope.unit(),
                candidate.person,
                &candidate.name,
                packed(&candidate.warnings)?,
                candidate.withdrawn
            ],
        )
        .await?;
    Ok(added > 0)
}

/// Notes that somebody withdraws, or stands again; `false` if they never stood.
pub(crate) async fn set_withdrawn(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    person: PersonId,
    withdrawn: bool,
) -> Result<bool> {
    let changed = tx
        .run(
            "update assembly_candidate set withdrawn = $4
              where activity_id = $1 and unit_id = $2 and person_id = $3",
            args![id, scope.unit(), person, withdrawn],
        )
        .await?;
    Ok(changed > 0)
}

/// Writes `round`, over what was known of it.
pub(crate) async fn save_round(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    round: &Round,
) -> Result<()> {
    tx.run(
        "insert into assembly_round (activity_id, number, unit_id, way, state, standing, present,
                                     handed_out, returned, counted, elected, note, code, opened_at,
                                     id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (id) do update
            set state = excluded.state, handed_out = excluded.handed_out,
                returned = excluded.returned, counted = excluded.counted,
                elected = excluded.elected, note = excluded.note",
        args![
            id,
            round.number,
            scope.unit(),
            round.way.code(),
            round.state.code(),
            packed(&round.standing)?,
            round.present,
            round.handed_out,
            round.returned,
            packed(&round.count)?,
            round.elected,
            &round.note,
            &round.code,
            round.opened_at,
            round.id
        ],
    )
    .await?;
    Ok(())
}
