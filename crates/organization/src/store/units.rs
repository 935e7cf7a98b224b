//! Rows of units.

use crate::unit::Unit;
use jiff::Timestamp;
use kernel::id::UnitId;
use kernel::zone::Zone;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const COLUMNS: &str = "id, name, slug, region_code, village, zone";

impl FromRow for Unit {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            slug: row.get(2)?,
            region_code: row.get(3)?,
            village: row.get(4)?,
            zone: Zone::from_code(&row.get::<String>(5)?).unwrap_or_default(),
        })
    }
}

pub(crate) async fn add(tx: &mut Tx, unit: &Unit, now: Timestamp) -> Result<()> {
    tx.run(
        "insert into unit (id, kind, name, slug, region_code, village, zone, address, phone, sheet,
                           greeting, version, created_at)
         values ($1, 'village', $2, $3, $4, $5, $6, '', '', 'f4', '', 1, $7)",
        args![
            unit.id,
            &unit.name,
            &unit.slug,
            &unit.region_code,
            &unit.village,
            unit.zone.code(),
            now
        ],
    )
    .await?;
    Ok(())
}

/// The addresses that begin with `wanted`.
pub(crate) async fn slugs_like(tx: &mut Tx, wanted: &str) -> Result<Vec<String>> {
    let taken: Vec<(String,)> = tx
        .all(
            "select slug from unit where slug like $1 limit 10000",
            args![format!("{wanted}%")],
        )
        .await?;
    Ok(taken.into_iter().map(|(slug,)| slug).collect())
}

/// The unit `id`.
///
/// # Errors
///
/// When the database refuses.
pub async fn unit(db: &mut impl Query, id: UnitId) -> Result<Option<Unit>> {
    Ok(db
        .maybe(
            &format!("select {COLUMNS} from unit where id = $1"),
            args![id],
        )
        .await?)
}

/// The unit at `/u/{slug}`.
///
/// # Errors
///
/// When the database refuses.
pub async fn unit_by_slug(db: &mut impl Query, slug: &str) -> Result<Option<Unit>> {
    Ok(db
        .maybe(
            &format!("select {COLUMNS} from unit where slug = $1"),
            args![slug],
        )
        .await?)
}

/// Units whose address contains `text`, by address; at most `limit`. The address carries the
/// village's name.
pub(crate) async fn search(db: &mut impl Query, text: &str, limit: i64) -> Result<Vec<Unit>> {
    let words = crate::unit::slug(text);
    let sql = format!("select {COLUMNS} from unit where slug like $1 order by slug limit $2");
    Ok(db.all(&sql, args![format!("%{words}%"), limit]).await?)
}

/// Every unit of this installation, by address; at most 10,000.
///
/// # Errors
///
/// When the database refuses.
pub async fn units(db: &mut impl Query) -> Result<Vec<Unit>> {
    let sql = format!("select {COLUMNS} from unit order by slug limit 10000");
    Ok(db.all(&sql, args![]).await?)
}

/// Whether this installation has been set up.
///
/// # Errors
///
/// When the database refuses.
pub async fn any_unit(db: &mut impl Query) -> Result<bool> {
    Ok(db
        .maybe::<(UnitId,)>("select id from unit limit 1", args![])
        .await?
        .is_some())
}
