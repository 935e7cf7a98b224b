//! What the facts of an assembly say together, and what may follow.

use super::*;
use crate::domain::{Decided, Verdict};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}

fn course(facts: &[Fact]) -> Course {
    let record = |(number, fact): (u32, &Fact)| Record {
        number,
        at: at(number.into()),
        fact: fact.clone(),
    };
    Course::of((1..).zip(facts).map(record).collect())
}

fn postponed() -> Fact {
    Fact::Postponed {
        present: 3,
        needed: 5,
        minutes: 30,
        reason: String::new(),
    }
}

fn opened() -> Fact {
    Fact::Opened {
        all: 8,
        needed: 5,
        present: 5,
        observers: 0,
        reached: None,
        presiding: vec!["Ana".into()],
    }
}

fn decision(about: About, decided: Decided) -> Fact {
    Fact::Decision {
        about,
        text: "Disetujui".into(),
        decided,
    }
}

const RULE: Postponing = Postponing {
    minutes: 30,
    times: Some(1),
};

fn room(present: u32) -> Room {
    Room {
        all: 8,
        needed: 5,
        present,
        ..Room::default()
    }
}

#[test]
fn it_opens_with_a_quorum_or_after_the_postponement_has_passed() {
    let none = course(&[]);
    assert_eq!(none.may_open(room(5), RULE, at(0)), Ok(()));
    assert!(
        none.may_open(room(4), RULE, at(0))
            .unwrap_err()
            .contains("kurang 1 peserta")
    );
    let once = course(&[postponed()]);
    assert!(
        once.may_open(room(4), RULE, at(30)).is_err(),
        "recorded in minute 1"
    );
    assert_eq!(once.may_open(room(4), RULE, at(31)), Ok(()));
    assert!(once.may_open(room(0), RULE, at(31)).is_err());
    let never = Postponing {
        times: None,
        ..RULE
    };
    assert!(once.may_open(room(4), never, at(99)).is_err());
    assert!(
        none.may_open(Room::default(), RULE, at(0))
            .unwrap_err()
            .contains("daftar peserta")
    );
}

#[test]
fn facts_come_in_the_order_of_a_meeting() {
    let report = Fact::Report {
        verdict: Verdict::WithNotes,
        notes: "Kas".into(),
        decided: Decided::Consensus,
    };
    assert!(course(&[]).may_record(&report).is_err());
    assert_eq!(course(&[opened()]).may_record(&report), Ok(()));
    assert!(
        course(&[opened(), report.clone()])
            .may_record(&report)
            .is_err()
    );
    assert!(course(&[opened()]).may_record(&opened()).is_err());
    let closed = course(&[opened(), report, Fact::Closed]);
    assert_eq!(closed.stage(), Stage::Closed);
    assert!(
        closed
            .may_record(&decision(About::Other, Decided::Consensus))
            .is_err()
    );
}

#[test]
fn only_the_last_fact_is_taken_back_and_it_stays_in_the_record() {
    let back = |number| Fact::TakenBack {
        number,
        reason: "salah".into(),
    };
    let open = course(&[opened(), Fact::Closed]);
    assert!(open.may_record(&back(1)).is_err());
    assert_eq!(open.may_record(&back(2)), Ok(()));
    let again = course(&[opened(), Fact::Closed, back(2)]);
    assert_eq!((again.stage(), again.last), (Stage::Open, 3));
    assert_eq!(again.may_record(&back(1)), Ok(()));
}

#[test]
fn voting_by_telephone_needs_more_hands_for_than_against() {
    let hands = |yes, no| Decided::Hands {
        yes,
        no,
        abstain: 1,
    };
    let electronic =
        |decided| course(&[opened(), decision(About::ElectronicVoting, decided)]).electronic();
    assert!(electronic(Decided::Consensus));
    assert!(electronic(hands(3, 2)));
    assert!(!electronic(hands(3, 3)));
    assert!(!course(&[opened()]).electronic());
}

#[test]
fn a_board_takes_office_once_and_only_after_the_closing() {
    let installed = Fact::Installed {
        decree: "141/12/2026".into(),
        from: jiff::civil::date(2026, 12, 17),
    };
    assert!(course(&[opened()]).may_record(&installed).is_err());
    assert_eq!(
        course(&[opened(), Fact::Closed]).may_record(&installed),
        Ok(())
    );
    let done = course(&[opened(), Fact::Closed, installed.clone()]);
    assert!(done.may_record(&installed).is_err());
    let back = Fact::TakenBack {
        number: 3,
        reason: "salah".into(),
    };
    assert!(done.may_record(&back).is_err());
}

#[test]
fn a_fact_is_kept_as_text_and_read_back() {
    for fact in [
        postponed(),
        opened(),
        decision(About::Procedure, Decided::Consensus),
        Fact::Closed,
    ] {
        let kept = serde_json::to_string(&fact).unwrap();
        assert_eq!(serde_json::from_str::<Fact>(&kept).unwrap(), fact, "{kept}");
    }
}
