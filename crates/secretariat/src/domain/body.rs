//! The text of a letter as it is typed: paragraphs with an empty line between, and pairs such as
//! "Tempat: Balai Desa", which stand under each other on paper.

use kernel::paper::Block;

/// What stands where something is still to be filled in.
pub(crate) const GAP: &str = "…";

/// No label is longer: what is, is a sentence with a colon in it.
const LONGEST_LABEL: usize = 30;

/// The text as blocks of a document.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let parts = text.split("\n\n").map(str::trim);
    parts.filter(|part| !part.is_empty()).map(block).collect()
}

fn block(part: &str) -> Block {
    let pairs: Option<Vec<(String, String)>> = part.lines().map(pair).collect();
    pairs.map_or_else(|| Block::Text(part.to_owned()), Block::Facts)
}

/// "Label: value", if the line is that.
fn pair(line: &str) -> Option<(String, String)> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    let short = !label.is_empty() && label.chars().count() <= LONGEST_LABEL;
    (short && !value.is_empty()).then(|| (label.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_under_each_other_and_the_rest_are_paragraphs() {
        let text = "Kami mengundang pada:\r\n\r\nPukul: 19.30\r\nTempat: Balai Desa\r\n\r\n\r\nTerima kasih.";
        let facts = vec![
            ("Pukul".to_owned(), "19.30".to_owned()),
            ("Tempat".to_owned(), "Balai Desa".to_owned()),
        ];
        let expected = vec![
            Block::Text("Kami mengundang pada:".to_owned()),
            Block::Facts(facts),
            Block::Text("Terima kasih.".to_owned()),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks(" \n\n "), Vec::new());
    }
}
