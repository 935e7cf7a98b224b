//! Planning: the year's work programme, from a draft to what the work meeting agreed to, with
//! every version kept; an item becomes an activity and shows what came of it.

mod acts;
mod domain;
mod evidence;
mod guard;
mod migrations;
mod pages;
mod panels;
mod programs;
mod standing;
mod store;

pub use acts::{AGREE_PROGRAM, PLAN_PROGRAM, READ_PROGRAM};
pub use domain::{Item, Months, NewItem, Program, Progress, State};
pub use programs::{By, add_item, agree, begin, item, tie};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 24,
        href: "/proker",
        label: "Program kerja",
        icon: "clipboard-check",
        act: Some(acts::READ_PROGRAM),
    }],
    activity_panels: &[panels::activity_panel],
    report_sections: &[panels::report_section],
    home_cards: &[panels::home_card],
    handover: &[panels::handover],
    evidence: &[evidence::of_programs],
    checks: &[guard::check],
    ..Module::named("planning")
};
