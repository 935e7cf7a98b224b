//! Chromium and its driver, for the browser tests and the page audit.
//! `GUYUB_TEST_CHROMIUM` and `GUYUB_TEST_CHROMEDRIVER` name others.

use std::path::PathBuf;
use std::process::Command;

use crate::env::run;
use crate::machine::{Need, tool_cache, which};

/// The page checker's version; the same in `xtask/audit/package-lock.json`.
const AXE: &str = "4.13.0";

/// Chromium, as a package.
pub const CHROMIUM: Need = Need {
    name: "Chromium",
    package: "chromium",
    find: chromium,
};

/// Its WebDriver, as a package.
pub const DRIVER: Need = Need {
    name: "Chromium's driver",
    package: "chromium-driver",
    find: driver,
};

/// The browser.
pub fn chromium() -> Option<PathBuf> {
    named("GUYUB_TEST_CHROMIUM").or_else(|| {
        which(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ])
    })
}

/// The driver.
pub fn driver() -> Option<PathBuf> {
    named("GUYUB_TEST_CHROMEDRIVER").or_else(|| which(&["chromedriver"]))
}

/// The script of axe, which looks at pages for what keeps people out. npm brings it, once, into the
/// cache; without npm the browser tests go on without it.
pub fn axe() -> Option<PathBuf> {
    if let Some(named) = named("GUYUB_TEST_AXE") {
        return Some(named);
    }
    let folder = tool_cache().join(format!("axe-{AXE}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        return Some(script);
    }
    let Some(npm) = which(&["npm"]) else {
        println!("npm is not installed: the browser tests run without axe");
        return None;
    };
    let flags = [
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--prefix",
    ];
    let mut install = Command::new(npm);
    install
        .arg("install")
        .arg(format!("axe-core@{AXE}"))
        .args(flags)
        .arg(&folder);
    match std::fs::create_dir_all(&folder)
        .map_err(Into::into)
        .and_then(|()| run(&mut install))
    {
        Ok(()) => Some(script),
        Err(error) => {
            println!("the browser tests run without axe: {error:#}");
            None
        }
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}
