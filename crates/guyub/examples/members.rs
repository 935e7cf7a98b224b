//! The member list and the search of one village, alone on a server and among 300 villages with
//! 100,000 members: whole pages through the router, the worst of a hundred.
//! `cargo run --release -p guyub --example members`; PostgreSQL too where `GUYUB_TEST_POSTGRES`
//! names a server. Lines of `what<tab>figure` are figures, others are for a reader.

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use kernel::access::{Role, Scope};
use kernel::id::{AccountId, SignInId};
use organization::{NewAppointment, NewPerson, NewUnit, Unit, regions};
use std::time::{Duration, Instant};
use storage::testing::{TestDb, postgres, sqlite};
use storage::{Files, Tx, args};
use tower::ServiceExt;
use web::secret::Keys;
use web::{Clock, Ctx, Settings};

const VILLAGES: usize = 300;
const MEMBERS: usize = 334;
const PAGES: usize = 1_500;

const FIRST: &[&str] = &[
    "Muh. Rizki",
    "Siti",
    "Dwi",
    "Ahmad",
    "Nur",
    "Eko",
    "Sri",
    "Agus",
    "Dewi",
    "Bagus",
    "Rina",
    "Joko",
    "Fitri",
    "Wahyu",
    "Indah",
    "Slamet",
    "Yuni",
    "Hadi",
    "Ratna",
    "Andi",
    "Lestari",
    "Budi",
    "Ayu",
    "Tri",
    "Rudi",
    "Anisa",
    "Zaenal",
    "Khoirul",
    "Wayan",
    "Abd. Rahman",
];
const MIDDLE: &[&str] = &["", "Adi", "Nur", "Budi", "Putri", "Eka", "Dwi", "Cahya"];
const LAST: &[&str] = &[
    "Pratama",
    "Lestari",
    "Santoso",
    "Wulandari",
    "Hidayat",
    "Rahmawati",
    "Nugroho",
    "Setiawan",
    "Aminah",
    "Saputra",
    "Kusuma",
    "Handayani",
    "Wibowo",
    "Susanti",
    "Firmansyah",
    "Utami",
    "Kurniawan",
    "Purnomo",
    "Maulana",
    "Fauzi",
    "Anggraini",
    "Suharto",
    "Widodo",
];
const ASKED: &[&str] = &[
    "Mohammad+Rizky",
    "siti+a",
    "dwi",
    "Achmad+Fauzi",
    "nurul",
    "Soesanti",
    "lestari",
    "zainal",
    "Abdurrahman",
    "tidak+ada",
    "wulan",
    "eko+nugroho",
    "r",
    "Choirul",
    "hidajat",
    "0812-0000",
];

#[tokio::main]
async fn main() -> Result<()> {
    for engine in ["SQLite", "PostgreSQL"] {
        let Some(alone) = database(engine).await else {
            println!("no PostgreSQL: GUYUB_TEST_POSTGRES names no server");
            continue;
        };
        let one = House::fill(alone, 1).await?;
        let db = database(engine).await.context("a second database")?;
        let many = House::fill(db, VILLAGES).await?;
        for (what, pages) in [("list", list()), ("search", searches())] {
            // turn by turn, so that what else the machine does falls on both
            let (mut small, mut large) = (Vec::new(), Vec::new());
            for page in pages.iter().cycle().take(PAGES) {
                small.push(one.time(page).await?);
                large.push(many.time(page).await?);
            }
            let (small, large) = (spread(&mut small), spread(&mut large));
            let ratio = large.1.as_secs_f64() / small.1.as_secs_f64();
            println!(
                "member {what}, {engine}, one village\tmedian {:.2} ms, p99 {:.2} ms",
                millis(small.0),
                millis(small.1)
            );
            println!(
                "member {what}, {engine}, {} members in {VILLAGES}\tmedian {:.2} ms, p99 {:.2} ms, {ratio:.2} times",
                VILLAGES * MEMBERS,
                millis(large.0),
                millis(large.1)
            );
        }
    }
    Ok(())
}

async fn database(engine: &str) -> Option<TestDb> {
    match engine {
        "SQLite" => Some(sqlite().await),
        _ => postgres().await,
    }
}

fn list() -> Vec<String> {
    let page = |n| format!("/anggota?hal={n}");
    let mut pages: Vec<String> = (1..=6).map(page).collect();
    pages.push("/anggota?rt=3".to_owned());
    pages.push("/anggota?jenis=active&dusun=Krajan".to_owned());
    pages
}

fn searches() -> Vec<String> {
    ASKED
        .iter()
        .map(|asked| format!("/anggota?cari={asked}"))
        .collect()
}

