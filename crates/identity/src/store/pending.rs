//! Rows of what was begun in a browser and waits for its end: sealed, and taken once.

use jiff::Timestamp;
use storage::{Result, Tx, args};

/// Keeps `kept` under `key` until `until`, and forgets what nobody ended in time.
pub(crate) async fn add(
    tx: &mut Tx,
    key: Vec<u8>,
    kept: Vec<u8>,
    until: Timestamp,
    now: Timestamp,
) -> Result<u64> {
    tx.run("delete from pending where until_at < $1", args![now])
        .await?;
    tx.run(
        "insert into pending (key_hash, kept, until_at) values ($1, $2, $3)",
        args![key, kept, until],
    )
    .await
}

/// Takes what is kept under `key`, if it is still good.
pub(crate) async fn take(tx: &mut Tx, key: Vec<u8>, now: Timestamp) -> Result<Option<Vec<u8>>> {
    tx.maybe(
        "delete from pending where key_hash = $1 and until_at >= $2 returning kept",
        args![key, now],
    )
    .await
}
