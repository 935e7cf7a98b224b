//! The course of an assembly: facts as they were recorded, one after the other; its state is what
//! they say together. Nothing is rewritten: a fact recorded by mistake is taken back by another.

use crate::domain::{About, Fact, Postponing, Record, Room};
use jiff::Timestamp;

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

    /// The formation team, if it was chosen; the last one counts.
    #[must_use]
    pub fn formation(&self) -> Option<&Fact> {
        let formed = |fact: &&Fact| matches!(fact, Fact::Formation { .. });
        self.facts().rev().find(formed)
    }

    /// That the new board took office, if it did.
    #[must_use]
    pub fn installed(&self) -> Option<&Fact> {
        self.facts()
            .find(|fact| matches!(fact, Fact::Installed { .. }))
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
            Fact::Installed { .. } if self.installed().is_some() => {
                Err("Pengurus ini sudah mulai bertugas.".into())
            }
            Fact::Installed { .. } if stage == Stage::Closed => Ok(()),
            Fact::Installed { .. } => Err("Sidang belum ditutup. Tutup dulu sidangnya.".into()),
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
            Some(record) if matches!(record.fact, Fact::Installed { .. }) => {
                Err("Pengurus baru sudah mulai bertugas, jadi tidak bisa ditarik.".into())
            }
            Some(record) if record.number == number => Ok(()),
            _ => Err("Hanya catatan terakhir yang bisa ditarik.".into()),
        }
    }
}

#[cfg(test)]
mod tests;
