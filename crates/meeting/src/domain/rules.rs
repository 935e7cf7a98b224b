//! The rules of an assembly as data: who votes, when it may open, how it elects, who may stand.
//! Written out as rules of procedure (tata tertib) that the meeting adopts and a board may rewrite.
//! What they ask of candidates warns; it never refuses.

use jiff::civil::Date;
use organization::{Kind, Policy};
use serde::{Deserialize, Serialize};

/// Who is a participant with voice and vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Electorate {
    /// Delegates of each RT, so many.
    Delegates(u16),
    /// Every member of the roll within the ages.
    Members(Ages),
}

/// Ages in whole years on the day of the assembly; both ends count, none when `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ages {
    /// The youngest.
    pub from: Option<u8>,
    /// The oldest.
    pub to: Option<u8>,
}

/// How an age stands to [`Ages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aged {
    /// Within.
    Within,
    /// Younger or older, by this many years.
    Outside(u8),
    /// The day of birth is not known.
    Unknown,
}

impl Ages {
    /// How somebody born on `born` stands on `day`.
    #[must_use]
    pub fn aged(self, born: Option<Date>, day: Date) -> Aged {
        if self == Self::default() {
            return Aged::Within;
        }
        let Some(age) = born.and_then(|born| age(born, day)) else {
            return Aged::Unknown;
        };
        let young = self.from.is_some_and(|from| age < from);
        let old = self.to.is_some_and(|to| age > to);
        if young || old {
            Aged::Outside(age)
        } else {
            Aged::Within
        }
    }

    /// "17 sampai 45 tahun", "paling muda 17 tahun", or nothing.
    #[must_use]
    pub fn words(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => format!("{from} sampai {to} tahun"),
            (Some(from), None) => format!("paling muda {from} tahun"),
            (None, Some(to)) => format!("paling tua {to} tahun"),
            (None, None) => String::new(),
        }
    }
}

/// Whole years from `born` to `day`; `None` if not born by then.
fn age(born: Date, day: Date) -> Option<u8> {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    let years = i32::from(day.year()) - i32::from(born.year()) - i32::from(before_birthday);
    u8::try_from(years).ok()
}

/// How many participants must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quorum {
    /// ½ + 1.
    HalfPlusOne,
    /// Two thirds.
    TwoThirds,
    /// So many percent.
    Percent(u8),
}

impl Quorum {
    /// Participants needed of `all`: half rounded down and one more; shares rounded up.
    #[must_use]
    pub fn needed(self, all: u32) -> u32 {
        match self {
            Self::HalfPlusOne => all / 2 + 1,
            Self::TwoThirds => (2 * all).div_ceil(3),
            Self::Percent(share) => (all * u32::from(share)).div_ceil(100),
        }
    }

    /// "setengah lebih satu (½+1)".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::HalfPlusOne => "setengah lebih satu (½+1)".to_owned(),
            Self::TwoThirds => "dua pertiga (⅔)".to_owned(),
            Self::Percent(share) => format!("{share}%"),
        }
    }
}

/// What follows when the quorum is not there at the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponing {
    /// Minutes of one postponement.
    pub minutes: u16,
    /// Postponements before the assembly may open with whoever is there; never when `None`.
    pub times: Option<u8>,
}

/// Who has won a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// Whoever has the most votes.
    Most,
    /// Whoever has more than half of the valid votes; else the first two stand again.
    MoreThanHalf,
}

/// What is asked of candidates; whoever does not fit is warned about, not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Ages.
    pub ages: Ages,
    /// An active member.
    pub active: bool,
    /// Lives in an RT of the village.
    pub resident: bool,
}

impl Standing {
    /// What does not fit about a candidate, each with its reason.
    #[must_use]
    pub fn warnings(&self, kind: Kind, born: Option<Date>, has_rt: bool, day: Date) -> Vec<String> {
        let age = match self.ages.aged(born, day) {
            Aged::Within => None,
            Aged::Outside(age) => Some(format!(
                "Umurnya {age} tahun pada hari pemilihan; tata tertib menyebut {}.",
                self.ages.words()
            )),
            Aged::Unknown => {
                Some("Tanggal lahirnya belum tercatat, umurnya belum bisa diperiksa.".into())
            }
        };
        let active = (self.active && kind != Kind::Active).then(|| {
            format!(
                "Tercatat sebagai anggota {}, bukan aktif.",
                kind.label().to_lowercase()
            )
        });
        let resident = (self.resident && !has_rt)
            .then(|| "RT-nya belum tercatat, tempat tinggalnya belum bisa diperiksa.".to_owned());
        [age, active, resident].into_iter().flatten().collect()
    }
}

