//! What a context contributes to the product, as plain data and plain functions.
//! `guyub/src/modules.rs` lists one per context: the table of contents of the product.
//! Fields grow with need; a page shows only what exists.

use crate::{Actor, BoxFuture, Ctx, EvidenceHook, Identity, LogKind, Result, Visitor};
use axum::Router;
use axum::http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::id::{ActivityId, PersonId, UnitId};
use kernel::paper::Section;
use storage::{Db, Tx, Uuid};

/// One context's contribution.
#[derive(Clone, Copy)]
pub struct Module {
    /// The crate's name.
    pub name: &'static str,
    /// Its addresses.
    pub router: fn() -> Router<Ctx>,
    /// Its numbered steps, in portable SQL.
    pub migrations: &'static [&'static str],
    /// What can be done in it, and by whom.
    pub acts: &'static [Act],
    /// Which of its lines in the audit log are of a kind that the board looks for.
    pub log: &'static [(LogKind, Act)],
    /// Its English texts, as a `.po` catalogue.
    pub texts: &'static str,
    /// Its rooms, for the navigation bar and the menu page.
    pub navigation: &'static [NavItem],
    /// Its kinds of background work.
    pub jobs: &'static [jobs::Kind<Ctx>],
    /// What it shows on an activity's page.
    pub activity_panels: &'static [ActivityPanel],
    /// Its sections of an activity's report.
    pub report_sections: &'static [ReportSection],
    /// Its sections of the report on a term or another span of days.
    pub term_sections: &'static [TermSection],
    /// What it shows on a person's page.
    pub person_panels: &'static [PersonPanel],
    /// What it shows on a unit's public page.
    pub unit_panels: &'static [UnitPanel],
    /// Knows what is taught at an activity; only training does.
    pub teaching: Option<TeachingHook>,
    /// Knows who took part in something; only activity does.
    pub took_part: Option<TookPartHook>,
    /// Knows the unit's activities by name; only activity does.
    pub activity_names: Option<NamesHook>,
    /// Knows how the unit's activities stand; only activity does.
    pub standing: Option<StandingHook>,
    /// Knows what units hold for everybody; only activity does.
    pub public_activities: Option<PublicHook>,
    /// Its tables with a column `person_id`: a person who stands there has been used.
    pub person_refs: &'static [&'static str],
    /// How rows follow a person whose two entries become one, where plain repointing is not
    /// enough. A table of `person_refs` that is not named here has a column `id`, and its rows
    /// follow one by one.
    pub person_rows: &'static [PersonRows],
    /// Makes again what follows from a person's rows, after rows came or went.
    pub person_follows: &'static [PersonFollows],
    /// Tables and their columns (Unix milliseconds) that tell when a person was last seen.
    pub person_seen: &'static [(&'static str, &'static str)],
    /// Takes away what tells in its rows who a person is; counts and money stay.
    pub person_forget: Option<ForgetHook>,
    /// Its kinds of background work that are done once a day, by name.
    pub daily: &'static [&'static str],
    /// What it can prove for the organisation's classification.
    pub evidence: &'static [EvidenceHook],
    /// What it knows of a person, for the person's own copy.
    pub export: Option<ExportHook>,
    /// The groups of people it knows, whose names can be lent to another unit.
    pub groups: Option<Groups>,
    /// What it shows on the home page.
    pub home_cards: &'static [HomeCard],
    /// Brings rows up to date where SQL alone cannot; after every start's migrations, so it must
    /// be quick when nothing is left to do.
    pub prepare: &'static [Prepare],
    /// What must be handed over when the board changes, as this context knows it.
    pub handover: &'static [HandoverHook],
    /// What `guyub check` looks at in its rows.
    pub checks: &'static [Check],
    /// What it does when a unit's board changes, in the same transaction.
    pub board_changed: Option<BoardHook>,
    /// What it does when a unit becomes part of another, in the same transaction.
    pub unit_merged: Option<MergerHook>,
    /// Finds out who is asking; only identity has one.
    pub actor: Option<ActorHook>,
}

