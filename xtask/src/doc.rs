//! Whether any doc comment holds an example that runs.
//! `cargo test --doc` starts rustdoc for every crate, which is idle work where none does.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// Whether a Rust file under `folder` has such an example.
pub fn has_tests(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            has_tests(&path)?
        } else {
            path.extension().is_some_and(|kind| kind == "rs") && runs(&fs::read_to_string(&path)?)
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether `source` opens a fence that rustdoc takes for Rust to run.
fn runs(source: &str) -> bool {
    let mut open = false;
    for line in source.lines().map(str::trim_start) {
        let Some(text) = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        else {
            open = false;
            continue;
        };
        let Some(language) = text.trim().strip_prefix("```") else {
            continue;
        };
        if !open && ["", "rust", "should_panic"].contains(&language) {
            return true;
        }
        open = !open;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fences_of_rust_run() {
        assert!(runs("/// ```\n/// assert!(true);\n/// ```\n"));
        assert!(!runs("//! ```text\n//! a drawing\n//! ```\n//! more\n"));
        assert!(!runs("/// no fence\nfn f() {}\n"));
    }
}
