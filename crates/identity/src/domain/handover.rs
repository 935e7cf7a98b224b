//! A handover from one board to the next: who gives, who receives, and what still lacks before the
//! offices change.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{HandoverId, PersonId, TermId};

/// A handover as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handover {
    pub(crate) id: HandoverId,
    /// The term that is handed over.
    pub(crate) old_term: TermId,
    /// First day of the new term; the day of the handover when it is empty.
    pub(crate) from: Option<Date>,
    /// Last day of the new term as planned.
    pub(crate) until: Option<Date>,
    /// Number of the decree that confirms the new board, if it is there already.
    pub(crate) decree_number: String,
    pub(crate) decree_day: Option<Date>,
    /// Where it takes place.
    pub(crate) place: String,
    /// Who said that everything is given, and when.
    pub(crate) given: Option<(String, Timestamp)>,
    /// Who said that it is received, and when: the offices changed with it.
    pub(crate) received: Option<(String, Timestamp)>,
    pub(crate) version: i64,
}

/// Who hands over and who receives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parties {
    /// The chair of the old board.
    pub(crate) giver: Option<(PersonId, String)>,
    /// The chair of the new board.
    pub(crate) receiver: Option<(PersonId, String)>,
}

impl Parties {
    pub(crate) fn gives(&self, person: Option<PersonId>) -> bool {
        is(self.giver.as_ref(), person)
    }

    pub(crate) fn receives(&self, person: Option<PersonId>) -> bool {
        is(self.receiver.as_ref(), person)
    }
}

fn is(party: Option<&(PersonId, String)>, person: Option<PersonId>) -> bool {
    party
        .zip(person)
        .is_some_and(|((id, _), person)| *id == person)
}

/// What must be there before a board can be given to the next; the texts say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Lacking {
    #[error("Ketua baru belum dipilih. Isi susunan pengurus baru.")]
    Chair,
    #[error("Hari pertama masa bakti baru belum tiba. Ubah tanggalnya atau tunggu harinya.")]
    NotYet,
    #[error("Ketua baru belum punya akun. Undang dia supaya bisa menerima.")]
    Account,
    #[error("Ketua baru belum pernah masuk dengan kata sandi sendiri. Minta dia masuk sekali.")]
    Settled,
}

/// How the account of the one who receives stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountState {
    Missing,
    /// Has a one-time passphrase that was not used.
    Waiting,
    Ready,
}

impl Handover {
    /// What lacks on `today`, in the order in which it is best put right.
    pub(crate) fn lacking(
        &self,
        parties: &Parties,
        account: AccountState,
        today: Date,
    ) -> Vec<Lacking> {
        let mut lacking = Vec::new();
        if self.from.is_some_and(|from| from > today) {
            lacking.push(Lacking::NotYet);
        }
        match (&parties.receiver, account) {
            (None, _) => lacking.push(Lacking::Chair),
            (Some(_), AccountState::Missing) => lacking.push(Lacking::Account),
            (Some(_), AccountState::Waiting) => lacking.push(Lacking::Settled),
            (Some(_), AccountState::Ready) => {}
        }
        lacking
    }

    pub(crate) const fn is_done(&self) -> bool {
        self.received.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn handover(from: Option<Date>) -> Handover {
        Handover {
            id: HandoverId(uuid::Uuid::nil()),
            old_term: TermId(uuid::Uuid::nil()),
            from,
            until: None,
            decree_number: String::new(),
            decree_day: None,
            place: String::new(),
            given: None,
            received: None,
            version: 0,
        }
    }

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    fn parties() -> Parties {
        Parties {
            giver: Some((person(1), "Lama".to_owned())),
            receiver: Some((person(2), "Baru".to_owned())),
        }
    }

    #[test]
    fn nothing_lacks_when_the_new_chair_can_sign_in() {
        let lacking = handover(None).lacking(&parties(), AccountState::Ready, TODAY);
        assert_eq!(lacking, []);
        let today = handover(Some(TODAY)).lacking(&parties(), AccountState::Ready, TODAY);
        assert_eq!(today, []);
    }

    #[test]
    fn a_new_chair_is_chosen_then_gets_an_account_then_uses_it() {
        let nobody = Parties {
            receiver: None,
            ..parties()
        };
        let with = |parties: &Parties, account| handover(None).lacking(parties, account, TODAY);
        assert_eq!(with(&nobody, AccountState::Missing), [Lacking::Chair]);
        assert_eq!(with(&parties(), AccountState::Missing), [Lacking::Account]);
        assert_eq!(with(&parties(), AccountState::Waiting), [Lacking::Settled]);
    }

    #[test]
    fn a_board_is_not_given_before_its_first_day() {
        let tomorrow = handover(Some(date(2026, 11, 25)));
        let lacking = tomorrow.lacking(&parties(), AccountState::Ready, TODAY);
        assert_eq!(lacking, [Lacking::NotYet]);
    }

    #[test]
    fn only_the_two_chairs_are_parties() {
        let parties = parties();
        assert!(parties.gives(Some(person(1))) && !parties.gives(Some(person(2))));
        assert!(parties.receives(Some(person(2))) && !parties.receives(None));
    }
}
