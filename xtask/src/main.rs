//! The workshop's own commands: `cargo xtask test`, `lint`, `e2e`, `bench`, `fuzz`, `audit`, `dist`.
//! Each installs or names what it misses, then runs. Nothing here is part of the product.

mod audit;
mod bench;
mod browser;
mod demo;
mod dist;
mod doc;
mod env;
mod fuzz;
mod lint;
mod machine;
mod networks;
mod postgres;
mod test;

use std::process::ExitCode;

use anyhow::Result;

const HELP: &str = "\
cargo xtask COMMAND

  test [-- ARGS]   every test on SQLite and PostgreSQL and in Chromium;
                   ARGS go to the test runner, for example: -- -p kernel terbilang
  e2e [-- ARGS]    only the browser tests
  lint             format, clippy, licences and duplicates, unused dependencies
  bench [--build]  load, time and memory, one table; --build also times clean builds
  bench networks   only the networks of a nation beside scipy, igraph and NetworKit
  fuzz [SECONDS [TARGET]]
                   every parser and the engines on any bytes, a minute each
  audit            Lighthouse, axe, HTML and page weight of the demo's pages (needs Node 20)
  dist             the release binary with its licence list, packed in target/dist

bench, audit and dist build the release binary, or take the one that GUYUB_BINARY names.";

fn main() -> ExitCode {
    if let Err(error) = env::listen_for_interrupts().and_then(|()| start()) {
        eprintln!("xtask: {error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn start() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["test"] => test::all(&[]),
        ["test", "--", rest @ ..] => test::all(rest),
        ["e2e"] => test::browser(&[]),
        ["e2e", "--", rest @ ..] => test::browser(rest),
        ["lint"] => lint::all(),
        ["bench"] => bench::all(false),
        ["bench", "--build"] => bench::all(true),
        ["bench", "networks"] => bench::networks(),
        ["fuzz"] => fuzz::all(60, None),
        ["fuzz", seconds, only @ ..] if only.len() < 2 => {
            fuzz::all(seconds.parse()?, only.first().copied())
        }
        ["audit"] => audit::pages(),
        ["dist"] => dist::pack(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => anyhow::bail!("unknown command: {}\n\n{HELP}", args.join(" ")),
    }
}
