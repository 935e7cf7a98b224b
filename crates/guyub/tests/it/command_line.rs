//! The program as its operator meets it: a real process, its words and its exit codes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// The program, in a folder of its own and without our variables.
pub fn guyub(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guyub"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GUYUB_")) {
        command.env_remove(name);
    }
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
}

/// A server process, ended when dropped.
pub struct Server {
    pub process: Child,
    /// Its first line.
    pub said: String,
    /// `127.0.0.1:…`.
    pub address: String,
}

impl Server {
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        Self::started(
            folder,
            &[&["serve", "--listen", "127.0.0.1:0"], args].concat(),
        )
    }

    /// Starts the program with `args`; it serves, and says so in its first line.
    pub fn started(folder: &Path, args: &[&str]) -> Self {
        let mut process = guyub(folder, args).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut said)
            .unwrap();
        let address = said.split("http://").nth(1).unwrap_or_default();
        let address = address
            .split(|c: char| !c.is_ascii_digit() && c != '.' && c != ':')
            .next();
        let address = address.unwrap_or_default().trim_end_matches('.').to_owned();
        Self {
            process,
            said,
            address,
        }
    }

    /// The answer to `GET path`, head and body.
    pub fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks the process to end, and waits for it.
    pub fn end(mut self) -> std::process::ExitStatus {
        let pid = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.process.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn the_first_start_makes_the_folder_says_where_and_ends_when_asked() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(folder.path(), &[]);
    assert!(
        server
            .said
            .starts_with("Guyub melayani di http://127.0.0.1:"),
        "{}",
        server.said
    );
    assert!(
        server
            .said
            .contains("Kunjungan pertama menyiapkan organisasi"),
        "{}",
        server.said
    );
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    for name in ["guyub.sqlite", "kunci", "berkas"] {
        assert!(folder.path().join("data").join(name).exists(), "{name}");
    }
    assert_eq!(server.end().code(), Some(0));
    let (code, said, _) = run(&mut guyub(folder.path(), &["check"]));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Catatan perubahan terjaga."), "{said}");
    assert!(said.contains("utuh"), "{said}");
}

#[test]
fn a_folder_or_a_port_in_use_is_told_in_one_sentence() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(folder.path(), &[]);
    let (code, _, told) = run(&mut guyub(folder.path(), &["--listen", "127.0.0.1:0"]));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("sedang dipakai Guyub yang lain"), "{told}");
    let args = ["--data", "lain", "--listen", &server.address];
    let (code, _, told) = run(&mut guyub(folder.path(), &args));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("sedang dipakai program lain"), "{told}");
}

#[test]
fn settings_come_from_the_line_then_a_variable_then_the_file() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("guyub.toml"), "data = 'berkas'\n").unwrap();
    let data = |command: &mut Command| {
        let (code, _, told) = run(command.arg("migrate"));
        assert_eq!(code, Some(0), "{told}");
    };
    data(&mut guyub(folder.path(), &[]));
    data(guyub(folder.path(), &[]).env("GUYUB_DATA", "variabel"));
    data(guyub(folder.path(), &["--data", "baris"]).env("GUYUB_DATA", "tidak-dipakai"));
    for (name, there) in [
        ("berkas", true),
        ("variabel", true),
        ("baris", true),
        ("tidak-dipakai", false),
    ] {
        assert_eq!(
            folder.path().join(name).join("guyub.sqlite").exists(),
            there,
            "{name}"
        );
    }
}

#[test]
fn wrong_usage_and_a_wrong_folder_are_told_apart() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&mut guyub(folder.path(), &["--tidak-ada"])).0, Some(2));
    let (code, _, told) = run(&mut guyub(folder.path(), &["check"]));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(
        !folder.path().join("data").exists(),
        "checking makes nothing"
    );
}

