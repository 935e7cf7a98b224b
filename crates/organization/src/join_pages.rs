//! What officers see of requests to join: who asks, who on the roll may be the same, what to do.

use crate::domain::{Kind, Person, Request};
use crate::join::{self, Decision};
use crate::store::joins as store;
use crate::{CHANGE_MEMBERS, find_person, match_person};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{JoinRequestId, PersonId};
use kernel::{day, phone};
use serde::Deserialize;
use storage::Query;
use web::{Actor, BoxFuture, Ctx, Error, Flash, Form, Panel, Result, Visitor, filters};

/// Cards on one page; the rest come up as these are decided about.
const MOST: i64 = 20;
/// Kinds that somebody may join as.
const KINDS: [Kind; 3] = [Kind::Active, Kind::Passive, Kind::Honorary];

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/calon", get(list))
        .route("/anggota/calon/{id}", post(decide))
}

/// Somebody on the roll who may be the one asking.
struct Alike {
    id: PersonId,
    name: String,
    place: String,
    /// The phone is the same, too.
    certain: bool,
}

struct Card {
    request: Request,
    facts: Vec<String>,
    alike: Vec<Alike>,
}

#[derive(Template)]
#[template(path = "join_list.html")]
struct ListPage {
    cards: Vec<Card>,
    count: i64,
    kinds: [Kind; 3],
    token: String,
}

async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let count = store::count(&mut db, &scope).await?;
    let mut cards = Vec::new();
    for request in store::list(&mut db, &scope, MOST).await? {
        cards.push(Card {
            facts: facts(&visitor, &actor, &request),
            alike: alike(&mut db, &scope, &request).await?,
            request,
        });
    }
    let page = ListPage {
        cards,
        count,
        kinds: KINDS,
        token: visitor.token(),
    };
    visitor.page("Permintaan bergabung", &page)
}

fn facts(visitor: &Visitor, actor: &Actor, request: &Request) -> Vec<String> {
    let who = &request.who;
    let age = who
        .age_on(actor.today())
        .map(|years| visitor.say("{n} tahun").replace("{n}", &years.to_string()));
    let guardian = who.guardian.as_ref().map(|guardian| {
        let relation = visitor.say(guardian.relation.label());
        let phone = match guardian.phone.as_str() {
            "" => String::new(),
            e164 => format!(", {}", phone::one_line(e164)),
        };
        let said = visitor.say("Diizinkan {nama}");
        said.replace("{nama}", &format!("{} ({relation}{phone})", guardian.name))
    });
    let sent = visitor
        .say("Dikirim {hari}")
        .replace("{hari}", &day::long(actor.zone.today(request.created_at)));
    let nickname = (!who.nickname.is_empty()).then(|| who.nickname.clone());
    let told = [
        nickname,
        Some(who.place()),
        Some(phone::one_line(&who.phone)),
        age,
        guardian,
        Some(sent),
    ];
    told.into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect()
}

async fn alike(db: &mut impl Query, scope: &Scope, request: &Request) -> Result<Vec<Alike>> {
    let (certain, maybe) = match_person(db, scope, &request.who.key()).await?;
    let mut alike = Vec::new();
    if let Some(id) = certain
        && let Some(person) = find_person(db, scope, id).await?
    {
        alike.push(known(&person));
    }
    alike.extend(maybe.into_iter().take(5).map(|placed| Alike {
        id: placed.id,
        place: placed.place(),
        name: placed.full_name,
        certain: false,
    }));
    Ok(alike)
}

fn known(person: &Person) -> Alike {
    Alike {
        id: person.id,
        name: person.full_name.clone(),
        place: person.place(),
        certain: true,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DecideForm {
    jawab: String,
    jenis: String,
}

async fn decide(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<JoinRequestId>,
    Form(form): Form<DecideForm>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let kind = Kind::from_code(&form.jenis)
        .filter(|kind| KINDS.contains(kind))
        .unwrap_or_default();
    let decision = match form.jawab.as_str() {
        "baru" => Decision::New(kind),
        "tolak" => Decision::No,
        person => Decision::Known(person.parse().map_err(|_| Error::NotFound)?, kind),
    };
    let flash = match join::decide(&ctx, &actor, id, decision).await? {
        Some((_, name)) => Flash::ok(
            visitor
                .say("{nama} sudah ada di daftar anggota.")
                .replace("{nama}", &name),
        ),
        None => Flash::info("Permintaan ditolak. Datanya sudah dihapus."),
    };
    Ok(visitor.redirect_with("/anggota/calon", &flash))
}

#[derive(Template)]
#[template(path = "join_card.html")]
struct HomeCard {
    count: i64,
}

/// How many ask to join; nothing when nobody does.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(CHANGE_MEMBERS, actor.unit) else {
            return Ok(None);
        };
        let count = store::count(&mut ctx.db.read().await?, &scope).await?;
        if count == 0 {
            return Ok(None);
        }
        let html = HomeCard { count }.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 5,
            title: "Permintaan bergabung".into(),
            html,
        }))
    })
}
