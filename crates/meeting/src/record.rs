//! Recording what happens: one fact after the other, each on what stood when the form was opened.

use crate::domain::{Course, Decided, Entry, Fact, Postponing};
use crate::presence::presence;
use crate::{RECORD_ASSEMBLIES, store};
use kernel::access::Scope;
use kernel::id::ActivityId;
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Records `entry` of an assembly whose last fact was number `seen`.
///
/// # Errors
///
/// [`Error::Conflict`] if something was recorded meanwhile, [`Error::Rule`] if the rules forbid it.
pub(crate) async fn record(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    seen: u32,
    entry: &Entry,
) -> Result<()> {
    let scope = actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let course = store::course(&mut tx, &scope, id).await?;
    if course.last != seen {
        return Err(Error::Conflict(
            "Baru saja ada catatan lain dari sidang ini. Periksa dulu, lalu simpan lagi.".into(),
        ));
    }
    let fact = fact(&mut tx, &scope, actor, id, &course, entry).await?;
    course.may_record(&fact).map_err(Error::Rule)?;
    if fact == Fact::Closed
        && let Some(round) = store::election(&mut tx, &scope, id).await?.open()
    {
        return Err(Error::Rule(format!(
            "Putaran {} masih berjalan. Selesaikan atau batalkan dulu.",
            round.number
        )));
    }
    let (number, account) = (seen + 1, actor.account);
    store::add_fact(&mut tx, &scope, id, number, &fact, account, actor.now).await?;
    let what = format!("Catatan sidang {number}: {}", crate::words::kind(&fact));
    storage::audit(
        &mut tx,
        actor.audit(RECORD_ASSEMBLIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn fact(
    tx: &mut Tx,
    scope: &Scope,
    actor: &Actor,
    id: ActivityId,
    course: &Course,
    entry: &Entry,
) -> Result<Fact> {
    let assembly = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let room = presence(tx, scope, &assembly, actor.today()).await?.room;
    let rule: Postponing = assembly.plan.rules.postponing;
    match entry {
        Entry::Fact(fact) => {
            let hands = fact.decided().map_or(0, Decided::votes);
            if hands > room.present {
                return Err(Error::Rule(format!(
                    "Jumlahnya {hands} tangan, padahal peserta yang hadir {}. Hitung lagi.",
                    room.present
                )));
            }
            Ok(fact.clone())
        }
        Entry::Postpone(_) if room.quorate() => Err(Error::Rule(
            "Kuorum sudah tercapai, jadi sidang tidak perlu ditunda.".into(),
        )),
        Entry::Postpone(reason) => Ok(Fact::Postponed {
            present: room.present,
            needed: room.needed,
            minutes: rule.minutes,
            reason: reason.clone(),
        }),
        Entry::Open(presiding) => {
            if course.opened().is_none() {
                course
                    .may_open(room, rule, actor.now)
                    .map_err(Error::Rule)?;
            }
            Ok(Fact::Opened {
                all: room.all,
                needed: room.needed,
                present: room.present,
                observers: room.observers,
                reached: room.reached,
                presiding: presiding.clone(),
            })
        }
    }
}
