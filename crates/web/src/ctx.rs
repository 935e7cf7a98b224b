//! The context of the running program: database, files, clock, settings, keys, modules.
//! One per process, cheap to clone, handed to every handler and every job.

use crate::secret::Keys;
use crate::{Limiter, Module, PageCache};
use jobs::Clock;
use std::ops::Deref;
use std::sync::Arc;
use storage::{Db, Files};

/// See the module's words; dereferences to its parts.
#[derive(Clone)]
pub struct Ctx(Arc<Parts>);

/// What a [`Ctx`] holds.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Uploaded and made files.
    pub files: Files,
    /// The clock.
    pub clock: Clock,
    /// What the operator set.
    pub settings: Settings,
    /// Keys for seals, tokens and hashes.
    pub keys: Keys,
    /// The contexts.
    pub modules: Vec<Module>,
    /// Public pages kept as bytes.
    pub pages: PageCache,
    /// Slows guessing and floods.
    pub limiter: Limiter,
}

/// What the operator set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address that links, QR codes and cards carry, without a slash at the end.
    pub public_url: String,
    /// Address in the local network to offer while `public_url` is a loopback address.
    pub network_url: Option<String>,
    /// Whether `X-Forwarded-For` and `X-Forwarded-Proto` of a proxy are believed.
    pub trust_proxy: bool,
    /// Signing in with Google, where this installation is registered there.
    pub google: Option<Google>,
}

/// How this installation is registered with Google, or another that speaks OpenID Connect.
#[derive(Clone)]
pub struct Google {
    /// Who says who somebody is; its own description stands below this address.
    pub issuer: String,
    /// The installation's name there.
    pub client_id: String,
    /// Its secret there.
    pub client_secret: String,
}

impl Google {
    /// Google itself.
    pub const ISSUER: &str = "https://accounts.google.com";
}

impl std::fmt::Debug for Google {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Google({} at {})", self.client_id, self.issuer)
    }
}

impl Settings {
    /// Whether pages are served over https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether links made now only work on this machine.
    #[must_use]
    pub fn loopback(&self) -> bool {
        let host = self.public_url.split("//").nth(1).unwrap_or_default();
        host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]")
    }
}

impl Ctx {
    /// Puts the parts together and installs the modules' texts.
    #[must_use]
    pub fn new(
        db: Db,
        files: Files,
        clock: Clock,
        settings: Settings,
        keys: Keys,
        modules: Vec<Module>,
    ) -> Self {
        crate::texts::install(modules.iter().map(|module| module.texts));
        let limiter = Limiter::new(clock.clone());
        Self(Arc::new(Parts {
            db,
            files,
            clock,
            settings,
            keys,
            modules,
            pages: PageCache::default(),
            limiter,
        }))
    }

    /// Brings the tables of every module up to date, then their rows.
    ///
    /// # Errors
    ///
    /// When a step fails, or the database is newer than the program.
    pub async fn migrate(&self) -> storage::Result<()> {
        let mut all = vec![
            storage::MIGRATIONS,
            jobs::MIGRATIONS,
            storage::Migrations {
                module: "web",
                steps: crate::MIGRATIONS,
            },
        ];
        all.extend(
            self.modules
                .iter()
                .filter(|module| !module.migrations.is_empty())
                .map(|module| storage::Migrations {
                    module: module.name,
                    steps: module.migrations,
                }),
        );
        self.db.migrate(&all).await?;
        for prepare in self.modules.iter().flat_map(|module| module.prepare) {
            prepare(self).await?;
        }
        Ok(())
    }

    /// Every module's kinds of background work.
    #[must_use]
    pub fn job_kinds(&self) -> Vec<jobs::Kind<Self>> {
        self.modules
            .iter()
            .flat_map(|module| module.jobs)
            .copied()
            .collect()
    }

    /// Puts what every module does once a day into the queue, unless it was today.
    ///
    /// # Errors
    ///
    /// When the database refuses.
    pub async fn enqueue_daily(&self) -> storage::Result<()> {
        for kind in self.modules.iter().flat_map(|module| module.daily) {
            jobs::enqueue_daily(&self.db, kind, self.clock.now()).await?;
        }
        Ok(())
    }

    /// Looks every ten minutes whether a new day's work is to be put into the queue; never ends.
    pub async fn each_day(self) {
        loop {
            if let Err(error) = self.enqueue_daily().await {
                tracing::error!(%error, "daily work");
            }
            tokio::time::sleep(std::time::Duration::from_secs(600)).await;
        }
    }

    /// The address of `path` for links that leave the program.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

impl Deref for Ctx {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
