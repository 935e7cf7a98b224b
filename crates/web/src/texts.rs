//! Texts: the Indonesian text in the template is the key, English comes from `.po` catalogues.
//! A text without a translation is shown in Indonesian, never as a code.
//! Catalogues are installed once, when the program's context is made.

use std::any::Any;
use std::collections::HashMap;
use std::sync::RwLock;

/// A reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The language tag.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language called `code`, if it is spoken here.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// What a browser asks for: English only if it stands before Indonesian and Malay.
    #[must_use]
    pub fn from_accept(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|part| match part.trim().get(..2)? {
                "id" | "in" | "ms" | "jv" | "su" => Some(Self::Id),
                "en" => Some(Self::En),
                _ => None,
            })
            .next()
            .unwrap_or_default()
    }
}

impl askama::Values for Lang {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == "lang").then_some(self as &dyn Any)
    }
}

static ENGLISH: RwLock<Option<HashMap<String, String>>> = RwLock::new(None);

/// Installs the catalogues; a later text for the same key wins.
pub fn install(catalogues: impl IntoIterator<Item = &'static str>) {
    let mut all = parse(include_str!("../texts/en.po"));
    for catalogue in catalogues {
        all.extend(parse(catalogue));
    }
    *ENGLISH
        .write()
        .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(all);
}

/// `text` in the reader's language.
#[must_use]
pub fn say(lang: Lang, text: &str) -> String {
    if lang == Lang::En {
        let catalogue = ENGLISH
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(found) = catalogue.as_ref().and_then(|texts| texts.get(text)) {
            return found.clone();
        }
    }
    text.to_owned()
}

/// The pairs of a `.po` catalogue: `msgid "…"` and `msgstr "…"`, continued on further lines.
#[must_use]
pub fn parse(catalogue: &str) -> HashMap<String, String> {
    let mut pairs = HashMap::new();
    let (mut key, mut text, mut in_text) = (String::new(), String::new(), false);
    for line in catalogue.lines().map(str::trim).chain(["msgid \"\""]) {
        if let Some(rest) = line.strip_prefix("msgid ") {
            if !key.is_empty() && !text.is_empty() {
                pairs.insert(std::mem::take(&mut key), std::mem::take(&mut text));
            }
            key = unquote(rest);
            text.clear();
            in_text = false;
        } else if let Some(rest) = line.strip_prefix("msgstr ") {
            text = unquote(rest);
            in_text = true;
        } else if line.starts_with('"') {
            if in_text {
                text.push_str(&unquote(line))
            } else {
                key.push_str(&unquote(line))
            }
        }
    }
    pairs
}

fn unquote(text: &str) -> String {
    let inner = text.trim().trim_start_matches('"');
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    inner.replace("\\n", "\n").replace("\\\"", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_gives_its_pairs_also_over_several_lines() {
        let pairs = parse(
            "# a comment\nmsgid \"Simpan\"\nmsgstr \"Save\"\n\nmsgid \"Satu \"\n\"dua\"\nmsgstr \"One \"\n\"two\"\n\
             msgid \"Belum\"\nmsgstr \"\"\n",
        );
        assert_eq!(pairs.get("Simpan").map(String::as_str), Some("Save"));
        assert_eq!(pairs.get("Satu dua").map(String::as_str), Some("One two"));
        assert_eq!(pairs.get("Belum"), None);
    }

    #[test]
    fn a_browser_that_asks_for_neither_reads_indonesian() {
        assert_eq!(Lang::from_accept("id-ID,id;q=0.9,en-US;q=0.8"), Lang::Id);
        assert_eq!(Lang::from_accept("en-GB,en;q=0.9,id;q=0.8"), Lang::En);
        assert_eq!(Lang::from_accept("nl-NL,nl"), Lang::Id);
        assert_eq!(Lang::from_accept(""), Lang::Id);
    }
}
