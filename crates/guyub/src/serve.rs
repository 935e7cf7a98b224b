//! Opening the house and serving it: data folder, key, database, files, worker, listener.
//! `Server::open` has everything but visitors; the demo fills it before it runs.

use crate::config::Config;
use crate::modules;
use anyhow::{Context, Result, bail};
use std::fs::{File, TryLockError};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;
use storage::{Db, Files};
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::secret::Keys;
use web::{BoxFuture, Ctx, Settings};

/// The file in the data folder that says the folder is in use.
pub(crate) const LOCK: &str = "dipakai";

/// How long requests that are under way may take after the signal to end.
const GRACE: Duration = Duration::from_secs(10);

/// Everything but visitors: the product opened and brought up to date, and its address taken.
pub struct Server {
    /// The product.
    pub ctx: Ctx,
    listener: TcpListener,
    end: BoxFuture<'static, ()>,
    _alone: Option<File>,
}

impl Server {
    /// Takes the address and the data folder, opens the product and brings its tables up to date.
    ///
    /// # Errors
    ///
    /// When the address or the folder is in use, or something can't be opened.
    pub async fn open(config: &Config) -> Result<Self> {
        let alone = alone(config)?;
        let listener = listen(&config.listen).await?;
        let settings = settings(config, listener.local_addr()?);
        let ctx = open(config, settings).await?;
        ctx.migrate()
            .await
            .context("Tabel basis data tidak bisa disiapkan")?;
        Ok(Self {
            ctx,
            listener,
            end: interruption(),
            _alone: alone,
        })
    }

    /// Serves and works until SIGINT or SIGTERM; says on stdout where.
    ///
    /// # Errors
    ///
    /// When the listener fails.
    pub async fn run(self) -> Result<()> {
        println!("{}", greeting(&self.ctx).await?);
        self.run_quietly().await
    }

    /// As [`run`](Self::run), for a caller that has said where it serves.
    ///
    /// # Errors
    ///
    /// When the listener fails.
    pub async fn run_quietly(self) -> Result<()> {
        let (stop, stopping) = watch::channel(false);
        let worker = tokio::spawn(work_until(self.ctx.clone(), until(stopping.clone())));
        let service = web::router(&self.ctx).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(
            axum::serve(self.listener, service)
                .with_graceful_shutdown(until(stopping))
                .into_future(),
        );
        self.end.await;
        stop.send_replace(true);
        let end = async {
            let served = serving.await;
            worker.await?;
            anyhow::Ok(served??)
        };
        tokio::time::timeout(GRACE, end).await.unwrap_or(Ok(()))
    }
}

/// Opens the product in `config`'s data folder; its tables may be older than the program.
///
/// # Errors
///
/// When the folder, the key or the database can't be opened.
pub async fn open(config: &Config, settings: Settings) -> Result<Ctx> {
    let folder = config.data.display();
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("Folder data {folder} tidak bisa dibuat"))?;
    let keys = Keys::load_or_make(&config.key_file)
        .with_context(|| format!("Berkas kunci {} tidak terbaca", config.key_file.display()))?;
    let db = Db::connect(&config.database)
        .await
        .context("Basis data tidak bisa dibuka")?;
    let files = Files::folder(&config.data.join("berkas"))
        .with_context(|| format!("Folder {folder}/berkas tidak bisa dibuka"))?;
    Ok(Ctx::new(
        db,
        files,
        config.clock.clone(),
        settings,
        keys,
        modules::all(),
    ))
}

/// Opens the product without an address and brings its tables up to date.
///
/// # Errors
///
/// As [`open`], or when a step fails.
pub async fn open_for_work(config: &Config) -> Result<Ctx> {
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
    let ctx = open(config, settings(config, here)).await?;
    ctx.migrate()
        .await
        .context("Tabel basis data tidak bisa disiapkan")?;
    Ok(ctx)
}

/// `guyub migrate`.
///
/// # Errors
///
/// As [`open_for_work`].
pub async fn migrate(config: &Config) -> Result<()> {
    open_for_work(config).await?;
    println!("Tabel sudah sesuai dengan versi ini.");
    Ok(())
}

/// `guyub work`: empties the queue beside the servers.
///
/// # Errors
///
/// As [`open_for_work`].
pub async fn work(config: &Config) -> Result<()> {
    let _alone = alone(config)?;
    let ctx = open_for_work(config).await?;
    let end = interruption();
    println!("Guyub mengerjakan antrean.");
    work_until(ctx, end).await;
    Ok(())
}

