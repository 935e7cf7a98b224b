//! Running things: cargo and other commands, scratch folders, and a tidy end.
//! An interrupt ends the child first, so that what we started is always stopped and removed.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Turns ctrl-c and SIGTERM into a note that [`wait`] reads.
pub fn listen_for_interrupts() -> Result<()> {
    Ok(ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst)
    })?)
}

/// The folder of the workspace.
pub fn root() -> &'static Path {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
    ours.parent().unwrap_or(ours)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// `cargo`, the one that runs us, in the workspace.
pub fn cargo(args: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(args).current_dir(root());
    command
}

/// The release binary: the one that `GUYUB_BINARY` names, or a fresh build.
pub fn release_binary() -> Result<PathBuf> {
    if let Some(binary) = std::env::var_os("GUYUB_BINARY") {
        return Ok(binary.into());
    }
    run(&mut cargo(&[
        "build",
        "--release",
        "--locked",
        "--package",
        "guyub",
    ]))?;
    Ok(target().join("release/guyub"))
}

/// Runs `command` to its end; anything but success is an error that names it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = wait(&mut spawn(command)?)?;
    if !status.success() {
        bail!("{} failed ({status})", named(command));
    }
    Ok(())
}

/// What `command` writes to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let out = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| named(command))?;
    if !out.status.success() {
        bail!(
            "{} failed: {}",
            named(command),
            String::from_utf8_lossy(&out.stderr).trim()
        );
    }
    Ok(String::from_utf8(out.stdout)?)
}

/// Starts `command` with nothing to read.
pub fn spawn(command: &mut Command) -> Result<Child> {
    if INTERRUPTED.load(Ordering::SeqCst) {
        bail!("interrupted");
    }
    command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| named(command))
}

/// Waits for `child`; an interrupt asks it to end and still waits for it.
pub fn wait(child: &mut Child) -> Result<ExitStatus> {
    let mut asked = false;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if !asked && INTERRUPTED.load(Ordering::SeqCst) {
            asked = true;
            ask_to_end(child);
        }
        sleep(Duration::from_millis(20));
    }
}

/// Asks `child` to end (SIGTERM), waits ten seconds, then insists.
pub fn stop(child: &mut Child) {
    ask_to_end(child);
    for _ in 0..500 {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn ask_to_end(child: &Child) {
    let kill = format!("kill -TERM {}", child.id());
    let _ = Command::new("sh")
        .args(["-c", &kill])
        .stderr(Stdio::null())
        .status();
}

fn named(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args().take(4))
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A port on 127.0.0.1 that was free a moment ago.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A folder of our own under the system's temporary one, removed when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes `guyub-NAME-PID`.
    pub fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("guyub-{name}-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("xtask: could not remove {}: {error}", self.0.display());
        }
    }
}
