//! The potential map: the sketch with its points, and everything by capital.

use super::reader;
use crate::acts::MAP_POTENTIALS;
use crate::domain::potential::{Capital, Potential, map};
use crate::store::potentials as store;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/potensi", get(list))
}

/// A capital with what belongs to it, each with its number on the map.
struct Group {
    capital: Capital,
    things: Vec<(usize, Potential)>,
}

#[derive(Template)]
#[template(path = "potential/list.html")]
struct ListPage {
    groups: Vec<Group>,
    count: usize,
    /// The sketch with its points; empty while there is none.
    map: String,
    needs: usize,
    may_map: bool,
    token: String,
}

/// `GET /potensi`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let all = store::list(&mut db, &scope).await?;
    let sketch = store::sketch(&mut db, &scope).await?;
    let needs = store::needs(&mut db, scope.unit()).await?.len();
    drop(db);
    let count = all.len();
    let mut number = 0;
    let mut groups = Vec::new();
    for capital in Capital::ALL {
        let own = all.iter().filter(|one| one.says.capital == capital);
        let things: Vec<(usize, Potential)> = own
            .map(|one| {
                number += 1;
                (number, one.clone())
            })
            .collect();
        groups.push(Group { capital, things });
    }
    let points: Vec<(usize, &Potential)> = groups
        .iter()
        .flat_map(|group| group.things.iter().map(|(number, one)| (*number, one)))
        .collect();
    let map = sketch.map(|sketch| {
        let picture = format!("/potensi/denah?{}", sketch.file);
        map(&picture, (sketch.width, sketch.height), &points)
    });
    let page = ListPage {
        map: map.unwrap_or_default(),
        groups,
        count,
        needs,
        may_map: actor.allows(MAP_POTENTIALS),
        token: visitor.token(),
    };
    visitor.page("Potensi desa", &page)
}
