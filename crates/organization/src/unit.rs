//! The unit: a village's board and what is below and above it. The spine has the village only.
//! Its address on the web is a slug of its name and village; made once, kept for ever.

use jiff::Timestamp;
use kernel::id::UnitId;
use kernel::zone::Zone;
use storage::{FromRow, Query, Row, Tx, args};
use web::{Error, Result};

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// "Karang Taruna Karya Mandiri".
    pub name: String,
    /// Its address: `/u/{slug}`.
    pub slug: String,
    /// Code of its village.
    pub region_code: String,
    /// "Desa Jambu, Kec. Lenteng, Kabupaten Sumenep, Jawa Timur".
    pub village: String,
    /// Its time zone.
    pub zone: Zone,
}

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

/// What makes a unit.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// Code of its village.
    pub region_code: String,
    /// Its name.
    pub name: String,
}

/// Makes a village's unit.
///
/// # Errors
///
/// [`Error::Rule`] if the village is unknown or the name is empty or too long.
pub async fn create_unit(tx: &mut Tx, new: NewUnit, now: Timestamp) -> Result<Unit> {
    let village = crate::regions::village(&new.region_code)
        .ok_or_else(|| Error::Rule("Desa ini tidak ada di daftar. Pilih lagi.".into()))?;
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Error::Rule(
            "Isi nama organisasi, paling banyak 120 huruf.".into(),
        ));
    }
    tx.hold_name("organization.unit_slug").await?;
    let unit = Unit {
        id: storage::fresh(),
        slug: free_slug(tx, &slug(&village.title())).await?,
        name,
        village: format!("{}, {}", village.title(), village.parents()),
        zone: village.zone(),
        region_code: village.code,
    };
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
    Ok(unit)
}

async fn free_slug(tx: &mut Tx, wanted: &str) -> Result<String> {
    let taken: Vec<(String,)> = tx
        .all(
            "select slug from unit where slug like $1 limit 10000",
            args![format!("{wanted}%")],
        )
        .await?;
    let free = |slug: &String| !taken.iter().any(|(known,)| known == slug);
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    Ok(std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(free)
        .unwrap_or_default())
}

/// Lower-case letters and digits with hyphens between the words.
fn slug(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
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

#[cfg(test)]
mod tests {
    #[test]
    fn a_slug_keeps_letters_and_digits_only() {
        assert_eq!(super::slug("Desa Jambu"), "desa-jambu");
        assert_eq!(
            super::slug("Kelurahan Lubuk Pakam I,II"),
            "kelurahan-lubuk-pakam-i-ii"
        );
    }
}