/// The rules of one assembly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Who votes.
    pub electorate: Electorate,
    /// When it may open.
    pub quorum: Quorum,
    /// What if not.
    pub postponing: Postponing,
    /// Whether a vote by show of hands may follow when there is no consensus.
    pub hands: bool,
    /// Whether a vote on paper may.
    pub paper: bool,
    /// Who has won.
    pub majority: Majority,
    /// What is asked of candidates.
    pub standing: Standing,
    /// Days in which the formation team composes the board.
    pub formation_days: u16,
    /// The rules of procedure in the board's own words; empty to have them written from the rest.
    pub text: String,
}

impl Rules {
    /// Rules for delegates of each RT, the usual Temu Karya.
    #[must_use]
    pub fn of_delegates() -> Self {
        Self {
            electorate: Electorate::Delegates(3),
            quorum: Quorum::HalfPlusOne,
            postponing: Postponing {
                minutes: 30,
                times: Some(1),
            },
            hands: true,
            paper: true,
            majority: Majority::Most,
            standing: Standing {
                ages: Ages {
                    from: Some(17),
                    to: None,
                },
                active: true,
                resident: true,
            },
            formation_days: 14,
            text: String::new(),
        }
    }

    /// Rules for a small village where every member comes.
    #[must_use]
    pub fn of_members() -> Self {
        Self {
            electorate: Electorate::Members(Ages::default()),
            ..Self::of_delegates()
        }
    }

    /// These rules with the officers' ages of the unit's rules of membership, outside which a
    /// candidate is warned about. Who votes is the meeting's to say: nobody is left out by age.
    #[must_use]
    pub fn under(self, policy: &Policy) -> Self {
        let standing = Standing {
            ages: Ages {
                from: policy.officer_min,
                to: policy.officer_max,
            },
            ..self.standing
        };
        Self { standing, ..self }
    }

    /// Both sets of rules that are proposed for a new assembly under `policy`.
    #[must_use]
    pub fn proposed(policy: &Policy) -> [Self; 2] {
        [Self::of_delegates(), Self::of_members()].map(|rules| rules.under(policy))
    }

    /// The rules of procedure: the board's own words, or written from the rest, numbered.
    #[must_use]
    pub fn procedure(&self, name: &str) -> String {
        if self.text.is_empty() {
            self.written(name)
        } else {
            self.text.clone()
        }
    }

