//! Cash: books of a unit and its committees that only grow, with vouchers, proofs, approval by
//! somebody else, fund sources, and months that are closed with a count.
//! Every line carries the hash of those before it, so that a change made later is found.

mod acts;
mod books;
pub mod budget;
mod close;
mod decide;
mod domain;
mod dues;
mod ledger;
mod migrations;
mod own;
mod pages;
mod panels;
mod paper;
mod proof;
mod record;
mod store;
mod term;
mod verify;

pub use acts::{
    APPROVE_BUDGET, APPROVE_CASH, COLLECT_DUES, EXPORT_CASH, MANAGE_CASH, READ_CASH, RECORD_CASH,
    WRITE_BUDGET,
};
pub use books::{add_fund, funds, open_book, show_sums};
pub use close::close_month;
pub use decide::{approve, waiting};
pub use domain::{
    Collected, Direction, FundKind, FundSource, Handed, Kind, Month, NewBook, NewEntry, NewFund,
    Occasion, Pause, Refusal, Rule, Told,
};
pub use dues::{CollectError, add_occasion, collect, let_off, set_rule};
pub use ledger::{By, WriteError};
pub use panels::of_activity;
pub use record::{Ending, end_debt, record, reverse, transfer};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    log: acts::LOG,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 22,
        href: "/kas",
        label: "Kas",
        icon: "banknote",
        act: Some(acts::READ_CASH),
    }],
    activity_panels: &[budget::activity_panel, panels::activity_panel],
    report_sections: &[budget::report_section, budget::vouchers_section],
    term_sections: &[term::term_sections],
    home_cards: &[panels::home_card],
    unit_panels: &[pages::unit_panel],
    handover: &[panels::handover],
    person_refs: &["dues_payment", "dues_pause"],
    person_forget: Some(own::forget),
    export: Some(own::export),
    checks: &[verify::check],
    ..Module::named("finance")
};
