//! What a unit has in the database, table by table, read from the contexts' own migrations.

use kernel::id::UnitId;
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Row, Uuid, Value, args};
use web::Ctx;

/// The columns of every table of the contexts.
pub fn tables() -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let steps = guyub::modules::all();
    for statement in steps
        .iter()
        .flat_map(|module| module.migrations)
        .flat_map(|step| step.split(';'))
    {
        let words: Vec<&str> = statement.split_whitespace().take(6).collect();
        match words[..] {
            ["create", "table", name, ..] => {
                let inside = statement.split_once('(').map_or("", |(_, inside)| inside);
                let columns = inside
                    .lines()
                    .filter_map(|line| line.split_whitespace().next());
                let named = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                let columns = columns.filter(named).map(str::to_owned);
                tables.insert(name.trim_end_matches('(').to_owned(), columns.collect());
            }
            ["alter", "table", name, "add", "column", column] => {
                tables
                    .entry(name.to_owned())
                    .or_default()
                    .insert(column.to_owned());
            }
            ["alter", "table", name, "rename", "to", new] => {
                let columns = tables.remove(name).unwrap_or_default();
                tables.insert(new.to_owned(), columns);
            }
            ["drop", "table", name, ..] => {
                tables.remove(name);
            }
            _ => {}
        }
    }
    tables
}

/// One row, whatever its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Any(pub Vec<Value>);

impl FromRow for Any {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self(
            (0..).map_while(|at| row.get::<Value>(at).ok()).collect(),
        ))
    }
}

/// Everything that stands in the database under `unit`.
pub async fn belongings(ctx: &Ctx, unit: UnitId) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    let mut db = ctx.db.read().await.unwrap();
    for (table, columns) in tables() {
        let owner = match table.as_str() {
            "unit" => "id",
            _ if columns.contains("unit_id") => "unit_id",
            _ => continue,
        };
        let sql = format!("select * from {table} where {owner} = $1 limit 100000");
        let rows: Vec<Any> = db.all(&sql, args![unit]).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// The first and the last id of each of the unit's tables.
pub async fn ids(ctx: &Ctx, unit: UnitId) -> BTreeMap<String, Vec<Uuid>> {
    let mut all = BTreeMap::new();
    let mut db = ctx.db.read().await.unwrap();
    for (table, columns) in tables() {
        if !columns.contains("id") || !columns.contains("unit_id") {
            continue;
        }
        let sql = format!("select id from {table} where unit_id = $1 order by id limit 1000");
        let mut ids: Vec<Uuid> = db.all(&sql, args![unit]).await.unwrap();
        if ids.len() > 1 {
            ids = vec![ids[0], ids[ids.len() - 1]];
        }
        if !ids.is_empty() {
            all.insert(table, ids);
        }
    }
    all
}

/// How many rows of each table name a person of another unit than their own.
pub async fn strays(ctx: &Ctx) -> BTreeMap<String, i64> {
    let mut all = BTreeMap::new();
    let mut db = ctx.db.read().await.unwrap();
    for (table, columns) in tables() {
        if columns.contains("person_id") && columns.contains("unit_id") {
            let sql = format!(
                "select count(*) from {table} t join person p on p.id = t.person_id
                  where p.unit_id <> t.unit_id"
            );
            let count: i64 = db.one(&sql, args![]).await.unwrap();
            all.insert(table, count);
        }
    }
    all
}

/// Every row of every table in one text: those of the contexts, the log, jobs, codes.
pub async fn everything(ctx: &Ctx) -> String {
    let mut db = ctx.db.read().await.unwrap();
    let below = ["audit", "job", "short_code"].map(str::to_owned);
    let mut text = String::new();
    for table in tables().into_keys().chain(below) {
        let sql = format!("select * from {table} limit 100000");
        let rows: Vec<Any> = db.all(&sql, args![]).await.unwrap();
        text.push_str(&format!("{table}: {rows:?}\n"));
    }
    text
}
