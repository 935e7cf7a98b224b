//! What a village has, what it lacks, and how the two meet: five capitals (Scoones 1998, Sustainable
//! Rural Livelihoods), needs with the problem behind them, priorities, and skills that are missing.

mod form;
mod gap;
mod map;
mod need;
mod thing;

pub use form::{NeedForm, PotentialForm, SpotForm};
pub use gap::{Gap, Told, gaps, told};
pub use map::map;
pub use need::{Need, NewNeed, Priority};
pub use thing::{Capital, Condition, NewPotential, Potential, Spot};
