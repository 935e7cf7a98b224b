//! The whole nation in the tree: 38 provinces, their regencies and districts, 83,762 villages.
//! The nation's pages open without loading it; on PostgreSQL the rows read are counted.

use crate::support::{App, Given, each};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::UnitId;
use organization::{NewPerson, NewUnit, Unit, UnitKind, regions};
use std::time::{Duration, Instant};
use storage::{Engine, Value, args};

/// Rows of one insert.
const TOGETHER: usize = 500;
/// A page of the nation may read so many rows of units: those of one level, with some to spare.
const FEW: i64 = 2_000;

/// Every region below `nation` as a unit; how many there are, and those of the third level.
async fn fill(app: &App, nation: &Unit) -> (usize, Vec<UnitId>) {
    let mut level: Vec<(String, UnitId)> = vec![(String::new(), nation.id)];
    let (mut count, mut districts) = (0, Vec::new());
    while !level.is_empty() {
        let mut next = Vec::new();
        for (code, parent) in &level {
            if code.len() < 13 {
                let inside = regions::within(code);
                next.extend(inside.into_iter().map(|it| (it, *parent, storage::fresh())));
            }
        }
        add(app, &next).await;
        count += next.len();
        level = next
            .into_iter()
            .map(|(region, _, id)| (region.code, id))
            .collect();
        if level.first().is_some_and(|(code, _)| code.len() == 8) {
            districts = level.iter().map(|(_, id)| *id).collect();
        }
    }
    (count, districts)
}

async fn add(app: &App, units: &[(regions::Region, UnitId, UnitId)]) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    for some in units.chunks(TOGETHER) {
        let mut args: Vec<Value> = args![app.now()];
        let mut rows = Vec::with_capacity(some.len());
        for (region, parent, id) in some {
            let kind = UnitKind::of_region(&region.code).unwrap();
            let at = args.len();
            rows.push(format!(
                "(${}, ${}, ${}, ${}, ${}, ${}, 'wib', '', '', 'f4', '', 1, $1, ${}, ${}, ${})",
                at + 1,
                at + 2,
                at + 3,
                at + 4,
                at + 5,
                at + 6,
                at + 7,
                at + 1,
                at + 8
            ));
            args.extend(args![
                *id,
                kind.code(),
                format!("Karang Taruna {}", region.title),
                format!("wilayah-{}", region.code.replace('.', "-")),
                &region.code,
                region.whole(),
                *parent,
                region.title.to_lowercase()
            ]);
        }
        let sql = format!(
            "insert into unit (id, kind, name, slug, region_code, village, zone, address, phone,
                               sheet, greeting, version, created_at, parent_id, roll_id, name_key)
             values {}",
            rows.join(", ")
        );
        tx.run(&sql, args).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Rows of units that PostgreSQL has read until now.
async fn rows_read(app: &App) -> i64 {
    // What a connection has counted is told when it says something a second later.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let mut db = app.ctx.db.read().await.unwrap();
    let flush = "select 1 from (select pg_stat_force_next_flush()) as told";
    for _ in 0..2 {
        let _: (i32,) = db.one(flush, args![]).await.unwrap();
    }
    let (rows,): (i64,) = db
        .one(
            "select cast(seq_tup_read + coalesce(idx_tup_fetch, 0) as bigint)
               from pg_stat_user_tables where relname = 'unit'",
            args![],
        )
        .await
        .unwrap();
    rows
}

#[tokio::test]
async fn a_nation_of_all_villages_opens_its_pages_without_loading_the_tree() {
    each(async |app| {
        let mut tx = app.ctx.db.begin().await.unwrap();
        let new = NewUnit {
            region_code: String::new(),
            name: "PNKT".to_owned(),
        };
        let nation = organization::create_unit(&mut tx, new, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let begun = Instant::now();
        let (count, districts) = fill(&app, &nation).await;
        assert_eq!(count, 91_599);
        println!("{count} units made in {:?}", begun.elapsed());
        let mut tx = app.ctx.db.begin().await.unwrap();
        let code = "35.29.07.2017";
        let (village,): (UnitId,) = tx
            .one("select id from unit where region_code = $1", args![code])
            .await
            .unwrap();
        for n in 0..7 {
            let person = NewPerson {
                full_name: format!("Warga {n}"),
                ..NewPerson::default()
            };
            let scope = kernel::access::Scope::of_system(village);
            organization::add_person(&mut tx, &scope, &person, app.now())
                .await
                .unwrap();
        }
        tx.run("analyze", args![]).await.unwrap();
        tx.commit().await.unwrap();
        let nation = Given::officers(&app, nation, &[Role::Secretary]).await;
        let mut officer = app.sign_in(nation.officer(Role::Secretary));
        officer.get("/unit").await.says("sedang dihitung");
        let begun = Instant::now();
        app.work_jobs().await;
        println!("everything counted in {:?}", begun.elapsed());
        let page = officer.get("/unit").await;
        page.says("83762 desa");
        page.says("7 anggota");
        let district = districts[0];
        let pages = [
            "/unit".to_owned(),
            "/unit?cari=jambu".to_owned(),
            "/unit?cari=lenteng".to_owned(),
            format!("/unit/{district}"),
            format!("/unit/{district}/pindah"),
            format!("/unit/{}/wilayah", nation.unit.id),
            format!("/unit/{}/wilayah?cari=jambu", nation.unit.id),
            format!("/u/{}", nation.unit.slug),
        ];
        for path in pages {
            let before = match app.engine() {
                Engine::Postgres => rows_read(&app).await,
                Engine::Sqlite => 0,
            };
            let begun = Instant::now();
            let answer = officer.get(&path).await;
            let took = begun.elapsed();
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            let read = match app.engine() {
                Engine::Postgres => rows_read(&app).await - before,
                Engine::Sqlite => 0,
            };
            println!(
                "{path}: {took:?}, {read} rows of units, {} bytes",
                answer.body.len()
            );
            assert!(read < FEW, "{path} reads {read} rows of units");
        }
    })
    .await;
}
