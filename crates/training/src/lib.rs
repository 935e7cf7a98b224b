//! Trainings: activities that teach, with their theme, speakers, topics, lesson hours and goal.
//! An activity of kind training is a training; what is kept here is what the kind adds to it.
//! Invitation, public page, poster, certificate and report tell it through `MODULE`'s hooks.

mod acts;
mod domain;
mod evidence;
mod manage;
mod migrations;
mod pages;
mod report;
mod store;

pub use acts::{MANAGE_TRAININGS, READ_TRAININGS};
pub use domain::{Details, NewTraining, Speaker, Theme, Topic, Training};
pub use manage::{create, update};
pub use store::{find, list_between};

use web::{Module, NavItem};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 25,
        href: "/pelatihan",
        label: "Pelatihan",
        icon: "graduation-cap",
        act: Some(acts::READ_TRAININGS),
    }],
    activity_panels: &[report::panel],
    report_sections: &[report::section],
    evidence: &[evidence::of_trainings],
    teaching: Some(report::teaching),
    ..Module::named("training")
};
