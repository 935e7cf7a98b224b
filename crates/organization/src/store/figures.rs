//! Rows of figures: how many villages and people each unit has below it, counted now and then by
//! a job, all at one moment. A page reads the rows of one unit and of those right below it.

use crate::domain::Table;
use jiff::Timestamp;
use kernel::id::UnitId;
use storage::{Query, Tx, Value, args};
use web::Result;

/// Rows of one insert.
const TOGETHER: usize = 100;
/// More units than this right below one are not told one by one.
pub(crate) const MOST: i64 = 1_000;

/// Villages and people of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) unit: UnitId,
    pub(crate) villages: i64,
    pub(crate) members: i64,
}

/// Counts the villages at work, and the people on their rolls without guests, into every unit
/// above them; units with neither are left out.
pub(crate) async fn count(db: &mut impl Query) -> Result<Vec<Figure>> {
    let rows: Vec<(UnitId, i64, i64)> = db
        .all(
            "with recursive up (top, village) as (
                select id, id from unit where kind = 'village' and archived_at is null
                union all
                select u.parent_id, up.village from up join unit u on u.id = up.top
                 where u.parent_id is not null)
             select up.top, count(*), cast(coalesce(sum(s.members), 0) as bigint)
               from up left join (select unit_id, count(*) as members from person
                                   where removed_at is null and kind <> 'guest'
                                   group by unit_id) s on s.unit_id = up.village
              group by up.top limit 1000000",
            args![],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, villages, members)| Figure {
            unit,
            villages,
            members,
        })
        .collect())
}

/// Puts `figures` in the place of those that were.
pub(crate) async fn replace(tx: &mut Tx, figures: &[Figure], now: Timestamp) -> Result<()> {
    tx.run("delete from unit_figure", args![]).await?;
    for some in figures.chunks(TOGETHER) {
        let mut sql =
            "insert into unit_figure (unit_id, villages, members, counted_at) values ".to_owned();
        let mut args: Vec<Value> = Vec::with_capacity(some.len() * 4);
        for (row, figure) in some.iter().enumerate() {
            let at = row * 4;
            let comma = if row > 0 { ", " } else { "" };
            sql += &format!(
                "{comma}(${}, ${}, ${}, ${})",
                at + 1,
                at + 2,
                at + 3,
                at + 4
            );
            args.extend(args![figure.unit, figure.villages, figure.members, now]);
        }
        tx.run(&sql, args).await?;
    }
    Ok(())
}

/// Villages and people of `unit`, and when they were counted.
pub(crate) async fn of(db: &mut impl Query, unit: UnitId) -> Result<Option<(i64, i64, Timestamp)>> {
    Ok(db
        .maybe(
            "select villages, members, counted_at from unit_figure where unit_id = $1",
            args![unit],
        )
        .await?)
}

/// When anything was counted last.
pub(crate) async fn counted_at(db: &mut impl Query) -> Result<Option<Timestamp>> {
    Ok(db
        .maybe("select counted_at from unit_figure limit 1", args![])
        .await?
        .map(|(at,): (Timestamp,)| at))
}

/// The people of `unit` and of the units with a roll right below it; no parts where there are too
/// many to be told.
pub(crate) async fn table(db: &mut impl Query, unit: UnitId) -> Result<Table> {
    let total = of(db, unit).await?.map_or(0, |(_, members, _)| members);
    let mut parts: Vec<(UnitId, i64)> = db
        .all(
            "select u.id, coalesce(f.members, 0)
               from unit u left join unit_figure f on f.unit_id = u.id
              where u.parent_id = $1 and u.archived_at is null and u.id = u.roll_id
              order by u.name_key, u.id limit $2",
            args![unit, MOST + 1],
        )
        .await?;
    if i64::try_from(parts.len()).unwrap_or(i64::MAX) > MOST {
        parts.clear();
    }
    Ok(Table { total, parts })
}

/// How many villages each of the units right below `unit` has; at most [`MOST`].
pub(crate) async fn villages(db: &mut impl Query, unit: UnitId) -> Result<Vec<(UnitId, i64)>> {
    Ok(db
        .all(
            "select u.id, f.villages from unit u join unit_figure f on f.unit_id = u.id
              where u.parent_id = $1 and u.archived_at is null limit $2",
            args![unit, MOST],
        )
        .await?)
}
