//! What the organisation itself can prove: decree and board, the roll and how well it is known, the
//! secretariat, the member book and the letterhead.

use crate::board::DecreeStatus;
use crate::domain::{Kind, Policy, Validity};
use crate::office::Officer;
use crate::store::policies::{self, RollCounts};
use crate::store::{evidence as counted, people, settings};
use jiff::civil::Date;
use kernel::access::{Role, Scope};
use kernel::day;
use web::{Aspect, BoxFuture, Ctx, Evidence, Result};

/// See the module's words.
pub(crate) fn of_organisation<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let status = crate::decree_status(&mut db, scope, today).await?;
        let officers = crate::board(&mut db, scope, today).await?;
        let counts = people::counts(&mut db, scope).await?;
        let known = counted::known_of(&mut db, scope).await?;
        let paper = settings::find(&mut db, scope).await?;
        let policy = crate::policy_on(&mut db, scope, today).await?;
        let aged = policies::counts(&mut db, scope, policy.of_age_on(today)).await?;
        let mut all = vec![
            decree(&status),
            board(&officers, &policy),
            term(&status, &policy),
            supervisor(&officers),
        ];
        all.extend(roll(&counts, known));
        all.extend(ages(&aged, &policy));
        all.extend(secretariat(&paper));
        Ok(all)
    })
}

fn decree(status: &DecreeStatus) -> Evidence {
    let evidence = Evidence::of(Aspect::Organisation, "SK pengukuhan", "/pengurus");
    let Some(decree) = &status.decree else {
        return evidence.lacking("Belum ada SK yang tercatat");
    };
    let number = &decree.says.number;
    let until = match status.validity {
        Validity::Long(until) | Validity::Within(_, until) | Validity::Over(until) => {
            format!(", berlaku sampai {}", day::medium(until))
        }
        Validity::Missing | Validity::Open => String::new(),
    };
    let evidence = evidence.there(format!("SK {number}{until}"));
    match (status.validity, &decree.scan) {
        (Validity::Over(_), _) => evidence.lacking("Masa berlakunya sudah habis"),
        (_, None) => evidence.lacking("Foto atau pindaian SK-nya belum disimpan"),
        _ => evidence,
    }
}

/// Three offices that a board needs, and as many officers as the rules of membership ask for.
fn board(officers: &[Officer], policy: &Policy) -> Evidence {
    let needed = [Role::Chair, Role::Secretary, Role::Treasurer];
    let empty: Vec<String> = needed
        .into_iter()
        .filter(|role| officers.iter().all(|one| one.role != *role))
        .map(|role| role.title().to_lowercase())
        .collect();
    let serving = officers.iter().filter(|one| one.role != Role::Supervisor);
    let evidence = Evidence::of(Aspect::Organisation, "Susunan pengurus", "/pengurus");
    let serving = serving.count();
    let evidence = match serving {
        0 => evidence,
        count => evidence.there(format!("{count} orang menjabat")),
    };
    let least = policy
        .min_officers
        .filter(|least| serving < usize::from(*least));
    match (empty.as_slice(), least) {
        ([], None) => evidence,
        ([], Some(least)) => evidence.lacking(format!(
            "Menurut {} paling sedikit {least} pengurus",
            policy.regulation
        )),
        (some, _) => evidence.lacking(format!("Belum terisi: {}", some.join(", "))),
    }
}

/// How long the board is in office, beside what the rules of membership say.
fn term(status: &DecreeStatus, policy: &Policy) -> Evidence {
    let evidence = Evidence::of(Aspect::Organisation, "Masa bakti", "/pengurus/masa-bakti");
    let Some(term) = &status.term else {
        return evidence.lacking("Belum ada masa bakti yang tercatat");
    };
    let evidence = evidence.there(term.days());
    match (term.planned_months(), policy.term_months) {
        (None, _) => evidence.lacking("Akhir masa baktinya belum dicatat"),
        (Some(months), Some(usual)) if months != i32::from(usual) => evidence.lacking(format!(
            "Menurut {} masa bakti {usual} bulan, yang tercatat {months} bulan",
            policy.regulation
        )),
        _ => evidence,
    }
}

/// How many are of the age that the rules of membership name; others are members all the same.
fn ages(counts: &RollCounts, policy: &Policy) -> Option<Evidence> {
    let evidence = Evidence::of(Aspect::People, "Umur anggota", "/anggota/usia");
    let known = counts.registered - counts.unknown;
    let band = match policy.member_max {
        Some(most) => format!("{} sampai {most} tahun", policy.member_min),
        None => format!("mulai {} tahun", policy.member_min),
    };
    (known > 0).then(|| {
        evidence.there(format!(
            "{} dari {known} orang yang tercatat tanggal lahirnya berumur {band} ({})",
            counts.of_age, policy.regulation
        ))
    })
}

fn supervisor(officers: &[Officer]) -> Evidence {
    let evidence = Evidence::of(Aspect::Organisation, "Pembina", "/pengurus");
    let supervisors = officers.iter().filter(|one| one.role == Role::Supervisor);
    match supervisors.count() {
        0 => evidence.lacking("Belum ada pembina yang tercatat"),
        count => evidence.there(format!("{count} orang")),
    }
}

/// How much is known of the people on the roll.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KnownOf {
    /// Members, guests left out.
    pub(crate) all: i64,
    /// Of whom the day of birth is known.
    pub(crate) born: i64,
    /// Of whom the home is known: a hamlet or an RT.
    pub(crate) placed: i64,
    /// Of whom a skill or an interest is known.
    pub(crate) skilled: i64,
}

