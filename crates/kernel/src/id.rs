//! Ids of every context: newtypes over a UUID, made by the application.
//! Rows use UUIDv7 (they sort by time); anonymous answers and tokens use random ones.
//! An id says what it names, so that a person's id cannot be passed where a unit's is due.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.simple().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A unit: village board, hamlet, RT, committee.
    UnitId,
    /// A person on a unit's roll, or a guest.
    PersonId,
    /// A person's belonging to a unit.
    MembershipId,
    /// A parent or guardian of somebody under 18.
    GuardianId,
    /// A consent that somebody gave.
    ConsentId,
    /// Two entries of one person made one.
    MergeId,
    /// A village's wish to become part of another.
    MergerId,
    /// A request to join a unit.
    JoinRequestId,
    /// An office held by a person for a time.
    AppointmentId,
    /// A board's time in office.
    TermId,
    /// The paper that confirms a board.
    DecreeId,
    /// A handover from one board to the next.
    HandoverId,
    /// An officer's account.
    AccountId,
    /// One signed-in device.
    SignInId,
    /// An invitation to make an account.
    InviteId,
    /// A role beside the offices, for a time.
    ExtraRoleId,
    /// An account's way back, opened by two officers together.
    RecoveryId,
    /// A passkey of an account.
    PasskeyId,
    /// An import of a member list.
    ImportId,
    /// What a person asked about their own data.
    RequestId,
    /// Names lent to another unit for a time.
    ShareId,
    /// One look at names that were lent.
    LookId,
    /// An activity of a unit.
    ActivityId,
    /// One session (half-day, evening) of an activity.
    SessionId,
    /// A registration for an activity.
    RegistrationId,
    /// One mark of attendance.
    MarkId,
    /// A photo of an activity.
    PhotoId,
    /// A certificate.
    CertificateId,
    /// A training: an activity that teaches.
    TrainingId,
    /// A survey.
    SurveyId,
    /// A question of a survey.
    QuestionId,
    /// An anonymous answer; always random, never ordered by time.
    ResponseId,
    /// A unit's work programme for a year.
    ProgramId,
    /// A line of a work programme.
    ProgramItemId,
    /// Something in a village's own year: exams, market days, custom.
    CalendarEntryId,
    /// Something that a village has.
    PotentialId,
    /// What a village lacks, with the problem behind it.
    NeedId,
    /// An idea that somebody sent in.
    IdeaId,
    /// A cash book of a unit.
    CashBookId,
    /// A line of a cash book, with its voucher.
    EntryId,
    /// Where money comes from, and what it is bound to.
    FundSourceId,
    /// A month of a cash book that was closed.
    ClosingId,
    /// A photo or paper that proves an entry.
    ProofId,
    /// A series in which letters are numbered.
    SeriesId,
    /// A letter that the unit writes.
    LetterId,
    /// A greeting with which a unit's letters begin and end.
    GreetingId,
    /// A letter that came in.
    IncomingId,
    /// What is to be done with a letter that came in.
    DispositionId,
    /// A line of the guest book.
    GuestEntryId,
    /// A thing of the inventory.
    ItemId,
    /// Something that happened to a thing.
    ItemChangeId,
    /// Things that were lent.
    ItemLoanId,
    /// Lent things that came back.
    ItemReturnId,
    /// A walk through the inventory.
    StockTakeId,
    /// A budget (RAB) of an activity or of a unit.
    BudgetId,
    /// A line of a budget; the same in all its versions.
    BudgetLineId,
    /// How much members pay, from a month on.
    DuesRuleId,
    /// Dues for one occasion.
    OccasionId,
    /// A time in which a member pays no dues.
    DuesPauseId,
    /// What a member paid for a month or an occasion.
    DuesPaymentId,
    /// Payments that were recorded together.
    RoundId,
    /// A piece of background work.
    JobId,
    /// A stored file.
    FileId,
    /// A line of the audit log.
    AuditId,
}
