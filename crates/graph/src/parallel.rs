//! Work shared by all threads whose result is the same for any number of them:
//! pieces are cut without looking at the threads, and what is summed is summed in order.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, PoisonError};

/// Cuts `0..count` into pieces of `size` and gives the results in order.
///
/// Each thread makes one scratch for all its pieces.
pub(crate) fn by_chunks<S, R: Send>(
    count: usize,
    size: usize,
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = rayon::broadcast(|_| {
        let mut scratch = None;
        let mut mine = Vec::new();
        loop {
            let at = next.fetch_add(1, Relaxed);
            let start = at * size;
            if start >= count {
                return mine;
            }
            let range = start..count.min(start + size);
            mine.push((at, work(scratch.get_or_insert_with(&make), range)));
        }
    });
    let mut all: Vec<(usize, R)> = done.into_iter().flatten().collect();
    all.sort_unstable_by_key(|&(at, _)| at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// Does `work` for each of `0..count` on all threads, then `add` on the one sum, in order.
///
/// A thread waits for its turn to add, so that the sum has the same bits for any number of
/// threads; no more scratches exist than threads.
pub(crate) fn in_turn<S, T: Send>(
    count: usize,
    sum: T,
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) + Sync,
    add: impl Fn(&mut T, &mut S, usize) + Sync,
) -> T {
    let next = AtomicUsize::new(0);
    let shared = Mutex::new((0, sum));
    let turn = Condvar::new();
    rayon::broadcast(|_| {
        let mut scratch = None;
        loop {
            let at = next.fetch_add(1, Relaxed);
            if at >= count {
                return;
            }
            let scratch = scratch.get_or_insert_with(&make);
            work(scratch, at);
            let locked = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let mut mine = turn
                .wait_while(locked, |(done, _)| *done != at)
                .unwrap_or_else(PoisonError::into_inner);
            add(&mut mine.1, scratch, at);
            mine.0 += 1;
            drop(mine);
            turn.notify_all();
        }
    });
    shared
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_order() {
        let sums = by_chunks(10, 4, || (), |(), range| range.sum::<usize>());
        assert_eq!(sums, [6, 22, 17]);
        assert!(by_chunks(0, 4, || (), |(), _| ()).is_empty());
    }

    #[test]
    fn sums_are_added_in_order() {
        let seen = in_turn(
            100,
            Vec::new(),
            || 0,
            |s, at| *s = at,
            |all, s, _| all.push(*s),
        );
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
    }
}
