//! The list of entries that may be one person, and of the merges there have been.

use crate::MERGE_MEMBERS;
use crate::domain::{self, Known, Pair};
use crate::store::{imports, merges as store};
use askama::Template;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{MergeId, PersonId};
use serde::Deserialize;
use web::secret::hex;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

/// Pairs of a page.
const PER_PAGE: usize = 20;
/// Merges that are shown.
const LATEST: i64 = 20;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct View {
    hal: String,
}

/// Two entries side by side, short.
struct Card {
    first: (PersonId, String, String),
    second: (PersonId, String, String),
    certain: bool,
    shared: String,
}

struct Past {
    id: MergeId,
    names: String,
    below: String,
    undone: bool,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct ListPage {
    cards: Vec<Card>,
    count: usize,
    before: String,
    after: String,
    here: String,
    merges: Vec<Past>,
    token: String,
}

pub(crate) async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(View { hal }): Params<View>,
) -> Result<Response> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let (people, pairs) = pairs(&ctx, &scope).await?;
    let last = pairs.len().div_ceil(PER_PAGE).max(1);
    let at = hal.parse::<usize>().unwrap_or(1).clamp(1, last);
    let from = (at - 1) * PER_PAGE;
    let shown = pairs.iter().skip(from).take(PER_PAGE);
    let cards: Vec<Card> = shown.map(|pair| card(&people, pair)).collect();
    let link = |page: usize| format!("/anggota/kembar?hal={page}");
    let merges = store::latest(&mut ctx.db.read().await?, &scope, LATEST).await?;
    let page = ListPage {
        count: pairs.len(),
        before: if at > 1 { link(at - 1) } else { String::new() },
        after: if at < last {
            link(at + 1)
        } else {
            String::new()
        },
        here: visitor
            .say("{a}–{b} dari {n}")
            .replace("{a}", &(from + 1).to_string())
            .replace("{b}", &(from + cards.len()).to_string())
            .replace("{n}", &pairs.len().to_string()),
        cards,
        merges: merges
            .into_iter()
            .map(|merge| {
                let name = |entry: Option<domain::Entry>| entry.map(|one| one.full_name);
                Past {
                    id: merge.id,
                    names: [name(merge.gone_before), name(merge.after)]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" → "),
                    below: format!(
                        "{} · {}",
                        day::medium(actor.zone.today(merge.at)),
                        merge.who
                    ),
                    undone: merge.undone_at.is_some(),
                }
            })
            .collect(),
        token: visitor.token(),
    };
    visitor.page("Kemungkinan ganda", &page)
}

/// Everybody on the scope's roll, and the pairs among them that may be one person.
async fn pairs(ctx: &Ctx, scope: &Scope) -> Result<(Vec<Known>, Vec<Pair>)> {
    let mut db = ctx.db.read_long().await?;
    let known = imports::known(&mut db, scope).await?;
    let people: Vec<Known> = known
        .into_iter()
        .map(|one| (one.person, one.nik_hash.as_deref().map(hex)))
        .collect();
    let apart = store::kept_apart(&mut db, scope)
        .await?
        .into_iter()
        .collect();
    // a roll of thousands takes a moment, in which others are served
    tokio::task::spawn_blocking(move || {
        let pairs = domain::pairs(&people, &apart);
        (people, pairs)
    })
    .await
    .map_err(|error| Error::Other(error.into()))
}

fn card(people: &[Known], pair: &Pair) -> Card {
    let line = |at: usize| {
        let person = &people[at].0;
        let phones = person.phones.iter().map(|one| kernel::phone::one_line(one));
        let below: Vec<String> = [person.place()]
            .into_iter()
            .chain(person.birth_date.map(day::medium))
            .chain(phones)
            .filter(|text| !text.is_empty())
            .collect();
        (person.id, person.full_name.clone(), below.join(" · "))
    };
    let shared: Vec<&str> = pair.shared.iter().map(|one| one.label()).collect();
    Card {
        first: line(pair.first),
        second: line(pair.second),
        certain: pair.certain,
        shared: shared.join(", "),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ApartForm {
    satu: String,
    dua: String,
}

pub(crate) async fn keep_apart(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<ApartForm>,
) -> Result<Response> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let id = |text: &str| text.parse::<PersonId>().map_err(|_| Error::NotFound);
    let (first, second) = (id(&form.satu)?, id(&form.dua)?);
    let mut tx = ctx.db.begin().await?;
    crate::merge::both(&mut tx, &scope, first, second).await?;
    store::keep_apart(&mut tx, &scope, first, second, actor.now).await?;
    let what = format!(
        "Dicatat sebagai dua orang: {} dan {}",
        storage::mention(first),
        storage::mention(second)
    );
    storage::audit(&mut tx, actor.audit(MERGE_MEMBERS, actor.unit, first, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Tercatat sebagai dua orang; tidak akan ditanyakan lagi.");
    Ok(visitor.redirect_with("/anggota/kembar", &flash))
}
