//! Files: kept, read again, deleted.

use kernel::id::FileId;
use storage::{Error, Files};

#[tokio::test]
async fn a_file_is_kept_under_its_id_until_it_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(&folder.path().join("files")).unwrap();
    let id: FileId = files.put(b"foto".to_vec()).await.unwrap();
    assert_eq!(files.get(id).await.unwrap(), b"foto".as_slice());
    let again = Files::folder(&folder.path().join("files")).unwrap();
    assert_eq!(again.get(id).await.unwrap(), b"foto".as_slice());
    files.delete(id).await.unwrap();
    files.delete(id).await.unwrap();
    assert_eq!(files.get(id).await, Err(Error::NoRow));
}
