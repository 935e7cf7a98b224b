//! The year of every member at a glance, and who is behind.

use super::{Mark, desk, link, page_of, standing, strip, year_of};
use crate::domain::Rule;
use crate::dues::{Asked, Desk, Member};
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::PersonId;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/iuran", get(list))
        .route("/kas/iuran/tunggakan", get(arrears))
}

/// A member in the list.
struct Line {
    id: PersonId,
    name: String,
    place: String,
    word: &'static str,
    amount: Money,
    chip: &'static str,
    marks: Vec<Mark>,
}

impl Line {
    fn of(member: &Member, year: i16, today: Date) -> Self {
        let (word, amount) = standing(member, today);
        Self {
            id: member.placed.id,
            name: member.placed.full_name.clone(),
            place: member.placed.place(),
            word,
            amount,
            chip: match word {
                "Lunas" => "ok",
                "Tunggakan {jumlah}" => "warn",
                _ => "",
            },
            marks: strip(&member.account, year, today),
        }
    }
}

#[derive(Template)]
#[template(path = "dues.html")]
struct ListPage {
    asked: Asked,
    rule: Option<Rule>,
    any: bool,
    lines: Vec<Line>,
    rts: Vec<u16>,
    year: i16,
    /// Addresses of the year before and after, and of the pages before and after.
    years: [String; 2],
    pages: [String; 2],
    here: String,
    late: usize,
}

/// `GET /kas/iuran`.
async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, desk) = desk(&ctx, &actor).await?;
    let today = actor.today();
    let year = year_of(&asked, today);
    let chosen = {
        let mut db = ctx.db.read().await?;
        desk.chosen(&mut db, &scope, &asked).await?
    };
    let (shown, pages, here) = page_of(&chosen, "/kas/iuran", &asked);
    let beside = |year: i16| {
        let other = Asked {
            tahun: year.to_string(),
            ..asked.clone()
        };
        link("/kas/iuran", &other, 1)
    };
    let page = ListPage {
        rule: now(&desk, today).cloned(),
        any: !desk.dues.rules.is_empty() || !desk.dues.occasions.is_empty(),
        lines: shown.iter().map(|one| Line::of(one, year, today)).collect(),
        rts: desk.rts(),
        years: [
            beside(year - 1),
            if year <= today.year() {
                beside(year + 1)
            } else {
                String::new()
            },
        ],
        late: behind(&desk, today).count(),
        year,
        pages,
        here,
        asked,
    };
    visitor.page("Iuran", &page)
}

/// The rule that counts today.
fn now(desk: &Desk, today: Date) -> Option<&Rule> {
    desk.dues.in_month(crate::domain::Month::of(today))
}

fn behind(desk: &Desk, today: Date) -> impl Iterator<Item = &Member> {
    let members = desk.members.iter();
    members.filter(move |member| member.account.arrears(today).0 > 0)
}

#[derive(Template)]
#[template(path = "dues_arrears.html")]
struct ArrearsPage {
    /// Who, where they live, for what, and how much.
    lines: Vec<(PersonId, String, String, String, Money)>,
    total: Money,
}

/// `GET /kas/iuran/tunggakan`.
async fn arrears(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let (_, desk) = desk(&ctx, &actor).await?;
    let today = actor.today();
    let line = |member: &Member| {
        let late = super::labels(&desk.dues, member.account.late(today));
        (
            member.placed.id,
            member.placed.full_name.clone(),
            member.placed.place(),
            late,
            member.account.arrears(today),
        )
    };
    let lines: Vec<_> = behind(&desk, today).map(line).collect();
    let total = Money(lines.iter().map(|line| line.4.0).sum());
    visitor.page("Tunggakan iuran", &ArrearsPage { lines, total })
}
