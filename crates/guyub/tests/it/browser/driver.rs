//! chromedriver and the browser it starts, with a fresh profile; both end with the test.

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id",
];

/// The driver's process and the profile of its browser.
pub struct Driver {
    process: Child,
    url: String,
    profile: TempDir,
}

impl Driver {
    /// Starts the driver that the environment names, if it names one.
    pub fn start() -> Option<Self> {
        let Ok(program) = std::env::var("GUYUB_TEST_CHROMEDRIVER") else {
            let required = std::env::var("GUYUB_TEST_REQUIRE_BROWSER").is_ok_and(|it| it == "1");
            assert!(
                !required,
                "GUYUB_TEST_CHROMEDRIVER must name a chromedriver"
            );
            println!("skipped: GUYUB_TEST_CHROMEDRIVER names no chromedriver");
            return None;
        };
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        std::thread::spawn(move || lines.count()); // read on, so that it never waits for us
        let url = format!(
            "http://127.0.0.1:{}",
            port.expect("chromedriver names its port")
        );
        Some(Self {
            process,
            url,
            profile: TempDir::new().unwrap(),
        })
    }

    /// A phone's browser.
    pub async fn phone(&self, scripts: bool) -> Client {
        let mut args: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        args.push(format!("--user-data-dir={}", self.profile.path().display()));
        let mut options = json!({
            "args": args,
            "mobileEmulation": {
                "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true },
            },
            "prefs": { "intl.accept_languages": "id,en" },
        });
        if let Ok(program) = std::env::var("GUYUB_TEST_CHROMIUM") {
            options["binary"] = program.into();
        }
        if !scripts {
            options["prefs"]["profile.managed_default_content_settings.javascript"] = 2.into();
        }
        let wanted = json!({ "goog:chromeOptions": options });
        let wanted = wanted.as_object().unwrap().clone().into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder
            .capabilities(wanted)
            .connect(&self.url)
            .await
            .expect("the browser starts")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // SIGTERM first: the driver then ends its browser.
        let pid = self.process.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        for _ in 0..100 {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
