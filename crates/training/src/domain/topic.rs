//! Topics as boards write them: one per line, numbered or not, with lesson hours or without.
//! "1. Membaca peluang pasar (2 JP)" is the topic "Membaca peluang pasar" of two hours.

/// Something that is taught.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topic {
    /// What.
    pub title: String,
    /// Lesson hours (JP); 0 when not counted.
    pub hours: u16,
}

impl Topic {
    /// The topic in a line; `None` if it says nothing.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let line = without_number(line.trim());
        let (title, hours) = hours(line).unwrap_or((line, 0));
        let title = title.trim_end_matches(|c: char| c.is_whitespace() || ",:;(–-".contains(c));
        (!title.is_empty()).then(|| Self {
            title: title.to_owned(),
            hours,
        })
    }

    /// The line from which it is read.
    #[must_use]
    pub fn line(&self) -> String {
        match self.hours {
            0 => self.title.clone(),
            hours => format!("{} ({hours} JP)", self.title),
        }
    }
}

/// The line without "1.", "2)", "-" or "•" in front.
fn without_number(line: &str) -> &str {
    let unnumbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if unnumbered.len() < line.len() {
        unnumbered.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '•', '*', '–'])
    };
    rest.map_or(line, str::trim_start)
}

/// The title and the hours of a line that ends in "2 JP", in brackets or not.
fn hours(line: &str) -> Option<(&str, u16)> {
    let counted = line.strip_suffix(')').unwrap_or(line).trim_end();
    let at = counted.len().checked_sub(2)?;
    let (before, unit) = (counted.get(..at)?, counted.get(at..)?);
    if !unit.eq_ignore_ascii_case("jp") {
        return None;
    }
    let before = before.trim_end();
    let title = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let hours = before[title.len()..].parse().ok()?;
    Some((title, hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, u16) {
        let topic = Topic::read(line).unwrap_or_default();
        (topic.title, topic.hours)
    }

    #[test]
    fn hours_are_read_at_the_end_of_a_line_in_any_dress() {
        let expected = ("Membaca peluang pasar".to_owned(), 2);
        for line in [
            "Membaca peluang pasar 2 JP",
            "1. Membaca peluang pasar (2 JP)",
            "2) Membaca peluang pasar, 2jp",
            " - Membaca peluang pasar – 2 Jp ",
            "• Membaca peluang pasar: 2 JP",
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn numbers_and_brackets_that_are_no_hours_stay() {
        for line in [
            "Modal (awal)",
            "5S di bengkel",
            "Rencana 2027",
            "JP",
            "Kue 🍪jp",
            "Usaha 99999999 JP",
        ] {
            assert_eq!(read(line), (line.to_owned(), 0));
        }
    }

    #[test]
    fn a_line_that_says_nothing_is_no_topic() {
        for line in ["", "  ", "-", "1.", "2 JP", "(3 JP)"] {
            assert_eq!(Topic::read(line), None, "{line}");
        }
    }

    #[test]
    fn a_topic_is_read_back_from_its_own_line() {
        for (title, hours) in [("Mencatat kas", 0), ("Mencatat kas", 3)] {
            let topic = Topic {
                title: title.to_owned(),
                hours,
            };
            assert_eq!(Topic::read(&topic.line()), Some(topic));
        }
    }
}
