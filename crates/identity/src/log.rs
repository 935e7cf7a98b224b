//! The unit's audit log as the board reads it: page by page, narrowed to a kind of line, to who
//! did it, to a day. Nothing here writes; lines come from the use cases themselves.

use crate::acts::READ_LOG;
use crate::store;
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::id::{AccountId, PersonId};
use std::collections::BTreeSet;
use storage::{Asked, Entry, Query, mentioned, with_names};
use web::{Actor, Ctx, LogKind, Result};

/// Lines on one page.
pub(crate) const PER_PAGE: i64 = 50;

/// What somebody looks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    pub(crate) kind: Option<Kind>,
    pub(crate) account: Option<AccountId>,
    pub(crate) day: Option<Date>,
}

/// A kind of line: one that the contexts name, or all the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Of(LogKind),
    Other,
}

impl Kind {
    /// Every kind, in the order of the page.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        LogKind::ALL.into_iter().map(Self::Of).chain([Self::Other])
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Of(kind) => kind.code(),
            Self::Other => "lain",
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Of(kind) => kind.label(),
            Self::Other => "Perubahan lain",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|kind| kind.code() == code)
    }

    /// The names of the acts that make such lines; for the rest, of those that do not.
    fn acts(self, ctx: &Ctx) -> Vec<&'static str> {
        let fits = |(kind, _): &&(LogKind, Act)| match self {
            Self::Of(wanted) => *kind == wanted,
            Self::Other => true,
        };
        let lines = ctx.modules.iter().flat_map(|module| module.log);
        lines.filter(fits).map(|(_, act)| act.name).collect()
    }
}

/// What happened in the actor's unit, newest first: page `page` (from 1) and whether there is
/// another.
pub(crate) async fn lines(
    ctx: &Ctx,
    actor: &Actor,
    wanted: Wanted,
    page: i64,
) -> Result<(Vec<Entry>, bool)> {
    let scope = actor.may(READ_LOG, actor.unit)?;
    let acts = wanted.kind.map(|kind| kind.acts(ctx));
    if acts.as_ref().is_some_and(Vec::is_empty) && wanted.kind != Some(Kind::Other) {
        return Ok((Vec::new(), false)); // nobody makes such lines
    }
    let midnight = |day: Date| actor.zone.moment(day.at(0, 0, 0, 0));
    let asked = Asked {
        acts: acts.as_deref().unwrap_or_default(),
        others: wanted.kind == Some(Kind::Other),
        account: wanted.account,
        from: wanted.day.map(midnight),
        until: wanted.day.and_then(|day| day.tomorrow().ok()).map(midnight),
    };
    let skip = (page - 1) * PER_PAGE;
    let mut db = ctx.db.read().await?;
    let mut lines = storage::audit_in(&mut db, scope.unit(), &asked, PER_PAGE + 1, skip).await?;
    let more = i64::try_from(lines.len()).is_ok_and(|found| found > PER_PAGE);
    lines.truncate(usize::try_from(PER_PAGE).unwrap_or_default());
    name(&mut db, &scope, &mut lines).await?;
    Ok((lines, more))
}

/// Puts names in the place of the numbers that `lines` keep. Who acted may be of another unit; a
/// sentence speaks of nobody who is not of the scope's roll.
async fn name(db: &mut impl Query, scope: &Scope, lines: &mut [Entry]) -> Result<()> {
    let sentences = lines.iter().flat_map(|line| [&line.who, &line.what]);
    let ids = sentences.flat_map(|sentence| mentioned(sentence).map(PersonId));
    let ids: BTreeSet<PersonId> = ids.collect();
    let ids: Vec<PersonId> = ids.into_iter().collect();
    let names = organization::names_for_log(db, &ids).await?;
    let roll = organization::keeper(db, scope).await?;
    let nobody = || Some(organization::NOBODY.to_owned());
    for line in lines {
        line.who = with_names(&line.who, |id| match names.get(&PersonId(id)) {
            Some((_, name)) => Some(name.clone()),
            None => nobody(),
        });
        line.what = with_names(&line.what, |id| match names.get(&PersonId(id)) {
            Some((unit, name)) if *unit == roll => Some(name.clone()),
            _ => nobody(),
        });
    }
    Ok(())
}

/// Who may have done something: the accounts that the unit has or had, by name.
pub(crate) async fn people(ctx: &Ctx, actor: &Actor) -> Result<Vec<(AccountId, String)>> {
    let scope = actor.may(READ_LOG, actor.unit)?;
    Ok(store::account_names(&mut ctx.db.read().await?, &scope).await?)
}
