//! One text, one behaviour: the rules under which both engines answer alike.

use crate::given::{both, notes};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::id::PersonId;
use storage::{Db, Error, FromRow, Row, Uuid, Value, args, fresh, random, row, text_values};

row! {
    /// A thing as it is kept.
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {
        id: PersonId,
        name: Option<String>,
        here: Option<bool>,
        number: Option<i64>,
        share: Option<f64>,
        day: Option<Date>,
        photo: Option<Vec<u8>>,
    }
}

const COLUMNS: &str = "id, name, here, number, share, day, photo";

async fn keep(db: &Db, thing: &Thing) {
    let Thing {
        id,
        name,
        here,
        number,
        share,
        day,
        photo,
    } = thing.clone();
    let mut tx = db.begin().await.unwrap();
    let sql = format!("insert into thing ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)");
    let changed = tx
        .run(&sql, args![id, name, here, number, share, day, photo])
        .await
        .unwrap();
    assert_eq!(changed, 1);
    tx.commit().await.unwrap();
}

fn thing(name: &str, number: i64) -> Thing {
    Thing {
        id: fresh(),
        name: Some(name.into()),
        here: Some(true),
        number: Some(number),
        share: Some(0.25),
        day: Some(date(2027, 3, 1)),
        photo: Some(vec![0, 255, 7]),
    }
}

fn nothing() -> Thing {
    Thing {
        id: random(),
        name: None,
        here: None,
        number: None,
        share: None,
        day: None,
        photo: None,
    }
}

async fn all<T: FromRow>(db: &Db, sql: &str, args: Vec<Value>) -> Vec<T> {
    db.read().await.unwrap().all(sql, args).await.unwrap()
}

#[tokio::test]
async fn values_of_every_type_and_nulls_come_back_as_they_were() {
    for db in both().await {
        for thing in [thing("Siti Nurhaliza 🙂 عبد", i64::MIN), nothing()] {
            keep(&db, &thing).await;
            let sql = format!("select {COLUMNS} from thing where id = $1");
            let mut reader = db.read().await.unwrap();
            assert_eq!(
                reader.one::<Thing>(&sql, args![thing.id]).await,
                Ok(thing.clone())
            );
            let id: Uuid = reader.one(&sql, args![thing.id]).await.unwrap();
            assert_eq!(id, thing.id.0);
        }
        let at = Timestamp::from_millisecond(1_795_478_400_123).unwrap();
        let back = all::<Timestamp>(&db, "select cast($1 as bigint)", args![at]).await;
        assert_eq!(back, [at]);
    }
}

#[tokio::test]
async fn parameters_are_bound_by_their_number() {
    for db in both().await {
        keep(&db, &thing("Ana", 5)).await;
        let sql = "select name, number from thing where number < $2 and name = $1 and number > $3
                      and name = $1";
        let found: Vec<(String, i64)> = all(&db, sql, args!["Ana", 9, 1]).await;
        assert_eq!(found, [("Ana".into(), 5)]);
    }
}

#[tokio::test]
async fn an_optional_filter_puts_the_typed_use_first() {
    for db in both().await {
        keep(&db, &thing("Ana", 1)).await;
        keep(&db, &thing("Budi", 2)).await;
        let sql = "select name from thing where (name = $1 or $1 is null)
                      and (number = $2 or $2 is null) and (id = $3 or $3 is null)
                      and (here = $4 or $4 is null) order by name";
        let nobody: Option<PersonId> = None;
        let (name, number, here) = (Some("Budi"), None::<i64>, None::<bool>);
        assert_eq!(
            all::<String>(&db, sql, args![name, number, nobody, here]).await,
            ["Budi"]
        );
        let (name, number, here) = (None::<String>, None::<i64>, Some(true));
        let names = all::<String>(&db, sql, args![name, number, nobody, here]).await;
        assert_eq!(names, ["Ana", "Budi"]);
    }
}

#[tokio::test]
async fn sums_are_cast_nulls_are_told_where_to_stand_and_texts_sort_by_code_point() {
    for db in both().await {
        for thing in [
            thing("budi", 1),
            thing("Ana", 2),
            thing("Éva", 3),
            nothing(),
        ] {
            keep(&db, &thing).await;
        }
        let sum = "select cast(sum(number) as bigint) from thing";
        assert_eq!(all::<i64>(&db, sum, args![]).await, [6]);
        let mean = "select cast(avg(number) as double precision) from thing";
        assert_eq!(all::<f64>(&db, mean, args![]).await, [2.0]);
        let names = "select name from thing order by name nulls last";
        let want = ["Ana", "budi", "Éva"].map(|name| Some(name.to_owned()));
        assert_eq!(
            all::<Option<String>>(&db, names, args![]).await,
            [&want[..], &[None]].concat()
        );
        let like = "select name from thing where name like $1 order by name";
        assert_eq!(all::<String>(&db, like, args!["a%"]).await, [""; 0]);
        assert_eq!(all::<String>(&db, like, args!["A%"]).await, ["Ana"]);
    }
}

