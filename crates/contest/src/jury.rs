//! Juries: marks by criterion and juror, extremes dropped, means rounded where the rule says,
//! weights, base scores, deductions, ranks. Exact decimals all the way.

use crate::ranking::places;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

mod sheet;

pub use sheet::{Sheet, SheetError, entries};

/// What a jury marks, such as *wiraga*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// The name on the sheet.
    pub name: String,
    /// What the mean mark is multiplied with.
    pub weight: Decimal,
    /// The lowest mark that may be given.
    pub min: Decimal,
    /// The highest mark that may be given; `None` for no limit.
    pub max: Option<Decimal>,
}

/// What becomes of a criterion that a juror left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The mean is of the marks that were given; extremes are dropped from these.
    LeftOut,
    /// There is no result until it is given.
    Refused,
}

/// What parts entries with the same total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieBy {
    /// The higher base score, such as the score of the elements.
    Base,
    /// The higher mean of a criterion, counted from 0.
    Criterion(usize),
    /// The jury's vote that was written down.
    Vote,
}

/// The rules of a jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JuryRules {
    /// What is marked.
    pub criteria: Vec<Criterion>,
    /// How many of the highest marks are dropped in each criterion.
    pub drop_highest: usize,
    /// How many of the lowest.
    pub drop_lowest: usize,
    /// What becomes of marks that weren't given.
    pub missing: Missing,
    /// Decimals of a criterion's mean, half away from zero; `None` for no rounding.
    pub mean_decimals: Option<u32>,
    /// Decimals of a mean multiplied with its weight.
    pub product_decimals: Option<u32>,
    /// What parts equal totals, first to last. What is left shares a rank.
    pub ties: Vec<TieBy>,
}

impl JuryRules {
    /// The rules of an ISU panel of 2017: one highest and one lowest mark dropped, means and
    /// products to two decimals, equal totals by the score of the elements.
    #[must_use]
    pub fn isu(criteria: Vec<Criterion>) -> Self {
        Self {
            criteria,
            drop_highest: 1,
            drop_lowest: 1,
            missing: Missing::LeftOut,
            mean_decimals: Some(2),
            product_decimals: Some(2),
            ties: vec![TieBy::Base],
        }
    }

    /// A village dance contest: *wiraga, wirama, wirasa* and what belongs to them, 60 to 95 each,
    /// all marks counted, none may be missing; equal totals by the first criterion, then by vote.
    #[must_use]
    pub fn dance() -> Self {
        let criterion = |name: &str| Criterion {
            name: name.to_owned(),
            weight: Decimal::ONE,
            min: Decimal::from(60),
            max: Some(Decimal::from(95)),
        };
        Self {
            criteria: [
                "Wiraga",
                "Wirama",
                "Wirasa",
                "Kostum dan rias",
                "Kreativitas",
            ]
            .map(criterion)
            .into(),
            drop_highest: 0,
            drop_lowest: 0,
            missing: Missing::Refused,
            mean_decimals: Some(2),
            product_decimals: Some(2),
            ties: vec![TieBy::Criterion(0), TieBy::Vote],
        }
    }
}

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
