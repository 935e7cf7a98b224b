//! How a letter greets and takes leave: words to choose from, and those a unit adds for itself.

use kernel::id::GreetingId;

/// The first and the last line of a letter; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Greeting {
    /// The first line.
    pub opening: String,
    /// The last line.
    pub leave: String,
}

impl Greeting {
    /// The preset that the form calls `value`; empty for none.
    #[must_use]
    pub fn preset(value: &str) -> Self {
        let mut presets = presets();
        let found = presets.find(|preset| preset.value == value);
        found.map(|preset| preset.words).unwrap_or_default()
    }
}

/// Greetings that every unit may choose, each with the word by which the form knows it.
const PRESETS: [(&str, &str, &str); 6] = [
    ("hormat", "Dengan hormat,", ""),
    (
        "islam",
        "Assalamu'alaikum warahmatullahi wabarakatuh,",
        "Wassalamu'alaikum warahmatullahi wabarakatuh.",
    ),
    ("sejahtera", "Salam sejahtera,", ""),
    ("hindu", "Om Swastyastu,", "Om Santih, Santih, Santih, Om."),
    (
        "bersama",
        "Assalamu'alaikum warahmatullahi wabarakatuh, salam sejahtera bagi kita semua, Shalom, \
         Om Swastyastu, Namo Buddhaya, salam kebajikan,",
        "Wassalamu'alaikum warahmatullahi wabarakatuh, salam sejahtera, Shalom, Om Santih, Santih, \
         Santih, Om, Namo Buddhaya, salam kebajikan.",
    ),
    (
        "karang-taruna",
        "Salam Karang Taruna, Adhitya Karya Mahatva Yodha!",
        "Adhitya Karya Mahatva Yodha!",
    ),
];

/// What stands for the words of a draft that nobody offers any more.
const KEPT: &str = "tetap";

/// A greeting that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    pub(crate) words: Greeting,
}

impl Choice {
    fn new(value: &str, opening: &str, leave: &str) -> Self {
        Self {
            value: value.to_owned(),
            words: Greeting {
                opening: opening.to_owned(),
                leave: leave.to_owned(),
            },
        }
    }

    /// One that the unit added.
    pub(crate) fn own(id: GreetingId, words: Greeting) -> Self {
        Self {
            value: id.to_string(),
            words,
        }
    }

    /// What the form calls it.
    pub(crate) fn label(&self) -> &str {
        &self.words.opening
    }
}

/// The presets, in the order of the form.
pub(crate) fn presets() -> impl Iterator<Item = Choice> {
    let choice = |(value, opening, leave): (&str, &str, &str)| Choice::new(value, opening, leave);
    PRESETS.into_iter().map(choice)
}

/// What can be chosen by a unit with `own` greetings; `kept`, the words of a draft, stay among them.
pub(crate) fn choices(own: Vec<Choice>, kept: Option<&Greeting>) -> Vec<Choice> {
    let mut all: Vec<Choice> = presets().chain(own).collect();
    if let Some(kept) = kept
        && value_of(&all, kept).is_none()
    {
        all.push(Choice::new(KEPT, &kept.opening, &kept.leave));
    }
    all
}

/// What the form sends for `words`, if they can be chosen.
pub(crate) fn value_of(choices: &[Choice], words: &Greeting) -> Option<String> {
    let found = choices.iter().find(|choice| choice.words == *words);
    found.map(|choice| choice.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_draft_can_be_kept_when_nobody_offers_them_any_more() {
        let old = Greeting {
            opening: "Rahayu,".to_owned(),
            leave: String::new(),
        };
        let choices = choices(Vec::new(), Some(&old));
        assert_eq!(value_of(&choices, &old).as_deref(), Some(KEPT));
        let known = presets().next().unwrap().words;
        assert_eq!(
            super::choices(Vec::new(), Some(&known)).len(),
            PRESETS.len()
        );
    }
}
