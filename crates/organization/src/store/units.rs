//! Rows of units.

use crate::domain::{Place, UnitKind, View, packed, unpacked};
use crate::unit::{Unit, name_key};
use jiff::Timestamp;
use kernel::id::UnitId;
use kernel::zone::Zone;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

pub(crate) const COLUMNS: &str = "id, name, slug, region_code, village, zone, kind, parent_id, \
     roll_id, sees, hamlets, rw, rts, archived_at, merged_into";

impl FromRow for Unit {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let id = row.get(0)?;
        Ok(Self {
            id,
            name: row.get(1)?,
            slug: row.get(2)?,
            region_code: row.get(3)?,
            village: row.get(4)?,
            zone: Zone::from_code(&row.get::<String>(5)?).unwrap_or_default(),
            kind: UnitKind::from_code(&row.get::<String>(6)?).unwrap_or(UnitKind::Village),
            parent: row.get(7)?,
            roll: row.get::<Option<UnitId>>(8)?.unwrap_or(id),
            view: view(row)?,
            archived_at: row.get(13)?,
            merged_into: row.get(14)?,
        })
    }
}

fn view(row: &Row) -> storage::Result<View> {
    let number = |n: i64| u16::try_from(n).ok();
    Ok(match row.get::<String>(9)?.as_str() {
        "place" => View::Place(Place {
            hamlets: unpacked(&row.get::<String>(10)?)
                .map(str::to_owned)
                .collect(),
            rw: row.get::<Option<i64>>(11)?.and_then(number),
            rts: unpacked(&row.get::<String>(12)?)
                .filter_map(|rt| rt.parse().ok())
                .collect(),
        }),
        "chosen" => View::Chosen,
        _ => View::All,
    })
}

/// The columns of a view: `sees, hamlets, rw, rts`.
pub(crate) fn view_columns(view: &View) -> (&'static str, String, Option<i64>, String) {
    match view {
        View::All => ("all", String::new(), None, String::new()),
        View::Chosen => ("chosen", String::new(), None, String::new()),
        View::Place(place) => (
            "place",
            packed(place.hamlets.iter().cloned()),
            place.rw.map(i64::from),
            packed(place.rts.iter().map(u16::to_string)),
        ),
    }
}

pub(crate) async fn add(tx: &mut Tx, unit: &Unit, now: Timestamp) -> Result<()> {
    let (sees, hamlets, rw, rts) = view_columns(&unit.view);
    tx.run(
        "insert into unit (id, kind, name, slug, region_code, village, zone, address, phone, sheet,
                           greeting, version, created_at, parent_id, roll_id, sees, hamlets, rw,
                           rts, name_key)
         values ($1, $2, $3, $4, $5, $6, $7, '', '', 'f4', '', 1, $8, $9, $10, $11, $12, $13, $14,
                 $15)",
        args![
            unit.id,
            unit.kind.code(),
            &unit.name,
            &unit.slug,
            &unit.region_code,
            &unit.village,
            unit.zone.code(),
            now,
            unit.parent,
            unit.roll,
            sees,
            hamlets,
            rw,
            rts,
            name_key(&unit.name)
        ],
    )
    .await?;
    Ok(())
}

/// The addresses that are `wanted`, or that with a number behind it.
pub(crate) async fn slugs_like(tx: &mut Tx, wanted: &str) -> Result<Vec<String>> {
    let taken: Vec<(String,)> = tx
        .all(
            "select slug from unit where slug = $1 or (slug >= $2 and slug < $3) limit 10000",
            args![wanted, format!("{wanted}-0"), format!("{wanted}-:")],
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
