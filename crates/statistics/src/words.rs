//! Figures as Indonesian sentences that say no more than the figures do.
//! Few answers are called few, an undefined figure is told with its reason, and a test that finds
//! nothing is never told as "no effect".

mod numbers;

pub use numbers::{decimal, percent};

use crate::gain::{Band, ClassGain};
use crate::nps::Recommendations;
use crate::paired::Pairs;
use crate::small::fewest_pairs;
use crate::{Confidence, Distribution, Figure, Interval, Undefined, proportion};
use numbers::{p_value, range};

/// Fewer answers than this are called few.
pub const FEW: u64 = 15;

/// A p below this is called rare.
const LEVEL: f64 = 0.05;

const SURE: Confidence = Confidence::NINETY_FIVE;

/// So many of so many: "3 dari 7 orang …"; a percentage only where there are enough.
#[must_use]
pub fn share(part: u64, whole: u64) -> String {
    let Ok(Interval { low, high }) = proportion::wilson(part, whole, SURE) else {
        return nothing(whole);
    };
    let between = format!("antara {} dan {}", percent(low), percent(high));
    if whole < FEW {
        return format!(
            "{part} dari {whole} orang. Jawabannya baru sedikit: kalau semua orang ditanya, \
             bagiannya bisa di mana saja {between}."
        );
    }
    let shown = percent(proportion::share(part, whole).ok());
    format!("{part} dari {whole} orang ({shown}); kalau semua orang ditanya, kira-kira {between}.")
}

/// The mean of ratings on a scale that ends with `least` and `most`: "Rata-rata 4,2 dari 5 …".
#[must_use]
pub fn rating(ratings: &Distribution, least: f64, most: f64) -> String {
    let n = ratings.n();
    let Ok(mean) = ratings.mean() else {
        return nothing(n);
    };
    let (mean, top) = (decimal(mean, 1), short(most));
    let few = if n < FEW {
        "Jawabannya baru sedikit: kalau"
    } else {
        "Kalau"
    };
    match ratings.mean_interval(SURE) {
        Ok(interval) => {
            let between = range(interval.within(least, most), 1);
            format!(
                "Rata-rata {mean} dari {top} menurut {n} jawaban. {few} semua orang menjawab, \
                 rata-ratanya bisa {between}."
            )
        }
        Err(Undefined::NoSpread) => format!(
            "Semua {n} jawaban sama, yaitu {mean} dari {top}; seberapa jauh pendapat orang lain \
             bisa berbeda belum kelihatan."
        ),
        Err(_) => format!(
            "Baru {n} jawaban, yaitu {mean} dari {top}; satu jawaban tidak bisa mewakili yang lain."
        ),
    }
}

/// The net promoter score, with its n and how far it may be off.
#[must_use]
pub fn nps(counts: &Recommendations) -> String {
    let (n, Ok(interval)) = (counts.n(), counts.interval(SURE)) else {
        return nothing(counts.n());
    };
    let few = if n < FEW {
        " Jawabannya baru sedikit."
    } else {
        ""
    };
    format!(
        "Skor rekomendasi (NPS) {} dari {n} jawaban; kalau semua orang menjawab, skornya bisa {}. \
         Angka ini selisih, bukan persen orang.{few}",
        decimal(counts.score().ok(), 0),
        range(interval, 0),
    )
}

/// What changed between before and after, and whether that could be chance.
#[must_use]
pub fn change(pairs: &Pairs) -> String {
    let n = pairs.n();
    let (up, down, same) = pairs.directions();
    let changed = up + down;
    let Ok(mean) = pairs.change().mean() else {
        return "Belum ada orang yang mengisi sebelum dan sesudah, jadi perubahannya belum bisa \
                dilihat."
            .to_owned();
    };
    if changed == 0 {
        return format!(
            "{n} orang mengisi sebelum dan sesudah, dan nilai mereka tidak berubah; dari situ \
             tidak ada yang bisa diuji."
        );
    }
    let lead = format!(
        "{} pada {n} orang ({up} naik, {down} turun, {same} tetap).",
        moved(mean)
    );
    format!("{lead} {}", chance(pairs, changed))
}

fn moved(mean: f64) -> String {
    let shown = decimal(mean.abs(), 1);
    match (shown.as_str(), mean > 0.0) {
        ("0,0", _) => "Rata-rata hampir tidak bergeser".to_owned(),
        (_, true) => format!("Rata-rata naik {shown} poin"),
        (_, false) => format!("Rata-rata turun {shown} poin"),
    }
}

