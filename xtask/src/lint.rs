//! What must hold before a change lands, beside the tests: form, lints, licences, dependencies.
//! Every step runs, whatever the one before it said; the last line names those that failed.

use std::process::Command;

use anyhow::{Result, bail};

use crate::env::{cargo, root, run};
use crate::machine::cargo_tool;

const DENY: &str = "0.20.2";
const MACHETE: &str = "0.9.2";

type Step = fn() -> Result<()>;

/// Runs every check.
pub fn all() -> Result<()> {
    let steps: [(&str, Step); 4] = [
        ("format", format),
        ("clippy", clippy),
        ("licences and duplicates", deny),
        ("unused dependencies", machete),
    ];
    let mut failed = Vec::new();
    for (name, step) in steps {
        println!("== {name}");
        if let Err(error) = step() {
            eprintln!("xtask: {error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("lint failed: {}", failed.join(", "));
    }
    println!("lint: all good");
    Ok(())
}

fn format() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let args = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    run(&mut cargo(&args))
}

fn deny() -> Result<()> {
    let deny = cargo_tool("cargo-deny", DENY)?;
    let args = [
        "--log-level",
        "warn",
        "--locked",
        "check",
        "licenses",
        "bans",
        "sources",
    ];
    run(Command::new(deny).args(args).current_dir(root()))
}

fn machete() -> Result<()> {
    run(Command::new(cargo_tool("cargo-machete", MACHETE)?).current_dir(root()))
}
