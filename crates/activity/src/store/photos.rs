//! Rows of an activity's photos.

use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{ActivityId, FileId, PhotoId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A photo that is kept: a JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptPhoto {
    pub(crate) id: PhotoId,
    pub(crate) file: FileId,
    pub(crate) caption: String,
}

impl FromRow for KeptPhoto {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            file: row.get(1)?,
            caption: row.get(2)?,
        })
    }
}

/// The photos of an activity of the scope's unit, oldest first.
pub(crate) async fn photos(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<KeptPhoto>> {
    Ok(db
        .all(
            "select id, file_id, caption from activity_photo
              where activity_id = $1 and unit_id = $2 order by id limit 500",
            args![activity, scope.unit()],
        )
        .await?)
}

/// How many photos an activity has.
pub(crate) async fn photo_count(db: &mut impl Query, activity: ActivityId) -> Result<i64> {
    Ok(db
        .one(
            "select count(*) from activity_photo where activity_id = $1",
            args![activity],
        )
        .await?)
}

/// Keeps a photo.
pub(crate) async fn add_photo(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    (file, caption): (FileId, &str),
    (by, now): (&str, Timestamp),
) -> Result<()> {
    tx.run(
        "insert into activity_photo (id, activity_id, unit_id, file_id, caption, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            storage::fresh::<PhotoId>(),
            activity,
            scope.unit(),
            file,
            caption,
            by,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Takes a photo away; its file goes after.
pub(crate) async fn remove_photo(tx: &mut Tx, scope: &Scope, photo: PhotoId) -> Result<()> {
    tx.run(
        "delete from activity_photo where id = $1 and unit_id = $2",
        args![photo, scope.unit()],
    )
    .await?;
    Ok(())
}
