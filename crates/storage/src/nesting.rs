//! A task has one transaction at a time: a second one would wait for the first for ever.
//! In debug builds that is a panic at `begin`, where the mistake is; in release builds nothing.
//! Concurrent use cases are tasks of their own (`tokio::spawn`), as requests are.

#[cfg(debug_assertions)]
mod checked {
    use std::collections::HashSet;
    use std::sync::{Arc, Mutex, PoisonError};
    use std::thread::ThreadId;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    enum Task {
        Spawned(tokio::task::Id),
        Root(ThreadId),
    }

    type Open = Arc<Mutex<HashSet<Task>>>;

    #[derive(Default)]
    pub(crate) struct Nesting(Open);

    /// The place of one open transaction.
    pub(crate) struct Place(Open, Task);

    impl Nesting {
        pub fn enter(&self) -> Place {
            let task = tokio::task::try_id()
                .map_or_else(|| Task::Root(std::thread::current().id()), Task::Spawned);
            let new = self
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(task);
            assert!(
                new,
                "nested begin: this task has an open transaction; pass that one on"
            );
            Place(Arc::clone(&self.0), task)
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&self.1);
        }
    }
}

#[cfg(not(debug_assertions))]
mod unchecked {
    #[derive(Default)]
    pub(crate) struct Nesting;

    pub(crate) struct Place;

    impl Nesting {
        pub fn enter(&self) -> Place {
            Place
        }
    }
}

#[cfg(debug_assertions)]
pub(crate) use checked::{Nesting, Place};
#[cfg(not(debug_assertions))]
pub(crate) use unchecked::{Nesting, Place};
