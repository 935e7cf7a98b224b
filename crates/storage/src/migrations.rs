//! Each module's numbered steps, applied once and in order, one transaction each.
//! Many nodes may start at once: the steps are made one node at a time.
//! A database that a newer program has changed is refused.

use crate::{Db, Engine, Error, Result, Tx, args, dialect};

/// The steps of one module, oldest first. A step that has been released never changes.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// The module's name.
    pub module: &'static str,
    /// SQL in portable types: `uuid, bytea, boolean, bigint, text, double precision`.
    pub steps: &'static [&'static str],
}

const TABLE: &str = "create table if not exists migration (
    module text not null, step bigint not null, primary key (module, step))";

pub(crate) async fn migrate(db: &Db, modules: &[Migrations]) -> Result<()> {
    check_collation(db).await?;
    let mut tx = alone(db).await?;
    tx.script(TABLE).await?;
    tx.commit().await?;
    for module in modules {
        while !advance(db, module).await? {}
    }
    Ok(())
}

/// A transaction in which no other node migrates.
async fn alone(db: &Db) -> Result<Tx> {
    let mut tx = db.begin().await?;
    tx.hold_name("migration").await?;
    Ok(tx)
}

/// Makes the next step of `module`; says whether nothing is left to do.
async fn advance(db: &Db, module: &Migrations) -> Result<bool> {
    let Migrations { module, steps } = *module;
    let mut tx = alone(db).await?;
    let made: i64 = tx
        .one(
            "select coalesce(max(step), 0) from migration where module = $1",
            args![module],
        )
        .await?;
    let known = steps.len();
    match usize::try_from(made) {
        Ok(made) if made < known => {
            let step = made + 1;
            let sql = dialect::migration(db.engine(), steps[made]);
            tx.script(&sql)
                .await
                .map_err(|error| in_step(module, step, &error))?;
            let step = i64::try_from(step).unwrap_or(i64::MAX);
            tx.run(
                "insert into migration (module, step) values ($1, $2)",
                args![module, step],
            )
            .await?;
            tx.commit().await?;
            Ok(false)
        }
        Ok(made) if made == known => Ok(true),
        _ => Err(Error::Migration(format!(
            "the database is newer than this program: {module} is at step {made}, this program \
             knows {known} steps; install the newer program"
        ))),
    }
}

/// A full or busy disk stays what it is; another error names its step.
fn in_step(module: &str, step: usize, error: &Error) -> Error {
    match error {
        Error::Full | Error::Busy => error.clone(),
        other => Error::Migration(format!("step {step} of {module} failed: {other}")),
    }
}

/// Both engines sort by code point; a PostgreSQL database says so when it is created.
async fn check_collation(db: &Db) -> Result<()> {
    if db.engine() == Engine::Sqlite {
        return Ok(());
    }
    let (collate, ctype, encoding): (String, String, String) =
        db.read().await?.one(dialect::COLLATION, args![]).await?;
    let plain = |name: &str| matches!(name, "C" | "POSIX");
    if plain(&collate) && plain(&ctype) && encoding == "UTF8" {
        return Ok(());
    }
    Err(Error::Migration(format!(
        "the PostgreSQL database sorts by {collate} in {encoding}; create it with: create database \
         guyub template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'"
    )))
}
