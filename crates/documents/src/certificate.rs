//! Certificates: one PDF for all participants, a QR code on each, the lessons on the back.
//! Pages are set in portions on several threads and then bound together,
//! so that a thousand take seconds and the progress can be shown.

use std::collections::VecDeque;

use kernel::paper::{Letterhead, Signatures};
use serde_json::{Value, json};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::engine::{self, Job, Template};
use crate::wording::at_most;
use crate::{Error, picture, pieces};

/// Certificates set in one go.
const PORTION: usize = 20;

/// One person's certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateItem {
    /// Number as in the register; empty leaves the line out.
    pub number: String,
    /// Name, large.
    pub name: String,
    /// "PESERTA", "NARASUMBER", "PANITIA".
    pub role: String,
    /// Where the QR code leads; empty leaves it out.
    pub verify_url: String,
}

/// A lesson on the back page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Material {
    /// What was taught.
    pub title: String,
    /// By whom.
    pub speaker: String,
    /// Lesson hours (JP); 0 when not counted.
    pub hours: u16,
}

/// The certificates of one activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateBatch {
    /// Head of the paper.
    pub letterhead: Letterhead,
    /// "SERTIFIKAT" or "PIAGAM PENGHARGAAN".
    pub title: String,
    /// All who get one, in the order of the pages.
    pub items: Vec<CertificateItem>,
    /// Name of the activity.
    pub activity: String,
    /// Its theme, or empty.
    pub theme: String,
    /// Who organised it.
    pub organiser: String,
    /// "24–25 November 2026 di Balai Desa Jambu".
    pub dates: String,
    /// Lesson hours (JP); 0 leaves them out.
    pub hours: u16,
    /// Place, day and signatures, one to three.
    pub signatures: Signatures,
    /// What was taught; when there is any, each certificate gets a back page.
    pub materials: Vec<Material>,
}

/// All certificates of `batch` in one PDF, A4 on its side.
///
/// `progress` hears how many of all are set, on the caller's thread.
///
/// # Errors
///
/// [`Error::Empty`] without participants, [`Error::Picture`] for a broken logo,
/// [`Error::Qr`] for an address that is too long, [`Error::Typeset`] if it can't be set.
pub fn certificates(
    batch: &CertificateBatch,
    progress: impl Fn(usize, usize),
) -> Result<Vec<u8>, Error> {
    let pages = engine::join(set(batch, progress)?);
    // Structure tags would double the file and say little on a page of ten lines.
    engine::on_worker(move || engine::pdf(&pages, false))
        .recv()
        .map_err(|_| Error::Crashed)?
}

/// Sets the portions, a few at a time, so that a small document of someone else slips between.
fn set(
    batch: &CertificateBatch,
    progress: impl Fn(usize, usize),
) -> Result<Vec<PagedDocument>, Error> {
    if batch.items.is_empty() {
        return Err(Error::Empty);
    }
    let logo = batch
        .letterhead
        .logo
        .as_deref()
        .map(picture::logo)
        .transpose()?
        .map(Bytes::new);
    let (mut parts, mut waiting, mut done) = (Vec::new(), VecDeque::new(), 0);
    let mut finish = |waiting: &mut VecDeque<(usize, std::sync::mpsc::Receiver<_>)>| {
        let Some((count, part)) = waiting.pop_front() else {
            return Ok(());
        };
        parts.push(part.recv().map_err(|_| Error::Crashed)??);
        done += count;
        progress(done, batch.items.len());
        Ok::<(), Error>(())
    };
    for items in batch.items.chunks(PORTION) {
        let job = Job::with_clean_logo(
            Template::Certificate,
            &mut data(batch, items)?,
            logo.clone(),
        );
        waiting.push_back((items.len(), engine::on_worker(move || job.compile())));
        if waiting.len() > engine::worker_count() {
            finish(&mut waiting)?;
        }
    }
    while !waiting.is_empty() {
        finish(&mut waiting)?;
    }
    Ok(parts)
}

