//! The unit: a village's board and what is below and above it. The spine has the village only.
//! Its address on the web is a slug of its name and village; made once, kept for ever.

use crate::store::units as store;
use jiff::Timestamp;
use kernel::id::UnitId;
use kernel::zone::Zone;
use storage::Tx;
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
    store::add(tx, &unit, now).await?;
    Ok(unit)
}

/// `wanted`, or with the first free number behind it.
async fn free_slug(tx: &mut Tx, wanted: &str) -> Result<String> {
    let taken = store::slugs_like(tx, wanted).await?;
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    Ok(std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|slug| !taken.contains(slug))
        .unwrap_or_default())
}

/// Lower-case letters and digits with hyphens between the words.
pub(crate) fn slug(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
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
