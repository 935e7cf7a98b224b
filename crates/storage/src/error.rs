//! What can go wrong in storage, in the words a caller decides by.
//! Both engines' errors are read here, so that no context knows a driver.
//! Errors can be cloned: one failed commit answers every use case of its batch.

/// The result of everything in storage.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of storage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A unique index said no. The text names the index (PostgreSQL) or its columns (SQLite).
    #[error("already there: {0}")]
    Unique(String),
    /// `one` found no row; or a file is not there.
    #[error("no such row")]
    NoRow,
    /// The database is busy, or two transactions stood in each other's way: trying again helps.
    #[error("the database is busy")]
    Busy,
    /// The disk is full; nothing of the use case was kept.
    #[error("the disk is full")]
    Full,
    /// A value of another type than the column, the parameter or the field.
    #[error("wrong type: {0}")]
    Type(String),
    /// The database cannot be brought to this program's shape.
    #[error("{0}")]
    Migration(String),
    /// Anything else the engine says.
    #[error("database: {0}")]
    Engine(String),
}

impl Error {
    /// What a use case is told that goes on after one of its statements failed.
    pub(crate) fn dead() -> Self {
        Self::Engine("this transaction failed earlier; nothing of it can be kept".into())
    }

    /// Whether a transaction is dead after this error (a missing row or a wrong type is no harm).
    pub(crate) fn kills(&self) -> bool {
        !matches!(self, Self::NoRow | Self::Type(_))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
        use rusqlite::ffi::{
            SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID, SQLITE_CONSTRAINT_UNIQUE,
        };
        let Some(code) = error.sqlite_error() else {
            return Self::Engine(error.to_string());
        };
        match (code.code, code.extended_code) {
            (
                _,
                SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_ROWID,
            ) => {
                let text = error.to_string();
                Self::Unique(
                    text.trim_start_matches("UNIQUE constraint failed: ")
                        .to_owned(),
                )
            }
            (DatabaseBusy | DatabaseLocked, _) => Self::Busy,
            (DiskFull, _) => Self::Full,
            _ => Self::Engine(error.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return Self::Engine(with_causes(&error));
        };
        match db.code().code() {
            "23505" => Self::Unique(db.constraint().unwrap_or_else(|| db.message()).to_owned()),
            // serialisation, deadlock, lock not available, too many connections, starting or
            // stopping server
            "40001" | "40P01" | "55P03" | "53300" | "57P01" | "57P03" => Self::Busy,
            "53100" => Self::Full,
            code => Self::Engine(format!("{} ({code})", db.message())),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        use deadpool_postgres::PoolError;
        match error {
            PoolError::Timeout(_) => Self::Busy,
            PoolError::Backend(error) => error.into(),
            other => Self::Engine(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::NotFound => Self::NoRow,
            _ => Self::Engine(error.to_string()),
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::NoRow;
        }
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(this) = cause {
            if let Some(io) = this.downcast_ref::<std::io::Error>()
                && io.kind() == std::io::ErrorKind::StorageFull
            {
                return Self::Full;
            }
            cause = this.source();
        }
        Self::Engine(with_causes(&error))
    }
}

/// An error's text followed by its causes' texts.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(this) = cause {
        let more = this.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = this.source();
    }
    text
}
