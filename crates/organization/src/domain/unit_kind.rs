//! Kinds of units: the levels of the law, from the nation to the village, and what boards make
//! below: hamlets, RW, RT, technical units, committees (Permensos 25/2019 Ps. 19, 20; 9/2025 Ps. 17).
//! Which may stand below which, and who may change one from above.

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// The national board.
    Nation,
    /// Provinsi.
    Province,
    /// Kabupaten.
    Regency,
    /// Kota.
    City,
    /// Kecamatan.
    District,
    /// Desa, kelurahan, and what they are called locally: the border of names.
    Village,
    /// Dusun, lingkungan, banjar, padukuhan.
    Hamlet,
    /// Rukun warga.
    Rw,
    /// Rukun tetangga.
    Rt,
    /// Unit teknis: social work, economy, arts, sport.
    Technical,
    /// Panitia.
    Committee,
}

/// Why a unit can't stand there, or can't be changed; the texts are for whoever tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The order of the levels would be broken.
    #[error(
        "Unit ini tidak bisa berada di bawah unit itu. Pilih unit yang tingkatnya lebih tinggi."
    )]
    Order,
    /// Its people stand on another roll.
    #[error("Unit ini memakai daftar anggota desanya, jadi hanya bisa dipindah di dalam desa itu.")]
    OtherRoll,
    /// It would stand below itself.
    #[error("Unit tidak bisa dipindah ke bawah dirinya sendiri.")]
    Circle,
    /// It has officers of its own, who decide.
    #[error(
        "Unit ini sudah punya pengurus sendiri. Hanya pengurusnya yang bisa mengubah; hubungi mereka."
    )]
    OwnBoard,
    /// Something stands below it.
    #[error("Masih ada unit di bawahnya. Pindahkan atau arsipkan dulu unit-unit itu.")]
    NotEmpty,
    /// Nothing stands above it, so nobody could bring it back.
    #[error("Unit paling atas tidak bisa diarsipkan.")]
    Top,
    /// It rests already.
    #[error("Unit ini sudah diarsipkan.")]
    Archived,
    /// It became part of another.
    #[error("Unit ini sudah digabung ke unit lain, jadi tidak bisa diaktifkan lagi.")]
    Merged,
    /// The unit above rests.
    #[error("Unit di atasnya sedang diarsipkan. Aktifkan dulu unit itu.")]
    ParentArchived,
    /// Only two of a kind become one.
    #[error("Hanya dua unit yang sejenis dan sedaftar yang bisa digabung.")]
    Unlike,
}

impl UnitKind {
    /// Every kind, the highest first.
    pub const ALL: [Self; 11] = [
        Self::Nation,
        Self::Province,
        Self::Regency,
        Self::City,
        Self::District,
        Self::Village,
        Self::Hamlet,
        Self::Rw,
        Self::Rt,
        Self::Technical,
        Self::Committee,
    ];

