//! Writing into a book: held, so that one at a time decides about its balance, its voucher numbers
//! and its chain. Whatever wants a line in a book goes through here.

use crate::domain::{Book, Direction, Entry, FundSource, Kind, LARGEST, NewEntry, Refusal, lowest};
use crate::store::{books, decisions, entries, funds, sums};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{AccountId, CashBookId, EntryId};
use storage::Tx;
use web::{Actor, Error};

/// Who writes, and when.
#[derive(Debug, Clone)]
pub struct By {
    /// The account that writes.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The moment.
    pub now: Timestamp,
    /// The day in the unit's zone.
    pub today: Date,
}

impl By {
    /// The officer who sent the request.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        Self {
            account: actor.account,
            name: actor.name.clone(),
            now: actor.now,
            today: actor.today(),
        }
    }
}

/// Why a line was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Everything else.
    #[error(transparent)]
    Web(#[from] Error),
}

impl From<storage::Error> for WriteError {
    fn from(error: storage::Error) -> Self {
        Self::Web(error.into())
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::Rule(refusal.to_string()),
            WriteError::Web(error) => error,
        }
    }
}

/// A book that is held to the end of the transaction.
pub(crate) struct Ledger {
    scope: Scope,
    pub(crate) book: Book,
}

impl Ledger {
    /// Holds and opens the book `id` of the scope's unit.
    pub(crate) async fn open(tx: &mut Tx, scope: &Scope, id: CashBookId) -> Result<Self, Error> {
        tx.hold(id).await?;
        let book = books::find(tx, scope, id).await?;
        Ok(Self {
            scope: *scope,
            book: book.ok_or(Error::NotFound)?,
        })
    }

    /// Holds two books, in an order in which two transfers never wait for each other.
    pub(crate) async fn hold_both(
        tx: &mut Tx,
        one: CashBookId,
        other: CashBookId,
    ) -> Result<(), Error> {
        for id in [one.min(other), one.max(other)] {
            tx.hold(id).await?;
        }
        Ok(())
    }

    /// Writes `new` as the book's next line, with the next voucher number of its year.
    pub(crate) async fn write(
        &mut self,
        tx: &mut Tx,
        new: NewEntry,
        by: &By,
    ) -> Result<Entry, WriteError> {
        let fund = funds::find(tx, &self.scope, new.fund).await?;
        let fund = fund.ok_or(Error::NotFound)?;
        self.allows(&new, &fund, by.today)?;
        let balance = Money(new.direction.signed(new.amount)).plus(self.book.balance);
        let year = new.day.year();
        let mut entry = Entry {
            seq: self.book.seq + 1,
            year,
            number: entries::next_number(tx, self.book.id, year).await?,
            recorder: by.account,
            recorder_name: by.name.clone(),
            at: in_milliseconds(by.now),
            hash: self.book.head,
            says: new,
        };
        entry.hash = self.book.head.with_entry(&entry);
        let added = entries::add(tx, &self.scope, self.book.id, &entry).await?;
        if added.is_none() {
            return Err(WriteError::Web(Error::Conflict(
                "Catatan ini sudah ada. Buka bukunya untuk melihat.".into(),
            )));
        }
        let says = &entry.says;
        sums::add(tx, &self.scope, self.book.id, says).await?;
        decisions::wait(tx, &self.scope, self.book.id, &entry).await?;
        self.book = Book {
            seq: entry.seq,
            head: entry.hash,
            balance: balance.ok_or(Refusal::Amount)?,
            ..self.book.clone()
        };
        books::save(tx, &self.book).await?;
        if says.direction == Direction::Out {
            self.pays(tx, says, &fund).await?;
        }
        Ok(entry)
    }

    /// Whether the book and the fund take `new` at all.
    fn allows(&self, new: &NewEntry, fund: &FundSource, today: Date) -> Result<(), Refusal> {
        if new.day > today {
            return Err(Refusal::Future);
        }
        if let Some(until) = self
            .book
            .closed_until
            .filter(|_| !self.book.is_open_on(new.day))
        {
            return Err(Refusal::Closed(until));
        }
        if new.amount.0 <= 0 || new.amount > LARGEST {
            return Err(Refusal::Amount);
        }
        // What ends or takes back something else goes to the fund where that was.
        if !matches!(new.kind, Kind::Plain | Kind::Advance | Kind::Opening) {
            return Ok(());
        }
        if fund.over {
            return Err(Refusal::FundOver);
        }
        let bound = fund.says.activity.filter(|_| fund.says.restricted);
        let elsewhere = bound.is_some() && bound != new.activity;
        if elsewhere && new.direction == Direction::Out {
            return Err(Refusal::Bound(fund.says.name.clone()));
        }
        Ok(())
    }

    /// Whether the purse of what went out still has something on that day and ever after.
    async fn pays(
        &self,
        tx: &mut Tx,
        says: &NewEntry,
        fund: &FundSource,
    ) -> Result<(), WriteError> {
        let only = fund.says.restricted.then_some(fund.id);
        let (scope, book) = (&self.scope, self.book.id);
        let total = funds::in_purse(tx, scope, book, only).await?;
        let later = sums::later_in_purse(tx, scope, book, only, says.day).await?;
        let lowest = lowest(total.0, &later);
        if lowest >= 0 {
            return Ok(());
        }
        let purse = if fund.says.restricted {
            &fund.says.name
        } else {
            &self.book.name
        };
        Err(WriteError::Refused(Refusal::Short {
            purse: purse.clone(),
            lacking: Money(-lowest),
        }))
    }

    /// The entry `id`, if it has been written already: a form that was sent twice.
    pub(crate) async fn written(
        &self,
        tx: &mut Tx,
        id: EntryId,
    ) -> Result<Option<EntryId>, WriteError> {
        let found = entries::find(tx, &self.scope, id).await?;
        let found = found.filter(|listed| listed.book == self.book.id);
        Ok(found.map(|listed| listed.entry.says.id))
    }
}

/// The moment as the database keeps it, so that a hash is the same after reading.
pub(crate) fn in_milliseconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(moment.as_millisecond()).unwrap_or(moment)
}
