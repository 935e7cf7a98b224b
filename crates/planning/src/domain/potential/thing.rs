//! Something that a village has, and where.

use kernel::id::{FileId, PotentialId};

/// One of the five capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capital {
    /// Land, water, forest, view.
    Nature,
    /// Skills, leaders, trades.
    People,
    /// Groups, customs, arts.
    Social,
    /// Roads, halls, fields, network.
    Infrastructure,
    /// Savings, markets, funds.
    Finance,
}

impl Capital {
    /// Every capital, in the order of the list.
    pub const ALL: [Self; 5] = [
        Self::Nature,
        Self::People,
        Self::Social,
        Self::Infrastructure,
        Self::Finance,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nature => "nature",
            Self::People => "people",
            Self::Social => "social",
            Self::Infrastructure => "infrastructure",
            Self::Finance => "finance",
        }
    }

    /// The capital kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nature => "Alam",
            Self::People => "Manusia",
            Self::Social => "Sosial dan budaya",
            Self::Infrastructure => "Sarana dan prasarana",
            Self::Finance => "Keuangan",
        }
    }

    /// What belongs there.
    #[must_use]
    pub const fn examples(self) -> &'static str {
        match self {
            Self::Nature => "sawah, sungai, embung, hutan, pemandangan",
            Self::People => "perajin, pelatih, guru ngaji, mekanik",
            Self::Social => "kelompok tani, sanggar, arisan, sedekah bumi",
            Self::Infrastructure => "lapangan, balai, jalan, gudang, internet",
            Self::Finance => "pasar, BUMDes, koperasi, lumbung, donatur",
        }
    }

    /// Its colour on the map; a number stands in each point as well.
    #[must_use]
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Nature => "#2F6B4F",
            Self::People => "#8C3B2E",
            Self::Social => "#5B4B8A",
            Self::Infrastructure => "#1F4E79",
            Self::Finance => "#8A5A12",
        }
    }
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// In use, in order.
    Good,
    /// Wants repair or care.
    Fair,
    /// Broken or left alone.
    Poor,
}

impl Condition {
    /// Every condition, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Fair, Self::Poor];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }

    /// The condition kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "Baik, terpakai",
            Self::Fair => "Perlu diperbaiki",
            Self::Poor => "Rusak atau terbengkalai",
        }
    }
}

/// A place on the sketch map, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

impl Spot {
    /// Where somebody tapped on a picture shown `width` by `height` large; nothing for the corner
    /// that a browser sends when the picture was pressed with a key.
    #[must_use]
    pub fn tapped((x, y): (u32, u32), (width, height): (u32, u32)) -> Option<Self> {
        if (x, y) == (0, 0) || width == 0 || height == 0 || x > width || y > height {
            return None;
        }
        let share = |part: u32, whole: u32| u16::try_from(part * 1_000 / whole).unwrap_or(1_000);
        Some(Self {
            x: share(x, width),
            y: share(y, height),
        })
    }

    /// The middle of a square of the grid: columns A to F from the left, rows 1 to 6 from the top.
    #[must_use]
    pub fn of_square(square: &str) -> Option<Self> {
        let mut signs = square.trim().to_uppercase();
        let row = signs.pop()?.to_digit(10)?;
        let column = match signs.as_bytes() {
            [letter @ b'A'..=b'F'] => u32::from(letter - b'A'),
            _ => return None,
        };
        let middle = |at: u32| u16::try_from((at * 2 + 1) * 1_000 / 12).unwrap_or(0);
        (1..=6).contains(&row).then(|| Self {
            x: middle(column),
            y: middle(row - 1),
        })
    }
}

/// Something to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPotential {
    /// Which capital.
    pub capital: Capital,
    /// "Embung Gondang".
    pub name: String,
    /// What could come of it.
    pub note: String,
    /// Whose it is: an institution or "warga", no name.
    pub owner: String,
    /// How it is, if somebody looked.
    pub condition: Option<Condition>,
    /// Dusun; may be empty.
    pub hamlet: String,
    /// Latitude and longitude in millionths of a degree.
    pub coordinates: Option<(i64, i64)>,
}

/// Something that a village has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Potential {
    /// Its id.
    pub id: PotentialId,
    /// What is said of it.
    pub says: NewPotential,
    /// Where it is on the sketch map.
    pub spot: Option<Spot>,
    /// Its photo.
    pub photo: Option<FileId>,
    /// Grows with every change of what is said.
    pub edition: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tap_is_a_share_of_the_picture_however_large_it_is_shown() {
        let spot = |x, y| Spot::tapped((x, y), (320, 240));
        assert_eq!(spot(160, 120), Some(Spot { x: 500, y: 500 }));
        assert_eq!(spot(320, 240), Some(Spot { x: 1_000, y: 1_000 }));
        assert_eq!((spot(0, 0), spot(321, 10)), (None, None));
        assert_eq!(Spot::tapped((1, 1), (0, 0)), None);
    }

    #[test]
    fn a_square_of_the_grid_is_a_place_too() {
        assert_eq!(Spot::of_square("A1"), Some(Spot { x: 83, y: 83 }));
        assert_eq!(Spot::of_square(" f6 "), Some(Spot { x: 916, y: 916 }));
        for odd in ["", "A", "7", "A7", "G1", "A0", "AA1", "é1", "1A"] {
            assert_eq!(Spot::of_square(odd), None, "{odd}");
        }
    }

    #[test]
    fn every_capital_and_condition_comes_back() {
        for one in Capital::ALL {
            assert_eq!(Capital::from_code(one.code()), Some(one));
        }
        for one in Condition::ALL {
            assert_eq!(Condition::from_code(one.code()), Some(one));
        }
    }
}
