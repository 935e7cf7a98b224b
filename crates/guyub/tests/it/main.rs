//! The product through its real router, on SQLite and on PostgreSQL, and in a real browser.
//! One file per context; `support` has the house to test in and people to put into it.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "what every context tests with")]
mod support;

#[allow(dead_code, reason = "what every story in the browser is told with")]
mod activity;
mod api;
mod assembly;
mod audit_log;
mod ballots;
mod board;
mod board_words;
mod browser;
mod budget;
mod command_line;
mod decrees;
mod demo;
mod durability;
mod election;
mod evaluation;
mod evotes;
mod exports;
mod finance;
mod google;
mod guests;
mod handover;
mod identity;
mod import;
mod institution;
mod inventory;
mod invites;
mod joins;
mod matrix;
mod mergers;
mod nation;
mod new_board;
mod officers;
mod own_page;
mod papers;
mod passkeys;
mod people;
mod pictures;
mod planning;
mod policy;
mod proposal;
mod readiness;
mod recovery;
mod secretariat;
mod shares;
mod texts;
mod training;
mod tree;
mod two_steps;
mod units;
mod village;
mod web;
