//! A small seeded generator (SplitMix64), so that the demo village is the same each time.
//! For made-up villages only: nothing secret comes from it.

/// Dice that fall the same way for the same seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits (Steele, Lea & Flood 2014, "Fast splittable pseudorandom generators").
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `sides` - 1; 0 for no sides.
    pub(super) fn below(&mut self, sides: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(sides);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from `least` to `most`.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// True this many times in a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, which is not empty.
    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.place_in(all.len())]
    }

    /// `count` different ones of `all`, or all of them, in no order.
    pub(super) fn some<T: Clone>(&mut self, all: &[T], count: usize) -> Vec<T> {
        let mut left = all.to_vec();
        let count = count.min(left.len());
        (0..count)
            .map(|_| {
                let at = self.place_in(left.len());
                left.swap_remove(at)
            })
            .collect()
    }

    fn place_in(&mut self, length: usize) -> usize {
        let sides = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(sides)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_falls_the_same_way_and_within_bounds() {
        let throw = |seed| {
            let mut dice = Dice::new(seed);
            (0..100).map(|_| dice.between(3, 8)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
        assert!(throw(7).iter().all(|n| (3..=8).contains(n)));
    }

    #[test]
    fn some_are_different_ones() {
        let mut some = Dice::new(1).some(&[1, 2, 3, 4, 5], 4);
        some.sort_unstable();
        some.dedup();
        assert_eq!(some.len(), 4);
        assert_eq!(Dice::new(1).some(&[1, 2], 4).len(), 2);
    }
}
