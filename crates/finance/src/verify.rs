//! Walks a book from its first line and reckons everything again: hashes, voucher numbers, balances,
//! closings, and what is kept beside them. For `guyub check`, and for whoever kept a closing's paper.

use crate::domain::{Book, Closing, Entry, Head};
use crate::migrations::GUARDED;
use crate::store::{books, closings, decisions, entries, sums};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{CashBookId, FundSourceId};
use std::collections::{BTreeMap, HashMap};
use storage::{Db, Query, Result, args};
use web::{BoxFuture, Checked};

/// Entries that are read at once.
const CHUNK: i64 = 2_000;

/// What a walk through a book found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Walk {
    /// What is wrong, a sentence each; nothing if the book is as it was written.
    pub(crate) problems: Vec<String>,
    /// How many entries were read.
    pub(crate) entries: i64,
}

/// What has been reckoned so far.
struct Reckoning<'a> {
    book: &'a Book,
    head: Head,
    seq: i64,
    balance: i64,
    numbers: HashMap<i16, i64>,
    days: BTreeMap<(Date, FundSourceId), (i64, i64)>,
    closed: Option<(Date, i64)>,
    entries: i64,
}

/// Walks the book `id` of the scope's unit; changes nothing. If somebody writes into it meanwhile
/// and something seems wrong, it is walked again.
pub(crate) async fn walk(db: &mut impl Query, scope: &Scope, id: CashBookId) -> Result<Walk> {
    let mut before = None;
    loop {
        let Some(book) = books::find(db, scope, id).await? else {
            return Ok(Walk::default());
        };
        let found = walk_once(db, &book).await?;
        if found.problems.is_empty() || before == Some(book.seq) {
            return Ok(found);
        }
        before = Some(book.seq);
    }
}

async fn walk_once(db: &mut impl Query, book: &Book) -> Result<Walk> {
    let mut all = closings::of_book(db, book.id).await?;
    all.sort_by_key(|closing| std::cmp::Reverse(closing.seq));
    let mut reckoning = Reckoning {
        book,
        head: Head::first(book.id),
        seq: 0,
        balance: 0,
        numbers: HashMap::new(),
        days: BTreeMap::new(),
        closed: None,
        entries: 0,
    };
    let mut problem = None;
    while problem.is_none() {
        let lines = entries::after(db, book.id, reckoning.seq, CHUNK).await?;
        let last = lines.is_empty();
        for entry in &lines {
            while problem.is_none() && all.last().is_some_and(|next| next.seq < entry.seq) {
                problem = reckoning.close(db, all.pop()).await?;
            }
            problem = problem.or_else(|| reckoning.enter(entry));
        }
        if last {
            while problem.is_none() && !all.is_empty() {
                problem = reckoning.close(db, all.pop()).await?;
            }
            break;
        }
    }
    let problems = match problem {
        Some(problem) => vec![problem],
        None => reckoning.beside(db).await?,
    };
    Ok(Walk {
        problems,
        entries: reckoning.entries,
    })
}

