//! Read-only connections. A statement takes one, runs on the caller's thread, puts it back.
//! The last one put back is taken first: its pages and statements are warm.
//! There are never more than statements running at once, so nobody waits.

use super::Settings;
use crate::Result;
use rusqlite::{Connection, OpenFlags};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many connections are kept for the next reader.
const KEPT: usize = 16;

pub(crate) struct Readers {
    settings: Settings,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            idle: Mutex::default(),
        }
    }

    /// Runs `work` on a connection.
    pub fn with<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = idle.map_or_else(|| self.connect(), Ok)?;
        let answer = work(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        answer
    }

    fn connect(&self) -> Result<Connection> {
        let connection = self.settings.connect(OpenFlags::empty())?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.execute_batch("pragma query_only = on")?;
        Ok(connection)
    }
}
