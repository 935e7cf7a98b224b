//! A programme as a picture: twelve months across, a bar for each stretch of months. It is narrow,
//! so that it can be read on a phone and sent to a group; its colours print in grey.

use super::{Item, by_division};
use kernel::day;
use std::fmt::Write as _;

const WIDTH: usize = 360;
const LEFT: usize = 12;
/// Width of a month.
const MONTH: usize = 28;
/// Letters of a title that fit on a line.
const LETTERS: usize = 46;
const ROW: usize = 36;
const HEAD: usize = 62;
const COLOURS: [&str; 5] = ["#1F4E79", "#8A5A12", "#2F6B4F", "#8C3B2E", "#5B4B8A"];

/// The picture of the items of `year` under `title`, as SVG.
#[must_use]
pub fn timeline(title: &str, year: i16, items: &[Item]) -> String {
    let groups = by_division(items);
    let rows: usize = groups.iter().map(|(_, group)| group.len()).sum();
    let height = HEAD + rows * ROW + groups.len() * 26 + 14;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"Noto Sans, sans-serif\" \
         font-size=\"12\"><title>{0} {year}</title><rect width=\"{WIDTH}\" height=\"{height}\" \
         fill=\"#FFFFFF\"/><text x=\"{LEFT}\" y=\"22\" font-size=\"15\" font-weight=\"700\" \
         fill=\"#1B2430\">{0} {year}</text>",
        escaped(&shortened(title, 36)),
    );
    for number in 1..=12_i8 {
        let x = LEFT + MONTH * usize::try_from(number - 1).unwrap_or(0);
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"48\" text-anchor=\"middle\" font-size=\"11\" fill=\"#4A5565\">{}</text>\
             <path d=\"M{x} 54V{height}\" stroke=\"#E3E7EC\"/>",
            x + MONTH / 2,
            day::short_month(number),
        );
    }
    let mut y = HEAD;
    for (at, (division, group)) in groups.iter().enumerate() {
        let colour = COLOURS[at % COLOURS.len()];
        let _ = write!(
            svg,
            "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"700\" fill=\"{colour}\">{}</text>",
            y + 17,
            escaped(&shortened(division, LETTERS)),
        );
        y += 26;
        for item in group {
            row(&mut svg, y, colour, item);
            y += ROW;
        }
    }
    svg.push_str("</svg>");
    svg
}

fn row(svg: &mut String, y: usize, colour: &str, item: &Item) {
    let says = &item.says;
    let _ = write!(
        svg,
        "<text x=\"{LEFT}\" y=\"{}\" fill=\"#1B2430\">{}</text>",
        y + 11,
        escaped(&shortened(&says.title, LETTERS)),
    );
    for (first, last) in says.months.runs() {
        let column = |number: i8| usize::try_from(number - 1).unwrap_or(0);
        let x = LEFT + MONTH * column(first);
        let width = MONTH * (column(last) - column(first) + 1);
        let _ = write!(
            svg,
            "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"11\" rx=\"3\" fill=\"{colour}\"/>",
            y + 17,
        );
    }
    if let Some(on) = says.day {
        let month = usize::try_from(on.month() - 1).unwrap_or(0);
        let along = usize::try_from(on.day() - 1).unwrap_or(0) * (MONTH - 4) / 30;
        let _ = write!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"#FFFFFF\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            LEFT + MONTH * month + along + 2,
            y + 22,
        );
    }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let short: String = text.chars().take(most - 1).collect();
    format!("{}…", short.trim_end())
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Months, NewItem};
    use jiff::civil::date;

    fn item(title: &str, months: &[i8]) -> Item {
        Item {
            id: storage::fresh(),
            program: storage::fresh(),
            says: NewItem {
                title: title.into(),
                months: Months::of(months.iter().copied()),
                ..NewItem::default()
            },
            edition: 1,
        }
    }

    #[test]
    fn each_stretch_of_months_is_a_bar_and_a_day_a_dot() {
        let mut fair = item("Pameran <UMKM> & \"batik\"", &[1, 2, 8]);
        fair.says.day = Some(date(2027, 8, 17));
        let svg = timeline("Program kerja", 2027, &[fair, item("Senam", &[12])]);
        assert_eq!(svg.matches("rx=\"3\"").count(), 3);
        assert_eq!(svg.matches("<circle").count(), 1);
        assert!(
            svg.contains("width=\"56\""),
            "January and February are one bar: {svg}"
        );
        assert!(
            svg.contains("Pameran &lt;UMKM&gt; &amp; &quot;batik&quot;"),
            "{svg}"
        );
    }

    #[test]
    fn a_long_title_is_cut_and_the_last_month_stays_on_the_paper() {
        let svg = timeline(
            "Program kerja",
            2027,
            &[item(&"panjang ".repeat(30), &[12])],
        );
        assert!(svg.contains('…') && !svg.contains(&"panjang ".repeat(8)));
        const { assert!(LEFT + MONTH * 12 <= WIDTH) };
    }

    #[test]
    fn the_picture_is_one_that_documents_can_set() {
        let items = [item("Rapat & kerja", &[1]), item("Bakti 😀", &[2])];
        let png = documents::drawing(&timeline("Program kerja", 2027, &items)).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
    }
}
