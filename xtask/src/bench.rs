//! Load, time and memory in one run, a table of figures and one of networks beside others: the demo beside nginx with the same bytes,
//! then the crates' own benches. Figures, never tests: a shared machine makes them swing.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::demo::Demo;
use crate::env::{Scratch, cargo, free_port, output, release_binary, root, run, spawn, stop};
use crate::machine::{Need, provide, which};
use crate::networks;

const WRK: Need = Need {
    name: "wrk",
    package: "wrk",
    find: || which(&["wrk"]),
};
const CURL: Need = Need {
    name: "curl",
    package: "curl",
    find: || which(&["curl"]),
};
const NGINX: Need = Need {
    name: "nginx",
    package: "nginx-light",
    find: || which(&["nginx"]),
};

/// Benches of single crates, run as `cargo run --release --example`. Each prints its figures as
/// lines of `what<tab>figure`, which go into the table; other lines are for a reader.
const EXAMPLES: &[(&str, &str)] = &[
    ("contest", "standings"),
    ("contest", "tournaments"),
    ("storage", "marks"),
    ("documents", "certificates"),
    ("statistics", "answers"),
    ("guyub", "members"),
];

/// Rows of the table: what, and the figure with its unit.
type Table = Vec<(String, String)>;

/// Measures everything; clean builds too when `build`, in a target folder of their own.
pub fn all(build: bool) -> Result<()> {
    provide(&[&WRK, &CURL, &NGINX])?;
    let mut table = Table::new();
    if build {
        builds(&mut table)?;
    }
    let binary = release_binary()?;
    #[expect(clippy::cast_precision_loss, reason = "a size to one decimal")]
    let size = fs::metadata(&binary)?.len() as f64 / 1048576.0;
    table.push(("binary".into(), format!("{size:.1} MiB")));
    load(&binary, &mut table)?;
    for (krate, example) in EXAMPLES {
        if root()
            .join(format!("crates/{krate}/examples/{example}.rs"))
            .is_file()
        {
            table.extend(figures(krate, example)?);
        }
    }
    print(&table);
    println!();
    networks()
}

/// The engines on a nation's attendance, beside others.
pub fn networks() -> Result<()> {
    println!("{}", networks::beside_others()?.join("\n"));
    Ok(())
}

/// Clean debug and release builds, and a rebuild after a change in `training`.
fn builds(table: &mut Table) -> Result<()> {
    let folder = Scratch::new("build")?;
    let timed = |args: &[&str]| -> Result<String> {
        let begun = Instant::now();
        run(cargo(args).env("CARGO_TARGET_DIR", folder.path()))?;
        Ok(format!("{:.1} s", begun.elapsed().as_secs_f64()))
    };
    let debug = ["build", "--quiet", "--locked", "--package", "guyub"];
    table.push(("clean build, debug".into(), timed(&debug)?));
    let file = fs::File::options()
        .append(true)
        .open(root().join("crates/training/src/lib.rs"))?;
    file.set_modified(std::time::SystemTime::now())?;
    table.push((
        "rebuild after a change in training, debug".into(),
        timed(&debug)?,
    ));
    table.push((
        "clean build, release".into(),
        timed(&[&debug[..], &["--release"]].concat())?,
    ));
    Ok(())
}

/// Pages of the demo under load, each beside nginx with its bytes.
fn load(binary: &Path, table: &mut Table) -> Result<()> {
    let demo = Demo::start(binary)?;
    std::thread::sleep(Duration::from_secs(2));
    table.push(("memory, idle".into(), format!("{:.1} MiB", demo.memory()?)));
    let cookie = demo.sign_in()?;
    let page = format!("/k/{}", demo.told("activity")?);
    let nginx = Nginx::start()?;
    for (path, header) in [(&*page, "Accept: text/html"), ("/anggota", &*cookie)] {
        let address = demo.address(path)?;
        let body = fetch(&address, header)?;
        table.push((
            format!("{path}, bytes"),
            format!("{} ({})", body.len(), wire(&address, header)?),
        ));
        table.push((format!("{path}, guyub"), wrk(&address, header)?));
        table.push((format!("{path}, nginx"), wrk(&nginx.serve(&body)?, header)?));
    }
    table.push((
        "memory, after the load".into(),
        format!("{:.1} MiB", demo.memory()?),
    ));
    Ok(())
}

