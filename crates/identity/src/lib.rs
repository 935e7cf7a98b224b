//! Identity: officers' accounts, signing in, devices, and the first visit that sets Guyub up.
//! Members need no account; they act through links. What an officer may do comes from the offices
//! that `organization` keeps; this context only says who is asking.

mod acts;
mod api;
mod domain;
mod ending;
mod extra_roles;
mod first_sign_in;
mod google;
mod handover;
mod hashing;
mod invites;
mod log;
mod merger;
mod migrations;
mod officer_list;
mod officers;
mod origin;
mod own;
mod pages;
mod passkeys;
mod pending;
mod personal;
mod recovery;
mod resolve;
mod set_up;
mod showing;
mod sign_in;
mod store;
mod ticket;
mod two_steps;
mod units;

pub use acts::{LIST_OFFICERS, MANAGE_OFFICERS, READ_LOG};
pub use domain::{LONGEST, Login, LoginError, Passphrase, PassphraseError, SHORTEST};
pub use ending::{administered_without, end_sign_ins_of};
pub use handover::note_handover;
pub use officers::{NewAccount, add_account, who_may};
pub use recovery::recover_from_server;
pub use showing::{give_extra_role, invite};

use axum::Router;
use web::{Ctx, Follow, Module, NavItem, PersonRows};

/// Rows that give somebody a way in: their entry can't be merged into another while they do.
const fn tied(table: &'static str, when: &'static str, why: &'static str) -> PersonRows {
    PersonRows {
        table,
        column: "person_id",
        key: &["id"],
        follow: Follow::Tied { when, why },
    }
}

/// This context's contribution.
pub const MODULE: Module = Module {
    router,
    migrations: migrations::STEPS,
    acts: acts::ALL,
    log: acts::LOG,
    texts: include_str!("../texts/en.po"),
    navigation: &[
        NavItem {
            order: 1,
            href: "/beranda",
            label: "Beranda",
            icon: "home",
            act: None,
        },
        NavItem {
            order: 80,
            href: "/pengurus",
            label: "Pengurus",
            icon: "award",
            act: Some(acts::LIST_OFFICERS),
        },
        NavItem {
            order: 90,
            href: "/pengaturan/catatan",
            label: "Catatan perubahan",
            icon: "book",
            act: Some(acts::READ_LOG),
        },
        NavItem {
            order: 95,
            href: "/akun",
            label: "Akun",
            icon: "user",
            act: None,
        },
    ],
    person_refs: &["account", "invite", "extra_role", "handover_seat"],
    home_cards: &[handover::home_card],
    handover: &[handover::accounts],
    board_changed: Some(ending::board_changed),
    unit_merged: Some(merger::unit_merged),
    person_rows: &[
        tied(
            "account",
            "closed_at is null",
            "Data ini punya akun untuk masuk. Jadikan data ini yang dipertahankan, atau tutup dulu akunnya.",
        ),
        tied(
            "invite",
            "used_at is null and revoked_at is null",
            "Data ini sedang diundang membuat akun. Jadikan data ini yang dipertahankan, atau cabut dulu undangannya.",
        ),
        tied(
            "extra_role",
            "ended_at is null and until_day >= $2",
            "Data ini sedang memegang hak tambahan. Jadikan data ini yang dipertahankan, atau akhiri dulu haknya.",
        ),
    ],
    export: Some(personal::export),
    person_forget: Some(personal::forget),
    actor: Some(resolve::actor),
    ..Module::named("identity")
};

fn router() -> Router<Ctx> {
    pages::router()
        .merge(handover::router())
        .merge(api::router())
}
