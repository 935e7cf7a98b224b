//! `guyub compute KIND FILE`: the pure engines on JSON, without a data folder.

use anyhow::{Context, Error, Result, bail};
use serde_json::Value;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// What an engine answers: nothing to a kind that is not its own.
type Compute = fn(&str, &Value) -> Option<Result<Value, String>>;

/// The engines: the kinds that each of them knows, and how it answers.
const ENGINES: &[(&[&str], Compute)] = &[
    (&kernel::compute::KINDS, kernel::compute::compute),
    (&contest::compute::KINDS, contest::compute::compute),
    (&graph::compute::KINDS, graph::compute::compute),
    (&statistics::compute::KINDS, statistics::compute::compute),
];

/// Reads `file` (`-` is stdin), computes, and prints one JSON object.
///
/// # Errors
///
/// When the kind is unknown (the sentence names those that exist) or the input is no JSON, or is
/// not what the kind asks for.
pub fn run(kind: &str, file: &Path) -> Result<ExitCode> {
    let input: Value = serde_json::from_str(&text(file)?)
        .with_context(|| format!("Isi {} bukan JSON yang utuh", file.display()))?;
    let Some(answer) = ENGINES
        .iter()
        .find_map(|(_, compute)| compute(kind, &input))
    else {
        let kinds: Vec<&str> = ENGINES
            .iter()
            .flat_map(|(kinds, _)| *kinds)
            .copied()
            .collect();
        bail!("Jenis \"{kind}\" tidak ada; yang ada: {}", kinds.join(", "));
    };
    println!("{}", answer.map_err(|why| Error::msg(on_one_line(&why)))?);
    Ok(ExitCode::SUCCESS)
}

/// A sentence whose names, taken from the input, may hold a line's end or worse.
fn on_one_line(sentence: &str) -> String {
    sentence.replace(char::is_control, " ")
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