#[tokio::test]
async fn ctes_windows_filters_and_returning_read_the_same() {
    for db in both().await {
        for (name, number) in [("Ana", 1), ("Budi", 2), ("Citra", 3)] {
            keep(&db, &thing(name, number)).await;
        }
        let sql = "with large as (select name, number from thing where number >= $1)
                   select name, row_number() over (order by number desc),
                          count(*) filter (where number > 2) over ()
                     from large order by name limit $2";
        let rows: Vec<(String, i64, i64)> = all(&db, sql, args![2, 5]).await;
        assert_eq!(rows, [("Budi".into(), 2, 1), ("Citra".into(), 1, 1)]);
        let mut tx = db.begin().await.unwrap();
        let sql = "update thing set number = number + 1, here = not here where number > $1
                   returning name, here";
        let mut changed: Vec<(String, bool)> = tx.all(sql, args![1]).await.unwrap();
        changed.sort();
        assert_eq!(changed, [("Budi".into(), false), ("Citra".into(), false)]);
        assert_eq!(tx.run("delete from thing where here", args![]).await, Ok(1));
        assert_eq!(tx.run("delete from thing where here", args![]).await, Ok(0));
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_conflict_is_expected_and_the_transaction_goes_on() {
    for db in both().await {
        let mut tx = db.begin().await.unwrap();
        let sql = "insert into note (id, body) values ($1, $2)
                       on conflict do nothing returning id";
        assert_eq!(tx.maybe::<i64>(sql, args![1, "a"]).await, Ok(Some(1)));
        assert_eq!(tx.maybe::<i64>(sql, args![2, "a"]).await, Ok(None));
        assert_eq!(tx.one::<i64>(sql, args![1, "b"]).await, Err(Error::NoRow));
        assert_eq!(tx.run(sql, args![1, "b"]).await, Ok(0));
        let sql = "insert into note (id, body) values ($1, $2)
                       on conflict (id) do update set body = excluded.body";
        assert_eq!(tx.run(sql, args![1, "c"]).await, Ok(1));
        tx.commit().await.unwrap();
        assert_eq!(notes(&db).await, [1]);
    }
}

#[tokio::test]
async fn wrong_arguments_are_told_and_do_no_harm() {
    for db in both().await {
        let mut tx = db.begin().await.unwrap();
        let sql = "insert into note (id, body) values ($1, $2)";
        assert!(matches!(tx.run(sql, args![1]).await, Err(Error::Type(_))));
        assert!(matches!(
            tx.run(sql, args![1, "a", 3]).await,
            Err(Error::Type(_))
        ));
        let body = tx
            .one::<i64>("select body from note where id = $1 or true", args![1])
            .await;
        assert_eq!(body, Err(Error::NoRow));
        tx.run(sql, args![1, "a"]).await.unwrap();
        let body = tx.one::<i64>("select body from note", args![]).await;
        assert!(matches!(body, Err(Error::Type(what)) if what.starts_with("column 0")));
        let null = tx.one::<i64>("select cast(null as bigint)", args![]).await;
        assert!(matches!(null, Err(Error::Type(_))));
        tx.commit().await.unwrap();
        assert_eq!(notes(&db).await, [1]);
    }
}

#[tokio::test]
async fn a_value_of_another_type_than_its_column_is_refused() {
    for db in both().await {
        let wrong = [
            (
                "insert into note (id, body) values ($1, 'a')",
                Value::from("ten"),
            ),
            ("insert into thing (id) values ($1)", Value::from("no id")),
            (
                "insert into part (id, thing_id) values (1, $1)",
                Value::from(fresh::<Uuid>()),
            ),
        ];
        for (sql, value) in wrong {
            let mut tx = db.begin().await.unwrap();
            assert!(tx.run(sql, vec![value]).await.is_err(), "{sql}"); // the last: a foreign key
        }
    }
}

#[tokio::test]
async fn a_quoted_word_is_a_column_and_a_reader_never_writes() {
    for db in both().await {
        let mut reader = db.read().await.unwrap();
        assert!(
            reader
                .all::<String>("select \"no column\" from note", args![])
                .await
                .is_err()
        );
        let sql = "insert into note (id, body) values (1, 'a') returning id";
        assert!(reader.all::<i64>(sql, args![]).await.is_err());
        assert_eq!(notes(&db).await, [0; 0]);
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Village,
    Hamlet,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Self::Village {
            "village"
        } else {
            "hamlet"
        })
    }
}

impl std::str::FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Village, Self::Hamlet]
            .into_iter()
            .find(|kind| kind.to_string() == text)
            .ok_or(())
    }
}

text_values!(Kind);

struct Named(String, Kind);

impl FromRow for Named {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self(row.by_name("body")?, row.get(0)?))
    }
}

#[tokio::test]
async fn domain_words_are_texts_and_columns_have_names() {
    for db in both().await {
        let sql = "select cast($1 as text), cast($2 as text) as body";
        let Named(body, kind) = all(&db, sql, args![Kind::Hamlet, Kind::Village])
            .await
            .remove(0);
        assert_eq!((body.as_str(), kind), ("village", Kind::Hamlet));
        let unknown = db
            .read()
            .await
            .unwrap()
            .one::<Kind>(sql, args!["moon", "a"])
            .await;
        assert!(matches!(unknown, Err(Error::Type(_))));
    }
}

#[tokio::test]
async fn work_to_take_is_taken_once() {
    for db in both().await {
        for id in 1..=2 {
            crate::given::note(&db, id).await.unwrap();
        }
        let take = format!(
            "select id from note order by id limit 1{}",
            storage::skip_locked(db.engine())
        );
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.one::<i64>(&take, args![]).await, Ok(1));
        tx.commit().await.unwrap();
    }
}