/// Whether so large a change is rare under chance alone, by the signed-rank test.
fn chance(pairs: &Pairs, changed: u64) -> String {
    let fewest = fewest_pairs(LEVEL).unwrap_or(u64::MAX);
    if changed < fewest {
        return format!(
            "Baru {changed} orang yang nilainya berubah; di bawah {fewest} orang tidak ada uji \
             yang bisa membedakannya dari kebetulan. Itu berarti datanya terlalu sedikit, bukan \
             berarti tidak ada pengaruh."
        );
    }
    let test = pairs.signed_rank();
    let p = match test.exact().or_else(|_| test.normal(true)) {
        Ok(p) => p,
        Err(why) => return format!("Belum bisa diuji: {why}."),
    };
    let shown = format!("uji Wilcoxon, {}", p_value(p));
    if p < LEVEL {
        return format!(
            "Perubahan seperti ini jarang terjadi kalau hanya kebetulan ({shown}); apa \
             penyebabnya tidak dijawab oleh angka ini."
        );
    }
    format!(
        "Perubahan seperti ini bisa juga kebetulan ({shown}): pengaruhnya belum terbukti, dan \
         belum terbukti pula tidak ada."
    )
}

/// The normalised gain of a class: of the averages, and which share of the room that is.
#[must_use]
pub fn gain(class: &ClassGain) -> String {
    let n = class.persons.len() as u64;
    let g = match class.of_averages {
        Ok(g) => g,
        Err(Undefined::NoAnswers) => return nothing(n),
        Err(why) => return format!("Kenaikannya tidak bisa dihitung: {why}."),
    };
    let band = match Band::of(g) {
        Band::High => "tinggi",
        Band::Medium => "sedang",
        Band::Low => "rendah",
    };
    let few = if n < FEW {
        " Pesertanya baru sedikit."
    } else {
        ""
    };
    if g < 0.0 {
        return format!(
            "Rata-rata {n} peserta turun (gain kelas {}).{few}",
            decimal(g, 2)
        );
    }
    format!(
        "Dari yang masih bisa dicapai, {n} peserta mencapai {} (gain kelas {}, {band}).{few}",
        percent(g),
        decimal(g, 2),
    )
}

/// How far the items of a scale go together, with the interval; a low alpha is called low.
#[must_use]
pub fn reliability(alpha: Figure, interval: Result<Interval, Undefined>, persons: u64) -> String {
    let (alpha, interval) = match (alpha, interval) {
        (Ok(alpha), Ok(interval)) => (alpha, interval),
        (Err(why), _) | (_, Err(why)) => return format!("Keandalan belum bisa dihitung: {why}."),
    };
    let verdict = match alpha {
        ..0.5 => "rendah: butir-butirnya belum mengukur hal yang sama",
        ..0.7 => "kurang: hasil gabungannya dibaca dengan hati-hati",
        ..0.8 => "cukup",
        _ => "baik",
    };
    let few = if persons < FEW {
        " Pengisinya baru sedikit."
    } else {
        ""
    };
    format!(
        "Keandalan (alfa Cronbach) {} dari {persons} orang, bisa {}; {verdict}.{few}",
        decimal(alpha, 2),
        range(interval, 2),
    )
}

/// How many of those asked answered, and what that leaves open.
#[must_use]
pub fn response(answered: u64, asked: u64) -> String {
    match proportion::response_rate(answered, asked) {
        Err(Undefined::NoAnswers) => "Belum ada yang diundang mengisi.".to_owned(),
        Err(why) => format!("Tingkat jawaban tidak bisa dihitung: {why}."),
        Ok(_) if answered == 0 => {
            format!("Belum ada yang mengisi dari {asked} orang yang diundang.")
        }
        Ok(_) if answered == asked => format!("Semua {asked} orang yang diundang sudah mengisi."),
        Ok(rate) => format!(
            "{answered} dari {asked} orang yang diundang sudah mengisi ({}); yang belum mengisi \
             bisa berpendapat lain.",
            percent(rate)
        ),
    }
}

/// Why some groups are not shown.
#[must_use]
pub fn hidden(k: u64) -> String {
    format!(
        "Kelompok dengan kurang dari {k} jawaban tidak ditampilkan, dan kadang satu kelompok lain \
         ikut disembunyikan, supaya jawaban seseorang tidak bisa ditebak dari selisihnya."
    )
}

fn nothing(n: u64) -> String {
    if n == 0 {
        return "Belum ada jawaban.".to_owned();
    }
    format!("Belum bisa dihitung: {}.", Undefined::Senseless)
}

/// A point of a scale without needless decimals.
fn short(point: f64) -> String {
    decimal(point, if point.fract() == 0.0 { 0 } else { 1 })
}

#[cfg(test)]
mod tests;
