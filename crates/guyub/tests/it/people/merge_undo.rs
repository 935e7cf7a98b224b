//! A merge and its undo leave the database equal but for the log when nothing was changed between;
//! else what came later stays. Cases are made up from a seed, on both engines.

use super::merge::{add, merge, undo};
use crate::support::{App, Client, Given, Village, each, training};
use jiff::Timestamp;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::{ActivityId, PersonId, SessionId};
use organization::{Kind, NewPerson, Sex};
use std::collections::BTreeMap;
use storage::{Engine, Record, Uuid, args};

const CASES: u64 = 12;
/// The log of who did what, and of the merges themselves.
const LOG: [&str; 4] = ["audit", "migration", "person_merge", "person_merge_row"];
/// Counters that only grow, so that a form opened before is never taken for one opened after.
const COUNTERS: [&str; 2] = ["version", "updated_at"];
const FIELDS: [&str; 18] = [
    "kind",
    "full_name",
    "nickname",
    "sex",
    "birth_place",
    "birth_date",
    "hamlet",
    "rt",
    "rw",
    "address",
    "phones",
    "joined_on",
    "education",
    "occupation",
    "skills",
    "nik",
    "family",
    "note",
];

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    fn text(&mut self, words: &[&str]) -> String {
        let at = usize::try_from(self.below(words.len() as u64)).unwrap();
        words[at].to_owned()
    }
}

struct House<'a> {
    app: &'a App,
    village: Village,
    activities: Vec<(ActivityId, Vec<SessionId>)>,
    officer: Client,
}

async fn house(app: &App) -> House<'_> {
    let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
    let mut activities = Vec::new();
    for title in ["Menjahit", "Beternak", "Berjualan"] {
        activities.push(village.activity(&app.ctx, &training(title)).await);
    }
    let officer = app.sign_in(village.officer(Role::Chair));
    House {
        app,
        village,
        activities,
        officer,
    }
}

fn somebody(dice: &mut Dice, serial: u64) -> NewPerson {
    let empty = ["", "", "Guru", "Petani"];
    let nik = format!("332001{:02}0501{:04}", 1 + serial % 28, serial % 9_999 + 1);
    let phones = ["+6281200001111", "+6281200002222", "+6281200003333"];
    NewPerson {
        kind: if dice.yes() {
            Kind::Active
        } else {
            Kind::Guest
        },
        full_name: dice.text(&["Ana Lestari", "Hj. Anna Lestari", "Ana L."]),
        nickname: dice.text(&["", "Ani", "Nana"]),
        sex: dice.yes().then_some(Sex::P),
        birth_place: dice.text(&["", "Jepara"]),
        birth_date: dice.yes().then(|| date(2001, 5, 12)),
        hamlet: dice.text(&["", "Krajan"]),
        rt: dice.yes().then_some(3),
        rw: dice.yes().then_some(1),
        address: dice.text(&empty),
        education: dice.text(&empty),
        occupation: dice.text(&empty),
        skills: dice.text(&empty),
        note: dice.text(&empty),
        joined_on: dice.yes().then(|| date(2020, 1, 2)),
        nik_digits: dice.yes().then_some(nik),
        phones: phones
            .iter()
            .filter(|_| dice.yes())
            .map(|one| (*one).to_owned())
            .collect(),
        ..NewPerson::default()
    }
}

