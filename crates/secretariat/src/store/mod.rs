//! Rows of the secretariat: queries and mapping. Private to the context.

pub(crate) mod greetings;
pub(crate) mod guests;
pub(crate) mod incoming;
pub(crate) mod items;
pub(crate) mod letters;
pub(crate) mod loans;
pub(crate) mod series;
pub(crate) mod takes;

/// A pattern for `like … escape '!'` that finds `words` anywhere, in lower case.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.trim().to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