    /// What a board makes below itself, in the order of the form.
    pub const BELOW_A_BOARD: [Self; 5] = [
        Self::Hamlet,
        Self::Rw,
        Self::Rt,
        Self::Technical,
        Self::Committee,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Province => "province",
            Self::Regency => "regency",
            Self::City => "city",
            Self::District => "district",
            Self::Village => "village",
            Self::Hamlet => "hamlet",
            Self::Rw => "rw",
            Self::Rt => "rt",
            Self::Technical => "technical",
            Self::Committee => "committee",
        }
    }

    /// The kind kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nation => "Nasional",
            Self::Province => "Provinsi",
            Self::Regency => "Kabupaten",
            Self::City => "Kota",
            Self::District => "Kecamatan",
            Self::Village => "Desa atau kelurahan",
            Self::Hamlet => "Dusun",
            Self::Rw => "RW",
            Self::Rt => "RT",
            Self::Technical => "Unit teknis",
            Self::Committee => "Panitia",
        }
    }

    /// The level that the code of a region stands for: none for a code of no known length.
    #[must_use]
    pub fn of_region(code: &str) -> Option<Self> {
        match code.len() {
            0 => Some(Self::Nation),
            2 => Some(Self::Province),
            // The regency's part of the code: 01 to 69 a kabupaten, 71 to 99 a kota.
            5 if code.as_bytes()[3] >= b'7' => Some(Self::City),
            5 => Some(Self::Regency),
            8 => Some(Self::District),
            13 => Some(Self::Village),
            _ => None,
        }
    }

    /// Whether it is a level of the law, with a region and a roll of its own.
    #[must_use]
    pub const fn regional(self) -> bool {
        self.level() <= Self::Village.level()
    }

    /// Small above, great below.
    const fn level(self) -> u8 {
        match self {
            Self::Nation => 0,
            Self::Province => 1,
            Self::Regency | Self::City => 2,
            Self::District => 3,
            Self::Village => 4,
            Self::Hamlet | Self::Rw => 5,
            Self::Rt => 6,
            Self::Technical | Self::Committee => 7,
        }
    }

    /// Whether a unit of this kind may stand below one of kind `parent`.
    ///
    /// # Errors
    ///
    /// [`TreeError::Order`] if not: levels keep their order, hamlets and RW go either way round
    /// inside a village, technical units and committees stand below any board.
    pub fn below(self, parent: Self) -> Result<(), TreeError> {
        let fits = match self {
            Self::Hamlet | Self::Rw => {
                matches!(parent, Self::Village | Self::Hamlet | Self::Rw) && self != parent
            }
            Self::Rt => matches!(parent, Self::Village | Self::Hamlet | Self::Rw),
            _ => parent.level() < self.level(),
        };
        if fits { Ok(()) } else { Err(TreeError::Order) }
    }

    /// Whether officers of a unit above may change one of this kind, which has officers of its
    /// own or not. Units coordinate, they do not command: a village's board is its own master,
    /// while hamlets, RT and committees are parts of their village.
    ///
    /// # Errors
    ///
    /// [`TreeError::OwnBoard`] if only its own officers may.
    pub fn changed_from_above(self, has_board: bool) -> Result<(), TreeError> {
        if self.regional() && has_board {
            Err(TreeError::OwnBoard)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_keep_their_order() {
        assert_eq!(UnitKind::Village.below(UnitKind::District), Ok(()));
        assert_eq!(UnitKind::Village.below(UnitKind::Nation), Ok(()));
        assert_eq!(
            UnitKind::District.below(UnitKind::Village),
            Err(TreeError::Order)
        );
        assert_eq!(
            UnitKind::City.below(UnitKind::Regency),
            Err(TreeError::Order)
        );
        assert_eq!(
            UnitKind::Hamlet.below(UnitKind::District),
            Err(TreeError::Order)
        );
    }

    #[test]
    fn hamlets_and_rw_stand_either_way_round_inside_a_village() {
        assert_eq!(UnitKind::Rw.below(UnitKind::Hamlet), Ok(()));
        assert_eq!(UnitKind::Hamlet.below(UnitKind::Rw), Ok(()));
        assert_eq!(UnitKind::Rt.below(UnitKind::Rw), Ok(()));
        assert_eq!(UnitKind::Rw.below(UnitKind::Rt), Err(TreeError::Order));
        assert_eq!(
            UnitKind::Hamlet.below(UnitKind::Hamlet),
            Err(TreeError::Order)
        );
    }

    #[test]
    fn any_board_has_committees_but_no_committee_has_one() {
        assert_eq!(UnitKind::Committee.below(UnitKind::Province), Ok(()));
        assert_eq!(UnitKind::Technical.below(UnitKind::Rt), Ok(()));
        assert_eq!(
            UnitKind::Committee.below(UnitKind::Technical),
            Err(TreeError::Order)
        );
    }

    #[test]
    fn the_length_of_a_code_is_the_level() {
        let kinds = ["", "35", "35.29", "35.78", "35.29.07", "35.29.07.2017", "9"];
        assert_eq!(
            kinds.map(UnitKind::of_region),
            [
                Some(UnitKind::Nation),
                Some(UnitKind::Province),
                Some(UnitKind::Regency),
                Some(UnitKind::City),
                Some(UnitKind::District),
                Some(UnitKind::Village),
                None
            ]
        );
    }

    #[test]
    fn a_village_with_a_board_is_its_own_master() {
        assert_eq!(
            UnitKind::Village.changed_from_above(true),
            Err(TreeError::OwnBoard)
        );
        assert_eq!(UnitKind::Village.changed_from_above(false), Ok(()));
        assert_eq!(UnitKind::Rt.changed_from_above(true), Ok(()));
    }
}
