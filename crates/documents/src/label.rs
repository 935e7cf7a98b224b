//! Labels for things, three abreast, each with a QR code and the code in letters, to be cut.

use kernel::paper::Sheet;
use serde_json::{Value, json};

use crate::engine::{Job, Template};
use crate::wording::at_most;
use crate::{Error, picture, pieces};

/// One label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The code in letters.
    pub code: String,
    /// What the thing is.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// What the QR code holds.
    pub qr: String,
}

/// Labels of several things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Size of the paper.
    pub sheet: Sheet,
    /// What the file is called.
    pub title: String,
    /// The labels in order.
    pub labels: Vec<Label>,
}

/// `labels` as PDF, twenty-four to a page of A4, twenty-seven to one of F4.
///
/// # Errors
///
/// [`Error::Empty`] without labels, [`Error::Qr`] for a code that is too long,
/// [`Error::Typeset`] if it can't be set.
pub fn labels(labels: &Labels) -> Result<Vec<u8>, Error> {
    job(labels)?.pdf()
}

fn job(labels: &Labels) -> Result<Job, Error> {
    if labels.labels.is_empty() {
        return Err(Error::Empty);
    }
    let data = json!({
        "sheet": pieces::sheet(labels.sheet),
        "title": labels.title,
        "labels": labels.labels.iter().map(label).collect::<Result<Vec<_>, _>>()?,
    });
    Job::new(Template::Label, data, None)
}

fn label(label: &Label) -> Result<Value, Error> {
    Ok(json!({
        "code": at_most(&label.code, 30),
        "name": at_most(&label.name, 80),
        "owner": at_most(&label.owner, 60),
        "svg": picture::qr(&label.qr)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;

    fn sheet(sheet: Sheet, count: usize) -> Labels {
        let label = |n: usize| Label {
            code: format!("INV-{n:03}"),
            name: "Kursi plastik lipat merah tua dengan sandaran ".repeat(2),
            owner: "Karang Taruna Karya Mandiri".to_owned(),
            qr: "https://guyub.example/inventaris/0190c0c0c0c07c0c8c0c0c0c0c0c0c0c".to_owned(),
        };
        Labels {
            sheet,
            title: "Label Inventaris".to_owned(),
            labels: (1..=count).map(label).collect(),
        }
    }

    #[test]
    fn a_page_is_full_of_labels_and_the_next_has_the_rest() {
        for (size, count) in [(Sheet::A4, 24), (Sheet::F4, 27)] {
            let full = job(&sheet(size, count)).unwrap().compile().unwrap();
            assert_eq!(full.pages().len(), 1);
            look::all_on_paper(&full);
            let more = job(&sheet(size, count + 1)).unwrap().compile().unwrap();
            assert_eq!(more.pages().len(), 2);
            assert!(look::words(&more, 1).contains(&format!("INV-{:03}", count + 1)));
        }
        assert_eq!(labels(&Labels::default()), Err(Error::Empty));
    }
}
