use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn rule(from: &str, amount: i64) -> Rule {
    Rule {
        id: Uuid::from_u128(1).into(),
        from: month(from),
        amount: Money(amount),
        free: vec![Kind::Honorary],
    }
}

fn dues() -> Dues {
    Dues {
        rules: vec![rule("2026-01", 5_000), rule("2026-09", 10_000)],
        occasions: vec![Occasion {
            id: Uuid::from_u128(7).into(),
            name: "Iuran HUT RI 2026".to_owned(),
            day: date(2026, 8, 10),
            amount: Money(25_000),
            free: vec![Kind::Honorary],
        }],
    }
}

fn account(payer: &Payer, paid: &[(&str, i64)]) -> Account {
    let paid = paid.iter();
    let paid = paid.map(|(charge, amount)| (charge.parse().unwrap(), Money(*amount)));
    Account::of(&dues(), payer, &paid.collect(), month("2026-12"))
}

const TODAY: Date = date(2026, 11, 24);

#[test]
fn last_years_months_keep_what_was_asked_then() {
    let all = account(&Payer::default(), &[]);
    let asked: Vec<i64> = all.items.iter().map(|item| item.asked.0).collect();
    let mut expected = vec![5_000; 7];
    expected.push(25_000);
    expected.push(5_000);
    expected.extend([10_000; 4]);
    assert_eq!(asked, expected, "the occasion stands before its month ends");
    // January to August, the occasion, September and October; November is not over.
    assert_eq!(all.arrears(TODAY), Money(8 * 5_000 + 25_000 + 20_000));
    assert_eq!(all.asked_now(TODAY).0, all.arrears(TODAY).0 + 10_000);
}

#[test]
fn a_later_rule_of_the_same_month_counts() {
    let mut dues = dues();
    dues.rules.push(rule("2026-09", 0));
    let all = Account::of(&dues, &Payer::default(), &BTreeMap::new(), month("2026-12"));
    assert_eq!(all.items.len(), 9, "nothing is asked from September on");
}

#[test]
fn nothing_is_asked_of_who_is_free_away_or_not_yet_a_member() {
    let honorary = Payer {
        kind: Kind::Honorary,
        ..Payer::default()
    };
    assert_eq!(account(&honorary, &[]).items, []);
    let away = Payer {
        since: Some(month("2026-09")),
        pauses: vec![Pause {
            id: Uuid::from_u128(1).into(),
            from: month("2026-10"),
            until: Some(month("2026-11")),
            reason: "Kuliah".to_owned(),
        }],
        ..Payer::default()
    };
    let all = account(&away, &[]);
    let months: Vec<String> = all.items.iter().map(|it| it.charge.to_string()).collect();
    assert_eq!(months, ["2026-09", "2026-12"]);
    let paid = account(&honorary, &[("2026-03", 5_000)]);
    assert_eq!(
        paid.items[0].paid,
        Money(5_000),
        "what was paid stays shown"
    );
    assert_eq!(paid.items[0].open(), Money(0));
}

#[test]
fn an_amount_goes_to_the_oldest_month_first_and_the_rest_of_it_to_the_next() {
    let all = account(&Payer::default(), &[("2026-01", 5_000), ("2026-02", 3_000)]);
    let parts = all.split(Money(8_500)).unwrap();
    let parts: Vec<(String, i64)> = parts
        .iter()
        .map(|(charge, part)| (charge.to_string(), part.0))
        .collect();
    let expected = [("2026-02", 2_000), ("2026-03", 5_000), ("2026-04", 1_500)];
    assert_eq!(
        parts,
        expected.map(|(charge, part)| (charge.to_owned(), part))
    );
    let most = Money(5_000 * 8 + 25_000 + 40_000 - 8_000);
    assert_eq!(all.split(Money(most.0 + 1)), Err(TooMuch { most }));
}

#[test]
fn a_voucher_tells_what_was_paid_for() {
    let charges =
        |all: &[&str]| -> Vec<Charge> { all.iter().map(|it| it.parse().unwrap()).collect() };
    let told = |all: &[&str]| told(&dues(), &charges(all));
    assert_eq!(told(&["2026-10"]), "Iuran Oktober 2026");
    assert_eq!(
        told(&["2026-10", "2026-11", "2026-12", "2027-01"]),
        "Iuran Oktober 2026 sampai Januari 2027 (4 bulan)"
    );
    let id = Uuid::from_u128(7).simple().to_string();
    assert_eq!(told(&[&id]), "Iuran HUT RI 2026");
    assert_eq!(
        told(&["2026-07", &id, "2026-09"]),
        "Iuran Juli 2026, September 2026, Iuran HUT RI 2026"
    );
}

proptest! {
    #[test]
    fn a_split_loses_no_rupiah_and_asks_for_none_twice(
        paid in proptest::collection::vec((1_u8..=12, 1_i64..12_000), 0..6),
        amounts in proptest::collection::vec(1_i64..60_000, 1..5),
    ) {
        let mut kept = BTreeMap::new();
        for (at, amount) in paid {
            let charge = Charge::Month(month(&format!("2026-{at:02}")));
            kept.insert(charge, Money(amount));
        }
        for amount in amounts {
            let all = Account::of(&dues(), &Payer::default(), &kept, month("2026-12"));
            let open: i64 = all.items.iter().map(|item| item.open().0).sum();
            match all.split(Money(amount)) {
                Ok(parts) => {
                    prop_assert_eq!(parts.iter().map(|(_, part)| part.0).sum::<i64>(), amount);
                    for (charge, part) in parts {
                        let item = all.items.iter().find(|item| item.charge == charge).unwrap();
                        prop_assert!(part.0 > 0 && part <= item.open());
                        kept.entry(charge).or_default().0 += part.0;
                    }
                    let after = Account::of(&dues(), &Payer::default(), &kept, month("2026-12"));
                    let left: i64 = after.items.iter().map(|item| item.open().0).sum();
                    prop_assert_eq!(left, open - amount);
                }
                Err(TooMuch { most }) => prop_assert!(most.0 == open && amount > open),
            }
        }
    }
}
