//! Rows of what was decided about entries, of their proofs, and of what still waits.

use super::entries::Listed;
use crate::domain::{Entry, Head, Verdict, Way};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, CashBookId, EntryId, FileId, ProofId};
use storage::{FromRow, Query, Result, Row, Tx, args};

/// A photo or PDF that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) file: FileId,
    pub(crate) media: String,
    pub(crate) digest: Head,
}

/// What was decided about an entry.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) verdict: Verdict,
    pub(crate) way: Way,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) note: String,
    pub(crate) paper: Option<Kept>,
    pub(crate) at: Timestamp,
}

impl FromRow for Decision {
    fn from_row(row: &Row) -> Result<Self> {
        let (file, media, digest): (Option<FileId>, Option<String>, Option<Head>) =
            (row.get(5)?, row.get(6)?, row.get(7)?);
        let paper = match (file, media, digest) {
            (Some(file), Some(media), Some(digest)) => Some(Kept {
                file,
                media,
                digest,
            }),
            _ => None,
        };
        Ok(Self {
            verdict: row.get(0)?,
            way: row.get(1)?,
            account: row.get(2)?,
            name: row.get(3)?,
            note: row.get(4)?,
            paper,
            at: row.get(8)?,
        })
    }
}

/// Notes that the entry waits for somebody's word.
pub(crate) async fn wait(
    tx: &mut Tx,
    scope: &Scope,
    book: CashBookId,
    entry: &Entry,
) -> Result<u64> {
    let says = &entry.says;
    tx.run(
        "insert into cash_waiting (entry_id, unit_id, book_id, day, seq)
         values ($1, $2, $3, $4, $5)",
        args![says.id, scope.unit(), book, says.day, entry.seq],
    )
    .await
}

/// Where something is written beside an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    pub(crate) entry: EntryId,
    pub(crate) book: CashBookId,
    /// The book's last line at that moment: a closing after it covers what is written.
    pub(crate) line: i64,
}

/// Writes a decision; `false` if there is one already.
pub(crate) async fn decide(
    tx: &mut Tx,
    scope: &Scope,
    at: Beside,
    says: &Decision,
) -> Result<bool> {
    let paper = says.paper.as_ref();
    let added: Option<EntryId> = tx
        .maybe(
            "insert into cash_decision (entry_id, unit_id, book_id, verdict, way, account_id, name,
                                        note, file_id, media, digest, line, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             on conflict do nothing returning entry_id",
            args![
                at.entry,
                scope.unit(),
                at.book,
                says.verdict,
                says.way,
                says.account,
                &says.name,
                &says.note,
                paper.map(|paper| paper.file),
                paper.map(|paper| paper.media.clone()),
                paper.map(|paper| paper.digest),
                at.line,
                says.at
            ],
        )
        .await?;
    tx.run(
        "delete from cash_waiting where entry_id = $1",
        args![at.entry],
    )
    .await?;
    Ok(added.is_some())
}

/// What was decided about an entry, if something was.
pub(crate) async fn of(db: &mut impl Query, entry: EntryId) -> Result<Option<Decision>> {
    db.maybe(
        "select verdict, way, account_id, name, note, file_id, media, digest, at
           from cash_decision where entry_id = $1",
        args![entry],
    )
    .await
}

/// How many entries of the scope's unit wait.
pub(crate) async fn waiting_count(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    db.one(
        "select count(*) from cash_waiting where unit_id = $1",
        args![scope.unit()],
    )
    .await
}

/// How many entries of `book` up to `day` wait.
pub(crate) async fn waiting_until(db: &mut impl Query, book: CashBookId, day: Date) -> Result<i64> {
    db.one(
        "select count(*) from cash_waiting where book_id = $1 and day <= $2",
        args![book, day],
    )
    .await
}

