//! The wording: plain, correct, and no more certain than the figures.

use super::*;
use crate::alpha;

fn pairs(changes: &[f64]) -> Pairs {
    Pairs::of(changes.iter().map(|change| (50.0, 50.0 + change)))
}

#[test]
fn a_share_of_few_is_a_count_and_a_wide_interval() {
    assert_eq!(
        share(3, 7),
        "3 dari 7 orang. Jawabannya baru sedikit: kalau semua orang ditanya, bagiannya bisa di mana \
         saja antara 16% dan 75%."
    );
    assert_eq!(
        share(50, 100),
        "50 dari 100 orang (50%); kalau semua orang ditanya, kira-kira antara 40% dan 60%."
    );
    assert_eq!(share(0, 0), "Belum ada jawaban.");
}

#[test]
fn a_rating_says_how_many_answered_and_how_sure_that_is() {
    let few = Distribution::of([3.0, 4.0, 4.0, 5.0, 5.0]);
    assert_eq!(
        rating(&few, 1.0, 5.0),
        "Rata-rata 4,2 dari 5 menurut 5 jawaban. Jawabannya baru sedikit: kalau semua orang \
         menjawab, rata-ratanya bisa antara 3,2 dan 5,0."
    );
    let many = Distribution::from_counts([(4.0, 20), (5.0, 20)]);
    assert_eq!(
        rating(&many, 1.0, 5.0),
        "Rata-rata 4,5 dari 5 menurut 40 jawaban. Kalau semua orang menjawab, rata-ratanya bisa \
         antara 4,3 dan 4,7."
    );
}

#[test]
fn one_rating_and_ratings_all_alike_get_no_interval() {
    assert_eq!(
        rating(&Distribution::of([4.0]), 1.0, 5.0),
        "Baru 1 jawaban, yaitu 4,0 dari 5; satu jawaban tidak bisa mewakili yang lain."
    );
    assert_eq!(
        rating(&Distribution::of([5.0; 8]), 1.0, 5.0),
        "Semua 8 jawaban sama, yaitu 5,0 dari 5; seberapa jauh pendapat orang lain bisa berbeda \
         belum kelihatan."
    );
    assert_eq!(
        rating(&Distribution::default(), 1.0, 5.0),
        "Belum ada jawaban."
    );
}

#[test]
fn a_score_of_recommendation_is_no_percentage_and_has_its_n() {
    assert_eq!(
        nps(&Recommendations::of([1, 9, 10])),
        "Skor rekomendasi (NPS) 33 dari 3 jawaban; kalau semua orang menjawab, skornya bisa antara \
         −56 dan 96. Angka ini selisih, bukan persen orang. Jawabannya baru sedikit."
    );
    assert_eq!(nps(&Recommendations::default()), "Belum ada jawaban.");
}

#[test]
fn five_changes_are_too_few_and_not_no_effect() {
    let told = change(&pairs(&[1.0, 2.0, 3.0, 4.0, 5.0, 0.0]));
    assert_eq!(
        told,
        "Rata-rata naik 2,5 poin pada 6 orang (5 naik, 0 turun, 1 tetap). Baru 5 orang yang \
         nilainya berubah; di bawah 6 orang tidak ada uji yang bisa membedakannya dari kebetulan. \
         Itu berarti datanya terlalu sedikit, bukan berarti tidak ada pengaruh."
    );
}

#[test]
fn a_rare_change_is_told_without_its_cause() {
    assert_eq!(
        change(&pairs(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])),
        "Rata-rata naik 3,5 poin pada 6 orang (6 naik, 0 turun, 0 tetap). Perubahan seperti ini \
         jarang terjadi kalau hanya kebetulan (uji Wilcoxon, p = 0,031); apa penyebabnya tidak \
         dijawab oleh angka ini."
    );
}

#[test]
fn a_change_that_may_be_chance_proves_neither_effect_nor_none() {
    assert_eq!(
        change(&pairs(&[-1.0, 2.0, -3.0, -4.0, 5.0, -6.0])),
        "Rata-rata turun 1,2 poin pada 6 orang (2 naik, 4 turun, 0 tetap). Perubahan seperti ini \
         bisa juga kebetulan (uji Wilcoxon, p = 0,563): pengaruhnya belum terbukti, dan belum \
         terbukti pula tidak ada."
    );
}

