//! The organisation chart as a drawing: patrons above, the chair, the daily board, the divisions.
//! It is drawn for paper and for sharing; on a phone the list beside it is read.

use super::{Group, Position};
use kernel::access::Role;
use std::fmt::Write as _;

const BOX: i32 = 224;
const GAP: i32 = 24;
const MARGIN: i32 = 28;
/// Boxes side by side.
const ABREAST: usize = 4;
const LINE: i32 = 18;
const PAD: i32 = 14;
/// Between two rows; the line that joins them runs in the middle.
const BETWEEN: i32 = 36;
/// Letters that fit on a line of a box.
const LETTERS: usize = 26;
/// Names in a box; the others are counted.
const MOST_NAMES: usize = 12;

/// A drawing and its size in its own units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The drawing as SVG with its own background.
    pub svg: String,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Honorary,
    Chair,
    Daily,
    Division,
}

impl Look {
    /// Fill, border and letters.
    const fn colours(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Honorary => ("#FDF1D6", "#F4B740", "#2B1D00"),
            Self::Chair => ("#1F4E79", "#1F4E79", "#FFFFFF"),
            Self::Daily => ("#E3ECF5", "#1F4E79", "#1B211E"),
            Self::Division => ("#FFFFFF", "#7C847E", "#1B211E"),
        }
    }
}

/// Lines of a box, each bold or not.
struct Plate {
    look: Look,
    lines: Vec<(String, bool)>,
}

impl Plate {
    fn height(&self) -> i32 {
        count(self.lines.len()) * LINE + 2 * PAD - 4
    }
}

/// Draws the board of `groups` under the organisation's name and the years of its term.
#[must_use]
pub fn chart(name: &str, years: &str, groups: &[Group]) -> Chart {
    let rows = rows(groups);
    let abreast = rows.iter().map(Vec::len).max().unwrap_or(1).max(2);
    let width = 2 * MARGIN + count(abreast) * (BOX + GAP) - GAP;
    let mut drawing = Drawing {
        middle: width / 2,
        y: MARGIN,
        lines: String::new(),
        plates: String::new(),
    };
    drawing.head(name, years);
    drawing.rows(&rows);
    let height = drawing.y + MARGIN;
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="Noto Sans, Roboto, system-ui, sans-serif" font-size="13"><rect width="{width}" height="{height}" fill="#FFFFFF"/><g fill="none" stroke="#7C847E" stroke-width="2">{}</g>{}</svg>"##,
        drawing.lines, drawing.plates
    );
    Chart { svg, width, height }
}

/// The boxes row by row, from the top.
fn rows(groups: &[Group]) -> Vec<Vec<Plate>> {
    let mut levels: [Vec<Plate>; 5] = Default::default();
    for group in groups.iter().filter(|group| !group.is_division) {
        place(group, &mut levels);
    }
    for group in groups.iter().filter(|group| group.is_division) {
        let names = group.seats.iter().map(|seat| {
            let head = seat.position != Position::Member;
            (seat.name.as_str(), head)
        });
        levels[4].push(named(Look::Division, &group.title, names));
    }
    let mut rows = Vec::new();
    for level in levels {
        let mut level = level.into_iter().peekable();
        while level.peek().is_some() {
            rows.push(level.by_ref().take(ABREAST).collect());
        }
    }
    rows
}

/// Puts everybody who is in no division on their level.
fn place(group: &Group, levels: &mut [Vec<Plate>; 5]) {
    for seat in &group.seats {
        let (level, look) = match seat.position {
            position if position.is_honorary() => (0, Look::Honorary),
            Position::With(Role::Chair) => (1, Look::Chair),
            Position::With(Role::ViceChair) => (2, Look::Daily),
            Position::With(Role::DivisionHead) | Position::Member => (4, Look::Division),
            _ => (3, Look::Daily),
        };
        levels[level].push(named(look, &seat.title, [(seat.name.as_str(), true)]));
    }
}

