//! Planning: the year's work programme, from a draft to what the work meeting agreed to, with
//! every version kept; an item becomes an activity and shows what came of it. A day is looked at
//! before it is chosen: what speaks against it, and why. Before the plan stands what a village has
//! and lacks, and the ideas that residents send in.

mod acts;
mod advising;
mod calendar;
mod domain;
mod evidence;
mod guard;
mod ideas;
mod ideas_panels;
mod migrations;
mod pages;
mod panels;
mod pictures;
mod potentials;
mod programs;
mod standing;
mod store;

pub use acts::{AGREE_PROGRAM, MAP_POTENTIALS, PLAN_PROGRAM, READ_POTENTIALS, READ_PROGRAM};
pub use calendar::note_in_calendar;
pub use domain::calendar::{EntryKind, NewEntry, When};
pub use domain::{Item, Months, NewItem, Program, Progress, State};
pub use domain::{idea, potential};
pub use ideas::{answer, open_box, open_ideas, send};
pub use potentials::{note_need, note_potential};
pub use programs::{By, add_item, agree, begin, item, tie};

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
            href: "/proker",
            label: "Program kerja",
            icon: "clipboard-check",
            act: Some(acts::READ_PROGRAM),
        },
        NavItem {
            order: 26,
            href: "/potensi",
            label: "Potensi desa",
            icon: "map-pin",
            act: Some(acts::READ_POTENTIALS),
        },
    ],
    activity_panels: &[panels::activity_panel, panels::day_panel],
    report_sections: &[panels::report_section],
    home_cards: &[panels::home_card, ideas_panels::home_card],
    unit_panels: &[ideas_panels::unit_panel],
    handover: &[panels::handover],
    evidence: &[evidence::of_programs],
    checks: &[guard::check],
    ..Module::named("planning")
};
