//! Tournaments and contests: who meets whom, what the results add up to, who goes on.
//! Pure: no I/O, no clock, no random; a seed is always an argument.
//! The cases in `truths/` are its tests.

pub mod compute;
pub mod jury;
pub mod medals;
pub mod quick;
pub mod ranking;
pub mod rules;
pub mod score;
pub mod standings;
pub mod thirds;
