//! Typst in this process: a world that holds one template and its data, and worker threads.
//! Compiling needs a deep stack and must never run on rayon's workers, hence threads of our own.
//! A template sees nothing but its data and the logo: no disk, no network, no clock.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::{panic, thread};

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use crate::{Error, fonts::FONTS, picture, wording};

/// A template beside the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    Attendance,
    Card,
    Certificate,
    Decree,
    Drawing,
    Label,
    Letter,
    Poster,
    Report,
    Survey,
    Table,
}

/// File names and texts; the first is imported by the others.
const TEMPLATES: [(&str, &str); 12] = [
    ("parts.typ", include_str!("parts.typ")),
    ("attendance.typ", include_str!("attendance.typ")),
    ("card.typ", include_str!("card.typ")),
    ("certificate.typ", include_str!("certificate.typ")),
    ("decree.typ", include_str!("decree.typ")),
    ("drawing.typ", include_str!("drawing.typ")),
    ("label.typ", include_str!("label.typ")),
    ("letter.typ", include_str!("letter.typ")),
    ("poster.typ", include_str!("poster.typ")),
    ("report.typ", include_str!("report.typ")),
    ("survey.typ", include_str!("survey.typ")),
    ("table.typ", include_str!("table.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().build()));
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES
        .iter()
        .map(|(name, text)| Source::new(id(name), (*text).to_owned()))
        .collect()
});
static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));
static LOGO: LazyLock<FileId> = LazyLock::new(|| id("logo.png"));

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// One document to be made: a template, its data, perhaps a logo.
#[derive(Clone)]
pub(crate) struct Job {
    template: Template,
    data: Bytes,
    logo: Option<Bytes>,
    /// Photos by the names that the data give them.
    photos: Vec<(FileId, Bytes)>,
}

impl Job {
    /// Takes the data as they are; texts are cleaned here, once for every document.
    ///
    /// # Errors
    ///
    /// [`Error::Picture`] or [`Error::PictureTooLarge`] for a logo that can't be used.
    pub(crate) fn new(
        template: Template,
        mut data: Value,
        logo: Option<&[u8]>,
    ) -> Result<Self, Error> {
        let logo = logo.map(picture::logo).transpose()?.map(Bytes::new);
        Ok(Self::with_clean_logo(template, &mut data, logo))
    }

    /// As [`Job::new`] with a logo that has been through [`picture::logo`].
    pub(crate) fn with_clean_logo(
        template: Template,
        data: &mut Value,
        logo: Option<Bytes>,
    ) -> Self {
        let missing = wording::clean(data);
        data["has_logo"] = Value::Bool(logo.is_some());
        data["has_missing"] = Value::Bool(missing);
        Self {
            template,
            data: Bytes::from_string(data.to_string()),
            logo,
            photos: Vec::new(),
        }
    }

    /// As it is, with `photos`: JPEGs that the template finds as "photo-0.jpg", "photo-1.jpg", ….
    pub(crate) fn with_photos(mut self, photos: Vec<Vec<u8>>) -> Self {
        let named =
            |(at, bytes): (usize, Vec<u8>)| (id(&format!("photo-{at}.jpg")), Bytes::new(bytes));
        self.photos = photos.into_iter().enumerate().map(named).collect();
        self
    }

    /// Sets the pages.
    ///
    /// # Errors
    ///
    /// [`Error::Typeset`] if the typesetter refuses.
    pub(crate) fn compile(&self) -> Result<PagedDocument, Error> {
        typst::compile::<PagedDocument>(self)
            .output
            .map_err(|errors| {
                let message = errors
                    .first()
                    .map_or("tanpa keterangan", |error| error.message.as_str());
                Error::Typeset(message.to_owned())
            })
    }

    /// The document as PDF, set on a worker thread.
    ///
    /// # Errors
    ///
    /// [`Error::Typeset`] or [`Error::Crashed`].
    pub(crate) fn pdf(self) -> Result<Vec<u8>, Error> {
        on_worker(move || pdf(&self.compile()?, true))
            .recv()
            .map_err(|_| Error::Crashed)?
    }