/// The median and the 99th percentile.
fn spread(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A server with villages, and an officer of one in the middle who is signed in.
struct House {
    router: Router,
    cookie: String,
    _kept: (TestDb, tempfile::TempDir),
}

impl House {
    async fn fill(db: TestDb, villages: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let settings = Settings {
            public_url: "http://127.0.0.1:8080".to_owned(),
            network_url: None,
            trust_proxy: false,
            google: None,
        };
        let ctx = Ctx::new(
            db.db.clone(),
            Files::folder(folder.path())?,
            Clock::System,
            settings,
            Keys::from_bytes([7; 32]),
            guyub::modules::all(),
        );
        ctx.migrate().await?;
        let mut cookie = String::new();
        for (at, region) in places(villages).into_iter().enumerate() {
            let mut tx = ctx.db.begin().await?;
            let now = ctx.clock.now();
            let name = format!("Karang Taruna {at}");
            let new = NewUnit {
                region_code: region,
                name,
            };
            let unit = organization::create_unit(&mut tx, new, now).await?;
            for serial in 0..MEMBERS {
                let person = member(at * MEMBERS + serial);
                let scope = Scope::of_system(unit.id);
                organization::add_person(&mut tx, &scope, &person, now).await?;
            }
            if at == villages / 2 {
                cookie = sign_in(&ctx, &mut tx, &unit).await?;
            }
            tx.commit().await?;
        }
        let house = Self {
            router: web::router(&ctx),
            cookie,
            _kept: (db, folder),
        };
        for page in list().iter().chain(&searches()) {
            house.time(page).await?;
        }
        Ok(house)
    }

    /// How long the page takes, from the request to its last byte.
    async fn time(&self, page: &str) -> Result<Duration> {
        let request = Request::get(page)
            .header("cookie", &self.cookie)
            .header("accept", "text/html")
            .extension(axum::extract::ConnectInfo(std::net::SocketAddr::from((
                [127, 0, 0, 1],
                4000,
            ))))
            .body(Body::empty())?;
        let begun = Instant::now();
        let answer = self.router.clone().oneshot(request).await?;
        anyhow::ensure!(answer.status() == 200, "{page} answers {}", answer.status());
        axum::body::to_bytes(answer.into_body(), usize::MAX).await?;
        Ok(begun.elapsed())
    }
}

/// Codes of so many villages, from all over one province.
fn places(count: usize) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for start in ["su", "ka", "ban", "ke", "pa", "sa", "gu", "wa", "ra", "ma"] {
        codes.extend(regions::search(start, 200).into_iter().map(|one| one.code));
    }
    codes.sort();
    codes.dedup();
    codes.truncate(count);
    codes
}

fn member(serial: usize) -> NewPerson {
    let pick = |words: &[&'static str], n: usize| words[n % words.len()];
    let words = [
        pick(FIRST, serial),
        pick(MIDDLE, serial / FIRST.len() + serial / 7),
        pick(LAST, serial / 11 + serial * 5),
    ];
    let full_name = words.into_iter().filter(|word| !word.is_empty());
    NewPerson {
        full_name: full_name.collect::<Vec<_>>().join(" "),
        nickname: if serial.is_multiple_of(3) {
            pick(FIRST, serial / 2).to_lowercase()
        } else {
            String::new()
        },
        hamlet: pick(&["Krajan", "Gondang", "Ngemplak"], serial).to_owned(),
        rt: u16::try_from(1 + serial % 12).ok(),
        phones: vec![format!("+6281200{:06}", serial % 1_000_000)],
        ..NewPerson::default()
    }
}

/// The cookie of a secretary of `unit`.
async fn sign_in(ctx: &Ctx, tx: &mut Tx, unit: &Unit) -> Result<String> {
    let (scope, now) = (Scope::of_system(unit.id), ctx.clock.now());
    let name = "Sekretaris";
    let person = NewPerson {
        full_name: name.to_owned(),
        ..NewPerson::default()
    };
    let person = organization::add_person(tx, &scope, &person, now).await?;
    let office = NewAppointment {
        person,
        role: Role::Secretary,
        title: name.to_owned(),
        from: unit.zone.today(now),
        until: None,
    };
    organization::appoint(tx, &scope, &office, now).await?;
    let account: AccountId = storage::fresh();
    tx.run(
        "insert into account (id, unit_id, person_id, login, name, passphrase_hash, must_change,
                              created_at)
         values ($1, $2, $3, 'sekretaris', $4, 'none', $5, $6)",
        args![account, unit.id, person, name, false, now],
    )
    .await?;
    let token = storage::random::<storage::Uuid>().simple().to_string();
    let hash = ctx.keys.hash("sign-in", token.as_bytes());
    tx.run(
        "insert into sign_in (id, account_id, unit_id, kind, token_hash, device, address,
                              created_at, seen_at)
         values ($1, $2, $3, 'own', $4, 'ukuran', '127.0.0.1', $5, $5)",
        args![storage::fresh::<SignInId>(), account, unit.id, hash, now],
    )
    .await?;
    Ok(format!("masuk={token}"))
}
