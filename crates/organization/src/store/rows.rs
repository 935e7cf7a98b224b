//! The rows of every context that follow a person into another entry, and back again. Which rows,
//! and what becomes of two that clash, the modules say; here it is only done, and noted so that an
//! undo finds exactly those rows.

use crate::store::roll::{self, KEEPER};
use kernel::access::Scope;
use kernel::id::{MergeId, PersonId};
use serde_json::{Map, Value as Json, json};
use storage::{Query, Record, Tx, Uuid, Value, args};
use web::secret::hex;
use web::{Ctx, Follow, PersonRows, Result};

/// Rows of one table that are looked at for one person.
const MOST: i64 = 20_000;

const BY_ID: &[&str] = &["id"];

/// How every table with people follows, the modules' order.
pub(crate) fn tables(ctx: &Ctx) -> Vec<PersonRows> {
    let own = || ctx.modules.iter().flat_map(|module| module.person_rows);
    let mut all: Vec<PersonRows> = own().copied().collect();
    for table in ctx.modules.iter().flat_map(|module| module.person_refs) {
        if own().all(|rows| rows.table != *table || rows.column != "person_id") {
            all.push(PersonRows {
                table,
                column: "person_id",
                key: BY_ID,
                follow: Follow::All,
            });
        }
    }
    all
}

/// Why `person` can't be merged into another entry; nothing when it can.
pub(crate) async fn ties(
    db: &mut impl Query,
    ctx: &Ctx,
    person: PersonId,
    today: jiff::civil::Date,
) -> Result<Vec<&'static str>> {
    let mut found = Vec::new();
    for rows in tables(ctx) {
        let Follow::Tied { when, why } = rows.follow else {
            continue;
        };
        let sql = format!(
            "select count(*) from {} where {} = $1 and $2 <> '' and ({when})",
            rows.table, rows.column
        );
        if db.one::<i64>(&sql, args![person, today]).await? > 0 {
            found.push(why);
        }
    }
    Ok(found)
}

/// What was done to a row, for the undo.
struct Note<'a> {
    merge: MergeId,
    seq: i64,
    rows: &'a PersonRows,
}

impl Note<'_> {
    async fn write(&mut self, tx: &mut Tx, what: &str, row: &Record) -> Result<()> {
        self.seq += 1;
        tx.run(
            "insert into person_merge_row (merge_id, seq, table_name, column_name, what, record)
             values ($1, $2, $3, $4, $5, $6)",
            args![
                self.merge,
                self.seq,
                self.rows.table,
                self.rows.column,
                what,
                written(row).to_string()
            ],
        )
        .await?;
        Ok(())
    }
}

/// Lets the rows of `gone` follow to `kept`, and notes each.
pub(crate) async fn follow(
    tx: &mut Tx,
    ctx: &Ctx,
    scope: &Scope,
    merge: MergeId,
    (kept, gone): (PersonId, PersonId),
) -> Result<()> {
    let mut seq = 0;
    for rows in tables(ctx) {
        if matches!(rows.follow, Follow::Never | Follow::Derived) {
            continue;
        }
        let mut note = Note {
            merge,
            seq,
            rows: &rows,
        };
        let sql = format!(
            "select * from {} where {} = $2
                and unit_id in (select id from unit where roll_id = {KEEPER}) limit {MOST}",
            rows.table, rows.column
        );
        let found: Vec<Record> = tx.all(&sql, args![scope.unit(), gone]).await?;
        for row in found {
            follow_one(tx, &mut note, &row, kept, gone).await?;
        }
        seq = note.seq;
    }
    Ok(())
}

async fn follow_one(
    tx: &mut Tx,
    note: &mut Note<'_>,
    row: &Record,
    kept: PersonId,
    gone: PersonId,
) -> Result<()> {
    let rows = note.rows;
    let clash = match rows.follow {
        Follow::Better { of, .. } | Follow::Unless { of } => {
            find(tx, rows, &picked(row, of), kept).await?
        }
        _ => None,
    };
    match (clash, rows.follow) {
        (None, _) => {}
        (Some(other), Follow::Better { of, better }) => {
            if !is_better(tx, rows, (of, better), row, (kept, gone)).await? {
                remove(tx, rows, row, gone).await?;
                return note.write(tx, "gone_aside", row).await;
            }
            remove(tx, rows, &other, kept).await?;
            note.write(tx, "kept_aside", &other).await?;
        }
        (Some(_), _) => return Ok(()),
    }
    repoint(tx, rows, row, gone, kept).await?;
    note.write(tx, "moved", row).await
}

/// The rest of a `where` that finds a row again by some of its columns, and its arguments.
fn by(columns: &[(String, Value)], from: usize) -> (String, Vec<Value>) {
    let mut sql = String::new();
    let mut args = Vec::new();
    for (name, value) in columns {
        args.push(value.clone());
        sql.push_str(&format!(" and {name} = ${}", from + args.len() - 1));
    }
    (sql, args)
}

fn picked(row: &Record, columns: &[&str]) -> Vec<(String, Value)> {
    let of = |name: &&&str| row.0.iter().find(|(column, _)| column == **name).cloned();
    columns.iter().filter_map(|name| of(&name)).collect()
}

async fn find(
    tx: &mut Tx,
    rows: &PersonRows,
    columns: &[(String, Value)],
    person: PersonId,
) -> Result<Option<Record>> {
    let (more, values) = by(columns, 2);
    let sql = format!(
        "select * from {} where {} = $1{more}",
        rows.table, rows.column
    );
    Ok(tx.maybe(&sql, [args![person], values].concat()).await?)
}

