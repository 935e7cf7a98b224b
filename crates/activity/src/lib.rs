//! Activities: one thing a unit does, with its sessions, committee, registration and attendance.
//! Other contexts hang their part on it: a training, a survey, later a tournament or a budget.
//! What the public sees is at `/k/{code}` and `/d/{code}`; everything else is for officers.

mod acts;
mod api;
mod attend;
mod committee;
mod domain;
mod door;
mod evidence;
mod from_program;
mod groups;
mod manage;
mod migrations;
mod own;
mod pages;
mod panels;
mod papers;
mod paste;
mod photos;
mod proposal;
mod public;
mod public_register;
mod register;
mod registrations;
mod scan;
mod store;
mod teaching;
mod unit_panel;
mod walk_in;
mod words;

pub use acts::{MANAGE_ACTIVITIES, MARK_ATTENDANCE, PRINT_DOCUMENTS, READ_ACTIVITIES};
pub use attend::mark_all;
pub use domain::{
    Activity, ActivityForm, AttendanceState, CertificateRule, How, Kind, Mark, NewActivity,
    NewSession, Place, Registration, Session, State, Tally,
};
pub use manage::{create, update};
pub use register::{Answer, Applicant, Registered, register, register_person, withdraw};
pub use store::{
    Arrival, Attendee, CommitteeMember, arrivals, attendees, committee, find, find_public,
    join_committee, list_between, list_of_kind, registrations, sessions, set_certificate_rule,
    tally, write_parts,
};

use web::{Follow, Module, NavItem, PersonRows};

/// How rows follow a person whose two entries become one: a seat is better than a place in the
/// queue, the last mark counts, and a certificate that was printed stays true.
const PERSON_ROWS: &[PersonRows] = &[
    PersonRows {
        table: "registration",
        column: "person_id",
        key: &["id"],
        follow: Follow::Better {
            of: &["activity_id"],
            better: "case place when 'seat' then 0 else 1 end, rank, id",
        },
    },
    PersonRows {
        table: "committee_member",
        column: "person_id",
        key: &["activity_id"],
        follow: Follow::Better {
            of: &["activity_id"],
            better: "position",
        },
    },
    PersonRows {
        table: "certificate",
        column: "person_id",
        key: &["id"],
        follow: Follow::Unless {
            of: &["activity_id", "role"],
        },
    },
    PersonRows {
        table: "attendance",
        column: "person_id",
        key: &["session_id"],
        follow: Follow::Derived,
    },
];

/// This context's contribution.
pub const MODULE: Module = Module {
    router: pages::router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    log: acts::LOG,
    texts: include_str!("../texts/en.po"),
    navigation: &[NavItem {
        order: 20,
        href: "/kegiatan",
        label: "Kegiatan",
        icon: "calendar",
        act: Some(acts::READ_ACTIVITIES),
    }],
    jobs: papers::JOBS,
    activity_names: Some(panels::names),
    standing: Some(panels::standing),
    public_activities: Some(unit_panel::public),
    evidence: &[evidence::of_activities],
    home_cards: &[panels::home_card],
    handover: &[panels::handover],
    person_panels: &[panels::person_panel],
    export: Some(own::export),
    groups: Some(groups::GROUPS),
    unit_panels: &[unit_panel::unit_panel],
    took_part: Some(unit_panel::took_part),
    person_refs: &["registration", "mark", "committee_member", "certificate"],
    person_rows: PERSON_ROWS,
    person_follows: &[store::count_marks_again],
    person_seen: &[("registration", "created_at"), ("mark", "at")],
    person_forget: Some(own::forget),
    ..Module::named("activity")
};
