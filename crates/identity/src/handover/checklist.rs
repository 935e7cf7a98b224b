//! What is handed over: things every board has, things that the contexts know of, things that this
//! board added; each ticked or not, with a note.

use super::store::{self, Noted};
use super::{Open, prepared};
use kernel::id::HandoverId;
use storage::Query;
use web::{Actor, Ctx, HandoverItem, HandoverKind, Result};

/// One line of the list.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) key: String,
    pub(super) kind: HandoverKind,
    pub(super) title: String,
    /// Whether `title` is the board's own word and so in nobody's dictionary.
    pub(super) own: bool,
    /// How it stands by what Guyub knows; empty for what it knows nothing of.
    pub(super) state: String,
    pub(super) given: bool,
    pub(super) note: String,
}

/// What every board hands over and no program knows of: key, kind, title.
const USUAL: [(&str, HandoverKind, &str); 9] = [
    (
        "usual.books",
        HandoverKind::Documents,
        "Buku-buku administrasi",
    ),
    (
        "usual.letters",
        HandoverKind::Documents,
        "Arsip surat dan proposal",
    ),
    (
        "usual.cash",
        HandoverKind::Money,
        "Uang kas tunai dan buku rekening",
    ),
    ("usual.debts", HandoverKind::Money, "Piutang dan utang"),
    ("usual.stamp", HandoverKind::Goods, "Stempel organisasi"),
    (
        "usual.keys",
        HandoverKind::Goods,
        "Kunci sekretariat dan barang inventaris",
    ),
    (
        "usual.groups",
        HandoverKind::Accounts,
        "Admin grup WhatsApp",
    ),
    (
        "usual.social",
        HandoverKind::Accounts,
        "Akun media sosial dan e-mail",
    ),
    (
        "usual.programme",
        HandoverKind::Work,
        "Program dan janji yang belum selesai",
    ),
];

/// The whole list in the order of the record.
pub(super) async fn lines(ctx: &Ctx, actor: &Actor, open: &Open) -> Result<Vec<Line>> {
    let mut known: Vec<HandoverItem> = Vec::new();
    for hook in ctx.modules.iter().flat_map(|module| module.handover) {
        known.extend(hook(ctx, &open.scope, actor.today()).await?);
    }
    let noted = store::noted(&mut ctx.db.read().await?, open.handover.id).await?;
    let known = known
        .into_iter()
        .map(|item| (item.key, item.kind, item.title, item.state));
    let usual = USUAL.map(|(key, kind, title)| (key, kind, title, String::new()));
    let mut lines: Vec<Line> = known
        .chain(usual)
        .map(|(key, kind, title, state)| Line {
            key: key.to_owned(),
            kind,
            title: title.to_owned(),
            own: false,
            state,
            given: false,
            note: String::new(),
        })
        .collect();
    if noted.iter().any(|one| one.state.is_some()) {
        // received: the record tells of that day, whatever has come since
        lines.retain(|line| noted.iter().any(|one| one.key == line.key));
    }
    for one in noted {
        match lines.iter_mut().find(|line| line.key == one.key) {
            Some(line) => {
                (line.given, line.note) = (one.given, one.note);
                line.state = one.state.unwrap_or_else(|| std::mem::take(&mut line.state));
            }
            None if one.title.is_empty() => {}
            None => lines.push(own(one)),
        }
    }
    lines.sort_by_key(|line| line.kind);
    Ok(lines)
}

fn own(one: Noted) -> Line {
    Line {
        kind: HandoverKind::from_code(&one.kind).unwrap_or(HandoverKind::Documents),
        key: one.key,
        title: one.title,
        own: true,
        state: String::new(),
        given: one.given,
        note: one.note,
    }
}

/// Keeps the list as it stands, for the record of a handover that is received now.
pub(super) async fn keep(tx: &mut storage::Tx, id: HandoverId, lines: &[Line]) -> Result<()> {
    for (line, place) in lines.iter().zip(0..) {
        let kept = Noted {
            key: line.key.clone(),
            title: if line.own {
                line.title.clone()
            } else {
                String::new()
            },
            kind: line.kind.code().to_owned(),
            given: line.given,
            note: line.note.clone(),
            state: Some(line.state.clone()),
        };
        store::keep_state(tx, id, &kept, place).await?;
    }
    Ok(())
}

