//! QR codes as SVG, for screens and paper.
//! Dark on white in every colour scheme: cameras expect it.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// White modules around the code that readers need.
const QUIET: usize = 4;

/// `text` as a QR code in SVG with `role="img"` and `label`; empty when `text` is too long
/// for any code (about 2,300 bytes).
#[must_use]
pub fn svg(text: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return String::new();
    };
    let size = code.width() + 2 * QUIET;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" \
         aria-label=\"{}\" shape-rendering=\"crispEdges\"><path fill=\"#FFF\" \
         d=\"M0 0h{size}v{size}H0z\"/><path d=\"{}\"/></svg>",
        crate::chart::escape(label),
        dark_runs(&code)
    )
}

/// Runs of dark modules, one path command each.
fn dark_runs(code: &QrCode) -> String {
    let mut path = String::new();
    for (y, line) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in line.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(
                    path,
                    "M{} {}h{}v1h-{}z",
                    x + QUIET,
                    y + QUIET,
                    run.len(),
                    run.len()
                );
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_labelled_square() {
        let svg = svg("https://contoh.id/k/ABC234", "Kode \"QR\"");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
        assert!(svg.contains("aria-label=\"Kode &quot;QR&quot;\""));
        assert!(
            svg.contains("M4 4h7v1h-7z"),
            "the corner mark begins inside the quiet zone"
        );
    }

    #[test]
    fn a_text_too_long_for_a_code_gives_none() {
        assert_eq!(svg(&"x".repeat(5000), ""), "");
    }
}
