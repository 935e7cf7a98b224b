//! What the contexts can prove of an organisation, for the aspects by which Dinas Sosial classes it
//! (Permensos 25/2019, articles 23 to 31). Facts only: nobody here gives points.

use crate::{BoxFuture, Ctx, Result};
use jiff::civil::Date;
use kernel::access::Scope;

/// One of the six aspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Organisation and board.
    Organisation,
    /// Human resources.
    People,
    /// Facilities.
    Facilities,
    /// Administration.
    Administration,
    /// Partnership.
    Partnership,
    /// Programme activities.
    Activities,
}

impl Aspect {
    /// All of them, in the order of the regulation.
    pub const ALL: [Self; 6] = [
        Self::Organisation,
        Self::People,
        Self::Facilities,
        Self::Administration,
        Self::Partnership,
        Self::Activities,
    ];

    /// Its name, Indonesian.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Organisation => "Organisasi dan kepengurusan",
            Self::People => "Sumber daya manusia",
            Self::Facilities => "Sarana dan prasarana",
            Self::Administration => "Administrasi",
            Self::Partnership => "Kemitraan",
            Self::Activities => "Program kegiatan",
        }
    }
}

/// One fact that the data hold, or lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it speaks for.
    pub aspect: Aspect,
    /// What it is: "SK pengukuhan".
    pub what: String,
    /// What is there, with its number; empty when nothing is.
    pub figure: String,
    /// What is lacking; empty when nothing is.
    pub missing: String,
    /// Where in the program it stands; empty when nowhere.
    pub href: String,
}

impl Evidence {
    /// A fact about `what` that can be looked up at `href`; [`there`](Self::there) and
    /// [`lacking`](Self::lacking) say more.
    #[must_use]
    pub fn of(aspect: Aspect, what: &str, href: &str) -> Self {
        Self {
            aspect,
            what: what.to_owned(),
            figure: String::new(),
            missing: String::new(),
            href: href.to_owned(),
        }
    }

    /// Says what is there.
    #[must_use]
    pub fn there(self, figure: impl Into<String>) -> Self {
        Self {
            figure: figure.into(),
            ..self
        }
    }

    /// Says what is lacking.
    #[must_use]
    pub fn lacking(self, missing: impl Into<String>) -> Self {
        Self {
            missing: missing.into(),
            ..self
        }
    }
}

/// What a context can prove of the scope's unit on a day. Counts and names of offices, nobody's
/// personal data.
pub type EvidenceHook =
    for<'a> fn(&'a Ctx, &'a Scope, Date) -> BoxFuture<'a, Result<Vec<Evidence>>>;
