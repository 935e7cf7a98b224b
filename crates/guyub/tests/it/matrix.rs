//! One set of rules for page, list, search, export, file and API: who may do what, in one table;
//! every address not meant for all turns strangers away and asks for its acts; every way to a thing
//! shows the same things; nothing of one unit is reachable from another.

mod addresses;
mod channels;
mod handbook;
mod neighbours;
pub mod tables;
mod witness;
mod world;

use crate::support::{App, Given, each};
use axum::http::{Method, StatusCode};
use kernel::access::Role;
use std::fmt::Write;
use std::path::PathBuf;

/// Addresses that strangers may open, as their routers write them; nothing else is for them.
pub const PUBLIC: &[&str] = &[
    "/",
    "/luring",
    "/bahasa",
    "/healthz",
    "/a/{file}",
    "/sw.js",
    "/mulai",
    "/masuk",
    "/masuk/baru",
    "/keluar",
    "/undangan/{token}",
    "/pulih/{token}",
    "/masuk/kode",
    "/masuk/passkey",
    "/masuk/passkey/mulai",
    "/masuk/google",
    "/masuk/google/kembali",
    "/api/openapi.json",
    "/api/v1/tokens",
    "/u/{slug}",
    "/u/{slug}/gabung",
    "/u/{slug}/kas",
    "/k/{code}",
    "/k/{code}/poster.png",
    "/d/{code}",
    "/d/{code}/{token}",
    "/d/{code}/{token}/batal",
    "/h/{code}",
    "/p/{token}",
    "/p/{token}/bagikan",
    "/p/{token}/data",
    "/p/{token}/hapus",
    "/p/{token}/hapus/batal",
    "/p/{token}/perbaiki",
    "/p/{token}/perbaiki/batal",
    "/p/{token}/persetujuan",
    "/p/{token}/pin",
    "/p/{token}/pin/baru",
    "/p/{token}/salinan",
    "/p/{token}/tutup",
    "/v/{code}",
    "/v/s/{code}",
    "/s/{code}",
    "/s/{code}/terima-kasih",
    "/hitung/{code}",
    "/usul/{code}",
    "/prioritas/{code}",
    "/suara/{token}",
];

/// An address as the source names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    pub path: String,
    pub method: &'static str,
}

#[test]
fn every_act_and_who_may_do_it() {
    let mut table = String::from("act");
    for role in Role::ALL {
        let _ = write!(table, " | {}", role.code());
    }
    table.push('\n');
    for module in guyub::modules::all() {
        for act in module.acts {
            table.push_str(act.name);
            for role in Role::ALL {
                let _ = write!(table, " | {}", if act.allows(role) { "yes" } else { "-" });
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_act_is_named_after_its_context_and_only_once() {
    let mut names = Vec::new();
    for module in guyub::modules::all() {
        for act in module.acts {
            assert!(
                act.name.starts_with(&format!("{}.", module.name)),
                "{}",
                act.name
            );
            assert!(!names.contains(&act.name), "{} stands twice", act.name);
            names.push(act.name);
        }
    }
}

#[tokio::test]
async fn strangers_are_sent_to_the_sign_in_from_every_address_that_is_not_public() {
    let addresses = addresses();
    assert!(
        addresses.len() > 10,
        "the source was not read: {addresses:?}"
    );
    for path in PUBLIC {
        assert!(
            addresses.iter().any(|it| it.path == *path),
            "{path} is listed, but not there"
        );
    }
    each(async |app| {
        Given::unit("Jambu").on(&app.ctx).await;
        for Address { path, method } in addresses
            .iter()
            .filter(|it| !PUBLIC.contains(&it.path.as_str()))
        {
            let asked = filled(path);
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = app
                .stranger()
                .send(method.clone(), &asked, None, "".into())
                .await;
            let turned_away = if path.starts_with("/api/") {
                answer.status == StatusCode::UNAUTHORIZED
            } else {
                answer.status == StatusCode::SEE_OTHER
                    && answer.location().starts_with("/masuk?kembali=")
            };
            assert!(
                turned_away,
                "{method} {path} answers {} to a stranger",
                answer.status
            );
        }
    })
    .await;
}

/// `path` with something in place of each `{name}`.
pub fn filled(path: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{') {
        Some("code}" | "kode}") => "00000000".to_owned(),
        Some("format}") => "csv".to_owned(),
        Some(_) => "0".repeat(32),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Every address in the source, sorted.
pub fn addresses() -> Vec<Address> {
    let mut all: Vec<Address> = crate::texts::sources("rs")
        .iter()
        .flat_map(|file: &PathBuf| routes(&std::fs::read_to_string(file).unwrap()))
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The addresses that a source file gives to its router.
fn routes(source: &str) -> Vec<Address> {
    let mut all = Vec::new();
    for route in source.split(".route(").skip(1) {
        let mut depth = 1;
        let end = route.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        let route = &route[..end.unwrap_or(route.len())];
        let Some(path) = route
            .trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        for method in ["get", "post", "put", "delete", "patch"] {
            let word =
                |at: usize| !route[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if route
                .match_indices(&format!("{method}("))
                .any(|(at, _)| word(at))
            {
                all.push(Address {
                    path: path.to_owned(),
                    method,
                });
            }
        }
    }
    all
}

#[test]
fn addresses_are_read_from_the_source() {
    let found = routes(
        r#"Router::new().route("/a", get(x).post(target::y)).route(
            "/b/{id}", post(z))"#,
    );
    let address = |path: &str, method| Address {
        path: path.to_owned(),
        method,
    };
    assert_eq!(
        found,
        [
            address("/a", "get"),
            address("/a", "post"),
            address("/b/{id}", "post")
        ]
    );
    assert_eq!(filled("/b/{id}/k"), format!("/b/{}/k", "0".repeat(32)));
}

#[tokio::test]
async fn every_table_with_people_says_how_its_rows_follow_a_merge() {
    let app = App::on(storage::testing::sqlite().await).await;
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = "select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c
                where t.type = 'table'";
    let columns: Vec<(String, String)> = db.all(sql, storage::args![]).await.unwrap();
    let modules = guyub::modules::all();
    let ruled = |table: &str, column: &str| {
        let rows = || modules.iter().flat_map(|module| module.person_rows);
        rows().any(|rows| rows.table == table && rows.column == column)
    };
    let plain = |table: &str, column: &str| {
        let mut refs = modules.iter().flat_map(|module| module.person_refs);
        let has = |name: &str| columns.iter().any(|it| it.0 == table && it.1 == name);
        column == "person_id" && refs.any(|name| *name == table) && has("id") && has("unit_id")
    };
    for (table, column) in &columns {
        let known = ruled(table, column) || plain(table, column);
        assert!(
            known || !column.ends_with("person_id"),
            "{table}.{column} names people: put the table into its module's person_refs, and if it \
             has no id of its own or a person may stand there but once, say so in person_rows"
        );
    }
    for rows in modules.iter().flat_map(|module| module.person_rows) {
        for column in rows.key.iter().chain([&rows.column]) {
            let has = |it: &(String, String)| it.0 == rows.table && it.1 == **column;
            let derived = matches!(rows.follow, ::web::Follow::Never | ::web::Follow::Derived);
            assert!(
                derived || columns.iter().any(has),
                "{}.{column}",
                rows.table
            );
        }
    }
}
