//! Every row of the organisation, a file per noun. Private: rows never leave, domain types do.

pub(crate) mod consents;
pub(crate) mod decrees;
pub(crate) mod evidence;
pub(crate) mod families;
pub(crate) mod figures;
pub(crate) mod find;
pub(crate) mod imports;
pub(crate) mod joins;
pub(crate) mod memberships;
pub(crate) mod merges;
pub(crate) mod names;
pub(crate) mod offices;
pub(crate) mod people;
pub(crate) mod pins;
pub(crate) mod policies;
pub(crate) mod requests;
pub(crate) mod retention;
pub(crate) mod roll;
pub(crate) mod rows;
pub(crate) mod settings;
pub(crate) mod shares;
pub(crate) mod terms;
pub(crate) mod tree;
pub(crate) mod units;
pub(crate) mod words;
