//! Charts drawn on the server as SVG: distributions, groups side by side, a ring of progress.
//! Colours are classes of the style sheet, so they follow the dark scheme and print in grey.
//! `parts/chart.html` sets the same numbers as a table beside each.

use std::fmt::Write as _;

/// Width of the drawing in its own units; the sheet lets it shrink to a phone.
const WIDTH: f64 = 300.0;
/// Letters of a label that fit on one line.
const LETTERS: usize = 36;
const LINE: f64 = 17.0;
const BAR: f64 = 14.0;
const GAP: f64 = 14.0;

/// One label and how often it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How often.
    pub count: u64,
}

/// How often each of several answers was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// What was asked.
    pub title: String,
    /// The answers in their order.
    pub bars: Vec<Bar>,
}

impl Distribution {
    /// A distribution of `bars` under `title`.
    pub fn new<L: Into<String>>(
        title: impl Into<String>,
        bars: impl IntoIterator<Item = (L, u64)>,
    ) -> Self {
        let bars = bars.into_iter().map(|(label, count)| Bar {
            label: label.into(),
            count,
        });
        Self {
            title: title.into(),
            bars: bars.collect(),
        }
    }

    /// All counts together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.bars.iter().map(|bar| bar.count).sum()
    }

    /// Share of `count` in all, in whole percent: `43%`, `–` when nothing was counted.
    #[must_use]
    pub fn share(&self, count: &u64) -> String {
        percent(*count, self.total())
    }

    /// The horizontal bars; a full bar is all answers, so that half is seen as half.
    #[must_use]
    pub fn svg(&self) -> String {
        let total = self.total();
        let mut drawing = Drawing::default();
        for bar in &self.bars {
            let value = format!("{} · {}", bar.count, self.share(&bar.count));
            drawing.label(&bar.label, &value);
            drawing.bar(
                1,
                part(bar.count, total),
                &format!("{}: {value}", bar.label),
            );
            drawing.y += GAP;
        }
        drawing.finish(&self.title)
    }
}

/// Several series for the same labels, such as expectation and experience.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouped {
    /// What is compared.
    pub title: String,
    /// Names of the series, at most four.
    pub series: Vec<String>,
    /// Each label with one value per series; `None` where there is none to show.
    pub groups: Vec<(String, Vec<Option<f64>>)>,
    /// The value of a full bar, such as 5 on a scale of five.
    pub full: f64,
}

impl Grouped {
    /// `value` as read in Indonesia, one decimal: `4,3`; `–` for none.
    #[must_use]
    pub fn number(&self, value: &Option<f64>) -> String {
        value.map_or_else(
            || "–".to_owned(),
            |value| format!("{value:.1}").replace('.', ","),
        )
    }

    /// The bars of each label under each other, with a key above.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut drawing = Drawing::default();
        drawing.key(&self.series);
        for (label, values) in &self.groups {
            drawing.label(label, "");
            for (at, value) in values.iter().enumerate() {
                let name = self.series.get(at).map_or("", String::as_str);
                let number = self.number(value);
                let share = value.map_or(0.0, |value| (value / self.full).clamp(0.0, 1.0));
                drawing.bar_with(
                    at + 1,
                    share * 0.88,
                    &format!("{label}, {name}: {number}"),
                    &number,
                );
                drawing.y += 4.0;
            }
            drawing.y += GAP - 4.0;
        }
        drawing.finish(&self.title)
    }
}

/// A small ring that is full when `part` equals `whole`; `label` says what it shows.
#[must_use]
pub fn ring(label: &str, part_of: u64, whole: u64) -> String {
    let share = part(part_of, whole);
    let words = percent(part_of, whole);
    let arc = if part_of == 0 {
        String::new()
    } else {
        format!(
            r#"<circle class="on" cx="50" cy="50" r="43" pathLength="100" stroke-dasharray="{:.0} 100" transform="rotate(-90 50 50)"/>"#,
            share * 100.0
        )
    };
    format!(
        r#"<svg class="ring" viewBox="0 0 100 100" role="img" aria-label="{label}: {words}"><circle cx="50" cy="50" r="43"/>{arc}<text x="50" y="58">{words}</text></svg>"#,
        label = escape(label)
    )
}

/// `part` of `whole` in whole percent, `–` of nothing.
#[must_use]
pub fn percent(part_of: u64, whole: u64) -> String {
    if whole == 0 {
        "–".to_owned()
    } else {
        format!("{:.0}%", part(part_of, whole) * 100.0)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of answers stay far below 2^53"
)]
fn part(part_of: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        (part_of as f64 / whole as f64).min(1.0)
    }
}

/// Text for HTML and SVG, in element or attribute.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[derive(Default)]
struct Drawing {
    y: f64,
    marks: String,
}