#[test]
fn without_pairs_and_without_change_the_sentence_says_so() {
    assert_eq!(
        change(&pairs(&[])),
        "Belum ada orang yang mengisi sebelum dan sesudah, jadi perubahannya belum bisa dilihat."
    );
    assert_eq!(
        change(&pairs(&[0.0, 0.0])),
        "2 orang mengisi sebelum dan sesudah, dan nilai mereka tidak berubah; dari situ tidak ada \
         yang bisa diuji."
    );
    assert!(change(&pairs(&[0.01, -0.01])).starts_with("Rata-rata hampir tidak bergeser pada 2 "));
}

#[test]
fn a_gain_says_of_which_room_it_is_the_share() {
    let class = ClassGain::of(&[(20.0, 80.0), (30.0, 60.0)], 100.0);
    assert_eq!(
        gain(&class),
        "Dari yang masih bisa dicapai, 2 peserta mencapai 60% (gain kelas 0,60, sedang). \
         Pesertanya baru sedikit."
    );
    assert_eq!(
        gain(&ClassGain::of(&[(50.0, 25.0)], 100.0)),
        "Rata-rata 1 peserta turun (gain kelas −0,50). Pesertanya baru sedikit."
    );
    assert_eq!(
        gain(&ClassGain::of(&[(100.0, 100.0)], 100.0)),
        "Kenaikannya tidak bisa dihitung: nilai awalnya sudah penuh, jadi tidak bisa naik lagi."
    );
    assert_eq!(gain(&ClassGain::of(&[], 100.0)), "Belum ada jawaban.");
}

#[test]
fn a_low_alpha_is_called_low() {
    let low = alpha::feldt(0.42, 15, 10, SURE);
    let told = reliability(Ok(0.42), low, 15);
    assert!(
        told.starts_with(
            "Keandalan (alfa Cronbach) 0,42 dari 15 orang, bisa antara −0,14 dan 0,77; rendah:"
        ),
        "{told}"
    );
    let few = Undefined::TooFewItems {
        needed: 2,
        given: 1,
    };
    assert_eq!(
        reliability(Err(few), Err(few), 3),
        "Keandalan belum bisa dihitung: perlu sedikitnya 2 butir pertanyaan, baru ada 1."
    );
}

#[test]
fn who_did_not_answer_may_think_otherwise() {
    assert_eq!(
        response(12, 40),
        "12 dari 40 orang yang diundang sudah mengisi (30%); yang belum mengisi bisa berpendapat lain."
    );
    assert_eq!(
        response(40, 40),
        "Semua 40 orang yang diundang sudah mengisi."
    );
    assert_eq!(
        response(0, 40),
        "Belum ada yang mengisi dari 40 orang yang diundang."
    );
    assert_eq!(response(0, 0), "Belum ada yang diundang mengisi.");
    assert_eq!(
        response(2, 1),
        "Tingkat jawaban tidak bisa dihitung: angka masukannya tidak masuk akal."
    );
}

#[test]
fn hidden_groups_are_explained_without_telling_which_are_small() {
    assert_eq!(
        hidden(5),
        "Kelompok dengan kurang dari 5 jawaban tidak ditampilkan, dan kadang satu kelompok lain \
         ikut disembunyikan, supaya jawaban seseorang tidak bisa ditebak dari selisihnya."
    );
}

#[test]
fn numbers_are_read_the_indonesian_way_and_never_say_more_than_is() {
    assert_eq!(decimal(4.25, 2), "4,25");
    assert_eq!(decimal(-0.04, 1), "0,0");
    assert_eq!(decimal(None, 1), "–");
    assert_eq!(percent(0.999), ">99%");
    assert_eq!(percent(0.001), "<1%");
    assert_eq!((percent(1.0), percent(0.0)), ("100%".into(), "0%".into()));
    assert_eq!(p_value(0.000_4), "p < 0,001");
    assert_eq!(
        (p_value(0.049_9), p_value(0.05)),
        ("p = 0,049".into(), "p = 0,050".into())
    );
}
