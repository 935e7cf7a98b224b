//! Meetings that decide: the assembly (Temu Karya) that elects a board, from its electorate over
//! quorum and course to the vote. An assembly is an activity of the kind meeting; what is kept here
//! is what makes it one. Facts are recorded, never rewritten.

mod acts;
mod ballot;
mod compose;
mod count;
mod domain;
mod elect;
mod electorate;
mod migrations;
mod own;
mod pages;
mod panels;
mod papers;
mod plan;
mod presence;
mod record;
mod store;
mod words;

pub use acts::{PLAN_ASSEMBLIES, READ_ASSEMBLIES, RECORD_ASSEMBLIES};
pub use domain::{NewAssembly, Plan, Rules, Term};
pub use electorate::add_delegate;
pub use plan::create;

use web::{Follow, Module, NavItem, PersonRows};

/// How the rows of a person follow into another entry of the same person.
const PERSON_ROWS: &[PersonRows] = &[
    PersonRows {
        table: "assembly_participant",
        column: "person_id",
        key: &["activity_id"],
        follow: Follow::Better {
            of: &["activity_id"],
            better: "case when by_hand then 0 else 1 end, group_label",
        },
    },
    PersonRows {
        table: "assembly_candidate",
        column: "person_id",
        key: &["activity_id", "number"],
        follow: Follow::Unless {
            of: &["activity_id"],
        },
    },
];

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
    person_refs: &[
        "assembly_participant",
        "assembly_candidate",
        "assembly_seat",
    ],
    person_rows: PERSON_ROWS,
    person_forget: Some(own::forget),
    export: Some(own::export),
    ..Module::named("meeting")
};
