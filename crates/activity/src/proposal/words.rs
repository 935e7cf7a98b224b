//! The parts of a proposal and of a report that somebody writes, and the sentences they begin with.

use crate::domain::{Activity, Kind};

/// Letters of one part.
pub(crate) const LONGEST: usize = 4_000;

/// A part that somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Theme,
    Background,
    Basis,
    Goal,
    Audience,
    Equipment,
    Closing,
    Outcome,
    Supports,
    Obstacles,
    Solutions,
    Advice,
}

impl Part {
    /// Those of a proposal, in the order of the paper.
    pub(crate) const PROPOSAL: [Self; 7] = [
        Self::Background,
        Self::Basis,
        Self::Theme,
        Self::Goal,
        Self::Audience,
        Self::Equipment,
        Self::Closing,
    ];

    /// Those of a report, beside those of the proposal that it repeats.
    pub(crate) const REPORT: [Self; 5] = [
        Self::Outcome,
        Self::Supports,
        Self::Obstacles,
        Self::Solutions,
        Self::Advice,
    ];

    /// The word in the database and in forms.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Theme => "tema",
            Self::Background => "latar",
            Self::Basis => "dasar",
            Self::Goal => "maksud",
            Self::Audience => "sasaran",
            Self::Equipment => "alat",
            Self::Closing => "penutup",
            Self::Outcome => "hasil",
            Self::Supports => "pendukung",
            Self::Obstacles => "kendala",
            Self::Solutions => "solusi",
            Self::Advice => "saran",
        }
    }

    /// The heading on page and paper.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Theme => "Tema",
            Self::Background => "Latar belakang",
            Self::Basis => "Dasar kegiatan",
            Self::Goal => "Maksud dan tujuan",
            Self::Audience => "Peserta dan sasaran",
            Self::Equipment => "Perlengkapan",
            Self::Closing => "Penutup",
            Self::Outcome => "Hasil kegiatan",
            Self::Supports => "Faktor pendukung",
            Self::Obstacles => "Kendala",
            Self::Solutions => "Solusi",
            Self::Advice => "Kesimpulan dan saran",
        }
    }

    /// Whether each line is an item of a list.
    pub(crate) const fn is_list(self) -> bool {
        matches!(self, Self::Basis | Self::Goal | Self::Equipment)
    }
}

/// What the sentences to begin with are made of.
pub(crate) struct Start<'a> {
    pub(crate) unit: &'a str,
    pub(crate) activity: &'a Activity,
    /// What is taught; empty when nothing is.
    pub(crate) theme: &'a str,
}

impl Start<'_> {
    /// What `part` says before anybody has written it; empty where only a person can know.
    pub(crate) fn of(&self, part: Part) -> String {
        let (unit, title) = (self.unit, self.activity.title.as_str());
        match part {
            Part::Theme => self.theme.to_owned(),
            Part::Background => {
                let about = match self.activity.about.trim() {
                    "" => String::new(),
                    about => format!("\n{about}"),
                };
                let why = why(self.activity.kind);
                format!("{why} Karena itu {unit} bermaksud mengadakan {title}.{about}")
            }
            Part::Basis => format!("Program kerja {unit}\nHasil rapat pengurus {unit}"),
            Part::Goal => goals(self.activity.kind).to_owned(),
            Part::Audience => match self.activity.quota {
                Some(quota) => format!("Pemuda dan warga, paling banyak {quota} orang."),
                None => "Pemuda dan warga.".to_owned(),
            },
            Part::Closing => format!(
                "Demikian proposal {title} ini kami susun. Besar harapan kami agar Bapak/Ibu \
                 berkenan mendukung kegiatan ini. Atas perhatian dan bantuannya kami ucapkan \
                 terima kasih."
            ),
            Part::Equipment
            | Part::Outcome
            | Part::Supports
            | Part::Obstacles
            | Part::Solutions
            | Part::Advice => String::new(),
        }
    }
}

const fn why(kind: Kind) -> &'static str {
    match kind {
        Kind::Training => {
            "Banyak pemuda ingin menambah keterampilan, tetapi kesempatan belajar bersama di \
             lingkungan kita masih terbatas."
        }
        Kind::Meeting => {
            "Rencana dan masalah bersama lebih baik dibicarakan bersama, supaya keputusan \
             dipahami dan dijalankan semua."
        }
        Kind::Sport => {
            "Olahraga menyehatkan, mengisi waktu luang pemuda dengan hal baik, dan mempererat \
             persaudaraan antar-RT."
        }
        Kind::Festival => {
            "Seni dan budaya kampung perlu panggung, supaya dikenal dan diteruskan oleh pemuda."
        }
        Kind::Service => {
            "Gotong royong dan kepedulian kepada tetangga yang membutuhkan adalah kekuatan warga \
             yang perlu dirawat."
        }
        Kind::Other => "Kebersamaan warga dan pemuda perlu dirawat dengan kegiatan yang nyata.",
    }
}

const fn goals(kind: Kind) -> &'static str {
    match kind {
        Kind::Training => {
            "Menambah pengetahuan dan keterampilan peserta\nMendorong peserta mempraktikkan hasil \
             belajarnya\nMempererat hubungan antarpemuda"
        }
        Kind::Meeting => "Menghasilkan keputusan bersama\nMembagi tugas dan tindak lanjut",
        Kind::Sport => {
            "Memasyarakatkan olahraga\nMempererat persaudaraan antar-RT\nMenemukan bibit pemain"
        }
        Kind::Festival => {
            "Memberi panggung bagi seni warga\nMelestarikan budaya setempat\nMenghibur warga"
        }
        Kind::Service => {
            "Membantu warga yang membutuhkan\nMenumbuhkan kepedulian pemuda\nMerawat lingkungan bersama"
        }
        Kind::Other => {
            "Mempererat kebersamaan warga\nMelibatkan pemuda dalam kegiatan yang berguna"
        }
    }
}
