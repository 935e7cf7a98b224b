//! Juries: marks by criterion and juror, extremes dropped, means rounded where the rule says,
//! weights, base scores, deductions, ranks. Exact decimals all the way.

use crate::ranking::places;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

mod rules;
mod sheet;

pub use rules::{Criterion, JuryRules, Missing, TieBy};
pub use sheet::{Sheet, SheetError, entries};

/// What a jury gave to one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// By criterion, then by juror; `None` where no mark was given.
    pub marks: Vec<Vec<Option<Decimal>>>,
    /// A score from elsewhere that is added.
    pub base: Decimal,
    /// What is taken away, 0 or more.
    pub deductions: Decimal,
}

/// The result of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The mean of each criterion.
    pub means: Vec<Decimal>,
    /// The sum of the means by their weights.
    pub weighted: Decimal,
    /// `weighted` and the base score, less the deductions.
    pub total: Decimal,
}

/// Why marks give no result. Criteria and jurors count from 0 here and from 1 in the sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkError {
    /// Another number of criteria than the rules have.
    #[error("ada {0} kriteria, padahal peraturannya {1}")]
    Criteria(usize, usize),
    /// A mark outside the range of its criterion.
    #[error("kriteria ke-{}, juri ke-{}: nilai {mark} di luar rentang", .criterion + 1, .juror + 1)]
    OutOfRange {
        /// The criterion.
        criterion: usize,
        /// The juror.
        juror: usize,
        /// What was given.
        mark: Decimal,
    },
    /// A mark that must be given is missing.
    #[error("kriteria ke-{}, juri ke-{}: nilai belum diisi", .criterion + 1, .juror + 1)]
    Missing {
        /// The criterion.
        criterion: usize,
        /// The juror.
        juror: usize,
    },
    /// A criterion without a mean.
    #[error("kriteria ke-{}: {why}", .criterion + 1)]
    Mean {
        /// The criterion.
        criterion: usize,
        /// Why there is none.
        why: MeanError,
    },
    /// Numbers too large to add or multiply.
    #[error("angkanya terlalu besar")]
    TooLarge,
}

/// Why marks have no mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MeanError {
    /// Nothing would be left without the extremes: what there is, and what is needed.
    #[error("hanya {0} nilai, padahal paling sedikit {1}")]
    TooFew(usize, usize),
    /// Numbers too large to add.
    #[error("angkanya terlalu besar")]
    TooLarge,
}

/// The mean of `marks` without those missing and without the extremes, rounded half away from zero.
///
/// Of several equal highest marks only as many are dropped as the rules say.
///
/// # Errors
///
/// [`MeanError::TooFew`], [`MeanError::TooLarge`].
pub fn trimmed_mean(
    marks: &[Option<Decimal>],
    drop_highest: usize,
    drop_lowest: usize,
    decimals: Option<u32>,
) -> Result<Decimal, MeanError> {
    let mut given: Vec<Decimal> = marks.iter().copied().flatten().collect();
    given.sort_unstable();
    let least = drop_highest.saturating_add(drop_lowest).saturating_add(1);
    let kept = given
        .get(drop_lowest..given.len().saturating_sub(drop_highest))
        .filter(|kept| !kept.is_empty())
        .ok_or(MeanError::TooFew(given.len(), least))?;
    let mean = sum(kept.iter().copied())
        .and_then(|sum| sum.checked_div(Decimal::from(kept.len())))
        .ok_or(MeanError::TooLarge)?;
    Ok(round(mean, decimals))
}

/// The result of one entry.
///
/// # Errors
///
/// The first [`MarkError`].
pub fn score(rules: &JuryRules, entry: &Entry) -> Result<Score, MarkError> {
    if entry.marks.len() != rules.criteria.len() {
        return Err(MarkError::Criteria(entry.marks.len(), rules.criteria.len()));
    }
    let mut means = Vec::with_capacity(rules.criteria.len());
    let mut products = Vec::with_capacity(rules.criteria.len());
    for (at, (criterion, marks)) in rules.criteria.iter().zip(&entry.marks).enumerate() {
        check(rules.missing, criterion, at, marks)?;
        let (highest, lowest) = (rules.drop_highest, rules.drop_lowest);
        let mean = trimmed_mean(marks, highest, lowest, rules.mean_decimals)
            .map_err(|why| MarkError::Mean { criterion: at, why })?;
        let product = mean
            .checked_mul(criterion.weight)
            .ok_or(MarkError::TooLarge)?;
        means.push(mean);
        products.push(round(product, rules.product_decimals));
    }
    let weighted = sum(products).ok_or(MarkError::TooLarge)?;
    let total = sum([weighted, entry.base, -entry.deductions]).ok_or(MarkError::TooLarge)?;
    Ok(Score {
        means,
        weighted,
        total,
    })
}

fn check(
    missing: Missing,
    criterion: &Criterion,
    at: usize,
    marks: &[Option<Decimal>],
) -> Result<(), MarkError> {
    for (juror, mark) in marks.iter().enumerate() {
        match *mark {
            None if missing == Missing::Refused => {
                return Err(MarkError::Missing {
                    criterion: at,
                    juror,
                });
            }
            Some(mark) if mark < criterion.min || criterion.max.is_some_and(|max| mark > max) => {
                return Err(MarkError::OutOfRange {
                    criterion: at,
                    juror,
                    mark,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// The rank of each entry, 1 for the best; those that the rules can't part share it (1, 2, 2, 4).
///
/// `vote` is the jury's order of entries that were level, best first; it counts where it names an
/// entry, before those it doesn't.
#[must_use]
pub fn ranks(rules: &JuryRules, entries: &[Entry], scores: &[Score], vote: &[usize]) -> Vec<usize> {
    let keys: Vec<Vec<Decimal>> = entries
        .iter()
        .zip(scores)
        .enumerate()
        .map(|(at, (entry, score))| {
            let by = |tie: &TieBy| match tie {
                TieBy::Base => entry.base,
                TieBy::Criterion(at) => score.means.get(*at).copied().unwrap_or_default(),
                TieBy::Vote => voted(vote, at),
            };
            std::iter::once(score.total)
                .chain(rules.ties.iter().map(by))
                .collect()
        })
        .collect();
    places(&keys)
}

/// The earlier named, the higher.
fn voted(vote: &[usize], entry: usize) -> Decimal {
    let place = vote.iter().position(|&named| named == entry);
    place.map_or(Decimal::MIN, |place| -Decimal::from(place))
}

/// The entries best first, those of a shared rank in their own order.
#[must_use]
pub fn order(ranks: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|&entry| (ranks[entry], entry));
    order
}

fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers
        .into_iter()
        .try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Rounded half away from zero, as published results are.
fn round(number: Decimal, decimals: Option<u32>) -> Decimal {
    decimals.map_or(number, |decimals| {
        number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
    })
}

#[cfg(test)]
mod tests;
