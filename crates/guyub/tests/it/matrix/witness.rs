//! Hears which acts are asked for while a request is answered: `Actor::may` says so in the log.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    pub act: String,
    pub unit: String,
    pub granted: bool,
}

/// See the module's words; hears what this thread does until it is dropped.
pub struct Witness {
    heard: Arc<Mutex<BTreeSet<Asked>>>,
    _guard: DefaultGuard,
}

impl Witness {
    pub fn called() -> Self {
        let heard: Arc<Mutex<BTreeSet<Asked>>> = Arc::default();
        let guard = tracing::subscriber::set_default(Ear(heard.clone()));
        Self {
            heard,
            _guard: guard,
        }
    }

    /// What was asked since the last time.
    pub fn tells(&self) -> BTreeSet<Asked> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

struct Ear(Arc<Mutex<BTreeSet<Asked>>>);

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "may"
    }

    fn event(&self, event: &Event<'_>) {
        let mut asked = Asked::default();
        event.record(&mut asked);
        self.0.lock().unwrap().insert(asked);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

impl Visit for Asked {
    fn record_bool(&mut self, _: &Field, value: bool) {
        self.granted = value;
    }

    fn record_str(&mut self, _: &Field, value: &str) {
        value.clone_into(&mut self.act);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "unit" {
            self.unit = format!("{value:?}");
        }
    }
}
