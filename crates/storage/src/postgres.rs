//! PostgreSQL: one pool for readers (read-only sessions), one for transactions.
//! Values are given as the types the prepared statement asks for; null is of any type.
//! A transaction that is dropped is rolled back before its connection goes back to the pool.

use crate::row::Source;
use crate::{Cell, Error, FromRow, Result, Row, Value, dialect};
use bytes::BytesMut;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use std::error::Error as StdError;
use std::time::Duration;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use tokio_postgres::{NoTls, Row as PgRow, Statement};

/// Connections of each pool.
const CONNECTIONS: usize = 16;

pub(crate) struct Postgres {
    readers: Pool,
    writers: Pool,
}

impl Postgres {
    /// Makes the pools and asks the server for a sign of life.
    pub async fn connect(url: &str) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse()?;
        config.application_name("guyub");
        let writers = pool(config.clone())?;
        config.options("-c default_transaction_read_only=on");
        let readers = pool(config)?;
        drop(writers.get().await?);
        Ok(Self { readers, writers })
    }

    /// One statement on its own; asked again on a fresh connection if the server went away.
    pub async fn query<T: FromRow>(&self, sql: &str, args: &[Value]) -> Result<Vec<T>> {
        for _ in 0..=CONNECTIONS {
            let client = self.readers.get().await?;
            let answer = query(&client, sql, args).await;
            if !went_away(&client, &answer) {
                return answer;
            }
            drop(Object::take(client));
        }
        Err(Error::Busy)
    }

    /// Begins a transaction, on a fresh connection if the server went away meanwhile.
    pub async fn begin(&self) -> Result<UseCase> {
        for _ in 0..=CONNECTIONS {
            let client = self.writers.get().await?;
            let mut begun = Unsure(Some(client)); // cancelled here, the connection is not shared
            let Some(client) = &begun.0 else { break };
            let answer = client.batch_execute("begin").await.map_err(Error::from);
            if went_away(client, &answer) {
                continue;
            }
            answer?;
            return Ok(UseCase {
                client: begun.0.take(),
                failed: false,
            });
        }
        Err(Error::Busy)
    }
}

/// Whether the connection broke, or the server is about to end it.
fn went_away<T>(client: &Object, answer: &Result<T>) -> bool {
    answer.is_err() && (client.is_closed() || matches!(answer, Err(Error::Busy)))
}

fn pool(config: tokio_postgres::Config) -> Result<Pool> {
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let waits = Timeouts {
        wait: Some(Duration::from_secs(60)),
        create: Some(Duration::from_secs(20)),
        recycle: None,
    };
    Pool::builder(Manager::from_config(config, NoTls, recycling))
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .timeouts(waits)
        .build()
        .map_err(|error| Error::Engine(error.to_string()))
}

async fn query<T: FromRow>(client: &Object, sql: &str, args: &[Value]) -> Result<Vec<T>> {
    let statement = prepare(client, sql, args).await?;
    let rows = client.query(&statement, &references(args)).await?;
    rows.iter()
        .map(|row| T::from_row(&Row(Source::Postgres(row))))
        .collect()
}

async fn prepare(client: &Object, sql: &str, args: &[Value]) -> Result<Statement> {
    let statement = client.prepare_cached(sql).await?;
    let types = statement.params();
    if types.len() != args.len() {
        let (count, given) = (types.len(), args.len());
        return Err(Error::Type(format!(
            "{count} parameters, {given} arguments: {sql}"
        )));
    }
    match args
        .iter()
        .zip(types)
        .position(|(value, ty)| !value.fits(ty))
    {
        None => Ok(statement),
        Some(at) => {
            let (number, ty, value) = (at + 1, &types[at], &args[at]);
            Err(Error::Type(format!(
                "${number} is {ty}, the argument {value:?}: {sql}"
            )))
        }
    }
}

