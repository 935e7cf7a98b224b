//! Numbers in words (terbilang), as receipts and minutes carry them.
//! Se- with puluh, belas, ratus and a lone thousand; but satu juta, satu miliar, satu triliun.

const UNITS: [&str; 10] = [
    "", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
];
const SCALES: [&str; 5] = ["", "ribu", "juta", "miliar", "triliun"];

/// The largest number that has words here: 999 triliun and all below.
pub const LARGEST: i64 = 999_999_999_999_999;

/// `number` in words, lower case, without "rupiah"; `None` beyond [`LARGEST`] on either side.
#[must_use]
pub fn terbilang(number: i64) -> Option<String> {
    let size = number.unsigned_abs();
    if size > LARGEST.unsigned_abs() {
        return None;
    }
    if number == 0 {
        return Some("nol".to_owned());
    }
    let mut words = Vec::new();
    if number < 0 {
        words.push("minus");
    }
    for (scale, name) in SCALES.iter().enumerate().rev() {
        let power = 1000_u64.pow(u32::try_from(scale).unwrap_or(0));
        let group = size / power % 1000;
        if group == 1 && scale == 1 {
            words.push("seribu");
        } else if group > 0 {
            hundreds(group, &mut words);
            words.extend((!name.is_empty()).then_some(*name));
        }
    }
    Some(words.join(" "))
}

fn hundreds(group: u64, words: &mut Vec<&'static str>) {
    match group / 100 {
        0 => {}
        1 => words.push("seratus"),
        n => words.extend([unit(n), "ratus"]),
    }
    match group % 100 {
        0 => {}
        10 => words.push("sepuluh"),
        11 => words.push("sebelas"),
        n @ 1..10 => words.push(unit(n)),
        n @ 12..20 => words.extend([unit(n - 10), "belas"]),
        n => {
            words.extend([unit(n / 10), "puluh"]);
            words.extend((n % 10 > 0).then(|| unit(n % 10)));
        }
    }
}

fn unit(n: u64) -> &'static str {
    usize::try_from(n)
        .ok()
        .and_then(|n| UNITS.get(n))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::terbilang;

    #[test]
    fn the_prefix_se_stands_where_it_must() {
        for (number, words) in [
            (1_001, "seribu satu"),
            (1_100, "seribu seratus"),
            (101_000, "seratus satu ribu"),
            (1_001_000, "satu juta seribu"),
            (
                21_350_750,
                "dua puluh satu juta tiga ratus lima puluh ribu tujuh ratus lima puluh",
            ),
            (-7, "minus tujuh"),
        ] {
            assert_eq!(terbilang(number).as_deref(), Some(words));
        }
    }

    #[test]
    fn beyond_999_trillion_there_are_no_words() {
        assert!(terbilang(999_999_999_999_999).is_some());
        assert_eq!(terbilang(1_000_000_000_000_000), None);
        assert_eq!(terbilang(i64::MIN), None);
    }
}
