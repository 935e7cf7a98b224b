//! Tables of surveys, in numbered steps of portable SQL.
//!
//! What is kept apart on purpose: `survey_link` says who was given a link, `survey_token` which
//! links are unused (a hash, no person), `survey_form` which forms have arrived (a hash of a random
//! number), `response` what was answered. No two of them share anything but the survey, none has
//! a time finer than a day, and how answers came in is a count on the survey, not a mark on an
//! answer. `response.side` and why rows are moved: see `store::stir`. `response.batch`
//! says with which five or more others an answer was first told; null while it waits for them.

pub(crate) const STEPS: &[&str] = &[
    "create table survey (
        id uuid primary key,
        unit_id uuid not null,
        activity_id uuid not null,
        code text not null,
        closes_on text not null,
        closed boolean not null,
        by_link bigint not null,
        by_open_link bigint not null,
        on_paper bigint not null,
        side bigint not null,
        created_at bigint not null
    );
    create unique index survey_activity on survey (activity_id);
    create index survey_unit on survey (unit_id, created_at);

    create table question (
        id uuid primary key,
        survey_id uuid not null references survey (id),
        unit_id uuid not null,
        position bigint not null,
        block text not null,
        kind text not null,
        words text not null
    );
    create unique index question_survey on question (survey_id, position);

    create table response (
        id uuid not null,
        side bigint not null,
        survey_id uuid not null references survey (id),
        unit_id uuid not null,
        day text not null,
        answers text not null,
        batch bigint,
        primary key (id, side)
    );
    create index response_survey on response (survey_id, side);

    create table survey_token (
        hash bytea primary key,
        survey_id uuid not null references survey (id),
        unit_id uuid not null
    );

    create table survey_form (
        hash bytea primary key,
        survey_id uuid not null references survey (id),
        unit_id uuid not null
    );

    create table survey_link (
        survey_id uuid not null references survey (id),
        person_id uuid not null,
        unit_id uuid not null,
        times bigint not null,
        primary key (survey_id, person_id)
    )",
    "create index survey_link_person on survey_link (person_id)",
];
