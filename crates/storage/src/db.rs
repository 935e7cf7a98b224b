//! The database as contexts see it: `Db`, `Reader`, `Tx`, and `Query` for what both can.
//! Each call goes to the engine behind; the SQL text and the behaviour are the same.
//! Between `begin` and `commit` await only the transaction: others wait behind it.

use crate::nesting::{Nesting, Place};
use crate::postgres::{self, Postgres};
use crate::sqlite::{self, Readers, Settings, Writer};
use crate::{Engine, Error, FromRow, Migrations, Result, Value, migrations};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A database; a clone is the same database.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    behind: Behind,
    nesting: Nesting,
}

enum Behind {
    Sqlite { writer: Writer, readers: Readers },
    Postgres(Postgres),
}

impl Db {
    /// Connects to `postgres://…`, or opens the SQLite file at a path.
    ///
    /// # Errors
    ///
    /// If the server does not answer or the file cannot be opened.
    pub async fn connect(address: &str) -> Result<Self> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::postgres(address).await;
        }
        Self::sqlite(Path::new(
            address.strip_prefix("sqlite:").unwrap_or(address),
        ))
        .await
    }

    /// Opens the SQLite file at `path`; it and its folder are made if they are not there.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened.
    pub async fn sqlite(path: &Path) -> Result<Self> {
        Self::sqlite_with(Settings::new(path))
    }

    pub(crate) fn sqlite_with(settings: Settings) -> Result<Self> {
        let writer = Writer::open(&settings)?;
        Ok(Self::new(Behind::Sqlite {
            writer,
            readers: Readers::new(settings),
        }))
    }

    /// Connects to a PostgreSQL database, `postgres://user:password@host/name`.
    ///
    /// # Errors
    ///
    /// If the server does not answer.
    pub async fn postgres(url: &str) -> Result<Self> {
        Postgres::connect(url)
            .await
            .map(Behind::Postgres)
            .map(Self::new)
    }

    fn new(behind: Behind) -> Self {
        Self(Arc::new(Inner {
            behind,
            nesting: Nesting::default(),
        }))
    }

    /// A reader; each of its statements sees what was committed before it.
    ///
    /// # Errors
    ///
    /// None yet: a connection is taken by each statement.
    pub async fn read(&self) -> Result<Reader> {
        Ok(Reader {
            db: self.clone(),
            long: false,
        })
    }

    /// A reader for heavy questions (reports, exports): SQLite answers on a thread of its own.
    ///
    /// # Errors
    ///
    /// As [`Db::read`].
    pub async fn read_long(&self) -> Result<Reader> {
        Ok(Reader {
            db: self.clone(),
            long: true,
        })
    }

    /// Begins a use case. Dropped without commit, nothing of it happened.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if the database stays busy for a minute.
    ///
    /// # Panics
    ///
    /// In debug builds, if this task has an open transaction already.
    pub async fn begin(&self) -> Result<Tx> {
        let place = self.0.nesting.enter();
        let case = match &self.0.behind {
            Behind::Sqlite { writer, .. } => Case::Sqlite(writer.begin().await?),
            Behind::Postgres(postgres) => Case::Postgres(Box::new(postgres.begin().await?)),
        };
        Ok(Tx {
            case,
            _place: place,
        })
    }

    /// The engine behind, for `dialect` and what it offers.
    pub fn engine(&self) -> Engine {
        match self.0.behind {
            Behind::Sqlite { .. } => Engine::Sqlite,
            Behind::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the tables of `modules` to this program's shape; harmless when done already.
    ///
    /// # Errors
    ///
    /// [`Error::Migration`] if a step fails or the database is newer than the program.
    pub async fn migrate(&self, modules: &[Migrations]) -> Result<()> {
        migrations::migrate(self, modules).await
    }
}

/// What a [`Reader`] and a [`Tx`] can both do; stores take `&mut impl Query`.
pub trait Query: Send {
    /// Runs `sql` and reads its rows, at most `limit` of them where that saves work.
    fn rows<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<T>>> + Send;

    /// All rows.
    fn all<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        self.rows(sql, args, usize::MAX)
    }

    /// The first row, if there is one.
    fn maybe<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>>> + Send {
        async move { Ok(self.rows(sql, args, 1).await?.into_iter().next()) }
    }

    /// The first row; [`Error::NoRow`] if there is none.
    fn one<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
    ) -> impl Future<Output = Result<T>> + Send {
        async move { self.maybe(sql, args).await?.ok_or(Error::NoRow) }
    }
}

