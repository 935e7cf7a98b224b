//! `guyub import members FILE`: the board's list from the command line.
//! A dry run only reads and needs no data folder; otherwise sure rows are taken or merged, and the
//! others are written to `FILE.sisa.xlsx` with the reason.

use crate::config::{Config, Options};
use crate::serve;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use kernel::access::Scope;
use kernel::zone::Zone;
use roster::{Choices, Found, Reading};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use web::Ctx;

/// Largest file that is read at all, in bytes.
const MOST: u64 = 50 * 1024 * 1024;

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Daftar anggota: .xlsx, .xls, .ods, atau .csv
    Members(Members),
}

/// Which list, where to, and what to say.
#[derive(Debug, Args)]
pub struct Members {
    /// Berkas daftar anggota
    pub file: PathBuf,
    /// Unit yang menerima, dari alamat /u/…; boleh kosong kalau hanya ada satu
    #[arg(long, value_name = "SLUG")]
    pub unit: Option<String>,
    /// Hanya membaca; tidak ada yang disimpan
    #[arg(long)]
    pub dry_run: bool,
    /// Jawaban sebagai JSON
    #[arg(long)]
    pub json: bool,
}

impl Members {
    fn bytes(&self) -> Result<Vec<u8>> {
        let unread = || format!("Berkas {} tidak bisa dibaca", self.file.display());
        let size = std::fs::metadata(&self.file).with_context(unread)?.len();
        if size > MOST {
            bail!(roster::Error::TooBig(MOST / 1024 / 1024));
        }
        std::fs::read(&self.file).with_context(unread)
    }

    fn name(&self) -> String {
        self.file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    }
}

/// Reads the list and says what it holds.
///
/// # Errors
///
/// When the file is no list.
pub fn dry_run(members: &Members, options: &Options) -> Result<ExitCode> {
    let today = Zone::default().today(options.clock()?.now());
    match roster::recognise(&members.bytes()?, &Choices::on(today))? {
        Found::List(reading) if members.json => println!("{}", serde_json::to_string(&reading)?),
        Found::List(reading) => print!("{}", described(&reading)),
        Found::Population(people) if members.json => println!(
            "{}",
            serde_json::json!({ "residents": people.residents.len(), "unread": people.unread })
        ),
        Found::Population(people) => println!(
            "Data penduduk dari OpenSID: {} orang. Yang diambil hanya pemuda, dan hanya kolom {}.",
            people.residents.len(),
            roster::READ_HEADINGS.join(", ")
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes and merges what is sure, and leaves the other rows beside the file.
///
/// # Errors
///
/// When there is no data folder or no such unit, or the file is no list.
pub async fn take(config: &Config, members: &Members) -> Result<()> {
    let bytes = members.bytes()?;
    if config.embedded() && !Path::new(&config.database).exists() {
        bail!(
            "Guyub belum disiapkan di folder data {}",
            config.data.display()
        );
    }
    let ctx = serve::open_for_work(config).await?;
    let scope = unit(&ctx, members.unit.as_deref()).await?;
    let done = organization::import_file(&ctx, &scope, &members.name(), bytes)
        .await
        .map_err(in_words)?;
    let rest = rest_file(&members.file);
    if let Some(bytes) = &done.rest {
        std::fs::write(&rest, bytes).with_context(|| unwritten(&rest))?;
    }
    let (taken, merged, left) = (done.taken, done.merged, done.left);
    if members.json {
        println!(
            "{}",
            serde_json::json!({ "taken": taken, "merged": merged, "left": left })
        );
        return Ok(());
    }
    println!("{taken} orang masuk daftar, {merged} digabung, {left} belum.");
    if done.rest.is_some() {
        println!("Yang belum ada di {}, dengan sebabnya.", rest.display());
    }
    Ok(())
}

/// The unit whose address is `slug`, or the only one.
async fn unit(ctx: &Ctx, slug: Option<&str>) -> Result<Scope> {
    let known = organization::units(&mut ctx.db.read().await?).await?;
    let names = || {
        known
            .iter()
            .map(|unit| unit.slug.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (slug, known.as_slice()) {
        (_, []) => bail!("Guyub belum disiapkan: buka dulu di peramban dan buat organisasinya"),
        (None, [only]) => Ok(Scope::of_system(only.id)),
        (None, _) => bail!(
            "Ada beberapa unit; pilih dengan --unit salah satu dari: {}",
            names()
        ),
        (Some(slug), _) => match known.iter().find(|unit| unit.slug == slug) {
            Some(unit) => Ok(Scope::of_system(unit.id)),
            None => bail!("Unit \"{slug}\" tidak ada; yang ada: {}", names()),
        },
    }
}

/// A rule's own words; anything else with what was tried.
fn in_words(error: web::Error) -> anyhow::Error {
    match error {
        web::Error::Rule(text) => anyhow::Error::msg(text),
        other => anyhow::Error::new(other).context("Daftar tidak bisa dimasukkan"),
    }
}

fn unwritten(rest: &Path) -> String {
    format!(
        "Yang yakin sudah masuk, tetapi berkas {} tidak bisa ditulis; unduh sisanya di halaman Unggah daftar \
         anggota",
        rest.display()
    )
}

/// `FILE.sisa.xlsx`.
fn rest_file(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".sisa.xlsx");
    name.into()
}

fn described(reading: &Reading) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} orang di {} baris, {} kelompok mungkin orang yang sama.",
        reading.people().count(),
        reading.lines.len(),
        reading.duplicate_groups.len()
    );
    for line in reading.people().filter(|line| !line.issues().is_empty()) {
        let _ = writeln!(text, "{}: {}", line.place, line.issues().join("; "));
    }
    text
}
