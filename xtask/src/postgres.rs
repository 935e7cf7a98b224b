//! A PostgreSQL cluster for one test run: in a scratch folder, on a free port of 127.0.0.1.
//! It trusts whoever connects, never syncs, and is gone with its folder when dropped.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::env::{Scratch, free_port, output, spawn};
use crate::machine::{Need, is_root, which};

/// PostgreSQL, as a package.
pub const POSTGRES: Need = Need {
    name: "PostgreSQL 15 or newer",
    package: "postgresql",
    find: initdb,
};

/// `initdb` of the newest PostgreSQL here, if that is 15 or later.
fn initdb() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let debian = debian
        .map(|folder| folder.path().join("bin/initdb"))
        .filter(|file| file.is_file());
    debian
        .chain(which(&["initdb"]))
        .filter_map(|file| Some((major(&file)?, file)))
        .filter(|(major, _)| *major >= 15)
        .max()
        .map(|(_, file)| file)
}

/// `initdb (PostgreSQL) 15.14 (Debian …)`: 15.
fn major(program: &Path) -> Option<u32> {
    let text = output(Command::new(program).arg("--version")).ok()?;
    let number = text.split_whitespace().nth(2)?;
    number
        .split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// A running cluster.
pub struct Cluster {
    server: Child,
    programs: Programs,
    data: PathBuf,
    port: u16,
    _folder: Scratch,
}

impl Cluster {
    /// Makes and starts one; three tries, should somebody else take the port in between.
    pub fn start() -> Result<Self> {
        let programs = Programs::find()?;
        let folder = Scratch::new("postgres")?;
        let data = folder.path().join("data");
        programs.own(folder.path())?;
        output(
            programs
                .command("initdb", folder.path())
                .arg("-D")
                .arg(&data)
                .args([
                    "--username=guyub",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                ]),
        )?;
        for _ in 0..3 {
            let port = free_port()?;
            if let Some(server) = programs.serve(folder.path(), &data, port)? {
                return Ok(Self {
                    server,
                    programs,
                    data,
                    port,
                    _folder: folder,
                });
            }
        }
        let log = fs::read_to_string(folder.path().join("log")).unwrap_or_default();
        bail!("PostgreSQL does not start:\n{log}")
    }

    /// What a test connects to.
    pub fn url(&self) -> String {
        format!("postgres://guyub@127.0.0.1:{}/postgres", self.port)
    }

    /// `PostgreSQL 15`.
    pub fn version(&self) -> String {
        let major = major(&self.programs.folder.join("initdb"));
        major.map_or_else(
            || "PostgreSQL".into(),
            |major| format!("PostgreSQL {major}"),
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let folder = self.data.parent().unwrap_or(&self.data);
        let mut stop = self.programs.command("pg_ctl", folder);
        stop.args(["stop", "--silent", "--mode=immediate", "-D"])
            .arg(&self.data);
        if let Err(error) = output(&mut stop) {
            eprintln!("xtask: {error:#}");
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// Where the programs are, and as whom they run: PostgreSQL refuses root.
struct Programs {
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Programs {
    fn find() -> Result<Self> {
        let initdb = initdb().context("PostgreSQL 15 or newer is not installed")?;
        let folder = fs::canonicalize(initdb)?
            .parent()
            .context("initdb has no folder")?
            .into();
        Ok(Self {
            folder,
            user: if is_root() {
                Some(unprivileged()?)
            } else {
                None
            },
        })
    }

    fn command(&self, program: &str, at: &Path) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.current_dir(at);
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some((user, group)) = self.user {
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    /// The server once it answers, or nothing when it ended before that.
    fn serve(&self, folder: &Path, data: &Path, port: u16) -> Result<Option<Child>> {
        let log = fs::File::create(folder.join("log"))?;
        let mut command = self.command("postgres", folder);
        command
            .arg("-D")
            .arg(data)
            .arg("-k")
            .arg(folder)
            .arg("-p")
            .arg(port.to_string());
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        // A group of its own: ctrl-c reaches the tests first, the server when they are done.
        let mut server = spawn(
            command
                .process_group(0)
                .stdout(Stdio::null())
                .stderr(Stdio::from(log)),
        )?;
        for _ in 0..600 {
            if server.try_wait()?.is_some() {
                return Ok(None);
            }
            if self.answers(folder, port) {
                return Ok(Some(server));
            }
            sleep(Duration::from_millis(50));
        }
        let _ = server.kill();
        let _ = server.wait();
        Ok(None)
    }

    fn answers(&self, folder: &Path, port: u16) -> bool {
        let mut ask = self.command("pg_isready", folder);
        ask.args(["--quiet", "--host=127.0.0.1", "--port", &port.to_string()]);
        output(&mut ask).is_ok()
    }
}

const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "max_connections=400",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
];

/// User and group to run as instead of root: Debian's `postgres`, else `nobody`.
fn unprivileged() -> Result<(u32, u32)> {
    let number = |flag: &str, name: &str| -> Result<u32> {
        Ok(output(Command::new("id").args([flag, name]))?
            .trim()
            .parse()?)
    };
    let both = |name: &str| Ok((number("-u", name)?, number("-g", name)?));
    both("postgres").or_else(|_: anyhow::Error| both("nobody"))
}
