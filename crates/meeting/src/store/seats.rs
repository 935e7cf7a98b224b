//! Rows of the board that the formation team composes: seats with persons, until it takes office.

use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use organization::{Position, Seat};
use storage::{FromRow, Query, Row, Tx, Uuid, args};
use web::Result;

/// A seat of the composition, with the name of whoever takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Composed {
    /// The row.
    pub(crate) id: Uuid,
    /// The seat as the organisation takes it.
    pub(crate) seat: Seat,
    /// The person's name.
    pub(crate) name: String,
}

impl FromRow for Composed {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let position: String = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            seat: Seat {
                person: row.get::<PersonId>(1)?,
                position: Position::from_code(&position)
                    .ok_or_else(|| storage::Error::Type(format!("{position:?} is no position")))?,
                title: row.get(3)?,
                division: row.get(4)?,
            },
            name: row.get(5)?,
        })
    }
}

/// The composition of an assembly of the scope's unit, highest first.
pub(crate) async fn composition(
    db: &mut impl Query,
    scope: &Scope,
    id: ActivityId,
) -> Result<Vec<Composed>> {
    let mut seats: Vec<Composed> = db
        .all(
            "select s.id, s.person_id, s.position, s.title, s.division, p.full_name
               from assembly_seat s join person p on p.id = s.person_id
              where s.activity_id = $1 and s.unit_id = $2 order by s.id limit 400",
            args![id, scope.unit()],
        )
        .await?;
    seats.sort_by_key(|one| one.seat.position.rank());
    Ok(seats)
}

/// Adds a seat for somebody of the scope's roll; `false` if there is no such person.
pub(crate) async fn add_seat(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    seat: &Seat,
) -> Result<bool> {
    let added = tx
        .run(
            &format!(
                "insert into assembly_seat (id, activity_id, unit_id, person_id, position, title,
                                            division)
                 select $1, $2, $3, person.id, $5, $6, $7 from {} where person.id = $4",
                organization::roll_of("$3")
            ),
            args![
                storage::fresh::<Uuid>(),
                id,
                scope.unit(),
                seat.person,
                seat.position.code(),
                &seat.title,
                &seat.division
            ],
        )
        .await?;
    Ok(added > 0)
}

/// Takes a seat out of the composition; `false` if it is not in it.
pub(crate) async fn remove_seat(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    seat: Uuid,
) -> Result<bool> {
    let removed = tx
        .run(
            "delete from assembly_seat where id = $1 and activity_id = $2 and unit_id = $3",
            args![seat, id, scope.unit()],
        )
        .await?;
    Ok(removed > 0)
}
