//! A house to test in: a fresh database, a standing clock, the real router.
//! `each` runs a test once on every engine; `Given` puts a unit and its people into it.

mod authenticator;
mod client;
mod event;
mod given;
mod html;
mod passphrase;
mod provider;
mod wire;

pub use authenticator::Authenticator;
pub use client::{Answer, Client, File};
pub use event::training;
pub use given::{Given, Officer, Village};
pub use html::encoded;
pub use passphrase::PASSPHRASE;
pub use provider::{Manner, Provider};
pub use wire::Wire;

use axum::Router;
use jiff::Timestamp;
use storage::testing::TestDb;
use storage::{Engine, Files};
use tempfile::TempDir;
use web::secret::Keys;
use web::{Clock, Ctx, Google, Settings};

/// Tuesday, 24 November 2026, 10.00 WIB.
pub const NOW: &str = "2026-11-24T03:00:00Z";

/// Runs `test` in a fresh house on each engine.
pub async fn each(test: impl AsyncFn(App)) {
    for db in storage::testing::databases().await {
        println!("on {:?}", db.engine());
        test(App::on(db).await).await;
    }
}

/// The product in a house of its own.
pub struct App {
    pub ctx: Ctx,
    pub router: Router,
    db: TestDb,
    _files: TempDir,
}

impl App {
    /// On `db`, at the address that links carry in most tests.
    pub async fn on(db: TestDb) -> Self {
        Self::at("http://127.0.0.1:8080", db).await
    }

    /// On `db`, with links that carry `url`.
    pub async fn at(url: &str, db: TestDb) -> Self {
        Self::with_google(url, None, db).await
    }

    /// As [`at`](Self::at), registered with `google`.
    pub async fn with_google(url: &str, google: Option<Google>, db: TestDb) -> Self {
        let folder = TempDir::new().unwrap();
        let settings = Settings {
            public_url: url.to_owned(),
            network_url: None,
            trust_proxy: true, // so that a client can say where it comes from
            google,
        };
        let ctx = Ctx::new(
            db.db.clone(),
            Files::folder(folder.path()).unwrap(),
            Clock::standing_at(NOW.parse().unwrap()),
            settings,
            Keys::from_bytes([7; 32]),
            guyub::modules::all(),
        );
        ctx.migrate().await.unwrap();
        let router = ::web::router(&ctx);
        Self {
            ctx,
            router,
            db,
            _files: folder,
        }
    }

    /// An empty house on the same engine.
    pub async fn again(&self) -> Self {
        let db = match self.engine() {
            Engine::Sqlite => storage::testing::sqlite().await,
            Engine::Postgres => storage::testing::postgres().await.unwrap(),
        };
        Self::on(db).await
    }

    /// A stranger's browser.
    pub fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The browser of `officer`, signed in.
    pub fn sign_in(&self, officer: &Officer) -> Client {
        self.stranger().with_cookie("masuk", &officer.token)
    }

    /// Does everything in the queue.
    pub async fn work_jobs(&self) {
        let (ctx, kinds) = (&self.ctx, self.ctx.job_kinds());
        jobs::work_all(ctx, &ctx.db, &kinds, &ctx.clock)
            .await
            .unwrap();
    }

    pub fn now(&self) -> Timestamp {
        self.ctx.clock.now()
    }

    /// Lets `minutes` go by.
    pub fn wait(&self, minutes: i64) {
        let later = self.now() + jiff::SignedDuration::from_mins(minutes);
        self.ctx.clock.set(later);
    }

    pub fn engine(&self) -> Engine {
        self.db.engine()
    }
}
