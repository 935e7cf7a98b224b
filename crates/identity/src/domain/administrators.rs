//! A unit always keeps somebody who can look after its officers' accounts.

use kernel::id::PersonId;

/// Somebody who may look after the unit's officers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Administrator {
    pub(crate) person: PersonId,
    /// Whether they have chosen a passphrase of their own; until then nobody knows if they can.
    pub(crate) settled: bool,
}

/// The unit would be left without anybody who can look after its officers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Ini satu-satunya ketua, wakil ketua, atau sekretaris yang bisa masuk. Tambah dulu penggantinya \
     dan minta dia masuk sekali, baru yang ini bisa ditutup."
)]
pub(crate) struct LastAdministrator;

/// Whether `leaving` may go: somebody settled must remain, if one of them is an administrator.
pub(crate) fn may_leave(
    administrators: &[Administrator],
    leaving: &[PersonId],
) -> Result<(), LastAdministrator> {
    let is_one = administrators
        .iter()
        .any(|one| leaving.contains(&one.person));
    let remains = administrators
        .iter()
        .any(|one| !leaving.contains(&one.person) && one.settled);
    if is_one && !remains {
        Err(LastAdministrator)
    } else {
        Ok(())
    }
}

/// A board would take over on which nobody can look after its officers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Belum ada ketua, wakil ketua, atau sekretaris di susunan baru yang sudah bisa masuk. Buatkan \
     dulu akunnya dan minta dia masuk sekali, baru pengurusnya berganti."
)]
pub(crate) struct NoAdministrator;

/// Whether a unit with these administrators can go on: one of them must be settled.
pub(crate) fn can_go_on(administrators: &[Administrator]) -> Result<(), NoAdministrator> {
    match administrators.iter().any(|one| one.settled) {
        true => Ok(()),
        false => Err(NoAdministrator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    fn administrator(n: u128, settled: bool) -> Administrator {
        Administrator {
            person: person(n),
            settled,
        }
    }

    #[test]
    fn the_last_administrator_stays() {
        assert_eq!(
            may_leave(&[administrator(1, true)], &[person(1)]),
            Err(LastAdministrator)
        );
    }

    #[test]
    fn one_of_two_may_go() {
        let both = [administrator(1, true), administrator(2, true)];
        assert_eq!(may_leave(&both, &[person(1)]), Ok(()));
    }

    #[test]
    fn somebody_who_has_never_signed_in_does_not_count_as_the_one_who_remains() {
        let both = [administrator(1, true), administrator(2, false)];
        assert_eq!(may_leave(&both, &[person(1)]), Err(LastAdministrator));
        assert_eq!(may_leave(&both, &[person(2)]), Ok(()));
    }

    #[test]
    fn of_a_board_that_leaves_together_somebody_remains() {
        let both = [administrator(1, true), administrator(2, true)];
        let together = [person(1), person(2), person(3)];
        assert_eq!(may_leave(&both, &together), Err(LastAdministrator));
        assert_eq!(may_leave(&both, &together[1..]), Ok(()));
    }

    #[test]
    fn whoever_is_no_administrator_may_always_go() {
        assert_eq!(may_leave(&[administrator(1, true)], &[person(3)]), Ok(()));
    }

    #[test]
    fn a_board_goes_on_only_with_somebody_who_has_signed_in() {
        assert_eq!(can_go_on(&[]), Err(NoAdministrator));
        assert_eq!(can_go_on(&[administrator(1, false)]), Err(NoAdministrator));
        assert_eq!(can_go_on(&[administrator(1, true)]), Ok(()));
    }
}
