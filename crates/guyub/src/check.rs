//! `guyub check`: is the folder whole? Changes nothing; says each thing that was looked at.

use crate::config::Config;
use crate::modules;
use anyhow::{Context, Result, bail};
use std::process::ExitCode;
use storage::{Db, args};

/// Looks at the folder, the key and the database; exit 1 if the database is broken.
///
/// # Errors
///
/// When something is missing or can't be opened.
pub async fn run(config: &Config) -> Result<ExitCode> {
    for (what, path) in [
        ("Folder data", &config.data),
        ("Berkas kunci", &config.key_file),
    ] {
        if !path.exists() {
            bail!("{what} {} tidak ada", path.display());
        }
    }
    web::secret::Keys::load_or_make(&config.key_file)
        .with_context(|| format!("Berkas kunci {} tidak terbaca", config.key_file.display()))?;
    println!("Berkas kunci terbaca.");
    if config.embedded() && !std::path::Path::new(&config.database).exists() {
        bail!("Basis data {} tidak ada", config.database);
    }
    let db = Db::connect(&config.database)
        .await
        .context("Basis data tidak bisa dibuka")?;
    let mut reader = db.read_long().await?;
    let steps: i64 = reader
        .one("select cast(count(*) as bigint) from migration", args![])
        .await
        .context("Basis data ini bukan milik Guyub")?;
    println!("Basis data terbuka, {steps} langkah tabel.");
    if !storage::is_guarded(&mut reader, db.engine(), "audit").await? {
        bail!("Penjaga catatan perubahan tidak ada: barisnya bisa saja sudah diubah di basis data");
    }
    println!("Catatan perubahan terjaga.");
    for check in modules::all().iter().flat_map(|module| module.checks) {
        let checked = check(&db).await?;
        if !checked.problems.is_empty() {
            bail!(checked.problems.join("\n"));
        }
        println!("{}", checked.good);
    }
    if let Some(problems) = storage::problems(&mut reader, db.engine()).await? {
        if !problems.is_empty() {
            bail!("Basis data rusak: {}", problems.join("; "));
        }
        println!("Isi basis data utuh.");
    }
    Ok(ExitCode::SUCCESS)
}
