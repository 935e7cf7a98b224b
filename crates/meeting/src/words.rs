//! The words of an assembly: what happened in a sentence, the invitation, the time on the wall.

use crate::domain::{Assembly, Election, Electorate, Fact, Round, RoundState, Way};
use activity::Session;
use jiff::Timestamp;
use kernel::clock;
use kernel::zone::Zone;

/// "19.42" on the unit's wall.
pub(crate) fn time(at: Timestamp, zone: Zone) -> String {
    clock::short(zone.civil(at).time())
}

/// What happened, in a sentence.
pub(crate) fn told(fact: &Fact, zone: Zone) -> String {
    match fact {
        Fact::Postponed {
            present,
            needed,
            minutes,
            reason,
        } => sentence(
            &format!("Sidang ditunda {minutes} menit: hadir {present} peserta, kuorum {needed}"),
            reason,
        ),
        Fact::Opened {
            all,
            needed,
            present,
            observers,
            reached,
            presiding,
        } => {
            let quorum = match reached {
                Some(at) => format!("kuorum {needed} tercapai pukul {}", time(*at, zone)),
                None => format!("kuorum {needed} tidak tercapai, dibuka sesudah ditunda"),
            };
            format!(
                "Sidang dibuka, dihadiri {present} dari {all} peserta dan {observers} peninjau; {quorum}. Pimpinan sidang: {}.",
                presiding.join(", ")
            )
        }
        Fact::Decision {
            about,
            text,
            decided,
        } => {
            let carried = if decided.carried() {
                "disetujui"
            } else {
                "tidak disetujui"
            };
            sentence(
                &format!("{}: {carried} {}", about.label(), decided.words()),
                text,
            )
        }
        Fact::Report {
            verdict,
            notes,
            decided,
        } => sentence(
            &format!(
                "Laporan pertanggungjawaban pengurus lama {} {}",
                verdict.label().to_lowercase(),
                decided.words()
            ),
            notes,
        ),
        Fact::Formation { team, days } => format!(
            "Tim formatur: {}. Tim menyusun pengurus paling lama {days} hari bersama ketua terpilih.",
            team.join(", ")
        ),
        Fact::Installed { decree, from } => format!(
            "Pengurus baru mulai bertugas {} dengan SK nomor {decree}.",
            kernel::day::medium(*from)
        ),
        Fact::Closed => "Sidang ditutup.".to_owned(),
        Fact::TakenBack { number, reason } => {
            sentence(&format!("Catatan nomor {number} ditarik"), reason)
        }
    }
}

/// What kind of thing happened, for the log; whoever wants the words and names reads the course.
pub(crate) fn kind(fact: &Fact) -> String {
    match fact {
        Fact::Postponed { minutes, .. } => format!("sidang ditunda {minutes} menit"),
        Fact::Opened { present, all, .. } => {
            format!("sidang dibuka, hadir {present} dari {all} peserta")
        }
        Fact::Decision { about, decided, .. } => {
            format!("{}, {}", about.label().to_lowercase(), decided.words())
        }
        Fact::Report {
            verdict, decided, ..
        } => format!(
            "laporan pertanggungjawaban {} {}",
            verdict.label().to_lowercase(),
            decided.words()
        ),
        Fact::Formation { team, days } => {
            format!("tim formatur {} orang, {days} hari", team.len())
        }
        Fact::Installed { .. } => "pengurus baru mulai bertugas".to_owned(),
        Fact::Closed => "sidang ditutup".to_owned(),
        Fact::TakenBack { number, .. } => format!("catatan nomor {number} ditarik"),
    }
}

/// `said`, and what was added to it.
fn sentence(said: &str, added: &str) -> String {
    match added.trim_end_matches('.') {
        "" => format!("{said}."),
        added => format!("{said}. {added}."),
    }
}