    /// The rules of procedure written from the data.
    #[must_use]
    pub fn written(&self, name: &str) -> String {
        let lines = [
            self.who(name),
            "Peserta punya hak bicara dan hak suara, satu orang satu suara. Peninjau hanya punya hak bicara. Undangan hadir tanpa keduanya.".to_owned(),
            self.opening(name),
            "Sidang dipimpin pimpinan sidang yang dipilih peserta. Sebelum pemilihan, pengurus lama menyampaikan laporan pertanggungjawaban; sidang menyatakan laporan itu diterima, diterima dengan catatan, atau tidak diterima. Sesudahnya pengurus lama demisioner.".to_owned(),
            self.candidates(),
            self.deciding(),
            "Pemungutan suara elektronik hanya dipakai kalau sidang memutuskannya.".to_owned(),
            format!("Ketua terpilih bersama tim formatur menyusun pengurus paling lama {} hari sesudah sidang.", self.formation_days),
            "Hasil sidang ditulis dalam berita acara yang ditandatangani pimpinan sidang, dan disampaikan kepada kepala desa atau lurah untuk dikukuhkan dengan surat keputusan.".to_owned(),
            "Yang belum diatur di sini diputuskan oleh sidang.".to_owned(),
        ];
        let numbered = (1..).zip(lines);
        numbered
            .map(|(number, line): (u32, String)| format!("{number}. {line}"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn who(&self, name: &str) -> String {
        match self.electorate {
            Electorate::Delegates(each) => {
                format!("Peserta {name} adalah utusan setiap RT, pada umumnya {each} orang per RT.")
            }
            Electorate::Members(ages) if ages == Ages::default() => {
                format!("Peserta {name} adalah semua anggota yang tercatat dalam daftar anggota.")
            }
            Electorate::Members(ages) => format!(
                "Peserta {name} adalah anggota yang tercatat dalam daftar anggota, berumur {} pada hari pelaksanaan.",
                ages.words()
            ),
        }
    }

    fn opening(&self, name: &str) -> String {
        let Postponing { minutes, times } = self.postponing;
        let then = match times {
            Some(times) => format!(
                "Kalau belum tercapai, sidang ditunda (skorsing) {times} × {minutes} menit, lalu dibuka dengan peserta yang hadir."
            ),
            None => format!(
                "Kalau belum tercapai, sidang ditunda (skorsing) {minutes} menit setiap kali, sampai kuorum tercapai."
            ),
        };
        format!(
            "{name} sah kalau dihadiri {} dari jumlah peserta. {then}",
            self.quorum.words()
        )
    }

    fn candidates(&self) -> String {
        let Standing {
            ages,
            active,
            resident,
        } = self.standing;
        let asked = [
            (ages != Ages::default()).then(|| format!("berumur {}", ages.words())),
            active.then(|| "anggota aktif".to_owned()),
            resident.then(|| "bertempat tinggal di desa/kelurahan ini".to_owned()),
            Some("bersedia dicalonkan".to_owned()),
        ];
        let asked: Vec<String> = asked.into_iter().flatten().collect();
        format!("Calon ketua: {}.", asked.join(", "))
    }

    fn deciding(&self) -> String {
        let ways = match (self.hands, self.paper) {
            (true, true) => "dengan mengangkat tangan atau surat suara rahasia",
            (true, false) => "dengan mengangkat tangan",
            (false, true) => "dengan surat suara rahasia",
            (false, false) => {
                return "Keputusan diambil dengan musyawarah untuk mufakat.".to_owned();
            }
        };
        let won = match self.majority {
            Majority::Most => {
                "Yang terpilih adalah yang mendapat suara terbanyak; kalau suara terbanyak sama, diadakan putaran berikutnya di antara mereka."
            }
            Majority::MoreThanHalf => {
                "Yang terpilih adalah yang mendapat lebih dari setengah suara sah; kalau belum ada, diadakan putaran berikutnya di antara dua suara terbanyak."
            }
        };
        format!(
            "Keputusan diambil dengan musyawarah untuk mufakat. Kalau tidak tercapai, diadakan pemungutan suara {ways}. {won}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_quorum_is_half_and_one_or_a_share_rounded_up() {
        for (all, needed) in [(52, 27), (53, 27), (1, 1), (2, 2)] {
            assert_eq!(Quorum::HalfPlusOne.needed(all), needed, "{all}");
        }
        assert_eq!(Quorum::TwoThirds.needed(52), 35);
        assert_eq!(Quorum::TwoThirds.needed(51), 34);
        assert_eq!(Quorum::Percent(60).needed(52), 32);
        assert_eq!(Quorum::Percent(100).needed(52), 52);
    }

    #[test]
    fn an_age_is_told_on_the_day_and_both_ends_count() {
        let ages = Ages {
            from: Some(17),
            to: Some(45),
        };
        let day = date(2026, 12, 5);
        let aged = |born| ages.aged(Some(born), day);
        assert_eq!(aged(date(2009, 12, 5)), Aged::Within, "17 today");
        assert_eq!(aged(date(2009, 12, 6)), Aged::Outside(16));
        assert_eq!(aged(date(1980, 12, 6)), Aged::Within, "45 until tomorrow");
        assert_eq!(aged(date(1980, 12, 5)), Aged::Outside(46));
        assert_eq!(aged(date(2030, 1, 1)), Aged::Unknown);
        assert_eq!(ages.aged(None, day), Aged::Unknown);
        assert_eq!(Ages::default().aged(None, day), Aged::Within);
    }

    #[test]
    fn a_candidate_who_does_not_fit_is_warned_about_with_the_reason() {
        let standing = Rules::of_delegates().standing;
        let day = date(2026, 12, 5);
        assert!(
            standing
                .warnings(Kind::Active, Some(date(2000, 1, 1)), true, day)
                .is_empty()
        );
        let warnings = standing.warnings(Kind::Passive, Some(date(2010, 1, 1)), false, day);
        assert_eq!(warnings.len(), 3);
        assert!(warnings[0].contains("16 tahun"), "{warnings:?}");
        assert!(standing.warnings(Kind::Active, None, true, day)[0].contains("belum tercatat"));
    }

    #[test]
    fn the_rules_are_written_out_until_the_board_writes_its_own() {
        let mut rules = Rules::of_delegates();
        let text = rules.procedure("Temu Karya");
        assert!(text.starts_with("1. Peserta Temu Karya adalah utusan setiap RT"));
        assert!(text.contains("1 × 30 menit"), "{text}");
        assert!(text.contains("surat suara rahasia"));
        rules.text = "Menurut adat.".into();
        assert_eq!(rules.procedure("Temu Karya"), "Menurut adat.");
        let kept = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<Rules>(&kept).unwrap(), rules);
    }
}
