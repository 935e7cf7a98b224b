//! Rows of the decrees that confirm boards.

use crate::domain::{Decree, NewDecree, Scan};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{DecreeId, FileId, TermId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const DECREE: &str = "id, term_id, number, day, issuer, from_day, until_day, scan_id, scan_media, \
                      version";

impl FromRow for Decree {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let file: Option<FileId> = row.get(7)?;
        let media: Option<String> = row.get(8)?;
        Ok(Self {
            id: row.get(0)?,
            term: row.get(1)?,
            says: NewDecree {
                number: row.get(2)?,
                day: row.get(3)?,
                issuer: row.get(4)?,
                from: row.get(5)?,
                until: row.get(6)?,
            },
            scan: file.zip(media).map(|(file, media)| Scan { file, media }),
            version: row.get(9)?,
        })
    }
}

/// The decrees of the scope's unit, newest first; at most 200.
pub(crate) async fn decrees(db: &mut impl Query, scope: &Scope) -> Result<Vec<Decree>> {
    let sql = format!(
        "select {DECREE} from decree where unit_id = $1
          order by coalesce(day, from_day, '') desc, created_at desc, id desc limit 200"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// The decree `id` of the scope's unit.
pub(crate) async fn decree(
    db: &mut impl Query,
    scope: &Scope,
    id: DecreeId,
) -> Result<Option<Decree>> {
    let sql = format!("select {DECREE} from decree where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The newest decree of `term`.
pub(crate) async fn decree_of(
    db: &mut impl Query,
    scope: &Scope,
    term: TermId,
) -> Result<Option<Decree>> {
    let sql = format!(
        "select {DECREE} from decree where term_id = $1 and unit_id = $2
          order by coalesce(day, from_day, '') desc, created_at desc, id desc limit 1"
    );
    Ok(db.maybe(&sql, args![term, scope.unit()]).await?)
}

/// Keeps a decree of `term`; its last day is that of the term, if the term has none yet.
pub(crate) async fn add_decree(
    tx: &mut Tx,
    scope: &Scope,
    term: TermId,
    new: &NewDecree,
    now: Timestamp,
) -> Result<DecreeId> {
    let id: DecreeId = storage::fresh();
    tx.run(
        "insert into decree (id, unit_id, term_id, number, day, issuer, from_day, until_day,
                             version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        args![
            id,
            scope.unit(),
            term,
            new.number.trim(),
            new.day,
            new.issuer.trim(),
            new.from,
            new.until,
            now
        ],
    )
    .await?;
    tx.run(
        "update term set until_day = coalesce(until_day, $2) where id = $1",
        args![term, new.until],
    )
    .await?;
    Ok(id)
}

/// Writes `says` over the decree `id`, if that still has this version.
pub(crate) async fn save_decree(
    tx: &mut Tx,
    scope: &Scope,
    (id, version): (DecreeId, i64),
    says: &NewDecree,
) -> Result<bool> {
    let changed = tx
        .run(
            "update decree set number = $4, day = $5, issuer = $6, from_day = $7, until_day = $8,
                               version = version + 1
              where id = $1 and unit_id = $2 and version = $3",
            args![
                id,
                scope.unit(),
                version,
                says.number.trim(),
                says.day,
                says.issuer.trim(),
                says.from,
                says.until
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Puts the signed paper to the decree `id`.
pub(crate) async fn save_scan(
    tx: &mut Tx,
    scope: &Scope,
    id: DecreeId,
    scan: &Scan,
) -> Result<bool> {
    let changed = tx
        .run(
            "update decree set scan_id = $3, scan_media = $4, version = version + 1
              where id = $1 and unit_id = $2",
            args![id, scope.unit(), scan.file, &scan.media],
        )
        .await?;
    Ok(changed > 0)
}
