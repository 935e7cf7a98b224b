//! Rows of work programmes: items, versions, and the activities that came of items.

use crate::domain::{Item, Months, NewItem, Program, State, Version};
use jiff::Timestamp;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ActivityId, ProgramId, ProgramItemId};
use storage::{FromRow, Query, Result, Row, Tx, Uuid, args};

const PROGRAM: &str = "id, unit_id, year, state, version";

impl FromRow for Program {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            year: i16::try_from(row.get::<i64>(2)?).unwrap_or(i16::MAX),
            state: State::from_code(&row.get::<String>(3)?),
            version: row.get(4)?,
        })
    }
}

const ITEM: &str = "id, program_id, division, title, goal, audience, indicator, place, months, day, \
     budget, source, in_charge, edition, skills";

impl FromRow for Item {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            program: row.get(1)?,
            says: NewItem {
                division: row.get(2)?,
                title: row.get(3)?,
                goal: row.get(4)?,
                audience: row.get(5)?,
                indicator: row.get(6)?,
                place: row.get(7)?,
                months: Months::from_bits(row.get(8)?),
                day: row.get(9)?,
                budget: Money(row.get(10)?),
                source: row.get(11)?,
                in_charge: row.get(12)?,
                skills: row.get(14)?,
            },
            edition: row.get(13)?,
        })
    }
}

const VERSION: &str = "number, day, meeting, by_name, at, items";

impl FromRow for Version {
    fn from_row(row: &Row) -> Result<Self> {
        let items: String = row.get(5)?;
        Ok(Self {
            number: row.get(0)?,
            day: row.get(1)?,
            meeting: row.get(2)?,
            by: row.get(3)?,
            at: row.get(4)?,
            items: serde_json::from_str(&items).unwrap_or_default(),
        })
    }
}

/// Adds an empty draft for `year`; `None` if the unit has a programme for it.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    year: i16,
    now: Timestamp,
) -> Result<Option<ProgramId>> {
    tx.maybe(
        "insert into work_program (id, unit_id, year, state, version, created_at)
         values ($1, $2, $3, $4, 0, $5) on conflict do nothing returning id",
        args![
            storage::fresh::<ProgramId>(),
            scope.unit(),
            i64::from(year),
            State::Draft.code(),
            now
        ],
    )
    .await
}

