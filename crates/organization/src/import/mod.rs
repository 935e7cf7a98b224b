//! Taking a board's list onto the roll: what the file says, who is on the roll already, what is
//! taken, what is left with its reason. One transaction takes it; one undoes it.
//! Who may be somebody known is asked; only what nothing speaks against is merged by itself.

mod ages;
mod answer;
mod answers;
mod begin;
mod columns;
mod file;
mod layout;
mod merge;
mod open;
mod pages;
mod pairs;
mod plan;
mod questions;
mod read;
mod rows;
mod take;
mod undo;
mod village;

pub use file::{import_file, keep_file};
pub(crate) use merge::{as_it_is, values_of};
pub(crate) use pages::router;
pub(crate) use plan::Known;
pub use take::Imported;

use crate::store::imports::{self as store, ImportRow};
use kernel::access::Scope;
use kernel::id::ImportId;
use storage::Query;
use web::{Ctx, Error, Result};

/// What an uploaded file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// A board's own list.
    List,
    /// The population workbook of the village system.
    Village,
}

impl Source {
    /// The word kept in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Village => "village",
        }
    }

    /// The source kept as `code`.
    pub(crate) fn from_code(code: &str) -> Self {
        if code == Self::Village.code() {
            Self::Village
        } else {
            Self::List
        }
    }
}

/// The import `id` of the scope's unit.
async fn find(db: &mut impl Query, scope: &Scope, id: ImportId) -> Result<ImportRow> {
    store::find(db, scope, id).await?.ok_or(Error::NotFound)
}

/// Refuses what is done already, in words.
fn still_waits(row: &ImportRow) -> Result<()> {
    if row.state == "waiting" {
        return Ok(());
    }
    Err(Error::Conflict(
        "Daftar ini sudah dimasukkan atau dibatalkan. Buka lagi halamannya untuk melihat hasilnya."
            .into(),
    ))
}
fn changed_meanwhile() -> Error {
    Error::Conflict(
        "Daftar ini baru saja diubah orang lain, jadi belum ada yang dimasukkan. Buka lagi halamannya, \
         periksa, lalu masukkan."
            .into(),
    )
}

/// By which the same file is known again.
fn mark(ctx: &Ctx, bytes: &[u8]) -> String {
    web::secret::hex(&ctx.keys.hash("import", bytes))
}