/// Whether the row of the entry that goes is better than that of the entry that stays.
async fn is_better(
    tx: &mut Tx,
    rows: &PersonRows,
    (of, better): (&[&str], &str),
    row: &Record,
    (kept, gone): (PersonId, PersonId),
) -> Result<bool> {
    let (more, values) = by(&picked(row, of), 3);
    let PersonRows { table, column, .. } = rows;
    // the last words decide between equals: who stays
    let sql = format!(
        "select {column} from {table} where {column} in ($1, $2){more}
          order by {better}, case when {column} = $1 then 0 else 1 end limit 1"
    );
    let first: PersonId = tx.one(&sql, [args![kept, gone], values].concat()).await?;
    Ok(first == gone)
}

async fn remove(tx: &mut Tx, rows: &PersonRows, row: &Record, person: PersonId) -> Result<u64> {
    let (more, values) = by(&picked(row, rows.key), 2);
    let sql = format!(
        "delete from {} where {} = $1{more}",
        rows.table, rows.column
    );
    Ok(tx.run(&sql, [args![person], values].concat()).await?)
}

async fn repoint(
    tx: &mut Tx,
    rows: &PersonRows,
    row: &Record,
    from: PersonId,
    to: PersonId,
) -> Result<u64> {
    let (more, values) = by(&picked(row, rows.key), 3);
    let PersonRows { table, column, .. } = rows;
    let sql = format!("update {table} set {column} = $2 where {column} = $1{more}");
    Ok(tx.run(&sql, [args![from, to], values].concat()).await?)
}

/// Gives the rows back that followed, where they are still there, and those put aside, where
/// their place is free. Answers how many could not be given back.
pub(crate) async fn give_back(
    tx: &mut Tx,
    ctx: &Ctx,
    merge: MergeId,
    (kept, gone): (PersonId, PersonId),
) -> Result<usize> {
    let tables = tables(ctx);
    let notes: Vec<(String, String, String, String)> = tx
        .all(
            "select table_name, column_name, what, record from person_merge_row
              where merge_id = $1 order by seq desc limit 200000",
            args![merge],
        )
        .await?;
    let mut lost = 0;
    // those that followed leave first, so that the place of those put aside is free
    for aside in [false, true] {
        for (table, column, what, text) in &notes {
            let known = |rows: &&PersonRows| rows.table == table && rows.column == column;
            let (Some(rows), Some(row)) = (tables.iter().find(known), read(text)) else {
                lost += 1;
                continue;
            };
            let done = match what.as_str() {
                "moved" if !aside => repoint(tx, rows, &row, kept, gone).await?,
                "kept_aside" | "gone_aside" if aside => insert(tx, rows, &row).await?,
                _ => 1,
            };
            lost += usize::from(done == 0);
        }
    }
    Ok(lost)
}

/// Puts a row back as it was, unless another has taken its place.
async fn insert(tx: &mut Tx, rows: &PersonRows, row: &Record) -> Result<u64> {
    let names: Vec<&str> = row.0.iter().map(|(name, _)| name.as_str()).collect();
    let places: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "insert into {} ({}) values ({}) on conflict do nothing",
        rows.table,
        names.join(", "),
        places.join(", ")
    );
    let values = row.0.iter().map(|(_, value)| value.clone()).collect();
    Ok(tx.run(&sql, values).await?)
}

/// Makes again what follows from the rows of `person`, in every context and every unit on the roll.
pub(crate) async fn follow_up(
    tx: &mut Tx,
    ctx: &Ctx,
    scope: &Scope,
    person: PersonId,
) -> Result<()> {
    for unit in roll::units(tx, scope).await? {
        for follow in ctx.modules.iter().flat_map(|module| module.person_follows) {
            follow(tx, &unit, person).await?;
        }
    }
    Ok(())
}

/// A row as JSON that tells bytes from texts and ids from both.
fn written(row: &Record) -> Json {
    let value = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Bool(truth) => json!(truth),
        Value::Int(number) => json!(number),
        Value::Float(number) => json!({ "float": number }),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!({ "bytes": hex(bytes) }),
        Value::Id(id) => json!({ "id": id.to_string() }),
    };
    let pairs = row.0.iter().map(|(name, one)| (name.clone(), value(one)));
    Json::Object(pairs.collect::<Map<_, _>>())
}

fn read(text: &str) -> Option<Record> {
    let json: Map<String, Json> = serde_json::from_str(text).ok()?;
    let value = |value: Json| -> Option<Value> {
        Some(match value {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(truth),
            Json::Number(number) => Value::Int(number.as_i64()?),
            Json::String(text) => Value::Text(text),
            Json::Object(one) => match one.iter().next()? {
                (kind, Json::String(text)) if kind == "id" => Value::Id(text.parse::<Uuid>().ok()?),
                (kind, Json::String(text)) if kind == "bytes" => Value::Bytes(unhex(text)?),
                (_, number) => Value::Float(number.as_f64()?),
            },
            Json::Array(_) => return None,
        })
    };
    let pairs = json
        .into_iter()
        .map(|(name, one)| Some((name, value(one)?)));
    pairs.collect::<Option<Vec<_>>>().map(Record)
}

/// The bytes that [`hex`] wrote.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let row = Record(vec![
            ("at".into(), Value::Int(-5)),
            ("bytes".into(), Value::Bytes(vec![0, 255, 16])),
            ("id".into(), Value::Id(Uuid::max())),
            ("none".into(), Value::Null),
            ("share".into(), Value::Float(0.5)),
            ("text".into(), Value::Text("{\"id\": \"x\"}".into())),
            ("truth".into(), Value::Bool(true)),
        ]);
        assert_eq!(read(&written(&row).to_string()), Some(row));
        assert_eq!(read("[1]"), None);
    }
}