impl Drawing {
    fn text(&mut self, class: &str, x: f64, anchor: &str, text: &str) {
        let y = self.y + 13.0;
        let _ = write!(
            self.marks,
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{}</text>"#,
            escape(text)
        );
    }

    fn label(&mut self, label: &str, value: &str) {
        self.text("q", WIDTH, "end", value);
        for line in wrapped(label) {
            self.text("", 0.0, "start", &line);
            self.y += LINE;
        }
    }

    fn bar(&mut self, colour: usize, share: f64, words: &str) {
        self.rect("t", WIDTH, "");
        self.rect(&format!("c{colour}"), share * WIDTH, words);
        self.y += BAR;
    }

    fn bar_with(&mut self, colour: usize, share: f64, words: &str, value: &str) {
        self.rect(&format!("c{colour}"), share * WIDTH, words);
        self.text("", share * WIDTH + 6.0, "start", value);
        self.y += BAR;
    }

    fn rect(&mut self, class: &str, width: f64, words: &str) {
        if width <= 0.0 {
            return;
        }
        let y = self.y + 1.0;
        let _ = write!(
            self.marks,
            r#"<rect class="{class}" y="{y}" width="{width:.1}" height="{BAR}" rx="4">"#
        );
        if !words.is_empty() {
            let _ = write!(self.marks, "<title>{}</title>", escape(words));
        }
        self.marks.push_str("</rect>");
    }

    fn key(&mut self, series: &[String]) {
        for (at, name) in series.iter().enumerate() {
            self.rect(&format!("c{}", at + 1), BAR, "");
            self.text("", BAR + 8.0, "start", name);
            self.y += LINE + 3.0;
        }
        self.y += 6.0;
    }

    fn finish(self, title: &str) -> String {
        format!(
            r#"<svg viewBox="0 0 {WIDTH} {height}" role="img"><title>{title}</title>{marks}</svg>"#,
            height = (self.y - GAP + 4.0).max(BAR),
            title = escape(title),
            marks = self.marks
        )
    }
}

/// `label` in at most three lines of about [`LETTERS`] letters; the first leaves room for the
/// value on its right.
fn wrapped(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let room = if lines.len() == 1 {
            LETTERS - 4
        } else {
            LETTERS + 6
        };
        let full = lines.len() == 3;
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&cut(word, room)),
            Some(line) if line.chars().count() + word.chars().count() < room => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => lines.push(cut(word, LETTERS)),
        }
    }
    lines
}

fn cut(word: &str, room: usize) -> String {
    match word.char_indices().nth(room) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stars() -> Distribution {
        Distribution::new("Materi", [("Sangat baik", 6), ("Baik", 3), ("Kurang", 0)])
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_none_draws_nothing() {
        let svg = stars().svg();
        assert!(
            svg.contains(r#"<rect class="c1" y="18" width="200.0""#),
            "{svg}"
        );
        assert!(svg.contains(r#"width="100.0""#));
        assert_eq!(svg.matches("class=\"c1\"").count(), 2);
        assert!(svg.contains("6 · 67%") && svg.contains("0 · 0%"));
    }

    #[test]
    fn nothing_counted_is_no_percent() {
        assert_eq!(percent(0, 0), "–");
        assert!(ring("Terisi", 0, 0).contains("Terisi: –"));
        assert!(
            Distribution::new("Kosong", [("Ya", 0)])
                .svg()
                .contains("0 · –")
        );
    }

    #[test]
    fn labels_of_strangers_cannot_break_out() {
        let svg = Distribution::new("<b>", [("\"><script>", 1)]).svg();
        assert!(!svg.contains("<script") && !svg.contains("<b>"));
    }

    #[test]
    fn long_labels_wrap_and_end_in_dots() {
        let lines = wrapped(&"panjang sekali ".repeat(12));
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
        assert_eq!(wrapped(&"x".repeat(10_000)).len(), 1);
        assert_eq!(wrapped(""), [""]);
    }

    #[test]
    fn a_ring_is_as_full_as_its_share() {
        let ring = ring("Data lengkap", 3, 4);
        assert!(ring.contains("stroke-dasharray=\"75 100\""));
        assert!(ring.contains("Data lengkap: 75%"));
    }

    #[test]
    fn groups_write_numbers_as_read_in_indonesia() {
        let grouped = Grouped {
            title: "Harapan dan kenyataan".into(),
            series: vec!["Harapan".into(), "Kenyataan".into()],
            groups: vec![("Materi".into(), vec![Some(4.25), None])],
            full: 5.0,
        };
        let svg = grouped.svg();
        assert!(svg.contains(">4,2<") && svg.contains(">–<"), "{svg}");
    }
}
