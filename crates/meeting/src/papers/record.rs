//! The official record (berita acara): who was there, what was decided, how was voted, who signs.
//! It tells what stands; what was taken back is not in it. Until the closing it is a draft.

use crate::domain::{Assembly, Course, Election, Fact, Group, Round, RoundState, Stage, Way};
use crate::pages::found;
use crate::presence::{Presence, presence};
use crate::store::Composed;
use crate::{store, words};
use activity::PRINT_DOCUMENTS;
use axum::extract::{Path, State as From};
use axum::response::Response;
use documents::Letter;
use kernel::day;
use kernel::id::ActivityId;
use kernel::paper::{Block, Column, Section, Signature, Signatures, Table};
use kernel::zone::Zone;
use organization::Paper;
use web::{Actor, Ctx, Error, Result};

pub(super) async fn record(
    From(ctx): From<Ctx>,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, assembly) = found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let course = store::course(&mut db, &scope, id).await?;
    let election = store::election(&mut db, &scope, id).await?;
    let composition = store::composition(&mut db, &scope, id).await?;
    let presence = presence(&mut db, &scope, &assembly, actor.today()).await?;
    let unit = organization::unit(&mut db, actor.unit).await?;
    let unit = unit.ok_or(Error::NotFound)?;
    let village = unit.village.split(',').next().unwrap_or_default();
    drop(db);
    if course.opened().is_none() {
        return Err(Error::Rule(
            "Sidang belum dibuka, jadi belum ada yang bisa ditulis di berita acara.".into(),
        ));
    }
    let paper = organization::paper(&ctx, &scope, actor.today()).await?;
    let minutes = Minutes {
        assembly: &assembly,
        course: &course,
        election: &election,
        presence: &presence,
        head: organization::head_of(village),
        composition: &composition,
        zone: actor.zone,
    };
    let letter = minutes.letter(&paper);
    let pdf = web::render_blocking(move || documents::letter(&letter)).await?;
    let name = format!("Berita Acara {}.pdf", assembly.activity.title);
    Ok(web::file(&name, "application/pdf", pdf))
}

struct Minutes<'a> {
    assembly: &'a Assembly,
    course: &'a Course,
    election: &'a Election,
    presence: &'a Presence,
    /// Who leads the village: "Kepala Desa Jambu".
    head: String,
    composition: &'a [Composed],
    zone: Zone,
}

fn section(title: &str, blocks: Vec<Block>) -> Section {
    Section {
        order: 0,
        title: title.to_owned(),
        blocks,
        missing: Vec::new(),
    }
}

fn number(number: impl ToString) -> String {
    number.to_string()
}