/// The programme `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: ProgramId,
) -> Result<Option<Program>> {
    let sql = format!("select {PROGRAM} from work_program where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The scope's programme for `year`.
pub(crate) async fn of_year(
    db: &mut impl Query,
    scope: &Scope,
    year: i16,
) -> Result<Option<Program>> {
    let sql = format!("select {PROGRAM} from work_program where unit_id = $1 and year = $2");
    db.maybe(&sql, args![scope.unit(), i64::from(year)]).await
}

/// The programmes of the scope's unit, the latest year first; at most 100.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Program>> {
    let sql = format!(
        "select {PROGRAM} from work_program where unit_id = $1 order by year desc limit 100"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Says what can be done with a programme, and which version holds.
pub(crate) async fn set_state(
    tx: &mut Tx,
    id: ProgramId,
    state: State,
    version: i64,
) -> Result<u64> {
    tx.run(
        "update work_program set state = $2, version = $3 where id = $1",
        args![id, state.code(), version],
    )
    .await
}

/// The items of a programme in the order in which they were written down; at most 500.
pub(crate) async fn items(db: &mut impl Query, program: ProgramId) -> Result<Vec<Item>> {
    let sql = format!(
        "select {ITEM} from program_item where program_id = $1 order by created_at, id limit 500"
    );
    db.all(&sql, args![program]).await
}

/// The item `id` of the scope's unit.
pub(crate) async fn item(
    db: &mut impl Query,
    scope: &Scope,
    id: ProgramItemId,
) -> Result<Option<Item>> {
    let sql = format!("select {ITEM} from program_item where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// Adds an item; whether it was not there already.
pub(crate) async fn add_item(
    tx: &mut Tx,
    scope: &Scope,
    program: ProgramId,
    id: ProgramItemId,
    new: &NewItem,
    now: Timestamp,
) -> Result<bool> {
    let added: Option<Uuid> = tx
        .maybe(
            "insert into program_item (id, unit_id, program_id, division, title, goal, audience,
                                       indicator, place, months, day, budget, source, in_charge,
                                       edition, created_at, skills)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16)
             on conflict do nothing returning id",
            args![
                id,
                scope.unit(),
                program,
                &new.division,
                &new.title,
                &new.goal,
                &new.audience,
                &new.indicator,
                &new.place,
                new.months.bits(),
                new.day,
                new.budget.0,
                &new.source,
                &new.in_charge,
                now,
                &new.skills
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// Changes an item that is still in this `edition`.
pub(crate) async fn change_item(
    tx: &mut Tx,
    id: ProgramItemId,
    edition: i64,
    new: &NewItem,
) -> Result<bool> {
    let changed = tx
        .run(
            "update program_item
                set division = $3, title = $4, goal = $5, audience = $6, indicator = $7,
                    place = $8, months = $9, day = $10, budget = $11, source = $12,
                    in_charge = $13, skills = $14, edition = edition + 1
              where id = $1 and edition = $2",
            args![
                id,
                edition,
                &new.division,
                &new.title,
                &new.goal,
                &new.audience,
                &new.indicator,
                &new.place,
                new.months.bits(),
                new.day,
                new.budget.0,
                &new.source,
                &new.in_charge,
                &new.skills
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes an item out.
pub(crate) async fn remove_item(tx: &mut Tx, id: ProgramItemId) -> Result<u64> {
    tx.run("delete from program_item where id = $1", args![id])
        .await
}

/// Keeps what was agreed to.
pub(crate) async fn add_version(
    tx: &mut Tx,
    scope: &Scope,
    program: ProgramId,
    version: &Version,
) -> Result<u64> {
    let items = serde_json::to_string(&version.items)
        .map_err(|error| storage::Error::Type(error.to_string()))?;
    tx.run(
        "insert into program_version (id, unit_id, program_id, number, day, meeting, by_name, at,
                                      items)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            storage::fresh::<Uuid>(),
            scope.unit(),
            program,
            version.number,
            version.day,
            &version.meeting,
            &version.by,
            version.at,
            items
        ],
    )
    .await
}

/// The versions of a programme, the latest first; at most 100.
pub(crate) async fn versions(db: &mut impl Query, program: ProgramId) -> Result<Vec<Version>> {
    let sql = format!(
        "select {VERSION} from program_version where program_id = $1 order by number desc limit 100"
    );
    db.all(&sql, args![program]).await
}

/// The activities that came of a programme's items.
pub(crate) async fn activities(
    db: &mut impl Query,
    program: ProgramId,
) -> Result<Vec<(ProgramItemId, ActivityId)>> {
    db.all(
        "select a.item_id, a.activity_id
           from program_activity a join program_item i on i.id = a.item_id
          where i.program_id = $1 order by a.at, a.activity_id limit 1000",
        args![program],
    )
    .await
}

/// The item of the scope's unit that an activity came of.
pub(crate) async fn of_activity(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Option<Item>> {
    let sql = format!(
        "select {ITEM} from program_item where unit_id = $1
            and id = (select item_id from program_activity
                       where activity_id = $2 and unit_id = $1)"
    );
    db.maybe(&sql, args![scope.unit(), activity]).await
}

/// Notes that an activity came of an item; of the last one told, if it was of another before.
pub(crate) async fn tie(
    tx: &mut Tx,
    scope: &Scope,
    item: ProgramItemId,
    activity: ActivityId,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "insert into program_activity (activity_id, unit_id, item_id, at) values ($1, $2, $3, $4)
         on conflict (activity_id) do update set item_id = $3, at = $4
          where program_activity.unit_id = $2",
        args![activity, scope.unit(), item, now],
    )
    .await
}

/// Notes that an activity did not come of an item after all.
pub(crate) async fn untie(
    tx: &mut Tx,
    scope: &Scope,
    item: ProgramItemId,
    activity: ActivityId,
) -> Result<u64> {
    tx.run(
        "delete from program_activity where activity_id = $1 and item_id = $2 and unit_id = $3",
        args![activity, item, scope.unit()],
    )
    .await
}

/// Whether this database has work programmes at all; older ones do not yet.
pub(crate) async fn are_kept(db: &mut impl Query) -> Result<bool> {
    let made = "select count(*) from migration where module = 'planning'";
    Ok(db.one::<i64>(made, args![]).await? > 0)
}

/// How many versions were agreed to, in all units.
pub(crate) async fn versions_in_all(db: &mut impl Query) -> Result<i64> {
    db.one("select count(*) from program_version", args![])
        .await
}
