//! Dues (iuran): what members are asked for by month or for an occasion, what they have paid, and
//! which month the next rupiah is for. Rules are dated: what was asked last year stays as it was.

use super::Month;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{DuesPauseId, DuesRuleId, OccasionId};
use organization::Kind;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What a payment is for; kept as "2026-11" or as the occasion's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Charge {
    /// A month.
    Month(Month),
    /// An occasion.
    Occasion(OccasionId),
}

impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Occasion(id) => id.fmt(f),
        }
    }
}

impl FromStr for Charge {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let month = text.parse().map(Self::Month);
        month
            .or_else(|_| text.parse().map(Self::Occasion))
            .map_err(|_| "no month and no occasion")
    }
}

storage::text_values!(Charge);

/// How much members pay each month, from a month on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: DuesRuleId,
    /// The first month.
    pub from: Month,
    /// How much; nothing if no dues are asked from then on.
    pub amount: Money,
    /// Kinds of members who are asked for nothing.
    pub free: Vec<Kind>,
}

/// Dues for one occasion, such as Independence Day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Its id.
    pub id: OccasionId,
    /// "Iuran HUT RI 2026".
    pub name: String,
    /// The day by which it is paid.
    pub day: Date,
    /// How much.
    pub amount: Money,
    /// Kinds of members who are asked for nothing.
    pub free: Vec<Kind>,
}

/// A time in which a member pays no dues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Its id.
    pub id: DuesPauseId,
    /// The first month.
    pub from: Month,
    /// The last month; without end if there is none.
    pub until: Option<Month>,
    /// Why, for the treasurer and the member.
    pub reason: String,
}

impl Pause {
    fn covers(&self, month: Month) -> bool {
        self.from <= month && self.until.is_none_or(|until| month <= until)
    }
}

/// What decides about a member's dues.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payer {
    /// How the person belongs.
    pub kind: Kind,
    /// The month of joining, if known: nothing is asked before.
    pub since: Option<Month>,
    /// Times without dues.
    pub pauses: Vec<Pause>,
}

impl Payer {
    fn is_asked(&self, month: Month, free: &[Kind]) -> bool {
        !free.contains(&self.kind)
            && self.since.is_none_or(|since| since <= month)
            && !self.pauses.iter().any(|pause| pause.covers(month))
    }
}

/// The rules of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dues {
    /// By the month from which they count, the earliest first; of two with the same month, the
    /// later one counts.
    pub rules: Vec<Rule>,
    /// By their day, the earliest first.
    pub occasions: Vec<Occasion>,
}

impl Dues {
    /// The rule that counts in `month`.
    #[must_use]
    pub fn in_month(&self, month: Month) -> Option<&Rule> {
        self.rules.iter().rev().find(|rule| rule.from <= month)
    }

    /// What `charge` is called: "November 2026", "Iuran HUT RI 2026".
    #[must_use]
    pub fn label(&self, charge: Charge) -> String {
        match charge {
            Charge::Month(month) => month.label(),
            Charge::Occasion(id) => {
                let known = self.occasions.iter().find(|one| one.id == id);
                known.map_or_else(|| "Iuran".to_owned(), |one| one.name.clone())
            }
        }
    }

    /// The day by which `charge` is paid: the last of its month.
    fn due(&self, charge: Charge) -> Option<Date> {
        match charge {
            Charge::Month(month) => Some(month.last()),
            Charge::Occasion(id) => {
                let known = self.occasions.iter().find(|one| one.id == id);
                known.map(|one| one.day)
            }
        }
    }

    /// What `payer` is asked for up to `until`.
    fn asked(&self, payer: &Payer, until: Month) -> BTreeMap<Charge, Money> {
        let mut asked = BTreeMap::new();
        let first = self.rules.first().map(|rule| rule.from);
        let mut month = first.max(payer.since.filter(|_| first.is_some()));
        while let Some(this) = month.filter(|month| *month <= until) {
            let rule = self.in_month(this);
            if let Some(rule) = rule.filter(|rule| payer.is_asked(this, &rule.free)) {
                asked.insert(Charge::Month(this), rule.amount);
            }
            month = Some(this.next());
        }
        for one in &self.occasions {
            if payer.is_asked(Month::of(one.day), &one.free) {
                asked.insert(Charge::Occasion(one.id), one.amount);
            }
        }
        asked.retain(|_, amount| amount.0 > 0);
        asked
    }
}

