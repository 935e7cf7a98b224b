//! The words of a survey that go to WhatsApp: the link, a person's own link, what came of it.
//! `*bold*` as WhatsApp writes it, one link on its own line.

use crate::domain::{FEW, FEWEST, Finding, Rate, Results, Survey, decimal, percent};
use activity::Activity;
use kernel::day;

/// What every text needs.
pub(crate) struct Telling<'a> {
    pub(crate) unit_name: &'a str,
    pub(crate) activity: &'a Activity,
    pub(crate) survey: &'a Survey,
    /// Whole address of the survey.
    pub(crate) link: String,
}

impl Telling<'_> {
    /// The link that everybody may use.
    pub(crate) fn invitation(&self) -> String {
        self.asking(
            "Terima kasih sudah ikut. Minta waktu dua menit untuk mengisi survei ini.",
            "",
        )
    }

    /// A person's own link, to be sent to that person alone.
    pub(crate) fn own(&self, name: &str, token: &str) -> String {
        let thanks = format!(
            "{name}, terima kasih sudah ikut. Tautan ini khusus untuk satu orang dan hanya bisa \
             dipakai sekali; jawabannya tetap tanpa nama."
        );
        self.asking(&thanks, &format!("?t={token}"))
    }

    fn asking(&self, thanks: &str, query: &str) -> String {
        let lines = [
            format!("*Survei: {}*", self.activity.title),
            String::new(),
            thanks.to_owned(),
            "Tanpa nama dan tanpa akun.".to_owned(),
            String::new(),
            format!("{}{query}", self.link),
            String::new(),
            format!("Diisi paling lambat {}.", day::long(self.survey.closes_on)),
            format!("_{}_", self.unit_name),
        ];
        lines.join("\n")
    }

    /// What came of it; nothing but the number of answers while they are fewer than five.
    pub(crate) fn results(&self, results: &Results, attendees: u64) -> String {
        let mut lines = vec![
            format!("*Hasil survei: {}*", self.activity.title),
            String::new(),
        ];
        let rate = Rate::of(results.answers, attendees);
        lines.push(match rate.share() {
            Some(share) => format!(
                "{} jawaban dari {attendees} peserta yang hadir ({})",
                results.answers,
                percent(Some(share))
            ),
            None => format!("{} jawaban", results.answers),
        });
        if !results.has_figures() {
            lines.push(format!("Hasil dibuka setelah ada {FEWEST} jawaban."));
            return lines.join("\n");
        }
        if results.told < FEW {
            lines.push(few(results.told));
        }
        lines.extend(waiting(results));
        lines.extend([
            String::new(),
            "Rata-rata nilai 1 (sangat kurang) sampai 5 (sangat baik):".into(),
        ]);
        let mut block = "";
        for result in &results.questions {
            let Finding::Ratings(summary) = &result.finding else {
                continue;
            };
            if result.question.block != block {
                block = &result.question.block;
                lines.push(format!("*{block}*"));
            }
            let mean = decimal(summary.mean(), 1);
            lines.push(format!("• {}: {mean}", result.question.words));
        }
        lines.extend([String::new(), format!("_{}_", self.unit_name)]);
        lines.join("\n")
    }
}

/// The sentence beside figures of few answers.
pub(crate) fn few(answers: u64) -> String {
    format!("Baru {answers} jawaban; angka ini bisa berubah banyak.")
}

/// The sentence beside figures that leave out the last answers, if they do.
pub(crate) fn waiting(results: &Results) -> Option<String> {
    (results.waiting() > 0).then(|| {
        format!(
            "Angka ini dari {} jawaban; {} jawaban terbaru menunggu sampai ada {FEWEST}, supaya \
             tidak ada yang bisa ditebak siapa menjawab apa.",
            results.told,
            results.waiting()
        )
    })
}
