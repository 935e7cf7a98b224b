//! All parts of the look on one page: `cargo run -p web --example parts > parts.html`.
//! For people who change the style sheet; the icons need the server to be seen.

use askama::Template;
use std::io::Write as _;
use web::chart::{Distribution, Grouped};
use web::filters;

#[derive(Template)]
#[template(path = "parts.html")]
struct Parts {
    css: &'static str,
    token: &'static str,
    empty: &'static str,
    stars: Distribution,
    grouped: Grouped,
    ring: String,
    qr: String,
}

fn main() -> anyhow::Result<()> {
    let stars = Distribution::new(
        "Materi mudah dipahami",
        [
            ("Sangat setuju", 11),
            ("Setuju", 8),
            ("Ragu-ragu", 3),
            (
                "Tidak setuju, karena waktunya terlalu singkat untuk berlatih sendiri",
                1,
            ),
            ("Sangat tidak setuju", 0),
        ],
    );
    let grouped = Grouped {
        title: "Harapan dan kenyataan".into(),
        series: vec!["Harapan".into(), "Kenyataan".into()],
        groups: vec![
            ("Materi".into(), vec![Some(4.2), Some(3.9)]),
            ("Pemateri".into(), vec![Some(4.5), Some(4.7)]),
            ("Tempat dan waktu".into(), vec![Some(4.0), None]),
        ],
        full: 5.0,
    };
    let page = Parts {
        css: web::assets::CSS,
        token: "contoh",
        empty: "",
        stars,
        grouped,
        ring: web::chart::ring("Data lengkap", 212, 250),
        qr: web::qr::svg("https://guyub.example/k/K7M2QP", "Kode QR pendaftaran"),
    };
    std::io::stdout().write_all(page.render_with_values(&web::Lang::Id)?.as_bytes())?;
    Ok(())
}