#[test]
fn computing_reads_a_file_or_stdin_and_touches_no_folder() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("isian"),
        r#"{"cases": [{"number": 21}]}"#,
    )
    .unwrap();
    let (code, said, told) = run(&mut guyub(
        folder.path(),
        &["compute", "terbilang", "isian"],
    ));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert_eq!(said, "{\"cases\":[{\"text\":\"dua puluh satu\"}]}\n");
    let (code, _, told) = run(&mut guyub(folder.path(), &["compute", "terbilang", "-"]));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    let (code, _, told) = run(&mut guyub(folder.path(), &["compute", "ramalan", "isian"]));
    assert_eq!(code, Some(1));
    assert!(
        told.contains("tidak ada; yang ada: ") && told.contains("terbilang"),
        "{told}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn each_engine_answers_or_says_what_is_wrong_and_where() {
    let folder = TempDir::new().unwrap();
    let compute = |input: &str| {
        std::fs::write(folder.path().join("isian"), input).unwrap();
        run(&mut guyub(folder.path(), &["compute", "nps", "isian"]))
    };
    let (code, said, told) = compute(r#"{"answers": [9, 10, 7, 0]}"#);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert!(said.contains(r#""nps":25.0"#), "{said}");
    let (code, said, told) = compute(r#"{"answers": [9, "baik"]}"#);
    assert_eq!((code, said.as_str()), (Some(1), ""));
    assert!(told.contains("answers[1]: \"baik\" bukan angka"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    let (_, _, told) = compute(r#"{"answers": [9, "dua\nbaris\u001b[2J"]}"#);
    assert_eq!(
        told.chars().filter(|c| c.is_control()).count(),
        1,
        "{told:?}"
    );
}

#[test]
fn a_list_is_read_without_a_data_folder() {
    let folder = TempDir::new().unwrap();
    let list = "Nama;RT;No HP\nAna Lestari;03;081200001234\nBudi;;blm\n";
    std::fs::write(folder.path().join("anggota.csv"), list).unwrap();
    let args = ["import", "members", "anggota.csv", "--dry-run", "--json"];
    let (code, said, told) = run(&mut guyub(folder.path(), &args));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let answer: serde_json::Value = serde_json::from_str(&said).unwrap();
    for part in ["columns", "lines", "duplicate_groups"] {
        assert!(answer[part].is_array(), "{part}");
    }
    let ana = &answer["lines"][1];
    assert_eq!(
        (ana["csv_record"].as_u64(), ana["kind"].as_str()),
        (Some(2), Some("person"))
    );
    assert_eq!(ana["values"]["nama"], "Ana Lestari");
    assert_eq!(ana["values"]["hp"], serde_json::json!(["+6281200001234"]));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    std::fs::write(folder.path().join("foto.csv"), b"\x89PNG\r\n\x1a\n").unwrap();
    let args = ["import", "members", "foto.csv", "--dry-run"];
    let (code, _, told) = run(&mut guyub(folder.path(), &args));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("gambar"), "{told}");
}

#[test]
fn sure_rows_of_a_list_are_taken_and_the_others_are_left_beside_it() {
    let folder = TempDir::new().unwrap();
    let list = "Nama;RT;No HP\nAna Lestari;03;081200001234\nBudi Santoso;01;081200005678\n\
                Ana Lestari;03;081200001234\n;04;081200009999\n";
    std::fs::write(folder.path().join("anggota.csv"), list).unwrap();
    let import = ["import", "members", "anggota.csv", "--json"];
    let (code, _, told) = run(&mut guyub(folder.path(), &import));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("belum disiapkan"), "{told}");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let ctx = crate::durability::house(&folder.path().join("data")).await;
        crate::support::Given::unit("Jambu").on(&ctx).await;
    });
    let wrong = [import.as_slice(), &["--unit", "desa-lain"]].concat();
    let (code, _, told) = run(&mut guyub(folder.path(), &wrong));
    assert_eq!(code, Some(1));
    assert!(told.contains("yang ada: desa-jambu"), "{told}");
    let (code, said, told) = run(&mut guyub(folder.path(), &import));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert_eq!(said, "{\"left\":1,\"merged\":1,\"taken\":2}\n");
    assert!(folder.path().join("anggota.csv.sisa.xlsx").exists());
    let (code, said, told) = run(&mut guyub(folder.path(), &import));
    assert_eq!((code, said.as_str()), (Some(1), ""), "the same file again");
    assert!(told.contains("sudah dimasukkan pada"), "{told}");
    std::fs::write(folder.path().join("anggota.csv"), format!("{list}\n")).unwrap();
    let (code, said, _) = run(&mut guyub(folder.path(), &import));
    assert_eq!(
        code,
        Some(0),
        "nearly the same: everybody is known by name and phone"
    );
    assert_eq!(said, "{\"left\":1,\"merged\":3,\"taken\":0}\n");
    let large = std::fs::File::create(folder.path().join("anggota.csv")).unwrap();
    large.set_len(200 * 1024 * 1024).unwrap();
    let (code, _, told) = run(&mut guyub(folder.path(), &import));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("terlalu besar"), "{told}");
}