impl Minutes<'_> {
    fn letter(&self, paper: &Paper) -> Letter {
        let draft = self.course.stage() != Stage::Closed;
        let plan = &self.assembly.plan;
        Letter {
            letterhead: paper.letterhead.clone(),
            sheet: paper.sheet,
            title: format!("Berita Acara {}", plan.name),
            titled: true,
            below: if draft {
                "Konsep, sidang belum ditutup".into()
            } else {
                format!("Masa Bakti {}", plan.term.words())
            },
            blocks: vec![Block::Text(self.opening())],
            sections: self.sections(),
            signatures: self.signatures(paper),
            attachments: vec![section("Lampiran: daftar hadir", vec![self.attendance()])],
            ..Letter::default()
        }
    }

    fn opening(&self) -> String {
        let (activity, plan) = (&self.assembly.activity, &self.assembly.plan);
        let day = self
            .course
            .opened()
            .map_or(activity.starts_on, |record| self.zone.today(record.at));
        format!(
            "Pada hari ini {}, {}, bertempat di {}, telah dilaksanakan {} untuk memilih pengurus masa bakti {}.",
            day::weekday(day),
            day::in_words(day),
            activity.place,
            activity.title,
            plan.term.words()
        )
    }

    fn sections(&self) -> Vec<Section> {
        let told = self.course.standing.iter().map(|record| {
            let time = words::time(record.at, self.zone);
            format!("Pukul {time}: {}", words::told(&record.fact, self.zone))
        });
        let mut sections = vec![
            section("Kehadiran dan kuorum", self.room()),
            section("Jalannya sidang", vec![Block::List(told.collect())]),
        ];
        sections.extend(self.vote());
        sections.extend(self.board());
        sections.push(section(
            "Penutup",
            vec![Block::Text(
                "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.".into(),
            )],
        ));
        sections
    }

    fn room(&self) -> Vec<Block> {
        let room = self.presence.room;
        let mut facts = vec![
            ("Peserta", format!("{} orang", room.all)),
            ("Peserta hadir", format!("{} orang", room.present)),
            ("Peninjau hadir", format!("{} orang", room.observers)),
        ];
        let rule = self.assembly.plan.rules.quorum.words();
        facts.push(("Kuorum", format!("{} peserta, {rule}", room.needed)));
        if let Some(Fact::Opened {
            present, reached, ..
        }) = self.course.opened().map(|record| &record.fact)
        {
            let when = match reached {
                Some(at) => format!("tercapai pukul {}", words::time(*at, self.zone)),
                None => "tidak tercapai; dibuka sesudah ditunda menurut tata tertib".into(),
            };
            facts.push((
                "Saat dibuka",
                format!("hadir {present} peserta, kuorum {when}"),
            ));
        }
        let facts = facts
            .into_iter()
            .map(|(label, value)| (label.to_owned(), value));
        let row = |group: &Group| {
            let arrived = &self.presence.arrived;
            let present = group
                .named
                .iter()
                .filter(|one| arrived.contains_key(&one.person));
            vec![
                group.label.clone(),
                number(group.counts()),
                number(present.count()),
            ]
        };
        let table = Table {
            columns: vec![
                Column::left("RT", 5),
                Column::right("Peserta", 2),
                Column::right("Hadir", 2),
            ],
            rows: self.presence.groups.iter().map(row).collect(),
        };
        vec![Block::Facts(facts.collect()), Block::Table(table)]
    }

    fn vote(&self) -> Option<Section> {
        if self.election.candidates.is_empty() {
            return None;
        }
        let stood = self.election.candidates.iter().map(|candidate| {
            let withdrawn = if candidate.withdrawn { " (mundur)" } else { "" };
            format!("{}. {}{withdrawn}", candidate.number, candidate.name)
        });
        let mut blocks = vec![
            Block::Text("Calon ketua:".into()),
            Block::List(stood.collect()),
        ];
        for round in &self.election.rounds {
            blocks.push(Block::Text(words::of_round(round, self.election)));
            blocks.extend(self.count(round));
        }
        if let Some(elected) = self.election.elected() {
            blocks.push(Block::Text(format!(
                "Dengan demikian sidang menetapkan {} sebagai Ketua terpilih masa bakti {}.",
                elected.name,
                self.assembly.plan.term.words()
            )));
        }
        Some(section("Pemilihan ketua", blocks))
    }

    fn board(&self) -> Option<Section> {
        if self.composition.is_empty() {
            return None;
        }
        let row = |(at, one): (u32, &Composed)| {
            vec![number(at), one.seat.whole_title(), one.name.clone()]
        };
        let columns = vec![
            Column::right("No", 1),
            Column::left("Jabatan", 5),
            Column::left("Nama", 5),
        ];
        let rows = (1..).zip(self.composition).map(row).collect();
        let blocks = vec![Block::Table(Table { columns, rows })];
        Some(section("Susunan pengurus", blocks))
    }

    fn count(&self, round: &Round) -> Option<Block> {
        if round.way == Way::Consensus || round.state != RoundState::Closed {
            return None;
        }
        let count = &round.count;
        let votes = count.votes.iter().map(|(candidate, votes)| {
            vec![
                number(candidate),
                self.election.name(*candidate).to_owned(),
                number(votes),
            ]
        });
        let rest = |label: &str, votes: u32| vec![String::new(), label.to_owned(), number(votes)];
        let mut rows: Vec<Vec<String>> = votes.collect();
        rows.push(rest("Suara sah", count.valid()));
        rows.extend(
            [("Tidak sah", count.invalid), ("Abstain", count.abstain)]
                .into_iter()
                .filter(|(_, votes)| *votes > 0)
                .map(|(label, votes)| rest(label, votes)),
        );
        if matches!(round.way, Way::Paper | Way::Electronic) {
            rows.push(rest("Surat suara dibagikan", round.handed_out));
            rows.push(rest("Surat suara kembali, tidak dipakai", round.returned));
        }
        rows.push(rest("Peserta hadir saat putaran dimulai", round.present));
        Some(Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Calon", 7),
                Column::right("Suara", 2),
            ],
            rows,
        }))
    }

    fn signatures(&self, paper: &Paper) -> Signatures {
        let signs = |lead: &str, office: &str, name: &str| Signature {
            lead: lead.to_owned(),
            office: office.to_owned(),
            name: name.to_owned(),
        };
        let opened = self.course.opened();
        let presiding = match opened.map(|record| &record.fact) {
            Some(Fact::Opened { presiding, .. }) => presiding.as_slice(),
            _ => &[],
        };
        let mut people: Vec<Signature> = presiding
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let office = if at == 0 {
                    "Ketua sidang"
                } else {
                    "Pimpinan sidang"
                };
                signs("", office, name)
            })
            .collect();
        people.extend([
            signs("", "Saksi", ""),
            signs("", "Saksi", ""),
            signs("Mengetahui,", &self.head, ""),
        ]);
        let day = opened.map_or(self.assembly.activity.starts_on, |record| {
            self.zone.today(record.at)
        });
        Signatures {
            place_and_day: format!("{}, {}", paper.place, day::medium(day)),
            people,
        }
    }

    fn attendance(&self) -> Block {
        let time = |person| {
            let arrived = self.presence.arrived.get(person);
            arrived.map(|one| words::time(one.since, self.zone))
        };
        let voters = self.presence.groups.iter().flat_map(|group| {
            group
                .named
                .iter()
                .filter_map(|one| Some([one.name.clone(), group.label.clone(), time(&one.person)?]))
        });
        let observers = self.presence.observers.iter().map(|one| {
            [
                one.name.clone(),
                "Peninjau".to_owned(),
                words::time(one.since, self.zone),
            ]
        });
        let rows = (1..).zip(voters.chain(observers));
        Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Nama", 6),
                Column::left("Dari", 5),
                Column::left("Hadir pukul", 2),
            ],
            rows: rows
                .map(|(at, [name, from, time]): (u32, _)| vec![number(at), name, from, time])
                .collect(),
        })
    }
}
