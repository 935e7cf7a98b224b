//! Finding people by what was typed: an index of words gives who may be meant, the kernel's
//! judgement of names puts them in order. All of it stays within one unit's roll.

use crate::members::Placed;
use crate::store::people::{Filter, Listed, PLACED};
use crate::store::roll::ROLL_P;
use kernel::access::Scope;
use kernel::name::{Answer, Wanted};
use storage::{Query, Value, args};
use web::Result;

/// Of people who may be meant no more than these are put in order.
const MOST: i64 = 1_000;
/// From this many digits on, digits alone are taken for a phone.
const PHONE_FROM: usize = 4;

/// Who answers what was typed, best first.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) people: Vec<Listed>,
    /// Nobody answers exactly; these are near.
    pub(crate) near: bool,
}

/// A person beside a `phone`, so that a list needs no second question.
const LISTED: &str =
    "(select phone from person_phone f where f.person_id = p.id and f.position = 0)";
const NARROWED: &str = "p.removed_at is null
    and (p.hamlet = $2 or $2 is null) and (p.rt = $3 or $3 is null)
    and (p.kind = $4 or ($4 is null and (p.kind <> 'guest' or $5)))";

/// People on the scope's roll who answer `filter`'s text; `guests` says whether guests count when
/// no kind is asked for.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    filter: &Filter,
    guests: bool,
) -> Result<Found> {
    let text = filter.text.trim();
    if let Some(start) = phone_start(text) {
        let people = with_phone_like(db, scope, filter, guests, &start).await?;
        return Ok(Found {
            people,
            near: false,
        });
    }
    let wanted = Wanted::parse(text);
    for beginnings in [wanted.beginnings(), wanted.rough_beginnings()] {
        let people = candidates(db, scope, filter, guests, &beginnings).await?;
        let found = ranked(&wanted, people);
        if !found.people.is_empty() {
            return Ok(found);
        }
    }
    let people = inside(db, scope, filter, guests).await?;
    Ok(Found {
        people,
        near: false,
    })
}

/// The best answers: those that fit, or if nobody does, those that nearly do.
fn ranked(wanted: &Wanted, people: Vec<Listed>) -> Found {
    let mut answers: Vec<(Answer, Listed)> = people
        .into_iter()
        .filter_map(|one| {
            let answer = wanted.answer(&one.placed.full_name, &one.placed.nickname)?;
            Some((answer, one))
        })
        .collect();
    // stable: people of one answer stay in the order of their names
    answers.sort_by(|(a, _), (b, _)| b.cmp(a));
    let fits = |(answer, _): &(Answer, Listed)| matches!(answer, Answer::Fits(_));
    let near = !answers.iter().any(fits);
    if !near {
        answers.retain(fits);
    }
    Found {
        near: near && !answers.is_empty(),
        people: answers.into_iter().map(|(_, one)| one).collect(),
    }
}

fn narrowed(scope: &Scope, filter: &Filter, guests: bool) -> Vec<Value> {
    args![
        scope.unit(),
        filter.hamlet.clone(),
        filter.rt,
        filter.kind.clone(),
        guests
    ]
}

fn columns() -> String {
    let own: Vec<String> = PLACED.split(", ").map(|one| format!("p.{one}")).collect();
    own.join(", ")
}

/// Everything that begins with `start`, as a half-open range of texts by code point.
fn range(start: &str) -> [Value; 2] {
    [start.into(), format!("{start}\u{10ffff}").into()]
}

/// People filed under any of the beginnings; who is under more of the groups comes first.
async fn candidates(
    db: &mut impl Query,
    scope: &Scope,
    filter: &Filter,
    guests: bool,
    groups: &[Vec<String>],
) -> Result<Vec<Listed>> {
    let mut args = narrowed(scope, filter, guests);
    let mut parts = Vec::new();
    for (group, beginnings) in groups.iter().enumerate() {
        for start in beginnings {
            let (from, to) = (args.len() + 1, args.len() + 2);
            parts.push(format!(
                "select {group} as part, person_id from person_word
                  where unit_id = (select roll_id from unit where id = $1) and word >= ${from} and word < ${to}"
            ));
            args.extend(range(start));
        }
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    args.push(MOST.into());
    let sql = format!(
        "select {}, {LISTED}
           from (select person_id, count(*) as hits from ({}) as filed group by person_id) as hit
           join {ROLL_P} on p.id = hit.person_id
          where {NARROWED}
          order by hit.hits desc, p.sort_name, p.id limit ${}",
        columns(),
        parts.join(" union "),
        args.len()
    );
    Ok(db.all(&sql, args).await?)
}

/// People with the text inside a name: who knows only "tari" of Lestari.
async fn inside(
    db: &mut impl Query,
    scope: &Scope,
    filter: &Filter,
    guests: bool,
) -> Result<Vec<Listed>> {
    let plain = filter.text.trim().to_lowercase();
    let plain: String = plain
        .chars()
        .filter(|c| !matches!(c, '%' | '_' | '\\'))
        .take(100)
        .collect();
    if plain.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let mut args = narrowed(scope, filter, guests);
    args.push(format!("%{plain}%").into());
    let sql = format!(
        "select {}, {LISTED} from {ROLL_P} where {NARROWED} and p.search_text like $6
          order by p.sort_name, p.id limit 200",
        columns()
    );
    Ok(db.all(&sql, args).await?)
}

/// The beginning of a phone in E.164, if the text is digits and what stands between them.
fn phone_start(text: &str) -> Option<String> {
    let between = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '+' | '(' | ')');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < PHONE_FROM || !text.chars().all(between) {
        return None;
    }
    let own = digits.strip_prefix("62").or(digits.strip_prefix('0'));
    Some(format!("+62{}", own.unwrap_or(&digits)))
}

async fn with_phone_like(
    db: &mut impl Query,
    scope: &Scope,
    filter: &Filter,
    guests: bool,
    start: &str,
) -> Result<Vec<Listed>> {
    let mut args = narrowed(scope, filter, guests);
    args.extend(range(start));
    let sql = format!(
        "select {}, {LISTED} from {ROLL_P}
          where {NARROWED}
            and p.id in (select person_id from person_phone
                          where unit_id = (select roll_id from unit where id = $1)
                            and phone >= $6 and phone < $7)
          order by p.sort_name, p.id limit 200",
        columns()
    );
    Ok(db.all(&sql, args).await?)
}

/// As [`find`], for a short list of whoever is meant, guests included.
pub(crate) async fn search(
    db: &mut impl Query,
    scope: &Scope,
    text: &str,
    limit: i64,
) -> Result<Vec<Placed>> {
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let most = usize::try_from(limit).unwrap_or(0);
    let found = find(db, scope, &filter, true).await?.people;
    Ok(found
        .into_iter()
        .take(most)
        .map(|listed| listed.placed)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::phone_start;

    #[test]
    fn digits_are_the_beginning_of_a_phone() {
        assert_eq!(phone_start("0812-3"), Some("+628123".into()));
        assert_eq!(phone_start("+62 812"), Some("+62812".into()));
        assert_eq!(phone_start("8123"), Some("+628123".into()));
        assert_eq!(phone_start("03"), None, "an RT is no phone");
        assert_eq!(phone_start("Budi 0812"), None);
    }
}
