//! The front page for everybody and the home page of officers.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use web::{Actor, Ctx, NavItem, OpenGraph, Page, Panel, Result, Visitor, filters};

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage;

/// `GET /`: the first visit goes to the set-up, an officer home, everybody else is welcomed.
pub(super) async fn front(State(ctx): State<Ctx>, visitor: Visitor) -> Result<Response> {
    if visitor.actor.is_some() {
        return Ok(visitor.redirect("/beranda"));
    }
    if !organization::any_unit(&mut ctx.db.read().await?).await? {
        return Ok(visitor.redirect("/mulai"));
    }
    let og = OpenGraph {
        title: "Guyub".to_owned(),
        description: visitor
            .say("Guyub, rumah digital Karang Taruna: anggota, kegiatan, dan pelatihan."),
        image: String::new(),
        url: ctx.link("/"),
    };
    visitor.page_with(
        Page {
            og: Some(og),
            ..Page::titled("Selamat datang")
        },
        &FrontPage,
    )
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    greeting: &'static str,
    actor: &'a Actor,
    cards: Vec<Panel>,
    several_units: bool,
    token: String,
}

/// `GET /beranda`: what every context shows, in its order.
pub(super) async fn home(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
) -> Result<Response> {
    let mut cards = Vec::new();
    for card in ctx.modules.iter().flat_map(|module| module.home_cards) {
        cards.extend(card(&ctx, &actor).await?);
    }
    cards.sort_by_key(|card| card.order);
    let home = HomePage {
        greeting: greeting(actor.zone.civil(actor.now).hour()),
        actor: &actor,
        cards,
        several_units: actor.grants.iter().any(|grant| grant.unit != actor.unit),
        token: visitor.token(),
    };
    visitor.page("Beranda", &home)
}

#[derive(Template)]
#[template(path = "menu.html")]
struct MenuPage {
    rooms: Vec<&'static NavItem>,
    token: String,
}

/// `GET /menu`: every room of the house, and the way out.
pub(super) async fn menu(visitor: Visitor, _: Actor) -> Result<Response> {
    let menu = MenuPage {
        rooms: visitor.rooms(),
        token: visitor.token(),
    };
    visitor.page("Menu", &menu)
}

/// What people say to each other at this hour.
fn greeting(hour: i8) -> &'static str {
    match hour {
        4..=10 => "Selamat pagi, {nama}",
        11..=14 => "Selamat siang, {nama}",
        15..=17 => "Selamat sore, {nama}",
        _ => "Selamat malam, {nama}",
    }
}

#[cfg(test)]
mod tests {
    use super::greeting;

    #[test]
    fn people_are_greeted_by_the_hour() {
        assert_eq!(greeting(7), "Selamat pagi, {nama}");
        assert_eq!(greeting(12), "Selamat siang, {nama}");
        assert_eq!(greeting(16), "Selamat sore, {nama}");
        assert_eq!(greeting(21), "Selamat malam, {nama}");
        assert_eq!(greeting(2), "Selamat malam, {nama}");
    }
}