/// What identity itself hands over: the accounts with which officers sign in.
pub(crate) fn accounts<'a>(
    ctx: &'a Ctx,
    scope: &'a kernel::access::Scope,
    _: jiff::civil::Date,
) -> web::BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let accounts = crate::store::accounts_in(&mut ctx.db.read().await?, scope).await?;
        Ok(vec![HandoverItem {
            key: "identity.accounts",
            kind: HandoverKind::Accounts,
            title: "Akun pengurus di Guyub",
            state: format!(
                "{} akun; izin pengurus lama berakhir sendiri",
                accounts.len()
            ),
        }])
    })
}

/// What was typed of the list: ticked keys and notes by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) version: i64,
    pub(super) given: Vec<String>,
    pub(super) notes: Vec<(String, String)>,
}

impl Typed {
    /// From the fields of the form: `ada` once for each tick, `catatan-{key}` for each note.
    pub(super) fn of(fields: &[(String, String)]) -> Self {
        let mut typed = Self::default();
        for (name, value) in fields {
            match (name.as_str(), name.strip_prefix("catatan-")) {
                ("versi", _) => typed.version = value.parse().unwrap_or(0),
                ("ada", _) => typed.given.push(value.clone()),
                (_, Some(key)) => {
                    let note = value.trim().chars().take(200).collect();
                    typed.notes.push((key.to_owned(), note));
                }
                _ => {}
            }
        }
        typed
    }

    /// Writes what was typed over `lines`.
    pub(super) fn over(&self, lines: &mut [Line]) {
        for line in lines {
            line.given = self.given.contains(&line.key);
            let note = self.notes.iter().find(|(key, _)| *key == line.key);
            line.note = note.map(|(_, note)| note.clone()).unwrap_or_default();
        }
    }
}

/// Saves the list; `false` if somebody changed the handover since the page was opened.
pub(super) async fn save(
    ctx: &Ctx,
    actor: &Actor,
    id: HandoverId,
    lines: &[Line],
    version: i64,
) -> Result<bool> {
    let mut tx = ctx.db.begin().await?;
    let open = prepared(&mut tx, actor, id).await?;
    if open.handover.version != version {
        return Ok(false);
    }
    for (place, line) in lines.iter().enumerate() {
        let noted = Noted {
            key: line.key.clone(),
            title: if line.own {
                line.title.clone()
            } else {
                String::new()
            },
            kind: line.kind.code().to_owned(),
            given: line.given,
            note: line.note.clone(),
            state: None,
        };
        store::note(&mut tx, id, &noted, i64::try_from(place).unwrap_or(0)).await?;
    }
    store::touch(&mut tx, id).await?;
    let given = lines.iter().filter(|line| line.given).count();
    let what = format!("Memeriksa {given} dari {} hal yang diserahkan", lines.len());
    super::note(&mut tx, actor, id, what).await?;
    tx.commit().await?;
    Ok(true)
}

/// Adds a thing of the board's own to the list.
pub(super) async fn add(
    ctx: &Ctx,
    actor: &Actor,
    id: HandoverId,
    kind: HandoverKind,
    title: String,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    prepared(&mut tx, actor, id).await?;
    if store::noted(&mut tx, id).await?.len() >= 200 {
        return Err(web::Error::Rule(
            "Daftar ini sudah 200 baris. Gabungkan beberapa hal menjadi satu baris.".into(),
        ));
    }
    let noted = Noted {
        key: format!("own.{}", storage::fresh::<storage::Uuid>().simple()),
        title,
        kind: kind.code().to_owned(),
        given: false,
        note: String::new(),
        state: None,
    };
    store::note(&mut tx, id, &noted, 1000).await?;
    store::touch(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// How many of the lines are ticked.
pub(super) async fn count(db: &mut impl Query, id: HandoverId) -> Result<usize> {
    let noted = store::noted(db, id).await?;
    Ok(noted.iter().filter(|one| one.given).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_by_its_keys() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let typed = Typed::of(&[
            field("versi", "3"),
            field("ada", "usual.stamp"),
            field("catatan-usual.stamp", " satu buah "),
            field("_t", "x"),
        ]);
        assert_eq!(typed.version, 3);
        assert_eq!(typed.given, ["usual.stamp"]);
        assert_eq!(typed.notes, [field("usual.stamp", "satu buah")]);
    }

    #[test]
    fn what_is_not_ticked_is_not_given() {
        let mut lines = [own(Noted {
            key: "own.1".to_owned(),
            title: "Tenda".to_owned(),
            kind: "goods".to_owned(),
            given: true,
            note: String::new(),
            state: None,
        })];
        Typed::default().over(&mut lines);
        assert!(!lines[0].given);
    }
}
