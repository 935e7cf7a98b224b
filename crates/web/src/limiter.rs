//! Slows guessing and floods: so many tries per key in a window of time.
//! In memory and bounded; a restart forgives. Nobody is locked out for good, and a stranger's
//! tries at an officer's account only slow that stranger's address.

use jobs::Clock;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const MOST: usize = 50_000;

/// See the module's words.
pub struct Limiter {
    clock: Clock,
    tries: Mutex<HashMap<String, (i64, u32)>>,
}

impl Limiter {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            tries: Mutex::default(),
        }
    }

    /// Counts a try under `key`; the seconds to wait if there were more than `most` of them
    /// within `window` seconds.
    pub fn count(&self, key: &str, most: u32, window: u32) -> Option<u32> {
        let now = self.clock.now().as_second();
        let window = i64::from(window);
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST {
            tries.retain(|_, (until, _)| *until > now);
            if tries.len() >= MOST {
                tries.clear();
            }
        }
        let (until, count) = tries.entry(key.to_owned()).or_insert((now + window, 0));
        if *until <= now {
            (*until, *count) = (now + window, 0);
        }
        *count = count.saturating_add(1);
        (*count > most).then(|| u32::try_from(*until - now).unwrap_or(1).max(1))
    }

    /// Forgets the tries under `key`, after a success.
    pub fn forget(&self, key: &str) {
        self.tries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_of_three_tries_waits_until_the_window_has_passed() {
        let start = jiff::Timestamp::from_second(1_000).unwrap();
        let clock = Clock::standing_at(start);
        let limiter = Limiter::new(clock.clone());
        for _ in 0..3 {
            assert_eq!(limiter.count("a", 3, 60), None);
        }
        assert_eq!(limiter.count("a", 3, 60), Some(60));
        assert_eq!(limiter.count("b", 3, 60), None);
        clock.set(jiff::Timestamp::from_second(1_061).unwrap());
        assert_eq!(limiter.count("a", 3, 60), None);
    }
}