impl Module {
    /// A module that contributes nothing yet.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            router: Router::new,
            migrations: &[],
            acts: &[],
            log: &[],
            texts: "",
            navigation: &[],
            jobs: &[],
            activity_panels: &[],
            report_sections: &[],
            term_sections: &[],
            person_panels: &[],
            unit_panels: &[],
            teaching: None,
            took_part: None,
            activity_names: None,
            standing: None,
            public_activities: None,
            person_refs: &[],
            person_rows: &[],
            person_follows: &[],
            person_seen: &[],
            person_forget: None,
            daily: &[],
            evidence: &[],
            export: None,
            groups: None,
            home_cards: &[],
            prepare: &[],
            handover: &[],
            checks: &[],
            board_changed: None,
            unit_merged: None,
            actor: None,
        }
    }
}

/// A room: an entry of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// Where it stands; small first. The first four are on the bar, all are on the menu page.
    pub order: u8,
    /// Where it leads.
    pub href: &'static str,
    /// Its word, Indonesian.
    pub label: &'static str,
    /// Its picture in the sprite.
    pub icon: &'static str,
    /// Shown to those who may do this; to every officer when `None`.
    pub act: Option<Act>,
}

/// A part of a page that another context contributes.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Where it stands; small first.
    pub order: u16,
    /// Heading.
    pub title: String,
    /// Safe HTML, rendered by the context's own template.
    pub html: String,
}

/// What a context shows on an activity's page, or nothing.
pub type ActivityPanel =
    for<'a> fn(&'a Ctx, &'a Actor, ActivityId) -> BoxFuture<'a, Result<Option<Panel>>>;

/// A context's section of an activity's report, or nothing.
pub type ReportSection =
    for<'a> fn(&'a Ctx, &'a Scope, ActivityId) -> BoxFuture<'a, Result<Option<Section>>>;

/// A context's sections of the report on the days from one to another, both included.
pub type TermSection =
    for<'a> fn(&'a Ctx, &'a Scope, (Date, Date)) -> BoxFuture<'a, Result<Vec<Section>>>;

/// What is taught at an activity, as its invitation, public page, poster and certificate tell it.
/// Nothing in it is private.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Teaching {
    /// Theme in words; empty when it has none.
    pub theme: String,
    /// Speakers with their title or institution, in order.
    pub speakers: Vec<String>,
    /// Topics in order, each with its lesson hours (JP), 0 when not counted.
    pub topics: Vec<(String, u16)>,
    /// Lesson hours (JP) in all, 0 when not counted.
    pub hours: u16,
    /// The form that changes activity and teaching together.
    pub form: Option<String>,
}

/// What is taught at an activity, or nothing.
pub type TeachingHook =
    for<'a> fn(&'a Ctx, &'a Scope, ActivityId) -> BoxFuture<'a, Result<Option<Teaching>>>;

/// Who of the scope's roll took part in at least one thing from a day on, each once.
pub type TookPartHook =
    for<'a> fn(&'a Ctx, &'a Scope, Date) -> BoxFuture<'a, Result<Vec<PersonId>>>;

/// Activities of the scope's unit that begin or end near a day, the latest first.
pub type NamesHook =
    for<'a> fn(&'a Ctx, &'a Scope, Date) -> BoxFuture<'a, Result<Vec<(ActivityId, String)>>>;

/// How an activity stands, for whoever planned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub activity: ActivityId,
    /// Its title.
    pub title: String,
    /// Its days, as people say them.
    pub days: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Different people who came.
    pub present: i64,
}

/// How these activities of the scope's unit stand, in the order asked; one that is not there is
/// left out.
pub type StandingHook =
    for<'a> fn(&'a Ctx, &'a Scope, &'a [ActivityId]) -> BoxFuture<'a, Result<Vec<Standing>>>;

