//! What every address asks for, and who gets through, in one table. Take a line that asks away,
//! and the table is another.

use super::witness::Witness;
use crate::matrix::{Address, PUBLIC, addresses};
use crate::support::{Answer, App, Client, Given, Officer};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kernel::access::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Addresses of an officer's own things: nobody else's are reachable there, so nothing is asked.
const OWN: &[&str] = &["/akun", "/beranda", "/berkas", "/menu"];

/// Addresses that sign the officer out.
const LEAVE: &[&str] = &["/akun/perangkat", "/akun/sandi"];

/// Opens or sends to an address, with ids of nothing in it and in every field.
async fn knock(client: &mut Client, officer: &Officer, address: &Address) -> Answer {
    let path = crate::matrix::filled(&address.path);
    if path.starts_with("/api/") {
        return client
            .post_json(&path, &officer.bearer, &serde_json::json!([]))
            .await;
    }
    if address.method == "get" {
        return client.send(Method::GET, &path, None, Body::empty()).await;
    }
    client.get("/akun").await; // for the form's token
    let nothing = "0".repeat(32);
    let fields = super::neighbours::fields();
    let fields: Vec<_> = fields
        .iter()
        .map(|name| (name.as_str(), nothing.as_str()))
        .collect();
    let answer = client.post(&path, &fields).await;
    if answer.text().contains("Berkas tidak terkirim utuh") {
        client.get("/akun").await;
        return client.upload(&path, &[], &[]).await;
    }
    answer
}

/// Which addresses a test goes through, by their first letter. Four tests share the work, two for
/// each engine, so that none of them comes near the time at which a test counts as hanging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    UpToK,
    FromL,
}

impl Half {
    const fn name(self) -> &'static str {
        match self {
            Self::UpToK => "addresses_up_to_k",
            Self::FromL => "addresses_from_l",
        }
    }

    fn of(path: &str) -> Self {
        match path.trim_start_matches('/').chars().next() {
            Some('a'..='k') => Self::UpToK,
            _ => Self::FromL,
        }
    }

    fn addresses(self) -> Vec<Address> {
        let open = |path: &str| PUBLIC.contains(&path) || LEAVE.contains(&path);
        let mut all = addresses();
        all.retain(|it| !open(&it.path) && Self::of(&it.path) == self);
        all
    }
}

#[test]
fn the_halves_are_all() {
    let halves = [Half::UpToK, Half::FromL].map(|half| half.addresses().len());
    assert!(halves.iter().all(|half| *half > 20), "{halves:?}");
    let open = PUBLIC.len() + LEAVE.len();
    let paths: BTreeSet<String> = addresses().into_iter().map(|it| it.path).collect();
    let both = [Half::UpToK, Half::FromL].map(Half::addresses);
    let tried: BTreeSet<String> = both.into_iter().flatten().map(|it| it.path).collect();
    assert_eq!(tried.len() + open, paths.len());
}

#[tokio::test]
async fn every_address_up_to_k_asks_for_its_acts_on_sqlite() {
    let db = storage::testing::sqlite().await;
    asks(App::on(db).await, Half::UpToK).await;
}

#[tokio::test]
async fn every_address_from_l_asks_for_its_acts_on_sqlite() {
    let db = storage::testing::sqlite().await;
    asks(App::on(db).await, Half::FromL).await;
}

#[tokio::test]
async fn every_address_up_to_k_asks_for_its_acts_on_postgresql() {
    if let Some(db) = storage::testing::postgres().await {
        asks(App::on(db).await, Half::UpToK).await;
    }
}

#[tokio::test]
async fn every_address_from_l_asks_for_its_acts_on_postgresql() {
    if let Some(db) = storage::testing::postgres().await {
        asks(App::on(db).await, Half::FromL).await;
    }
}

/// Every address of `half` asks for its acts and lets their roles through.
async fn asks(app: App, half: Half) {
    let known: BTreeMap<&str, _> = guyub::modules::all()
        .iter()
        .flat_map(|module| module.acts)
        .map(|act| (act.name, *act))
        .collect();
    let mut given = Given::unit("Jambu");
    for role in Role::ALL {
        given = given.officer(role);
    }
    let village = given.on(&app.ctx).await;
    let witness = Witness::called();
    let mut table = String::new();
    for address in &half.addresses() {
        let (mut acts, mut through) = (BTreeSet::new(), Vec::new());
        for role in Role::ALL {
            let officer = village.officer(role);
            let mut client = app.sign_in(officer);
            let answer = knock(&mut client, officer, address).await;
            assert!(
                !answer.status.is_server_error(),
                "{address:?}: {}",
                answer.text()
            );
            let asked = witness.tells();
            let denied = answer.status == StatusCode::FORBIDDEN;
            let granted = |asked: &super::witness::Asked| known[asked.act.as_str()].allows(role);
            for asked in &asked {
                assert_eq!(asked.unit, village.unit.id.to_string(), "{address:?}");
                assert_eq!(asked.granted, granted(asked), "{address:?}: {asked:?}");
            }
            let own = OWN.iter().any(|own| address.path.starts_with(own));
            assert!(
                own || denied || asked.iter().any(granted),
                "{} {} lets a {} through and asked {asked:?}: {}",
                address.method,
                address.path,
                role.code(),
                answer.status
            );
            assert!(!own || !denied, "{address:?} is everybody's own");
            acts.extend(asked.into_iter().map(|asked| asked.act));
            if !denied {
                through.push(role.code());
            }
        }
        let acts: Vec<String> = acts.into_iter().collect();
        let _ = writeln!(
            table,
            "{} {} | {} | {}",
            address.method,
            address.path,
            acts.join(", "),
            if through.len() == Role::ALL.len() {
                "all".to_owned()
            } else {
                through.join(", ")
            }
        );
    }
    insta::assert_snapshot!(half.name(), table);
}
