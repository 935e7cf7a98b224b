//! A phone in somebody's hand: opens, fills in, presses, reads; and looks whether a page is well
//! made: no sideways scrolling, nothing that axe finds.

use super::driver::Driver;
use crate::support::{App, Officer, Provider};
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use futures_util::FutureExt;
use serde_json::Value;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Whether a page has come and nothing of it moves any more.
const WHOLE: &str = "return document.readyState === 'complete' && \
                     document.getAnimations().every(one => one.playState !== 'running')";

/// See the module's words.
pub struct Phone {
    pub app: App,
    pub browser: Client,
    pub url: String,
    scripts: bool,
}

/// Runs `test` with a phone, if there is a browser.
pub async fn on_a_phone(test: impl AsyncFn(&Phone)) {
    with(true, "127.0.0.1", None, test).await;
}

/// As [`on_a_phone`], at an address with a name.
pub async fn on_a_phone_by_name(test: impl AsyncFn(&Phone)) {
    with(true, "localhost", None, test).await;
}

/// A phone at a house that is registered with a provider, with scripts or without.
pub async fn with_google(scripts: bool, test: impl AsyncFn(&Phone)) {
    let provider = Provider::start().await;
    with(scripts, "127.0.0.1", Some(&provider), test).await;
}

/// Runs `test` with a phone whose browser runs no scripts.
pub async fn without_scripts(test: impl AsyncFn(&Phone)) {
    with(false, "127.0.0.1", None, test).await;
}

/// As [`without_scripts`], at an address with a name.
pub async fn without_scripts_by_name(test: impl AsyncFn(&Phone)) {
    with(false, "localhost", None, test).await;
}

