//! A random world: some units with people, officers of random roles (one of them with an office
//! next door), activities, surveys, names lent to each other. The same seed makes the same world.

use crate::support::{Given, Officer, Village, training};
use activity::{AttendanceState, How, Mark};
use kernel::access::Role;
use kernel::id::{
    ActivityId, CashBookId, EntryId, GuestEntryId, IncomingId, ItemId, ItemLoanId, LetterId,
    PersonId, ProgramItemId, ShareId, StockTakeId,
};
use meeting::{NewAssembly, Plan, Rules, Term};
use organization::NewAppointment;
use storage::{Tx, args};
use web::Ctx;

/// A small seeded generator (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        let sides = u64::try_from(most - least + 1).unwrap();
        least + usize::try_from(self.next() % sides).unwrap()
    }
}

/// What a way may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    Unit,
    Person,
    Activity,
    Session,
    Survey,
    Assembly,
    /// A share, of the unit that lends.
    Share,
    /// The same, of the unit that may read it today.
    Loan,
    /// A person in a share, of the unit that may read it today.
    Lent,
    Book,
    Entry,
    /// A letter that is still a draft.
    Letter,
    Incoming,
    Guest,
    Program,
    ProgramItem,
    Item,
    ItemLoan,
    /// A walk under way, by the name of a thing it looks for.
    StockTake,
    Potential,
}

/// The home of what nobody may read any more.
const NOWHERE: usize = usize::MAX;

/// Something of a unit that may be seen.
#[derive(Debug, Clone)]
pub struct Thing {
    pub noun: Noun,
    /// The number of its unit.
    pub home: usize,
    pub id: String,
    /// What it is part of, if anything.
    pub part_of: String,
    /// A word that stands nowhere but in its name.
    pub name: String,
}

/// See the module's words.
pub struct World {
    pub places: Vec<Place>,
    pub things: Vec<Thing>,
    /// Names of those who do not want to be lent.
    shy: Vec<String>,
}

/// A unit with its officers.
pub struct Place {
    pub village: Village,
    pub officers: Vec<Officer>,
}

const PLACES: [&str; 4] = ["Jambu", "Lenteng", "Sukamaju", "Karanganyar"];

impl World {
    /// The world of `seed`.
    pub async fn made(ctx: &Ctx, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut world = Self {
            places: Vec::new(),
            things: Vec::new(),
            shy: Vec::new(),
        };
        for place in &PLACES[..dice.between(2, 3)] {
            world.settle(ctx, &mut dice, place).await;
        }
        world.lend(ctx, &mut dice).await;
        world
    }

    /// Things of this kind, wherever.
    pub fn all(&self, noun: Noun) -> impl Iterator<Item = &Thing> {
        self.things.iter().filter(move |thing| thing.noun == noun)
    }

    /// The id of the first thing of this kind in the unit number `home`.
    pub fn first(&self, noun: Noun, home: usize) -> String {
        let mut things = self.all(noun).filter(|thing| thing.home == home);
        things.next().unwrap().id.clone()
    }

    /// What nobody outside the unit number `home` may read.
    pub fn names(&self, home: usize) -> Vec<&str> {
        let things = self.things.iter();
        let own = things.filter(|thing| thing.home == home && thing.noun != Noun::Unit);
        own.map(|thing| thing.name.as_str()).collect()
    }

    /// Units lend each other names: some of these shares are open, some are over, some revoked; some
    /// name everybody, some a few; somebody does not want to be lent.
    pub async fn lend_names(&mut self, ctx: &Ctx, seed: u64) {
        let mut dice = Dice(seed ^ 0x5a5a);
        let places = self.places.len();
        for (from, to) in (0..places * places).map(|at| (at / places, at % places)) {
            if from != to {
                self.lend_to(ctx, &mut dice, from, to).await;
            }
        }
    }