/// A box with a heading and names.
fn named<'a>(look: Look, heading: &str, names: impl IntoIterator<Item = (&'a str, bool)>) -> Plate {
    let mut lines: Vec<(String, bool)> = Vec::new();
    let names: Vec<(&str, bool)> = names.into_iter().collect();
    lines.extend(wrapped(heading).into_iter().map(|line| (line, false)));
    for (name, bold) in names.iter().take(MOST_NAMES) {
        lines.extend(wrapped(name).into_iter().map(|line| (line, *bold)));
    }
    if names.len() > MOST_NAMES {
        lines.push((
            format!("dan {} orang lagi", names.len() - MOST_NAMES),
            false,
        ));
    }
    Plate { look, lines }
}

/// A row that is drawn.
struct Above {
    look: Look,
    boxes: usize,
    top: i32,
    bottom: i32,
}

struct Drawing {
    middle: i32,
    y: i32,
    lines: String,
    plates: String,
}

impl Drawing {
    fn head(&mut self, name: &str, years: &str) {
        for line in wrapped_at(name, 44) {
            self.y += 20;
            self.text(
                self.middle,
                self.y,
                r##"font-size="18" font-weight="700" fill="#1F4E79""##,
                &line,
            );
        }
        self.y += 20;
        let words = format!("Susunan pengurus masa bakti {years}");
        self.text(self.middle, self.y, r##"fill="#4E5953""##, &words);
        self.y += 24;
    }

    fn text(&mut self, x: i32, y: i32, how: &str, words: &str) {
        let words = escape(words);
        let _ = write!(
            self.plates,
            r#"<text x="{x}" y="{y}" text-anchor="middle" {how}>{words}</text>"#
        );
    }

    fn rows(&mut self, rows: &[Vec<Plate>]) {
        let mut above: Option<Above> = None;
        for row in rows {
            let Some(look) = row.first().map(|plate| plate.look) else {
                continue;
            };
            let top = above.as_ref().map_or(self.y, |row| row.bottom + BETWEEN);
            if let Some(above) = &above {
                self.join(row.len(), above, top);
            }
            let bottom = top + row.iter().map(Plate::height).max().unwrap_or(0);
            for (at, plate) in row.iter().enumerate() {
                self.plate(plate, left(self.middle, row.len(), at), top);
            }
            let boxes = row.len();
            above = Some(Above {
                look,
                boxes,
                top,
                bottom,
            });
        }
        self.y = above.map_or(self.y, |row| row.bottom);
    }

    /// From the row above down to each box; dashed below those who give advice only. The trunk
    /// begins where it reached the row above, behind whatever stands in its middle.
    fn join(&mut self, boxes: usize, above: &Above, top: i32) {
        let honorary = above.look == Look::Honorary;
        let dash = if honorary {
            r#" stroke-dasharray="5 5""#
        } else {
            ""
        };
        let (middle, bus) = (self.middle, above.bottom + BETWEEN / 2);
        let up = above.top - BETWEEN / 2;
        let centre = |boxes: usize, at: usize| left(middle, boxes, at) + BOX / 2;
        let mut path = String::new();
        if honorary {
            for at in 0..above.boxes {
                let _ = write!(path, "M{} {}V{bus}", centre(above.boxes, at), above.bottom);
            }
            let (first, last) = (centre(above.boxes, 0), centre(above.boxes, above.boxes - 1));
            let _ = write!(path, "M{first} {bus}H{last}");
        } else {
            let from = if above.boxes % 2 == 1 {
                above.bottom
            } else {
                up
            };
            let _ = write!(path, "M{middle} {from}V{bus}");
        }
        let (first, last) = (centre(boxes, 0), centre(boxes, boxes - 1));
        let _ = write!(path, "M{first} {bus}H{last}");
        for at in 0..boxes {
            let _ = write!(path, "M{} {bus}V{top}", centre(boxes, at));
        }
        let _ = write!(self.lines, r#"<path d="{path}"{dash}/>"#);
    }

    fn plate(&mut self, plate: &Plate, x: i32, y: i32) {
        let (fill, border, ink) = plate.look.colours();
        let height = plate.height();
        let _ = write!(
            self.plates,
            r#"<rect x="{x}" y="{y}" width="{BOX}" height="{height}" rx="10" fill="{fill}" stroke="{border}" stroke-width="1.5"/>"#
        );
        for (at, (words, bold)) in plate.lines.iter().enumerate() {
            let weight = if *bold { r#" font-weight="700""# } else { "" };
            let how = format!(r#"fill="{ink}"{weight}"#);
            self.text(x + BOX / 2, y + PAD + 12 + count(at) * LINE, &how, words);
        }
    }
}

/// Where the box `at` of `boxes` begins, around the middle.
fn left(middle: i32, boxes: usize, at: usize) -> i32 {
    middle - (count(boxes) * (BOX + GAP) - GAP) / 2 + count(at) * (BOX + GAP)
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn wrapped(text: &str) -> Vec<String> {
    wrapped_at(text, LETTERS)
}

/// `text` in lines of at most `most` letters; a longer word is cut.
fn wrapped_at(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for part in letters.chunks(most) {
            let part: String = part.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.chars().count() <= most => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Seated;
    use crate::domain::composition;
    use jiff::civil::date;
    use kernel::id::{AppointmentId, PersonId};

    fn seat(name: &str, position: Position, division: &str) -> Seated {
        Seated {
            id: AppointmentId(storage::Uuid::nil()),
            person: PersonId(storage::Uuid::nil()),
            name: name.to_owned(),
            position,
            title: position.title().to_owned(),
            division: division.to_owned(),
            from: date(2026, 11, 24),
            until: None,
        }
    }

    fn drawn(seats: &[Seated]) -> Chart {
        chart(
            "Karang Taruna Karya Mandiri",
            "2026–2031",
            &composition(seats),
        )
    }

    #[test]
    fn everybody_stands_in_a_box_and_nothing_is_read_as_markup() {
        let seats = [
            seat("Pak <Kades>", Position::Patron, ""),
            seat("Ana & Co", Position::With(Role::Chair), ""),
            seat("Budi", Position::With(Role::Secretary), ""),
            seat("Citra", Position::With(Role::Treasurer), ""),
            seat("Dewi", Position::With(Role::DivisionHead), "Olahraga"),
            seat("Eko", Position::Member, "Olahraga"),
        ];
        let drawing = drawn(&seats);
        for words in [
            "Pak &lt;Kades&gt;",
            "Ana &amp; Co",
            "Budi",
            "Citra",
            "Dewi",
            "Eko",
            "Olahraga",
        ] {
            assert!(drawing.svg.contains(&format!(">{words}<")), "{words}");
        }
        assert_eq!(
            drawing.svg.matches("<rect").count(),
            6,
            "five boxes on a sheet"
        );
    }

    #[test]
    fn a_chart_grows_downwards_beyond_four_boxes_abreast() {
        let head = Position::With(Role::DivisionHead);
        let names = ["Satu", "Dua", "Tiga", "Empat", "Lima"];
        let four: Vec<_> = names[..4]
            .iter()
            .map(|name| seat(name, head, name))
            .collect();
        let five: Vec<_> = names.iter().map(|name| seat(name, head, name)).collect();
        let (four, five) = (drawn(&four), drawn(&five));
        assert_eq!(four.width, five.width);
        assert!(five.height > four.height);
    }

    #[test]
    fn a_large_division_is_counted_beyond_twelve() {
        let seats: Vec<_> = (0..20)
            .map(|n| seat(&format!("Warga {n}"), Position::Member, "Olahraga"))
            .collect();
        let drawing = drawn(&seats);
        assert!(drawing.svg.contains("dan 8 orang lagi"));
        assert!(!drawing.svg.contains("Warga 12"));
    }

    #[test]
    fn a_long_name_takes_more_lines_and_a_long_word_is_cut() {
        assert_eq!(
            wrapped_at("Raden Ajeng Kartini", 12),
            ["Raden Ajeng", "Kartini"]
        );
        assert_eq!(wrapped_at("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped_at(" ", 3), Vec::<String>::new());
    }

    #[test]
    fn an_empty_board_is_a_sheet_with_a_heading() {
        assert!(drawn(&[]).height > 0);
    }
}
