//! A unit becomes part of another: its officers' ways in end with their offices, their accounts go
//! along with their people, and nothing is left open that would give a right there.

use crate::ending::end_sign_ins_of;
use storage::{Tx, args};
use web::{BoxFuture, Result, UnitMerger};

/// This context's part.
pub(crate) fn unit_merged<'a>(tx: &'a mut Tx, merger: &'a UnitMerger) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (from, into, now) = (merger.from.unit(), merger.into.unit(), merger.now);
        end_sign_ins_of(tx, &merger.officers, now).await?;
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
    })
}
