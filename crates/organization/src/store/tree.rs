//! Rows of the tree: the way up from a unit, what stands right below it, who was chosen for it.
//! No question walks down the tree: a nation's page reads its provinces and nothing else.

use crate::store::roll::ROLL;
use crate::store::units::{COLUMNS, view_columns};
use crate::unit::{Unit, name_key};
use crate::{Placed, View};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{PersonId, UnitId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// The unit `id` and those above it, itself first; empty if there is no such unit.
pub(crate) async fn path(db: &mut impl Query, id: UnitId) -> Result<Vec<Unit>> {
    let sql = format!(
        "with recursive up (id, parent_id, step) as (
            select id, parent_id, 0 from unit where id = $1
            union all
            select u.id, u.parent_id, up.step + 1 from up join unit u on u.id = up.parent_id
             where up.step < 20)
         select {COLUMNS} from unit where id in (select id from up) limit 21"
    );
    let mut found: Vec<Unit> = db.all(&sql, args![id]).await?;
    let mut path: Vec<Unit> = Vec::with_capacity(found.len());
    let mut next = Some(id);
    while let Some(at) = found.iter().position(|unit| Some(unit.id) == next) {
        let unit = found.swap_remove(at);
        next = unit.parent;
        path.push(unit);
    }
    Ok(path)
}

/// Units right below `parent` by name, at work or archived; at most `limit` from `offset` on.
pub(crate) async fn children(
    db: &mut impl Query,
    parent: UnitId,
    archived: bool,
    limit: i64,
    offset: i64,
) -> Result<Vec<Unit>> {
    let sql = format!(
        "select {COLUMNS} from unit
          where parent_id = $1 and (archived_at is not null) = $2
          order by name_key, id limit $3 offset $4"
    );
    Ok(db.all(&sql, args![parent, archived, limit, offset]).await?)
}

/// Units at work around `unit` by name: above, beside and right below it; at most 40.
///
/// # Errors
///
/// When the database refuses.
pub async fn neighbours(db: &mut impl Query, unit: &Unit) -> Result<Vec<Unit>> {
    let sql = format!(
        "select {COLUMNS} from unit
          where archived_at is null and id <> $1
            and (parent_id = $1 or parent_id = $2 or id = $2)
          order by name_key, id limit 40"
    );
    let above = unit.parent.unwrap_or(unit.id);
    Ok(db.all(&sql, args![unit.id, above]).await?)
}

/// How many units at work stand right below `parent`.
pub(crate) async fn count_children(db: &mut impl Query, parent: UnitId) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from unit where parent_id = $1 and archived_at is null",
            args![parent],
        )
        .await?;
    Ok(count)
}

/// Units at work that stand for one of these regions, the smallest region first.
pub(crate) async fn of_regions(db: &mut impl Query, codes: &[&str]) -> Result<Vec<Unit>> {
    let sql = format!(
        "select {COLUMNS} from unit
          where region_code = $1 and id = roll_id and archived_at is null order by id limit 20"
    );
    let mut all = Vec::new();
    for code in codes {
        all.extend(db.all::<Unit>(&sql, args![*code]).await?);
    }
    Ok(all)
}

/// Units at work that see part of the roll of `village`, itself included, by name; at most 500.
pub(crate) async fn on_roll(db: &mut impl Query, village: &Unit) -> Result<Vec<Unit>> {
    let sql = format!(
        "select {COLUMNS} from unit
          where region_code = $1 and roll_id = $2 and archived_at is null
          order by name_key, id limit 500"
    );
    Ok(db
        .all(&sql, args![&village.region_code, village.roll])
        .await?)
}

/// Units at work whose name begins with `text`, by name; at most `limit`.
pub(crate) async fn named(db: &mut impl Query, text: &str, limit: i64) -> Result<Vec<Unit>> {
    let key = name_key(text);
    let sql = format!(
        "select {COLUMNS} from unit
          where name_key >= $1 and name_key < $2 and archived_at is null
          order by name_key, id limit $3"
    );
    let end = format!("{key}\u{10ffff}");
    Ok(db.all(&sql, args![key, end, limit]).await?)
}

/// How many people a unit sees, guests left out.
pub(crate) async fn seen(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    let sql = format!("select count(*) from {ROLL} where removed_at is null and kind <> 'guest'");
    let (count,): (i64,) = db.one(&sql, args![scope.unit()]).await?;
    Ok(count)
}

