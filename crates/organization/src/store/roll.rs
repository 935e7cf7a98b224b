//! Who is on whose roll, as one piece of SQL. A village has its roll; a hamlet, an RT or a
//! committee below it sees part of that roll; a unit above sees no name of it.

use kernel::access::Scope;
use kernel::id::UnitId;
use storage::{Query, args};
use web::Result;

/// The people whom the unit bound as `$1` sees, as a table of the name given.
macro_rules! seen {
    ($name:literal) => {
        concat!(
            "(select person.* from unit seen
    join person on person.unit_id = seen.roll_id
   where seen.id = $1
     and (seen.sees = 'all'
       or (seen.sees = 'place'
           and (seen.hamlets = '' or
                replace(lower(seen.hamlets), '|' || lower(person.hamlet) || '|', '')
                <> lower(seen.hamlets))
           and (seen.rw is null or seen.rw = person.rw)
           and (seen.rts = '' or
                replace(seen.rts, '|' || cast(person.rt as text) || '|', '') <> seen.rts))
       or (seen.sees = 'chosen'
           and person.id in (select person_id from unit_person where unit_id = seen.id)))) ",
            $name
        )
    };
}

/// The people whom the unit bound as `$1` sees, as a table `person`:
/// `select … from {ROLL} where removed_at is null`. What a unit sees is decided here and nowhere
/// else, so no page can show more.
pub(crate) const ROLL: &str = seen!("person");
/// [`ROLL`] as a table `p`.
pub(crate) const ROLL_P: &str = seen!("p");

/// Whether the unit bound as `$1` sees the person bound as `$2`, for a `where`.
pub(crate) const SEES: &str = concat!(
    "exists (select 1 from ",
    seen!("person"),
    " where person.id = $2)"
);

/// The unit that keeps the roll of the unit bound as `$1`: rows about people stand under it, so
/// that a village and its parts read the same.
pub(crate) const KEEPER: &str = "(select roll_id from unit where id = $1)";

/// The unit that keeps the scope's roll: whoever changes it holds that one.
///
/// # Errors
///
/// When the database refuses.
pub async fn keeper(db: &mut impl Query, scope: &Scope) -> Result<UnitId> {
    let sql = "select coalesce(roll_id, id) from unit where id = $1";
    Ok(db.one(sql, args![scope.unit()]).await?)
}

/// Every unit on the scope's roll, at work or not; at most 10,000.
pub(crate) async fn units(db: &mut impl Query, scope: &Scope) -> Result<Vec<Scope>> {
    let sql = format!("select id from unit where roll_id = {KEEPER} order by id limit 10000");
    let all: Vec<UnitId> = db.all(&sql, args![scope.unit()]).await?;
    Ok(all.into_iter().map(Scope::of_system).collect())
}

/// The units at work on whose part of the roll a person stands, for `unit_id in {…}`; the unit that
/// keeps the roll is bound under `unit`, the person under `person`.
#[must_use]
pub fn units_that_see(unit: &str, person: &str) -> String {
    let roll = roll_of("part.id");
    format!(
        "(select part.id from unit part
           where part.roll_id = (select roll_id from unit where id = {unit})
             and part.archived_at is null
             and exists (select 1 from {roll} where person.id = {person}))"
    )
}

/// The people on the roll of the unit bound as `roll` whom the place of the unit bound as `$1` would
/// fit, as a table `person`; before two rolls become one.
pub(crate) fn on_other_roll(roll: &str) -> String {
    ROLL.replace(
        "person.unit_id = seen.roll_id",
        &format!("person.unit_id = {roll}"),
    )
}

/// [`ROLL`] for a unit bound under another number: `roll_of("$3")`. For contexts whose own rows
/// point at people; it gives names to nobody who may not see them.
#[must_use]
pub fn roll_of(unit: &str) -> String {
    ROLL.replace("$1", unit)
}
