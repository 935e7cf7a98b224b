//! `guyub compute KIND FILE`: the kernel's readers and writers on JSON, without a data folder.

use anyhow::{Context, Result, bail};
use kernel::compute::{KINDS, compute};
use serde_json::Value;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// Reads `file` (`-` is stdin), computes, and prints one JSON object.
///
/// # Errors
///
/// When the kind is unknown (the sentence names those that exist) or the input is no JSON.
pub fn run(kind: &str, file: &Path) -> Result<ExitCode> {
    let input: Value = serde_json::from_str(&text(file)?)
        .with_context(|| format!("Isi {} bukan JSON yang utuh", file.display()))?;
    let Some(answer) = compute(kind, &input) else {
        bail!("Jenis \"{kind}\" tidak ada; yang ada: {}", KINDS.join(", "));
    };
    println!("{}", answer.map_err(anyhow::Error::msg)?);
    Ok(ExitCode::SUCCESS)
}

fn text(file: &Path) -> Result<String> {
    if file != Path::new("-") {
        return std::fs::read_to_string(file)
            .with_context(|| format!("Berkas {} tidak bisa dibaca", file.display()));
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("Masukan baku tidak bisa dibaca")?;
    Ok(text)
}