impl House<'_> {
    /// Rows of every kind about `person`, some of which the other entry has, too.
    async fn fill(&self, dice: &mut Dice, person: PersonId) {
        let (unit, now) = (self.village.unit.id, self.app.now());
        let mut tx = self.app.ctx.db.begin().await.unwrap();
        for (activity, sessions) in &self.activities {
            if dice.yes() {
                let place = dice.text(&["seat", "queue"]);
                let rank = i64::try_from(dice.below(50)).unwrap();
                let token = storage::random::<Uuid>().simple().to_string();
                tx.run(
                    "insert into registration (id, activity_id, person_id, unit_id, place, rank,
                                               token, typed_name, phone, created_at)
                     values ($1, $2, $3, $4, $5, $6, $7, 'Ana', null, $8)",
                    args![
                        storage::fresh::<Uuid>(),
                        *activity,
                        person,
                        unit,
                        place,
                        rank,
                        token,
                        now
                    ],
                )
                .await
                .unwrap();
            }
            if dice.yes() {
                tx.run(
                    "insert into committee_member (activity_id, person_id, unit_id, duty, position)
                     values ($1, $2, $3, 'Acara', $4)",
                    args![
                        *activity,
                        person,
                        unit,
                        i64::try_from(dice.below(9)).unwrap()
                    ],
                )
                .await
                .unwrap();
            }
            if dice.yes() {
                let number = storage::random::<Uuid>().simple().to_string();
                tx.run(
                    "insert into certificate (id, activity_id, person_id, unit_id, code, number,
                                              name, role, issued_on)
                     values ($1, $2, $3, $4, 'X', $5, 'Ana', 'participant', '2026-11-24')",
                    args![storage::fresh::<Uuid>(), *activity, person, unit, number],
                )
                .await
                .unwrap();
            }
            for session in sessions {
                for _ in 0..dice.below(3) {
                    let at = now + jiff::SignedDuration::from_secs(dice.below(4).cast_signed());
                    let state = dice.text(&["present", "sick"]);
                    self.mark(&mut tx, person, *session, &state, at).await;
                }
            }
        }
        if dice.yes() {
            tx.run(
                "insert into person_guardian (id, unit_id, person_id, guardian_person_id, name,
                                              relation, phone, created_at)
                 values ($1, $2, $3, $4, 'Siti', 'mother', '', $5)",
                args![storage::fresh::<Uuid>(), unit, person, person, now],
            )
            .await
            .unwrap();
        }
        self.count(&mut tx, person).await;
        tx.commit().await.unwrap();
    }

    async fn mark(
        &self,
        tx: &mut storage::Tx,
        person: PersonId,
        session: SessionId,
        state: &str,
        at: Timestamp,
    ) {
        let unit = self.village.unit.id;
        let nobody: Option<Uuid> = None;
        tx.run(
            "insert into mark (id, session_id, person_id, unit_id, state, at, how, account_id,
                               received_at)
             values ($1, $2, $3, $4, $5, $6, 'tap', $7, $6)",
            args![
                storage::fresh::<Uuid>(),
                session,
                person,
                unit,
                state,
                at,
                nobody
            ],
        )
        .await
        .unwrap();
    }

    /// Makes again what follows from a person's rows.
    async fn count(&self, tx: &mut storage::Tx, person: PersonId) {
        for module in guyub::modules::all() {
            for follows in module.person_follows {
                follows(tx, &self.village.scope, person).await.unwrap();
            }
        }
    }

    async fn two(&self, dice: &mut Dice, seed: u64) -> (PersonId, PersonId) {
        let mut both = Vec::new();
        for n in 0..2 {
            let person = somebody(dice, seed * 2 + n);
            let id = add(self.app, &self.village, person).await;
            self.fill(dice, id).await;
            both.push(id);
        }
        (both[0], both[1])
    }

    async fn merge(&mut self, dice: &mut Dice, kept: PersonId, gone: PersonId) -> String {
        let mut choices = Vec::new();
        for field in FIELDS {
            let said = [
                "tetap",
                "lain",
                if field == "phones" { "semua" } else { "lain" },
            ];
            choices.push((field, said[usize::try_from(dice.below(3)).unwrap()]));
        }
        merge(&mut self.officer, kept, gone, &choices).await
    }

    /// Every row of every table but the log's, without the counters.
    async fn everything(&self) -> BTreeMap<String, Vec<String>> {
        let mut db = self.app.ctx.db.read().await.unwrap();
        let sql = match self.app.engine() {
            Engine::Sqlite => "select name from sqlite_master where type = 'table'",
            Engine::Postgres => "select tablename::text from pg_tables where schemaname = 'public'",
        };
        let tables: Vec<(String,)> = db.all(sql, args![]).await.unwrap();
        let mut all = BTreeMap::new();
        for (table,) in tables.into_iter().filter(|(name,)| !LOG.contains(&&**name)) {
            let rows: Vec<Record> = db
                .all(&format!("select * from {table}"), args![])
                .await
                .unwrap();
            let mut rows: Vec<String> = rows
                .into_iter()
                .map(|mut row| {
                    row.0.retain(|(name, _)| !COUNTERS.contains(&&**name));
                    format!("{row:?}")
                })
                .collect();
            rows.sort();
            all.insert(table, rows);
        }
        all
    }
}

