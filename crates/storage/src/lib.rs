//! Storage: one plain SQL text for SQLite and PostgreSQL, as thin as it can be.
//! `db.read()` asks; `db.begin()` is a use case, on the disk when its `commit()` has answered and
//! without a trace when it is dropped. Also files, the audit log and migrations.
//!
//! ```
//! # async fn seats(db: &storage::Db, id: storage::Uuid) -> storage::Result<i64> {
//! use storage::args;
//! let mut tx = db.begin().await?; // dropped without commit: nothing happened
//! tx.hold(id).await?; // one at a time decides about this
//! let seats: i64 = tx.one("select seats from training where id = $1", args![id]).await?;
//! tx.run("update training set seats = $2 where id = $1", args![id, seats - 1]).await?;
//! tx.commit().await?; // on disk when this returns
//! # Ok(seats)
//! # }
//! ```
//!
//! What keeps one text true on both engines (each line has its test):
//! - First hold what is decided about; expect conflicts by `on conflict do nothing returning …`;
//!   after an error a transaction is dead.
//! - An optional filter puts the typed use first: `(hamlet = $2 or $2 is null)`.
//! - `cast(sum(x) as bigint)`, `cast(avg(x) as double precision)`; never `$1::text`.
//! - `nulls last` is written out; texts sort by code point; `like` tells A from a.
//! - Between `begin` and `commit` await only the transaction, one in each task.

mod audit;
mod db;
mod dialect;
mod error;
mod files;
mod migrations;
mod nesting;
mod postgres;
mod row;
mod self_check;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

pub use audit::{Asked, Entry, audit, audit_in, is_guarded, mention, mentioned, with_names};
pub use db::{Db, Query, Reader, Tx};
pub use dialect::{Engine, skip_locked};
pub use error::{Error, Result};
pub use files::Files;
pub use migrations::Migrations;
pub use row::{Cell, FromRow, FromValue, Record, Row};
pub use self_check::problems;
pub use uuid::Uuid;
pub use value::Value;

/// The tables of storage itself.
pub const MIGRATIONS: Migrations = audit::MIGRATIONS;

/// A new id that sorts by the time it was made (UUIDv7).
pub fn fresh<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}

/// A new id that says nothing (UUIDv4): for answers, ballots and tokens.
pub fn random<T: From<Uuid>>() -> T {
    Uuid::new_v4().into()
}
