//! Names by number, where only numbers are kept; and names of officers that other rows keep.

use kernel::id::{AccountId, PersonId, UnitId};
use std::collections::HashMap;
use storage::{Query, Tx, Value, args};
use web::Result;

/// The names of people and the units on whose rolls they are or were.
pub(crate) async fn names(
    db: &mut impl Query,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, (UnitId, String)>> {
    let mut names = HashMap::new();
    for some in ids.chunks(100) {
        let numbers: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select id, unit_id, full_name from person where id in ({}) limit 100",
            numbers.join(", ")
        );
        let values = some.iter().map(|id| Value::from(*id)).collect();
        let rows: Vec<(PersonId, UnitId, String)> = db.all(&sql, values).await?;
        names.extend(rows.into_iter().map(|(id, unit, name)| (id, (unit, name))));
    }
    Ok(names)
}

/// The phones of a person, on whatever roll.
pub(crate) async fn phones(db: &mut impl Query, person: PersonId) -> Result<Vec<String>> {
    let sql = "select phone from person_phone where person_id = $1 order by position limit 20";
    Ok(db.all(sql, args![person]).await?)
}

/// Whether somebody else on the roll of `person` is called the same.
pub(crate) async fn has_namesake(db: &mut impl Query, person: PersonId) -> Result<bool> {
    let count: i64 = db
        .one(
            "select count(*) from person one join person other
                 on other.unit_id = one.unit_id and other.sort_name = one.sort_name
              where one.id = $1 and other.id <> $1 and other.nameless_at is null",
            args![person],
        )
        .await?;
    Ok(count > 0)
}

/// Writes `name` in the place of the name under which `account` merged entries or looked at names
/// of another unit.
pub(crate) async fn rename_officer(tx: &mut Tx, account: AccountId, name: &str) -> Result<()> {
    for table in ["person_merge", "share_look", "unit_merger"] {
        let sql = format!("update {table} set who = $2 where account_id = $1");
        tx.run(&sql, args![account, name]).await?;
    }
    Ok(())
}
