//! How the unit writes: letterhead, place, signatures, size of paper. One row, one form.
//! What is left empty is left off the paper, never invented.

use crate::domain::{BoardWords, Position};
use crate::store::settings as store;
use crate::{CHANGE_SETTINGS, Officer, board};
use jiff::civil::Date;
use kernel::access::{Role, Scope};
use kernel::day;
use kernel::paper::{Letterhead, Sheet, Signature, Signatures};
use storage::{Query, Tx};
use web::{Actor, Ctx, Errors, Result};

/// What a document of this unit needs besides its contents.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The head.
    pub letterhead: Letterhead,
    /// The size of paper the unit prints on.
    pub sheet: Sheet,
    /// Place for "Jambu, 24 November 2026".
    pub place: String,
    /// The chair's name, if somebody is in office.
    pub chair: String,
    /// As the unit calls that office.
    pub chair_title: String,
    /// The secretary's name, if somebody is in office.
    pub secretary: String,
    /// As the unit calls that office.
    pub secretary_title: String,
    /// The treasurer's name, if somebody is in office.
    pub treasurer: String,
    /// As the unit calls that office.
    pub treasurer_title: String,
    /// The unit's own name.
    pub organiser: String,
}

impl Paper {
    /// Place, day, secretary and chair at the foot of a document.
    #[must_use]
    pub fn signatures(&self, day: Date) -> Signatures {
        let sign = |lead: &str, office: &str, name: &str| Signature {
            lead: lead.to_owned(),
            office: office.to_owned(),
            name: name.to_owned(),
        };
        Signatures {
            place_and_day: format!("{}, {}", self.place, day::medium(day)),
            people: vec![
                sign("", &self.chair_title, &self.chair),
                sign("", &self.secretary_title, &self.secretary),
            ],
        }
    }
}

/// The paper of the scope's unit as it is set on `today`.
///
/// # Errors
///
/// When the database or the file store refuses.
pub async fn paper(ctx: &Ctx, scope: &Scope, today: Date) -> Result<Paper> {
    let mut db = ctx.db.read().await?;
    let row = store::find(&mut db, scope).await?;
    let officers = board(&mut db, scope, today).await?;
    let words = crate::board_words(&mut db, scope).await?;
    drop(db);
    let (chair, chair_title) = signer(&officers, &words, Role::Chair);
    let (treasurer, treasurer_title) = signer(&officers, &words, Role::Treasurer);
    let (secretary, secretary_title) = signer(&officers, &words, Role::Secretary);
    let logo = match row.logo {
        Some(file) => Some(ctx.files.get(file).await?.to_vec()),
        None => None,
    };
    let mut parts = row.village.split(", ");
    let village = parts.next().unwrap_or_default().to_owned();
    let above = parts
        .next()
        .unwrap_or_default()
        .replace("Kec. ", "Kecamatan ");
    let regency = parts.next().unwrap_or_default();
    let lines = vec![
        row.name.to_uppercase(),
        format!("{village} {above}").to_uppercase(),
        regency.to_uppercase(),
    ];
    let contact = [("", &row.address), ("Telp. ", &row.phone)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}{text}"))
        .collect::<Vec<_>>()
        .join(" · ");
    Ok(Paper {
        letterhead: Letterhead {
            lines,
            address: contact,
            logo,
        },
        sheet: if row.sheet == "a4" {
            Sheet::A4
        } else {
            Sheet::F4
        },
        place: village
            .split_once(' ')
            .map_or(village.as_str(), |(_, name)| name)
            .to_owned(),
        chair,
        chair_title,
        secretary,
        secretary_title,
        treasurer,
        treasurer_title,
        organiser: row.name,
    })
}

/// Who signs for `role`, and under which name of the office: whoever holds it under its usual name,
/// else the first who holds it; a place for a name under the usual one while nobody does.
fn signer(officers: &[Officer], words: &BoardWords, role: Role) -> (String, String) {
    let usual = words.title(Position::With(role));
    let holds = || officers.iter().filter(|officer| officer.role == role);
    let first = holds().find(|one| one.title == usual).or(holds().next());
    match first {
        Some(officer) => (officer.name.clone(), officer.title.clone()),
        None => (String::new(), usual.to_owned()),
    }
}

/// What was typed into the settings form.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct SettingsForm {
    pub(crate) nama: String,
    pub(crate) alamat: String,
    pub(crate) telepon: String,
    pub(crate) kertas: String,
    pub(crate) versi: String,
}

impl SettingsForm {
    pub(crate) async fn of(db: &mut impl Query, scope: &Scope) -> Result<Self> {
        let row = store::find(db, scope).await?;
        Ok(Self {
            nama: row.name,
            alamat: row.address,
            telepon: row.phone,
            kertas: row.sheet,
            versi: row.version.to_string(),
        })
    }

    fn read(&self) -> Errors {
        let mut errors = Errors::default();
        errors.required("nama", &self.nama, 120);
        errors.within("alamat", &self.alamat, 200);
        errors.within("telepon", &self.telepon, 60);
        errors
    }
}

/// Sets the small print of the letterhead and the size of paper, for a program's own use: the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn set_paper(
    tx: &mut Tx,
    scope: &Scope,
    address: &str,
    phone: &str,
    sheet: Sheet,
) -> Result<()> {
    let sheet = match sheet {
        Sheet::A4 => "a4",
        Sheet::F4 => "f4",
    };
    let form = SettingsForm {
        alamat: address.to_owned(),
        telepon: phone.to_owned(),
        kertas: sheet.to_owned(),
        ..SettingsForm::of(tx, scope).await?
    };
    store::change(tx, scope, &form, None).await?;
    Ok(())
}

/// What came of saving the settings.
pub(crate) enum Saved {
    Yes,
    /// Something typed is wrong.
    Wrong(Errors),
    /// Somebody changed them since the form was opened; this is their version now.
    Changed(String),
}

/// Keeps the settings, unless somebody changed them since the form was opened.
///
/// # Errors
///
/// When the actor may not, or the database refuses.
pub(crate) async fn save(
    ctx: &Ctx,
    actor: &Actor,
    form: &SettingsForm,
    logo: Option<kernel::id::FileId>,
) -> Result<Saved> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let errors = form.read();
    if !errors.is_empty() {
        return Ok(Saved::Wrong(errors));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    if !store::change(&mut tx, &scope, form, logo).await? {
        let now = SettingsForm::of(&mut tx, &scope).await?;
        return Ok(Saved::Changed(now.versi));
    }
    let entry = actor.audit(
        CHANGE_SETTINGS,
        actor.unit,
        actor.unit,
        "Pengaturan organisasi diubah",
    );
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Saved::Yes)
}