    /// The first page as PNG, one pixel per point, set on a worker thread.
    ///
    /// # Errors
    ///
    /// [`Error::Typeset`] or [`Error::Crashed`].
    pub(crate) fn png(self) -> Result<Vec<u8>, Error> {
        on_worker(move || png(&self.compile()?))
            .recv()
            .map_err(|_| Error::Crashed)?
    }
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        SOURCES[self.template as usize + 1].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.logo {
            _ if id == *DATA => Ok(self.data.clone()),
            Some(logo) if id == *LOGO => Ok(logo.clone()),
            _ => {
                let photo = self.photos.iter().find(|(known, _)| *known == id);
                let photo = photo.map(|(_, bytes)| bytes.clone());
                photo.ok_or(FileError::AccessDenied)
            }
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// `document` as PDF; `tagged` adds structure for screen readers and costs size.
///
/// # Errors
///
/// [`Error::Typeset`] if the exporter refuses.
pub(crate) fn pdf(document: &PagedDocument, tagged: bool) -> Result<Vec<u8>, Error> {
    let options = PdfOptions {
        creator: Smart::Custom(Some("Guyub".to_owned())),
        tagged,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| {
        Error::Typeset(
            errors
                .first()
                .map_or_else(String::new, |e| e.message.to_string()),
        )
    })
}

/// One document out of the pages of several.
pub(crate) fn join(parts: Vec<PagedDocument>) -> PagedDocument {
    use typst::model::Document as _;
    let info = parts
        .first()
        .map(|part| part.info().clone())
        .unwrap_or_default();
    let pages: EcoVec<Page> = parts
        .iter()
        .flat_map(|part| part.pages().iter().cloned())
        .collect();
    PagedDocument::new(pages, info)
}

fn png(document: &PagedDocument) -> Result<Vec<u8>, Error> {
    let page = document.pages().first().ok_or(Error::Empty)?;
    let options = RenderOptions {
        pixel_per_pt: 1.0.into(),
        render_bleed: false,
    };
    typst_render::render(page, &options)
        .encode_png()
        .map_err(|e| Error::Typeset(e.to_string()))
}

type Task = Box<dyn FnOnce() + Send>;

static WORKERS: LazyLock<Sender<Task>> = LazyLock::new(|| {
    let (sender, receiver) = channel::<Task>();
    let receiver = Arc::new(Mutex::new(receiver));
    for number in 0..worker_count() {
        let receiver = Arc::clone(&receiver);
        let worker = thread::Builder::new()
            .name(format!("dokumen-{number}"))
            .stack_size(16 << 20);
        worker
            .spawn(move || work(&receiver))
            .expect("the system grants a few threads");
    }
    sender
});

/// How many documents are set at the same time.
pub(crate) fn worker_count() -> usize {
    thread::available_parallelism().map_or(1, |n| n.get().min(4))
}

/// Takes tasks until the program ends; old results of the typesetter are forgotten after each.
fn work(tasks: &Mutex<Receiver<Task>>) {
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = task else { return };
        // A panic drops the task's sender, so the asker hears of it; the worker lives on.
        let _ = panic::catch_unwind(panic::AssertUnwindSafe(task));
        typst::comemo::evict(5);
    }
}

/// Runs `task` on a worker thread; its result comes through the receiver.
pub(crate) fn on_worker<T: Send + 'static>(
    task: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (sender, receiver) = channel();
    let task = Box::new(move || {
        let _ = sender.send(task());
    });
    // Should the workers be gone, the receiver reports it.
    let _ = WORKERS.send(task);
    receiver
}

/// What tests look at: pages, words and whether they stand on the paper.
#[cfg(test)]
pub(crate) mod look {
    use super::*;
    use typst::layout::{Frame, FrameItem, Point, Transform};

    /// All texts of a page, in drawing order, a blank between them.
    pub(crate) fn words(document: &PagedDocument, page: usize) -> String {
        let mut words = Vec::new();
        walk(
            &document.pages()[page].frame,
            Transform::identity(),
            &mut |text, _| words.push(text.to_owned()),
        );
        words.join(" ").replace('\u{200b}', "")
    }

    /// Width and height of the first page in millimetres.
    pub(crate) fn millimetres(document: &PagedDocument) -> (u32, u32) {
        let size = document.pages()[0].frame.size();
        (size.x.to_mm().round() as u32, size.y.to_mm().round() as u32)
    }

    /// Fails when a text stands outside its page or has a letter without a shape.
    /// With `DOCUMENTS_OUT=folder` each document is also written there, for a person to look at.
    pub(crate) fn all_on_paper(document: &PagedDocument) {
        if let Ok(folder) = std::env::var("DOCUMENTS_OUT") {
            let name = thread::current()
                .name()
                .unwrap_or("dokumen")
                .replace("::", "-");
            let copy = (0..)
                .find(|n| !std::path::Path::new(&format!("{folder}/{name}-{n}.pdf")).exists())
                .unwrap();
            std::fs::write(
                format!("{folder}/{name}-{copy}.pdf"),
                pdf(document, true).unwrap(),
            )
            .unwrap();
        }
        for page in document.pages() {
            let size = page.frame.size();
            walk(
                &page.frame,
                Transform::identity(),
                &mut |text, (from, to)| {
                    let inside = from.x.to_pt() > -0.1
                        && from.y.to_pt() > -0.1
                        && to.x.to_pt() < size.x.to_pt() + 0.1
                        && to.y.to_pt() < size.y.to_pt() + 0.1;
                    assert!(inside, "{text:?} stands at {from:?}..{to:?} of {size:?}");
                },
            );
        }
    }

    fn walk(frame: &Frame, at: Transform, see: &mut impl FnMut(&str, (Point, Point))) {
        for (point, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => {
                    walk(&group.frame, here.pre_concat(group.transform), see)
                }
                FrameItem::Text(text) => {
                    assert!(
                        text.glyphs.iter().all(|glyph| glyph.id != 0),
                        "no shape in {:?}",
                        text.text
                    );
                    let from = Point::zero().transform(here);
                    see(
                        &text.text,
                        (from, Point::with_x(text.width()).transform(here)),
                    );
                }
                _ => {}
            }
        }
    }
}
