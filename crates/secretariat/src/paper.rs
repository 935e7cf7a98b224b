//! Letters on paper.

use crate::domain::{Letter, NewLetter, State, blocks};
use crate::letters::CODE;
use kernel::access::Scope;
use kernel::day;
use kernel::paper::Block;
use web::{Ctx, Result, codes};

/// Where the letter can be checked; empty before it has its number.
pub(crate) async fn check_address(ctx: &Ctx, letter: &Letter) -> Result<String> {
    let code = codes::of(&mut ctx.db.read().await?, CODE, letter.id).await?;
    Ok(code
        .map(|code| ctx.link(&format!("/v/s/{code}")))
        .unwrap_or_default())
}

/// The letter as PDF. A draft says that it is one, a cancelled letter too.
pub(crate) async fn pdf(ctx: &Ctx, scope: &Scope, letter: &Letter) -> Result<Vec<u8>> {
    let says = &letter.says;
    let paper = organization::paper(ctx, scope, says.day).await?;
    let titled = says.kind.titled();
    let place_and_day = format!("{}, {}", paper.place, day::medium(says.day));
    let mut signatures = paper.signatures(says.day);
    if !titled {
        signatures.place_and_day = String::new();
    }
    let number = match letter.state {
        State::Draft => "(draf, belum bernomor)".to_owned(),
        State::Final => letter.number.clone(),
        State::Cancelled => format!("{} (batal)", letter.number),
    };
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let title = if titled {
        says.kind.label()
    } else {
        &says.subject
    };
    let set = documents::Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: title.to_owned(),
        titled,
        below: if titled {
            format!("Nomor: {number}")
        } else {
            String::new()
        },
        head: vec![
            line("Nomor", &number),
            line("Lampiran", &says.attachments),
            line("Hal", &says.subject),
        ],
        place_and_day,
        to: addressee(says),
        blocks: text(letter),
        copies: lines(&says.cc),
        signatures,
        verify_url: check_address(ctx, letter).await?,
        half: says.slip,
        ..documents::Letter::default()
    };
    web::render_blocking(move || documents::letter(&set)).await
}

/// To whom; a slip without a name has a line for the pen.
fn addressee(says: &NewLetter) -> Vec<String> {
    let named = lines(&says.recipient);
    if says.slip && !says.kind.titled() && named.is_empty() {
        return vec![format!("Yth. {}", ".".repeat(40)), "di tempat".to_owned()];
    }
    named
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Greeting, body, leave. A record such as a statement greets nobody.
fn text(letter: &Letter) -> Vec<Block> {
    let says = &letter.says;
    if says.kind.titled() {
        return blocks(&says.body);
    }
    let said = |text: &str| (!text.is_empty()).then(|| Block::Text(text.to_owned()));
    said(&says.greeting.opening)
        .into_iter()
        .chain(blocks(&says.body))
        .chain(said(&says.greeting.leave))
        .collect()
}
