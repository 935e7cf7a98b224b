//! Rows of the inventory: things, their counts, and all that ever happened to them.

use crate::domain::{Change, Item, NewItem, Origin, Pieces};
use crate::letters::By;
use crate::scan::Kept;
use jiff::Timestamp;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{FileId, ItemChangeId, ItemId};
use storage::{FromRow, Query, Result, Row, Tx, args};

/// Columns of an item, with what is out on loan; `i` is the item.
const ITEM: &str = "i.id, i.code, i.name, i.brand, i.measure, i.origin, i.acquired, i.price, i.place, \
                    i.holder, i.note, i.good, i.minor, i.major, i.out_good, i.out_minor, i.out_major, \
                    i.file_id";

impl FromRow for Item {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewItem {
                code: row.get(1)?,
                name: row.get(2)?,
                brand: row.get(3)?,
                measure: row.get(4)?,
                origin: Origin::from_code(&row.get::<String>(5)?).unwrap_or(Origin::Bought),
                acquired: row.get(6)?,
                price: Money(row.get(7)?),
                place: row.get(8)?,
                holder: row.get(9)?,
                note: row.get(10)?,
            },
            pieces: Pieces {
                good: row.get(11)?,
                minor: row.get(12)?,
                major: row.get(13)?,
            },
            out: Pieces {
                good: row.get(14)?,
                minor: row.get(15)?,
                major: row.get(16)?,
            },
            photographed: row.get::<Option<FileId>>(17)?.is_some(),
        })
    }
}

/// Adds a thing without counts; `None` if the unit has its code, or the id, already.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    says: &NewItem,
    (photo, by): (Option<&Kept>, &By),
) -> Result<Option<ItemId>> {
    tx.maybe(
        "insert into inventory_item (id, unit_id, code, code_key, name, brand, measure, origin,
                                     acquired, price, place, holder, note, good, minor, major,
                                     out_good, out_minor, out_major, file_id, media, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, 0, 0, 0, $14, $15,
                 $16)
         on conflict do nothing returning id",
        args![
            id,
            scope.unit(),
            &says.code,
            says.code.to_lowercase(),
            &says.name,
            &says.brand,
            &says.measure,
            says.origin.code(),
            &says.acquired,
            says.price.0,
            &says.place,
            &says.holder,
            &says.note,
            photo.map(|kept| kept.file),
            photo.map(|kept| kept.media.clone()),
            by.now
        ],
    )
    .await
}

/// Changes what is said of a thing; `None` if another of the unit has its code.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    says: &NewItem,
    photo: Option<&Kept>,
) -> Result<Option<ItemId>> {
    tx.maybe(
        "update inventory_item set code = $3, code_key = $4, name = $5, brand = $6, measure = $7,
                origin = $8, acquired = $9, price = $10, note = $11,
                file_id = coalesce($12, file_id), media = coalesce($13, media)
          where id = $1 and unit_id = $2
            and not exists (select 1 from inventory_item o
                             where o.unit_id = $2 and o.code_key = $4 and o.id <> $1)
         returning id",
        args![
            id,
            scope.unit(),
            &says.code,
            says.code.to_lowercase(),
            &says.name,
            &says.brand,
            &says.measure,
            says.origin.code(),
            &says.acquired,
            says.price.0,
            &says.note,
            photo.map(|kept| kept.file),
            photo.map(|kept| kept.media.clone())
        ],
    )
    .await
}

/// Keeps it elsewhere, or with somebody else.
pub(crate) async fn put(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (place, holder): (&str, &str),
) -> Result<u64> {
    tx.run(
        "update inventory_item set place = $3, holder = $4 where id = $1 and unit_id = $2",
        args![id, scope.unit(), place, holder],
    )
    .await
}

/// Changes the counts of a thing, and writes down why. What happened stays for ever.
pub(crate) async fn happen(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (change, pieces, reason): (Change, Pieces, &str),
    by: &By,
) -> Result<()> {
    tx.run(
        "update inventory_item set good = good + $3, minor = minor + $4, major = major + $5
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), pieces.good, pieces.minor, pieces.major],
    )
    .await?;
    tx.run(
        "insert into inventory_change (id, unit_id, item_id, kind, good, minor, major, reason,
                                       author_name, happened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            storage::fresh::<ItemChangeId>(),
            scope.unit(),
            id,
            change.code(),
            pieces.good,
            pieces.minor,
            pieces.major,
            reason,
            &by.name,
            by.now
        ],
    )
    .await?;
    Ok(())
}

/// Notes that so many went out, or came in when below zero.
pub(crate) async fn lend(tx: &mut Tx, scope: &Scope, id: ItemId, out: Pieces) -> Result<u64> {
    tx.run(
        "update inventory_item set out_good = out_good + $3, out_minor = out_minor + $4,
                out_major = out_major + $5
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), out.good, out.minor, out.major],
    )
    .await
}

