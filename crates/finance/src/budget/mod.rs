//! Budgets (RAB): what an activity or a unit's year will cost and who pays for it, in lines from
//! which every sum follows; versions that stay readable; a board's own spreadsheet checked row by
//! row; and what was planned beside what the cash books say.

mod ask;
mod content;
mod form;
mod keep;
mod pages;
mod panel;
mod paper;
mod realised;
mod sheet;
mod sheet_head;
mod store;
mod templates;
mod typed;
mod volume;
mod vouchers;
mod workbook;

pub(crate) use ask::{LineChoice, line_choices, line_name, read_choice};
pub use content::{BudgetLine, BudgetSection, Content, LineError, Side, Sum};
pub use keep::{NewBudget, approve_budget, open_budget, put_line, revise_budget};
pub(crate) use pages::router;
pub use panel::valid_budget;
pub(crate) use panel::{activity_panel, report_section};
pub use paper::budget_section;
pub use realised::{Realised, RealisedLine, realised};
pub use sheet::{Finding, SheetBudget, read_sheet};
pub use store::{Budget, BudgetFor, budget_of, budgets};
pub use templates::{BudgetTemplate, TEMPLATES};
pub use volume::{NoVolume, Volume};
pub(crate) use vouchers::vouchers_section;
