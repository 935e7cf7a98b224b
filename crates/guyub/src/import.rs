//! `guyub import members FILE`: the board's list from the command line.
//! A dry run only reads and needs no data folder.

use crate::config::Options;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use kernel::zone::Zone;
use roster::{Choices, Reading};
use std::path::PathBuf;
use std::process::ExitCode;

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
    /// Hanya membaca; tidak ada yang disimpan
    #[arg(long, required = true)]
    pub dry_run: bool,
    /// Jawaban sebagai JSON
    #[arg(long)]
    pub json: bool,
}

impl Members {
    fn bytes(&self) -> Result<Vec<u8>> {
        std::fs::read(&self.file)
            .with_context(|| format!("Berkas {} tidak bisa dibaca", self.file.display()))
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
    let reading = roster::read(&members.bytes()?, &members.name(), &Choices::on(today))?;
    if members.json {
        println!("{}", serde_json::to_string(&reading)?);
    } else {
        print!("{}", described(&reading));
    }
    Ok(ExitCode::SUCCESS)
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
