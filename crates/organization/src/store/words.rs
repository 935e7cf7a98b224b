//! Rows of the words under which people are filed, by which a search finds them.
//! They follow from the names; when the way of filing changes, all are made again.

use jiff::Timestamp;
use kernel::id::{PersonId, UnitId};
use kernel::name;
use storage::{Db, Result, Tx, Value, args};

/// People filed again in one transaction.
const BATCH: i64 = 500;

/// Files a person whom `unit` sees, on its roll, under the words of the name and the nickname.
pub(crate) async fn file(
    tx: &mut Tx,
    unit: UnitId,
    person: PersonId,
    full_name: &str,
    nickname: &str,
) -> Result<()> {
    tx.run(
        "delete from person_word where person_id = $1",
        args![person],
    )
    .await?;
    let words = name::index_words(full_name, nickname);
    if words.is_empty() {
        return Ok(());
    }
    let mut args: Vec<Value> = args![person, unit];
    args.extend(words.iter().map(Value::from));
    let rows: Vec<String> = (3..=args.len())
        .map(|n| format!("($1, ${n}, (select roll_id from unit where id = $2))"))
        .collect();
    let sql = format!(
        "insert into person_word (person_id, word, unit_id) values {} on conflict do nothing",
        rows.join(", ")
    );
    tx.run(&sql, args).await?;
    Ok(())
}

/// Files everybody again if the rows were made by another way of filing.
pub(crate) async fn file_all(db: &Db, now: Timestamp) -> Result<()> {
    let sql = "select max(version) from person_filing";
    let made: Option<i64> = db.read().await?.one(sql, args![]).await?;
    if made == Some(name::INDEX_VERSION) {
        return Ok(());
    }
    let mut last = PersonId(storage::Uuid::nil());
    while let Some(next) = file_some(db, last).await? {
        last = next;
    }
    let mut tx = db.begin().await?;
    tx.run("delete from person_filing", args![]).await?;
    tx.run(
        "insert into person_filing (version, made_at) values ($1, $2)",
        args![name::INDEX_VERSION, now],
    )
    .await?;
    tx.commit().await
}

/// Files the people behind `last`; the last of them, or nothing when nobody is left.
async fn file_some(db: &Db, last: PersonId) -> Result<Option<PersonId>> {
    let mut tx = db.begin().await?;
    let people: Vec<(PersonId, UnitId, String, String)> = tx
        .all(
            "select id, unit_id, full_name, nickname from person where id > $1
              order by id limit $2",
            args![last, BATCH],
        )
        .await?;
    for (id, unit, full_name, nickname) in &people {
        file(&mut tx, *unit, *id, full_name, nickname).await?;
    }
    tx.commit().await?;
    Ok(people.last().map(|person| person.0))
}
