//! What a training shows elsewhere: its panel on the activity's page, its section of the report,
//! what invitation, public page, poster and certificate tell. Phones stay with the officers.

use crate::domain::{Details, Speaker, Training};
use crate::{MANAGE_TRAININGS, READ_TRAININGS, store};
use activity::CertificateRule;
use askama::Template;
use kernel::access::Scope;
use kernel::id::ActivityId;
use kernel::paper::{Block, Column, Section, Table};
use kernel::phone;
use web::{Actor, BoxFuture, Ctx, Panel, Result, Teaching, filters};

#[derive(Template)]
#[template(path = "training_panel.html")]
struct TrainingPanel {
    id: ActivityId,
    details: Details,
    rule: CertificateRule,
    incomplete: bool,
    may_manage: bool,
}

impl TrainingPanel {
    /// Each speaker as introduced, with the phone as people write it and where it is reached:
    /// a mobile by WhatsApp, a landline by calling.
    fn speakers(&self) -> Vec<(String, Option<(String, String)>)> {
        let reached = |phone: &str| {
            let href = if phone.starts_with("+628") {
                format!("https://wa.me/{}", phone::wa(phone))
            } else {
                format!("tel:{phone}")
            };
            (phone::local(phone), href)
        };
        let line = |speaker: &Speaker| {
            let phone = speaker.phone.as_deref();
            (speaker.introduced(), phone.map(reached))
        };
        self.details.speakers.iter().map(line).collect()
    }
}

/// What is taught, and where to change it.
pub(crate) fn panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_TRAININGS, actor.unit) else {
            return Ok(None);
        };
        let found = store::find(&mut ctx.db.read().await?, &scope, id).await?;
        let Some(Training { activity, details }) = found else {
            return Ok(None);
        };
        let panel = TrainingPanel {
            id,
            rule: activity.certificate,
            incomplete: !details.missing().is_empty(),
            details,
            may_manage: actor.allows(MANAGE_TRAININGS),
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 10,
            title: "Isi pelatihan".into(),
            html,
        }))
    })
}

/// What is taught, for whoever tells of the activity.
pub(crate) fn teaching<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Teaching>>> {
    Box::pin(async move {
        let training = store::find(&mut ctx.db.read().await?, scope, id).await?;
        Ok(training.map(|training| told(id, training.details)))
    })
}

fn told(id: ActivityId, details: Details) -> Teaching {
    Teaching {
        theme: details.theme.words().to_owned(),
        speakers: details.speakers.iter().map(Speaker::introduced).collect(),
        topics: details
            .topics
            .into_iter()
            .map(|topic| (topic.title, topic.hours))
            .collect(),
        hours: details.hours,
        form: Some(format!("/pelatihan/{id}/ubah")),
    }
}

/// The section of the report.
pub(crate) fn section<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Section>>> {
    Box::pin(async move {
        let training = store::find(&mut ctx.db.read().await?, scope, id).await?;
        Ok(training.map(|training| told_in_the_report(&training)))
    })
}

fn told_in_the_report(training: &Training) -> Section {
    let Training { activity, details } = training;
    let hours = match details.hours {
        0 => String::new(),
        hours => format!("{hours} JP"),
    };
    let rule = match activity.certificate {
        CertificateRule::Percent(share) => format!("hadir paling sedikit di {share}% sesi"),
        CertificateRule::Sessions(count) => format!("hadir paling sedikit di {count} sesi"),
    };
    let facts = [
        ("Tema", details.theme.words().to_owned()),
        ("Tujuan", details.goal.clone()),
        ("Jam pelajaran", hours),
        ("Syarat sertifikat", rule),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut blocks = vec![Block::Facts(
        facts
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
    )];
    blocks.extend(speakers(details));
    blocks.extend(topics(details));
    Section {
        order: 25,
        title: "Isi pelatihan".into(),
        blocks,
        missing: details.missing().into_iter().map(str::to_owned).collect(),
    }
}

fn speakers(details: &Details) -> Option<Block> {
    let row = |speaker: &Speaker| vec![speaker.name.clone(), speaker.title.clone()];
    (!details.speakers.is_empty()).then(|| {
        Block::Table(Table {
            columns: vec![
                Column::left("Narasumber", 3),
                Column::left("Jabatan atau lembaga", 3),
            ],
            rows: details.speakers.iter().map(row).collect(),
        })
    })
}

fn topics(details: &Details) -> Option<Block> {
    let hours = |hours: u16| match hours {
        0 => "–".to_owned(),
        hours => hours.to_string(),
    };
    let rows = details
        .topics
        .iter()
        .zip(1..)
        .map(|(topic, number): (_, u32)| {
            vec![number.to_string(), topic.title.clone(), hours(topic.hours)]
        });
    (!details.topics.is_empty()).then(|| {
        Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Materi", 8),
                Column::right("JP", 1),
            ],
            rows: rows.collect(),
        })
    })
}
