//! The vote for chair: who stands, with what does not fit; rounds; what comes next.

use crate::domain::{Candidate, Count, Election, Round, RoundState, Rules, Way};
use crate::elect::{Move, decide};
use crate::pages::found;
use crate::presence::presence;
use crate::{RECORD_ASSEMBLIES, store, words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::ActivityId;
use organization::Placed;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/pemilihan", get(show))
        .route("/temu-karya/{id}/pemilihan/{langkah}", post(save))
}

/// What was typed; every field a string.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ElectionForm {
    /// Rounds there were when the form was opened.
    putaran: String,
    cari: String,
    orang: String,
    calon: String,
    nomor: Vec<String>,
    suara: Vec<String>,
    abstain: String,
    dibagikan: String,
    alasan: String,
}

impl ElectionForm {
    fn read(&self, step: &str) -> Result<Result<Move, Errors>> {
        let mut errors = Errors::default();
        let person = || self.orang.parse().map_err(|_| Error::NotFound);
        let step = match step {
            "calon" => Move::Stand(person()?),
            "mundur" => Move::Withdraw(person()?),
            "mufakat" => {
                let number = self.calon.parse().ok();
                if number.is_none() {
                    errors.add("calon", "Pilih salah satu calon.");
                }
                Move::Agree(number.unwrap_or(0))
            }
            "tangan" => Move::Hands(self.read_hands(&mut errors)),
            "kertas" => {
                let ballots =
                    crate::domain::within(&mut errors, "dibagikan", &self.dibagikan, 1, 20_000);
                Move::Paper(ballots.unwrap_or(0).into())
            }
            "batal" => Move::CallOff(errors.required("alasan", &self.alasan, 300)),
            _ => return Err(Error::NotFound),
        };
        Ok(if errors.is_empty() {
            Ok(step)
        } else {
            Err(errors)
        })
    }

    fn read_hands(&self, errors: &mut Errors) -> Count {
        let mut hands = |text: &str| match text.trim() {
            "" => 0,
            text => crate::domain::within(errors, "suara", text, 0, 20_000).map_or(0, u32::from),
        };
        let mut votes = Vec::new();
        for (number, text) in self.nomor.iter().zip(&self.suara) {
            if let Ok(number) = number.parse() {
                votes.push((number, hands(text)));
            }
        }
        let abstain = hands(&self.abstain);
        Count {
            votes,
            invalid: 0,
            abstain,
        }
    }
}

/// A round as the page tells it.
struct Told {
    words: String,
    cancelled: bool,
}

#[derive(Template)]
#[template(path = "assembly_election.html")]
struct ElectionPage {
    id: ActivityId,
    title: String,
    rules: Rules,
    election: Election,
    standing: Vec<Candidate>,
    rounds: Vec<Told>,
    form: ElectionForm,
    errors: Errors,
    refused: String,
    results: Vec<Placed>,
    /// Participants present now.
    present: u32,
    /// Whether the meeting has decided for the electronic ballot.
    electronic: bool,
    open: bool,
    may_record: bool,
    token: String,
}

impl ElectionPage {
    /// What was typed for a candidate.
    fn hands(&self, candidate: &Candidate) -> &str {
        let number = candidate.number.to_string();
        let typed = self.form.nomor.iter().zip(&self.form.suara);
        let mut own = typed.filter(|(known, _)| **known == number);
        own.next().map_or("", |(_, typed)| typed.as_str())
    }

    /// Whether the vote goes on.
    fn going(&self) -> bool {
        self.open && self.may_record && self.election.elected().is_none()
    }

    /// Whether another round may begin.
    fn between(&self) -> bool {
        self.going() && self.election.open().is_none() && !self.standing.is_empty()
    }
}

async fn election_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    form: ElectionForm,
) -> Result<ElectionPage> {
    let (scope, assembly) = found(ctx, actor, id).await?;
    let mut db = ctx.db.read().await?;
    let election = store::election(&mut db, &scope, id).await?;
    let course = store::course(&mut db, &scope, id).await?;
    let results = match form.cari.trim() {
        "" => Vec::new(),
        typed => organization::search(&mut db, &scope, typed, 10).await?,
    };
    let today = actor.today();
    let present = presence(&mut db, &scope, &assembly, today)
        .await?
        .room
        .present;
    drop(db);
    let told = |round: &Round| Told {
        words: words::of_round(round, &election),
        cancelled: round.state == RoundState::Cancelled,
    };
    let rules = assembly.plan.rules;
    let standing = election
        .standing(rules.majority)
        .into_iter()
        .cloned()
        .collect();
    Ok(ElectionPage {
        id,
        title: assembly.activity.title,
        rounds: election.rounds.iter().map(told).collect(),
        form: ElectionForm {
            putaran: election.rounds.len().to_string(),
            ..form
        },
        standing,
        rules,
        election,
        errors: Errors::default(),
        refused: String::new(),
        results,
        present,
        electronic: course.electronic(),
        open: course.is_open(),
        may_record: actor.allows(RECORD_ASSEMBLIES),
        token: visitor.token(),
    })
}

const TITLE: &str = "Pemilihan ketua";

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Query(form): Query<Search>,
) -> Result<Response> {
    let form = ElectionForm {
        cari: form.cari,
        ..ElectionForm::default()
    };
    visitor.page(
        TITLE,
        &election_page(&ctx, &visitor, &actor, id, form).await?,
    )
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Search {
    cari: String,
}

async fn save(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, step)): Path<(ActivityId, String)>,
    Form(form): Form<ElectionForm>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let read = match form.read(&step)? {
        Ok(read) => read,
        Err(errors) => {
            let page = election_page(&ctx, &visitor, &actor, id, form).await?;
            return visitor.page_again(TITLE, &ElectionPage { errors, ..page });
        }
    };
    // Who stands is no matter of rounds.
    let of_rounds = !matches!(read, Move::Stand(_) | Move::Withdraw(_));
    let seen = of_rounds.then(|| form.putaran.parse().unwrap_or(usize::MAX));
    let (status, refused) = match decide(&ctx, &actor, id, seen, &read).await {
        Ok(()) => {
            if matches!(read, Move::Paper(_)) {
                return Ok(visitor.redirect(&format!("/temu-karya/{id}/hitung")));
            }
            let here = format!("/temu-karya/{id}/pemilihan");
            return Ok(visitor.redirect_with(&here, &Flash::ok("Tercatat.")));
        }
        Err(Error::Conflict(text)) => (StatusCode::CONFLICT, text),
        Err(Error::Rule(text)) => (StatusCode::UNPROCESSABLE_ENTITY, text),
        Err(error) => return Err(error),
    };
    let page = election_page(&ctx, &visitor, &actor, id, form).await?;
    let status = Page {
        status,
        ..Page::titled(TITLE)
    };
    visitor.page_with(status, &ElectionPage { refused, ..page })
}
