//! The table of contents of the product: what each context contributes.

use web::Module;

/// Every context, the lowest floor first.
#[must_use]
pub fn all() -> Vec<Module> {
    vec![
        organization::MODULE,
        identity::MODULE,
        finance::MODULE,
        secretariat::MODULE,
        planning::MODULE,
        activity::MODULE,
        meeting::MODULE,
        training::MODULE,
        evaluation::MODULE,
        crate::api::MODULE,
    ]
}
