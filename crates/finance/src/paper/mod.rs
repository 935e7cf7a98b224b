//! What cash puts on paper: books, receipts, an activity's cash, a fund's report, closings.

mod activity;
mod book;
mod closing;
pub(crate) mod dues;
mod figures;
mod fund;
mod receipt;

pub(crate) use activity::{ActivityCash, activity};
pub(crate) use book::{book, figures as book_figures};
pub(crate) use closing::closing;
pub(crate) use figures::Figures;
pub(crate) use fund::fund;
pub(crate) use receipt::receipt;

use jiff::civil::Date;
use kernel::access::{Role, Scope};
use kernel::day;
use kernel::paper::{Signature, Signatures};
use web::{Ctx, Result};

/// The treasurer's name, or nothing while nobody is in office.
async fn treasurer(ctx: &Ctx, scope: &Scope, day: Date) -> Result<String> {
    let board = organization::board(&mut ctx.db.read().await?, scope, day).await?;
    let treasurer = board
        .into_iter()
        .find(|officer| officer.role == Role::Treasurer);
    Ok(treasurer.map(|officer| officer.name).unwrap_or_default())
}

fn sign(lead: &str, office: &str, name: &str) -> Signature {
    Signature {
        lead: lead.to_owned(),
        office: office.to_owned(),
        name: name.to_owned(),
    }
}

/// Treasurer and, as the one who takes note, the chair: who signs the papers of cash.
pub(crate) async fn signatures(
    ctx: &Ctx,
    scope: &Scope,
    paper: &organization::Paper,
    day: Date,
) -> Result<Signatures> {
    let treasurer = treasurer(ctx, scope, day).await?;
    Ok(Signatures {
        place_and_day: format!("{}, {}", paper.place, day::medium(day)),
        people: vec![
            sign("Mengetahui,", &paper.chair_title, &paper.chair),
            sign("", &paper.treasurer_title, &treasurer),
        ],
    })
}
