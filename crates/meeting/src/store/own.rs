//! Rows about one person: for the person's own copy, and without the name.

use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A person's part in an assembly.
pub(crate) struct Part {
    pub(crate) activity: ActivityId,
    /// The assembly's name.
    pub(crate) name: String,
    /// Whom the person was to speak for.
    pub(crate) group: String,
    /// The number under which the person stood.
    pub(crate) number: Option<i64>,
}

impl FromRow for Part {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            activity: row.get(0)?,
            name: row.get(1)?,
            group: row.get(2)?,
            number: row.get(3)?,
        })
    }
}

/// Where a person was to take part or stood, the latest assembly first; at most 500.
pub(crate) async fn parts_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Part>> {
    Ok(db
        .all(
            "select a.activity_id, a.name, p.group_label, null as number
               from assembly_participant p join assembly a on a.activity_id = p.activity_id
              where p.person_id = $1 and p.unit_id = $2
             union all
             select a.activity_id, a.name, '', c.number
               from assembly_candidate c join assembly a on a.activity_id = c.activity_id
              where c.person_id = $1 and c.unit_id = $2
              order by 1 desc, 4 nulls first limit 500",
            args![person, scope.unit()],
        )
        .await?)
}

/// Takes the name and the warnings of somebody who stood in the scope's unit.
pub(crate) async fn forget_person(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    tx.run(
        "update assembly_candidate set name = $3, warnings = '[]'
          where person_id = $1 and unit_id = $2",
        args![person, scope.unit(), organization::NOBODY],
    )
    .await?;
    Ok(())
}
