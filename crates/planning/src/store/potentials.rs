//! Rows of what a village has, of its sketch map, and of what it lacks.

use crate::domain::potential::{Capital, Condition, Need, NewNeed, NewPotential, Potential, Spot};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{FileId, NeedId, PotentialId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const POTENTIAL: &str = "id, capital, name, note, owner, state, hamlet, latitude, longitude, \
     spot_x, spot_y, photo_id, edition";

impl FromRow for Potential {
    fn from_row(row: &Row) -> Result<Self> {
        let pair = |a: usize, b: usize| -> Result<Option<(i64, i64)>> {
            let both: (Option<i64>, Option<i64>) = (row.get(a)?, row.get(b)?);
            Ok(both.0.zip(both.1))
        };
        let share = |part: i64| u16::try_from(part.clamp(0, 1_000)).unwrap_or(0);
        Ok(Self {
            id: row.get(0)?,
            says: NewPotential {
                capital: Capital::from_code(&row.get::<String>(1)?).unwrap_or(Capital::Nature),
                name: row.get(2)?,
                note: row.get(3)?,
                owner: row.get(4)?,
                condition: Condition::from_code(&row.get::<String>(5)?),
                hamlet: row.get(6)?,
                coordinates: pair(7, 8)?,
            },
            spot: pair(9, 10)?.map(|(x, y)| Spot {
                x: share(x),
                y: share(y),
            }),
            photo: row.get(11)?,
            edition: row.get(12)?,
        })
    }
}

/// Adds something that the scope's unit has.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewPotential,
    now: Timestamp,
) -> Result<PotentialId> {
    let id: PotentialId = storage::fresh();
    tx.run(
        "insert into potential (id, unit_id, capital, name, note, owner, state, hamlet, latitude,
                                longitude, edition, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)",
        args![
            id,
            scope.unit(),
            new.capital.code(),
            &new.name,
            &new.note,
            &new.owner,
            new.condition.map_or("", Condition::code),
            &new.hamlet,
            new.coordinates.map(|pair| pair.0),
            new.coordinates.map(|pair| pair.1),
            now
        ],
    )
    .await?;
    Ok(id)
}