/// One month or occasion of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What for.
    pub charge: Charge,
    /// The day by which it is paid.
    pub due: Date,
    /// How much is asked; nothing of who is free of it.
    pub asked: Money,
    /// How much was paid.
    pub paid: Money,
}

impl Item {
    /// What is still open.
    #[must_use]
    pub const fn open(&self) -> Money {
        if self.asked.0 > self.paid.0 {
            Money(self.asked.0 - self.paid.0)
        } else {
            Money(0)
        }
    }

    /// Whether it should have been paid before `today` and was not.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.due < today && self.open().0 > 0
    }
}

/// More than a member can be asked for, even ahead of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch {
    /// How much can be taken.
    pub most: Money,
}

/// A member's account of dues, by day due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Months and occasions, the earliest first.
    pub items: Vec<Item>,
}

impl Account {
    /// What `payer` is asked for up to the month `until`, and what was `paid`.
    #[must_use]
    pub fn of(dues: &Dues, payer: &Payer, paid: &BTreeMap<Charge, Money>, until: Month) -> Self {
        let asked = dues.asked(payer, until);
        let mut all: Vec<Charge> = asked.keys().chain(paid.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        let item = |charge| {
            Some(Item {
                charge,
                due: dues.due(charge)?,
                asked: asked.get(&charge).copied().unwrap_or_default(),
                paid: paid.get(&charge).copied().unwrap_or_default(),
            })
        };
        let mut items: Vec<Item> = all.into_iter().filter_map(item).collect();
        items.sort_by_key(|item| (item.due, item.charge));
        Self { items }
    }

    /// What is late on `today`.
    #[must_use]
    pub fn arrears(&self, today: Date) -> Money {
        let late = self.items.iter().filter(|item| item.is_late(today));
        Money(late.map(|item| item.open().0).sum())
    }

    /// The months and occasions that are late on `today`, the earliest first.
    pub fn late(&self, today: Date) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.is_late(today))
    }

    /// What is due by the end of the month of `today` and still open: what is asked at the door.
    #[must_use]
    pub fn asked_now(&self, today: Date) -> Money {
        let until = today.last_of_month();
        let now = self.items.iter().filter(|item| item.due <= until);
        Money(now.map(|item| item.open().0).sum())
    }

    /// What `amount` is paid for, the earliest first. Nothing of it is lost and no part is more
    /// than was open.
    ///
    /// # Errors
    ///
    /// [`TooMuch`] beyond everything that is asked for.
    pub fn split(&self, amount: Money) -> Result<Vec<(Charge, Money)>, TooMuch> {
        let most = Money(self.items.iter().map(|item| item.open().0).sum());
        if amount > most {
            return Err(TooMuch { most });
        }
        let (mut left, mut parts) = (amount.0, Vec::new());
        for item in &self.items {
            let part = left.min(item.open().0);
            if part > 0 {
                parts.push((item.charge, Money(part)));
                left -= part;
            }
        }
        Ok(parts)
    }
}

/// The text of a voucher: "Iuran Oktober 2026", "Iuran Oktober 2026 sampai Januari 2027 (4 bulan)",
/// with the occasions after it.
#[must_use]
pub fn told(dues: &Dues, charges: &[Charge]) -> String {
    let months = charges.iter().filter_map(|charge| match charge {
        Charge::Month(month) => Some(*month),
        Charge::Occasion(_) => None,
    });
    let months: Vec<Month> = months.collect();
    let mut parts: Vec<String> = runs(&months).into_iter().map(span).collect();
    for charge in charges {
        if matches!(charge, Charge::Occasion(_)) {
            parts.push(dues.label(*charge));
        }
    }
    let text = parts.join(", ");
    if text.starts_with("Iuran") {
        text
    } else {
        format!("Iuran {text}")
    }
}

/// Months that follow each other: first, last, how many.
fn runs(months: &[Month]) -> Vec<(Month, Month, usize)> {
    let mut runs: Vec<(Month, Month, usize)> = Vec::new();
    for month in months {
        match runs.last_mut() {
            Some((_, last, count)) if last.next() == *month => {
                *last = *month;
                *count += 1;
            }
            _ => runs.push((*month, *month, 1)),
        }
    }
    runs
}

fn span((first, last, count): (Month, Month, usize)) -> String {
    if count == 1 {
        first.label()
    } else {
        format!("{} sampai {} ({count} bulan)", first.label(), last.label())
    }
}

#[cfg(test)]
mod tests;