async fn with(scripts: bool, host: &str, provider: Option<&Provider>, test: impl AsyncFn(&Phone)) {
    let Some(driver) = Driver::start() else {
        return;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("http://{host}:{port}");
    let google = provider.map(Provider::registration);
    let app = App::with_google(&url, google, storage::testing::sqlite().await).await;
    if let Some(provider) = provider {
        provider.goes_by(&app.ctx.clock);
    }
    let service = app
        .router
        .clone()
        .into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let phone = Phone {
        app,
        browser: driver.phone(scripts).await,
        url,
        scripts,
    };
    let outcome = AssertUnwindSafe(test(&phone)).catch_unwind().await;
    if outcome.is_err() {
        let name = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        phone.picture(&format!("failed-{name}")).await;
    }
    let _ = phone.browser.clone().close().await;
    drop(driver);
    serving.abort();
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

impl Phone {
    /// Opens `path`.
    pub async fn open(&self, path: &str) {
        self.browser
            .goto(&format!("{}{path}", self.url))
            .await
            .unwrap();
    }

    /// Signs `officer` in on this phone.
    pub async fn sign_in(&self, officer: &Officer) {
        self.open("/luring").await;
        let cookie = format!("masuk={}; path=/", officer.token).into();
        self.browser
            .execute("document.cookie = arguments[0]", vec![cookie])
            .await
            .unwrap();
    }

    /// Types `text` into the field called `name`, in place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        eprintln!("fill {name}");
        let typed = "input:not([type=hidden])";
        let css = format!("main {typed}[name=\"{name}\"], main textarea[name=\"{name}\"]");
        self.write(&css, text).await;
    }

    /// Types `text` into the field that the selector `css` finds, in place of what stands there.
    pub async fn write(&self, css: &str, text: &str) {
        let field = self.find(Locator::Css(css), css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What a person reads in the element whose id is `id`.
    pub async fn text_of(&self, id: &str) -> String {
        let css = format!("#{id}");
        let element = self.find(Locator::Css(&css), id).await;
        element.text().await.unwrap()
    }

    /// The address of the page, without the house.
    pub async fn path(&self) -> String {
        let url = self.browser.current_url().await.unwrap();
        url.path().to_owned()
    }

    /// Chooses the file at `path` in the field called `name`.
    pub async fn attach(&self, name: &str, path: &std::path::Path) {
        let css = format!("main input[type=file][name=\"{name}\"]");
        let field = self.find(Locator::Css(&css), &css).await;
        field.send_keys(path.to_str().unwrap()).await.unwrap();
    }

    /// Presses the button, link or choice that says `words`.
    pub async fn press(&self, words: &str) {
        eprintln!("press {words}");
        let says = format!("contains(normalize-space(.), \"{words}\")");
        let path = format!(
            "(//main//button[{says}] | //main//a[{says}] | //main//label[{says}] | //main//summary[{says}])"
        );
        let button = self.find(Locator::XPath(&path), words).await;
        let itself = vec![serde_json::to_value(&button).unwrap()];
        if self.scripts {
            // A thumb scrolls a button out from under the navigation; the driver does not.
            let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            self.browser.execute(scroll, itself).await.unwrap();
            return button.click().await.unwrap();
        }
        // The driver's own click waits for a timer of the page, which never comes without scripts.
        self.browser
            .execute("arguments[0].click()", itself)
            .await
            .unwrap();
    }

    /// Chooses `value` among the circles or boxes called `name`.
    pub async fn choose(&self, name: &str, value: &str) {
        let css = format!("main input[name=\"{name}\"][value=\"{value}\"]");
        let choice = self.find(Locator::Css(&css), &css).await;
        let itself = vec![serde_json::to_value(&choice).unwrap()];
        self.browser
            .execute("arguments[0].click()", itself)
            .await
            .unwrap();
    }

    /// Chooses `value` in the list called `name`.
    pub async fn select(&self, name: &str, value: &str) {
        let css = format!("main select[name=\"{name}\"]");
        let list = self.find(Locator::Css(&css), &css).await;
        list.select_by_value(value).await.unwrap();
    }

    async fn find(&self, locator: Locator<'_>, what: &str) -> fantoccini::elements::Element {
        match self
            .browser
            .wait()
            .at_most(Duration::from_secs(5))
            .for_element(locator)
            .await
        {
            Ok(element) => element,
            Err(error) => panic!("{what} is not there ({error}): {}", self.text().await),
        }
    }

    /// What a person reads now.
    pub async fn text(&self) -> String {
        let read = async {
            let body = self.browser.find(Locator::Css("body")).await?;
            body.text().await
        };
        read.await.unwrap_or_else(|_: CmdError| String::new())
    }

    /// Waits until the person reads `words`.
    pub async fn reads(&self, words: &str) {
        eprintln!("reads {words}");
        let begun = Instant::now();
        loop {
            let text = self.text().await;
            if text.contains(words) {
                return;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "nothing says {words:?}: {text}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until what `locator` finds is there.
    pub async fn waits_for(&self, locator: Locator<'_>, what: &str) {
        self.find(locator, what).await;
    }

    /// Takes a picture as `name.png` and looks whether the page is well made.
    pub async fn look(&self, name: &str) {
        eprintln!("look {name}");
        self.is_whole().await;
        self.picture(name).await;
        let width = self
            .browser
            .execute("return document.documentElement.scrollWidth", vec![])
            .await;
        let width = width.unwrap().as_i64().unwrap();
        assert!(
            width <= 360,
            "{name} is {width} px wide: {}",
            self.widest().await
        );
        let found = self.axe().await;
        assert!(found.is_empty(), "{name}: axe finds {found:#?}");
    }

    /// Waits until the page has come whole: a picture of one on its way is white.
    async fn is_whole(&self) {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) {
            let state = self.browser.execute(WHOLE, vec![]);
            if state.await.is_ok_and(|state| state == true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn widest(&self) -> String {
        let script = "return [...document.querySelectorAll('main *')].filter(e => \
                      e.getBoundingClientRect().right > 361).slice(0, 3).map(e => \
                      e.outerHTML.slice(0, 120)).join(' … ')";
        let found = self.browser.execute(script, vec![]).await.unwrap();
        found.as_str().unwrap_or_default().to_owned()
    }

    /// What axe finds on this page, if `GUYUB_TEST_AXE` says where its script is and the browser
    /// runs any.
    async fn axe(&self) -> Vec<String> {
        let file = std::env::var("GUYUB_TEST_AXE")
            .ok()
            .filter(|_| self.scripts);
        let Some(file) = file else {
            return Vec::new();
        };
        let script = std::fs::read_to_string(file).unwrap();
        self.browser.execute(&script, vec![]).await.unwrap();
        let run = "const done = arguments[arguments.length - 1]; axe.run(document).then(r => done(\
                   r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' … '))))";
        let found = self.browser.execute_async(run, vec![]).await.unwrap();
        let texts = found.as_array().unwrap().iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    /// Takes a picture as `target/screenshots/name.png`.
    pub async fn picture(&self, name: &str) {
        let folder = screenshots();
        std::fs::create_dir_all(&folder).unwrap();
        if let Ok(picture) = self.browser.screenshot().await {
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }
}

/// `target/screenshots`, beside what cargo builds.
fn screenshots() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap()
        .join("screenshots")
}
