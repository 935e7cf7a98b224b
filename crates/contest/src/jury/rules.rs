//! The rules of a jury as data: criteria, dropped extremes, rounding, what parts equal totals.
//! Those of the ISU and of a village dance contest are at hand.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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
