//! Electing the chair: who stands, rounds by consensus and by show of hands, a round called off.
//! Each on the number of rounds that stood when the form was opened.

use crate::domain::{
    Assembly, Candidate, Count, Election, Outcome, Round, RoundState, Rules, Way, outcome,
};
use crate::presence::presence;
use crate::{RECORD_ASSEMBLIES, store};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// A decision about the vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Move {
    /// Somebody stands.
    Stand(PersonId),
    /// Somebody withdraws.
    Withdraw(PersonId),
    /// Somebody is elected by consensus.
    Agree(u32),
    /// Hands were counted.
    Hands(Count),
    /// Ballots on paper were handed out, so many.
    Paper(u32),
    /// The last round does not count, and why.
    CallOff(String),
}

/// An assembly that is open, held for a decision about its vote.
pub(crate) struct Voting {
    pub(crate) scope: Scope,
    pub(crate) assembly: Assembly,
    pub(crate) election: Election,
}

/// Holds the assembly for a decision about its vote.
///
/// # Errors
///
/// [`Error::Rule`] unless it is open, [`Error::Conflict`] if there are not `seen` rounds any more.
pub(crate) async fn hold(
    tx: &mut Tx,
    actor: &Actor,
    id: ActivityId,
    seen: Option<usize>,
) -> Result<Voting> {
    let scope = actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    tx.hold(id).await?;
    let assembly = store::find(tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let election = store::election(tx, &scope, id).await?;
    if !store::course(tx, &scope, id).await?.is_open() {
        return Err(Error::Rule(
            "Pemilihan berlangsung selama sidang dibuka. Sidangnya belum dibuka atau sudah ditutup.".into(),
        ));
    }
    if seen.is_some_and(|seen| seen != election.rounds.len()) {
        return Err(Error::Conflict(
            "Baru saja ada putaran lain yang dicatat. Periksa dulu, lalu simpan lagi.".into(),
        ));
    }
    Ok(Voting {
        scope,
        assembly,
        election,
    })
}

/// Makes `step` in the vote of an assembly.
///
/// # Errors
///
/// As [`hold`]; [`Error::Rule`] for what the rules forbid.
pub(crate) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    seen: Option<usize>,
    step: &Move,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, seen).await?;
    let what = match step {
        Move::Stand(person) => stand(&mut tx, &voting, *person).await?,
        Move::Withdraw(person) => withdraw(&mut tx, &voting, *person).await?,
        Move::Agree(number) => {
            let round = fresh(&mut tx, actor, &voting, Way::Consensus).await?;
            let round = agreed(round, *number)?;
            keep(&mut tx, &voting, &round).await?
        }
        Move::Hands(count) => {
            if !voting.assembly.plan.rules.hands {
                return Err(Error::Rule(
                    "Tata tertib tidak menyebut pemungutan suara dengan mengangkat tangan.".into(),
                ));
            }
            let round = fresh(&mut tx, actor, &voting, Way::Hands).await?;
            let round = counted(&voting.assembly.plan.rules, round, count.clone())?;
            keep(&mut tx, &voting, &round).await?
        }
        Move::Paper(handed_out) => paper(&mut tx, actor, &voting, *handed_out).await?,
        Move::CallOff(reason) => call_off(&mut tx, &voting, reason).await?,
    };
    storage::audit(
        &mut tx,
        actor.audit(RECORD_ASSEMBLIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn no_open_round(election: &Election) -> Result<()> {
    match election.open() {
        Some(round) => Err(Error::Rule(format!(
            "Putaran {} masih berjalan. Selesaikan atau batalkan dulu.",
            round.number
        ))),
        None => Ok(()),
    }
}

async fn stand(tx: &mut Tx, voting: &Voting, person: PersonId) -> Result<String> {
    let Voting {
        scope,
        assembly,
        election,
    } = voting;
    no_open_round(election)?;
    let person = organization::find_person(tx, scope, person).await?;
    let person = person.ok_or(Error::NotFound)?;
    let day = assembly.activity.starts_on;
    let standing = assembly.plan.rules.standing;
    let candidate = Candidate {
        number: u32::try_from(election.candidates.len()).unwrap_or(u32::MAX) + 1,
        person: person.id,
        warnings: standing.warnings(person.kind, person.birth_date, person.rt.is_some(), day),
        name: person.full_name,
        withdrawn: false,
    };
    if candidate.number > 20 {
        return Err(Error::Rule("Paling banyak 20 calon.".into()));
    }
    if !store::add_candidate(tx, scope, assembly.id(), &candidate).await? {
        store::set_withdrawn(tx, scope, assembly.id(), candidate.person, false).await?;
    }
    Ok(format!(
        "Calon ketua: {}",
        storage::mention(candidate.person)
    ))
}

async fn withdraw(tx: &mut Tx, voting: &Voting, person: PersonId) -> Result<String> {
    no_open_round(&voting.election)?;
    let mut known = voting.election.candidates.iter();
    if !known.any(|candidate| candidate.person == person) {
        return Err(Error::NotFound);
    }
    let (scope, id) = (&voting.scope, voting.assembly.id());
    store::set_withdrawn(tx, scope, id, person, true).await?;
    Ok(format!("Calon ketua mundur: {}", storage::mention(person)))
}

/// The next round, not kept yet.
pub(crate) async fn fresh(tx: &mut Tx, actor: &Actor, voting: &Voting, way: Way) -> Result<Round> {
    let Voting {
        scope,
        assembly,
        election,
    } = voting;
    no_open_round(election)?;
    if let Some(elected) = election.elected() {
        return Err(Error::Rule(format!(
            "Ketua sudah terpilih: {}. Kalau keliru, batalkan dulu putaran terakhir.",
            elected.name
        )));
    }
    let standing: Vec<u32> = election
        .standing(assembly.plan.rules.majority)
        .into_iter()
        .map(|candidate| candidate.number)
        .collect();
    if standing.is_empty() {
        return Err(Error::Rule(
            "Belum ada calon ketua. Tambahkan dulu calonnya.".into(),
        ));
    }
    let room = presence(tx, scope, assembly, actor.today()).await?.room;
    Ok(Round {
        id: storage::fresh(),
        number: u32::try_from(election.rounds.len()).unwrap_or(u32::MAX) + 1,
        way,
        state: RoundState::Open,
        count: Count {
            votes: standing.iter().map(|number| (*number, 0)).collect(),
            ..Count::default()
        },
        standing,
        handed_out: 0,
        returned: 0,
        present: room.present,
        elected: None,
        note: String::new(),
        code: String::new(),
        opened_at: actor.now,
    })
}

fn agreed(round: Round, number: u32) -> Result<Round> {
    if !round.standing.contains(&number) {
        return Err(Error::Rule("Pilih salah satu calon.".into()));
    }
    Ok(Round {
        state: RoundState::Closed,
        count: Count::default(),
        elected: Some(number),
        ..round
    })
}

/// `round` closed with `count`, and whoever won it by `rules`.
///
/// # Errors
///
/// [`Error::Rule`] for more votes than participants.
pub(crate) fn counted(rules: &Rules, round: Round, count: Count) -> Result<Round> {
    let given = count.valid() + count.invalid + count.abstain;
    if given > round.present && round.way == Way::Hands {
        return Err(Error::Rule(format!(
            "Jumlahnya {given} suara, padahal peserta yang hadir {}. Hitung lagi.",
            round.present
        )));
    }
    if count.valid() == 0 {
        return Err(Error::Rule("Belum ada suara untuk calon mana pun.".into()));
    }
    Ok(Round {
        state: RoundState::Closed,
        elected: match outcome(rules.majority, &count) {
            Outcome::Elected(number) => Some(number),
            Outcome::Again(_) => None,
        },
        count,
        ..round
    })
}

async fn paper(tx: &mut Tx, actor: &Actor, voting: &Voting, handed_out: u32) -> Result<String> {
    if !voting.assembly.plan.rules.paper {
        return Err(Error::Rule(
            "Tata tertib tidak menyebut surat suara rahasia.".into(),
        ));
    }
    let round = fresh(tx, actor, voting, Way::Paper).await?;
    let code = web::codes::give(tx, "round", round.id, actor.unit, actor.now).await?;
    let round = Round {
        handed_out,
        code: code.to_string(),
        ..round
    };
    store::save_round(tx, &voting.scope, voting.assembly.id(), &round).await?;
    Ok(format!(
        "Putaran {} dengan surat suara dimulai, {handed_out} lembar dibagikan",
        round.number
    ))
}

async fn keep(tx: &mut Tx, voting: &Voting, round: &Round) -> Result<String> {
    store::save_round(tx, &voting.scope, voting.assembly.id(), round).await?;
    Ok(crate::words::in_log(round, &voting.election))
}

async fn call_off(tx: &mut Tx, voting: &Voting, reason: &str) -> Result<String> {
    let Some(last) = voting.election.last() else {
        return Err(Error::Rule(
            "Belum ada putaran yang bisa dibatalkan.".into(),
        ));
    };
    if last.way == Way::Electronic {
        store::empty(tx, last).await?;
    }
    let round = Round {
        state: RoundState::Cancelled,
        elected: None,
        note: reason.to_owned(),
        ..last.clone()
    };
    store::save_round(tx, &voting.scope, voting.assembly.id(), &round).await?;
    Ok(format!("Putaran {} dibatalkan: {reason}", round.number))
}
