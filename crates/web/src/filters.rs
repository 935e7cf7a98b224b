//! Filters for templates: `use web::filters;` beside the page structs.
//! `t` looks up the reader's language, `with` fills a place in braces:
//! `{{ "{n} tempat"|t|with("n", seats) }}`.

#![expect(
    missing_docs,
    reason = "askama's macro makes an item without a comment beside each filter"
)]

use crate::texts::{Lang, say};
use std::fmt::Display;

/// The text in the reader's language.
///
/// # Errors
///
/// Never; the signature is askama's.
#[askama::filter_fn]
pub fn t(text: impl Display, values: &dyn askama::Values) -> askama::Result<String> {
    let lang = askama::get_value::<Lang>(values, "lang")
        .copied()
        .unwrap_or_default();
    Ok(say(lang, &text.to_string()))
}

/// The text with `{name}` replaced by `value`.
///
/// # Errors
///
/// Never; the signature is askama's.
#[askama::filter_fn]
pub fn with<V: Display>(
    text: impl Display,
    _: &dyn askama::Values,
    name: &str,
    value: V,
) -> askama::Result<String> {
    Ok(text
        .to_string()
        .replace(&format!("{{{name}}}"), &value.to_string()))
}

/// An icon of the sprite by its name, as HTML.
///
/// # Errors
///
/// Never; the signature is askama's.
#[askama::filter_fn]
pub fn icon(
    name: impl Display,
    _: &dyn askama::Values,
) -> askama::Result<askama::filters::Safe<String>> {
    Ok(askama::filters::Safe(crate::assets::icon(
        &name.to_string(),
    )))
}

/// The address of an asset by its name.
///
/// # Errors
///
/// Never; the signature is askama's.
#[askama::filter_fn]
pub fn asset(name: impl Display, _: &dyn askama::Values) -> askama::Result<&'static str> {
    Ok(crate::assets::path(&name.to_string()))
}

/// The one or two letters for the round sign beside a person's name.
///
/// # Errors
///
/// Never; the signature is askama's.
#[askama::filter_fn]
pub fn initials(name: impl Display, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(crate::assets::initials(&name.to_string()))
}
