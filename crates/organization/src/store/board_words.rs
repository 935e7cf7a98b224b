//! Rows of a unit's names of offices and divisions.

use crate::domain::BoardWords;
use kernel::access::Scope;
use storage::{Query, Tx, args};
use web::{Error, Result};

/// What the scope's unit has set, if it goes by its own, and the version of that choice; 0 if it
/// never chose.
pub(crate) async fn find(db: &mut impl Query, scope: &Scope) -> Result<(Option<BoardWords>, i64)> {
    let row: Option<(Option<String>, i64)> = db
        .maybe(
            "select words, version from board_words where unit_id = $1",
            args![scope.unit()],
        )
        .await?;
    let Some((words, version)) = row else {
        return Ok((None, 0));
    };
    let words = words.map(|text| serde_json::from_str(&text).map_err(unreadable));
    Ok((words.transpose()?, version))
}

/// Keeps the names of the scope's unit; `None` goes back to the shipped lists. The version grows.
pub(crate) async fn save(tx: &mut Tx, scope: &Scope, words: Option<&BoardWords>) -> Result<()> {
    let words = words.map(serde_json::to_string).transpose();
    tx.run(
        "insert into board_words (unit_id, words, version) values ($1, $2, 1)
         on conflict (unit_id) do update
            set words = excluded.words, version = board_words.version + 1",
        args![scope.unit(), words.map_err(unreadable)?],
    )
    .await?;
    Ok(())
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Other(anyhow::anyhow!("names of offices: {error}"))
}
