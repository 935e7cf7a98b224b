//! What becomes of the rows of identity when a unit becomes part of another.

use jiff::Timestamp;
use kernel::id::UnitId;
use storage::{Result, Tx, args};

/// Ends what is open in `from`, and lets its accounts go along to `into`.
pub(crate) async fn follow(tx: &mut Tx, from: UnitId, into: UnitId, now: Timestamp) -> Result<()> {
    for sql in [
        "update invite set revoked_at = $2
          where unit_id = $1 and used_at is null and revoked_at is null",
        "update extra_role set ended_at = $2 where unit_id = $1 and ended_at is null",
        "update recovery set ended_at = $2
          where unit_id = $1 and used_at is null and ended_at is null",
    ] {
        tx.run(sql, args![from, now]).await?;
    }
    for sql in [
        "delete from handover_seat where handover_id in
            (select id from handover where unit_id = $1 and received_at is null)",
        "delete from handover_item where handover_id in
            (select id from handover where unit_id = $1 and received_at is null)",
        "delete from handover where unit_id = $1 and received_at is null",
    ] {
        tx.run(sql, args![from]).await?;
    }
    tx.run(
        "update account set unit_id = $2 where unit_id = $1",
        args![from, into],
    )
    .await?;
    Ok(())
}
