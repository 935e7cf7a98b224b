//! Finding a unit below one's own by its name or by its region, without walking down the tree:
//! few candidates are found by their key, then each is asked whether it stands below.

use super::Reached;
use crate::regions;
use crate::store::tree as store;
use crate::unit::Unit;
use storage::Query;
use web::Result;

const MOST: usize = 30;

/// Units at work below the one reached whose name begins with `text`, or whose region answers
/// it; at most thirty.
pub(crate) async fn below(db: &mut impl Query, reached: &Reached, text: &str) -> Result<Vec<Unit>> {
    let limit = i64::try_from(MOST).unwrap_or(30);
    let mut found = store::named(db, text, limit).await?;
    let inside = &reached.unit.region_code;
    let mut codes: Vec<String> = regions::search_above(text, MOST)
        .into_iter()
        .map(|region| region.code)
        .chain(
            regions::search(text, MOST)
                .into_iter()
                .map(|village| village.code),
        )
        .filter(|code| code.starts_with(inside.as_str()))
        .collect();
    codes.truncate(MOST);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    found.extend(store::of_regions(db, &codes).await?);
    let mut units: Vec<Unit> = Vec::new();
    for unit in found {
        if units.len() == MOST {
            break;
        }
        let known = units.iter().any(|other| other.id == unit.id);
        if !known && unit.id != reached.unit.id && stands_below(db, &unit, &reached.unit).await? {
            units.push(unit);
        }
    }
    Ok(units)
}

/// Whether `unit` stands somewhere below `above`.
pub(crate) async fn stands_below(db: &mut impl Query, unit: &Unit, above: &Unit) -> Result<bool> {
    let path = store::path(db, unit.id).await?;
    Ok(path.iter().skip(1).any(|step| step.id == above.id))
}
