//! Nothing of one unit is reachable from another: every address, filled with everything the
//! neighbours have, shows none of their names and changes none of their rows.

use super::tables;
use super::world::{Dice, Noun, World};
use crate::matrix::{Address, PUBLIC, addresses};
use crate::support::{App, Client, Officer, each, encoded};
use axum::body::Body;
use axum::http::Method;
use kernel::id::UnitId;
use std::collections::BTreeSet;

#[tokio::test]
async fn nothing_of_one_unit_is_reachable_from_another() {
    let fields = fields();
    assert!(fields.len() > 50, "the templates were not read: {fields:?}");
    each(async |app| {
        let mut world = World::made(&app.ctx, 100).await;
        let (home, target) = (0, 1);
        world.lend_to(&app.ctx, &mut Dice(3), target, target).await;
        let unit = world.places[target].village.unit.id;
        let before = tables::belongings(&app.ctx, unit).await;
        let strays = tables::strays(&app.ctx).await;
        let storm = Storm {
            officer: &world.places[home].officers[0],
            bodies: [Noun::Person, Noun::Activity].map(|noun| world.first(noun, target)),
            theirs: theirs(&app, unit).await,
            own: things(&world, &[home]),
            pairs: things(&world, &[home, target]),
            names: world.names(target),
            fields: &fields,
        };
        storm.rages(&app).await;
        let after = tables::belongings(&app.ctx, unit).await;
        for (table, rows) in &before {
            assert_eq!(rows, &after[table], "{table} has changed");
        }
        assert_eq!(tables::strays(&app.ctx).await, strays);
    })
    .await;
}

async fn theirs(app: &App, unit: UnitId) -> Vec<String> {
    let ids = tables::ids(&app.ctx, unit).await;
    ids.into_values()
        .map(|ids| ids[0].simple().to_string())
        .collect()
}

fn things(world: &World, homes: &[usize]) -> Vec<String> {
    let nouns = [Noun::Activity, Noun::Session];
    let each = homes.iter();
    each.flat_map(|home| nouns.map(|noun| world.first(noun, *home)))
        .collect()
}

/// An officer who tries every address with everything.
struct Storm<'a> {
    officer: &'a Officer,
    /// What every field of a form carries, one after the other.
    bodies: [String; 2],
    /// Something of each of the neighbours' tables.
    theirs: Vec<String>,
    /// Some of one's own things.
    own: Vec<String>,
    /// Own and foreign, for an address that names several things.
    pairs: Vec<String>,
    /// What must not be read anywhere.
    names: Vec<&'a str>,
    fields: &'a BTreeSet<String>,
}

impl Storm<'_> {
    async fn rages(&self, app: &App) {
        let mut client = app.sign_in(self.officer);
        client.get("/akun").await; // for the forms' token
        for address in addresses() {
            if left_out(&address) {
                continue;
            }
            for (path, bodies) in self.paths(&address) {
                for id in bodies {
                    let (status, body) =
                        send(&mut client, self.officer, &address, &path, id, self.fields).await;
                    let at = format!("{} {path} with {id}: {status}", address.method);
                    assert!(status < 500, "{at}");
                    let told = self.names.iter().find(|name| body.contains(**name));
                    assert_eq!(told, None, "{} reads it at {at}", self.officer.name);
                }
            }
        }
        let home = client.get("/kegiatan").await;
        assert_eq!(home.status, 200, "{} is still there", self.officer.name);
    }

    /// Where to send what: theirs anywhere; into one's own things, each of theirs.
    fn paths(&self, address: &Address) -> Vec<(String, &[String])> {
        let (get, open) = (address.method == "get", address.path.matches('{').count());
        let theirs = filled(
            &address.path,
            if open < 2 { &self.theirs } else { &self.pairs },
        );
        let theirs = theirs.into_iter().map(|path| (path, &self.bodies[..1]));
        let own = filled(&address.path, if get { &[] } else { &self.own });
        let own = own.into_iter().map(|path| (path, &self.bodies[..]));
        theirs.chain(own).collect()
    }
}

/// What everybody may open, one's own account, and papers of the whole unit, which are compressed.
fn left_out(address: &Address) -> bool {
    let path = address.path.as_str();
    PUBLIC.contains(&path)
        || path.starts_with("/akun")
        || ["/anggota/buku", "/anggota/kartu"].contains(&path)
}

/// The address with each of `ids` in place of each `{blank}`.
fn filled(path: &str, ids: &[String]) -> Vec<String> {
    let mut paths = vec![String::new()];
    for part in path.split('/').skip(1) {
        let parts = match part.strip_prefix('{') {
            Some(_) => ids.to_vec(),
            None => vec![part.to_owned()],
        };
        paths = paths
            .iter()
            .flat_map(|path| parts.iter().map(move |part| format!("{path}/{part}")))
            .collect();
    }
    paths
}

async fn send(
    client: &mut Client,
    officer: &Officer,
    address: &Address,
    path: &str,
    id: &str,
    fields: &BTreeSet<String>,
) -> (u16, String) {
    let answer = if path.starts_with("/api/") {
        let mark = serde_json::json!([{"id": storage::fresh::<kernel::id::MarkId>(), "person": id,
            "state": "present", "at": "2026-11-24T03:00:00Z"}]);
        client.post_json(path, &officer.bearer, &mark).await
    } else if address.method == "get" {
        let asked = fields.iter().map(|name| (name.as_str(), id));
        let asked = format!("{path}?{}", encoded(asked));
        client.send(Method::GET, &asked, None, Body::empty()).await
    } else {
        let fields: Vec<(&str, &str)> = fields.iter().map(|name| (name.as_str(), id)).collect();
        client.post(path, &fields).await
    };
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    (answer.status.as_u16(), body)
}

/// Every name of a field in the templates.
pub fn fields() -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for file in crate::texts::sources("html") {
        let template = std::fs::read_to_string(file).unwrap();
        for start in [
            " name=\"",
            "field::text(\"",
            "field::hidden(\"",
            "field::select(\"",
            "field::pick(\"",
        ] {
            let found = template
                .split(start)
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            fields.extend(
                found
                    .filter(|name| !name.contains('{') && *name != "_t")
                    .map(str::to_owned),
            );
        }
    }
    fields
}
