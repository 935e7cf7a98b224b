//! Rows of certificates: once issued, they stay.

use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, CertificateId, PersonId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A certificate to be kept.
pub(crate) struct NewCertificate<'a> {
    pub(crate) id: CertificateId,
    pub(crate) code: String,
    pub(crate) number: String,
    pub(crate) name: &'a str,
    pub(crate) person: PersonId,
    pub(crate) issued_on: Date,
}

/// A certificate as it was issued.
pub(crate) struct Issued {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) code: String,
}

impl FromRow for Issued {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            name: row.get(1)?,
            code: row.get(2)?,
        })
    }
}

/// How many certificates the scope's unit has issued.
pub(crate) async fn certificate_count(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from certificate where unit_id = $1",
            args![scope.unit()],
        )
        .await?;
    Ok(count)
}

/// Whether a person has the certificate of an activity.
pub(crate) async fn has_certificate(
    db: &mut impl Query,
    activity: ActivityId,
    person: PersonId,
) -> Result<bool> {
    let known: Option<(CertificateId,)> = db
        .maybe(
            "select id from certificate
              where activity_id = $1 and person_id = $2 and role = 'participant'",
            args![activity, person],
        )
        .await?;
    Ok(known.is_some())
}

pub(crate) async fn add_certificate(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    new: &NewCertificate<'_>,
) -> Result<()> {
    tx.run(
        "insert into certificate (id, activity_id, person_id, unit_id, code, number, name, role,
                                  issued_on)
         values ($1, $2, $3, $4, $5, $6, $7, 'participant', $8)",
        args![
            new.id,
            activity,
            new.person,
            scope.unit(),
            &new.code,
            &new.number,
            new.name,
            new.issued_on
        ],
    )
    .await?;
    Ok(())
}

/// The certificates of an activity of the scope's unit by number.
pub(crate) async fn issued(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<Issued>> {
    Ok(db
        .all(
            "select number, name, code from certificate
              where activity_id = $1 and unit_id = $2 order by number limit 20000",
            args![activity, scope.unit()],
        )
        .await?)
}

/// Name, number, day and activity of a certificate.
pub(crate) async fn certificate(
    db: &mut impl Query,
    id: CertificateId,
) -> Result<Option<(String, String, Date, ActivityId)>> {
    Ok(db
        .maybe(
            "select name, number, issued_on, activity_id from certificate where id = $1",
            args![id],
        )
        .await?)
}