    /// A share of the unit number `from` with the unit number `to`.
    pub async fn lend_to(&mut self, ctx: &Ctx, dice: &mut Dice, from: usize, to: usize) {
        let (unit, to_unit) = (
            self.places[from].village.unit.id,
            self.places[to].village.unit.id,
        );
        let now = ctx.clock.now();
        let today = self.places[from].village.unit.zone.today(now);
        let state = dice.between(0, 3);
        let until = if state == 0 {
            today.yesterday()
        } else {
            today.tomorrow()
        }
        .unwrap();
        let revoked = (state == 1).then_some(now);
        let (id, purpose, few): (ShareId, _, _) =
            (storage::fresh(), word(dice), dice.between(0, 1) == 1);
        let mut tx = ctx.db.begin().await.unwrap();
        tx.run(
            "insert into share (id, unit_id, to_unit, purpose, with_phone, hamlet, group_title,
                                from_day, until_day, created_at, revoked_at)
             values ($1, $2, $3, $4, $5, '', $6, '2026-01-01', $7, $8, $9)",
            args![
                id,
                unit,
                to_unit,
                &purpose,
                true,
                if few { "Peserta" } else { "" },
                until,
                now,
                revoked
            ],
        )
        .await
        .unwrap();
        let reader = if state > 1 { to } else { NOWHERE };
        let people: Vec<Thing> = self
            .all(Noun::Person)
            .filter(|thing| thing.home == from)
            .cloned()
            .collect();
        for person in people {
            let named = !few || dice.between(0, 1) == 1;
            if few && named {
                tx.run(
                    "insert into share_person (share_id, person_id, unit_id) values ($1, $2, $3)",
                    args![id, person.id.parse::<PersonId>().unwrap(), unit],
                )
                .await
                .unwrap();
            }
            let objects = dice.between(0, 5) == 0;
            if objects {
                tx.run(
                    "insert into share_objection (person_id, unit_id, since) values ($1, $2, 0)
                     on conflict do nothing",
                    args![person.id.parse::<PersonId>().unwrap(), unit],
                )
                .await
                .unwrap();
                // It counts for every share, also for those before this one.
                for thing in &mut self.things {
                    if thing.noun == Noun::Lent && thing.name == person.name {
                        thing.home = NOWHERE;
                    }
                }
                self.shy.push(person.name.clone());
            }
            let shown = named && !self.shy.contains(&person.name);
            let home = if shown { reader } else { NOWHERE };
            self.add(Noun::Lent, home, &person.id, &id.to_string(), &person.name);
        }
        tx.commit().await.unwrap();
        self.add(Noun::Share, from, id, "", &purpose);
        self.add(Noun::Loan, reader, id, "", &purpose);
    }

    async fn settle(&mut self, ctx: &Ctx, dice: &mut Dice, place: &str) {
        let home = self.places.len();
        let mut given = Given::unit(place);
        let mut left = Role::ALL.to_vec();
        let mut roles = vec![left.remove(0)]; // somebody who may do most
        for _ in 0..dice.between(1, 3) {
            roles.push(left.remove(dice.between(0, left.len() - 1)));
        }
        for role in &roles {
            given = given.officer(*role);
        }
        let names: Vec<String> = (0..dice.between(1, 4)).map(|_| word(dice)).collect();
        for name in &names {
            given = given.member(name, 1);
        }
        let village = given.on(ctx).await;
        for name in &names {
            self.add(Noun::Person, home, village.person(name), "", name);
        }
        self.add(Noun::Unit, home, village.unit.id, "", &village.unit.name);
        self.keep_cash(ctx, dice, home, &village).await;
        self.keep_letters(ctx, dice, home, &village).await;
        self.plan(ctx, dice, home, &village).await;
        self.keep_things(ctx, dice, home, &village).await;
        for _ in 0..dice.between(1, 2) {
            self.act(ctx, dice, home, &village, &names).await;
        }
        self.assemble(ctx, dice, home, &village).await;
        let officers = roles
            .into_iter()
            .map(|role| village.officer(role).clone())
            .collect();
        self.places.push(Place { village, officers });
    }

    /// An activity with a survey, to which everybody came.
    async fn act(
        &mut self,
        ctx: &Ctx,
        dice: &mut Dice,
        home: usize,
        village: &Village,
        names: &[String],
    ) {
        let title = word(dice);
        let (activity, sessions) = village.activity(ctx, &training(&title)).await;
        self.add(Noun::Activity, home, activity, "", &title);
        for session in &sessions {
            self.add(Noun::Session, home, *session, &activity.to_string(), &title);
        }
        let mut tx = ctx.db.begin().await.unwrap();
        let people: Vec<PersonId> = names.iter().map(|name| village.person(name)).collect();
        attend(&mut tx, ctx, village, activity, &people).await;
        let known = activity::find(&mut tx, &village.scope, activity)
            .await
            .unwrap()
            .unwrap();
        let survey = evaluation::create_survey(&mut tx, &village.scope, &known, ctx.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.add(Noun::Survey, home, survey, "", &title);
    }

    /// A Temu Karya of every member.
    async fn assemble(&mut self, ctx: &Ctx, dice: &mut Dice, home: usize, village: &Village) {
        let title = word(dice);
        let new = NewAssembly {
            activity: training(&title),
            plan: Plan {
                name: "Temu Karya".to_owned(),
                term: Term {
                    from: 2026,
                    until: 2031,
                },
                rules: Rules::of_members(),
                letter_number: String::new(),
            },
        };
        let mut tx = ctx.db.begin().await.unwrap();
        let id = meeting::create(&mut tx, &village.scope, &new, ctx.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.add(Noun::Assembly, home, id, "", &title);
    }

    /// A work programme with one line.
    async fn plan(&mut self, ctx: &Ctx, dice: &mut Dice, home: usize, village: &Village) {
        let title = word(dice);
        let (scope, now) = (&village.scope, ctx.clock.now());
        let new = planning::NewItem {
            title: title.clone(),
            months: planning::Months::of([12]),
            ..planning::NewItem::default()
        };
        let item: ProgramItemId = storage::fresh();
        let mut tx = ctx.db.begin().await.unwrap();
        let program = planning::begin(&mut tx, scope, 2026, None, now)
            .await
            .unwrap()
            .unwrap();
        planning::add_item(&mut tx, scope, program, item, &new, now)
            .await
            .unwrap();
        let name = word(dice);
        let thing = planning::potential::NewPotential {
            capital: planning::potential::Capital::Nature,
            name: name.clone(),
            note: String::new(),
            owner: String::new(),
            condition: None,
            hamlet: String::new(),
            coordinates: None,
        };
        let thing = planning::note_potential(&mut tx, scope, &thing, None, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.add(Noun::Potential, home, thing, "", &name);
        self.add(Noun::Program, home, program, "", &title);
        self.add(Noun::ProgramItem, home, item, &program.to_string(), &title);
    }

    /// A cash book with one entry.
    async fn keep_cash(&mut self, ctx: &Ctx, dice: &mut Dice, home: usize, village: &Village) {
        let (name, text) = (word(dice), word(dice));
        let mut tx = ctx.db.begin().await.unwrap();
        let (book, entry) = cash(&mut tx, ctx, village, &name, &text).await;
        tx.commit().await.unwrap();
        self.add(Noun::Book, home, book, "", &name);
        self.add(Noun::Entry, home, entry, &book.to_string(), &text);
    }

    /// A letter that is a draft, one that came in, and a guest.
    async fn keep_letters(&mut self, ctx: &Ctx, dice: &mut Dice, home: usize, village: &Village) {
        let (written, came, guest) = (word(dice), word(dice), word(dice));
        let mut tx = ctx.db.begin().await.unwrap();
        let (letter, incoming) = letters(&mut tx, ctx, village, &written, &came).await;
        let entry = welcome(&mut tx, ctx, village, &guest).await;
        tx.commit().await.unwrap();
        self.add(Noun::Guest, home, entry, "", &guest);
        self.add(Noun::Letter, home, letter, "", &written);
        self.add(Noun::Incoming, home, incoming, "", &came);
    }

    /// A thing, some of it lent, and a walk under way that looks for it.
    async fn keep_things(&mut self, ctx: &Ctx, dice: &mut Dice, home: usize, village: &Village) {
        let (thing, borrower) = (word(dice), word(dice));
        let mut tx = ctx.db.begin().await.unwrap();
        let (item, loan, walk) = things(&mut tx, ctx, village, &thing, &borrower).await;
        tx.commit().await.unwrap();
        self.add(Noun::Item, home, item, "", &thing);
        self.add(Noun::ItemLoan, home, loan, "", &borrower);
        self.add(Noun::StockTake, home, walk, "", &thing);
    }

    fn add(&mut self, noun: Noun, home: usize, id: impl ToString, part_of: &str, name: &str) {
        self.things.push(Thing {
            noun,
            home,
            id: id.to_string(),
            part_of: part_of.to_owned(),
            name: name.to_owned(),
        });
    }

    /// The first unit's first officer gets an office in the second unit, too.
    async fn lend(&self, ctx: &Ctx, dice: &mut Dice) {
        let [from, to, ..] = &self.places[..] else {
            return;
        };
        let role = Role::ALL[dice.between(0, Role::ALL.len() - 1)];
        let office = NewAppointment {
            person: from.officers[0].person,
            role,
            title: role.title().to_owned(),
            from: to.village.unit.zone.today(ctx.clock.now()),
            until: None,
        };
        let mut tx = ctx.db.begin().await.unwrap();
        organization::appoint(&mut tx, &to.village.scope, &office, ctx.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

async fn attend(
    tx: &mut Tx,
    ctx: &Ctx,
    village: &Village,
    activity: ActivityId,
    people: &[PersonId],
) {
    let (now, scope) = (ctx.clock.now(), &village.scope);
    let today = village.unit.zone.today(now);
    for person in people {
        activity::register_person(tx, scope, activity, *person, today, now)
            .await
            .unwrap();
    }
    let sessions = activity::sessions(tx, activity).await.unwrap();
    let mark = |person: &PersonId| Mark {
        id: storage::fresh(),
        person: *person,
        state: AttendanceState::Present,
        at: now,
        how: How::Tap,
    };
    let marks: Vec<Mark> = people.iter().map(mark).collect();
    activity::mark_all(tx, scope, &sessions[0], &marks, None, now)
        .await
        .unwrap();
}

async fn cash(
    tx: &mut Tx,
    ctx: &Ctx,
    village: &Village,
    name: &str,
    text: &str,
) -> (CashBookId, EntryId) {
    let now = ctx.clock.now();
    let by = finance::By {
        account: storage::fresh(),
        name: "Buku lama".to_owned(),
        now,
        today: village.unit.zone.today(now),
    };
    let book = finance::NewBook {
        name: name.to_owned(),
        code: "KU".to_owned(),
        opening: None,
    };
    let book = finance::open_book(tx, &village.scope, &book, &by)
        .await
        .unwrap()
        .unwrap();
    let rule = finance::Rule {
        id: storage::fresh(),
        from: finance::Month::of(by.today),
        amount: kernel::Money(10_000),
        free: Vec::new(),
    };
    finance::set_rule(tx, &village.scope, &rule, &by)
        .await
        .unwrap();
    let funds = finance::funds(tx, &village.scope).await.unwrap();
    let entry = finance::NewEntry {
        id: storage::fresh(),
        day: by.today,
        direction: finance::Direction::In,
        kind: finance::Kind::Plain,
        amount: kernel::Money(50_000),
        text: text.to_owned(),
        party: String::new(),
        category: String::new(),
        fund: funds[0].id,
        activity: None,
        refers_to: None,
        line: None,
    };
    let told = finance::Told { entry, cover: None };
    let entry = finance::record(tx, &village.scope, book, &told, &by)
        .await
        .unwrap();
    (book, entry)
}

async fn letters(
    tx: &mut Tx,
    ctx: &Ctx,
    village: &Village,
    written: &str,
    came: &str,
) -> (LetterId, IncomingId) {
    let now = ctx.clock.now();
    let by = secretariat::By {
        name: "Buku lama".to_owned(),
        now,
        today: village.unit.zone.today(now),
    };
    let series = secretariat::NewSeries {
        name: "Surat umum".to_owned(),
        org: "KT".to_owned(),
        pattern: "{seq:03}/{org}/{roman}/{year}".to_owned(),
        first: 1,
    };
    let series = secretariat::open_series(tx, &village.scope, &series, &by)
        .await
        .unwrap()
        .unwrap();
    let says = secretariat::NewLetter {
        series,
        kind: secretariat::Kind::Notice,
        day: by.today,
        subject: written.to_owned(),
        recipient: "Yth. Warga".to_owned(),
        attachments: String::new(),
        greeting: secretariat::Greeting::preset("hormat"),
        body: "Kami memberitahukan kerja bakti.".to_owned(),
        cc: String::new(),
        slip: false,
    };
    let letter = storage::fresh();
    secretariat::write(tx, &village.scope, letter, &says, &by)
        .await
        .unwrap();
    let says = secretariat::NewIncoming {
        received: by.today,
        number: String::new(),
        day: None,
        sender: "Kelurahan".to_owned(),
        subject: came.to_owned(),
        attachments: String::new(),
        note: String::new(),
    };
    let incoming = storage::fresh();
    secretariat::enter(tx, &village.scope, incoming, &says, &by)
        .await
        .unwrap();
    (letter, incoming)
}

async fn welcome(tx: &mut Tx, ctx: &Ctx, village: &Village, name: &str) -> GuestEntryId {
    let now = ctx.clock.now();
    let by = secretariat::By {
        name: "Buku lama".to_owned(),
        now,
        today: village.unit.zone.today(now),
    };
    let says = secretariat::NewGuest {
        day: by.today,
        name: name.to_owned(),
        from: "Kelurahan".to_owned(),
        address: String::new(),
        phone: String::new(),
        purpose: "Kunjungan".to_owned(),
        met: String::new(),
        impression: String::new(),
    };
    let id = storage::fresh();
    secretariat::welcome(tx, &village.scope, id, &says, &by)
        .await
        .unwrap();
    id
}

async fn things(
    tx: &mut Tx,
    ctx: &Ctx,
    village: &Village,
    thing: &str,
    borrower: &str,
) -> (ItemId, ItemLoanId, StockTakeId) {
    let now = ctx.clock.now();
    let by = secretariat::By {
        name: "Buku lama".to_owned(),
        now,
        today: village.unit.zone.today(now),
    };
    let says = secretariat::NewItem {
        code: "INV-001".to_owned(),
        name: thing.to_owned(),
        brand: String::new(),
        measure: "buah".to_owned(),
        origin: secretariat::Origin::Bought,
        acquired: String::new(),
        price: kernel::Money(0),
        place: String::new(),
        holder: String::new(),
        note: String::new(),
    };
    let condition = secretariat::Condition::Good;
    let pieces = secretariat::Pieces::of(condition, 5);
    let item = storage::fresh();
    secretariat::enter_item(tx, &village.scope, item, (&says, pieces), &by)
        .await
        .unwrap();
    let says = secretariat::NewLoan {
        count: 2,
        condition,
        kind: secretariat::BorrowerKind::Outsider,
        borrower: borrower.to_owned(),
        person: None,
        phone: String::new(),
        purpose: "Hajatan".to_owned(),
        out_on: by.today,
        due_on: by.today,
        fee: kernel::Money(0),
    };
    let loan = storage::fresh();
    secretariat::lend(tx, &village.scope, (loan, item), &says, &by)
        .await
        .unwrap();
    let walk = secretariat::begin_take(tx, &village.scope, &by)
        .await
        .unwrap();
    (item, loan, walk)
}

/// A word that nobody else has, of syllables that no spelling rule touches.
fn word(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 5] = ["ba", "ki", "lu", "ma", "ni"];
    let mut word = "Z".to_owned();
    word.extend((0..9).map(|_| SYLLABLES[dice.between(0, 4)]));
    word
}
