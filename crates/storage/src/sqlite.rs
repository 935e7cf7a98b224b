//! SQLite: one writer whose use cases share a commit, and readers beside it.
//! WAL with `synchronous=FULL`: what `commit` has answered is on the disk.
//! Statements are cached; parameters are bound by their name (`$2` is the second argument).

mod readers;
mod writer;

pub(crate) use readers::Readers;
pub(crate) use writer::{UseCase, Writer};

use crate::row::Source;
use crate::{Cell, Error, FromRow, Result, Row, Value};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::{Path, PathBuf};

/// How the files are opened. The product always takes [`Settings::new`].
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub path: PathBuf,
    /// Another file system than the operating system's: tests cut its power.
    pub vfs: Option<&'static str>,
    pub synchronous: &'static str,
}

impl Settings {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            vfs: None,
            synchronous: "full",
        }
    }

    /// Opens a connection with what every connection needs.
    fn connect(&self, flags: OpenFlags) -> Result<Connection> {
        let flags = flags | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match self.vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(&self.path, flags, vfs),
            None => Connection::open_with_flags(&self.path, flags),
        }?;
        connection.set_prepared_statement_cache_capacity(256);
        // "x" is a column, never a text; `like` tells A from a: as on PostgreSQL
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.execute_batch(
            "pragma foreign_keys = on; pragma case_sensitive_like = on; pragma temp_store = memory;
             pragma cache_size = -8000;",
        )?;
        Ok(connection)
    }
}

/// Runs `sql` and reads its rows, at most `limit`.
pub(crate) fn query<T: FromRow>(
    connection: &Connection,
    sql: &str,
    args: &[Value],
    limit: usize,
) -> Result<Vec<T>> {
    let mut statement = prepare(connection, sql, args)?;
    let mut rows = statement.raw_query();
    let mut all = Vec::new();
    while all.len() < limit
        && let Some(row) = rows.next()?
    {
        all.push(T::from_row(&Row(Source::Sqlite(row)))?);
    }
    Ok(all)
}

/// Runs `sql` and counts the rows it changed (or gave).
fn execute(connection: &Connection, sql: &str, args: &[Value]) -> Result<u64> {
    let mut statement = prepare(connection, sql, args)?;
    let before = connection.total_changes();
    let mut rows = statement.raw_query();
    let mut given = 0;
    while rows.next()?.is_some() {
        given += 1;
    }
    // `changes` keeps an older statement's number when this one changed nothing
    let changed = if connection.total_changes() == before {
        0
    } else {
        connection.changes()
    };
    Ok(changed.max(given))
}

fn prepare<'c>(
    connection: &'c Connection,
    sql: &str,
    args: &[Value],
) -> Result<rusqlite::CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql)?;
    let count = statement.parameter_count();
    if count != args.len() {
        return Err(Error::Type(format!(
            "{count} parameters, {} arguments: {sql}",
            args.len()
        )));
    }
    for index in 1..=count {
        // `?2` says where it stands in SQLite; `$2` is only a name there
        let number = statement
            .parameter_name(index)
            .and_then(|name| name[1..].parse().ok());
        let value = number.and_then(|n: usize| args.get(n.wrapping_sub(1)));
        let value = value.ok_or_else(|| Error::Type(format!("a parameter is no $n: {sql}")))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(truth) => ValueRef::Integer((*truth).into()),
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Float(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<Cell<'r>> {
    let value = row
        .get_ref(column)
        .map_err(|error| Error::Type(error.to_string()))?;
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(number) => Cell::Float(number),
        ValueRef::Text(text) => {
            Cell::Text(str::from_utf8(text).map_err(|error| Error::Type(error.to_string()))?)
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}
