//! Tables of accounts and sign-ins, in portable types.

/// Numbered steps; a step that was released is never changed.
pub(crate) const STEPS: &[&str] = &[
    "create table account (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid,
        login text not null,
        name text not null,
        passphrase_hash text not null,
        must_change boolean not null,
        lang text,
        created_at bigint not null,
        closed_at bigint
    );
    create unique index account_login on account (login) where closed_at is null;
    create unique index account_person on account (person_id) where closed_at is null;
    create index account_unit on account (unit_id);
    create table sign_in (
        id uuid primary key,
        account_id uuid not null references account (id),
        unit_id uuid not null,
        kind text not null,
        token_hash bytea not null unique,
        device text not null,
        address text not null,
        created_at bigint not null,
        seen_at bigint not null,
        revoked_at bigint
    );
    create index sign_in_account on sign_in (account_id, seen_at)",
    "create table invite (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null,
        name text not null,
        token_hash bytea not null unique,
        made_by uuid not null,
        created_at bigint not null,
        expires_at bigint not null,
        used_at bigint,
        revoked_at bigint
    );
    create index invite_unit on invite (unit_id, created_at);
    create index invite_person on invite (person_id);
    create table extra_role (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null,
        name text not null,
        role text not null,
        from_day text not null,
        until_day text not null,
        reason text not null,
        given_by uuid not null,
        given_by_name text not null,
        created_at bigint not null,
        ended_at bigint
    );
    create index extra_role_unit on extra_role (unit_id, until_day);
    create index extra_role_person on extra_role (person_id)",
    "create table totp (
        account_id uuid primary key references account (id),
        secret bytea not null,
        confirmed_at bigint,
        last_step bigint not null,
        created_at bigint not null
    );
    create table recovery (
        id uuid primary key,
        unit_id uuid not null,
        account_id uuid not null references account (id),
        asked_by uuid,
        asked_by_name text not null,
        asked_at bigint not null,
        agreed_by uuid,
        agreed_by_name text not null,
        token_hash bytea unique,
        expires_at bigint not null,
        used_at bigint,
        ended_at bigint
    );
    create unique index recovery_open on recovery (account_id)
        where used_at is null and ended_at is null;
    create index recovery_unit on recovery (unit_id, asked_at)",
    "create table handover (
        id uuid primary key,
        unit_id uuid not null,
        old_term_id uuid not null,
        from_day text,
        until_day text,
        decree_number text not null,
        decree_day text,
        place text not null,
        given_by text,
        given_at bigint,
        received_by text,
        received_at bigint,
        version bigint not null,
        created_at bigint not null
    );
    create unique index handover_unfinished on handover (unit_id) where received_at is null;
    create index handover_unit on handover (unit_id, created_at);
    create table handover_seat (
        id uuid primary key,
        handover_id uuid not null references handover (id),
        unit_id uuid not null,
        person_id uuid not null,
        role text not null,
        title text not null,
        division text not null
    );
    create index handover_seat_of on handover_seat (handover_id);
    create index handover_seat_person on handover_seat (person_id);
    create table handover_item (
        handover_id uuid not null references handover (id),
        key text not null,
        title text not null,
        kind text not null,
        given boolean not null,
        note text not null,
        place bigint not null,
        primary key (handover_id, key)
    )",
    "create table passkey (
        id uuid primary key,
        account_id uuid not null references account (id),
        credential bytea not null unique,
        data text not null,
        name text not null,
        created_at bigint not null,
        used_at bigint
    );
    create index passkey_account on passkey (account_id, created_at);
    create table pending (
        key_hash bytea primary key,
        kept bytea not null,
        until_at bigint not null
    );
    create index pending_until on pending (until_at)",
    "create table google_link (
        account_id uuid primary key references account (id),
        issuer text not null,
        subject text not null,
        email text not null,
        created_at bigint not null,
        used_at bigint
    );
    create unique index google_link_subject on google_link (issuer, subject)",
    // Whose names stand in a handover, so that they can be taken out.
    "alter table handover add column given_account uuid;
    alter table handover add column received_account uuid;
    update handover
       set given_account = (select a.id from account a
                             where a.unit_id = handover.unit_id and a.name = handover.given_by
                             order by a.id limit 1),
           received_account = (select a.id from account a
                                where a.unit_id = handover.unit_id
                                  and a.name = handover.received_by
                                order by a.id limit 1)",
    "alter table handover_item add column state text",
];