fn fetch(address: &str, header: &str) -> Result<String> {
    output(Command::new("curl").args(["-sS", "--fail", "-H", header, address]))
}

/// What a browser that takes brotli receives, head and all.
fn wire(address: &str, header: &str) -> Result<String> {
    let args = [
        "-sS",
        "-o",
        "/dev/null",
        "-w",
        "%{size_header} %{size_download}",
    ];
    let args = [
        &args[..],
        &["-H", "Accept-Encoding: br", "-H", header, address],
    ]
    .concat();
    let sizes = output(Command::new("curl").args(args))?;
    let (head, body) = sizes.split_once(' ').context("curl gives no sizes")?;
    Ok(format!("on the wire {body} and {head} of headers"))
}

/// Ten seconds with 32 connections; `… requests/s, p99 …`.
fn wrk(address: &str, header: &str) -> Result<String> {
    let args = ["-t2", "-c32", "-d10s", "--latency", "-H", header, address];
    let report = output(Command::new("wrk").args(args))?;
    let after = |label: &str| {
        let line = report
            .lines()
            .find_map(|line| line.trim().strip_prefix(label));
        line.map(str::trim)
            .with_context(|| format!("wrk says no {label}"))
    };
    if report.contains("Non-2xx") {
        bail!("{address} did not always answer 200:\n{report}");
    }
    Ok(format!(
        "{} requests/s, p99 {}",
        after("Requests/sec:")?,
        after("99%")?
    ))
}

/// nginx with one page, on a port of its own.
struct Nginx {
    server: Child,
    folder: Scratch,
    port: u16,
}

impl Nginx {
    fn start() -> Result<Self> {
        let (folder, port) = (Scratch::new("nginx")?, free_port()?);
        let path = folder.path().display().to_string();
        let conf = folder.path().join("nginx.conf");
        fs::write(
            &conf,
            CONF.replace("{path}", &path)
                .replace("{port}", &port.to_string()),
        )?;
        let mut command = Command::new(which(&["nginx"]).context("no nginx")?);
        command
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&conf)
            .stderr(Stdio::null());
        let server = spawn(&mut command)?;
        std::thread::sleep(Duration::from_millis(500));
        Ok(Self {
            server,
            folder,
            port,
        })
    }

    /// Serves `body`; its address.
    fn serve(&self, body: &str) -> Result<String> {
        fs::write(self.folder.path().join("page.html"), body)?;
        Ok(format!("http://127.0.0.1:{}/page.html", self.port))
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        stop(&mut self.server);
    }
}

const CONF: &str = "\
daemon off;
worker_processes 2;
pid {path}/pid;
error_log {path}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  default_type text/html;
  keepalive_requests 10000000;
  client_body_temp_path {path}/body;
  proxy_temp_path {path}/proxy;
  fastcgi_temp_path {path}/fastcgi;
  uwsgi_temp_path {path}/uwsgi;
  scgi_temp_path {path}/scgi;
  server { listen 127.0.0.1:{port}; root {path}; }
}
";

/// The rows of a crate's bench.
fn figures(krate: &str, name: &str) -> Result<Table> {
    Ok(rows(krate, &example(krate, name, &[])?))
}

/// What a crate's bench prints.
pub fn example(krate: &str, name: &str, more: &[&str]) -> Result<String> {
    let args = [
        "run",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        krate,
    ];
    let args = [&args[..], &["--example", name, "--"], more].concat();
    output(&mut cargo(&args))
}

/// Lines of `what<tab>figure` as rows of the table.
fn rows(who: &str, report: &str) -> Table {
    let lines = report.lines().filter_map(|line| line.split_once('\t'));
    lines
        .map(|(what, figure)| (format!("{who}: {what}"), figure.to_owned()))
        .collect()
}

fn print(table: &Table) {
    let width = table
        .iter()
        .map(|(what, _)| what.chars().count())
        .max()
        .unwrap_or(0);
    println!("\n| {:width$} | figure\n|-{:-<width$}-|-------", "what", "");
    for (what, figure) in table {
        println!("| {what:width$} | {figure}");
    }
}
