//! The organisation: the unit and its village, the people on its roll, who holds which office,
//! and the import of the list that the board has kept until now.
//! Other contexts find people here and nowhere else; the border of names is the village.

mod acts;
mod board;
mod board_pages;
mod board_parts;
mod board_words;
mod book;
mod chart_pages;
mod consents;
mod decree_draft;
mod decree_form;
mod decree_pages;
mod decree_papers;
mod domain;
mod duplicates;
mod evidence;
mod export;
mod family;
mod forgotten;
mod guardians;
mod import;
mod institution;
mod join;
mod join_pages;
mod leaving;
mod members;
mod merge;
mod merge_pages;
mod migrations;
mod office;
mod own;
mod pages;
mod policy;
mod public;
mod readiness;
mod retention;
mod settings;
mod share;
mod store;
mod term_pages;
mod tree;
mod unit;

pub mod regions;

pub use acts::{
    CHANGE_BOARD, CHANGE_MEMBERS, CHANGE_SETTINGS, ERASE_PEOPLE, EXPORT_MEMBERS, IMPORT_MEMBERS,
    LIST_MEMBERS, LIST_UNITS, MANAGE_UNITS, MERGE_MEMBERS, NOTE_DECREES, READ_EVIDENCE,
    READ_SHARES, SEE_BOARD, SHARE_NAMES,
};
pub use board::{
    DecreeStatus, Seated, add_decree, appoint_board, decree_status, end_seat, give_seat, note_term,
    seats, seats_of, term, terms,
};
pub use board_parts::{board_groups, board_head};
pub use board_words::board_words;
pub use consents::{consents_of, record_consents, withdraw_consent};
pub use decree_draft::decree_pdf;
pub use domain::{
    BoardWords, Consent, Decree, DraftBoard, DraftWords, Former, Guardian, How, Joining, Kind,
    NewBoard, NewConsents, NewDecree, NewGuardian, Nik, Person, PersonKey, Place, Policy, Position,
    Preset, Purpose, Reason, Relation, Retention, Scan, Seat, Sex, Standing, Term, TreeError,
    UnitKind, Validity, View, Warning, head_of, standing,
};
pub use forgotten::{Forgotten, forget_officer, forgotten};
pub use guardians::{guardians_of, record_guardian};
pub use import::{Imported, import_file, keep_file};
pub use join::ask_to_join;
pub use members::{
    NewPerson, Placed, add_person, births, find_person, joined, match_person, names_for_log,
    people_by_id, person_by_token, roll, search,
};
pub use office::{NewAppointment, Officer};
pub use own::ask_correction;
pub use policy::policy_on;
pub use retention::{NOBODY, forget, guests_before, let_go};
pub use settings::{Paper, paper, set_paper};
pub use share::{lend_names, look_at_names};
pub use store::offices::{appoint, board, end_appointments, grants_of};
pub use store::people::skills_by_hamlet;
pub use store::roll::{keeper, roll_of, units_that_see};
pub use store::tree::neighbours;
pub use store::units::{any_unit, unit, unit_by_slug, units};
pub use tree::{
    Reached, choose_for_office, merge_villages, reach, reach_to_found, reach_to_manage, tell,
};
pub use unit::{NewPart, NewUnit, Unit, create_below, create_part, create_unit};

use web::{Follow, Module, NavItem, PersonRows};

const BY_ID: &[&str] = &["id"];

/// Rows that tell of an entry itself, by the column that names it.
const fn own(table: &'static str, column: &'static str) -> PersonRows {
    PersonRows {
        table,
        column,
        key: BY_ID,
        follow: Follow::Never,
    }
}

/// How rows follow a person whose two entries become one. Who is in office is the entry that
/// stays, so that nobody comes into an office by a merge.
const PERSON_ROWS: &[PersonRows] = &[
    PersonRows {
        table: "appointment",
        column: "person_id",
        key: BY_ID,
        follow: Follow::Tied {
            when: "until_day is null or until_day >= $2",
            why: "Data ini sedang menjabat pengurus. Jadikan data ini yang dipertahankan, atau akhiri dulu jabatannya.",
        },
    },
    PersonRows {
        table: "person_guardian",
        column: "guardian_person_id",
        key: BY_ID,
        follow: Follow::All,
    },
    PersonRows {
        table: "person",
        column: "merged_into",
        key: BY_ID,
        follow: Follow::All,
    },
    PersonRows {
        table: "person_request",
        column: "person_id",
        key: BY_ID,
        follow: Follow::Unless { of: &["ask"] },
    },
    PersonRows {
        table: "share_person",
        column: "person_id",
        key: &["share_id"],
        follow: Follow::Unless { of: &["share_id"] },
    },
    PersonRows {
        table: "share_look_person",
        column: "person_id",
        key: &["look_id"],
        follow: Follow::Unless { of: &["look_id"] },
    },
    PersonRows {
        table: "share_objection",
        column: "person_id",
        key: &["unit_id"],
        follow: Follow::Unless { of: &["unit_id"] },
    },
    own("person_pin", "person_id"),
    PersonRows {
        table: "unit_person",
        column: "person_id",
        key: &["unit_id"],
        follow: Follow::Better {
            of: &["unit_id"],
            better: "added_at",
        },
    },
    own("person_phone", "person_id"),
    own("person_word", "person_id"),
    own("import_change", "person_id"),
];

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    log: acts::LOG,
    texts: concat!(
        include_str!("../texts/en.po"),
        include_str!("../texts/own.po"),
        include_str!("../texts/share.po")
    ),
    navigation: &[
        NavItem {
            order: 10,
            href: "/anggota",
            label: "Anggota",
            icon: "users",
            act: Some(acts::LIST_MEMBERS),
        },
        NavItem {
            order: 80,
            href: "/unit",
            label: "Unit",
            icon: "map-pin",
            act: Some(acts::LIST_UNITS),
        },
        NavItem {
            order: 85,
            href: "/pengaturan/klasifikasi",
            label: "Kesiapan klasifikasi",
            icon: "award",
            act: Some(acts::READ_EVIDENCE),
        },
        NavItem {
            order: 90,
            href: "/pengaturan",
            label: "Pengaturan",
            icon: "settings",
            act: Some(acts::CHANGE_SETTINGS),
        },
    ],
    home_cards: &[
        own::home_card,
        join_pages::home_card,
        tree::home_card,
        pages::home_card,
        board_parts::home_card,
    ],
    person_panels: &[family::panel, policy::person_panel],
    person_refs: &[
        "appointment",
        "membership",
        "person_guardian",
        "person_consent",
        "person_request",
        "unit_person",
    ],
    person_rows: PERSON_ROWS,
    handover: &[board_parts::handover],
    evidence: &[evidence::of_organisation],
    export: Some(own::export),
    prepare: &[members::prepare],
    jobs: &[retention::JOB, tree::figures::JOB],
    daily: &[retention::NIGHTLY],
    ..Module::named("organization")
};
