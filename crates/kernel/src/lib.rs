//! The floor of Guyub: ids, access, money, and the Indonesian way of writing days, times, names,
//! phones and numbers. Pure: no I/O, no clock, no random; "today" is always an argument.
//! Each reader says what it refuses; the cases in `truths/` are its tests.

pub mod access;
pub mod id;
pub mod paper;
