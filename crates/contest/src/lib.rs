//! Tournaments and contests: who meets whom, what the results add up to, who goes on.
//! Pure: no I/O, no clock, no random; a seed is always an argument.
//! The cases in `truths/` are its tests.

pub mod bracket;
pub mod compute;
pub mod draw;
pub mod entrant;
pub mod groups;
pub mod jury;
pub mod lot;
pub mod medals;
pub mod plan;
pub mod quick;
pub mod ranking;
pub mod replay;
pub mod round_robin;
pub mod rules;
pub mod score;
pub mod standings;
pub mod swiss;
pub mod thirds;
