//! What a column can mean: one field, or several in one column.
//! The words are those of the truth files and of the pages: `tempat_lahir+tgl_lahir`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something a list says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Running number.
    Number,
    /// Full name.
    Name,
    /// Identity number of 16 digits.
    Nik,
    /// Place of birth.
    BirthPlace,
    /// Day of birth.
    BirthDate,
    /// L or P.
    Sex,
    /// Dusun, lingkungan, banjar.
    Hamlet,
    /// RT.
    Rt,
    /// RW.
    Rw,
    /// Phone numbers.
    Phone,
    /// Education.
    Education,
    /// Occupation.
    Occupation,
    /// Skills.
    Skills,
    /// Office in the organisation.
    Position,
}

impl Field {
    /// All fields, in the order in which a list usually has them.
    pub const ALL: [Self; 14] = [
        Self::Number,
        Self::Name,
        Self::Nik,
        Self::BirthPlace,
        Self::BirthDate,
        Self::Sex,
        Self::Hamlet,
        Self::Rt,
        Self::Rw,
        Self::Phone,
        Self::Education,
        Self::Occupation,
        Self::Skills,
        Self::Position,
    ];

    /// The short word, as in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "no",
            Self::Name => "nama",
            Self::Nik => "nik",
            Self::BirthPlace => "tempat_lahir",
            Self::BirthDate => "tgl_lahir",
            Self::Sex => "jk",
            Self::Hamlet => "dusun",
            Self::Rt => "rt",
            Self::Rw => "rw",
            Self::Phone => "hp",
            Self::Education => "pendidikan",
            Self::Occupation => "pekerjaan",
            Self::Skills => "keahlian",
            Self::Position => "jabatan",
        }
    }

    /// The word for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Number => "Nomor urut",
            Self::Name => "Nama",
            Self::Nik => "NIK",
            Self::BirthPlace => "Tempat lahir",
            Self::BirthDate => "Tanggal lahir",
            Self::Sex => "Jenis kelamin",
            Self::Hamlet => "Dusun",
            Self::Rt => "RT",
            Self::Rw => "RW",
            Self::Phone => "Nomor HP/WA",
            Self::Education => "Pendidikan",
            Self::Occupation => "Pekerjaan",
            Self::Skills => "Keahlian",
            Self::Position => "Jabatan",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The fields of one column; empty when the column is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Means(u16);

impl Means {
    /// A column that is not used.
    pub const NOTHING: Self = Self(0);

    /// A column with these fields.
    #[must_use]
    pub fn of(fields: &[Field]) -> Self {
        Self(fields.iter().fold(0, |bits, field| bits | field.bit()))
    }

    /// Whether the column says `field`.
    #[must_use]
    pub const fn has(self, field: Field) -> bool {
        self.0 & field.bit() != 0
    }

    /// Whether the column is not used.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// The fields, in their usual order.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.has(*field))
    }

    /// This and `other` together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl From<Field> for Means {
    fn from(field: Field) -> Self {
        Self(field.bit())
    }
}

/// `tempat_lahir+tgl_lahir`; empty for a column that is not used.
impl std::fmt::Display for Means {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.fields().map(Field::word).collect::<Vec<_>>().join("+"))
    }
}

/// A word that is no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" bukan nama kolom yang dikenal")]
pub struct UnknownField(String);

impl std::str::FromStr for Means {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        let mut means = Self::NOTHING;
        for word in text
            .split('+')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let field = Field::from_word(word).ok_or_else(|| UnknownField(word.to_owned()))?;
            means = means.and(field.into());
        }
        Ok(means)
    }
}

impl Serialize for Means {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.is_nothing() {
            to.serialize_none()
        } else {
            to.collect_str(self)
        }
    }
}

impl<'de> Deserialize<'de> for Means {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text: Option<String> = Option::deserialize(from)?;
        text.unwrap_or_default().parse().map_err(D::Error::custom)
    }
}
