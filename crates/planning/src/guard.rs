//! What `guyub check` looks at: whether the engine still guards what was agreed to.

use crate::migrations::GUARDED;
use crate::store::programs;
use storage::{Db, Result};
use web::{BoxFuture, Checked};

/// See the module's words.
pub(crate) fn check(db: &Db) -> BoxFuture<'_, Result<Checked>> {
    Box::pin(async move {
        let mut checked = Checked::default();
        let mut reader = db.read_long().await?;
        if !programs::are_kept(&mut reader).await? {
            checked.good = "Belum ada program kerja.".to_owned();
            return Ok(checked);
        }
        for table in GUARDED {
            if !storage::is_guarded(&mut reader, db.engine(), table).await? {
                checked.problems.push(format!(
                    "Penjaga tabel {table} tidak ada: versi yang disahkan bisa saja sudah diubah di basis data"
                ));
            }
        }
        let versions = programs::versions_in_all(&mut reader).await?;
        checked.good = format!("Program kerja: {versions} versi yang disahkan tetap terjaga.");
        Ok(checked)
    })
}
