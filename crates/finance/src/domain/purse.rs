//! What may be spent: money bound to a purpose pays for nothing else, so a book has a purse for
//! each restricted fund and one for all the rest, and none of them may ever be below nothing.

use jiff::civil::Date;

/// The lowest balance of a purse at the end of a day or of any later one. `total` is what is in it
/// now; `later` what came (positive) and went on each later day, in any order.
#[must_use]
pub fn lowest(total: i64, later: &[(Date, i64)]) -> i64 {
    let mut days = later.to_vec();
    days.sort_unstable_by_key(|(day, _)| std::cmp::Reverse(*day));
    let mut balance = total;
    let before = days.iter().map(|(_, net)| {
        balance = balance.saturating_sub(*net);
        balance
    });
    before.fold(total, i64::min)
}

#[cfg(test)]
mod tests {
    use super::lowest;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn money_that_came_later_did_not_pay_for_what_went_before() {
        // 100 came on the 5th and 80 went on the 3rd: on the 3rd and 4th the purse was at -80.
        assert_eq!(lowest(20, &[(date(2026, 11, 5), 100)]), -80);
        assert_eq!(lowest(20, &[]), 20);
        // 50 went on the 5th: the purse had more before.
        assert_eq!(lowest(20, &[(date(2026, 11, 5), -50)]), 20);
    }

    proptest! {
        #[test]
        fn the_lowest_is_what_counting_day_by_day_finds(
            nets in proptest::collection::vec(-1_000_i64..1_000, 0..30),
            start in 0_i64..5_000,
        ) {
            let days: Vec<_> = (1..).zip(&nets).map(|(day, net)| (date(2026, 1, day), *net)).collect();
            let (mut balance, mut least) = (start, start);
            for net in &nets {
                balance += net;
                least = least.min(balance);
            }
            prop_assert_eq!(lowest(balance, &days), least);
        }
    }
}