/// The entries of the scope's unit that wait, oldest first; at most `limit`.
pub(crate) async fn waiting(db: &mut impl Query, scope: &Scope, limit: i64) -> Result<Vec<Listed>> {
    let ids: Vec<EntryId> = db
        .all(
            "select entry_id from cash_waiting where unit_id = $1
              order by day, book_id, seq limit $2",
            args![scope.unit(), limit],
        )
        .await?;
    let mut all = Vec::new();
    for id in ids {
        all.extend(super::entries::find(db, scope, id).await?);
    }
    Ok(all)
}

/// How many refused entries of `book` in these days nobody has reversed.
pub(crate) async fn refused_between(
    db: &mut impl Query,
    book: CashBookId,
    (from, until): (Date, Date),
) -> Result<i64> {
    db.one(
        "select count(*) from cash_decision d join cash_entry e on e.id = d.entry_id
          where d.book_id = $1 and d.verdict = 'refused' and e.day >= $2 and e.day <= $3
            and not exists (select 1 from cash_entry r
                             where r.refers_to = e.id and r.kind = 'reversal')",
        args![book, from, until],
    )
    .await
}

/// A proof of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Proof {
    pub(crate) id: ProofId,
    pub(crate) kept: Kept,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

impl FromRow for Proof {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kept: Kept {
                file: row.get(1)?,
                media: row.get(2)?,
                digest: row.get(3)?,
            },
            name: row.get(4)?,
            at: row.get(5)?,
        })
    }
}

/// Keeps a proof of an entry.
pub(crate) async fn add_proof(
    tx: &mut Tx,
    scope: &Scope,
    at: Beside,
    account: AccountId,
    proof: &Proof,
) -> Result<u64> {
    tx.run(
        "insert into cash_proof (id, unit_id, book_id, entry_id, file_id, media, digest,
                                 account_id, name, line, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            proof.id,
            scope.unit(),
            at.book,
            at.entry,
            proof.kept.file,
            &proof.kept.media,
            proof.kept.digest,
            account,
            &proof.name,
            at.line,
            proof.at
        ],
    )
    .await
}

/// The proofs of an entry, oldest first; at most 50.
pub(crate) async fn proofs(db: &mut impl Query, entry: EntryId) -> Result<Vec<Proof>> {
    db.all(
        "select id, file_id, media, digest, name, at from cash_proof
          where entry_id = $1 order by at, id limit 50",
        args![entry],
    )
    .await
}

/// What stands beside the entries of `book` between two days, one line each, in their order: who
/// decided what, and the hashes of papers and proofs, as far as they came before the book's line `seq`.
pub(crate) async fn evidence(
    db: &mut impl Query,
    book: CashBookId,
    (from, until): (Date, Date),
    seq: i64,
) -> Result<Vec<String>> {
    type Line = (i64, String, String, AccountId, String, i64, Option<Head>);
    let decisions: Vec<Line> = db
        .all(
            "select e.seq, d.verdict, d.way, d.account_id, d.name, d.at, d.digest
               from cash_entry e join cash_decision d on d.entry_id = e.id
              where e.book_id = $1 and e.day >= $2 and e.day <= $3 and d.line < $4 order by e.seq",
            args![book, from, until, seq],
        )
        .await?;
    let proofs: Vec<(i64, Head)> = db
        .all(
            "select e.seq, p.digest from cash_entry e join cash_proof p on p.entry_id = e.id
              where e.book_id = $1 and e.day >= $2 and e.day <= $3 and p.line < $4
              order by e.seq, p.id",
            args![book, from, until, seq],
        )
        .await?;
    let decided = decisions
        .into_iter()
        .map(|(seq, verdict, way, account, name, at, paper)| {
            let paper = paper.map(|paper| paper.fingerprint()).unwrap_or_default();
            format!("{seq} {verdict} {way} {account} {at} {paper} {name}")
        });
    let proved = proofs
        .into_iter()
        .map(|(seq, digest)| format!("{seq} proof {}", digest.fingerprint()));
    Ok(decided.chain(proved).collect())
}