/// Something that a unit holds and tells everybody on its public page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicActivity {
    /// Which.
    pub activity: ActivityId,
    /// Whose.
    pub unit: UnitId,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// What these units hold between two days, as their public pages tell it.
pub type PublicHook =
    for<'a> fn(&'a Ctx, &'a [UnitId], Date, Date) -> BoxFuture<'a, Result<Vec<PublicActivity>>>;

/// What a context shows on a person's page, or nothing.
pub type PersonPanel =
    for<'a> fn(&'a Ctx, &'a Actor, PersonId) -> BoxFuture<'a, Result<Option<Panel>>>;

/// Something that a context knows of a person, as the person reads it and takes it along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Heading, Indonesian.
    pub title: &'static str,
    /// Headings of the columns, Indonesian; with two, each row is a label and a value.
    pub columns: &'static [&'static str],
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// What a context knows of a person of the scope's unit.
/// It is asked once for the unit that keeps the roll and once for each of its parts; rows of
/// that one unit are the answer.
pub type ExportHook = for<'a> fn(&'a Ctx, &'a Scope, PersonId) -> BoxFuture<'a, Result<Vec<Known>>>;

/// Forgets a person of the scope's unit in the caller's transaction, be it that they wished it or
/// that the time to keep them is over.
pub type ForgetHook =
    for<'a> fn(&'a mut Tx, &'a Scope, PersonId, Timestamp) -> BoxFuture<'a, Result<()>>;

/// A group of people that a context knows, such as those who take part in an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id, of whatever kind.
    pub id: Uuid,
    /// Its name.
    pub title: String,
}

/// How a context tells of its groups.
#[derive(Clone, Copy)]
pub struct Groups {
    /// The groups of the scope's unit that matter now.
    pub list: GroupsHook,
    /// The title and the people of a group of the scope's unit; nothing if it knows none such.
    pub people: GroupHook,
}

/// The groups of people that a context knows in the scope's unit.
pub type GroupsHook = for<'a> fn(&'a Ctx, &'a Scope) -> BoxFuture<'a, Result<Vec<Group>>>;

/// A group by its title, and who is in it.
pub type TitledGroup = (String, Vec<PersonId>);

/// The title and the people of a group of the scope's unit, or nothing.
pub type GroupHook =
    for<'a> fn(&'a Ctx, &'a Scope, Uuid) -> BoxFuture<'a, Result<Option<TitledGroup>>>;

/// What a context shows to everybody on a unit's public page, or nothing; nothing personal.
pub type UnitPanel =
    for<'a> fn(&'a Ctx, &'a Visitor, UnitId) -> BoxFuture<'a, Result<Option<Panel>>>;

/// What a context shows on the home page, or nothing.
pub type HomeCard = for<'a> fn(&'a Ctx, &'a Actor) -> BoxFuture<'a, Result<Option<Panel>>>;

/// How the rows of a table follow a person into another entry of the same person.
#[derive(Debug, Clone, Copy)]
pub struct PersonRows {
    /// The table; it has a column `unit_id`.
    pub table: &'static str,
    /// The column that names the person.
    pub column: &'static str,
    /// Columns by which a row is found again, the person's beside them.
    pub key: &'static [&'static str],
    /// What becomes of the rows.
    pub follow: Follow,
}

/// What becomes of the rows of an entry that is merged into another.
#[derive(Debug, Clone, Copy)]
pub enum Follow {
    /// All of them follow.
    All,
    /// Where both entries have a row with the same `of`, the better by the order `better` (SQL)
    /// stays and the other is put aside, to come back when the merge is undone.
    Better {
        /// Columns in which a person may stand but once.
        of: &'static [&'static str],
        /// Best first.
        better: &'static str,
    },
    /// Where both entries have a row with the same `of`, the merged-away entry keeps its own.
    Unless {
        /// Columns in which a person may stand but once.
        of: &'static [&'static str],
    },
    /// They stay where they are: they tell of the entry itself.
    Never,
    /// They follow from other rows; a [`PersonFollows`] makes them again.
    Derived,
    /// A row that is `when` (SQL; `$2` is today's day) ties the entry, so that it can't be merged
    /// into another; all others follow.
    Tied {
        /// The condition.
        when: &'static str,
        /// Why, for the person who asked.
        why: &'static str,
    },
}