impl Reckoning<'_> {
    fn says(&self, what: &str) -> String {
        format!("Buku kas {} ({}): {what}", self.book.name, self.book.code)
    }

    /// Reckons one entry; what is wrong with it.
    fn enter(&mut self, entry: &Entry) -> Option<String> {
        let says = &entry.says;
        let voucher = self.book.voucher(entry.year, entry.number);
        let number = self.numbers.entry(entry.year).or_insert(0);
        let next = *number + 1;
        *number = entry.number;
        if entry.seq != self.seq + 1 || entry.number != next {
            return Some(self.says(&format!("ada catatan yang hilang sebelum {voucher}")));
        }
        if self.head.with_entry(entry) != entry.hash {
            return Some(self.says(&format!("catatan {voucher} berubah sesudah ditulis")));
        }
        self.entries += 1;
        self.seq = entry.seq;
        self.head = entry.hash;
        let net = says.direction.signed(says.amount);
        self.balance += net;
        let day = self.days.entry((says.day, says.fund)).or_insert((0, 0));
        if net > 0 {
            day.0 += net;
        } else {
            day.1 -= net;
        }
        None
    }

    /// Reckons a closing; what is wrong with it.
    async fn close(
        &mut self,
        db: &mut impl Query,
        closing: Option<Closing>,
    ) -> Result<Option<String>> {
        let Some(closing) = closing else {
            return Ok(None);
        };
        let until = closing.says.month.last();
        let (from, opening) = match self.closed {
            Some((day, balance)) => (day.tomorrow().unwrap_or(day), balance),
            None => (Date::MIN, 0),
        };
        let days = self.days.iter();
        let within = days.filter(|((day, _), _)| *day >= from && *day <= until);
        let (income, expense) = within.fold((0, 0), |sum, (_, day)| (sum.0 + day.0, sum.1 + day.1));
        let from = from.max(jiff::civil::date(1900, 1, 1));
        let lines = decisions::evidence(db, self.book.id, (from, until), closing.seq).await?;
        let hash = self.head.with_closing(&closing, Head::of_evidence(&lines));
        let figures = (closing.opening.0, closing.income.0, closing.expense.0);
        let right = closing.seq == self.seq + 1
            && figures == (opening, income, expense)
            && closing.balance.0 == opening + income - expense
            && closing.hash == hash;
        self.seq = closing.seq;
        self.head = closing.hash;
        self.closed = Some((until, closing.balance.0));
        let month = closing.says.month.label();
        Ok((!right).then(|| self.says(&format!("tutup buku {month} berubah sesudah ditulis"))))
    }

    /// What is kept beside the lines, compared with the lines.
    async fn beside(&self, db: &mut impl Query) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        let book = self.book;
        if (self.seq, self.head) != (book.seq, book.head) {
            problems.push(self.says("baris terakhirnya hilang atau ditambah dari luar"));
        }
        let mut purses: BTreeMap<FundSourceId, i64> = BTreeMap::new();
        for ((_, fund), (income, expense)) in &self.days {
            *purses.entry(*fund).or_insert(0) += income - expense;
        }
        let kept: BTreeMap<_, _> = sums::purses(db, book.id).await?.into_iter().collect();
        if self.balance != book.balance.0 || purses != kept {
            problems.push(self.says("saldonya tidak sama dengan jumlah catatannya"));
        }
        let kept = sums::days(db, book.id).await?;
        let kept: BTreeMap<_, _> = kept
            .into_iter()
            .map(|(day, fund, income, expense)| ((day, fund), (income, expense)))
            .collect();
        if self.days != kept {
            problems.push(self.says("jumlah hariannya tidak sama dengan catatannya"));
        }
        Ok(problems)
    }
}

/// For `guyub check`: every book of every unit.
pub(crate) fn check(db: &Db) -> BoxFuture<'_, Result<Checked>> {
    Box::pin(async move {
        let mut checked = Checked::default();
        let mut reader = db.read_long().await?;
        let made = "select count(*) from migration where module = 'finance'";
        let steps: i64 = reader.one(made, args![]).await?;
        if steps == 0 {
            checked.good = "Belum ada buku kas.".to_owned();
            return Ok(checked);
        }
        for table in GUARDED {
            if !storage::is_guarded(&mut reader, db.engine(), table).await? {
                checked.problems.push(format!(
                    "Penjaga tabel {table} tidak ada: barisnya bisa saja sudah diubah di basis data"
                ));
            }
        }
        let (mut entries, mut count) = (0, 0);
        for (unit, id) in books::everywhere(&mut reader).await? {
            let scope = Scope::of_system(unit);
            let found = walk(&mut reader, &scope, id).await?;
            checked.problems.extend(found.problems);
            entries += found.entries;
            count += 1;
        }
        checked.good =
            format!("Buku kas utuh: {count} buku, {entries} catatan, rantai sidiknya cocok.");
        Ok(checked)
    })
}