#[tokio::test]
async fn a_merge_and_its_undo_leave_everything_as_it_was() {
    each(async |app| {
        let mut house = house(&app).await;
        for seed in 0..CASES {
            let mut dice = Dice(seed);
            let (kept, gone) = house.two(&mut dice, seed).await;
            let before = house.everything().await;
            let done = house.merge(&mut dice, kept, gone).await;
            let between = house.everything().await;
            assert_ne!(before["person"], between["person"], "seed {seed}");
            undo(&mut house.officer, &done)
                .await
                .says("kembali seperti semula");
            for (table, rows) in house.everything().await {
                assert_eq!(rows, before[&table], "seed {seed}, {table}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn while_two_are_one_nothing_is_left_behind_or_counted_twice() {
    each(async |app| {
        let mut house = house(&app).await;
        for seed in 100..100 + CASES {
            let mut dice = Dice(seed);
            let (kept, gone) = house.two(&mut dice, seed).await;
            house.merge(&mut dice, kept, gone).await;
            let mut db = app.ctx.db.read().await.unwrap();
            for table in ["registration", "mark", "attendance", "committee_member"] {
                let sql = format!("select count(*) from {table} where person_id = $1");
                let left: i64 = db.one(&sql, args![gone]).await.unwrap();
                assert_eq!(left, 0, "seed {seed}, {table}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_undo_keeps_what_came_later_and_says_so() {
    each(async |app| {
        let mut house = house(&app).await;
        for seed in 200..200 + CASES {
            let mut dice = Dice(seed);
            let (kept, gone) = house.two(&mut dice, seed).await;
            let was = house.everything().await;
            let done = house.merge(&mut dice, kept, gone).await;
            let mut tx = app.ctx.db.begin().await.unwrap();
            tx.run(
                "update person set nickname = 'Baru', note = 'Kelak', version = version + 1
                  where id = $1",
                args![kept],
            )
            .await
            .unwrap();
            let later = app.now() + jiff::SignedDuration::from_secs(dice.below(9).cast_signed() - 4);
            let (activity, sessions) = &house.activities[0];
            house.mark(&mut tx, kept, sessions[0], "sick", later).await;
            house.count(&mut tx, kept).await;
            tx.run(
                "update registration set typed_name = 'Kelak' where person_id = $1 and activity_id = $2",
                args![kept, *activity],
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            undo(&mut house.officer, &done).await.says("dibatalkan");

            let mut db = app.ctx.db.read().await.unwrap();
            let (nickname, note): (String, String) = db
                .one("select nickname, note from person where id = $1", args![kept])
                .await
                .unwrap();
            assert_eq!((&*nickname, &*note), ("Baru", "Kelak"), "seed {seed}");
            let marks: i64 = db
                .one(
                    "select count(*) from mark where person_id = $1 and state = 'sick' and at = $2",
                    args![kept, later],
                )
                .await
                .unwrap();
            assert!(marks > 0, "seed {seed}: the later mark stays with who it was given to");
            // what counts follows from the marks of each
            let counted = house.everything().await["attendance"].clone();
            let mut tx = app.ctx.db.begin().await.unwrap();
            for person in [kept, gone] {
                house.count(&mut tx, person).await;
            }
            tx.commit().await.unwrap();
            let now = house.everything().await;
            assert_eq!(now["attendance"], counted, "seed {seed}");
            for table in ["certificate", "committee_member", "person_guardian", "person_phone"] {
                assert_eq!(now[table], was[table], "seed {seed}, {table}");
            }
            assert_eq!(now["registration"].len(), was["registration"].len(), "seed {seed}");
            let theirs = |rows: &[String]| -> Vec<String> {
                let id = format!("{:?}", storage::Value::from(gone));
                let bytes = format!("{:?}", storage::Value::Bytes(gone.0.as_bytes().to_vec()));
                let own = |row: &&String| {
                    row.starts_with(&format!("Record([(\"id\", {id})"))
                        || row.starts_with(&format!("Record([(\"id\", {bytes})"))
                };
                rows.iter().filter(own).cloned().collect()
            };
            assert_eq!(theirs(&now["person"]), theirs(&was["person"]), "seed {seed}");
            assert_eq!(theirs(&now["person"]).len(), 1);
        }
    })
    .await;
}
