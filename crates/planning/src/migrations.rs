//! Tables of planning, in numbered steps of portable SQL. What a meeting agreed to only grows.

pub(crate) const STEPS: &[&str] = &[
    "create table work_program (
        id uuid primary key,
        unit_id uuid not null,
        year bigint not null,
        state text not null,
        version bigint not null,
        created_at bigint not null
    );
    create unique index work_program_year on work_program (unit_id, year);

    create table program_item (
        id uuid primary key,
        unit_id uuid not null,
        program_id uuid not null references work_program (id),
        division text not null,
        title text not null,
        goal text not null,
        audience text not null,
        indicator text not null,
        place text not null,
        months bigint not null,
        day text,
        budget bigint not null,
        source text not null,
        in_charge text not null,
        edition bigint not null,
        created_at bigint not null
    );
    create index program_item_program on program_item (program_id, created_at);

    create table program_version (
        id uuid primary key,
        unit_id uuid not null,
        program_id uuid not null references work_program (id),
        number bigint not null,
        day text not null,
        meeting text not null,
        by_name text not null,
        at bigint not null,
        items text not null
    );
    create unique index program_version_number on program_version (program_id, number);

    create table program_activity (
        activity_id uuid primary key,
        unit_id uuid not null,
        item_id uuid not null references program_item (id),
        at bigint not null
    );
    create index program_activity_item on program_activity (item_id)",
    "append only program_version",
    "create table calendar_entry (
        id uuid primary key,
        unit_id uuid not null,
        kind text not null,
        name text not null,
        first_day text,
        last_day text,
        again text not null,
        created_at bigint not null
    );
    create index calendar_entry_unit on calendar_entry (unit_id, last_day)",
    "create table idea_box (
        unit_id uuid primary key,
        open boolean not null
    );

    create table idea (
        id uuid primary key,
        unit_id uuid not null,
        text text not null,
        sent_on text not null,
        verdict text not null,
        summary text not null,
        answer text not null,
        answered_on text,
        item_id uuid,
        edition bigint not null,
        created_at bigint not null
    );
    create index idea_unit on idea (unit_id, verdict)",
    "alter table program_item add column skills text not null default '';

    create table potential (
        id uuid primary key,
        unit_id uuid not null,
        capital text not null,
        name text not null,
        note text not null,
        owner text not null,
        state text not null,
        hamlet text not null,
        latitude bigint,
        longitude bigint,
        spot_x bigint,
        spot_y bigint,
        photo_id uuid,
        edition bigint not null,
        created_at bigint not null
    );
    create index potential_unit on potential (unit_id, created_at);

    create table sketch_map (
        unit_id uuid primary key,
        file_id uuid not null,
        width bigint not null,
        height bigint not null
    );

    create table need (
        id uuid primary key,
        unit_id uuid not null,
        problem text not null,
        need text not null,
        hamlet text not null,
        skills text not null,
        hands bigint not null,
        choices bigint not null,
        created_at bigint not null
    );
    create index need_unit on need (unit_id, created_at);

    create table need_potential (
        need_id uuid not null references need (id),
        potential_id uuid not null references potential (id),
        unit_id uuid not null,
        primary key (need_id, potential_id)
    );
    create index need_potential_unit on need_potential (unit_id);

    create table need_poll (
        unit_id uuid primary key,
        open boolean not null,
        round bigint not null
    )",
];

/// The tables whose lines the engine guards.
pub(crate) const GUARDED: [&str; 1] = ["program_version"];
