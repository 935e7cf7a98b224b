//! Drafts the decree that confirms a board, with its annex, for the village to number and sign.

use crate::domain::{self, DraftBoard, DraftWords, head_of};
use crate::store::settings as store;
use documents::DecreeDraft;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::paper::{Letterhead, Sheet, Signature};
use web::{Ctx, Result};

/// The draft of the decree that confirms `board` of the scope's unit, as PDF on the unit's paper.
///
/// # Errors
///
/// When the database refuses, or the document can't be set.
pub async fn decree_pdf(
    ctx: &Ctx,
    scope: &Scope,
    board: &DraftBoard,
    words: &DraftWords,
) -> Result<Vec<u8>> {
    let row = store::find(&mut ctx.db.read().await?, scope).await?;
    let mut place = row.village.split(", ");
    let mut next = || place.next().unwrap_or_default().to_owned();
    let (village, district, regency) = (next(), next().replace("Kec. ", "Kecamatan "), next());
    let sheet = if row.sheet == "a4" {
        Sheet::A4
    } else {
        Sheet::F4
    };
    let head = head_of(&village);
    let years = domain::years(board.from, board.until);
    let name = village
        .split_once(' ')
        .map_or(village.as_str(), |(_, name)| name);
    let draft = DecreeDraft {
        letterhead: letterhead(&regency, &district, &village),
        sheet,
        title: format!("Keputusan {head}"),
        number: format!("188.45/……/……/{}", board.from.year()),
        about: format!(
            "Pengukuhan pengurus {} {village} masa bakti {years}",
            row.name
        ),
        considering: domain::considering(&row.name, &village, board),
        recalling: domain::recalling(),
        noting: domain::noting(words),
        decisions: domain::decisions(&row.name, &village, board),
        place_and_day: vec![
            format!("Ditetapkan di {name}"),
            "pada tanggal ………………………".to_owned(),
        ],
        signature: Signature {
            lead: String::new(),
            office: head.clone(),
            name: words.head_name.trim().to_owned(),
        },
        copies: copies(&regency, &district, &row.name),
        annex_title: format!(
            "Susunan pengurus {} {village}\nmasa bakti {years}",
            row.name
        ),
        annex: domain::annex(&board.seats),
        issuer: head,
    };
    web::render_blocking(move || documents::decree_draft(&draft)).await
}

/// The village's own paper, without the emblem that is the regency's to give.
fn letterhead(regency: &str, district: &str, village: &str) -> Letterhead {
    Letterhead {
        lines: vec![
            format!("Pemerintah {regency}").to_uppercase(),
            district.to_uppercase(),
            village.to_uppercase(),
        ],
        address: String::new(),
        logo: None,
    }
}

fn copies(regency: &str, district: &str, unit: &str) -> Vec<String> {
    let place = district.trim_start_matches("Kecamatan ");
    vec![
        format!("Kepala Dinas Sosial {regency}"),
        format!("Camat {place}"),
        format!("Pengurus Karang Taruna Kecamatan {place}"),
        format!("{unit} yang bersangkutan"),
    ]
}

/// Whose board a file's name tells: "SK Pengurus 2026 (rancangan).pdf".
pub(crate) fn file_name(from: Date) -> String {
    format!("SK Pengurus {} (rancangan).pdf", from.year())
}
