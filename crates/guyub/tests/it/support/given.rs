//! A unit and its people: `Given::unit("Jambu").officer(Role::Secretary).member("Ana", 3)`.
//! Officers are signed in without a passphrase, which would cost a second of hashing each.

use kernel::access::{Role, Scope};
use kernel::id::{AccountId, PersonId, SignInId};
use organization::{NewAppointment, NewPart, NewPerson, NewUnit, Unit, regions};
use storage::{Tx, args};
use web::Ctx;

/// What is to be there.
pub struct Given {
    place: String,
    officers: Vec<Role>,
    members: Vec<(String, u16)>,
}

/// What is there.
pub struct Village {
    pub unit: Unit,
    pub scope: Scope,
    officers: Vec<Officer>,
    people: Vec<(String, PersonId)>,
}

/// An officer with an account, signed in on one device and in one program.
#[derive(Debug, Clone)]
pub struct Officer {
    pub role: Role,
    pub name: String,
    pub person: PersonId,
    pub account: AccountId,
    /// The cookie's token.
    pub token: String,
    /// A program's token.
    pub bearer: String,
}

impl Given {
    /// The unit of the first village that is found under `place`.
    pub fn unit(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            officers: Vec::new(),
            members: Vec::new(),
        }
    }

    /// An officer, called by the office: "Sekretaris Jambu".
    pub fn officer(mut self, role: Role) -> Self {
        self.officers.push(role);
        self
    }

    /// A member who lives in `rt`.
    pub fn member(mut self, name: &str, rt: u16) -> Self {
        self.members.push((name.to_owned(), rt));
        self
    }

    /// Officers of a unit that is there already.
    pub async fn officers(app: &super::App, unit: Unit, roles: &[Role]) -> Village {
        let mut tx = app.ctx.db.begin().await.unwrap();
        let mut officers = Vec::new();
        for role in roles {
            let name = format!("{} {}", role.title(), unit.slug);
            officers.push(officer(&app.ctx, &mut tx, &unit, *role, name).await);
        }
        tx.commit().await.unwrap();
        Village {
            scope: Scope::of_system(unit.id),
            unit,
            officers,
            people: Vec::new(),
        }
    }

    /// Puts all of it into the house of `ctx`.
    pub async fn on(self, ctx: &Ctx) -> Village {
        let village = regions::search(&self.place, 1).remove(0);
        let now = ctx.clock.now();
        let mut tx = ctx.db.begin().await.unwrap();
        let name = format!("Karang Taruna {}", self.place);
        let new = NewUnit {
            region_code: village.code,
            name,
        };
        let unit = organization::create_unit(&mut tx, new, now).await.unwrap();
        let scope = Scope::of_system(unit.id);
        let mut people = Vec::new();
        for (name, rt) in self.members {
            let person = NewPerson {
                full_name: name.clone(),
                rt: Some(rt),
                ..NewPerson::default()
            };
            let id = organization::add_person(&mut tx, &scope, &person, now)
                .await
                .unwrap();
            people.push((name, id));
        }
        let mut officers = Vec::new();
        for role in self.officers {
            let name = format!("{} {}", role.title(), self.place);
            officers.push(officer(ctx, &mut tx, &unit, role, name).await);
        }
        tx.commit().await.unwrap();
        Village {
            unit,
            scope,
            officers,
            people,
        }
    }
}

impl Village {
    pub fn officer(&self, role: Role) -> &Officer {
        self.officers
            .iter()
            .find(|officer| officer.role == role)
            .unwrap()
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
    }
}

impl Village {
    /// A hamlet, an RT or a committee of this village, with officers of its own.
    pub async fn part(&self, ctx: &Ctx, new: NewPart, roles: &[Role]) -> Village {
        let mut tx = ctx.db.begin().await.unwrap();
        let now = ctx.clock.now();
        let unit = organization::create_part(&mut tx, &self.unit, new, now)
            .await
            .unwrap();
        let mut officers = Vec::new();
        for role in roles {
            let name = format!("{} {}", role.title(), unit.name);
            officers.push(officer(ctx, &mut tx, &unit, *role, name).await);
        }
        tx.commit().await.unwrap();
        Village {
            scope: Scope::of_system(unit.id),
            unit,
            officers,
            people: Vec::new(),
        }
    }

    /// Gives a person of this roll another office, in `unit`.
    pub async fn appoint(&self, ctx: &Ctx, unit: &Unit, person: PersonId, role: Role) {
        let mut tx = ctx.db.begin().await.unwrap();
        let office = NewAppointment {
            person,
            role,
            title: role.title().to_owned(),
            from: unit.zone.today(ctx.clock.now()),
            until: None,
        };
        let scope = Scope::of_system(unit.id);
        organization::appoint(&mut tx, &scope, &office, ctx.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

async fn officer(ctx: &Ctx, tx: &mut Tx, unit: &Unit, role: Role, name: String) -> Officer {
    let (scope, now) = (Scope::of_system(unit.id), ctx.clock.now());
    let person = NewPerson {
        full_name: name.clone(),
        ..NewPerson::default()
    };
    let person = organization::add_person(tx, &scope, &person, now)
        .await
        .unwrap();
    let office = NewAppointment {
        person,
        role,
        title: role.title().to_owned(),
        from: unit.zone.today(now),
        until: None,
    };
    organization::appoint(tx, &scope, &office, now)
        .await
        .unwrap();
    let account: AccountId = storage::fresh();
    let login = format!("{}.{}", role.code(), unit.slug.replace('-', "."));
    tx.run(
        "insert into account (id, unit_id, person_id, login, name, passphrase_hash, must_change,
                              created_at)
         values ($1, $2, $3, $4, $5, 'none', $6, $7)",
        args![account, unit.id, person, login, &name, false, now],
    )
    .await
    .unwrap();
    let token = signed_in(ctx, tx, account, unit, "own").await;
    let bearer = signed_in(ctx, tx, account, unit, "token").await;
    Officer {
        role,
        name,
        person,
        account,
        token,
        bearer,
    }
}

/// The token of a new sign-in.
async fn signed_in(ctx: &Ctx, tx: &mut Tx, account: AccountId, unit: &Unit, kind: &str) -> String {
    let token = storage::random::<storage::Uuid>().simple().to_string();
    let hash = ctx.keys.hash("sign-in", token.as_bytes());
    tx.run(
        "insert into sign_in (id, account_id, unit_id, kind, token_hash, device, address,
                              created_at, seen_at)
         values ($1, $2, $3, $4, $5, 'percobaan', '127.0.0.1', $6, $6)",
        args![
            storage::fresh::<SignInId>(),
            account,
            unit.id,
            kind,
            hash,
            ctx.clock.now()
        ],
    )
    .await
    .unwrap();
    token
}
