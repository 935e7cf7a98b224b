//! Rows about one person: for the person's own copy, and without the name.

use crate::domain::Record;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use organization::Forgotten;
use storage::{FromRow, Query, Row, Tx, Uuid, args};
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

/// Takes the name and the warnings of somebody who stood in the scope's unit, and the name out of
/// what was recorded; from a list that still waits the person goes altogether.
pub(crate) async fn forget_person(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    let who = organization::forgotten(tx, person).await?;
    let assemblies: Vec<ActivityId> = tx
        .all(
            "select activity_id from assembly where unit_id = $1 limit 10000",
            args![scope.unit()],
        )
        .await?;
    for id in assemblies {
        let course = super::course(tx, scope, id).await?;
        if took_part(tx, id, person).await? || !who.has_namesake() {
            retell(tx, id, &who).await?;
        }
        if course.opened().is_none() {
            leave(tx, "assembly_participant", id, person).await?;
        }
        if course.installed().is_none() {
            leave(tx, "assembly_seat", id, person).await?;
        }
    }
    tx.run(
        "update assembly_candidate set name = $3, warnings = '[]'
          where person_id = $1 and unit_id = $2",
        args![person, scope.unit(), organization::NOBODY],
    )
    .await?;
    Ok(())
}

async fn took_part(tx: &mut Tx, id: ActivityId, person: PersonId) -> Result<bool> {
    let rows: i64 = tx
        .one(
            "select (select count(*) from assembly_participant
                      where activity_id = $1 and person_id = $2)
                  + (select count(*) from assembly_candidate
                      where activity_id = $1 and person_id = $2)",
            args![id, person],
        )
        .await?;
    Ok(rows > 0)
}

async fn leave(tx: &mut Tx, table: &str, id: ActivityId, person: PersonId) -> Result<()> {
    let sql = format!("delete from {table} where activity_id = $1 and person_id = $2");
    tx.run(&sql, args![id, person]).await?;
    Ok(())
}

/// Writes facts and notes of an assembly over without the name; their numbers and moments stay.
async fn retell(tx: &mut Tx, id: ActivityId, who: &Forgotten) -> Result<()> {
    let facts: Vec<Record> = tx
        .all(
            "select number, at, fact from assembly_fact where activity_id = $1
              order by number limit 10000",
            args![id],
        )
        .await?;
    for record in facts {
        let retold = record.fact.retold(|text| who.out_of(text));
        if retold != record.fact {
            tx.run(
                "update assembly_fact set fact = $3 where activity_id = $1 and number = $2",
                args![id, record.number, super::facts::text(&retold)?],
            )
            .await?;
        }
    }
    let notes: Vec<(Uuid, String)> = tx
        .all(
            "select id, note from assembly_round where activity_id = $1 and note <> '' limit 1000",
            args![id],
        )
        .await?;
    for (round, note) in notes {
        let sql = "update assembly_round set note = $2 where id = $1";
        tx.run(sql, args![round, who.out_of(&note)]).await?;
    }
    Ok(())
}