/// The thing `id` of the scope's unit.
pub(crate) async fn find(db: &mut impl Query, scope: &Scope, id: ItemId) -> Result<Option<Item>> {
    let sql = format!("select {ITEM} from inventory_item i where i.id = $1 and i.unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The thing of the scope's unit with that code.
pub(crate) async fn by_code(
    db: &mut impl Query,
    scope: &Scope,
    code: &str,
) -> Result<Option<Item>> {
    let sql =
        format!("select {ITEM} from inventory_item i where i.unit_id = $1 and i.code_key = $2");
    db.maybe(&sql, args![scope.unit(), code.trim().to_lowercase()])
        .await
}

/// The things whose code, name, place or holder has `words`, by code; those of which none is left
/// come last. At most `limit`, after `skip`.
pub(crate) async fn list(
    db: &mut impl Query,
    scope: &Scope,
    words: &str,
    (skip, limit): (i64, i64),
) -> Result<Vec<Item>> {
    let sql = format!(
        "select {ITEM} from inventory_item i
          where i.unit_id = $1
            and lower(i.code || ' ' || i.name || ' ' || i.place || ' ' || i.holder)
                like $2 escape '!'
          order by case when i.good + i.minor + i.major > 0 then 0 else 1 end, i.code_key, i.id
          limit $3 offset $4"
    );
    db.all(&sql, args![scope.unit(), super::like(words), limit, skip])
        .await
}

/// Everything that is left in the scope's unit, by place and code; at most 5,000.
pub(crate) async fn all(db: &mut impl Query, scope: &Scope) -> Result<Vec<Item>> {
    let sql = format!(
        "select {ITEM} from inventory_item i
          where i.unit_id = $1 and i.good + i.minor + i.major > 0
          order by i.place, i.code_key, i.id limit 5000"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Everything the scope's unit ever had, by place and code; at most 10,000.
pub(crate) async fn every(db: &mut impl Query, scope: &Scope) -> Result<Vec<Item>> {
    let sql = format!(
        "select {ITEM} from inventory_item i
          where i.unit_id = $1 order by i.place, i.code_key, i.id limit 10000"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// How many things there are, how many pieces in all, and how many of them are damaged badly.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope) -> Result<(i64, i64, i64)> {
    db.one(
        "select count(*), cast(coalesce(sum(good + minor + major), 0) as bigint),
                cast(coalesce(sum(major), 0) as bigint)
           from inventory_item where unit_id = $1 and good + minor + major > 0",
        args![scope.unit()],
    )
    .await
}

/// How many things the unit ever had; the next code is made of it.
pub(crate) async fn count(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    db.one(
        "select count(*) from inventory_item where unit_id = $1",
        args![scope.unit()],
    )
    .await
}

/// The photo of a thing, if it has one.
pub(crate) async fn photo(db: &mut impl Query, scope: &Scope, id: ItemId) -> Result<Option<Kept>> {
    let row: Option<(FileId, String)> = db
        .maybe(
            "select file_id, media from inventory_item
              where id = $1 and unit_id = $2 and file_id is not null",
            args![id, scope.unit()],
        )
        .await?;
    Ok(row.map(|(file, media)| Kept { file, media }))
}

/// Something that happened to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Happened {
    pub(crate) change: Change,
    pub(crate) pieces: Pieces,
    pub(crate) reason: String,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
}

impl FromRow for Happened {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            change: Change::from_code(&row.get::<String>(0)?).unwrap_or(Change::Condition),
            pieces: Pieces {
                good: row.get(1)?,
                minor: row.get(2)?,
                major: row.get(3)?,
            },
            reason: row.get(4)?,
            author: row.get(5)?,
            at: row.get(6)?,
        })
    }
}

/// What happened to a thing, the latest first; at most 200.
pub(crate) async fn history(
    db: &mut impl Query,
    scope: &Scope,
    id: ItemId,
) -> Result<Vec<Happened>> {
    db.all(
        "select kind, good, minor, major, reason, author_name, happened_at from inventory_change
          where item_id = $1 and unit_id = $2 order by happened_at desc, id desc limit 200",
        args![id, scope.unit()],
    )
    .await
}

/// Codes of things whose counts are not what happened to them makes, or of which more are out than
/// the loans say; at most 100.
pub(crate) async fn wrong(db: &mut impl Query) -> Result<Vec<(String, String)>> {
    db.all(
        "select i.code, i.name from inventory_item i
          where i.good <> (select coalesce(sum(c.good), 0) from inventory_change c where c.item_id = i.id)
             or i.minor <> (select coalesce(sum(c.minor), 0) from inventory_change c where c.item_id = i.id)
             or i.major <> (select coalesce(sum(c.major), 0) from inventory_change c where c.item_id = i.id)
             or i.out_good + i.out_minor + i.out_major <>
                (select coalesce(sum(l.amount - l.settled), 0) from inventory_loan l
                  where l.item_id = i.id)
          order by i.code, i.name limit 100",
        args![],
    )
    .await
}

/// How many things all units have.
pub(crate) async fn everywhere(db: &mut impl Query) -> Result<i64> {
    db.one("select count(*) from inventory_item", args![]).await
}
