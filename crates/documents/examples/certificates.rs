//! How long a batch of certificates takes: `cargo run --release -p documents --example certificates -- 1000`.
//! Prints wall and processor seconds and the size; with a second argument writes the PDF there.

use std::cell::Cell;
use std::time::Instant;

use documents::{CertificateBatch, CertificateItem, certificates};
use kernel::paper::{Letterhead, Signature, Signatures};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().map_or(Ok(1000), |text| text.parse())?;
    let batch = batch(count);
    let (start, shown) = (Instant::now(), Cell::new(0));
    let pdf = certificates(&batch, |done, all| {
        if done * 10 / all > shown.get() {
            shown.set(done * 10 / all);
            eprintln!("{done} dari {all}");
        }
    })?;
    let wall = start.elapsed().as_secs_f64();
    println!(
        "{count} certificates\t{wall:.2} s, {:.2} s of processor, {} kB, peak of memory {} MB",
        processor_seconds(),
        pdf.len() / 1024,
        peak_megabytes(),
    );
    if let Some(path) = arguments.next() {
        std::fs::write(path, pdf)?;
    }
    Ok(())
}

fn batch(count: usize) -> CertificateBatch {
    let person = |office: &str, name: &str| Signature {
        lead: String::new(),
        office: office.to_owned(),
        name: name.to_owned(),
    };
    CertificateBatch {
        letterhead: Letterhead {
            lines: vec![
                "KARANG TARUNA KARYA MANDIRI".to_owned(),
                "DESA JAMBU".to_owned(),
            ],
            ..Letterhead::default()
        },
        title: "SERTIFIKAT".to_owned(),
        items: (1..=count)
            .map(|n| CertificateItem {
                number: format!("{n:03}/SERT/KT-KM/XI/2026"),
                name: format!("Peserta Nomor {n} Rahmawati"),
                role: "PESERTA".to_owned(),
                verify_url: format!("https://guyub.example/v/{n:08}"),
            })
            .collect(),
        activity: "Pelatihan Kewirausahaan".to_owned(),
        theme: "Dari Desa, Berdaya Bersama".to_owned(),
        organiser: "Karang Taruna Karya Mandiri".to_owned(),
        dates: "24–25 November 2026 di Balai Desa Jambu".to_owned(),
        hours: 8,
        signatures: Signatures {
            place_and_day: "Jambu, 25 November 2026".to_owned(),
            people: vec![
                person("Kepala Desa", "H. Sutrisno"),
                person("Ketua", "Ahmad Fauzi"),
            ],
        },
        materials: Vec::new(),
    }
}

/// User and system time of this process, in ticks of a hundredth of a second on Linux; else 0.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 = after_name
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|t| t.parse::<f64>().ok())
        .sum();
    ticks / 100.0
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
