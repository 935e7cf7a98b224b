//! What the report of an activity says by itself, and what somebody wrote for it; other contexts add
//! their sections.

use crate::domain::{Activity, AttendanceState, Session};
use crate::proposal::{Part, Start, blocks_of};
use crate::store::{self, Written};
use crate::teaching::teaching;
use kernel::access::Scope;
use kernel::paper::{Block, Column, Photo, Section, Table};
use web::{Ctx, Error, Result};

/// Every section of the report, in order.
pub(super) async fn sections(
    ctx: &Ctx,
    scope: &Scope,
    activity: &Activity,
) -> Result<Vec<Section>> {
    let mut sections = vec![
        execution(ctx, scope, activity).await?,
        attendance(ctx, scope, activity).await?,
        photos(ctx, scope, activity).await?,
    ];
    sections.extend(written(ctx, scope, activity).await?);
    for section in ctx.modules.iter().flat_map(|module| module.report_sections) {
        sections.extend(section(ctx, scope, activity.id).await?);
    }
    sections.sort_by_key(|section| section.order);
    Ok(sections)
}

/// What of an activity somebody wrote, else the sentences to begin with.
pub(super) struct Texts {
    written: Vec<Written>,
    unit: String,
    theme: String,
    activity: Activity,
}

impl Texts {
    pub(super) async fn of(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Self> {
        let theme = teaching(ctx, scope, activity.id).await?.theme;
        let mut db = ctx.db.read().await?;
        let unit = organization::unit(&mut db, scope.unit()).await?;
        Ok(Self {
            written: store::written(&mut db, scope, activity.id).await?,
            unit: unit.ok_or(Error::NotFound)?.name,
            theme,
            activity: activity.clone(),
        })
    }

    /// What `part` says.
    pub(super) fn say(&self, part: Part) -> String {
        let mut written = self.written.iter();
        let start = Start {
            unit: &self.unit,
            activity: &self.activity,
            theme: &self.theme,
        };
        match written.find(|text| text.part == part.code()) {
            Some(text) => text.text.clone(),
            None => start.of(part),
        }
    }
}

/// The sections that somebody writes: why, what came of it, what helped and what hindered, advice.
async fn written(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Vec<Section>> {
    let texts = Texts::of(ctx, scope, activity).await?;
    let of = |parts: &[Part]| -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in parts {
            let said = blocks_of(*part, &texts.say(*part));
            if !said.is_empty() && parts.len() > 1 {
                blocks.push(Block::Text(format!("{}:", part.title())));
            }
            blocks.extend(said);
        }
        blocks
    };
    let section = |order, title: &str, parts: &[Part], lack: &str| {
        let blocks = of(parts);
        let missing = blocks.is_empty() && !lack.is_empty();
        Section {
            order,
            title: title.to_owned(),
            missing: missing.then(|| lack.to_owned()).into_iter().collect(),
            blocks,
        }
    };
    let evaluation = [Part::Supports, Part::Obstacles, Part::Solutions];
    let all = [
        section(10, "Latar belakang", &[Part::Background], ""),
        section(
            12,
            "Dasar, tujuan, dan tema",
            &[Part::Basis, Part::Goal, Part::Theme],
            "",
        ),
        section(
            35,
            "Hasil kegiatan",
            &[Part::Outcome],
            "Hasil kegiatan belum ditulis.",
        ),
        section(
            65,
            "Faktor pendukung dan kendala",
            &evaluation,
            "Kendala dan solusinya belum ditulis.",
        ),
        section(
            80,
            "Kesimpulan dan saran",
            &[Part::Advice],
            "Kesimpulan dan saran belum ditulis.",
        ),
    ];
    let keeps = |section: &Section| !section.blocks.is_empty() || !section.missing.is_empty();
    Ok(all.into_iter().filter(keeps).collect())
}

/// Photos in the annex, four to a page, six where there are many.
async fn photos(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Section> {
    let kept = store::photos(&mut ctx.db.read().await?, scope, activity.id).await?;
    let photo = |kept: &store::KeptPhoto| Photo {
        file: kept.file,
        caption: kept.caption.clone(),
    };
    let photos: Vec<Photo> = kept.iter().map(photo).collect();
    let none = photos.is_empty();
    Ok(Section {
        order: 96,
        title: "Foto kegiatan".into(),
        blocks: match none {
            true => vec![Block::Text("Belum ada foto.".into())],
            false => vec![Block::Photos {
                columns: 2,
                rows: if photos.len() > 24 { 3 } else { 2 },
                photos,
            }],
        },
        missing: none
            .then(|| "Foto kegiatan belum diunggah.".to_owned())
            .into_iter()
            .collect(),
    })
}

async fn execution(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Section> {
    let mut db = ctx.db.read().await?;
    let unit = organization::unit(&mut db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    let sessions = store::sessions(&mut db, activity.id).await?;
    let committee = store::committee(&mut db, scope, activity.id).await?;
    drop(db);
    let mut facts = vec![
        ("Kegiatan".to_owned(), activity.title.clone()),
        ("Jenis".to_owned(), activity.kind.label().to_owned()),
        ("Tempat".to_owned(), activity.place.clone()),
    ];
    facts.extend(
        sessions
            .iter()
            .map(|s: &Session| (s.title.clone(), s.when(unit.zone))),
    );
    let mut blocks = vec![Block::Facts(facts)];
    if !activity.about.is_empty() {
        blocks.push(Block::Text(activity.about.clone()));
    }
    let mut missing = Vec::new();
    if committee.is_empty() {
        missing.push("Susunan panitia belum diisi.".to_owned());
    } else {
        let rows = committee
            .into_iter()
            .map(|member| vec![member.name, member.duty])
            .collect();
        let columns = vec![Column::left("Panitia", 3), Column::left("Tugas", 2)];
        blocks.push(Block::Table(Table { columns, rows }));
    }
    Ok(Section {
        order: 20,
        title: "Pelaksanaan".into(),
        blocks,
        missing,
    })
}

async fn attendance(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Section> {
    let mut db = ctx.db.read().await?;
    let sessions = store::sessions(&mut db, activity.id).await?;
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    for session in &sessions {
        let tally = store::tally(&mut db, session.id).await?;
        if tally.present == 0 {
            missing.push(format!("Kehadiran {} belum dicatat.", session.title));
        }
        let counts = [tally.present, tally.excused, tally.sick, tally.absent];
        let counts = counts.iter().map(ToString::to_string);
        rows.push(
            std::iter::once(session.title.clone())
                .chain(counts)
                .collect(),
        );
    }
    let states = AttendanceState::ALL
        .into_iter()
        .map(|state| Column::right(state.label(), 1));
    let columns = std::iter::once(Column::left("Sesi", 3))
        .chain(states)
        .collect();
    let people = store::attendees(&mut db, scope, activity.id).await?;
    let names = people.iter().enumerate().map(|(at, attendee)| {
        vec![
            (at + 1).to_string(),
            attendee.name.clone(),
            format!("{} dari {}", attendee.present, sessions.len()),
        ]
    });
    let list = Table {
        columns: vec![
            Column::right("No", 1),
            Column::left("Nama", 6),
            Column::left("Sesi dihadiri", 2),
        ],
        rows: names.collect(),
    };
    let mut blocks = vec![Block::Table(Table { columns, rows })];
    if !people.is_empty() {
        blocks.push(Block::Text(format!(
            "Peserta yang hadir: {} orang.",
            people.len()
        )));
        blocks.push(Block::Table(list));
    }
    Ok(Section {
        order: 30,
        title: "Peserta dan kehadiran".into(),
        blocks,
        missing,
    })
}
