//! Writing letters, and giving them their number when they are final: held by series, so that two
//! at once never get the same number and none is left out.

use crate::domain::{NewLetter, NewSeries, Numbered, State, place};
use crate::store::{letters, series};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{LetterId, SeriesId};
use kernel::letter_number::NumberError;
use storage::Tx;
use web::{Actor, Error, Result, codes};

/// The kind of short code under which a letter is checked.
pub(crate) const CODE: &str = "letter";

/// Who writes, and when.
#[derive(Debug, Clone)]
pub struct By {
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
            name: actor.name.clone(),
            now: actor.now,
            today: actor.today(),
        }
    }
}

/// Why a letter gets no number.
#[derive(Debug, thiserror::Error)]
pub enum FinalError {
    /// It has one already.
    #[error("Surat ini sudah bernomor. Muat ulang halamannya.")]
    NotDraft,
    /// Something is still to be filled in.
    #[error("Masih ada titik-titik (…) yang belum diisi. Ubah drafnya dulu.")]
    Gaps,
    /// A later letter has its number, and there is no place before it.
    #[error("Tanggal surat ini lebih awal dari surat pertama di serinya. Ganti tanggalnya dulu.")]
    NoPlace,
    /// Another series makes the same number.
    #[error("Nomor {0} sudah dipakai surat lain. Beri tiap seri pola atau kode yang berbeda.")]
    Taken(String),
    /// The pattern does not make a number.
    #[error(transparent)]
    Pattern(#[from] NumberError),
    /// Everything else.
    #[error(transparent)]
    Web(#[from] Error),
}

impl From<storage::Error> for FinalError {
    fn from(error: storage::Error) -> Self {
        Self::Web(error.into())
    }
}

/// Opens a series; `None` if the unit has one with its name.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn open_series(
    tx: &mut Tx,
    scope: &Scope,
    says: &NewSeries,
    by: &By,
) -> Result<Option<SeriesId>> {
    Ok(series::add(tx, scope, says, by.today.year(), by.now).await?)
}

/// Keeps `says` as a draft; the same `id` twice is one letter.
///
/// # Errors
///
/// [`Error::NotFound`] for a series of another unit; whatever the database refuses.
pub async fn write(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    says: &NewLetter,
    by: &By,
) -> Result<()> {
    let known = series::find(tx, scope, says.series).await?;
    known.ok_or(Error::NotFound)?;
    letters::add(tx, scope, id, says, by).await?;
    Ok(())
}

/// Changes a draft.
///
/// # Errors
///
/// [`Error::Rule`] if it has its number; whatever the database refuses.
pub(crate) async fn rewrite(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    says: &NewLetter,
    by: &By,
) -> Result<()> {
    // What is being finished must not change under it.
    tx.hold(scope.unit()).await?;
    let known = series::find(tx, scope, says.series).await?;
    known.ok_or(Error::NotFound)?;
    if letters::change(tx, scope, id, says, by).await? == 0 {
        return Err(Error::Rule(
            "Surat yang sudah bernomor tidak bisa diubah. Batalkan, lalu buat surat baru.".into(),
        ));
    }
    Ok(())
}

/// Gives the letter its number, and the code under which it can be checked.
///
/// # Errors
///
/// [`FinalError`] says why it gets none.
pub async fn finish(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    by: &By,
) -> std::result::Result<String, FinalError> {
    // The unit is held, not the series: a number stands once in the unit.
    tx.hold(scope.unit()).await?;
    let letter = letters::find(tx, scope, id).await?;
    let letter = letter.ok_or(Error::NotFound)?;
    if letter.state != State::Draft {
        return Err(FinalError::NotDraft);
    }
    let says = &letter.says;
    if says.has_gaps() {
        return Err(FinalError::Gaps);
    }
    let series = series::find(tx, scope, says.series).await?;
    let series = series.ok_or(Error::NotFound)?;
    let taken = letters::taken(tx, scope, series.id, says.day.year()).await?;
    let place = place(&series, &taken, says.day).ok_or(FinalError::NoPlace)?;
    let number = series.says.number(&place, says.kind, says.day)?;
    if letters::has_number(tx, scope, &number).await? {
        return Err(FinalError::Taken(number));
    }
    let numbered = Numbered {
        year: says.day.year(),
        seq: place.seq,
        mark: place.mark,
        number,
    };
    letters::finish(tx, scope, id, &numbered, by).await?;
    codes::give(tx, CODE, id, scope.unit(), by.now).await?;
    Ok(numbered.number)
}

/// Takes a letter back that has its number; the number stays with it.
///
/// # Errors
///
/// [`Error::Rule`] if it has none or is cancelled; whatever the database refuses.
pub async fn cancel(tx: &mut Tx, scope: &Scope, id: LetterId, reason: &str, by: &By) -> Result<()> {
    if letters::cancel(tx, scope, id, reason, by).await? == 0 {
        return Err(Error::Rule(
            "Surat ini belum bernomor atau sudah dibatalkan.".into(),
        ));
    }
    Ok(())
}
