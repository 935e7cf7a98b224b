//! Fresh databases for integration tests: every test runs on SQLite and on PostgreSQL.
//! `GUYUB_TEST_POSTGRES` is the URL of a server in which tests may create databases; without it
//! that half is skipped, unless `GUYUB_TEST_REQUIRE_POSTGRES=1`. For tests only: it panics.

use crate::{Db, Engine, sqlite::Settings};
use std::ops::Deref;
use std::path::Path;
use tempfile::TempDir;
use tokio_postgres::NoTls;
use uuid::Uuid;

/// A database of its own for one test, gone when it is dropped.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Where it is: a path, or a URL. `Db::connect` takes it.
    pub address: String,
    kept: Kept,
}

enum Kept {
    Folder(TempDir),
    Database { server: String, name: String },
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// The folder of a SQLite database.
    pub fn folder(&self) -> Option<&Path> {
        match &self.kept {
            Kept::Folder(folder) => Some(folder.path()),
            Kept::Database { .. } => None,
        }
    }
}

/// A fresh database of each engine.
///
/// # Panics
///
/// If one cannot be made.
pub async fn databases() -> Vec<TestDb> {
    let mut all = vec![sqlite().await];
    all.extend(postgres().await);
    all
}

/// A fresh SQLite database in a temporary folder, with the product's settings.
///
/// # Panics
///
/// If it cannot be made.
pub async fn sqlite() -> TestDb {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("guyub.db");
    let db = Db::sqlite(&path).await.expect("a SQLite database");
    TestDb {
        db,
        address: path.to_string_lossy().into_owned(),
        kept: Kept::Folder(folder),
    }
}

/// A fresh PostgreSQL database, if there is a server.
///
/// # Panics
///
/// If there should be one and is not.
pub async fn postgres() -> Option<TestDb> {
    postgres_sorted_by("C").await
}

/// As [`postgres`], in another locale than the product's.
///
/// # Panics
///
/// If there should be a server and is not.
pub async fn postgres_sorted_by(locale: &str) -> Option<TestDb> {
    let Ok(server) = std::env::var("GUYUB_TEST_POSTGRES") else {
        let required = std::env::var("GUYUB_TEST_REQUIRE_POSTGRES").is_ok_and(|r| r == "1");
        assert!(
            !required,
            "GUYUB_TEST_POSTGRES must name a PostgreSQL server"
        );
        println!("skipped on PostgreSQL: GUYUB_TEST_POSTGRES names no server");
        return None;
    };
    let name = format!("guyub_test_{}", Uuid::new_v4().simple());
    let sql = format!(
        "create database {name} template template0 encoding 'UTF8' lc_collate '{locale}' lc_ctype \
         '{locale}'"
    );
    on_server(&server, &sql)
        .await
        .expect("a PostgreSQL database");
    let address = beside(&server, &name);
    let db = Db::postgres(&address)
        .await
        .expect("the new PostgreSQL database");
    Some(TestDb {
        db,
        address,
        kept: Kept::Database { server, name },
    })
}

/// A SQLite database on another file system (a registered VFS), with `synchronous` as said.
///
/// # Panics
///
/// If it cannot be opened.
pub fn sqlite_on(path: &Path, vfs: &'static str, synchronous: &'static str) -> Db {
    let settings = Settings {
        path: path.to_owned(),
        vfs: Some(vfs),
        synchronous,
    };
    Db::sqlite_with(settings).expect("a SQLite database")
}

/// The URL of the database `name` on the server of `url`.
fn beside(url: &str, name: &str) -> String {
    let (place, options) = url
        .split_once('?')
        .map_or((url, None), |(p, o)| (p, Some(o)));
    let start = place.find("://").map_or(0, |at| at + 3);
    let host = place[start..]
        .find('/')
        .map_or(place, |at| &place[..start + at]);
    options.map_or_else(
        || format!("{host}/{name}"),
        |o| format!("{host}/{name}?{o}"),
    )
}

async fn on_server(url: &str, sql: &str) -> Result<(), tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    let connection = tokio::spawn(connection);
    let answer = client.batch_execute(sql).await;
    drop(client);
    drop(connection.await);
    answer
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Kept::Database { server, name } = &self.kept else {
            return;
        };
        debug_assert_eq!(self.db.engine(), Engine::Postgres);
        let (server, sql) = (server.clone(), format!("drop database {name} with (force)"));
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.map(|runtime| runtime.block_on(on_server(&server, &sql)))
        });
        if !matches!(dropping.join(), Ok(Ok(Ok(())))) {
            println!("the database {name} stays on the server");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_database_beside_another_keeps_the_rest_of_the_url() {
        assert_eq!(
            beside("postgres://a:b@h:1/x?y=z", "n"),
            "postgres://a:b@h:1/n?y=z"
        );
        assert_eq!(beside("postgres://h:1", "n"), "postgres://h:1/n");
        assert_eq!(
            beside("postgres://a@%2Ftmp%2Fpg/x", "n"),
            "postgres://a@%2Ftmp%2Fpg/n"
        );
    }
}
