use super::*;
use proptest::prelude::*;

fn lot(seed: u64) -> Lot {
    Lot::new(&seed.to_string(), "")
}

fn named(homes: &[Option<u8>]) -> Vec<Option<String>> {
    let name = |home: &Option<u8>| home.map(|h| format!("RT {h:02}"));
    homes.iter().map(name).collect()
}

fn drawn(homes: &[Option<u8>], seeded: usize, seed: u64) -> (Slots, Vec<Meeting>) {
    let names = named(homes);
    let names: Vec<Option<&str>> = names.iter().map(Option::as_deref).collect();
    let entrants = Entrants::new(homes.len()).unwrap();
    let slots = by_lot(entrants, seeded, &names, &mut lot(seed)).unwrap();
    let apart = meetings(&slots, &names);
    (slots, apart)
}

proptest! {
    #[test]
    fn those_of_one_home_meet_as_late_as_any_draw_could_make_them(
        homes in prop::collection::vec(prop::option::of(0..9_u8), 2..150), seed: u64,
    ) {
        let (slots, apart) = drawn(&homes, 0, seed);
        prop_assert!(Slots::new(slots.as_slice().to_vec()).is_ok());
        for one in apart {
            prop_assert_eq!(one.earliest, one.best, "{}", one);
        }
    }

    #[test]
    fn the_seeded_keep_their_places(
        homes in prop::collection::vec(prop::option::of(0..9_u8), 2..80), seed: u64, seeded in 0..9_usize,
    ) {
        let seeded = seeded.min(homes.len());
        let (slots, apart) = drawn(&homes, seeded, seed);
        let standard = Slots::seeded(slots.entrants());
        prop_assert!(Slots::new(slots.as_slice().to_vec()).is_ok());
        for (here, standard) in slots.as_slice().iter().zip(standard.as_slice()) {
            if standard.is_some_and(|e| e.index() < seeded) {
                prop_assert_eq!(here, standard);
            }
        }
        prop_assert!(apart.iter().all(|one| one.earliest <= one.best));
    }

    #[test]
    fn only_which_homes_are_equal_counts(
        homes in prop::collection::vec(prop::option::of(0..9_u8), 2..80), seed: u64,
    ) {
        let renamed: Vec<_> = homes.iter().map(|home| home.map(|h| 90 - h)).collect();
        prop_assert_eq!(drawn(&homes, 0, seed).0, drawn(&renamed, 0, seed).0);
    }
}

#[test]
fn everybody_is_equally_likely_to_have_the_bye() {
    let mut lucky = [0_i32; 3];
    for seed in 0..3000 {
        let (slots, _) = drawn(&[None; 3], 0, seed);
        lucky[slots.with_bye().next().unwrap().index()] += 1;
    }
    assert!(lucky.iter().all(|n| (n - 1000).abs() < 130), "{lucky:?}"); // five deviations
}

#[test]
fn the_statement_is_a_sentence_for_the_technical_meeting() {
    let (_, apart) = drawn(&[Some(3), Some(3), Some(3), Some(1), Some(2)], 0, 1);
    assert_eq!(
        apart[0].to_string(),
        "RT 03: 3 peserta, paling cepat saling bertemu di semifinal; lebih jauh lagi tidak mungkin."
    );
    let (_, apart) = drawn(&[Some(1), Some(2), Some(2), Some(3)], 4, 1);
    assert_eq!(
        apart[0].to_string(),
        "RT 02: 2 peserta, paling cepat saling bertemu di semifinal; tanpa tempat unggulan bisa sampai final."
    );
}

#[test]
fn a_draw_that_cannot_be_made_says_why() {
    let three = Entrants::new(3).unwrap();
    let wrong = by_lot(three, 0, &[None], &mut lot(1)).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "asal diisi untuk 1 peserta, padahal pesertanya 3"
    );
    assert_eq!(
        by_lot(three, 4, &[None; 3], &mut lot(1)),
        Err(DrawError::Seeded(4))
    );
}