fn references(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

/// One use case: a transaction on a connection of its own.
pub(crate) struct UseCase {
    client: Option<Object>,
    failed: bool,
}

impl UseCase {
    pub async fn query<T: FromRow>(&mut self, sql: &str, args: &[Value]) -> Result<Vec<T>> {
        let answer = query(self.client()?, sql, args).await;
        self.after(answer)
    }

    pub async fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64> {
        let client = self.client()?;
        let answer = async {
            let statement = prepare(client, sql, args).await?;
            Ok(client.execute(&statement, &references(args)).await?)
        };
        let answer = answer.await;
        self.after(answer)
    }

    /// Runs statements without arguments.
    pub async fn script(&mut self, sql: &str) -> Result<()> {
        let answer = self.client()?.batch_execute(sql).await.map_err(Error::from);
        self.after(answer)
    }

    pub async fn hold(&mut self, what: String) -> Result<()> {
        self.execute(dialect::HOLD, &[Value::Text(what)])
            .await
            .map(drop)
    }

    pub async fn commit(mut self) -> Result<()> {
        // a failed transaction answers `commit` with a rollback and no error
        self.script("commit").await?;
        self.client = None;
        Ok(())
    }

    fn client(&self) -> Result<&Object> {
        self.client
            .as_ref()
            .filter(|_| !self.failed)
            .ok_or_else(Error::dead)
    }

    fn after<T>(&mut self, answer: Result<T>) -> Result<T> {
        self.failed |= answer.as_ref().is_err_and(Error::kills);
        answer
    }
}

impl Drop for UseCase {
    /// Whatever is under way on the connection is ended by a rollback; then others may have it.
    fn drop(&mut self) {
        let Some(client) = self.client.take().filter(|client| !client.is_closed()) else {
            return;
        };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            drop(Object::take(client)); // the server rolls back when the connection ends
            return;
        };
        runtime.spawn(async move {
            let mut client = Unsure(Some(client));
            if let Some(connection) = &client.0
                && connection.batch_execute("rollback").await.is_ok()
            {
                drop(client.0.take());
            }
        });
    }
}

/// A connection in an unknown state: closed, not shared, unless it is taken out.
struct Unsure(Option<Object>);

impl Drop for Unsure {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Object::take(client));
        }
    }
}

impl Value {
    /// Whether it can be given for a parameter of type `ty`.
    fn fits(&self, ty: &Type) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(_) => *ty == Type::BOOL,
            Self::Int(number) => match *ty {
                Type::INT8 | Type::FLOAT8 => true,
                Type::INT4 => i32::try_from(*number).is_ok(),
                Type::INT2 => i16::try_from(*number).is_ok(),
                _ => false,
            },
            Self::Float(_) => *ty == Type::FLOAT8,
            Self::Text(_) => <&str as ToSql>::accepts(ty),
            Self::Bytes(_) => *ty == Type::BYTEA,
            Self::Id(_) => *ty == Type::UUID,
        }
    }
}

type Anything = Box<dyn StdError + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Anything> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(truth) => truth.to_sql(ty, out),
            Self::Int(number) if *ty == Type::FLOAT8 => (*number as f64).to_sql(ty, out),
            Self::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Self::Int(number) if *ty == Type::INT2 => i16::try_from(*number)?.to_sql(ty, out),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Float(number) => number.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
            Self::Id(id) => id.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

pub(crate) fn cell(row: &PgRow, column: usize) -> Result<Cell<'_>> {
    row.try_get(column).map_err(|error| {
        let why = error.source().map(ToString::to_string);
        Error::Type(why.unwrap_or_else(|| error.to_string()))
    })
}

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Anything> {
        Ok(match *ty {
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Float(f32::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Float(f64::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw),
            Type::UUID => Self::Id(uuid::Uuid::from_sql(ty, raw)?),
            ref text if <&str as FromSql>::accepts(text) => Self::Text(str::from_utf8(raw)?),
            ref other => return Err(format!("{other}: write cast(… as bigint) or so").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Anything> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
