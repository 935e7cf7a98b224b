//! The handbook's table of who may do what says what the code says.
//! `INSTA_UPDATE=always` writes the ticks; the words of a row are written by hand.

use kernel::access::{Act, Role};
use std::path::PathBuf;

const START: &str = "| Tindakan |";

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/handbook/hak-akses.md")
}

/// A row: words, ticks by role, the act's own name.
fn row(words: &str, act: &Act) -> String {
    let ticks = Role::ALL.map(|role| if act.allows(role) { "ya" } else { "" });
    format!("| {words} | {} | `{}` |", ticks.join(" | "), act.name)
}

/// The table, with the words that `before` has for each act.
fn table(before: &str) -> Result<String, String> {
    let titles = Role::ALL.map(Role::title).join(" | ");
    let mut lines = vec![
        format!("{START} {titles} | kode |"),
        format!("| --- |{}", " --- |".repeat(Role::ALL.len() + 1)),
    ];
    for act in guyub::modules::all().iter().flat_map(|module| module.acts) {
        let code = format!("`{}`", act.name);
        let known = before.lines().find(|line| line.contains(&code));
        let words = known
            .and_then(|line| line.split('|').nth(1))
            .map(str::trim)
            .ok_or(format!(
                "docs/handbook/hak-akses.md: add `| what it is | {code} |`"
            ))?;
        lines.push(row(words, act));
    }
    Ok(lines.join("\n"))
}

#[test]
fn the_handbooks_table_of_rights_is_the_codes() {
    let text = std::fs::read_to_string(page()).unwrap();
    let at = text.find(START).expect("the table's head");
    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
    let now = table(&text[at..end]).unwrap_or_else(|what| panic!("{what}"));
    if text[at..end].trim_end() == now {
        return;
    }
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always");
    assert!(
        update,
        "docs/handbook/hak-akses.md is old; run with INSTA_UPDATE=always:\n{now}"
    );
    std::fs::write(page(), format!("{}{now}\n{}", &text[..at], &text[end..])).unwrap();
}
