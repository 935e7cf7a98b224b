//! Tables of activities, in numbered steps of portable SQL.

pub(crate) const STEPS: &[&str] = &[
    "create table activity (
        id uuid primary key,
        unit_id uuid not null,
        code text not null,
        kind text not null,
        title text not null,
        about text not null,
        place text not null,
        starts_on text not null,
        ends_on text not null,
        quota bigint,
        closes_on text,
        registration boolean not null,
        contact text not null,
        state text not null,
        version bigint not null,
        created_at bigint not null
    );
    create index activity_list on activity (unit_id, starts_on);

    create table session (
        id uuid primary key,
        activity_id uuid not null references activity (id),
        unit_id uuid not null,
        position bigint not null,
        title text not null,
        day text not null,
        start_time text,
        end_time text,
        time_label text not null
    );
    create index session_activity on session (activity_id, position);

    create table committee_member (
        activity_id uuid not null references activity (id),
        person_id uuid not null,
        unit_id uuid not null,
        duty text not null,
        position bigint not null,
        primary key (activity_id, person_id)
    );

    create table registration (
        id uuid primary key,
        activity_id uuid not null references activity (id),
        person_id uuid not null,
        unit_id uuid not null,
        place text not null,
        rank bigint not null,
        token text not null,
        typed_name text not null,
        phone text,
        created_at bigint not null
    );
    create unique index registration_person on registration (activity_id, person_id);
    create unique index registration_token on registration (token);
    create index registration_place on registration (activity_id, place, rank);

    create table mark (
        id uuid primary key,
        session_id uuid not null references session (id),
        person_id uuid not null,
        unit_id uuid not null,
        state text not null,
        at bigint not null,
        how text not null,
        account_id uuid,
        received_at bigint not null
    );
    create index mark_session on mark (session_id, person_id);

    create table attendance (
        session_id uuid not null references session (id),
        person_id uuid not null,
        unit_id uuid not null,
        activity_id uuid not null,
        mark_id uuid not null,
        state text not null,
        at bigint not null,
        how text not null,
        primary key (session_id, person_id)
    );
    create index attendance_activity on attendance (activity_id, person_id);
    create index attendance_person on attendance (person_id)",
    "create table certificate (
        id uuid primary key,
        activity_id uuid not null references activity (id),
        person_id uuid not null,
        unit_id uuid not null,
        code text not null,
        number text not null,
        name text not null,
        role text not null,
        issued_on text not null
    );
    create unique index certificate_person on certificate (activity_id, person_id, role);
    create unique index certificate_number on certificate (unit_id, number)",
    "alter table activity add column certificate_rule text not null default '75%'",
    "alter table activity add column edition bigint not null default 1",
    "create index registration_of_person on registration (person_id);
    create index committee_of_person on committee_member (person_id);
    create index certificate_of_person on certificate (person_id)",
    "create table activity_text (
        activity_id uuid not null references activity (id),
        part text not null,
        unit_id uuid not null,
        text text not null,
        changed_by text not null,
        changed_at bigint not null,
        primary key (activity_id, part)
    );

    create table term_text (
        unit_id uuid not null,
        part text not null,
        text text not null,
        changed_by text not null,
        changed_at bigint not null,
        primary key (unit_id, part)
    );

    create table activity_photo (
        id uuid primary key,
        activity_id uuid not null references activity (id),
        unit_id uuid not null,
        file_id uuid not null,
        caption text not null,
        added_by text not null,
        added_at bigint not null
    );
    create index activity_photo_list on activity_photo (activity_id, id)",
];
