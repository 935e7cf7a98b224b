//! What the operator sets: on the command line, as `GUYUB_…` variables, in `guyub.toml`.
//! The command line wins over a variable, a variable over the file, the file over the default.

use crate::account::Account;
use crate::demo::Demo;
use crate::import::Import;
use anyhow::{Context, Result};
use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use web::{Clock, Google};

/// The file with settings, in the folder where the program is started.
const FILE: &str = "guyub.toml";

/// Rumah digital Karang Taruna: anggota, kegiatan, pelatihan.
///
/// Tanpa perintah, Guyub langsung melayani.
#[derive(Debug, Parser)]
#[command(name = "guyub", version)]
pub struct Cli {
    /// What stands on the line itself or in a variable.
    #[command(flatten)]
    pub options: Options,
    /// What to do; to serve when none is given.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Melayani halaman dan mengerjakan antrean
    Serve,
    /// Mengisi folder kosong dengan desa contoh, lalu melayani
    Demo(Demo),
    /// Mengerjakan antrean saja, di samping server lain (PostgreSQL)
    Work,
    /// Membawa tabel ke bentuk versi ini
    Migrate,
    /// Memeriksa folder data, kunci, dan basis data
    Check,
    /// Menolong pengurus yang tidak bisa masuk
    #[command(subcommand)]
    Account(Account),
    /// Membaca daftar dari berkas
    #[command(subcommand)]
    Import(Import),
    /// Menjalankan satu pembaca atau penulis pada berkas JSON, `-` untuk masukan baku
    Compute {
        /// Which one, for example `terbilang`.
        kind: String,
        /// The file with its input.
        file: PathBuf,
    },
}

/// Settings, each of which may be missing.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Folder data [default: ./data]
    #[arg(long, global = true, env = "GUYUB_DATA", value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Alamat dan porta untuk melayani [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "GUYUB_LISTEN", value_name = "ALAMAT")]
    pub listen: Option<String>,
    /// postgres://… [default: SQLite di folder data]
    #[arg(
        long,
        global = true,
        env = "GUYUB_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Alamat yang dibawa tautan dan kode QR [default: alamat melayani]
    #[arg(long, global = true, env = "GUYUB_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Percaya alamat pengunjung yang diteruskan proksi di depan
    #[arg(long, global = true, env = "GUYUB_TRUST_PROXY", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", value_parser = BoolishValueParser::new(),
          value_name = "YA")]
    pub trust_proxy: Option<bool>,
    /// Berkas kunci [default: kunci di folder data]
    #[arg(long, global = true, env = "GUYUB_KEY_FILE", value_name = "BERKAS")]
    pub key_file: Option<PathBuf>,
    /// Nama Guyub ini di Google, agar pengurus bisa masuk dengan Google
    #[arg(long, global = true, env = "GUYUB_GOOGLE_CLIENT_ID", value_name = "ID")]
    pub google_client_id: Option<String>,
    /// Rahasia Guyub ini di Google
    #[arg(
        long,
        global = true,
        env = "GUYUB_GOOGLE_CLIENT_SECRET",
        value_name = "RAHASIA",
        hide_env_values = true
    )]
    pub google_client_secret: Option<String>,
    /// Jam diam pada `GUYUB_NOW`, untuk percobaan saja
    #[arg(long, global = true, hide = true)]
    #[serde(skip)]
    pub test_clock: bool,
}

impl Options {
    /// These options, with those of `below` where one is missing.
    fn over(self, below: Self) -> Self {
        Self {
            data: self.data.or(below.data),
            listen: self.listen.or(below.listen),
            database: self.database.or(below.database),
            public_url: self.public_url.or(below.public_url),
            trust_proxy: self.trust_proxy.or(below.trust_proxy),
            key_file: self.key_file.or(below.key_file),
            google_client_id: self.google_client_id.or(below.google_client_id),
            google_client_secret: self.google_client_secret.or(below.google_client_secret),
            test_clock: self.test_clock,
        }
    }

    /// How this installation is registered with Google, if it is.
    ///
    /// # Errors
    ///
    /// When only one of the two is there.
    fn google(&self) -> Result<Option<Google>> {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        match (
            filled(&self.google_client_id),
            filled(&self.google_client_secret),
        ) {
            (None, None) => Ok(None),
            (Some(client_id), Some(client_secret)) => Ok(Some(Google {
                issuer: Google::ISSUER.to_owned(),
                client_id,
                client_secret,
            })),
            _ => anyhow::bail!(
                "google_client_id dan google_client_secret harus diisi dua-duanya, atau tidak sama sekali"
            ),
        }
    }

