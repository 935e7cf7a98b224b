//! Every parser and the engines on any bytes, for a while each, by cargo-fuzz (libFuzzer).
//! What they begin with comes from the truths and the samples; what they find stays in
//! `fuzz/corpus` and `fuzz/artifacts`, outside version control.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::env::{output, root, run, target};
use crate::machine::{cargo_tool, which};

const CARGO_FUZZ: &str = "0.13.2";

/// Longest input, and seconds in which each must be answered.
const LIMITS: [&str; 2] = ["-max_len=16384", "-timeout=20"];

/// Targets that begin with whole cases, and the crates whose truths they are.
const CASES: &[(&str, &[&str])] = &[
    ("contest", &["contest"]),
    ("statistics", &["statistics"]),
    ("networks", &["graph"]),
    ("compute", &["kernel", "contest", "graph", "statistics"]),
];

/// Targets that begin with the texts in truths of `kernel`.
const TEXTS: &[(&str, &[&str])] = &[
    ("amounts", &["rupiah"]),
    ("dates", &["tanggal", "jam", "pasaran"]),
    ("phones", &["telepon", "nik"]),
    ("letter_numbers", &["nomor_surat"]),
    ("names", &["nama"]),
    ("name_lists", &["whatsapp_list"]),
];

/// Runs `only`, or every target, for `seconds` each; names at the end those that found something.
pub fn all(seconds: u32, only: Option<&str>) -> Result<()> {
    if which(&["c++", "g++", "clang++"]).is_none() {
        bail!("missing: a C++ compiler, with which cargo-fuzz builds libFuzzer");
    }
    let tool = cargo_tool("cargo-fuzz", CARGO_FUZZ)
        .context("missing: cargo-fuzz, and it could not be installed")?;
    let targets = targets(&tool, only)?;
    build(&tool)?;
    seeds()?;
    let mut found = Vec::new();
    for name in &targets {
        println!("== {name}");
        if let Err(error) = target_for(name, seconds) {
            eprintln!("xtask: {error:#}");
            found.push(name.as_str());
        }
    }
    if !found.is_empty() {
        bail!("found something, see fuzz/artifacts: {}", found.join(", "));
    }
    println!("fuzz: {} targets, nothing found", targets.len());
    Ok(())
}

fn targets(tool: &Path, only: Option<&str>) -> Result<Vec<String>> {
    let all = output(
        Command::new(tool)
            .args(["fuzz", "list"])
            .current_dir(root()),
    )?;
    let chosen = all
        .lines()
        .filter(|name| only.is_none_or(|only| only == *name));
    let chosen: Vec<String> = chosen.map(str::to_owned).collect();
    if chosen.is_empty() {
        bail!(
            "no such target; there are: {}",
            all.trim().replace('\n', ", ")
        );
    }
    Ok(chosen)
}

/// Builds all targets, on a toolchain of any channel.
fn build(tool: &Path) -> Result<()> {
    // The versions that the product is built of.
    fs::copy(root().join("Cargo.lock"), root().join("fuzz/Cargo.lock"))?;
    // Nothing here is unsafe code: without a sanitizer it is twice as fast.
    let args = ["fuzz", "build", "--sanitizer", "none", "--target-dir"];
    run(Command::new(tool)
        .args(args)
        .arg(folder())
        .current_dir(root())
        .env("RUSTC_BOOTSTRAP", "1"))
}

/// Runs one target.
fn target_for(name: &str, seconds: u32) -> Result<()> {
    let version = output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say what it builds for")?;
    let artifacts = root().join("fuzz/artifacts").join(name);
    fs::create_dir_all(&artifacts)?;
    let binary = folder().join(host).join("release").join(name);
    run(Command::new(binary)
        .args(LIMITS)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-verbosity=0", "-print_final_stats=1"])
        .arg(corpus(name)?))
}

fn folder() -> PathBuf {
    target().join("fuzz")
}

/// Where a target's inputs are kept from one run to the next.
fn corpus(target: &str) -> Result<PathBuf> {
    let corpus = root().join("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    Ok(corpus)
}

/// Writes what the targets begin with.
fn seeds() -> Result<()> {
    for (target, crates) in CASES {
        for krate in *crates {
            for file in truths(&root().join(format!("crates/{krate}/truths")))? {
                let truth = read(&file)?;
                let kind = truth["kind"].as_str().unwrap_or_default();
                let case = format!("{kind}\n{}", input(&truth));
                seed(target, &file, 0, case.as_bytes())?;
            }
        }
    }
    for (target, kinds) in TEXTS {
        for kind in *kinds {
            let file = root().join(format!("crates/kernel/truths/{kind}.json"));
            let mut texts = Vec::new();
            collect(&input(&read(&file)?), &mut texts);
            for (number, text) in texts.iter().enumerate() {
                seed(target, &file, number, text.as_bytes())?;
            }
        }
    }
    for file in files(&root().join("crates/roster/samples"))? {
        seed("roster", &file, 0, &fs::read(&file)?)?;
    }
    let lines = Path::new("lines");
    seed("attendance_lines", lines, 0, b"person,event\n2,0\r\n10,1\n")
}

fn seed(target: &str, from: &Path, number: usize, bytes: &[u8]) -> Result<()> {
    let name = from.file_stem().unwrap_or_default().to_string_lossy();
    Ok(fs::write(
        corpus(target)?.join(format!("{name}-{number}")),
        bytes,
    )?)
}

/// What a truth asks: its input, with the inputs of its cases where it keeps them apart.
fn input(truth: &Value) -> Value {
    let mut input = truth["input"].clone();
    let cases = truth["expected"]["cases"].as_array().into_iter().flatten();
    let inputs: Vec<Value> = cases
        .filter_map(|case| case.get("input").cloned())
        .collect();
    if !inputs.is_empty() {
        input["cases"] = inputs.into();
    }
    input
}

/// Every text in `value`.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| collect(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

fn read(file: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}

/// The truths in `folder` and the folders in it.
fn truths(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut truths = Vec::new();
    for path in files(folder)? {
        if path.is_dir() {
            truths.extend(self::truths(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "json") {
            truths.push(path);
        }
    }
    Ok(truths)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}
