//! Random numbers that a seed fixes for ever: SplitMix64 (Steele, Lea & Flood 2014).
//! Small on purpose: a plan or a permutation made today must come out the same in ten years,
//! whatever a library changes. Not for secrets.

/// A stream of random numbers; the same seed gives the same stream.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream number `number` of `seed`, so that parallel parts each have their own.
    #[must_use]
    pub fn stream(seed: u64, number: u64) -> Self {
        let mut mixed = Self(seed ^ Self(number).next());
        Self(mixed.next())
    }

    /// The next 64 bits.
    #[allow(clippy::should_implement_trait)] // an endless stream, not an iterator
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 to less than `end`, each as likely (Lemire 2019); 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end as u64;
        let mut wide = u128::from(self.next()) * u128::from(end);
        if (wide as u64) < end {
            let unfair = end.wrapping_neg() % end.max(1);
            while (wide as u64) < unfair {
                wide = u128::from(self.next()) * u128::from(end);
            }
        }
        (wide >> 64) as usize
    }

    /// A number from 0 to less than 1, in steps of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Puts `items` in a random order, each as likely (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_fixes_the_stream_for_ever() {
        let mut random = Random::new(1_234_567);
        // The first values that the authors' reference program gives for this seed.
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert_ne!(Random::stream(1, 0).next(), Random::stream(1, 1).next());
    }

    #[test]
    fn every_number_below_the_end_comes_about_as_often() {
        let mut random = Random::new(7);
        let mut seen = [0_u32; 5];
        for _ in 0..10_000 {
            seen[random.below(5)] += 1;
        }
        assert!(
            seen.iter().all(|&n| (1_850..2_150).contains(&n)),
            "{seen:?}"
        );
        assert_eq!((random.below(1), random.below(0)), (0, 0));
        assert!((0..1_000).all(|_| (0.0..1.0).contains(&random.unit())));
    }

    #[test]
    fn a_shuffle_keeps_what_it_shuffles() {
        let mut items: Vec<u32> = (0..50).collect();
        Random::new(3).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
