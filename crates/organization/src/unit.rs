//! The unit: a board of any level, from the nation to the village, and what boards make below.
//! Its address on the web is a slug of its place; made once, kept for ever.

use crate::domain::{Place, UnitKind, View};
use crate::regions;
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
    /// Code of its region; below a village, the village's.
    pub region_code: String,
    /// "Desa Jambu, Kec. Lenteng, Kabupaten Sumenep, Jawa Timur".
    pub village: String,
    /// Its time zone.
    pub zone: Zone,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it, if one is known here.
    pub parent: Option<UnitId>,
    /// The unit whose roll it sees: its own, or its village's.
    pub roll: UnitId,
    /// Whom of that roll it sees.
    pub view: View,
    /// When it was put to rest.
    pub archived_at: Option<Timestamp>,
    /// The unit that it became part of.
    pub merged_into: Option<UnitId>,
}

impl Unit {
    /// What it is, with the local word where there is one: "Dusun", "Gampong".
    #[must_use]
    pub fn kind_word(&self) -> &str {
        let first = self.village.split(' ').next().unwrap_or_default();
        match self.kind {
            UnitKind::Village if !first.is_empty() => first,
            kind => kind.label(),
        }
    }
}

/// What makes a unit with a region of its own: a village, or a level above.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// Code of its region.
    pub region_code: String,
    /// Its name.
    pub name: String,
}

/// What makes a unit that sees part of a roll.
#[derive(Debug, Clone)]
pub struct NewPart {
    /// Hamlet, RW, RT, technical unit, committee.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Who lives there, for a hamlet, RW or RT.
    pub place: Place,
}

/// Makes a unit with a region and a roll of its own, below nothing.
///
/// # Errors
///
/// [`Error::Rule`] if the region is unknown or the name is empty or too long.
pub async fn create_unit(tx: &mut Tx, new: NewUnit, now: Timestamp) -> Result<Unit> {
    create(tx, None, new, now).await
}

/// Makes a unit with a region and a roll of its own, below `parent`.
///
/// # Errors
///
/// As [`create_unit`], and if the levels don't fit.
pub async fn create_below(
    tx: &mut Tx,
    parent: &Unit,
    new: NewUnit,
    now: Timestamp,
) -> Result<Unit> {
    create(tx, Some(parent), new, now).await
}

async fn create(tx: &mut Tx, parent: Option<&Unit>, new: NewUnit, now: Timestamp) -> Result<Unit> {
    let unknown = || Error::Rule("Desa ini tidak ada di daftar. Pilih lagi.".into());
    let region = regions::region(&new.region_code).ok_or_else(unknown)?;
    let kind = UnitKind::of_region(&region.code).ok_or_else(unknown)?;
    if let Some(parent) = parent {
        kind.below(parent.kind).map_err(rule)?;
    }
    let name = good_name(&new.name)?;
    tx.hold_name("organization.unit_slug").await?;
    let id = storage::fresh();
    let unit = Unit {
        id,
        slug: free_slug(tx, &slug(&region.title)).await?,
        name,
        village: region.whole(),
        zone: region.zone(),
        region_code: region.code,
        kind,
        parent: parent.map(|parent| parent.id),
        roll: id,
        view: View::All,
        archived_at: None,
        merged_into: None,
    };
    store::add(tx, &unit, now).await?;
    Ok(unit)
}

/// Makes a hamlet, an RT or a committee below `parent`: a view of its roll.
///
/// # Errors
///
/// [`Error::Rule`] if the kinds don't fit, the name is empty or too long, or a place says nothing.
pub async fn create_part(tx: &mut Tx, parent: &Unit, new: NewPart, now: Timestamp) -> Result<Unit> {
    if new.kind.regional() {
        return Err(rule(crate::TreeError::Order));
    }
    new.kind.below(parent.kind).map_err(rule)?;
    let view = view_of(new.kind, new.place)?;
    let name = good_name(&new.name)?;
    tx.hold_name("organization.unit_slug").await?;
    let place = parent.village.split(',').next().unwrap_or_default();
    let unit = Unit {
        id: storage::fresh(),
        slug: free_slug(tx, &slug(&format!("{name} {place}"))).await?,
        name,
        village: parent.village.clone(),
        zone: parent.zone,
        region_code: parent.region_code.clone(),
        kind: new.kind,
        parent: Some(parent.id),
        roll: parent.roll,
        view,
        archived_at: None,
        merged_into: None,
    };
    store::add(tx, &unit, now).await?;
    Ok(unit)
}

/// The view of a unit of `kind`: by place, or by a list.
pub(crate) fn view_of(kind: UnitKind, place: Place) -> Result<View> {
    match kind {
        UnitKind::Technical | UnitKind::Committee => Ok(View::Chosen),
        _ if place.is_empty() => Err(Error::Rule(
            "Isi dusun, RW, atau RT supaya jelas siapa warganya.".into(),
        )),
        _ => Ok(View::Place(place)),
    }
}

/// A rule of the tree in the words of a request.
pub(crate) fn rule(error: crate::TreeError) -> Error {
    Error::Rule(error.to_string())
}

fn good_name(name: &str) -> Result<String> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Error::Rule(
            "Isi nama organisasi, paling banyak 120 huruf.".into(),
        ));
    }
    Ok(name)
}

/// The word under which a unit's name is found: lower case, without what every name begins with.
pub(crate) fn name_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let key = lower.replace("karang taruna ", "");
    key.trim().to_owned()
}

/// `wanted`, or with the first free number behind it.
async fn free_slug(tx: &mut Tx, wanted: &str) -> Result<String> {
    let wanted = if wanted.is_empty() { "unit" } else { wanted };
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
    let words: Vec<&str> = plain.split_whitespace().collect();
    let slug: String = words.join("-").chars().take(60).collect();
    slug.trim_end_matches('-').to_owned()
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

    #[test]
    fn a_name_is_found_by_what_is_its_own() {
        assert_eq!(
            super::name_key("Karang Taruna Karya Mandiri"),
            "karya mandiri"
        );
        assert_eq!(super::name_key("PKTK Lenteng"), "pktk lenteng");
    }
}
