use super::*;
use proptest::prelude::*;

fn marks(text: &str) -> Vec<Option<Decimal>> {
    text.split(' ').map(|mark| mark.parse().ok()).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_missing_mark_is_left_out_before_the_extremes_are_dropped() {
    let mean = trimmed_mean(&marks("7.5 8 7.25 7.25 7.5 - 8.25 7 7.5"), 1, 1, Some(2));
    assert_eq!(mean, Ok(decimal("7.50")));
}

#[test]
fn only_one_of_several_equal_highest_marks_is_dropped() {
    assert_eq!(
        trimmed_mean(&marks("9 9 9 1"), 1, 1, None),
        Ok(decimal("9"))
    );
    assert_eq!(
        trimmed_mean(&marks("9 9 6 1"), 1, 1, None),
        Ok(decimal("7.5"))
    );
}

#[test]
fn halves_are_rounded_up() {
    assert_eq!(
        trimmed_mean(&marks("7.12 7.13"), 0, 0, Some(2)),
        Ok(decimal("7.13"))
    );
}

#[test]
fn too_few_marks_have_no_mean() {
    assert_eq!(
        trimmed_mean(&marks("9 8"), 1, 1, None),
        Err(MeanError::TooFew(2, 3))
    );
    assert_eq!(trimmed_mean(&[], 0, 0, None), Err(MeanError::TooFew(0, 1)));
    assert_eq!(
        trimmed_mean(&marks("5 6"), 3, 3, None),
        Err(MeanError::TooFew(2, 7))
    );
}

fn dance(marks: [&str; 5]) -> Entry {
    Entry {
        marks: marks.map(self::marks).into(),
        ..Entry::default()
    }
}

#[test]
fn equal_totals_go_to_the_first_criterion_and_then_to_the_vote() {
    let rules = JuryRules::dance();
    let entries = [
        dance(["80 82", "80 80", "80 80", "80 80", "80 80"]),
        dance(["82 84", "80 80", "78 78", "80 80", "80 80"]),
        dance(["82 84", "78 78", "80 80", "80 80", "80 80"]),
    ];
    let scores: Vec<Score> = entries
        .iter()
        .map(|entry| score(&rules, entry).unwrap())
        .collect();
    assert_eq!(ranks(&rules, &entries, &scores, &[]), [3, 1, 1]);
    assert_eq!(ranks(&rules, &entries, &scores, &[2, 1]), [3, 2, 1]);
}

#[test]
fn a_mark_that_is_missing_or_outside_is_named() {
    let rules = JuryRules::dance();
    let why = |entry| score(&rules, &entry).unwrap_err().to_string();
    assert_eq!(
        why(dance(["80 80", "80 -", "80 80", "80 80", "80 80"])),
        "kriteria ke-2, juri ke-2: nilai belum diisi"
    );
    assert_eq!(
        why(dance(["80 96", "80 80", "80 80", "80 80", "80 80"])),
        "kriteria ke-1, juri ke-2: nilai 96 di luar rentang"
    );
    assert_eq!(
        why(Entry::default()),
        "ada 0 kriteria, padahal peraturannya 5"
    );
}

#[test]
fn only_sealed_sheets_give_marks_and_sealed_sheets_do_not_change() {
    let rules = JuryRules::dance();
    let mut sheet = Sheet::new("Bu Sri", 1, 5);
    assert_eq!(
        sheet.mark(&rules.criteria, 0, 0, Some(Decimal::from(75))),
        Ok(())
    );
    assert_eq!(
        entries(&[sheet.clone()], 1, 5).unwrap_err().to_string(),
        "Lembar nilai Bu Sri belum disegel."
    );
    assert!(
        sheet
            .mark(&rules.criteria, 0, 0, Some(Decimal::from(99)))
            .is_err()
    );
    assert!(sheet.mark(&rules.criteria, 1, 0, None).is_err());
    sheet.seal();
    assert!(sheet.mark(&rules.criteria, 0, 0, None).is_err());
    let marks = entries(&[sheet.clone()], 1, 5).unwrap();
    assert_eq!(marks[0].marks[0], [Some(Decimal::from(75))]);
    assert!(entries(&[sheet], 2, 5).is_err());
}

proptest! {
    #[test]
    fn a_trimmed_mean_lies_between_the_marks_that_are_kept(
        cents in prop::collection::vec(0_i64..1000, 3..12),
        order in any::<prop::sample::Index>(),
    ) {
        let mut marks: Vec<Option<Decimal>> =
            cents.iter().map(|cents| Some(Decimal::new(*cents, 2))).collect();
        let mean = trimmed_mean(&marks, 1, 1, None).unwrap();
        let mut sorted = cents.clone();
        sorted.sort_unstable();
        prop_assert!(mean >= Decimal::new(sorted[1], 2));
        prop_assert!(mean <= Decimal::new(sorted[sorted.len() - 2], 2));
        let turn = order.index(marks.len());
        marks.rotate_left(turn);
        prop_assert_eq!(trimmed_mean(&marks, 1, 1, None).unwrap(), mean);
        marks.push(None);
        prop_assert_eq!(trimmed_mean(&marks, 1, 1, None).unwrap(), mean);
    }
}
