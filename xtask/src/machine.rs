//! What the machine has: finds programs, installs what is missing, or names it in one sentence.
//! Debian packages go in by apt-get when we are root; cargo tools go into a cache of our own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::env::{cargo, output, run};

/// A program from a Debian package.
pub struct Need {
    /// What a person calls it.
    pub name: &'static str,
    pub package: &'static str,
    pub find: fn() -> Option<PathBuf>,
}

/// Makes sure that everything in `needs` is there.
pub fn provide(needs: &[&Need]) -> Result<()> {
    let missing = still_missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
    let (packages, names) = (packages.join(" "), names.join(", "));
    if !is_root() || which(&["apt-get"]).is_none() {
        bail!("missing: {names}; on Debian or Ubuntu: sudo apt-get install {packages}");
    }
    println!("Installing {names} ({packages})");
    apt_get(&["update"])?;
    apt_get(
        &[
            &["install", "-y", "--no-install-recommends"],
            &*packages.split(' ').collect::<Vec<_>>(),
        ]
        .concat(),
    )?;
    if let Some(need) = still_missing(needs).first() {
        bail!(
            "missing: {}; this system's package {} does not bring it",
            need.name,
            need.package
        );
    }
    Ok(())
}

fn still_missing<'a>(needs: &[&'a Need]) -> Vec<&'a Need> {
    needs
        .iter()
        .copied()
        .filter(|need| (need.find)().is_none())
        .collect()
}

fn apt_get(args: &[&str]) -> Result<()> {
    run(Command::new("apt-get")
        .args(["-qq", "-o", "Dpkg::Use-Pty=0"])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether we are the system's administrator.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

/// The first of `names` on the search path (or in `/usr/sbin`).
pub fn which(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// A program that `cargo install` brings, of this version or one the machine has already.
pub fn cargo_tool(name: &str, version: &str) -> Result<PathBuf> {
    let cache = tool_cache();
    let ours = cache.join("bin").join(name);
    if let Some(there) = which(&[name]).or_else(|| ours.is_file().then(|| ours.clone())) {
        return Ok(there);
    }
    println!(
        "Installing {name} {version} into {} (once)",
        cache.display()
    );
    run(
        cargo(&["install", "--quiet", "--locked", "--version", version, name])
            .arg("--root")
            .arg(&cache)
            .current_dir(std::env::temp_dir()),
    )?;
    Ok(ours)
}

/// Where tools go that are no part of the machine.
pub fn tool_cache() -> PathBuf {
    let home = || Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(".cache");
    std::env::var_os("XDG_CACHE_HOME")
        .map_or_else(home, PathBuf::from)
        .join("guyub-tools")
}
