//! What every address asks for, and who gets through, in one table. Take a line that asks away,
//! and the table is another.

use super::witness::Witness;
use crate::matrix::{Address, PUBLIC, addresses};
use crate::support::{Answer, Client, Given, Officer, each};
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

#[tokio::test]
async fn every_address_asks_for_its_acts_and_lets_their_roles_through() {
    let known: BTreeMap<&str, _> = guyub::modules::all()
        .iter()
        .flat_map(|module| module.acts)
        .map(|act| (act.name, *act))
        .collect();
    each(async |app| {
        let mut given = Given::unit("Jambu");
        for role in Role::ALL {
            given = given.officer(role);
        }
        let village = given.on(&app.ctx).await;
        let witness = Witness::called();
        let mut table = String::new();
        for address in addresses()
            .iter()
            .filter(|it| !PUBLIC.contains(&it.path.as_str()) && !LEAVE.contains(&it.path.as_str()))
        {
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
                let granted =
                    |asked: &super::witness::Asked| known[asked.act.as_str()].allows(role);
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
        insta::assert_snapshot!("addresses", table);
    })
    .await;
}