fn roll(counts: &[(String, i64)], known: KnownOf) -> Vec<Evidence> {
    let people = |what: &str| Evidence::of(Aspect::People, what, "/anggota");
    let book = Evidence::of(Aspect::Administration, "Buku induk anggota", "/anggota");
    if known.all == 0 {
        let nobody = "Belum ada anggota di daftar";
        return vec![people("Anggota").lacking(nobody), book.lacking(nobody)];
    }
    let kinds: Vec<String> = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Guest)
        .filter_map(|kind| {
            let (_, count) = counts.iter().find(|(code, _)| code == kind.code())?;
            Some(format!("{count} {}", kind.label().to_lowercase()))
        })
        .collect();
    let members = people("Anggota").there(format!("{} orang: {}", known.all, kinds.join(", ")));
    let lacking = |evidence: Evidence, count: i64, what: &str| match known.all - count {
        0 => evidence,
        rest => evidence.lacking(format!("{rest} anggota belum tercatat {what}")),
    };
    let skills = people("Minat dan keterampilan");
    let skills = match known.skilled {
        0 => skills,
        count => skills.there(format!("tercatat pada {count} anggota")),
    };
    let book = book.there(format!(
        "{} anggota; {} dengan tanggal lahir, {} dengan tempat tinggal",
        known.all, known.born, known.placed
    ));
    let whole = known.born.min(known.placed);
    vec![
        members,
        lacking(skills, known.skilled, "minat atau keterampilannya"),
        lacking(book, whole, "lengkap tanggal lahir dan tempat tinggalnya"),
    ]
}

fn secretariat(paper: &settings::SettingsRow) -> Vec<Evidence> {
    let place = Evidence::of(Aspect::Facilities, "Sekretariat", "/pengaturan");
    let place = if paper.address.is_empty() {
        place.lacking("Alamat sekretariat belum diisi")
    } else {
        place.there(paper.address.clone())
    };
    let head = Evidence::of(Aspect::Administration, "Kop surat", "/pengaturan");
    let mut lacks = Vec::new();
    if paper.address.is_empty() {
        lacks.push("alamat");
    }
    if paper.logo.is_none() {
        lacks.push("logo");
    }
    let head = head.there(paper.name.clone());
    let head = match lacks.as_slice() {
        [] => head,
        some => head.lacking(format!("Belum ada {}", some.join(" dan "))),
    };
    vec![place, head]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Term;

    fn officer(role: Role) -> Officer {
        let id = || storage::fresh::<storage::Uuid>();
        Officer {
            id: id().into(),
            person: id().into(),
            name: "Ana".into(),
            role,
            title: role.title().into(),
            decree: String::new(),
        }
    }

    #[test]
    fn a_board_without_a_decree_or_a_treasurer_says_so() {
        let none = DecreeStatus {
            term: None,
            decree: None,
            validity: Validity::Missing,
        };
        assert_eq!(decree(&none).missing, "Belum ada SK yang tercatat");
        assert!(decree(&none).figure.is_empty());
        let officers = [officer(Role::Chair), officer(Role::Secretary)];
        let policy = Policy::default();
        assert_eq!(board(&officers, &policy).missing, "Belum terisi: bendahara");
        assert_eq!(board(&officers, &policy).figure, "2 orang menjabat");
        assert_eq!(supervisor(&officers).figure, "");
    }

    #[test]
    fn nobody_on_the_roll_proves_nothing() {
        for evidence in roll(&[], KnownOf::default()) {
            assert!(evidence.figure.is_empty(), "{evidence:?}");
            assert!(!evidence.missing.is_empty(), "{evidence:?}");
        }
        assert!(board(&[], &Policy::default()).figure.is_empty());
        assert_eq!(ages(&RollCounts::default(), &Policy::default()), None);
    }

    #[test]
    fn size_term_and_ages_are_measured_by_the_rules_that_hold() {
        let policy = crate::Preset::find("2010").unwrap().policy();
        let roles = [Role::Chair, Role::Secretary, Role::Treasurer];
        let said = board(&roles.map(officer), &policy).missing;
        assert_eq!(
            said,
            "Menurut Permensos 77/HUK/2010 paling sedikit 35 pengurus"
        );
        let day = jiff::civil::date;
        let status = |until| DecreeStatus {
            term: Some(Term {
                id: storage::fresh(),
                from: day(2024, 2, 1),
                until,
                ended: None,
                note: String::new(),
                version: 0,
            }),
            decree: None,
            validity: Validity::Missing,
        };
        let three = status(Some(day(2027, 1, 31)));
        assert_eq!(term(&three, &policy).missing, "");
        let five = status(Some(day(2029, 1, 31)));
        assert_eq!(
            term(&five, &policy).missing,
            "Menurut Permensos 77/HUK/2010 masa bakti 36 bulan, yang tercatat 60 bulan"
        );
        assert_eq!(
            term(&status(None), &policy).missing,
            "Akhir masa baktinya belum dicatat"
        );
        let counts = RollCounts {
            registered: 10,
            unknown: 4,
            of_age: 5,
            older: 1,
            ..RollCounts::default()
        };
        assert_eq!(
            ages(&counts, &policy).unwrap().figure,
            "5 dari 6 orang yang tercatat tanggal lahirnya berumur 13 sampai 45 tahun (Permensos 77/HUK/2010)"
        );
    }

    #[test]
    fn what_is_known_of_everybody_lacks_nothing() {
        let known = KnownOf {
            all: 2,
            born: 2,
            placed: 2,
            skilled: 1,
        };
        let all = roll(&[("active".into(), 2)], known);
        assert_eq!(all[0].figure, "2 orang: 2 aktif");
        assert_eq!(
            all[1].missing,
            "1 anggota belum tercatat minat atau keterampilannya"
        );
        assert_eq!(all[2].missing, "");
    }
}
