//! The electronic ballot, when the meeting has decided for it: cards with a link that burns, drawn
//! from a box so that nobody knows who has which; votes that are only counted; results after the
//! closing. Neither the audit log nor the server's log records a vote.

use crate::domain::{Candidate, INVALID, Round, Way};
use crate::elect::{counted, fresh, hold};
use crate::{RECORD_ASSEMBLIES, store, words};
use documents::{MemberCard, MemberCards};
use kernel::access::Scope;
use kernel::id::ActivityId;
use web::secret::{Keys, random};
use web::{Actor, Ctx, Error, Result};

/// What is kept of a card.
pub(crate) fn hash(keys: &Keys, token: &str) -> Vec<u8> {
    keys.hash("ballot", token.to_lowercase().as_bytes())
}

/// Opens an electronic round: a card for each participant present, as PDF to cut. The cards are
/// nowhere else to be found: whoever loses the file calls the round off and opens another.
///
/// # Errors
///
/// As [`hold`]; [`Error::Rule`] unless the meeting has decided for it and somebody is present.
pub(crate) async fn open(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    seen: usize,
) -> Result<(String, Vec<u8>)> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, Some(seen)).await?;
    let scope = voting.scope;
    if !store::course(&mut tx, &scope, id).await?.electronic() {
        return Err(Error::Rule(
            "Pemungutan suara elektronik hanya dipakai kalau sidang memutuskannya. Catat dulu keputusannya.".into(),
        ));
    }
    let round = fresh(&mut tx, actor, &voting, Way::Electronic).await?;
    if round.present == 0 {
        return Err(Error::Rule("Belum ada peserta yang dicatat hadir.".into()));
    }
    let code = web::codes::give(&mut tx, "round", round.id, actor.unit, actor.now).await?;
    let round = Round {
        handed_out: round.present,
        code: code.to_string(),
        ..round
    };
    let tokens: Vec<String> = (0..round.present)
        .map(|_| kernel::code::token(random::<16>()))
        .collect();
    let hashes = tokens.iter().map(|token| hash(&ctx.keys, token)).collect();
    store::save_round(&mut tx, &scope, id, &round).await?;
    store::add_ballots(&mut tx, &scope, &round, hashes).await?;
    let what = format!(
        "Putaran {} elektronik dimulai, {} kartu suara dicetak",
        round.number, round.handed_out
    );
    storage::audit(
        &mut tx,
        actor.audit(RECORD_ASSEMBLIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    let paper = organization::paper(ctx, &scope, actor.today()).await?;
    let card = |token: &String| MemberCard {
        name: "Satu suara".into(),
        number: String::new(),
        office: format!("Putaran {}", round.number),
        area: "Pindai, pilih satu calon".into(),
        qr: ctx.link(&format!("/suara/{token}")),
    };
    let cards = MemberCards {
        letterhead: paper.letterhead,
        sheet: paper.sheet,
        title: "Kartu suara".into(),
        cards: tokens.iter().map(card).collect(),
    };
    let pdf = web::render_blocking(move || documents::member_cards(&cards)).await?;
    Ok((format!("Kartu suara putaran {}.pdf", round.number), pdf))
}

/// What an unused card shows.
pub(crate) struct Ballot {
    pub(crate) scope: Scope,
    pub(crate) id: ActivityId,
    pub(crate) round: Round,
    pub(crate) candidates: Vec<Candidate>,
}

/// The ballot of the card with this token; `None` if it was used, or its round is over.
///
/// # Errors
///
/// When the database refuses.
pub(crate) async fn find(ctx: &Ctx, token: &str) -> Result<Option<Ballot>> {
    let mut db = ctx.db.read().await?;
    let Some((unit, id, number)) = store::round_of(&mut db, &hash(&ctx.keys, token)).await? else {
        return Ok(None);
    };
    let scope = Scope::of_system(unit);
    let election = store::election(&mut db, &scope, id).await?;
    let round = election
        .open()
        .filter(|round| round.number == number)
        .cloned();
    Ok(round.map(|round| Ballot {
        scope,
        id,
        candidates: election
            .candidates
            .into_iter()
            .filter(|one| round.standing.contains(&one.number))
            .collect(),
        round,
    }))
}

/// Burns the card and counts the vote for the candidate with this number, or for none.
///
/// # Errors
///
/// [`Error::Conflict`] if the card was used or the round closed meanwhile.
pub(crate) async fn vote(ctx: &Ctx, token: &str, ballot: &Ballot, choice: u32) -> Result<()> {
    let gone = || Error::Conflict(USED.into());
    if choice != INVALID && !ballot.round.standing.contains(&choice) {
        return Err(Error::Rule("Pilih salah satu.".into()));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(ballot.id).await?;
    let election = store::election(&mut tx, &ballot.scope, ballot.id).await?;
    let round = election.open().filter(|round| round.id == ballot.round.id);
    let round = round.ok_or_else(gone)?;
    if !store::burn(&mut tx, round.id, &hash(&ctx.keys, token)).await? {
        return Err(gone());
    }
    store::drop_in(&mut tx, round.id, choice).await?;
    tx.commit().await?;
    Ok(())
}

/// What somebody reads whose card is used.
pub(crate) const USED: &str = "Kartu suara ini sudah dipakai, atau putarannya sudah ditutup. Satu \
     kartu hanya untuk satu suara. Kalau belum memilih, sampaikan kepada pimpinan sidang.";

/// Closes the electronic round that is open; cards that were not used count as returned.
///
/// # Errors
///
/// As [`hold`]; [`Error::Rule`] without a vote.
pub(crate) async fn close(ctx: &Ctx, actor: &Actor, id: ActivityId) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, None).await?;
    let open = voting.election.open();
    let open = open.filter(|round| round.way == Way::Electronic);
    let round = open.ok_or_else(|| Error::Rule("Putaran ini sudah ditutup.".into()))?;
    let round = Round {
        returned: store::unused(&mut tx, round.id).await?,
        ..round.clone()
    };
    let count = store::empty(&mut tx, &round).await?;
    let round = counted(&voting.assembly.plan.rules, round, count)?;
    store::save_round(&mut tx, &voting.scope, id, &round).await?;
    let what = words::in_log(&round, &voting.election);
    storage::audit(
        &mut tx,
        actor.audit(RECORD_ASSEMBLIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
