//! What the demo shows of people's own data: names lent between the neighbours, a look at them, and
//! a member who asks for a correction.

use super::village::Village;
use anyhow::Result;
use jiff::{SignedDuration, ToSpan};
use organization::Unit;
use web::Ctx;

/// Lends the village's names to its district, and to the neighbour, whose secretary has looked, and the neighbour's to
/// the village; leaves a correction for the secretary to decide about.
pub(super) async fn fill(
    ctx: &Ctx,
    village: &Village,
    neighbour: &Village,
    district: &Unit,
) -> Result<()> {
    let (now, today) = (village.now, village.today);
    let until = today.saturating_add(60.days());
    let mut tx = ctx.db.begin().await?;
    for (from, to, purpose) in [
        (village, neighbour, "Seleksi pemain voli kecamatan"),
        (neighbour, village, "Undangan pelatihan bersama"),
    ] {
        let (scope, to_unit) = (&from.scope, to.unit.id);
        let share =
            organization::lend_names(&mut tx, scope, to_unit, purpose, today, until, now).await?;
        if let Some(account) = neighbour.marks.filter(|_| to_unit == neighbour.unit.id) {
            let who = (account, "Laila Nurjanah");
            organization::look_at_names(&mut tx, &to.scope, share, who, now).await?;
        }
    }
    let purpose = "Pendataan pengurus karang taruna sekecamatan";
    let (scope, month) = (&village.scope, today.saturating_add(30.days()));
    let yesterday = now - SignedDuration::from_hours(24);
    let to = district.id;
    organization::lend_names(&mut tx, scope, to, purpose, today, month, yesterday).await?;
    let asks = [("rt", "02"), ("pekerjaan", "Barista")];
    let member = &village.members[village.members.len() / 2];
    organization::ask_correction(&mut tx, member.id, &asks, now).await?;
    tx.commit().await?;
    Ok(())
}
