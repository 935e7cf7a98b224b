//! Tables of trainings, in numbered steps of portable SQL.

pub(crate) const STEPS: &[&str] = &["create table training (
        activity_id uuid primary key references activity (id),
        unit_id uuid not null,
        theme text not null,
        theme_words text not null,
        hours bigint not null,
        goal text not null
    );
    create index training_unit on training (unit_id);

    create table training_speaker (
        activity_id uuid not null references training (activity_id),
        position bigint not null,
        unit_id uuid not null,
        name text not null,
        title text not null,
        phone text,
        primary key (activity_id, position)
    );
    create index training_speaker_unit on training_speaker (unit_id);

    create table training_topic (
        activity_id uuid not null references training (activity_id),
        position bigint not null,
        unit_id uuid not null,
        title text not null,
        hours bigint not null,
        primary key (activity_id, position)
    );
    create index training_topic_unit on training_topic (unit_id)"];
