//! The secretariat: letters that go out, numbered when they are final and never otherwise, the
//! agenda of those that come in, with what is to be done about them, and the guest book.

mod acts;
mod book;
mod domain;
mod guests;
mod incoming;
mod letters;
mod migrations;
mod pages;
mod panels;
mod paper;
mod scan;
mod store;
mod verify;

pub use acts::{KEEP_GUESTS, READ_LETTERS, WRITE_LETTERS};
pub use domain::{Greeting, Kind, NewGuest, NewIncoming, NewLetter, NewSeries};
pub use guests::{let_go, welcome};
pub use incoming::enter;
pub use letters::{By, FinalError, cancel, finish, open_series, write};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 24,
        href: "/surat",
        label: "Surat",
        icon: "file",
        act: Some(acts::READ_LETTERS),
    }],
    evidence: &[panels::evidence],
    home_cards: &[panels::home_card],
    handover: &[panels::handover],
    checks: &[verify::check],
    jobs: &[guests::JOB],
    daily: &[guests::NIGHTLY],
    ..Module::named("secretariat")
};
