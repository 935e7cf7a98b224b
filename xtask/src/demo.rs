//! The demo village, served by the release binary from a scratch folder on a free port.
//! What is measured and audited is this; it ends, and its data go, when dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::env::{Scratch, output, spawn, stop};

/// A demo that listens.
pub struct Demo {
    server: Child,
    told: Value,
    folder: Scratch,
}

impl Demo {
    /// Fills a village and waits until it is served.
    pub fn start(binary: &Path) -> Result<Self> {
        let folder = Scratch::new("demo")?;
        let log = folder.path().join("log");
        let mut command = Command::new(binary);
        command.args(["demo", "--json", "--listen", "127.0.0.1:0", "--data"]);
        command.arg(folder.path().join("data"));
        command
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log)?);
        let mut server = spawn(&mut command)?;
        let told = server
            .stdout
            .take()
            .context("no output")
            .and_then(first_line);
        let told = told.and_then(|line| serde_json::from_str(&line).context(line));
        match told {
            Ok(told) => Ok(Self {
                server,
                told,
                folder,
            }),
            Err(error) => {
                stop(&mut server);
                bail!(
                    "the demo does not start: {error:#}\n{}",
                    fs::read_to_string(&log)?
                )
            }
        }
    }

    /// What the demo said of itself: `url`, `login`, `passphrase`, `activity`, `survey`.
    pub fn told(&self, field: &str) -> Result<&str> {
        self.told[field]
            .as_str()
            .with_context(|| format!("the demo names no {field}"))
    }

    /// The address of `path` on this demo.
    pub fn address(&self, path: &str) -> Result<String> {
        Ok(format!("{}{path}", self.told("url")?.trim_end_matches('/')))
    }

    /// Resident memory of the server in MiB (Linux).
    pub fn memory(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line
            .and_then(|line| line.split_whitespace().next())
            .context("no VmRSS")?;
        Ok(kib.parse::<f64>()? / 1024.0)
    }

    /// Signs the demo's officer in; the header that carries the session.
    pub fn sign_in(&self) -> Result<String> {
        let jar = self.folder.path().join("cookies");
        let address = self.address("/masuk")?;
        let form = output(curl(&jar).arg(&address))?;
        let mut post = curl(&jar);
        post.args(["--fail", "-o", "/dev/null", "-H"]);
        post.arg(format!(
            "Origin: {}",
            self.told("url")?.trim_end_matches('/')
        ));
        let fields = [
            ("login", self.told("login")?),
            ("sandi", self.told("passphrase")?),
        ];
        for (name, value) in hidden_fields(&form).into_iter().chain(fields) {
            post.arg("--data-urlencode").arg(format!("{name}={value}"));
        }
        output(post.arg(&address))?;
        Ok(format!("Cookie: {}", cookies(&fs::read_to_string(jar)?)))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        stop(&mut self.server);
    }
}

fn first_line(from: std::process::ChildStdout) -> Result<String> {
    let mut reader = BufReader::new(from);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    // Read on, so that the server never waits for us.
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    Ok(line)
}

fn curl(jar: &PathBuf) -> Command {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "-b"])
        .arg(jar)
        .arg("-c")
        .arg(jar);
    curl
}

/// Name and value of each hidden field in `html`, as the form's first one gives them.
fn hidden_fields(html: &str) -> Vec<(&str, &str)> {
    let form = html.split_once("/masuk\"").map_or(html, |(_, rest)| rest);
    let form = form.split("</form>").next().unwrap_or(form);
    form.split("<input")
        .skip(1)
        .filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| attribute(tag, "type") == Some("hidden"))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '/']).next(),
    }
}

/// `name=value; …` of curl's cookie file.
fn cookies(jar: &str) -> String {
    jar.lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|fields| fields.len() == 7)
        .map(|fields| format!("{}={}", fields[5], fields[6]))
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_fields_of_the_form_are_found() {
        let html = r#"<form action="/bahasa"><input type="hidden" name="x" value="1"></form>
            <form method="post" action="/masuk"><input type="hidden" name="csrf" value="abc">
            <input name="login" type="text"></form>"#;
        assert_eq!(hidden_fields(html), [("csrf", "abc")]);
    }

    #[test]
    fn a_cookie_file_becomes_a_header() {
        let jar = "# Netscape\n#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsesi\tabc\n";
        assert_eq!(cookies(jar), "sesi=abc");
    }
}
