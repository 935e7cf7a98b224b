//! Officers' page of personal links: made for everybody who was there, shown once.

use crate::domain::{Survey, Typed};
use crate::manage::{NewLink, make_links};
use crate::words::Telling;
use crate::{MANAGE_SURVEYS, pages, store};
use activity::Activity;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum::routing::get;
use kernel::id::{PersonId, SurveyId};
use std::collections::{HashMap, HashSet};
use web::{Actor, Ctx, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new().route("/survei/{id}/tautan", get(show).post(make))
}

/// A new link with its text for WhatsApp.
struct Fresh {
    name: String,
    link: String,
    text: String,
}

#[derive(Template)]
#[template(path = "survey_links.html")]
struct LinksPage {
    survey: Survey,
    activity: Activity,
    fresh: Vec<Fresh>,
    without: usize,
    with: Vec<(PersonId, String)>,
    unsure: bool,
    token: String,
}

async fn links_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: SurveyId,
) -> Result<LinksPage> {
    let (scope, survey, activity) = pages::found(ctx, actor, MANAGE_SURVEYS, id).await?;
    let mut db = ctx.db.read().await?;
    let attendees = activity::attendees(&mut db, &scope, activity.id).await?;
    let links: HashMap<PersonId, i64> = store::links(&mut db, &scope, id)
        .await?
        .into_iter()
        .collect();
    drop(db);
    let without = attendees
        .iter()
        .filter(|one| !links.contains_key(&one.person))
        .count();
    let have = attendees
        .into_iter()
        .filter(|one| links.contains_key(&one.person));
    Ok(LinksPage {
        without,
        with: have.map(|one| (one.person, one.name)).collect(),
        fresh: Vec::new(),
        unsure: false,
        token: visitor.token(),
        survey,
        activity,
    })
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
) -> Result<Response> {
    visitor.page(
        "Tautan pribadi",
        &links_page(&ctx, &visitor, &actor, id).await?,
    )
}

/// The answer carries the links, so it is no redirect: they are nowhere else to be found.
async fn make(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (_, survey, activity) = pages::found(&ctx, &actor, MANAGE_SURVEYS, id).await?;
    let again: HashSet<PersonId> = typed
        .all("orang")
        .filter_map(|person| person.parse().ok())
        .collect();
    let unsure = (!again.is_empty() || typed.of("ulang") == "ya") && typed.of("yakin") != "ya";
    if unsure || (again.is_empty() && typed.of("ulang") == "ya") {
        let page = links_page(&ctx, &visitor, &actor, id).await?;
        return visitor.page_again(
            "Tautan pribadi",
            &LinksPage {
                unsure: true,
                ..page
            },
        );
    }
    let made = make_links(&ctx, &actor, id, &again).await?;
    let link = ctx.link(&format!("/s/{}", survey.code));
    let telling = Telling {
        unit_name: &actor.unit_name,
        activity: &activity,
        survey: &survey,
        link,
    };
    let fresh = |new: NewLink| Fresh {
        link: format!("{}?t={}", telling.link, new.token),
        text: telling.own(&new.name, &new.token),
        name: new.name,
    };
    let fresh = made.into_iter().map(fresh).collect();
    let page = LinksPage {
        fresh,
        ..links_page(&ctx, &visitor, &actor, id).await?
    };
    let mut response = visitor.page("Tautan pribadi", &page)?;
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
