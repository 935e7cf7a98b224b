//! Paper and posters: takes data from the contexts, sets them with Typst in this process.
//! Every function is synchronous and may take long; call it from a job, never on a request's thread.
//! All text is data; `kernel::paper` holds what several documents share.

mod attendance;
mod card;
mod certificate;
mod decree;
mod drawing;
mod engine;
mod error;
mod fonts;
mod label;
mod letter;
mod picture;
mod pieces;
mod poster;
mod report;
mod survey;
mod table;
mod wording;

pub use attendance::{AttendanceRow, AttendanceSheet, attendance_sheet};
pub use card::{MemberCard, MemberCards, member_cards};
pub use certificate::{CertificateBatch, CertificateItem, Material, certificates};
pub use decree::{DecreeDraft, decree_draft};
pub use drawing::drawing;
pub use error::Error;
pub use fonts::missing_glyphs;
pub use label::{Label, Labels, labels};
pub use letter::{Letter, letter};
pub use picture::{is_picture, small_photo};
pub use poster::{Poster, poster};
pub use report::{Numbering, Picture, Ratification, Report, report};
pub use survey::{Answer, FormQuestion, SurveyForm, survey_form};
pub use table::{TableDocument, table_document};
