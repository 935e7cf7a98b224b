//! Files and pictures: bytes by id, in a folder or any other object store.
//! A file is whole or not there: it is written beside, synced, then renamed.
//! Rows name files by id; put the file first, then the row; delete the row first, then the file.

use crate::{Result, fresh};
use bytes::Bytes;
use kernel::id::FileId;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::Path;
use std::sync::Arc;

/// The files of a server.
#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Files in `folder`, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made or read.
    pub fn folder(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self(Arc::new(store)))
    }

    /// Files in another store.
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self(store)
    }

    /// Keeps `bytes` under a new id; they are on the disk when it returns.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Full`] on a full disk; nothing is left half-written.
    pub async fn put(&self, bytes: impl Into<Bytes> + Send) -> Result<FileId> {
        let id = fresh();
        self.0.put(&key(id), bytes.into().into()).await?;
        Ok(id)
    }

    /// The bytes of `id`.
    ///
    /// # Errors
    ///
    /// [`crate::Error::NoRow`] if there is no such file.
    pub async fn get(&self, id: FileId) -> Result<Bytes> {
        Ok(self.0.get(&key(id)).await?.bytes().await?)
    }

    /// Removes `id`; that it is gone already is no error.
    ///
    /// # Errors
    ///
    /// Those of the store.
    pub async fn delete(&self, id: FileId) -> Result<()> {
        match self.0.delete(&key(id)).await {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Spread over 256 folders by the id's random end.
fn key(id: FileId) -> Key {
    let name = id.0.simple().to_string();
    Key::from(format!("{}/{name}", &name[30..]))
}