/// Makes again what follows from the rows of a person of the scope's unit.
pub type PersonFollows =
    for<'a> fn(&'a mut storage::Tx, &'a Scope, PersonId) -> BoxFuture<'a, Result<()>>;

/// Brings a context's rows up to date.
pub type Prepare = for<'a> fn(&'a Ctx) -> BoxFuture<'a, storage::Result<()>>;

/// What kind of thing is handed over; the order is that of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandoverKind {
    /// Papers, books, archives.
    Documents,
    /// Cash, bank, debts.
    Money,
    /// Goods of the inventory, the stamp, keys.
    Goods,
    /// Accounts, groups, passphrases of others' services.
    Accounts,
    /// What is under way: programmes, activities, promises.
    Work,
}

impl HandoverKind {
    /// Every kind, in order.
    pub const ALL: [Self; 5] = [
        Self::Documents,
        Self::Money,
        Self::Goods,
        Self::Accounts,
        Self::Work,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Money => "money",
            Self::Goods => "goods",
            Self::Accounts => "accounts",
            Self::Work => "work",
        }
    }

    /// The kind whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The heading on page and paper.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Documents => "Dokumen dan buku",
            Self::Money => "Keuangan",
            Self::Goods => "Barang",
            Self::Accounts => "Akun dan grup",
            Self::Work => "Kegiatan berjalan",
        }
    }
}

/// Something that must be handed over, with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverItem {
    /// What it is for the program, `context.noun`; the same at every asking.
    pub key: &'static str,
    /// Under which heading it stands.
    pub kind: HandoverKind,
    /// What it is, in Indonesian, for page and paper.
    pub title: &'static str,
    /// How it stands today: "3 SK, 2 dengan pindaian".
    pub state: String,
}

/// What a context lists for a handover in the scope's unit on a day.
pub type HandoverHook =
    for<'a> fn(&'a Ctx, &'a Scope, Date) -> BoxFuture<'a, Result<Vec<HandoverItem>>>;

/// What came of looking at a context's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What was looked at, for when all is well.
    pub good: String,
    /// What is wrong, a sentence each.
    pub problems: Vec<String>,
}

/// Looks whether a context's rows are as they were written; changes nothing.
pub type Check = for<'a> fn(&'a Db) -> BoxFuture<'a, storage::Result<Checked>>;

/// A board that has just taken over in a transaction that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardChange {
    /// The unit.
    pub scope: Scope,
    /// Who held an office with rights until now; empty for a unit that had no board.
    pub before: Vec<PersonId>,
    /// Who of them holds none any more.
    pub left: Vec<PersonId>,
    /// The day in the unit's time zone.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
}

/// What a context does when a board changes; an error stops the change as a whole.
pub type BoardHook = for<'a> fn(&'a mut Tx, &'a BoardChange) -> BoxFuture<'a, Result<()>>;

/// A unit whose people have just moved to the roll of another, in a transaction that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitMerger {
    /// The unit that rests from now on; what it has written stays with it.
    pub from: Scope,
    /// The unit that has its people.
    pub into: Scope,
    /// Who held an office in `from` until now.
    pub officers: Vec<PersonId>,
    /// The moment.
    pub now: Timestamp,
}

/// What a context does when a unit becomes part of another; an error stops it as a whole.
pub type MergerHook = for<'a> fn(&'a mut Tx, &'a UnitMerger) -> BoxFuture<'a, Result<()>>;

/// Who is asking, from the request's headers.
pub type ActorHook = for<'a> fn(&'a Ctx, &'a HeaderMap) -> BoxFuture<'a, Result<Identity>>;
