//! What `guyub check` looks at: whether the engine still guards what was agreed to.

use crate::migrations::GUARDED;
use storage::{Db, Result, args};
use web::{BoxFuture, Checked};

/// See the module's words.
pub(crate) fn check(db: &Db) -> BoxFuture<'_, Result<Checked>> {
    Box::pin(async move {
        let mut checked = Checked::default();
        let mut reader = db.read_long().await?;
        let made = "select count(*) from migration where module = 'planning'";
        let steps: i64 = reader.one(made, args![]).await?;
        if steps == 0 {
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
        let versions = "select count(*) from program_version";
        let versions: i64 = reader.one(versions, args![]).await?;
        checked.good = format!("Program kerja: {versions} versi yang disahkan tetap terjaga.");
        Ok(checked)
    })
}
