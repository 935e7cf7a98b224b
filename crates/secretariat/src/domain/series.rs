//! Series of numbers: each counts for itself and begins anew with the year.

use super::Kind;
use jiff::civil::Date;
use kernel::id::SeriesId;
use kernel::letter_number::{NumberError, Parts, make};

/// A series to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeries {
    /// "Surat umum", "Panitia 17-an".
    pub name: String,
    /// What stands for `{org}`.
    pub org: String,
    /// How a number is made, such as `{seq:03}/{org}/{roman}/{year}`.
    pub pattern: String,
    /// The first number that is free; those before are in the paper agenda.
    pub first: i64,
}

/// A series of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) id: SeriesId,
    pub(crate) says: NewSeries,
    /// The year of which [`NewSeries::first`] is told.
    pub(crate) first_year: i16,
}

/// A number that is taken already, cancelled or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) seq: i64,
    pub(crate) mark: String,
    pub(crate) day: Date,
}

/// Where a letter stands in its series: 12, or 12.a.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) seq: i64,
    pub(crate) mark: String,
}

impl NewSeries {
    /// The number at `place` for a letter of `kind` on `day`.
    pub(crate) fn number(
        &self,
        place: &Place,
        kind: Kind,
        day: Date,
    ) -> Result<String, NumberError> {
        let parts = Parts {
            org: &self.org,
            seq: place.seq,
            date: day,
            kind: Some(kind.short()),
            insert: Some(&place.mark),
        };
        make(&self.pattern, &parts)
    }
}

impl Series {
    /// The first number of `year`.
    fn first_of(&self, year: i16) -> i64 {
        if year == self.first_year {
            self.says.first
        } else {
            1
        }
    }
}

/// Where a letter of `day` stands among those `taken` in its year: after all of them, or, when a
/// later letter has its number already, put in between (`012.a`). `None` if there is no number to
/// put it after, or its 26 letters are used up.
pub(crate) fn place(series: &Series, taken: &[Taken], day: Date) -> Option<Place> {
    let last = taken.iter().map(|one| one.seq).max();
    let later = taken.iter().any(|one| one.day > day);
    if !later {
        let seq = last.map_or_else(|| series.first_of(day.year()), |last| last + 1);
        return Some(Place {
            seq,
            mark: String::new(),
        });
    }
    let before = taken.iter().filter(|one| one.day <= day);
    let seq = before.map(|one| one.seq).max()?;
    let used = |mark: &str| taken.iter().any(|one| one.seq == seq && one.mark == mark);
    let mark = ('a'..='z').map(String::from).find(|mark| !used(mark))?;
    Some(Place { seq, mark })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn series(first: i64) -> Series {
        Series {
            id: storage::random(),
            says: NewSeries {
                name: "Umum".to_owned(),
                org: "KT-KM".to_owned(),
                pattern: "{seq:03}/{type}/{org}/{roman}/{year}".to_owned(),
                first,
            },
            first_year: 2026,
        }
    }

    fn taken(seq: i64, mark: &str, day: Date) -> Taken {
        Taken {
            seq,
            mark: mark.to_owned(),
            day,
        }
    }

    fn at(seq: i64, mark: &str) -> Option<Place> {
        Some(Place {
            seq,
            mark: mark.to_owned(),
        })
    }

    #[test]
    fn a_series_goes_on_where_the_paper_agenda_ended_and_anew_with_the_year() {
        assert_eq!(place(&series(12), &[], date(2026, 8, 5)), at(12, ""));
        assert_eq!(place(&series(12), &[], date(2027, 1, 2)), at(1, ""));
        let one = [taken(12, "", date(2026, 8, 5))];
        assert_eq!(place(&series(12), &one, date(2026, 8, 5)), at(13, ""));
    }

    #[test]
    fn a_letter_of_an_earlier_day_is_put_in_between() {
        let mut all = vec![
            taken(1, "", date(2026, 8, 1)),
            taken(2, "", date(2026, 8, 9)),
        ];
        assert_eq!(place(&series(1), &all, date(2026, 8, 5)), at(1, "a"));
        all.push(taken(1, "a", date(2026, 8, 5)));
        assert_eq!(place(&series(1), &all, date(2026, 8, 5)), at(1, "b"));
        assert_eq!(place(&series(1), &all, date(2026, 7, 31)), None);
    }

    #[test]
    fn numbers_come_out_as_boards_write_them() {
        let number = |pattern: &str, org: &str, seq: i64, day: Date| {
            let says = NewSeries {
                org: org.to_owned(),
                pattern: pattern.to_owned(),
                ..series(1).says
            };
            let place = Place {
                seq,
                mark: String::new(),
            };
            says.number(&place, Kind::Mandate, day).unwrap()
        };
        let plain = "{seq:03}/{org}/{roman_month}/{year}";
        let august = date(2026, 8, 5);
        assert_eq!(number(plain, "KT-XX", 12, august), "012/KT-XX/VIII/2026");
        let committee = number(plain, "PAN-HUTRI/KT-XX", 3, august);
        assert_eq!(committee, "003/PAN-HUTRI/KT-XX/VIII/2026");
        let kind = "{seq:03}/{type}/{org}/{roman}/{year}";
        let march = date(2023, 3, 1);
        assert_eq!(number(kind, "KLI", 1, march), "001/SM/KLI/III/2023");
        let decree = number("{seq}/{org}/{roman}/{year}", "SK", 20, date(2018, 6, 30));
        assert_eq!(decree, "20/SK/VI/2018");
        let branch = number(
            "{seq}/{org}/{roman}/{year}",
            "PC/II/e",
            10,
            date(2018, 7, 1),
        );
        assert_eq!(branch, "10/PC/II/e/VII/2018");
    }

    #[test]
    fn a_number_has_the_kind_and_the_roman_month() {
        let place = Place {
            seq: 12,
            mark: "a".to_owned(),
        };
        let number = series(1)
            .says
            .number(&place, Kind::Invitation, date(2026, 8, 5));
        assert_eq!(number.as_deref(), Ok("012.a/UND/KT-KM/VIII/2026"));
    }
}
