//! The course of an assembly: facts as they were recorded, one after the other; its state is what
//! they say together. Nothing is rewritten: a fact recorded by mistake is taken back by another.

use crate::domain::{Postponing, Room};
use jiff::Timestamp;
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
    /// The assembly was closed.
    Closed,
    /// An earlier fact was recorded by mistake.
    TakenBack {
        /// Which.
        number: u32,
        /// Why.
        reason: String,
    },
}

impl Fact {
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

/// How far an assembly has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not opened yet.
    Planned,
    /// Put off.
    Postponed,
    /// Open.
    Open,
    /// Closed.
    Closed,
}

/// Why a fact can't be recorded; the text is for whoever records.
pub type Refusal = String;

/// All facts of an assembly that stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// Those that stand, in order.
    pub standing: Vec<Record>,
    /// Number of the last one, taken back or not.
    pub last: u32,
}

impl Course {
    /// What `records`, in order, say together.
    #[must_use]
    pub fn of(records: Vec<Record>) -> Self {
        let last = records.last().map_or(0, |record| record.number);
        let taken: Vec<u32> = records
            .iter()
            .filter_map(|record| match record.fact {
                Fact::TakenBack { number, .. } => Some(number),
                _ => None,
            })
            .collect();
        let stands = |record: &Record| {
            !matches!(record.fact, Fact::TakenBack { .. }) && !taken.contains(&record.number)
        };
        Self {
            standing: records.into_iter().filter(stands).collect(),
            last,
        }
    }

    fn facts(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.standing.iter().map(|record| &record.fact)
    }

