//! What every page and every context needs: the module list, the context of the program, who is
//! asking, the page shell, forms, texts, short codes, downloads. No context's words, no rules.
//! A context contributes a [`Module`]; `guyub/src/modules.rs` lists them.

pub mod assets;
pub mod chart;
pub mod codes;
pub mod filters;
pub mod qr;
pub mod secret;
pub mod texts;

mod actor;
mod cache;
mod ctx;
mod downloads;
mod error;
mod evidence;
mod flash;
mod forms;
mod limiter;
mod log_kind;
mod middleware;
mod module;
mod page;
mod pages;
mod server;
mod visitor;

pub use actor::Actor;
pub use cache::PageCache;
pub use ctx::{Ctx, Google, Settings};
pub use downloads::{file, render_blocking, waiting_page};
pub use error::{Error, Result};
pub use evidence::{Aspect, Evidence, EvidenceHook};
pub use flash::Flash;
pub use forms::{Both, Errors, Form, Upload, UploadedFile};
pub use jobs::Clock;
pub use limiter::Limiter;
pub use log_kind::LogKind;

pub use middleware::cookie;
pub use module::{
    ActivityPanel, ActorHook, BoardChange, BoardHook, Check, Checked, ExportHook, Follow,
    ForgetHook, Group, GroupHook, Groups, GroupsHook, HandoverHook, HandoverItem, HandoverKind,
    HomeCard, Known, MergerHook, Module, NamesHook, NavItem, Panel, PersonFollows, PersonPanel,
    PersonRows, Prepare, PublicActivity, PublicHook, ReportSection, Standing, StandingHook,
    Teaching, TeachingHook, TermSection, TitledGroup, TookPartHook, UnitMerger, UnitPanel,
};
pub use page::{OpenGraph, Page};
pub use server::router;
pub use texts::Lang;
pub use visitor::{Identity, Visitor};

/// A boxed future that may cross threads.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn std::future::Future<Output = T> + Send + 'a>>;

/// Tables of this crate: short codes.
pub const MIGRATIONS: &[&str] = &["create table short_code (
        code text primary key,
        kind text not null,
        subject uuid not null,
        unit_id uuid not null,
        created_at bigint not null
    );
    create unique index short_code_subject on short_code (subject, kind)"];