    /// The clock: the system's, or one that stands at `GUYUB_NOW` with `--test-clock`.
    ///
    /// # Errors
    ///
    /// When `GUYUB_NOW` is no moment such as `2026-11-24T10:00:00+07:00`.
    pub fn clock(&self) -> Result<Clock> {
        let Some(now) = std::env::var("GUYUB_NOW").ok().filter(|_| self.test_clock) else {
            return Ok(Clock::System);
        };
        let moment: Timestamp = now.parse().with_context(|| {
            format!("GUYUB_NOW \"{now}\" bukan waktu seperti 2026-11-24T10:00:00+07:00")
        })?;
        Ok(Clock::standing_at(moment))
    }
}

/// Settings with every default filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: String,
    /// Where the database is: a URL, or the path of a SQLite file.
    pub database: String,
    /// What links carry, if it is not the address listened on.
    pub public_url: Option<String>,
    /// Whether a proxy in front is believed.
    pub trust_proxy: bool,
    /// The key file.
    pub key_file: PathBuf,
    /// How this installation is registered with Google.
    pub google: Option<Google>,
    /// The clock.
    pub clock: Clock,
}

impl Config {
    /// The options of the command line and its variables over those of `guyub.toml`.
    ///
    /// # Errors
    ///
    /// When the file or the test clock's moment can't be read.
    pub fn read(options: Options) -> Result<Self> {
        let options = options.over(from_file(Path::new(FILE))?);
        let (clock, google) = (options.clock()?, options.google()?);
        let data = options.data.unwrap_or_else(|| "data".into());
        let in_data = |name| data.join(name);
        let trimmed = |url: String| url.trim_end_matches('/').to_owned();
        Ok(Self {
            listen: options
                .listen
                .unwrap_or_else(|| "127.0.0.1:8080".to_owned()),
            database: options
                .database
                .unwrap_or_else(|| in_data("guyub.sqlite").to_string_lossy().into_owned()),
            public_url: options.public_url.map(trimmed),
            trust_proxy: options.trust_proxy.unwrap_or(false),
            key_file: options.key_file.unwrap_or_else(|| in_data("kunci")),
            google,
            clock,
            data,
        })
    }

    /// Whether the database is a file of our own.
    #[must_use]
    pub fn embedded(&self) -> bool {
        !self.database.starts_with("postgres://") && !self.database.starts_with("postgresql://")
    }
}

fn from_file(path: &Path) -> Result<Options> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text).with_context(|| format!("{} tidak terbaca", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Options::default()),
        Err(error) => Err(error).with_context(|| format!("{} tidak bisa dibuka", path.display())),
    }
}

/// The options in a file's text; an error names the line.
fn parse(text: &str) -> Result<Options> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        anyhow::anyhow!("baris {line}: {}", error.message())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str) -> Options {
        Cli::try_parse_from(format!("guyub {line}").split_whitespace())
            .unwrap()
            .options
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let file =
            parse("data = 'dari-berkas'\nlisten = '127.0.0.1:1'\ntrust_proxy = true").unwrap();
        let both = options("--data dari-baris").over(file);
        assert_eq!(both.data, Some("dari-baris".into()));
        assert_eq!(both.listen.as_deref(), Some("127.0.0.1:1"));
        assert_eq!(both.trust_proxy, Some(true));
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        assert_eq!(options("--data x serve").data, Some("x".into()));
        assert_eq!(options("check --data x").data, Some("x".into()));
        assert_eq!(options("--trust-proxy serve").trust_proxy, Some(true));
        assert_eq!(options("--trust-proxy=false").trust_proxy, Some(false));
        assert_eq!(options("serve").trust_proxy, None);
    }

    #[test]
    fn google_is_set_up_by_two_words_or_not_at_all() {
        let google = |text| parse(text).unwrap().google();
        assert!(google("").unwrap().is_none());
        assert!(google("google_client_id = ''").unwrap().is_none());
        assert!(google("google_client_id = 'guyub'").is_err());
        let both = "google_client_id = 'guyub'\ngoogle_client_secret = 'rahasia-sekali'";
        let both = google(both).unwrap().unwrap();
        assert_eq!(both.issuer, "https://accounts.google.com");
        assert!(!format!("{both:?}").contains("rahasia"), "never in a log");
    }

    #[test]
    fn a_file_with_an_unknown_word_is_refused_with_its_line() {
        let error = parse("listen = '127.0.0.1:1'\nporta = 8080")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("baris 2: unknown field `porta`"),
            "{error}"
        );
    }
}