/// What the invitation needs.
pub(crate) struct Inviting<'a> {
    pub(crate) unit_name: &'a str,
    pub(crate) zone: Zone,
    pub(crate) assembly: &'a Assembly,
    pub(crate) sessions: &'a [Session],
    /// Whole address of the activity's public page.
    pub(crate) link: String,
}

impl Inviting<'_> {
    /// What is on the agenda.
    pub(crate) fn agenda(&self) -> Vec<String> {
        let term = self.assembly.plan.term.words();
        vec![
            "Pengesahan tata tertib".to_owned(),
            "Laporan pertanggungjawaban pengurus".to_owned(),
            format!("Pemilihan ketua dan pembentukan pengurus masa bakti {term}"),
        ]
    }

    /// Who votes, in a sentence.
    pub(crate) fn who(&self) -> String {
        match self.assembly.plan.rules.electorate {
            Electorate::Delegates(each) => format!(
                "Setiap RT mengirim utusan (pada umumnya {each} orang) sebagai peserta dengan hak suara. Warga lain boleh hadir sebagai peninjau."
            ),
            Electorate::Members(_) => {
                "Semua anggota yang tercatat adalah peserta dengan hak suara.".to_owned()
            }
        }
    }

    /// The invitation for WhatsApp.
    pub(crate) fn whatsapp(&self) -> String {
        let activity = &self.assembly.activity;
        let mut lines = vec![format!("*Undangan {}*", activity.title), String::new()];
        if !activity.about.is_empty() {
            lines.extend([activity.about.clone(), String::new()]);
        }
        for session in self.sessions {
            lines.push(format!("Waktu: {}", session.when(self.zone)));
        }
        lines.extend([format!("Tempat: {}", activity.place), String::new()]);
        lines.push("Acara:".into());
        let numbered = (1..).zip(self.agenda());
        lines.extend(numbered.map(|(number, item): (u32, String)| format!("{number}. {item}")));
        lines.extend([String::new(), self.who(), String::new()]);
        lines.extend(["Keterangan lengkap:".into(), self.link.clone()]);
        if !activity.contact.is_empty() {
            lines.push(format!("Tanya-tanya: {}", activity.contact));
        }
        lines.extend([String::new(), format!("_{}_", self.unit_name)]);
        lines.join("\n")
    }
}

/// What came of a round, in a sentence or two.
pub(crate) fn of_round(round: &Round, election: &Election) -> String {
    told_of(round, |number| election.name(number).to_owned())
}

/// The same for the log, which knows candidates by their own numbers.
pub(crate) fn in_log(round: &Round, election: &Election) -> String {
    let mention = |number| {
        let mut stood = election.candidates.iter();
        let found = stood.find(|candidate| candidate.number == number);
        found.map(|candidate| storage::mention(candidate.person))
    };
    told_of(round, |number| mention(number).unwrap_or_default())
}

fn told_of(round: &Round, name: impl Fn(u32) -> String) -> String {
    if round.state == RoundState::Cancelled {
        return sentence(&format!("Putaran {} dibatalkan", round.number), &round.note);
    }
    if round.state == RoundState::Open {
        return format!("Putaran {} sedang berjalan.", round.number);
    }
    let elected = round
        .elected
        .map(|number| format!("{} terpilih", name(number)));
    if round.way == Way::Consensus {
        return format!("Mufakat: {}.", elected.unwrap_or_default());
    }
    let count = &round.count;
    let mut parts: Vec<String> = count
        .votes
        .iter()
        .map(|(number, votes)| format!("{} {votes} suara", name(*number)))
        .collect();
    for (votes, word) in [(count.invalid, "tidak sah"), (count.abstain, "abstain")] {
        if votes > 0 {
            parts.push(format!("{word} {votes}"));
        }
    }
    let then =
        elected.unwrap_or_else(|| "Belum ada yang terpilih; diadakan putaran berikutnya".into());
    let told = format!(
        "Putaran {}, {}: {}. {then}",
        round.number,
        round.way.label().to_lowercase(),
        parts.join(", ")
    );
    sentence(&told, &round.note)
}
