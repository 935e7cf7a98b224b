//! What is recorded of an assembly: one fact after the other, each with its number and moment.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How something was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// By consensus (mufakat).
    Consensus,
    /// By show of hands.
    Hands {
        /// In favour.
        yes: u32,
        /// Against.
        no: u32,
        /// Neither.
        abstain: u32,
    },
}

impl Decided {
    /// Whether it was carried: more in favour than against.
    #[must_use]
    pub fn carried(self) -> bool {
        match self {
            Self::Consensus => true,
            Self::Hands { yes, no, .. } => yes > no,
        }
    }

    /// Votes in all; none by consensus.
    #[must_use]
    pub fn votes(self) -> u32 {
        match self {
            Self::Consensus => 0,
            Self::Hands { yes, no, abstain } => yes.saturating_add(no).saturating_add(abstain),
        }
    }

    /// "secara mufakat", "dengan mengangkat tangan: 20 setuju, 3 tidak setuju, 1 abstain".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Consensus => "secara mufakat".to_owned(),
            Self::Hands { yes, no, abstain } => format!(
                "dengan mengangkat tangan: {yes} setuju, {no} tidak setuju, {abstain} abstain"
            ),
        }
    }
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The rules of procedure.
    Procedure,
    /// Voting by telephone instead of paper.
    ElectronicVoting,
    /// Anything else: programme, recommendations.
    Other,
}

impl About {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Procedure, Self::Other, Self::ElectronicVoting];

    /// The word in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Procedure => "tatib",
            Self::ElectronicVoting => "elektronik",
            Self::Other => "lain",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Procedure => "Pengesahan tata tertib",
            Self::ElectronicVoting => "Pemungutan suara elektronik",
            Self::Other => "Keputusan lain",
        }
    }
}

/// What the assembly says of the old board's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Accepted.
    Accepted,
    /// Accepted with notes.
    WithNotes,
    /// Not accepted.
    NotAccepted,
}

impl Verdict {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::WithNotes, Self::NotAccepted];

    /// The word in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "terima",
            Self::WithNotes => "catatan",
            Self::NotAccepted => "tolak",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Accepted => "Diterima",
            Self::WithNotes => "Diterima dengan catatan",
            Self::NotAccepted => "Tidak diterima",
        }
    }
}

/// Something that happened and was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The opening was put off, for want of a quorum.
    Postponed {
        /// Participants present then.
        present: u32,
        /// Participants needed.
        needed: u32,
        /// Minutes.
        minutes: u16,
        /// Why, in the chair's words; may be empty.
        reason: String,
    },
    /// The assembly was opened.
    Opened {
        /// Participants in all.
        all: u32,
        /// Participants needed.
        needed: u32,
        /// Participants present.
        present: u32,
        /// Observers present.
        observers: u32,
        /// When the quorum was there; not when opened without after postponements.
        reached: Option<Timestamp>,
        /// Who presides, the chair of the session first.
        presiding: Vec<String>,
    },
    /// The assembly decided.
    Decision {
        /// About what.
        about: About,
        /// What was decided.
        text: String,
        /// How.
        decided: Decided,
    },
    /// The old board reported.
    Report {
        /// What the assembly says of it.
        verdict: Verdict,
        /// Its notes; may be empty.
        notes: String,
        /// How.
        decided: Decided,
    },
    /// The formation team was chosen; it composes the board together with the elected chair.
    Formation {
        /// Names.
        team: Vec<String>,
        /// Days it has.
        days: u16,
    },
    /// The assembly was closed.
    Closed,
    /// The new board took office.
    Installed {
        /// Number of the decree.
        decree: String,
        /// First day of the term.
        from: Date,
    },
    /// An earlier fact was recorded by mistake.
    TakenBack {
        /// Which.
        number: u32,
        /// Why.
        reason: String,
    },
}

impl Fact {
    /// The fact with every name and every text that somebody typed as `said` says it.
    #[must_use]
    pub fn retold(&self, said: impl Fn(&str) -> String) -> Self {
        let all = |names: &[String]| names.iter().map(|name| said(name)).collect();
        let mut fact = self.clone();
        match &mut fact {
            Self::Postponed { reason, .. } | Self::TakenBack { reason, .. } => {
                *reason = said(reason);
            }
            Self::Opened { presiding, .. } => *presiding = all(presiding),
            Self::Decision { text, .. } => *text = said(text),
            Self::Report { notes, .. } => *notes = said(notes),
            Self::Formation { team, .. } => *team = all(team),
            Self::Closed | Self::Installed { .. } => {}
        }
        fact
    }

    /// How it was decided, where something was.
    #[must_use]
    pub fn decided(&self) -> Option<Decided> {
        match self {
            Self::Decision { decided, .. } | Self::Report { decided, .. } => Some(*decided),
            _ => None,
        }
    }
}

/// A fact with its number and moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// 1, 2, …
    pub number: u32,
    /// When it was recorded.
    pub at: Timestamp,
    /// What.
    pub fact: Fact,
}
