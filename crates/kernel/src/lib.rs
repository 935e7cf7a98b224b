//! The floor of Guyub: ids, access, money, and the Indonesian way of writing days, times, names,
//! phones and numbers. Pure: no I/O, no clock, no random; "today" is always an argument.
//! Each reader says what it refuses; the cases in `truths/` are its tests.

pub mod access;
pub mod clock;
pub mod code;
pub mod compute;
pub mod day;
pub mod id;
pub mod letter_number;
pub mod money;
pub mod name;
pub mod name_list;
pub mod nik;
pub mod paper;
pub mod pasaran;
pub mod phone;
pub mod words;
pub mod zone;

pub use money::Money;
