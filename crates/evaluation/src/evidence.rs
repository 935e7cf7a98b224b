//! What surveys prove of the organisation: that participants were asked about what was held.

use crate::store;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use web::{Aspect, BoxFuture, Ctx, Evidence, Result};

/// See the module's words.
pub(crate) fn of_surveys<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let from = today.saturating_sub(1.year());
        let (surveys, answers) = store::answered_since(&mut db, scope, from).await?;
        let evidence = Evidence::of(
            Aspect::Activities,
            "Penilaian oleh peserta 12 bulan terakhir",
            "/survei",
        );
        Ok(vec![match surveys {
            0 => evidence.lacking("Belum ada kegiatan yang dinilai pesertanya"),
            some => evidence.there(format!("{answers} jawaban survei untuk {some} kegiatan")),
        }])
    })
}
