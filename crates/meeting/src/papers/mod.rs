//! What an assembly prints: the letter of invitation; the official record.

mod record;

use crate::domain::Assembly;
use crate::pages::found;
use crate::words::Inviting;
use activity::{PRINT_DOCUMENTS, Session};
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use documents::Letter;
use kernel::id::ActivityId;
use kernel::paper::Block;
use organization::Paper;
use web::{Actor, Ctx, Result};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/undangan.pdf", get(invitation))
        .route("/temu-karya/{id}/berita-acara.pdf", get(record::record))
}

async fn invitation(
    From(ctx): From<Ctx>,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, assembly) = found(&ctx, &actor, id).await?;
    let sessions = activity::sessions(&mut ctx.db.read().await?, id).await?;
    let paper = organization::paper(&ctx, &scope, actor.today()).await?;
    let letter = letter(&actor, &assembly, &sessions, &paper);
    let pdf = web::render_blocking(move || documents::letter(&letter)).await?;
    let name = format!("Undangan {}.pdf", assembly.activity.title);
    Ok(web::file(&name, "application/pdf", pdf))
}

fn letter(actor: &Actor, assembly: &Assembly, sessions: &[Session], paper: &Paper) -> Letter {
    let inviting = Inviting {
        unit_name: &actor.unit_name,
        zone: actor.zone,
        assembly,
        sessions,
        link: String::new(),
    };
    let activity = &assembly.activity;
    let signatures = paper.signatures(actor.today());
    let mut facts: Vec<(String, String)> = sessions
        .iter()
        .map(|session| ("Waktu".to_owned(), session.when(actor.zone)))
        .collect();
    facts.push(("Tempat".into(), activity.place.clone()));
    let numbered = (1..).zip(inviting.agenda());
    let agenda = numbered.map(|(number, item): (u32, String)| format!("{number}. {item}"));
    facts.push(("Acara".into(), agenda.collect::<Vec<_>>().join("\n")));
    let opening = format!(
        "Dengan hormat,\n{} mengundang Saudara/Saudari untuk menghadiri {} yang akan memilih pengurus masa bakti {}, pada:",
        paper.organiser,
        activity.title,
        assembly.plan.term.words()
    );
    let mut blocks = vec![
        Block::Text(opening),
        Block::Facts(facts),
        Block::Text(inviting.who()),
    ];
    if !activity.contact.is_empty() {
        blocks.push(Block::Text(format!(
            "Keterangan lebih lanjut: {}.",
            activity.contact
        )));
    }
    blocks.push(Block::Text(
        "Mengingat kuorum dihitung dari peserta yang hadir, mohon datang tepat waktu. Atas kehadirannya kami ucapkan terima kasih.".into(),
    ));
    Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: format!("Undangan {}", assembly.plan.name),
        head: vec![
            ("Nomor".into(), assembly.plan.letter_number.clone()),
            ("Hal".into(), format!("Undangan {}", assembly.plan.name)),
        ],
        place_and_day: String::new(),
        to: vec![
            "Yth. Peserta dan Undangan".into(),
            activity.title.clone(),
            "di tempat".into(),
        ],
        blocks,
        signatures,
        ..Letter::default()
    }
}
