//! The organisation: the unit and its village, the people on its roll, who holds which office,
//! and the import of the list that the board has kept until now.
//! Other contexts find people here and nowhere else; the border of names is the village.

mod acts;
mod board;
mod board_pages;
mod board_parts;
mod book;
mod chart_pages;
mod decree_draft;
mod decree_form;
mod decree_pages;
mod decree_papers;
mod domain;
mod export;
mod family;
mod import;
mod members;
mod migrations;
mod office;
mod pages;
mod settings;
mod store;
mod term_pages;
mod unit;

pub mod regions;

pub use acts::{
    CHANGE_BOARD, CHANGE_MEMBERS, CHANGE_SETTINGS, EXPORT_MEMBERS, IMPORT_MEMBERS, LIST_MEMBERS,
    SEE_BOARD,
};
pub use board::{
    DecreeStatus, Seated, add_decree, appoint_board, decree_status, end_seat, give_seat, seats,
    terms,
};
pub use board_parts::{board_groups, board_head};
pub use decree_draft::decree_pdf;
pub use domain::{
    Decree, DraftBoard, DraftWords, Kind, NewBoard, NewDecree, Nik, Person, PersonKey, Position,
    Scan, Seat, Sex, Term, Validity,
};
pub use import::{Imported, import_file, keep_file};
pub use members::{
    NewPerson, Placed, add_person, find_person, match_person, people_by_id, person_by_token, roll,
    search,
};
pub use office::{NewAppointment, Officer};
pub use settings::{Paper, paper, set_paper};
pub use store::offices::{appoint, board, end_appointments, grants_of};
pub use store::units::{any_unit, unit, unit_by_slug, units};
pub use unit::{NewUnit, Unit, create_unit};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    log: acts::LOG,
    texts: include_str!("../texts/en.po"),
    navigation: &[
        NavItem {
            order: 10,
            href: "/anggota",
            label: "Anggota",
            icon: "users",
            act: Some(acts::LIST_MEMBERS),
        },
        NavItem {
            order: 90,
            href: "/pengaturan",
            label: "Pengaturan",
            icon: "settings",
            act: Some(acts::CHANGE_SETTINGS),
        },
    ],
    home_cards: &[pages::home_card, board_parts::home_card],
    person_panels: &[family::panel],
    person_refs: &["appointment"],
    prepare: &[members::prepare],
    ..Module::named("organization")
};
