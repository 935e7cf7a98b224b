//! To answer a survey: by a personal link that burns, by the link that everybody has, on paper.
//! The burning and the answer share a transaction; nothing that is kept ties one to the other
//! (`migrations` says what is kept, `store::stir` why rows move).

use crate::domain::{Answer, Survey, Way};
use crate::store;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::SurveyId;
use storage::Tx;
use web::secret::Keys;
use web::{Error, Result};

/// What lets an answer in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// The hash of a personal link: counts once, then it is gone.
    Link(Vec<u8>),
    /// The hash of a form behind the open link: the same form sent twice counts once.
    OpenLink(Vec<u8>),
    /// The hash of an officer's form for one questionnaire on paper.
    Paper(Vec<u8>),
}

impl Pass {
    /// The pass of a personal link.
    #[must_use]
    pub fn link(keys: &Keys, token: &str) -> Self {
        Self::Link(keys.hash("survey link", token.as_bytes()))
    }

    /// The pass of the form with this random number behind the open link.
    #[must_use]
    pub fn open_link(keys: &Keys, number: &str) -> Self {
        Self::OpenLink(keys.hash("survey form", number.as_bytes()))
    }

    /// The pass of an officer's form with this random number.
    #[must_use]
    pub fn paper(keys: &Keys, number: &str) -> Self {
        Self::Paper(keys.hash("survey form", number.as_bytes()))
    }

    const fn way(&self) -> Way {
        match self {
            Self::Link(_) => Way::Link,
            Self::OpenLink(_) => Way::OpenLink,
            Self::Paper(_) => Way::Paper,
        }
    }
}

/// What came of an attempt to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It counts.
    Taken,
    /// The same form had arrived before; it still counts once.
    Again,
    /// The personal link is used (or was never made).
    LinkUsed,
    /// The survey takes no more answers.
    Closed,
}

/// Adds an answer to the survey `id` of the scope's unit. `today` is the day in the unit's zone.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such survey.
pub async fn answer(
    tx: &mut Tx,
    scope: &Scope,
    id: SurveyId,
    pass: &Pass,
    answers: &[Answer],
    today: Date,
) -> Result<Answered> {
    tx.hold(id).await?;
    let survey = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    if let Some(refused) = refused(tx, &survey, pass, today).await? {
        return Ok(refused);
    }
    store::add_response(tx, &survey, pass.way(), answers, today).await?;
    Ok(Answered::Taken)
}

/// Why the answer does not count. A form on paper was filled in while the survey was open,
/// whenever it is entered.
async fn refused(
    tx: &mut Tx,
    survey: &Survey,
    pass: &Pass,
    today: Date,
) -> Result<Option<Answered>> {
    let open = survey.open_on(today) || pass.way() == Way::Paper;
    Ok(match pass {
        Pass::Link(_) if !open => Some(Answered::Closed),
        Pass::Link(hash) => (!store::burn(tx, survey, hash).await?).then_some(Answered::LinkUsed),
        Pass::OpenLink(hash) | Pass::Paper(hash) => {
            if !store::note_form(tx, survey, hash).await? {
                Some(Answered::Again)
            } else {
                (!open).then_some(Answered::Closed)
            }
        }
    })
}
