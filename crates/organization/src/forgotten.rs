//! What a text may call somebody who is being forgotten: contexts ask for it while the name is still
//! there, and take it out of what was typed.

use crate::NOBODY;
use crate::store::names;
use kernel::id::{AccountId, PersonId};
use kernel::{name, phone};
use storage::Tx;
use web::Result;

/// See the module's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    name: String,
    /// Digits as people dial them.
    phones: Vec<String>,
    namesake: bool,
}

/// What a text may call `person`, who is about to be forgotten.
///
/// # Errors
///
/// When the database refuses.
pub async fn forgotten(tx: &mut Tx, person: PersonId) -> Result<Forgotten> {
    let names = names::names(tx, &[person]).await?;
    let name = names.into_values().map(|(_, name)| name).next();
    let phones = names::phones(tx, person).await?;
    Ok(Forgotten {
        name: name.unwrap_or_default(),
        phones: phones
            .iter()
            .map(|one| digits(&phone::local(one)))
            .collect(),
        namesake: names::has_namesake(tx, person).await?,
    })
}

/// Writes [`NOBODY`] wherever the name of the officer `account` stands beside what they did.
///
/// # Errors
///
/// When the database refuses.
pub async fn forget_officer(tx: &mut Tx, account: AccountId) -> Result<()> {
    names::rename_officer(tx, account, NOBODY).await
}

impl Forgotten {
    /// Whether somebody else on the roll is called the same, so that a name alone does not tell.
    #[must_use]
    pub const fn has_namesake(&self) -> bool {
        self.namesake
    }

    /// `text` without the name.
    #[must_use]
    pub fn out_of(&self, text: &str) -> String {
        name::replaced(text, &self.name, NOBODY)
    }

    /// Whether `text` says whom to ask, and that is them: by name or by phone.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let dialled = digits(text).replacen("62", "0", usize::from(text.contains("+62")));
        self.out_of(text) != text || self.phones.iter().any(|one| dialled.contains(one))
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_the_whole_name_or_the_phone() {
        let ana = Forgotten {
            name: "Ana Lestari".to_owned(),
            phones: vec!["081277771234".to_owned()],
            namesake: false,
        };
        for text in [
            "Ana Lestari",
            "Kak ana lestari",
            "Ana 0812-7777-1234",
            "+62 812 7777 1234",
        ] {
            assert!(ana.is_in(text), "{text}");
        }
        for text in ["", "Ana Wijaya", "0812-7777-1235"] {
            assert!(!ana.is_in(text), "{text}");
        }
        assert_eq!(ana.out_of("oleh Ana Lestari"), format!("oleh {NOBODY}"));
    }
}
