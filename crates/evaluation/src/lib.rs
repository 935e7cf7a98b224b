//! Evaluation: the survey after an activity, by link or on paper, and what may be told of it.
//! Answers are anonymous: what is kept ties nobody to an answer, and fewer than five are a number
//! and nothing else.

mod acts;
mod answer;
mod domain;
mod evidence;
mod links;
mod manage;
mod migrations;
mod pages;
mod paper;
mod personal;
mod public;
mod report;
mod store;
mod words;

pub use acts::{MANAGE_SURVEYS, READ_RESULTS};
pub use answer::{Answered, Pass, answer};
pub use domain::{
    Answer, FEWEST, Finding, Given, Question, QuestionKind, QuestionResult, Rate, Results, SCALE,
    Summary, Survey, Way,
};
pub use manage::create_survey;
pub use report::results;
pub use store::{find, find_of, questions};

use web::{Follow, Module, NavItem, PersonRows};

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 50,
        href: "/survei",
        label: "Survei",
        icon: "chart",
        act: Some(acts::READ_RESULTS),
    }],
    activity_panels: &[report::activity_panel],
    evidence: &[evidence::of_surveys],
    home_cards: &[pages::home_card],
    report_sections: &[report::report_section],
    person_refs: &["survey_link"],
    person_rows: &[PersonRows {
        table: "survey_link",
        column: "person_id",
        key: &["survey_id"],
        follow: Follow::Better {
            of: &["survey_id"],
            better: "times desc",
        },
    }],
    export: Some(personal::export),
    person_forget: Some(personal::forget),
    ..Module::named("evaluation")
};
