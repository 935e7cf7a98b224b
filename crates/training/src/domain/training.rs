//! A training: the activity, and what is taught there, by whom, for how long, what for.
//! What a board has not filled in yet is named, so that the report can ask for it.

use crate::domain::Topic;
use activity::{Activity, CertificateRule, NewActivity};
use kernel::id::ActivityId;

/// What a training is about: the fields in which a Karang Taruna builds its community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Theme {
    /// Keterampilan manajemen.
    Management,
    /// Keterampilan kewirausahaan.
    Entrepreneurship,
    /// Keterampilan sosial dan kepemimpinan.
    SocialLeadership,
    /// Something else, in the board's words; empty when nobody has said yet.
    Other(String),
}

impl Default for Theme {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl Theme {
    /// Every theme, in the order of the form.
    pub const ALL: [Self; 4] = [
        Self::Management,
        Self::Entrepreneurship,
        Self::SocialLeadership,
        Self::Other(String::new()),
    ];

    /// The word kept in the database and in forms.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::Entrepreneurship => "entrepreneurship",
            Self::SocialLeadership => "social_leadership",
            Self::Other(_) => "other",
        }
    }

    /// The theme kept as `code`; `words` say which other one.
    #[must_use]
    pub fn from_code(code: &str, words: &str) -> Self {
        let known = Self::ALL.into_iter().find(|theme| theme.code() == code);
        match known {
            Some(Self::Other(_)) | None => Self::Other(words.to_owned()),
            Some(theme) => theme,
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Management => "Manajemen",
            Self::Entrepreneurship => "Kewirausahaan",
            Self::SocialLeadership => "Sosial dan kepemimpinan",
            Self::Other(_) => "Lainnya",
        }
    }

    /// The theme in words, as on a certificate; empty when nobody has said yet.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Other(words) => words,
            known => known.label(),
        }
    }
}

/// Somebody who teaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// Name.
    pub name: String,
    /// Title or institution; may be empty.
    pub title: String,
    /// Phone as E.164; for officers only.
    pub phone: Option<String>,
}

impl Speaker {
    /// "Sri Wahyuni, S.E. (UMKM Center Jepara)".
    #[must_use]
    pub fn introduced(&self) -> String {
        if self.title.is_empty() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.title)
        }
    }
}

/// What the kind training adds to an activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// What it is about.
    pub theme: Theme,
    /// Who teaches, in order.
    pub speakers: Vec<Speaker>,
    /// Lesson hours (JP) in all, of 45 minutes each; 0 when not counted.
    pub hours: u16,
    /// What is taught, in order.
    pub topics: Vec<Topic>,
    /// What participants will be able to do; may be empty.
    pub goal: String,
}

impl Details {
    /// What is not filled in yet, each with what to do.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        [
            (
                self.speakers.is_empty(),
                "Narasumber pelatihan belum diisi.",
            ),
            (
                self.theme.words().is_empty(),
                "Tema pelatihan belum dipilih.",
            ),
            (self.hours == 0, "Jam pelajaran (JP) belum diisi."),
            (self.topics.is_empty(), "Materi pelatihan belum diisi."),
            (self.goal.is_empty(), "Tujuan pelatihan belum diisi."),
        ]
        .into_iter()
        .filter_map(|(lacks, words)| lacks.then_some(words))
        .collect()
    }
}

/// A training of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The activity that it is.
    pub activity: Activity,
    /// What is taught there.
    pub details: Details,
}

impl Training {
    /// The activity's id.
    #[must_use]
    pub fn id(&self) -> ActivityId {
        self.activity.id
    }
}

/// A training to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTraining {
    /// The activity; whatever its kind says, it becomes a training.
    pub activity: NewActivity,
    /// What is taught there.
    pub details: Details,
    /// Who gets a certificate.
    pub certificate: CertificateRule,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_read_back_as_it_was_kept() {
        for theme in Theme::ALL
            .into_iter()
            .chain([Theme::Other("Pupuk kompos".into())])
        {
            assert_eq!(Theme::from_code(theme.code(), theme.words()), theme);
        }
        assert_eq!(Theme::from_code("?", ""), Theme::default());
    }

    #[test]
    fn a_speaker_is_introduced_with_the_institution() {
        let mut speaker = Speaker {
            name: "Sri Wahyuni, S.E.".into(),
            ..Speaker::default()
        };
        assert_eq!(speaker.introduced(), "Sri Wahyuni, S.E.");
        speaker.title = "UMKM Center Jepara".into();
        assert_eq!(
            speaker.introduced(),
            "Sri Wahyuni, S.E. (UMKM Center Jepara)"
        );
    }

    #[test]
    fn what_is_missing_is_named_until_it_is_there() {
        let mut details = Details::default();
        assert_eq!(details.missing().len(), 5);
        details.speakers.push(Speaker::default());
        details.theme = Theme::Management;
        details.hours = 8;
        details.goal = "Bisa mencatat kas".into();
        assert_eq!(details.missing(), ["Materi pelatihan belum diisi."]);
        details.topics.push(Topic::default());
        assert!(details.missing().is_empty());
    }
}