fn data(batch: &CertificateBatch, items: &[CertificateItem]) -> Result<Value, Error> {
    let items = items.iter().map(item).collect::<Result<Vec<_>, _>>()?;
    let materials: Vec<_> = batch
        .materials
        .iter()
        .map(|m| json!([m.title, m.speaker, m.hours]))
        .collect();
    let total: u32 = batch.materials.iter().map(|m| u32::from(m.hours)).sum();
    Ok(json!({
        "letterhead": pieces::letterhead(&batch.letterhead),
        "sheet": "a4",
        "title": at_most(&batch.title, 60),
        "items": items,
        "activity": at_most(&batch.activity, 300),
        "theme": at_most(&batch.theme, 300),
        "organiser": at_most(&batch.organiser, 200),
        "dates": at_most(&batch.dates, 200),
        "hours": batch.hours,
        "signatures": pieces::signatures(&batch.signatures),
        "materials": materials,
        "material_hours": total,
    }))
}

fn item(item: &CertificateItem) -> Result<Value, Error> {
    let address = item.verify_url.trim();
    let qr = if address.is_empty() {
        None
    } else {
        Some(picture::qr(address)?)
    };
    Ok(json!({
        "number": at_most(&item.number, 120),
        "name": at_most(&item.name, 300),
        "role": at_most(&item.role, 120),
        "address": address.trim_start_matches("https://").trim_start_matches("http://"),
        "svg": qr,
    }))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;

    fn item(name: &str) -> CertificateItem {
        CertificateItem {
            number: "012/SERT/KT-KM/XI/2026".to_owned(),
            name: name.to_owned(),
            role: "PESERTA".to_owned(),
            verify_url: "https://guyub.example/v/7K3M9PQ2".to_owned(),
        }
    }

    fn batch(names: &[&str]) -> CertificateBatch {
        CertificateBatch {
            letterhead: sample::letterhead(),
            title: "SERTIFIKAT".to_owned(),
            items: names.iter().map(|name| super::tests::item(name)).collect(),
            activity: "Pelatihan Kewirausahaan".to_owned(),
            theme: "Dari Desa, Berdaya Bersama".to_owned(),
            organiser: "Karang Taruna Karya Mandiri Desa Jambu".to_owned(),
            dates: "24–25 November 2026 di Balai Desa Jambu".to_owned(),
            hours: 8,
            signatures: sample::signatures(),
            materials: vec![
                Material {
                    title: "Menemukan peluang usaha".to_owned(),
                    speaker: "Sri Wahyuni, S.E.".to_owned(),
                    hours: 4,
                },
                Material {
                    title: "Menghitung modal dan harga".to_owned(),
                    speaker: "Bambang P.".to_owned(),
                    hours: 4,
                },
            ],
        }
    }

    #[test]
    fn each_person_gets_a_front_and_a_back_in_order() {
        let long = "Raden Ajeng ".repeat(25);
        let seen = RefCell::new(Vec::new());
        let batch = batch(&[
            "Siti Nur ‘Aini",
            &long,
            "محمد عبد الله",
            &"x".repeat(300),
            "#let a = $1$ 😀",
        ]);
        let parts = set(&batch, |done, all| seen.borrow_mut().push((done, all))).unwrap();
        let pages = engine::join(parts);
        assert_eq!(pages.pages().len(), 10);
        assert_eq!(look::millimetres(&pages), (297, 210));
        assert_eq!(*seen.borrow(), [(5, 5)]);
        look::all_on_paper(&pages);
        assert!(look::words(&pages, 0).contains("Siti Nur ‘Aini"));
        assert!(look::words(&pages, 1).contains("Menghitung modal dan harga"));
        assert!(
            look::words(&pages, 8).contains("#let a = $1$ [U+1F600]"),
            "{}",
            look::words(&pages, 8)
        );
    }

    #[test]
    fn portions_are_bound_in_order() {
        let names: Vec<String> = (1..=PORTION + 1).map(|n| format!("Peserta {n}.")).collect();
        let mut batch = batch(&names.iter().map(String::as_str).collect::<Vec<_>>());
        batch.materials.clear();
        let pages = engine::join(set(&batch, |_, _| {}).unwrap());
        assert_eq!(pages.pages().len(), PORTION + 1);
        assert!(look::words(&pages, PORTION).contains(&format!("Peserta {}.", PORTION + 1)));
        assert!(engine::pdf(&pages, false).unwrap().starts_with(b"%PDF"));
    }

    #[test]
    fn nobody_to_print_is_told() {
        assert_eq!(certificates(&batch(&[]), |_, _| {}), Err(Error::Empty));
    }
}
