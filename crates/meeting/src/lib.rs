//! Meetings that decide: the assembly (Temu Karya) that elects a board, from its electorate over
//! quorum and course to the vote. An assembly is an activity of the kind meeting; what is kept here
//! is what makes it one. Facts are recorded, never rewritten.

mod acts;
mod ballot;
mod count;
mod domain;
mod elect;
mod electorate;
mod migrations;
mod pages;
mod panels;
mod papers;
mod plan;
mod presence;
mod record;
mod store;
mod words;

pub use acts::{PLAN_ASSEMBLIES, READ_ASSEMBLIES, RECORD_ASSEMBLIES};
pub use domain::{Assembly, Electorate, NewAssembly, Plan, Rules, Term};
pub use electorate::add_delegate;
pub use plan::{create, update};
pub use store::{find, list_between};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 45,
        href: "/temu-karya",
        label: "Temu Karya",
        icon: "award",
        act: Some(acts::READ_ASSEMBLIES),
    }],
    activity_panels: &[panels::on_activity],
    home_cards: &[panels::home_card],
    person_refs: &["assembly_participant", "assembly_candidate"],
    ..Module::named("meeting")
};
