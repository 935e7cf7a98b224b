//! Takes a name out of a text that somebody typed.

/// `text` with `instead` wherever the whole of `name` stands as words of its own, in any case.
///
/// A name of one word is replaced only where it is all of the text: `Ana` is in many a sentence
/// about somebody else.
#[must_use]
pub fn replaced(text: &str, name: &str, instead: &str) -> String {
    let name = name.trim();
    if name.is_empty() {
        return text.to_owned();
    }
    if text.trim().to_lowercase() == name.to_lowercase() {
        return instead.to_owned();
    }
    if !name.contains(char::is_whitespace) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = cut(rest, name) {
        kept.push_str(before);
        kept.push_str(instead);
        rest = after;
    }
    kept + rest
}

/// What stands before and after the first `name` in `text`.
fn cut<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.char_indices().find_map(|(at, _)| {
        let (before, found) = text.split_at(at);
        let after = beyond(found, name)?;
        let whole = apart(before.chars().next_back()) && apart(after.chars().next());
        whole.then_some((before, after))
    })
}

/// What follows `name` in `text`, if it begins with it, in any case.
fn beyond<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in name.chars() {
        let same = rest.next()?.to_lowercase().eq(wanted.to_lowercase());
        same.then_some(())?;
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_whole_name_goes_and_what_only_looks_like_it_stays() {
        for (text, name, after) in [
            ("Ana Lestari sendiri", "Ana Lestari", "X sendiri"),
            (
                "oleh ana lestari, ANA LESTARI.",
                "Ana Lestari",
                "oleh X, X.",
            ),
            (
                "Ana Lestariani dan Juana Lestari",
                "Ana Lestari",
                "Ana Lestariani dan Juana Lestari",
            ),
            ("Ana", "Ana", "X"),
            ("Ana Wijaya", "Ana", "Ana Wijaya"),
            ("ya", "", "ya"),
            ("Éna Mé", "éna mé", "X"),
        ] {
            assert_eq!(replaced(text, name, "X"), after, "{text}");
        }
    }
}
