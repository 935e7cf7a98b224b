//! People on the roll: adding, finding, matching. What other contexts may know about a person.
//! Every finder asks for a scope, so a person of another unit is never found.

use crate::domain::{Kind, Nik, Person, PersonKey, Place, Sex, View, search_text};
use crate::store::{find, names, people as store, words};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ImportId, PersonId, UnitId};
use kernel::name;
use std::collections::HashMap;
use storage::{Query, Tx};
use web::Result;

/// A person to be added; a name is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// How the person belongs.
    pub kind: Kind,
    /// The whole name.
    pub full_name: String,
    /// What everybody calls them.
    pub nickname: String,
    /// Sex, if known.
    pub sex: Option<Sex>,
    /// Place of birth.
    pub birth_place: String,
    /// Day of birth.
    pub birth_date: Option<Date>,
    /// Dusun.
    pub hamlet: String,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Further address.
    pub address: String,
    /// Last school.
    pub education: String,
    /// Work.
    pub occupation: String,
    /// Skills and interests.
    pub skills: String,
    /// A remark.
    pub note: String,
    /// Phones in E.164.
    pub phones: Vec<String>,
    /// The NIK as typed, sixteen digits; sealed before it is kept.
    pub nik_digits: Option<String>,
    /// The NIK, sealed.
    pub nik: Option<Nik>,
    /// Day of joining.
    pub joined_on: Option<Date>,
    /// The import that brought this person.
    pub import: Option<ImportId>,
}

impl NewPerson {
    /// Seals the NIK, if one was typed.
    #[must_use]
    pub fn sealed(mut self, keys: &web::secret::Keys) -> Self {
        self.nik = self
            .nik_digits
            .take()
            .map(|digits| Nik::seal(keys, &digits));
        self
    }

    fn living_in(mut self, place: &Place) -> Self {
        if let (true, Some(hamlet)) = (self.hamlet.is_empty(), place.hamlets.first()) {
            self.hamlet.clone_from(hamlet);
        }
        self.rw = self.rw.or(place.rw);
        if let [rt] = place.rts[..] {
            self.rt = self.rt.or(Some(rt));
        }
        self
    }

    pub(crate) fn sort_name(&self) -> String {
        name::sort_name(&self.full_name)
    }

    pub(crate) fn search_text(&self) -> String {
        search_text(&self.full_name, &self.nickname)
    }
}

/// Files people again whose words were filed in another way than this program's.
pub(crate) fn prepare(ctx: &web::Ctx) -> web::BoxFuture<'_, storage::Result<()>> {
    Box::pin(words::file_all(&ctx.db, ctx.clock.now()))
}

/// Adds a person to the scope's roll. Where the unit is a hamlet or an RT, what is not said of
/// the person's home is the unit's; a guest's home is not known.
///
/// # Errors
///
/// [`web::Error::Conflict`] if another person of the unit has the same NIK.
pub async fn add_person(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewPerson,
    now: Timestamp,
) -> Result<PersonId> {
    let unit = crate::unit(tx, scope.unit()).await?;
    match unit.map(|unit| unit.view) {
        Some(View::Place(place)) if new.kind != Kind::Guest => {
            store::add(tx, scope, &new.clone().living_in(&place), now).await
        }
        _ => store::add(tx, scope, new, now).await,
    }
}

/// The person `id`, if on the scope's roll.
///
/// # Errors
///
/// When the database refuses.
pub async fn find_person(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<Person>> {
    store::find(db, scope, id).await
}

/// The person whose own address carries `token`; the link itself is the permission.
///
/// # Errors
///
/// When the database refuses.
pub async fn person_by_token(db: &mut impl Query, token: &str) -> Result<Option<Person>> {
    store::by_token(db, token).await
}

/// The people of the scope's unit with these ids, in no order; unknown ids are left out.
///
/// # Errors
///
/// When the database refuses.
pub async fn people_by_id(
    db: &mut impl Query,
    scope: &Scope,
    ids: &[PersonId],
) -> Result<Vec<Person>> {
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(store::find(db, scope, *id).await?);
    }
    Ok(people)
}

/// What people are called whose numbers the log keeps, and the unit on whose roll each is or was;
/// who is forgotten is called [`NOBODY`](crate::NOBODY). For the log only: it asks nobody's scope.
///
/// # Errors
///
/// When the database refuses.
pub async fn names_for_log(
    db: &mut impl Query,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, (UnitId, String)>> {
    names::names(db, ids).await
}

/// A short line of the roll: enough to match a name and to tick it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub id: PersonId,
    /// The whole name.
    pub full_name: String,
    /// What everybody calls them; may be empty.
    pub nickname: String,
    /// Dusun; may be empty.
    pub hamlet: String,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// How the person belongs.
    pub kind: Kind,
}

impl Placed {
    /// "Dusun Krajan, RT 03/RW 02", or as much of it as is known.
    #[must_use]
    pub fn place(&self) -> String {
        crate::domain::describe_place(&self.hamlet, self.rt, self.rw)
    }
}

/// The whole roll of the scope's unit by name, guests left out; at most 20,000.
///
/// # Errors
///
/// When the database refuses.
pub async fn roll(db: &mut impl Query, scope: &Scope) -> Result<Vec<Placed>> {
    store::roll(db, scope).await
}

/// Days of birth of whoever is on the scope's roll, where they are known; at most 20,000.
///
/// # Errors
///
/// When the database refuses.
pub async fn births(db: &mut impl Query, scope: &Scope) -> Result<HashMap<PersonId, Date>> {
    store::births(db, scope).await
}

/// Days on which whoever is on the scope's roll joined, where they are known; at most 20,000.
///
/// # Errors
///
/// When the database refuses.
pub async fn joined(db: &mut impl Query, scope: &Scope) -> Result<HashMap<PersonId, Date>> {
    store::joined(db, scope).await
}

/// People of the scope's unit whose name, nickname or phone answers `text`, best first; at most
/// `limit`. Spellings count as one: "Muh. Rizki" answers "Mohammad Rizky".
///
/// # Errors
///
/// When the database refuses.
pub async fn search(
    db: &mut impl Query,
    scope: &Scope,
    text: &str,
    limit: i64,
) -> Result<Vec<Placed>> {
    find::search(db, scope, text, limit).await
}

/// People of the scope's unit who may be the one described: same phone and a like name come
/// first and are `certain`; otherwise people whose whole name is alike.
///
/// # Errors
///
/// When the database refuses.
pub async fn match_person(
    db: &mut impl Query,
    scope: &Scope,
    key: &PersonKey,
) -> Result<(Option<PersonId>, Vec<Placed>)> {
    let alike =
        |placed: &Placed| name::same(&placed.full_name, &key.name) == name::Likeness::Likely;
    if let Some(phone) = &key.phone {
        let same_phone = store::with_phone(db, scope, phone).await?;
        let mut found = same_phone.iter().filter(|placed| alike(placed));
        if let (Some(one), None) = (found.next(), found.next()) {
            return Ok((Some(one.id), Vec::new()));
        }
    }
    let mut maybe = find::search(db, scope, &key.name, 20).await?;
    maybe.retain(alike);
    Ok((None, maybe))
}
