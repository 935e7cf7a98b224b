//! The page audit of `xtask/audit`, against the demo: scores, axe, HTML, weight, without scripts.
//! Pages and budgets stand in `xtask/audit/pages.json`; pictures and the report in target/audit.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser::{CHROMIUM, chromium};
use crate::demo::Demo;
use crate::env::{output, release_binary, root, run, target};
use crate::machine::{Need, provide, which};

const CURL: Need = Need {
    name: "curl",
    package: "curl",
    find: || which(&["curl"]),
};
const NODE: Need = Need {
    name: "Node.js 20 or newer",
    package: "nodejs",
    find: node,
};
const NPM: Need = Need {
    name: "npm",
    package: "npm",
    find: || which(&["npm"]),
};

/// Node, unless it is older than 20 (`v20.19.2`).
fn node() -> Option<PathBuf> {
    let node = which(&["node"])?;
    let version = output(Command::new(&node).arg("--version")).ok()?;
    let major = version.trim_start_matches('v').split('.').next()?;
    major
        .parse::<u32>()
        .is_ok_and(|major| major >= 20)
        .then_some(node)
}

/// Audits the pages; over budget is an error.
pub fn pages() -> Result<()> {
    provide(&[&NODE, &NPM, &CHROMIUM, &CURL])?;
    let folder = root().join("xtask/audit");
    if !folder.join("node_modules").is_dir() {
        let args = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        run(Command::new("npm").args(args).current_dir(&folder))?;
    }
    let demo = Demo::start(&release_binary()?)?;
    let out = target().join("audit");
    fs::create_dir_all(&out)?;
    let config = out.join("audit.json");
    fs::write(
        &config,
        filled(&fs::read_to_string(folder.join("pages.json"))?, &demo)?,
    )?;
    run(Command::new("node")
        .arg(folder.join("audit.mjs"))
        .arg("--config")
        .arg(&config)
        .arg("--out")
        .arg(&out)
        .env("CHROME_PATH", chromium().context("no Chromium")?))
}

/// `config` with what the demo says in place of `{url}`, `{login}`, ….
fn filled(config: &str, demo: &Demo) -> Result<String> {
    let mut config = config.to_owned();
    for field in ["url", "login", "passphrase", "activity", "survey"] {
        config = config.replace(&format!("{{{field}}}"), demo.told(field)?);
    }
    Ok(config)
}
