//! The proposal on paper, in the sections that village offices and donors expect.

use super::words::{Part, Start};
use crate::domain::{Activity, Session};
use crate::store::{self, CommitteeMember, Written};
use crate::teaching::teaching;
use documents::{Numbering, Report};
use finance::budget::{Budget, Side, budget_section, valid_budget};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Block, Column, Section, Signature, Signatures, Table};
use kernel::zone::Zone;
use web::{Ctx, Error, Result};

/// Everything that a proposal is made of.
pub(super) struct Known {
    pub(super) activity: Activity,
    pub(super) unit: String,
    zone: Zone,
    sessions: Vec<Session>,
    committee: Vec<CommitteeMember>,
    budget: Option<Budget>,
    texts: Vec<Written>,
    theme: String,
}

impl Known {
    pub(super) async fn of(ctx: &Ctx, scope: &Scope, activity: Activity) -> Result<Self> {
        let theme = teaching(ctx, scope, activity.id).await?.theme;
        let mut db = ctx.db.read().await?;
        let unit = organization::unit(&mut db, scope.unit()).await?;
        let unit = unit.ok_or(Error::NotFound)?;
        Ok(Self {
            sessions: store::sessions(&mut db, activity.id).await?,
            committee: store::committee(&mut db, scope, activity.id).await?,
            budget: valid_budget(&mut db, scope, activity.id).await?,
            texts: store::written(&mut db, scope, activity.id).await?,
            unit: unit.name,
            zone: unit.zone,
            activity,
            theme,
        })
    }

    /// What `part` says: what somebody wrote, else the sentences to begin with.
    pub(super) fn text(&self, part: Part) -> String {
        let written = self.texts.iter().find(|text| text.part == part.code());
        match written {
            Some(written) => written.text.clone(),
            None => self.start().of(part),
        }
    }

    fn start(&self) -> Start<'_> {
        Start {
            unit: &self.unit,
            activity: &self.activity,
            theme: &self.theme,
        }
    }

    /// What keeps the proposal from being complete, a sentence each.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.committee.is_empty() {
            missing.push("Susunan panitia belum diisi.");
        }
        match &self.budget {
            None => missing.push("RAB belum dibuat."),
            Some(budget) => {
                if !budget
                    .content
                    .lines
                    .iter()
                    .any(|line| line.side == Side::Expense)
                {
                    missing.push("RAB belum punya baris pengeluaran.");
                }
                if budget.content.without_price() > 0 {
                    missing.push("Ada baris RAB yang belum punya harga.");
                }
            }
        }
        missing
    }

    pub(super) fn has_budget(&self) -> bool {
        self.budget.is_some()
    }

    fn sections(&self) -> Vec<Section> {
        let mut all = vec![
            ("Latar belakang", self.part(Part::Background)),
            ("Dasar kegiatan", self.part(Part::Basis)),
            ("Nama dan tema kegiatan", self.name()),
            ("Maksud dan tujuan", self.part(Part::Goal)),
            ("Peserta dan sasaran", self.part(Part::Audience)),
            ("Waktu dan tempat", self.when()),
            ("Perlengkapan", self.part(Part::Equipment)),
            ("Susunan panitia", self.people()),
            ("Jadwal acara", self.rundown()),
            ("Rencana anggaran biaya", self.money()),
            ("Penutup", self.part(Part::Closing)),
        ];
        all.retain(|(_, blocks)| !blocks.is_empty());
        let section = |(order, (title, blocks)): (u16, (&str, Vec<Block>))| Section {
            order,
            title: title.to_owned(),
            blocks,
            missing: Vec::new(),
        };
        (1..).zip(all).map(section).collect()
    }

    fn part(&self, part: Part) -> Vec<Block> {
        blocks_of(part, &self.text(part))
    }

    fn name(&self) -> Vec<Block> {
        let fact = |label: &str, value: String| (label.to_owned(), value);
        let mut facts = vec![
            fact("Nama kegiatan", self.activity.title.clone()),
            fact("Bentuk kegiatan", self.activity.kind.label().to_owned()),
        ];
        let theme = self.text(Part::Theme);
        if !theme.is_empty() {
            facts.push(fact("Tema", theme));
        }
        vec![Block::Facts(facts)]
    }

    fn when(&self) -> Vec<Block> {
        let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        vec![Block::Facts(vec![
            fact("Hari, tanggal", &self.activity.days()),
            fact("Tempat", &self.activity.place),
        ])]
    }

    fn people(&self) -> Vec<Block> {
        if self.committee.is_empty() {
            return Vec::new();
        }
        let row = |(number, member): (usize, &CommitteeMember)| {
            vec![number.to_string(), member.name.clone(), member.duty.clone()]
        };
        vec![Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Nama", 6),
                Column::left("Tugas", 5),
            ],
            rows: (1..).zip(&self.committee).map(row).collect(),
        })]
    }

    fn rundown(&self) -> Vec<Block> {
        let row = |session: &Session| {
            vec![
                day::long(session.day),
                session.time(self.zone),
                session.title.clone(),
            ]
        };
        vec![Block::Table(Table {
            columns: vec![
                Column::left("Hari, tanggal", 4),
                Column::left("Waktu", 3),
                Column::left("Acara", 5),
            ],
            rows: self.sessions.iter().map(row).collect(),
        })]
    }

    fn money(&self) -> Vec<Block> {
        match &self.budget {
            Some(budget) if !budget.content.lines.is_empty() => budget_section(&budget.content),
            _ => Vec::new(),
        }
    }

    /// The committee's head and secretary, and above them who takes note.
    fn signatures(&self, paper: &organization::Paper, today: Date) -> Signatures {
        let duty = |word: &str| {
            let has = |member: &&CommitteeMember| member.duty.to_lowercase().contains(word);
            let found = self.committee.iter().find(has);
            found.map(|member| member.name.clone()).unwrap_or_default()
        };
        let sign = |lead: &str, office: &str, name: String| Signature {
            lead: lead.to_owned(),
            office: office.to_owned(),
            name,
        };
        Signatures {
            place_and_day: format!("{}, {}", paper.place, day::medium(today)),
            people: vec![
                sign("", "Ketua Panitia", duty("ketua")),
                sign("", "Sekretaris", duty("sekretaris")),
                sign("Mengetahui,", "Ketua Karang Taruna", paper.chair.clone()),
                sign("Menyetujui,", "Kepala Desa/Lurah", String::new()),
            ],
        }
    }
}

/// What somebody wrote, as blocks; nothing for an empty text.
pub(crate) fn blocks_of(part: Part, text: &str) -> Vec<Block> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if part.is_list() {
        let items = text.lines().map(str::trim).filter(|line| !line.is_empty());
        return vec![Block::List(items.map(str::to_owned).collect())];
    }
    vec![Block::Text(text.to_owned())]
}

/// The proposal as PDF.
pub(super) async fn pdf(ctx: &Ctx, scope: &Scope, known: &Known, today: Date) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let report = Report {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Proposal Kegiatan".to_owned(),
        subtitle: format!("{}\n{}", known.activity.title, known.activity.days()),
        numbering: Numbering::Letters,
        sections: known.sections(),
        signatures: known.signatures(&paper, today),
        ..Report::default()
    };
    web::render_blocking(move || documents::report(&report)).await
}
