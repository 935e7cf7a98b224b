//! The tests: on both databases and in a real browser, summed up in one line.
//! With cargo-nextest where it is installed, with `cargo test` otherwise.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::env::{cargo, root, run, spawn, wait};
use crate::machine::{provide, which};
use crate::postgres::{Cluster, POSTGRES};
use crate::{browser, doc};

/// Every test, or those that `args` (the runner's own) choose.
pub fn all(args: &[&str]) -> Result<()> {
    let chosen = args
        .iter()
        .any(|arg| ["-p", "--package", "--workspace"].contains(arg));
    let scope: &[&str] = if chosen { &[] } else { &["--workspace"] };
    let with_examples_in_docs = args.is_empty() && doc::has_tests(&root().join("crates"))?;
    tests(&[scope, args].concat(), with_examples_in_docs)
}

/// Only the browser tests: those whose name holds `browser`.
pub fn browser(args: &[&str]) -> Result<()> {
    tests(&[&["--package", "guyub", "browser"], args].concat(), false)
}

fn tests(args: &[&str], docs: bool) -> Result<()> {
    provide(&[&browser::CHROMIUM, &browser::DRIVER, &POSTGRES])?;
    let begun = Instant::now();
    let cluster = Cluster::start()?;
    println!(
        "Testing on SQLite and {} ({}), with Chromium",
        cluster.version(),
        cluster.url()
    );
    let result = counted(args, &cluster);
    let docs = if docs && result.is_ok() {
        run(&mut equip(
            cargo(&["test", "--doc", "--workspace", "--quiet"]),
            &cluster,
        )?)
    } else {
        Ok(())
    };
    drop(cluster);
    let (count, status) = result?;
    if count == Count::default() {
        bail!("no test ran");
    }
    println!("\n{} in {} s", count.told(), begun.elapsed().as_secs());
    docs?;
    if !status.success() {
        bail!("tests failed");
    }
    Ok(())
}

/// Runs the tests and counts them, passing on all that is printed.
fn counted(args: &[&str], cluster: &Cluster) -> Result<(Count, ExitStatus)> {
    let nextest = which(&["cargo-nextest"]).is_some();
    let mut command = if nextest {
        cargo(&["nextest", "run", "--no-fail-fast"])
    } else {
        println!("cargo-nextest is not installed; `cargo test` does the same, more slowly");
        cargo(&["test", "--no-fail-fast", "--tests"])
    };
    command = equip(command, cluster)?;
    // nextest reports on standard error, `cargo test` on standard output.
    if nextest {
        command.stderr(Stdio::piped())
    } else {
        command.stdout(Stdio::piped())
    };
    let mut child = spawn(command.args(args))?;
    let lines = match (child.stderr.take(), child.stdout.take()) {
        // A failed test's own output is passed on too, and has sums of its own.
        (Some(report), _) => passed_on(report, " tests run: "),
        (None, Some(report)) => passed_on(report, "test result: "),
        (None, None) => bail!("the test runner has no output"),
    };
    let status = wait(&mut child)?;
    let mut count = Count::default();
    while let Ok(line) = lines.recv_timeout(Duration::from_secs(1)) {
        count.read(&line);
    }
    Ok((count, status))
}

/// Tells the tests where the database and the browser are, and that none may be skipped.
fn equip(mut command: Command, cluster: &Cluster) -> Result<Command> {
    command
        .env("GUYUB_TEST_POSTGRES", cluster.url())
        .env("GUYUB_TEST_REQUIRE_POSTGRES", "1")
        .env(
            "GUYUB_TEST_CHROMIUM",
            browser::chromium().context("no Chromium")?,
        )
        .env(
            "GUYUB_TEST_CHROMEDRIVER",
            browser::driver().context("no chromedriver")?,
        )
        .env("GUYUB_TEST_REQUIRE_BROWSER", "1");
    if let Some(axe) = browser::axe() {
        command.env("GUYUB_TEST_AXE", axe);
    }
    Ok(command)
}

/// Prints each line of `report` as it comes and hands on those with `sum` in them.
fn passed_on(report: impl Read + Send + 'static, sum: &'static str) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(report).lines().map_while(Result::ok) {
            println!("{line}");
            if line.contains(sum) && sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

#[derive(Default, Debug, PartialEq)]
struct Count {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Count {
    /// Adds a summing line: each number counts for the word after it.
    fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u64>() else {
                continue;
            };
            match pair[1].trim_matches([',', ';']) {
                "passed" => self.passed += number,
                "failed" | "timed" => self.failed += number,
                "skipped" | "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    fn told(&self) -> String {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        let skipped = if *skipped > 0 {
            format!(", {skipped} skipped")
        } else {
            String::new()
        };
        format!(
            "{} tests run: {passed} passed, {failed} failed{skipped}",
            passed + failed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_sums_are_understood() {
        let mut count = Count::default();
        count.read("     Summary [   1.2s] 8 tests run: 5 passed (1 slow), 3 failed, 2 skipped");
        assert_eq!(
            count,
            Count {
                passed: 5,
                failed: 3,
                skipped: 2
            }
        );
        count.read("test result: ok. 10 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out");
        assert_eq!(count.told(), "18 tests run: 15 passed, 3 failed, 3 skipped");
    }
}
