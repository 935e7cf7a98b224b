//! Tables of assemblies, in numbered steps of portable SQL.
//! What happened is a list of facts that only grows; see `domain::Course`.

pub(crate) const STEPS: &[&str] = &[
    "create table assembly (
        activity_id uuid primary key references activity (id),
        unit_id uuid not null,
        name text not null,
        term_from bigint not null,
        term_until bigint not null,
        rules text not null,
        letter_number text not null
    );
    create index assembly_unit on assembly (unit_id);

    create table assembly_group (
        activity_id uuid not null references assembly (activity_id),
        label text not null,
        unit_id uuid not null,
        seats bigint not null,
        primary key (activity_id, label)
    );

    create table assembly_participant (
        activity_id uuid not null references assembly (activity_id),
        person_id uuid not null,
        unit_id uuid not null,
        group_label text not null,
        by_hand boolean not null,
        primary key (activity_id, person_id)
    );
    create index assembly_participant_person on assembly_participant (person_id);

    create table assembly_fact (
        activity_id uuid not null references assembly (activity_id),
        number bigint not null,
        unit_id uuid not null,
        at bigint not null,
        account_id uuid,
        fact text not null,
        primary key (activity_id, number)
    )",
    "create table assembly_candidate (
        activity_id uuid not null references assembly (activity_id),
        number bigint not null,
        unit_id uuid not null,
        person_id uuid not null,
        name text not null,
        warnings text not null,
        withdrawn boolean not null,
        primary key (activity_id, number)
    );
    create unique index assembly_candidate_person on assembly_candidate (activity_id, person_id);

    create table assembly_round (
        id uuid primary key,
        activity_id uuid not null references assembly (activity_id),
        number bigint not null,
        unit_id uuid not null,
        way text not null,
        state text not null,
        standing text not null,
        present bigint not null,
        handed_out bigint not null,
        returned bigint not null,
        counted text not null,
        elected bigint,
        note text not null,
        code text not null,
        opened_at bigint not null
    );
    create unique index assembly_round_number on assembly_round (activity_id, number)",
    "create table assembly_stroke (
        id uuid primary key,
        round_id uuid not null references assembly_round (id),
        unit_id uuid not null,
        position bigint not null,
        choice bigint not null,
        account_id uuid not null,
        at bigint not null,
        undone boolean not null
    );
    create unique index assembly_stroke_round on assembly_stroke (round_id, position)",
    "create table assembly_ballot (
        hash bytea primary key,
        round_id uuid not null references assembly_round (id),
        unit_id uuid not null
    );
    create index assembly_ballot_round on assembly_ballot (round_id);

    create table assembly_box (
        round_id uuid not null references assembly_round (id),
        choice bigint not null,
        unit_id uuid not null,
        votes bigint not null,
        primary key (round_id, choice)
    )",
    "create table assembly_seat (
        id uuid primary key,
        activity_id uuid not null references assembly (activity_id),
        unit_id uuid not null,
        person_id uuid not null,
        position text not null,
        title text not null,
        division text not null
    );
    create index assembly_seat_activity on assembly_seat (activity_id)",
];
