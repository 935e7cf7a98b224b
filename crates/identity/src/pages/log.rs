//! The audit log on the page: by day, each line with its time, who did it, and from where.

use crate::log::{self, Kind, Wanted};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use kernel::id::AccountId;
use kernel::{clock, day};
use serde::Deserialize;
use storage::Entry;
use web::{Actor, Ctx, Result, Visitor, filters};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LogQuery {
    jenis: String,
    orang: String,
    hari: String,
    hal: String,
}

/// The lines of one day.
struct Day {
    title: String,
    lines: Vec<Line>,
}

struct Line {
    time: String,
    who: String,
    what: String,
    address: String,
}

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    query: LogQuery,
    days: Vec<Day>,
    people: Vec<(AccountId, String)>,
    narrowed: bool,
    before: String,
    after: String,
}

impl LogPage {
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        Kind::all()
    }
}

/// `GET /pengaturan/catatan`.
pub(super) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Query(query): Query<LogQuery>,
) -> Result<Response> {
    let wanted = wanted(&query, actor.today());
    let at = query.hal.parse::<i64>().unwrap_or(1).clamp(1, 100_000);
    let (lines, more) = log::lines(&ctx, &actor, wanted, at).await?;
    let person = wanted.account.map_or_else(String::new, |id| id.to_string());
    let hari = wanted.day.map_or_else(String::new, |day| day.to_string());
    let link = |page: i64| {
        let kind = wanted.kind.map_or("", Kind::code);
        format!("/pengaturan/catatan?jenis={kind}&orang={person}&hari={hari}&hal={page}")
    };
    let page = LogPage {
        days: by_day(lines, &actor),
        people: log::people(&ctx, &actor).await?,
        narrowed: wanted.kind.is_some() || wanted.account.is_some() || wanted.day.is_some(),
        before: if at > 1 { link(at - 1) } else { String::new() },
        after: if more { link(at + 1) } else { String::new() },
        query: LogQuery { hari, ..query },
    };
    visitor.page("Catatan perubahan", &page)
}

/// What the address asks for; a word that is none of ours asks for nothing.
fn wanted(query: &LogQuery, today: Date) -> Wanted {
    Wanted {
        kind: Kind::from_code(&query.jenis),
        account: query.orang.parse().ok(),
        day: match day::read(&query.hari, today) {
            Ok(day::Read::Day(day)) => Some(day),
            _ => None,
        },
    }
}

fn by_day(lines: Vec<Entry>, actor: &Actor) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in lines {
        let moment = actor.zone.civil(entry.at);
        let title = day::long(moment.date());
        let line = Line {
            time: clock::with_zone(moment.time(), actor.zone),
            who: entry.who,
            what: entry.what,
            address: entry.address.unwrap_or_default(),
        };
        match days.last_mut().filter(|day| day.title == title) {
            Some(day) => day.lines.push(line),
            None => days.push(Day {
                title,
                lines: vec![line],
            }),
        }
    }
    days
}