/// Changes one that is still in this `edition`.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    (id, edition): (PotentialId, i64),
    new: &NewPotential,
) -> Result<bool> {
    let changed = tx
        .run(
            "update potential
                set capital = $4, name = $5, note = $6, owner = $7, state = $8, hamlet = $9,
                    latitude = $10, longitude = $11, edition = edition + 1
              where id = $1 and unit_id = $2 and edition = $3",
            args![
                id,
                scope.unit(),
                edition,
                new.capital.code(),
                &new.name,
                &new.note,
                &new.owner,
                new.condition.map_or("", Condition::code),
                &new.hamlet,
                new.coordinates.map(|pair| pair.0),
                new.coordinates.map(|pair| pair.1)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Says where something is on the sketch map, or that it is nowhere there.
pub(crate) async fn place(
    tx: &mut Tx,
    scope: &Scope,
    id: PotentialId,
    spot: Option<Spot>,
) -> Result<u64> {
    tx.run(
        "update potential set spot_x = $3, spot_y = $4 where id = $1 and unit_id = $2",
        args![
            id,
            scope.unit(),
            spot.map(|spot| i64::from(spot.x)),
            spot.map(|spot| i64::from(spot.y))
        ],
    )
    .await
}

/// Gives something its photo, in place of the one it had.
pub(crate) async fn set_photo(
    tx: &mut Tx,
    scope: &Scope,
    id: PotentialId,
    photo: FileId,
) -> Result<u64> {
    tx.run(
        "update potential set photo_id = $3 where id = $1 and unit_id = $2",
        args![id, scope.unit(), photo],
    )
    .await
}

/// The one `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: PotentialId,
) -> Result<Option<Potential>> {
    let sql = format!("select {POTENTIAL} from potential where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// What the scope's unit has, in the order of writing; at most 500.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Potential>> {
    let sql = format!(
        "select {POTENTIAL} from potential where unit_id = $1 order by created_at, id limit 500"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Takes one out, with its ties to needs.
pub(crate) async fn remove(tx: &mut Tx, scope: &Scope, id: PotentialId) -> Result<u64> {
    tx.run(
        "delete from need_potential where potential_id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await?;
    tx.run(
        "delete from potential where id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await
}

/// A sketch map: its picture and its size in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sketch {
    pub(crate) file: FileId,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

storage::from_row!(Sketch {
    file,
    width,
    height
});

/// The sketch map of the scope's unit.
pub(crate) async fn sketch(db: &mut impl Query, scope: &Scope) -> Result<Option<Sketch>> {
    db.maybe(
        "select file_id, width, height from sketch_map where unit_id = $1",
        args![scope.unit()],
    )
    .await
}

/// Keeps a sketch map in place of the one there was.
pub(crate) async fn set_sketch(tx: &mut Tx, scope: &Scope, sketch: &Sketch) -> Result<u64> {
    tx.run(
        "insert into sketch_map (unit_id, file_id, width, height) values ($1, $2, $3, $4)
         on conflict (unit_id) do update set file_id = $2, width = $3, height = $4",
        args![scope.unit(), sketch.file, sketch.width, sketch.height],
    )
    .await
}

/// Adds a need; `None` if one of the unit says the same.
pub(crate) async fn add_need(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewNeed,
    now: Timestamp,
) -> Result<Option<NeedId>> {
    let same: Option<NeedId> = tx
        .maybe(
            "select id from need where unit_id = $1 and problem = $2 and need = $3 limit 1",
            args![scope.unit(), &new.problem, &new.need],
        )
        .await?;
    if same.is_some() {
        return Ok(None);
    }
    let id: NeedId = storage::fresh();
    tx.run(
        "insert into need (id, unit_id, problem, need, hamlet, skills, hands, choices, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, 0, $7)",
        args![
            id,
            scope.unit(),
            &new.problem,
            &new.need,
            &new.hamlet,
            &new.skills,
            now
        ],
    )
    .await?;
    Ok(Some(id))
}

type NeedRow = (NeedId, String, String, String, String, i64, i64);

/// The needs of `unit` with what would help, in the order of writing; at most 200.
pub(crate) async fn needs(db: &mut impl Query, unit: UnitId) -> Result<Vec<Need>> {
    let rows: Vec<NeedRow> = db
        .all(
            "select id, problem, need, hamlet, skills, hands, choices from need
              where unit_id = $1 order by created_at, id limit 200",
            args![unit],
        )
        .await?;
    let ties: Vec<(NeedId, PotentialId)> = db
        .all(
            "select need_id, potential_id from need_potential
              where unit_id = $1 order by need_id, potential_id limit 5000",
            args![unit],
        )
        .await?;
    let need = |(id, problem, need, hamlet, skills, hands, choices): NeedRow| Need {
        potentials: ties
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, potential)| *potential)
            .collect(),
        id,
        says: NewNeed {
            problem,
            need,
            hamlet,
            skills,
        },
        hands,
        choices,
    };
    Ok(rows.into_iter().map(need).collect())
}

/// Ties a need to what would help, in place of what was tied before.
pub(crate) async fn tie(
    tx: &mut Tx,
    scope: &Scope,
    need: NeedId,
    potentials: &[PotentialId],
) -> Result<()> {
    tx.run(
        "delete from need_potential where need_id = $1 and unit_id = $2",
        args![need, scope.unit()],
    )
    .await?;
    for potential in potentials {
        tx.run(
            "insert into need_potential (need_id, potential_id, unit_id) values ($1, $2, $3)
             on conflict do nothing",
            args![need, *potential, scope.unit()],
        )
        .await?;
    }
    Ok(())
}

/// Takes a need out.
pub(crate) async fn remove_need(tx: &mut Tx, scope: &Scope, id: NeedId) -> Result<u64> {
    tie(tx, scope, id, &[]).await?;
    tx.run(
        "delete from need where id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await
}

/// Writes down how many hands were raised for a need.
pub(crate) async fn set_hands(tx: &mut Tx, scope: &Scope, id: NeedId, hands: i64) -> Result<u64> {
    tx.run(
        "update need set hands = $3 where id = $1 and unit_id = $2",
        args![id, scope.unit(), hands],
    )
    .await
}

/// Counts a choice by the link for a need of `unit`.
pub(crate) async fn choose(tx: &mut Tx, unit: UnitId, id: NeedId) -> Result<u64> {
    tx.run(
        "update need set choices = choices + 1 where id = $1 and unit_id = $2",
        args![id, unit],
    )
    .await
}

/// Whether people may choose by the link, and the number of the round.
pub(crate) async fn poll(db: &mut impl Query, unit: UnitId) -> Result<Option<(bool, i64)>> {
    db.maybe(
        "select open, round from need_poll where unit_id = $1",
        args![unit],
    )
    .await
}

/// Begins a round: choices by the link are counted anew.
pub(crate) async fn open_poll(tx: &mut Tx, scope: &Scope) -> Result<()> {
    tx.run(
        "insert into need_poll (unit_id, open, round) values ($1, $2, 1)
         on conflict (unit_id) do update set open = $2, round = need_poll.round + 1",
        args![scope.unit(), true],
    )
    .await?;
    tx.run(
        "update need set choices = 0 where unit_id = $1",
        args![scope.unit()],
    )
    .await?;
    Ok(())
}

/// Ends the round.
pub(crate) async fn close_poll(tx: &mut Tx, scope: &Scope) -> Result<u64> {
    tx.run(
        "update need_poll set open = $2 where unit_id = $1",
        args![scope.unit(), false],
    )
    .await
}