async fn work_until(ctx: Ctx, stop: impl Future<Output = ()>) {
    let (db, kinds, clock) = (ctx.db.clone(), ctx.job_kinds(), ctx.clock.clone());
    // A task of its own: it opens transactions while the worker has one.
    let days = tokio::spawn(ctx.clone().each_day());
    jobs::work(ctx, db, kinds, clock, stop).await;
    days.abort();
}

async fn until(mut stopping: watch::Receiver<bool>) {
    // An error means that whoever could stop us is gone, so it is time to stop, too.
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// Waits for the signal to end. It is listened for from now on, not from the first wait on: whoever
/// has read that we serve may send it at once.
fn interruption() -> BoxFuture<'static, ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut end), Ok(mut key)) = (
            signal(SignalKind::terminate()),
            signal(SignalKind::interrupt()),
        ) {
            return Box::pin(async move {
                tokio::select! {
                    _ = end.recv() => {}
                    _ = key.recv() => {}
                }
            });
        }
    }
    Box::pin(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// The data folder for us alone while it holds the database; given back when dropped.
pub(crate) fn alone(config: &Config) -> Result<Option<File>> {
    if !config.embedded() {
        return Ok(None);
    }
    let folder = config.data.display();
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("Folder data {folder} tidak bisa dibuat"))?;
    let lock = File::create(config.data.join(LOCK))
        .with_context(|| format!("Folder data {folder} tidak bisa ditulisi"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => bail!(
            "Folder data {folder} sedang dipakai Guyub yang lain; hentikan dulu yang itu, atau pilih folder lain dengan --data"
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("Folder data {folder} tidak bisa dikunci"))
        }
    }
}

async fn listen(address: &str) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "Alamat {address} sedang dipakai program lain; pilih porta lain dengan --listen, misalnya --listen 127.0.0.1:8081"
        ),
        Err(error) => {
            Err(error).with_context(|| format!("Tidak bisa melayani di alamat \"{address}\""))
        }
    }
}

/// What links carry, from what was set and the address that was taken.
fn settings(config: &Config, address: SocketAddr) -> Settings {
    let everywhere = address.ip().is_unspecified();
    let here = if everywhere {
        SocketAddr::from((Ipv4Addr::LOCALHOST, address.port()))
    } else {
        address
    };
    let network = if everywhere { lan() } else { None };
    Settings {
        public_url: config
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{here}")),
        network_url: network.map(|ip| format!("http://{}", SocketAddr::new(ip, address.port()))),
        trust_proxy: config.trust_proxy,
        google: config.google.clone(),
    }
}

/// This machine's address in the local network: the one it would send from. Nothing is sent.
fn lan() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?; // an address for documentation
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

/// Where it serves, and what the first visit is.
async fn greeting(ctx: &Ctx) -> Result<String> {
    let url = &ctx.settings.public_url;
    let network = ctx.settings.network_url.as_ref();
    let network = network.map_or_else(String::new, |url| {
        format!(" (di jaringan yang sama: {url})")
    });
    let first = if organization::any_unit(&mut ctx.db.read().await?).await? {
        "."
    } else {
        ". Kunjungan pertama menyiapkan organisasi dan akun pengurus: buka alamat itu di peramban."
    };
    Ok(format!("Guyub melayani di {url}{network}{first}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::Clock;

    fn config(public_url: Option<&str>) -> Config {
        Config {
            data: "data".into(),
            listen: String::new(),
            database: "data/guyub.sqlite".into(),
            public_url: public_url.map(str::to_owned),
            trust_proxy: false,
            key_file: "data/kunci".into(),
            google: None,
            clock: Clock::System,
        }
    }

    #[test]
    fn links_carry_the_address_that_was_taken_unless_another_is_set() {
        let taken = "127.0.0.1:4567".parse().unwrap();
        assert_eq!(
            settings(&config(None), taken).public_url,
            "http://127.0.0.1:4567"
        );
        let set = settings(&config(Some("https://guyub.desa.example")), taken);
        assert_eq!(set.public_url, "https://guyub.desa.example");
        assert_eq!(set.network_url, None);
    }

    #[test]
    fn a_server_for_the_whole_network_is_a_loopback_one_to_itself() {
        let settings = settings(&config(None), "0.0.0.0:8080".parse().unwrap());
        assert_eq!(settings.public_url, "http://127.0.0.1:8080");
        assert!(settings.loopback());
    }
}
