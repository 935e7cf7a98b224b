//! Every text of a template has an English translation, and no catalogue keeps a stale one.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

fn crates() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file of `kind` in the `src` folders of the crates that are in the product.
pub fn sources(kind: &str) -> Vec<PathBuf> {
    let modules = guyub::modules::all();
    let mut found = Vec::new();
    for folder in std::fs::read_dir(crates())
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let named = |name: &str| folder.ends_with(name);
        let shows_pages = folder.join("askama.toml").exists() && !named("web");
        if !shows_pages || modules.iter().any(|module| named(module.name)) {
            walk(&folder.join("src"), kind, &mut found);
        }
    }
    found.sort();
    found
}

fn walk(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, kind, found);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
}

/// The English texts by their Indonesian ones: those of the pages' frame and of every module.
fn catalogue() -> HashMap<String, String> {
    let frame = std::fs::read_to_string(crates().join("web/texts/en.po")).unwrap();
    let mut all = ::web::texts::parse(&frame);
    for module in guyub::modules::all() {
        all.extend(::web::texts::parse(module.texts));
    }
    all
}

/// The texts of a template that are shown in the reader's language: `"…"|t`, and what stands in
/// capitals in the arguments of a part, which the part looks up.
fn texts(template: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = template;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let call = rest[at + 2..].trim_start().starts_with("call ");
        let end = if rest[at..].starts_with("{{") {
            "}}"
        } else {
            "%}"
        };
        let mut inside = &rest[at + 2..];
        loop {
            let quote = inside.find('"');
            let over = inside.find(end).unwrap_or(inside.len());
            let Some(quote) = quote.filter(|quote| *quote < over) else {
                rest = inside.get(over + 2..).unwrap_or_default();
                break;
            };
            let (literal, after) = literal(&inside[quote + 1..]);
            let filter = after.trim_start().strip_prefix('|').map(str::trim_start);
            let filter = filter.and_then(|name| name.split(|c: char| !c.is_alphanumeric()).next());
            let label = call && filter.is_none() && literal.starts_with(char::is_uppercase);
            if filter == Some("t") || (label && literal.len() > 1) {
                found.insert(literal);
            }
            inside = after;
        }
    }
    found
}

/// The string that starts here, and what follows its closing quote.
fn literal(text: &str) -> (String, &str) {
    let mut plain = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (plain, &text[at + 1..]),
            '\\' => plain.extend(chars.next().map(|(_, c)| c)),
            _ => plain.push(c),
        }
    }
    (plain, "")
}

#[test]
fn every_text_of_a_template_is_there_in_english() {
    let english = catalogue();
    let mut missing = Vec::new();
    for file in sources("html") {
        let template = std::fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(crates()).unwrap().display().to_string();
        for text in texts(&template)
            .into_iter()
            .filter(|text| !english.contains_key(text))
        {
            missing.push(format!("{name}: {text}"));
        }
    }
    for module in guyub::modules::all() {
        for entry in module
            .navigation
            .iter()
            .filter(|entry| !english.contains_key(entry.label))
        {
            missing.push(format!("{}: {}", module.name, entry.label));
        }
    }
    assert!(
        missing.is_empty(),
        "{} texts without English:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn a_translation_keeps_the_places_that_are_filled_in() {
    for (text, english) in catalogue() {
        let places = |text: &str| -> BTreeSet<String> {
            let pieces = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'));
            pieces.map(|(name, _)| name.to_owned()).collect()
        };
        assert_eq!(places(&text), places(&english), "{text}");
    }
}

#[test]
fn no_catalogue_keeps_a_text_that_nobody_shows() {
    let mut all = String::new();
    for kind in ["html", "rs"] {
        for file in sources(kind) {
            all.push_str(&unwrapped(&std::fs::read_to_string(file).unwrap()));
        }
    }
    let catalogue = catalogue();
    let stale: Vec<&String> = catalogue
        .keys()
        .filter(|text| !all.contains(&text.replace('"', "\\\"")) && !all.contains(text.as_str()))
        .collect();
    assert!(stale.is_empty(), "stale: {stale:#?}");
}

/// Source text with the strings that go on in the next line made one.
fn unwrapped(source: &str) -> String {
    let mut lines = source.split("\\\n");
    let mut text = lines.next().unwrap_or_default().to_owned();
    lines.for_each(|line| text.push_str(line.trim_start()));
    text
}

#[test]
fn texts_are_found_in_a_template() {
    let template = r#"<p title="Bukan">{{ "Ada {n}"|t|with("n", n) }} {{ "home"|icon }}</p>
        {% call field::text("nama", "Nama lengkap", form.nama, required=true) %}{% endcall %}
        {% if x == "Y" %}{{ 'a'|t }}{% endif %}{{ "Kata \"itu\"" | t }}"#;
    let found: Vec<String> = texts(template).into_iter().collect();
    assert_eq!(found, ["Ada {n}", "Kata \"itu\"", "Nama lengkap"]);
}
