//! The secretariat: letters that go out, numbered when they are final and never otherwise, the
//! agenda of those that come in, with what is to be done about them, the guest book, and the
//! inventory with its loans and stock-takes.

mod acts;
mod book;
mod domain;
mod guests;
mod incoming;
mod inventory;
mod item_books;
mod item_panels;
mod lending;
mod letters;
mod migrations;
mod pages;
mod panels;
mod paper;
mod scan;
mod stock_take;
mod store;
mod verify;

pub use acts::{
    CHANGE_INVENTORY, KEEP_GUESTS, LEND_ITEMS, READ_INVENTORY, READ_LETTERS, WRITE_LETTERS,
};
pub use domain::{
    BorrowerKind, Condition, Greeting, Kind, NewGuest, NewIncoming, NewItem, NewLetter, NewLoan,
    NewReturn, NewSeries, Origin, Pieces,
};
pub use guests::{let_go, welcome};
pub use incoming::enter;
pub use inventory::{ItemError, enter_item};
pub use lending::{lend, take_back};
pub use letters::{By, FinalError, cancel, finish, open_series, write};
pub use stock_take::{begin_take, close_take, note_found};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[
        NavItem {
            order: 24,
            href: "/surat",
            label: "Surat",
            icon: "file",
            act: Some(acts::READ_LETTERS),
        },
        NavItem {
            order: 25,
            href: "/inventaris",
            label: "Inventaris",
            icon: "book",
            act: Some(acts::READ_INVENTORY),
        },
    ],
    evidence: &[panels::evidence, item_panels::evidence],
    home_cards: &[panels::home_card, item_panels::home_card],
    handover: &[panels::handover, item_panels::handover],
    checks: &[verify::check, verify::inventory],
    person_refs: &["inventory_loan"],
    person_forget: Some(lending::forget),
    export: Some(lending::export),
    jobs: &[guests::JOB],
    daily: &[guests::NIGHTLY],
    ..Module::named("secretariat")
};
