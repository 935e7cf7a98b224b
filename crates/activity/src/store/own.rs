//! Rows about one person: for the person's own copy, everything, newest first; and taken out.

use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, RegistrationId};
use storage::{Query, Tx, args};
use web::Result;

/// What a person registered for: title, first day, place.
pub(crate) async fn registered_for(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, Date, String)>> {
    Ok(db
        .all(
            "select a.title, a.starts_on, r.place
               from registration r join activity a on a.id = r.activity_id
              where r.person_id = $1 and r.unit_id = $2
              order by a.starts_on desc, a.id limit 2000",
            args![person, scope.unit()],
        )
        .await?)
}

/// Where a person stood how: title, session, day, state.
pub(crate) async fn attended_by(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, String, Date, String)>> {
    Ok(db
        .all(
            "select c.title, s.title, s.day, a.state
               from attendance a
               join session s on s.id = a.session_id
               join activity c on c.id = a.activity_id
              where a.person_id = $1 and a.unit_id = $2
              order by s.day desc, s.position desc limit 5000",
            args![person, scope.unit()],
        )
        .await?)
}

/// The committees a person was on: title, first day, duty.
pub(crate) async fn duties_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, Date, String)>> {
    Ok(db
        .all(
            "select a.title, a.starts_on, c.duty
               from committee_member c join activity a on a.id = c.activity_id
              where c.person_id = $1 and c.unit_id = $2
              order by a.starts_on desc, a.id limit 2000",
            args![person, scope.unit()],
        )
        .await?)
}

/// The certificates a person has: title, number, day of issue, code.
pub(crate) async fn issued_to(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, String, Date, String)>> {
    Ok(db
        .all(
            "select a.title, c.number, c.issued_on, c.code
               from certificate c join activity a on a.id = c.activity_id
              where c.person_id = $1 and c.unit_id = $2
              order by c.issued_on desc, c.id limit 2000",
            args![person, scope.unit()],
        )
        .await?)
}

/// Takes the person's name and phone out of registrations, certificates and whom to ask; the rows
/// stay and count. A link to an own registration opens nothing any more.
pub(crate) async fn forget_person(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    let registered: Vec<(RegistrationId,)> = tx
        .all(
            "select id from registration where person_id = $1 and unit_id = $2 limit 10000",
            args![person, scope.unit()],
        )
        .await?;
    for (id,) in registered {
        let token = kernel::code::token(web::secret::random::<16>());
        tx.run(
            "update registration set typed_name = '', phone = null, token = $2
              where id = $1",
            args![id, token],
        )
        .await?;
    }
    let who = organization::forgotten(tx, person).await?;
    let asked: Vec<(ActivityId, String)> = tx
        .all(
            "select id, contact from activity where unit_id = $1 and contact <> '' limit 100000",
            args![scope.unit()],
        )
        .await?;
    for (id, _) in asked.iter().filter(|(_, contact)| who.is_in(contact)) {
        tx.run("update activity set contact = '' where id = $1", args![*id])
            .await?;
    }
    tx.run(
        "update certificate set name = '' where person_id = $1 and unit_id = $2",
        args![person, scope.unit()],
    )
    .await?;
    Ok(())
}
