//! What the demo shows of its officers: the handover from the board before, somebody who is invited
//! to an account, and a role beside the offices while somebody is away.

use super::village::Village;
use anyhow::{Context, Result};
use jiff::ToSpan;
use kernel::access::{Grant, Role};
use web::{Actor, Ctx};

/// Places on the board.
const CHAIR: usize = 0;
const HEAD: usize = 4;
const OTHER_HEAD: usize = 5;

pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let chair = actor(village)?;
    identity::invite(ctx, &chair, village.officer(HEAD)).await?;
    let days = (village.today, village.today.saturating_add(21.days()));
    let reason = "Bendahara cuti melahirkan";
    let person = village.officer(OTHER_HEAD);
    identity::give_extra_role(ctx, &chair, person, Role::Treasurer, days, reason).await?;
    hand_over(ctx, village).await
}

/// The chair, as if signed in.
fn actor(village: &Village) -> Result<Actor> {
    let chair = village.accounts.iter().find(|(at, ..)| *at == CHAIR);
    let &(at, account, name) = chair.context("the chair has no account")?;
    Ok(Actor {
        account,
        person: Some(village.officer(at)),
        name: name.to_owned(),
        sign_in: storage::fresh(),
        shared: false,
        unit: village.unit.id,
        unit_name: village.unit.name.clone(),
        reads_only: false,
        zone: village.unit.zone,
        grants: vec![Grant {
            unit: village.unit.id,
            role: Role::Chair,
        }],
        lang: None,
        now: village.now,
        address: String::new(),
    })
}

/// The board before this one gave everything over two days after this one began.
async fn hand_over(ctx: &Ctx, village: &Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let terms = organization::terms(&mut tx, &village.scope).await?;
    let running = terms.iter().find(|term| term.is_running());
    let before = terms.iter().find(|term| !term.is_running());
    if let (Some(before), Some(running)) = (before, running) {
        let day = running.from.saturating_add(2.days());
        let at = village.at(day, 20 * 60);
        let names = ("Joko Susilo", "Bagas Prasetyo");
        let (scope, place) = (&village.scope, "Balai Desa Sukorejo");
        identity::note_handover(&mut tx, scope, before.id, names, place, at).await?;
    }
    Ok(tx.commit().await?)
}
