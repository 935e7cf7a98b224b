//! Makes any text fit for paper: letters that no font has are shown by their code,
//! direction tricks are taken out, and very long words get places to break.
//! Text stays data all the way; nothing here is ever read as markup.

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::fonts::{is_invisible, is_missing};

/// Words longer than this may be broken anywhere.
const LONG_WORD: usize = 30;

/// A place where a line may end, which draws nothing.
const BREAK: char = '\u{200b}';

/// Cleans every text in `value`, but not drawings (key `svg`).
/// Says whether a letter had to be shown by its code.
pub(crate) fn clean(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let (shown, missing) = shown(text);
            *text = isolated(breakable(&shown, LONG_WORD));
            missing
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, item| clean(item) | any),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(key, _)| *key != "svg")
            .fold(false, |any, (_, field)| clean(field) | any),
        _ => false,
    }
}

/// `text` with each letter that no font has as its code, e.g. `[U+1F600]`.
pub(crate) fn shown(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut any, mut after_missing) = (false, false);
    for letter in text.replace("\r\n", "\n").chars() {
        let missing = is_missing(letter);
        match letter {
            '\n' => out.push('\n'),
            _ if letter.is_control() => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if after_missing && is_invisible(letter) => {}
            _ if missing => out.push_str(&format!("[U+{:04X}]", u32::from(letter))),
            _ => out.push(letter),
        }
        any |= missing;
        after_missing = missing || (after_missing && is_invisible(letter));
    }
    (out, any)
}

/// `text` with places to break in each word of more than `longest` letters.
///
/// A word ends at white space, a slash or a hyphen: there a line may end anyway.
pub(crate) fn breakable(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace() || "/-\u{200b}".contains(c)) {
        let long = word.trim_end().graphemes(true).count() > longest;
        if long && !word.chars().any(is_joined) {
            for letter in word.graphemes(true) {
                out.push_str(letter);
                out.push(BREAK);
            }
        } else {
            out.push_str(word);
        }
    }
    out
}

/// `text` kept apart from the direction of what stands around it, where it runs right to left.
fn isolated(text: String) -> String {
    if text.chars().any(is_joined) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text
    }
}

/// At most `most` letters of `text`; what is cut is marked by an ellipsis.
pub(crate) fn at_most(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.grapheme_indices(true).nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Letters that take another shape beside a break: Arabic and its kin.
fn is_joined(letter: char) -> bool {
    matches!(u32::from(letter), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_shown_by_its_code_with_its_joiners_gone() {
        assert_eq!(
            shown("Ana 👨\u{200d}👩 😀\u{fe0f}!").0,
            "Ana [U+1F468][U+1F469] [U+1F600]!"
        );
    }

    #[test]
    fn direction_tricks_and_control_codes_do_not_reach_the_paper() {
        assert_eq!(shown("a\u{202e}b\u{0}c\r\nd").0, "ab c\nd");
    }

    #[test]
    fn only_long_words_get_places_to_break() {
        assert_eq!(breakable("satu dua", 4), "satu dua");
        assert_eq!(
            breakable("abcdef x", 4),
            "a\u{200b}b\u{200b}c\u{200b}d\u{200b}e\u{200b}f\u{200b} \u{200b}x"
        );
    }

    #[test]
    fn a_slash_ends_a_word() {
        assert_eq!(breakable("minat/hobi", 6), "minat/hobi");
    }

    #[test]
    fn a_joined_script_is_never_broken_inside_a_word() {
        assert_eq!(breakable("مستشفىمستشفى", 4), "مستشفىمستشفى");
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(at_most("abcdef", 3), "abc…");
        assert_eq!(at_most(" abc ", 3), "abc");
    }
}