/// Asks; changes nothing.
pub struct Reader {
    db: Db,
    long: bool,
}

impl Query for Reader {
    async fn rows<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        limit: usize,
    ) -> Result<Vec<T>> {
        match &self.db.0.behind {
            Behind::Postgres(postgres) => postgres.query(sql, &args).await,
            Behind::Sqlite { .. } if self.long => {
                let (db, sql) = (self.db.clone(), sql.to_owned());
                tokio::task::spawn_blocking(move || db.read_sqlite(&sql, &args, limit))
                    .await
                    .map_err(|error| Error::Engine(error.to_string()))?
            }
            Behind::Sqlite { .. } => {
                tokio::task::coop::consume_budget().await;
                self.db.read_sqlite(sql, &args, limit)
            }
        }
    }
}

impl Db {
    fn read_sqlite<T: FromRow>(&self, sql: &str, args: &[Value], limit: usize) -> Result<Vec<T>> {
        match &self.0.behind {
            Behind::Sqlite { readers, .. } => {
                readers.with(|connection| sqlite::query(connection, sql, args, limit))
            }
            Behind::Postgres(_) => Err(Error::Engine("not a SQLite database".into())),
        }
    }
}

/// One use case: everything in it happens, or nothing.
pub struct Tx {
    case: Case,
    _place: Place,
}

enum Case {
    Sqlite(sqlite::UseCase),
    Postgres(Box<postgres::UseCase>),
}

impl Query for Tx {
    async fn rows<T: FromRow>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        limit: usize,
    ) -> Result<Vec<T>> {
        match &mut self.case {
            Case::Sqlite(case) => case.query(sql, &args, limit),
            Case::Postgres(case) => case.query(sql, &args).await,
        }
    }
}

impl Tx {
    /// Runs a statement; gives the number of rows it changed.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] and the others; the transaction is dead after that.
    pub async fn run(&mut self, sql: &str, args: Vec<Value>) -> Result<u64> {
        match &mut self.case {
            Case::Sqlite(case) => case.execute(sql, &args),
            Case::Postgres(case) => case.execute(sql, &args).await,
        }
    }

    /// Runs several statements without arguments.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        match &mut self.case {
            Case::Sqlite(case) => case.script(sql),
            Case::Postgres(case) => case.script(sql).await,
        }
    }

    /// From here to the end, nobody else decides about `id`. (On SQLite nobody does anyway.)
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub async fn hold(&mut self, id: impl Into<Uuid> + Send) -> Result<()> {
        let id = id.into();
        match &mut self.case {
            Case::Sqlite(_) => Ok(()),
            Case::Postgres(case) => case.hold(id.to_string()).await,
        }
    }

    /// As [`Tx::hold`], for what has a name and no id.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub async fn hold_name(&mut self, name: &str) -> Result<()> {
        match &mut self.case {
            Case::Sqlite(_) => Ok(()),
            Case::Postgres(case) => case.hold(name.to_owned()).await,
        }
    }

    /// Keeps what was done; it is on the disk when this returns.
    ///
    /// # Errors
    ///
    /// If a statement failed before, or the disk does not take it: then nothing was kept.
    pub async fn commit(self) -> Result<()> {
        match self.case {
            Case::Sqlite(case) => case.commit().await,
            Case::Postgres(case) => case.commit().await,
        }
    }
}

/// `all`, `one` and `maybe` without importing [`Query`].
macro_rules! queries {
    ($($name:ident),+) => {$(
        impl $name {
            /// All rows of `sql`.
            ///
            /// # Errors
            ///
            /// [`Error::Type`] if a row is no `T`, and those of the database.
            pub async fn all<T: FromRow>(
                &mut self,
                sql: &str,
                args: Vec<Value>,
            ) -> Result<Vec<T>> {
                Query::all(self, sql, args).await
            }

            /// The first row of `sql`, if there is one.
            ///
            /// # Errors
            ///
            /// As `all`.
            pub async fn maybe<T: FromRow>(
                &mut self,
                sql: &str,
                args: Vec<Value>,
            ) -> Result<Option<T>> {
                Query::maybe(self, sql, args).await
            }

            /// The first row of `sql`.
            ///
            /// # Errors
            ///
            /// [`Error::NoRow`] if there is none; else as `all`.
            pub async fn one<T: FromRow>(&mut self, sql: &str, args: Vec<Value>) -> Result<T> {
                Query::one(self, sql, args).await
            }
        }
    )+};
}

queries!(Reader, Tx);
