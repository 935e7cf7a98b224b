//! The one writer, and the batch in which waiting use cases are committed together.
//! A use case holds the writer's lock, in its own savepoint, until it commits or is dropped.
//! A thread of its own closes the batch: whoever is cancelled, it cannot be.
//!
//! The lock is fair. The first commit of a batch calls the committer, which then stands behind
//! the use cases already waiting: they are the batch. Those who come later wait for its end.

use super::{Settings, execute, query};
use crate::{Error, FromRow, Result, Value};
use rusqlite::{Connection, OpenFlags};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// How long another process may write before a use case gives up.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Writer {
    batch: Arc<Mutex<Batch>>,
    call_committer: mpsc::Sender<()>,
}

/// The writer's connection and who waits for its next commit.
struct Batch {
    connection: Connection,
    waiting: Vec<oneshot::Sender<Result<()>>>,
}

impl Writer {
    pub fn open(settings: &Settings) -> Result<Self> {
        create(settings)?;
        let connection = settings.connect(OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(&format!(
            "pragma journal_mode = wal; pragma synchronous = {}; \
             pragma journal_size_limit = 67108864;",
            settings.synchronous
        ))?;
        connection.busy_timeout(Duration::ZERO)?; // from here on `begin` waits without a thread
        let batch = Arc::new(Mutex::new(Batch {
            connection,
            waiting: Vec::new(),
        }));
        let (call_committer, calls) = mpsc::channel();
        let shared = Arc::clone(&batch);
        std::thread::Builder::new()
            .name("committer".into())
            .spawn(move || {
                while calls.recv().is_ok() {
                    shared.blocking_lock().close();
                }
            })?;
        Ok(Self {
            batch,
            call_committer,
        })
    }

    /// Waits for the lock and opens a savepoint.
    pub async fn begin(&self) -> Result<UseCase> {
        let batch = Arc::clone(&self.batch).lock_owned().await;
        let mut tries = PATIENCE.as_millis() / 5;
        while let Err(error) = batch.open() {
            if error != Error::Busy || tries == 0 {
                return Err(error);
            }
            tries -= 1;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let call_committer = self.call_committer.clone();
        let use_case = UseCase {
            batch,
            call_committer,
            failed: false,
            done: false,
        };
        use_case.batch.run("savepoint use_case")?; // a failure drops it, which rolls back
        Ok(use_case)
    }
}

/// The database's file, readable by its owner only; SQLite's other files take after it.
fn create(settings: &Settings) -> Result<()> {
    if let Some(folder) = settings.path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new();
    file.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(&settings.path)?;
    Ok(())
}

impl Batch {
    /// Runs a statement of the machinery.
    fn run(&self, sql: &str) -> Result<()> {
        execute(&self.connection, sql, &[]).map(drop)
    }

    /// Begins a transaction unless the batch has one.
    fn open(&self) -> Result<()> {
        if self.connection.is_autocommit() {
            self.run("begin immediate")
        } else {
            Ok(())
        }
    }

    /// Commits and answers everybody.
    fn close(&mut self) {
        if self.waiting.is_empty() {
            return; // rolled back before the committer's turn came; all have their answer
        }
        let answer = self.run("commit");
        if answer.is_err() {
            self.give_up();
        }
        self.answer(&answer);
    }

    /// Ends a transaction that cannot be committed.
    fn give_up(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("rollback")
        {
            tracing::error!(%error, "the writer cannot roll back");
        }
    }

    fn answer(&mut self, answer: &Result<()>) {
        if let Err(error) = answer {
            tracing::warn!(%error, use_cases = self.waiting.len(), "a batch was not committed");
        }
        for waiting in self.waiting.drain(..) {
            drop(waiting.send(answer.clone())); // a cancelled request does not listen any more
        }
    }
}

/// One use case: a savepoint in the batch.
pub(crate) struct UseCase {
    batch: OwnedMutexGuard<Batch>,
    call_committer: mpsc::Sender<()>,
    failed: bool,
    done: bool,
}

impl UseCase {
    pub fn query<T: FromRow>(&mut self, sql: &str, args: &[Value], limit: usize) -> Result<Vec<T>> {
        self.check_alive()?;
        let answer = query(&self.batch.connection, sql, args, limit);
        self.after(answer)
    }

    pub fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64> {
        self.check_alive()?;
        let answer = execute(&self.batch.connection, sql, args);
        self.after(answer)
    }

    pub fn script(&mut self, sql: &str) -> Result<()> {
        self.check_alive()?;
        let answer = self
            .batch
            .connection
            .execute_batch(sql)
            .map_err(Error::from);
        self.after(answer)
    }

    /// Joins the batch and waits until it is on the disk.
    pub async fn commit(mut self) -> Result<()> {
        self.check_alive()?;
        let answer = self.batch.run("release use_case");
        self.after(answer)?;
        let (sender, answer) = oneshot::channel();
        self.batch.waiting.push(sender);
        self.done = true;
        if self.batch.waiting.len() == 1 {
            let called = self.call_committer.send(());
            called.map_err(|_| Error::Engine("the committer has ended".into()))?;
        }
        drop(self); // the next one's turn
        answer
            .await
            .unwrap_or_else(|_| Err(Error::Engine("the committer has ended".into())))
    }

    fn check_alive(&self) -> Result<()> {
        if self.failed {
            Err(Error::dead())
        } else {
            Ok(())
        }
    }

    /// After an error SQLite may have rolled everything back (a full disk): then the whole batch
    /// has failed, and nothing may run outside of a transaction.
    fn after<T>(&mut self, answer: Result<T>) -> Result<T> {
        if let Err(error) = &answer {
            self.failed |= error.kills();
            if self.batch.connection.is_autocommit() {
                self.failed = true;
                self.batch.answer(&Err(error.clone()));
            }
        }
        answer
    }

    /// Takes back what this use case did; the others of the batch stay.
    fn take_back(&mut self) {
        if self.batch.connection.is_autocommit() {
            return;
        }
        let undone = if self.batch.waiting.is_empty() {
            self.batch.run("rollback")
        } else {
            let undone = self.batch.run("rollback to use_case");
            undone.and_then(|()| self.batch.run("release use_case"))
        };
        if let Err(error) = undone {
            self.batch.give_up();
            self.batch.answer(&Err(error));
        }
    }
}

impl Drop for UseCase {
    fn drop(&mut self) {
        if !self.done {
            self.take_back();
        }
    }
}