/// What a unit tells about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) about: String,
    pub(crate) joining: String,
    pub(crate) contact: String,
    pub(crate) open: bool,
    pub(crate) version: i64,
}

impl FromRow for About {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            about: row.get(0)?,
            joining: row.get(1)?,
            contact: row.get(2)?,
            open: row.get(3)?,
            version: row.get(4)?,
        })
    }
}

/// What the unit `id` tells about itself.
pub(crate) async fn about(db: &mut impl Query, id: UnitId) -> Result<About> {
    Ok(db
        .one(
            "select about, joining, contact, open, version from unit where id = $1",
            args![id],
        )
        .await?)
}

/// Writes name, view and what is told, if the row still has `about`'s version.
pub(crate) async fn change(tx: &mut Tx, unit: &Unit, about: &About) -> Result<bool> {
    let (sees, hamlets, rw, rts) = view_columns(&unit.view);
    let changed = tx
        .run(
            "update unit set name = $3, name_key = $4, sees = $5, hamlets = $6, rw = $7, rts = $8,
                             about = $9, joining = $10, contact = $11, open = $12,
                             version = version + 1
              where id = $1 and version = $2",
            args![
                unit.id,
                about.version,
                &unit.name,
                name_key(&unit.name),
                sees,
                hamlets,
                rw,
                rts,
                &about.about,
                &about.joining,
                &about.contact,
                about.open
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Puts a unit to rest, or wakes it.
pub(crate) async fn set_archived(
    tx: &mut Tx,
    id: UnitId,
    at: Option<Timestamp>,
    into: Option<UnitId>,
) -> Result<()> {
    tx.run(
        "update unit set archived_at = $2, merged_into = $3, version = version + 1 where id = $1",
        args![id, at, into],
    )
    .await?;
    Ok(())
}

/// Puts a unit below another.
pub(crate) async fn set_parent(tx: &mut Tx, id: UnitId, parent: Option<UnitId>) -> Result<()> {
    tx.run(
        "update unit set parent_id = $2, version = version + 1 where id = $1",
        args![id, parent],
    )
    .await?;
    Ok(())
}

/// What stands below a unit, its list and where its people live go over to `whole`, as far as one
/// place shows both.
pub(crate) async fn give_over(tx: &mut Tx, unit: &Unit, whole: &Unit) -> Result<()> {
    tx.run(
        "update unit set parent_id = $2 where parent_id = $1 and id <> $2",
        args![unit.id, whole.id],
    )
    .await?;
    tx.run(
        "insert into unit_person (unit_id, person_id, added_at)
         select $2, person_id, added_at from unit_person where unit_id = $1
         on conflict do nothing",
        args![unit.id, whole.id],
    )
    .await?;
    let (View::Place(theirs), View::Place(ours)) = (&unit.view, &whole.view) else {
        return Ok(());
    };
    let Some(both) = ours.together(theirs) else {
        return Ok(());
    };
    let (_, hamlets, rw, rts) = view_columns(&View::Place(both));
    tx.run(
        "update unit set hamlets = $2, rw = $3, rts = $4, version = version + 1 where id = $1",
        args![whole.id, hamlets, rw, rts],
    )
    .await?;
    Ok(())
}

/// Whether the unit `id` sees only whom it was given.
pub(crate) fn is_chosen(unit: &Unit) -> bool {
    unit.view == View::Chosen
}

/// Puts a person whom `by` sees on the list of `unit`.
pub(crate) async fn choose(
    tx: &mut Tx,
    by: &Scope,
    unit: UnitId,
    person: PersonId,
    now: Timestamp,
) -> Result<bool> {
    let sql = format!(
        "insert into unit_person (unit_id, person_id, added_at)
         select $2, person.id, $4 from {ROLL} where person.id = $3 and person.removed_at is null
         on conflict do nothing"
    );
    Ok(tx.run(&sql, args![by.unit(), unit, person, now]).await? > 0)
}

/// Takes a person off the list of `unit`.
pub(crate) async fn release(tx: &mut Tx, unit: UnitId, person: PersonId) -> Result<bool> {
    let gone = tx
        .run(
            "delete from unit_person where unit_id = $1 and person_id = $2",
            args![unit, person],
        )
        .await?;
    Ok(gone > 0)
}

/// Who is on a unit's list, by name; at most 2,000.
pub(crate) async fn chosen(db: &mut impl Query, unit: UnitId) -> Result<Vec<Placed>> {
    let all = crate::store::people::roll(db, &Scope::of_system(unit)).await?;
    Ok(all.into_iter().take(2_000).collect())
}