    /// How far it has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.facts().any(|fact| *fact == Fact::Closed) {
            Stage::Closed
        } else if self.opened().is_some() {
            Stage::Open
        } else if self.postponements() > 0 {
            Stage::Postponed
        } else {
            Stage::Planned
        }
    }

    /// Whether it is open now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stage() == Stage::Open
    }

    /// The opening, if it was opened.
    #[must_use]
    pub fn opened(&self) -> Option<&Record> {
        let opened = |record: &&Record| matches!(record.fact, Fact::Opened { .. });
        self.standing.iter().find(opened)
    }

    /// Times it was put off.
    #[must_use]
    pub fn postponements(&self) -> usize {
        let postponed = |fact: &&Fact| matches!(fact, Fact::Postponed { .. });
        self.facts().filter(postponed).count()
    }

    /// When the last postponement ends.
    #[must_use]
    pub fn postponed_until(&self) -> Option<Timestamp> {
        let until = |record: &Record| match record.fact {
            Fact::Postponed { minutes, .. } => {
                Some(record.at + jiff::SignedDuration::from_mins(minutes.into()))
            }
            _ => None,
        };
        self.standing.iter().rev().find_map(until)
    }

    /// What the assembly said of the report.
    #[must_use]
    pub fn report(&self) -> Option<&Fact> {
        self.facts()
            .find(|fact| matches!(fact, Fact::Report { .. }))
    }

    /// Whether the assembly decided for voting by telephone.
    #[must_use]
    pub fn electronic(&self) -> bool {
        self.facts().any(|fact| {
            matches!(fact, Fact::Decision { about: About::ElectronicVoting, decided, .. }
                if decided.carried())
        })
    }

    /// Whether it may open in this `room` at `now`: with a quorum, or after enough postponements.
    ///
    /// # Errors
    ///
    /// Why not, and what to do.
    pub fn may_open(&self, room: Room, rule: Postponing, now: Timestamp) -> Result<(), Refusal> {
        if room.all == 0 {
            return Err("Belum ada daftar peserta, jadi kuorum belum bisa dihitung. Susun dulu daftar pesertanya.".into());
        }
        if room.quorate() {
            return Ok(());
        }
        let lacking = room.lacking();
        let Some(times) = rule.times.map(usize::from) else {
            return Err(format!(
                "Kuorum belum tercapai: kurang {lacking} peserta. Menurut tata tertib sidang ditunda sampai kuorum tercapai."
            ));
        };
        let done = self.postponements();
        if done < times {
            return Err(format!(
                "Kuorum belum tercapai: kurang {lacking} peserta. Tunda dulu {} menit; sesudah {times} kali ditunda, sidang boleh dibuka dengan peserta yang hadir.",
                rule.minutes
            ));
        }
        if self.postponed_until().is_some_and(|until| now < until) {
            return Err(
                "Kuorum belum tercapai dan waktu penundaan belum habis. Tunggu sampai waktunya."
                    .into(),
            );
        }
        if room.present == 0 {
            return Err("Belum ada peserta yang hadir. Catat dulu kehadiran di pintu.".into());
        }
        Ok(())
    }

    /// Whether `fact` may be recorded now, whatever the room.
    ///
    /// # Errors
    ///
    /// Why not, and what to do.
    pub fn may_record(&self, fact: &Fact) -> Result<(), Refusal> {
        let stage = self.stage();
        let before = matches!(stage, Stage::Planned | Stage::Postponed);
        match fact {
            Fact::Postponed { .. } | Fact::Opened { .. } if before => Ok(()),
            Fact::Postponed { .. } | Fact::Opened { .. } => Err("Sidang sudah dibuka.".into()),
            Fact::TakenBack { number, .. } => self.may_take_back(*number),
            _ if before => Err("Sidang belum dibuka. Buka dulu sidangnya.".into()),
            _ if stage == Stage::Closed => Err("Sidang sudah ditutup.".into()),
            Fact::Report { .. } if self.report().is_some() => Err(
                "Laporan pengurus lama sudah ditanggapi. Kalau keliru, tarik dulu catatannya."
                    .into(),
            ),
            _ => Ok(()),
        }
    }

    fn may_take_back(&self, number: u32) -> Result<(), Refusal> {
        match self.standing.last() {
            Some(record) if record.number == number => Ok(()),
            _ => Err("Hanya catatan terakhir yang bisa ditarik.".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    fn course(facts: &[Fact]) -> Course {
        let record = |(number, fact): (u32, &Fact)| Record {
            number,
            at: at(number.into()),
            fact: fact.clone(),
        };
        Course::of((1..).zip(facts).map(record).collect())
    }

    fn postponed() -> Fact {
        Fact::Postponed {
            present: 3,
            needed: 5,
            minutes: 30,
            reason: String::new(),
        }
    }

    fn opened() -> Fact {
        Fact::Opened {
            all: 8,
            needed: 5,
            present: 5,
            observers: 0,
            reached: None,
            presiding: vec!["Ana".into()],
        }
    }

    fn decision(about: About, decided: Decided) -> Fact {
        Fact::Decision {
            about,
            text: "Disetujui".into(),
            decided,
        }
    }

    const RULE: Postponing = Postponing {
        minutes: 30,
        times: Some(1),
    };

    fn room(present: u32) -> Room {
        Room {
            all: 8,
            needed: 5,
            present,
            ..Room::default()
        }
    }

    #[test]
    fn it_opens_with_a_quorum_or_after_the_postponement_has_passed() {
        let none = course(&[]);
        assert_eq!(none.may_open(room(5), RULE, at(0)), Ok(()));
        assert!(
            none.may_open(room(4), RULE, at(0))
                .unwrap_err()
                .contains("kurang 1 peserta")
        );
        let once = course(&[postponed()]);
        assert!(
            once.may_open(room(4), RULE, at(30)).is_err(),
            "recorded in minute 1"
        );
        assert_eq!(once.may_open(room(4), RULE, at(31)), Ok(()));
        assert!(once.may_open(room(0), RULE, at(31)).is_err());
        let never = Postponing {
            times: None,
            ..RULE
        };
        assert!(once.may_open(room(4), never, at(99)).is_err());
        assert!(
            none.may_open(Room::default(), RULE, at(0))
                .unwrap_err()
                .contains("daftar peserta")
        );
    }

    #[test]
    fn facts_come_in_the_order_of_a_meeting() {
        let report = Fact::Report {
            verdict: Verdict::WithNotes,
            notes: "Kas".into(),
            decided: Decided::Consensus,
        };
        assert!(course(&[]).may_record(&report).is_err());
        assert_eq!(course(&[opened()]).may_record(&report), Ok(()));
        assert!(
            course(&[opened(), report.clone()])
                .may_record(&report)
                .is_err()
        );
        assert!(course(&[opened()]).may_record(&opened()).is_err());
        let closed = course(&[opened(), report, Fact::Closed]);
        assert_eq!(closed.stage(), Stage::Closed);
        assert!(
            closed
                .may_record(&decision(About::Other, Decided::Consensus))
                .is_err()
        );
    }

    #[test]
    fn only_the_last_fact_is_taken_back_and_it_stays_in_the_record() {
        let back = |number| Fact::TakenBack {
            number,
            reason: "salah".into(),
        };
        let open = course(&[opened(), Fact::Closed]);
        assert!(open.may_record(&back(1)).is_err());
        assert_eq!(open.may_record(&back(2)), Ok(()));
        let again = course(&[opened(), Fact::Closed, back(2)]);
        assert_eq!((again.stage(), again.last), (Stage::Open, 3));
        assert_eq!(again.may_record(&back(1)), Ok(()));
    }

    #[test]
    fn voting_by_telephone_needs_more_hands_for_than_against() {
        let hands = |yes, no| Decided::Hands {
            yes,
            no,
            abstain: 1,
        };
        let electronic =
            |decided| course(&[opened(), decision(About::ElectronicVoting, decided)]).electronic();
        assert!(electronic(Decided::Consensus));
        assert!(electronic(hands(3, 2)));
        assert!(!electronic(hands(3, 3)));
        assert!(!course(&[opened()]).electronic());
    }

    #[test]
    fn a_fact_is_kept_as_text_and_read_back() {
        for fact in [
            postponed(),
            opened(),
            decision(About::Procedure, Decided::Consensus),
            Fact::Closed,
        ] {
            let kept = serde_json::to_string(&fact).unwrap();
            assert_eq!(serde_json::from_str::<Fact>(&kept).unwrap(), fact, "{kept}");
        }
    }
}
