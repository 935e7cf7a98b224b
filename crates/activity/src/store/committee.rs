//! Rows of committees: people of the roll, each with a duty.

use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// Somebody on the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitteeMember {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// "Ketua panitia", "Konsumsi", …
    pub duty: String,
}

impl FromRow for CommitteeMember {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            person: row.get(0)?,
            name: row.get(1)?,
            duty: row.get(2)?,
        })
    }
}

/// The committee of an activity in its order.
///
/// # Errors
///
/// When the database refuses.
pub async fn committee(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<CommitteeMember>> {
    Ok(db
        .all(
            "select c.person_id, p.full_name, c.duty
               from committee_member c join person p on p.id = c.person_id
              where c.activity_id = $1 and c.unit_id = $2
              order by c.position, p.sort_name limit 500",
            args![activity, scope.unit()],
        )
        .await?)
}

/// Puts a person of the scope's roll on the committee, or changes the duty.
///
/// # Errors
///
/// When the database refuses.
pub async fn join_committee(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    person: PersonId,
    duty: &str,
) -> Result<()> {
    tx.run(
        &format!(
            "insert into committee_member (activity_id, person_id, unit_id, duty, position)
             select $1, person.id, $3, $4,
                    coalesce((select max(position) from committee_member where activity_id = $1), 0)
                    + 1
               from {} where person.id = $2
             on conflict (activity_id, person_id) do update set duty = excluded.duty",
            organization::roll_of("$3")
        ),
        args![activity, person, scope.unit(), duty],
    )
    .await?;
    Ok(())
}

/// Takes a person off the committee.
pub(crate) async fn leave_committee(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    person: PersonId,
) -> Result<()> {
    tx.run(
        "delete from committee_member where activity_id = $1 and person_id = $2 and unit_id = $3",
        args![activity, person, scope.unit()],
    )
    .await?;
    Ok(())
}
