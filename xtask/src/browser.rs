//! Chromium and its driver, for the browser tests and the page audit.
//! `GUYUB_TEST_CHROMIUM` and `GUYUB_TEST_CHROMEDRIVER` name others.

use std::path::PathBuf;

use crate::machine::{Need, which};

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

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}
