//! What a server needs: the release binary, our papers, and the licences of all it is made of.
//! Packed as `target/dist/guyub-VERSION-ARCH-SYSTEM.tar.gz`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::env::{cargo, output, release_binary, root, run, target};

const PAPERS: [&str; 4] = ["LICENSE", "README.md", "README.id.md", "CHANGELOG.md"];

/// Builds and packs.
pub fn pack() -> Result<()> {
    let binary = release_binary()?;
    let name = format!(
        "guyub-{}-{}-{}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::ARCH,
        std::env::consts::OS
    );
    let dist = target().join("dist");
    let folder = dist.join(&name);
    fs::create_dir_all(folder.join("licences"))?;
    fs::copy(binary, folder.join("guyub"))?;
    for paper in PAPERS {
        fs::copy(root().join(paper), folder.join(paper))?;
    }
    fs::write(folder.join("licences/crates.txt"), licences()?)?;
    for file in enclosed(&root().join("crates"))? {
        let within = file.strip_prefix(root().join("crates"))?;
        fs::copy(&file, folder.join("licences").join(flat(within)))?;
    }
    let archive = format!("{name}.tar.gz");
    run(Command::new("tar")
        .args(["-czf", &archive, &name])
        .current_dir(&dist))?;
    println!("{}", dist.join(archive).display());
    Ok(())
}

/// Every crate in the binary with its licence and where it lives, one a line.
fn licences() -> Result<String> {
    let args = [
        "tree",
        "--locked",
        "--package",
        "guyub",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ];
    let tree = output(cargo(&args).args(["--format", "{p}\t{l}\t{r}"]))?;
    let lines: BTreeSet<String> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.contains(" (/"))
        .map(|line| format!("{}\n", line.replace(" (proc-macro)", "")))
        .collect();
    Ok(lines.into_iter().collect())
}

/// Licence texts that stand beside data and fonts in our crates.
fn enclosed(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .context("a folder entry has a name")?
            .to_string_lossy();
        if path.is_dir() {
            found.extend(enclosed(&path)?);
        } else if ["LICENSE", "LICENCE", "OFL"]
            .iter()
            .any(|word| name.to_uppercase().contains(word))
        {
            found.push(path);
        }
    }
    Ok(found)
}

/// `documents/fonts/OFL.txt` as one file name.
fn flat(path: &Path) -> String {
    path.to_string_lossy().replace(['/', '\\'], "-")
}
