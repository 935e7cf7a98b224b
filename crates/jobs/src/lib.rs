//! Background work: a queue in the same database as everything else, and the worker that empties it.
//! A job is enqueued inside the transaction of the use case that wants it, so that neither is lost.
//! A job may leave a file behind; the person who asked can go away and come back to it.

mod clock;
mod daily;
mod queue;
mod worker;

pub use clock::Clock;
pub use daily::enqueue_daily;
pub use queue::{Job, JobState, NewJob, Output, enqueue, find, latest};
pub use worker::{Kind, Outcome, Progress, work, work_all};

/// The queue's table.
pub const MIGRATIONS: storage::Migrations = storage::Migrations {
    module: "jobs",
    steps: &[
        "create table job (
        id uuid primary key,
        unit_id uuid not null,
        account_id uuid,
        subject uuid,
        kind text not null,
        title text not null,
        payload text not null,
        state text not null,
        done bigint not null,
        total bigint not null,
        attempts bigint not null,
        run_at bigint not null,
        created_at bigint not null,
        finished_at bigint,
        problem text,
        file_id uuid,
        file_name text,
        file_type text
    );
    create index job_waiting on job (state, run_at);
    create index job_subject on job (subject, kind, created_at)",
        "create table job_daily (
        kind text not null,
        day text not null,
        primary key (kind, day)
    )",
    ],
};
