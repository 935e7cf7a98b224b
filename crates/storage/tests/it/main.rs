//! What storage promises, tried on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used)]

mod audit;
mod batch;
mod durable;
mod files;
mod full_disk;
mod given;
mod migrating;
mod postgres;
mod sql;
mod together;
