//! Rules and types of the organisation; no I/O, no clock.

mod ages;
mod board;
mod board_words;
mod chart;
mod composition;
mod consent;
mod counted;
mod decree;
mod draft;
mod duplicates;
pub(crate) mod institution;
mod join;
mod leaving;
mod merge;
mod part_form;
mod person;
mod pin;
mod policy;
mod request;
mod retention;
mod share;
mod term;
mod unit_kind;
mod view;

pub(crate) use ages::{Ages, age_on};
pub use board::{NewBoard, NewDecree, Position, Seat};
pub use board_words::BoardWords;
pub(crate) use board_words::{BIDANG, BoardWordsForm};
pub(crate) use chart::{Chart, chart};
pub use composition::{Group, composition};
pub use consent::{
    Consent, Guardian, How, NewConsents, NewGuardian, Purpose, Relation, Standing, standing,
};
pub(crate) use consent::{ConsentForm, GuardianForm, SELF, is_minor, minors_born_after};
pub(crate) use counted::{Shown, Table, seen_from_above};
pub use decree::{Decree, Scan, Validity};
pub use draft::{DraftBoard, DraftWords, head_of};
pub(crate) use draft::{annex, considering, decisions, noting, recalling, years};
pub(crate) use duplicates::{Known, Pair, pairs};
pub use join::Joining;
pub(crate) use join::{JoinForm, Request};
pub use leaving::{Former, Reason};
pub(crate) use leaving::{Leaving, LeavingForm};
pub(crate) use merge::{
    Entry, FIELDS, Field, From, KeptCard, KeptNik, PHONES, apart, merged, proposal,
};
pub(crate) use part_form::{PartForm, write_numbers};
pub use person::{Kind, Nik, Person, PersonKey, Sex};
pub(crate) use person::{PersonForm, describe_place, search_text};
pub(crate) use pin::{Pin, wait_minutes};
pub(crate) use policy::PolicyForm;
pub use policy::{PRESETS, Policy, Preset, Warning};
pub(crate) use request::{Ask, Compared, Correction, Outcome, compare, corrected, correction};
pub use retention::Retention;
pub(crate) use retention::RetentionForm;
pub(crate) use share::{NewShare, Share, ShareForm, Whose};
pub use term::Term;
pub(crate) use term::day_of;
pub use unit_kind::{TreeError, UnitKind};
pub use view::{Place, View};
pub(crate) use view::{packed, unpacked};
