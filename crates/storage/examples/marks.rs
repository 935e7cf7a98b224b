//! Marks of attendance per second, each acknowledged when it is on the disk:
//! through `begin`, `run`, `commit`, beside SQLite itself with one sync each and with batches.
//! `cargo run --release -p storage --features testing --example marks`; folder: `TMPDIR`.

use rusqlite::Connection;
use std::time::{Duration, Instant};
use storage::testing::{TestDb, databases};
use storage::{Db, Migrations, Result, Uuid, args, fresh};

const MARK: Migrations = Migrations {
    module: "bench",
    steps: &["create table mark (
                  id uuid primary key, session_id uuid not null, person_id uuid not null,
                  state text not null, at bigint not null, unique (session_id, person_id)
              )"],
};
const INSERT: &str = "insert into mark (id, session_id, person_id, state, at)
                      values ($1, $2, $3, 'present', $4) on conflict do nothing";
const TIME: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Result<()> {
    for db in databases().await {
        db.migrate(&[MARK]).await?;
        for tasks in [1, 32, 256] {
            let rate = through_storage(&db, tasks).await?;
            println!("{:?}, {tasks} tasks\t{rate:.0} marks/s", db.engine());
        }
        if let Some(path) = path(&db) {
            for batch in [1, 32, 256] {
                let rate = raw(&path, batch)?;
                println!("SQLite itself, {batch} a commit\t{rate:.0} marks/s");
            }
        }
    }
    Ok(())
}

fn path(db: &TestDb) -> Option<String> {
    db.folder().map(|_| db.address.clone())
}

async fn mark(db: &Db) -> Result<()> {
    let (id, session, person): (Uuid, Uuid, Uuid) = (fresh(), fresh(), fresh());
    let mut tx = db.begin().await?;
    tx.run(INSERT, args![id, session, person, 1_795_478_400_000_i64])
        .await?;
    tx.commit().await
}

async fn through_storage(db: &Db, tasks: u32) -> Result<f64> {
    let start = Instant::now();
    let all: Vec<_> = (0..tasks)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut count = 0_u32;
                while start.elapsed() < TIME {
                    mark(&db).await?;
                    count += 1;
                }
                Ok::<u32, storage::Error>(count)
            })
        })
        .collect();
    let mut count = 0;
    for task in all {
        count += task
            .await
            .map_err(|error| storage::Error::Engine(error.to_string()))??;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}

fn raw(path: &str, batch: u32) -> Result<f64> {
    let connection = Connection::open(path)?;
    connection.execute_batch("pragma synchronous = full; pragma foreign_keys = on")?;
    let mut insert = connection.prepare(INSERT)?;
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < TIME {
        connection.execute_batch("begin immediate")?;
        for _ in 0..batch {
            let (id, session, person): (Uuid, Uuid, Uuid) = (fresh(), fresh(), fresh());
            let at = 1_795_478_400_000_i64;
            insert.execute((id.as_bytes(), session.as_bytes(), person.as_bytes(), at))?;
        }
        connection.execute_batch("commit")?;
        count += batch;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}
