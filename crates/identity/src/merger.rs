//! A unit becomes part of another: its officers' ways in end with their offices, their accounts go
//! along with their people, and nothing is left open that would give a right there.

use crate::ending::end_sign_ins_of;
use crate::store;
use storage::Tx;
use web::{BoxFuture, Result, UnitMerger};

/// This context's part.
pub(crate) fn unit_merged<'a>(tx: &'a mut Tx, merger: &'a UnitMerger) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (from, into, now) = (merger.from.unit(), merger.into.unit(), merger.now);
        end_sign_ins_of(tx, &merger.officers, now).await?;
        Ok(store::merging::follow(tx, from, into, now).await?)
    })
}
