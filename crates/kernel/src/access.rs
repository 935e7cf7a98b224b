//! Who may do what: acts, roles and scopes, as data.
//! Each context lists its acts in `acts.rs`; the whole matrix is printed by a test.
//! A `Scope` is the answer to "may I": finders of personal data ask for one.

use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// What somebody does in a unit; comes from an office, never from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Ketua.
    Chair,
    /// Wakil ketua.
    ViceChair,
    /// Sekretaris.
    Secretary,
    /// Bendahara.
    Treasurer,
    /// Koordinator bidang.
    DivisionHead,
    /// Panitia.
    CommitteeOfficer,
    /// Pembina: reads counts, money and reports.
    Supervisor,
    /// Runs the server; sees no personal data.
    SystemAdministrator,
}

impl Role {
    /// Every role, in the order in which the matrix is printed.
    pub const ALL: [Self; 8] = [
        Self::Chair,
        Self::ViceChair,
        Self::Secretary,
        Self::Treasurer,
        Self::DivisionHead,
        Self::CommitteeOfficer,
        Self::Supervisor,
        Self::SystemAdministrator,
    ];

    /// The board: whoever leads the unit from day to day.
    pub const BOARD: &'static [Self] = &[
        Self::Chair,
        Self::ViceChair,
        Self::Secretary,
        Self::Treasurer,
    ];

    /// Everybody who works for the unit: the board, division heads, committee officers.
    pub const OFFICERS: &'static [Self] = &[
        Self::Chair,
        Self::ViceChair,
        Self::Secretary,
        Self::Treasurer,
        Self::DivisionHead,
        Self::CommitteeOfficer,
    ];

    /// The officers and the supervisor: whoever may read reports.
    pub const READERS: &'static [Self] = &[
        Self::Chair,
        Self::ViceChair,
        Self::Secretary,
        Self::Treasurer,
        Self::DivisionHead,
        Self::CommitteeOfficer,
        Self::Supervisor,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice_chair",
            Self::Secretary => "secretary",
            Self::Treasurer => "treasurer",
            Self::DivisionHead => "division_head",
            Self::CommitteeOfficer => "committee_officer",
            Self::Supervisor => "supervisor",
            Self::SystemAdministrator => "system_administrator",
        }
    }

    /// The role whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The title on the page.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Chair => "Ketua",
            Self::ViceChair => "Wakil Ketua",
            Self::Secretary => "Sekretaris",
            Self::Treasurer => "Bendahara",
            Self::DivisionHead => "Koordinator Bidang",
            Self::CommitteeOfficer => "Panitia",
            Self::Supervisor => "Pembina",
            Self::SystemAdministrator => "Pengelola sistem",
        }
    }
}

/// Something that can be done in a unit, and the roles that may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// `context.verb_noun`, the same in code, log and matrix.
    pub name: &'static str,
    /// Who may.
    pub roles: &'static [Role],
}

impl Act {
    /// An act named `name` that `roles` may do.
    #[must_use]
    pub const fn new(name: &'static str, roles: &'static [Role]) -> Self {
        Self { name, roles }
    }

    /// Whether `role` may do this.
    #[must_use]
    pub fn allows(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A role held in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
}

/// Proof that somebody may see the data of one unit; only a permission check hands it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    unit: UnitId,
}

impl Scope {
    /// The scope of `unit`, if one of `grants` allows `act` there.
    #[must_use]
    pub fn resolve(act: &Act, unit: UnitId, grants: &[Grant]) -> Option<Self> {
        grants
            .iter()
            .any(|grant| grant.unit == unit && act.allows(grant.role))
            .then_some(Self { unit })
    }

    /// The scope of the program itself: jobs, imports from the command line, demo.
    #[must_use]
    pub const fn of_system(unit: UnitId) -> Self {
        Self { unit }
    }

    /// The unit whose data may be seen.
    #[must_use]
    pub const fn unit(&self) -> UnitId {
        self.unit
    }
}
