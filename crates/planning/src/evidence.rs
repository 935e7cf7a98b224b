//! What a programme proves of the organisation: that it is written, agreed to and carried out.

use crate::domain::Progress;
use crate::standing;
use crate::store::programs as store;
use jiff::civil::Date;
use kernel::access::Scope;
use web::{Aspect, BoxFuture, Ctx, Evidence, Result};

/// See the module's words.
pub(crate) fn of_programs<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let year = today.year();
        let program = store::of_year(&mut ctx.db.read().await?, scope, year).await?;
        let written = Evidence::of(Aspect::Activities, "Program kerja tertulis", "/proker");
        let Some(program) = program else {
            let missing = format!("Belum ada program kerja {year}");
            return Ok(vec![written.lacking(missing)]);
        };
        let realised = standing::of_program(ctx, scope, &program).await?;
        let items = store::items(&mut ctx.db.read().await?, program.id).await?;
        let held = items
            .iter()
            .filter(|item| standing::progress(&program, item, &realised, today) == Progress::Held)
            .count();
        let told = format!("Tahun {year}: {} program, {held} terlaksana", items.len());
        let written = written.there(told);
        Ok(vec![if program.version == 0 {
            written.lacking(format!("Program kerja {year} belum disahkan di rapat"))
        } else {
            written
        }])
    })
}
