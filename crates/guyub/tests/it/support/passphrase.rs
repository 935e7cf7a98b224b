//! A passphrase for an officer who has none: chosen by the link that the keeper of the server makes.

use super::{App, Client, Officer};
use storage::args;

/// What they choose.
pub const PASSPHRASE: &str = "jambu air manis sekali";

impl App {
    /// What `officer` types to sign in.
    pub async fn login(&self, officer: &Officer) -> String {
        let mut db = self.ctx.db.read().await.unwrap();
        let sql = "select login from account where id = $1";
        db.one(sql, args![officer.account]).await.unwrap()
    }

    /// The link by which `officer` comes back and chooses a passphrase.
    pub async fn way_back(&self, officer: &Officer) -> String {
        let login = identity::Login::parse(&self.login(officer).await).unwrap();
        let made = identity::recover_from_server(&self.ctx, &login).await;
        let (_, link) = made.unwrap().unwrap();
        let here = &self.ctx.settings.public_url;
        link.strip_prefix(here).unwrap().to_owned()
    }

    /// The browser of `officer`, who comes back and chooses [`PASSPHRASE`]; what was signed in ends.
    pub async fn with_passphrase(&self, officer: &Officer) -> Client {
        let link = self.way_back(officer).await;
        let mut browser = self.stranger();
        let answer = browser.form(&link, &[("sandi", PASSPHRASE)]).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        browser
    }
}
