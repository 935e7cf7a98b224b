//! Sums of weights by part, for one row at a time: a small open hash table that stays in the
//! processor's cache however many parts the network has, and gives its sums in the order in which
//! the parts were first met.

/// Sums by part.
#[derive(Default)]
pub(super) struct Tally {
    /// Where the part stands in `sums`; a power of two of slots, at most half taken.
    slots: Vec<u32>,
    shift: u32,
    sums: Vec<(u32, f64)>,
}

const FREE: u32 = u32::MAX;

impl Tally {
    /// Empties the tally and makes room for `most` parts.
    #[inline]
    pub fn clear(&mut self, most: usize) {
        let wide = (2 * most).next_power_of_two().max(8);
        self.slots.clear();
        self.slots.resize(wide, FREE);
        self.shift = 32 - wide.trailing_zeros().min(31);
        self.sums.clear();
    }

    /// Adds `weight` to the sum of `part`.
    #[inline]
    pub fn add(&mut self, part: u32, weight: f64) {
        let slot = self.slot(part);
        match self.slots[slot] {
            FREE => {
                self.slots[slot] = self.sums.len() as u32;
                self.sums.push((part, weight));
            }
            at => self.sums[at as usize].1 += weight,
        }
    }

    /// The sum of `part`; 0 if nothing was added to it.
    #[inline]
    pub fn of(&self, part: u32) -> f64 {
        match self.slots[self.slot(part)] {
            FREE => 0.0,
            at => self.sums[at as usize].1,
        }
    }

    /// Every part that something was added to, with its sum, as first met.
    pub fn each(&self) -> &[(u32, f64)] {
        &self.sums
    }

    /// Where `part` stands, or the free slot where it would.
    #[inline]
    fn slot(&self, part: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (part.wrapping_mul(0x9e37_79b1) >> self.shift) as usize & mask;
        loop {
            let at = self.slots[slot];
            if at == FREE || self.sums[at as usize].0 == part {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}
