//! Forms: what was typed, as strings, with the form token checked before a handler sees it.
//! The domain parses the strings; what it refuses stands at its field, and nothing typed is lost.
//! Uploads come in parts and are measured while they arrive.

use crate::{Ctx, Error, Result, Visitor};
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

/// Largest ordinary form: a long WhatsApp list fits many times.
const FORM_MOST: usize = 1024 * 1024;
/// Largest upload in all.
const UPLOAD_MOST: usize = 25 * 1024 * 1024;
/// How much of a too large form or upload is read on, so that the browser can show the answer.
const DRAIN_MOST: usize = 512 * 1024 * 1024;

/// Lets an ordinary form arrive before anybody answers it: a browser that is told to sign in, or
/// that the form is too long, while it still sends would show a broken connection instead.
pub(crate) async fn arrive(request: Request, next: Next) -> Response {
    let media = request.headers().get(CONTENT_TYPE);
    let form = media.is_some_and(|media| {
        media
            .as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    if !form {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match arrived(body).await {
        Ok(bytes) => next.run(Request::from_parts(parts, bytes.into())).await,
        Err(error) => error.into_response(),
    }
}

async fn arrived(body: Body) -> Result<Bytes> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk =
            chunk.map_err(|_| Error::Bad("Isian tidak terkirim utuh. Coba kirim lagi.".into()))?;
        length += chunk.len();
        if length <= FORM_MOST {
            bytes.extend_from_slice(&chunk);
        } else if length > DRAIN_MOST {
            break;
        }
    }
    if length > FORM_MOST {
        return Err(Error::TooLarge(
            "Isian terlalu panjang. Ringkas dulu, lalu kirim lagi.".into(),
        ));
    }
    Ok(bytes.into())
}

/// A form's fields as `T`, whose fields are strings, options and lists of strings.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Ctx> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, ctx: &Ctx) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, ctx).await?;
        let bytes = arrived(body).await?;
        if !visitor.bearer {
            let token = form_urlencoded::parse(&bytes).find(|(name, _)| name == "_t");
            let token = token
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default();
            if !visitor.holds(&token) {
                return Err(Error::Forged);
            }
        }
        serde_html_form::from_bytes(&bytes).map(Form).map_err(|_| {
            Error::Bad(
                "Ada isian yang tidak terbaca. Muat ulang halamannya, lalu coba lagi.".into(),
            )
        })
    }
}

/// Two forms sent as one, such as an activity's and what a training adds to it; each takes the
/// fields it knows.
#[derive(Debug, Clone, Default)]
pub struct Both<A, B>(pub A, pub B);

impl<'de, A: DeserializeOwned, B: DeserializeOwned> Deserialize<'de> for Both<A, B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Vec::<(String, String)>::deserialize(deserializer)?;
        let sent = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let first = serde_html_form::from_str(&sent).map_err(D::Error::custom)?;
        let second = serde_html_form::from_str(&sent).map_err(D::Error::custom)?;
        Ok(Self(first, second))
    }
}

/// A form with files.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    fields: Vec<(String, String)>,
    /// The files that were chosen; a file field left empty is not among them.
    pub files: Vec<UploadedFile>,
}

/// One file of an [`Upload`].
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// The form's field.
    pub field: String,
    /// The name it had on the phone or computer.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// The text in field `name`, or nothing.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Every text field, in the order sent.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The file chosen in field `name`.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == name)
    }
}

impl FromRequest<Ctx> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, ctx: &Ctx) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, ctx).await?;
        let request = Request::from_parts(parts, body);
        let unreadable = || Error::Bad("Berkas tidak terkirim utuh. Coba unggah lagi.".into());
        let mut multipart = Multipart::from_request(request, ctx)
            .await
            .map_err(|_| unreadable())?;
        let (mut upload, mut left, mut too_large) = (Self::default(), UPLOAD_MOST, false);
        while let Some(field) = multipart.next_field().await.map_err(|_| unreadable())? {
            match upload.take(field, &mut left).await {
                Ok(()) => {}
                Err(Error::TooLarge(_)) => too_large = true,
                Err(error) => return Err(error),
            }
        }
        if too_large {
            return Err(Error::TooLarge(
                "Berkas ini lebih dari 25 MB. Daftar anggota biasanya di bawah 1 MB: hapus gambar atau \
                 lembar yang tidak perlu, simpan lagi, lalu unggah."
                    .into(),
            ));
        }
        if !visitor.bearer && !visitor.holds(upload.text("_t")) {
            return Err(Error::Forged);
        }
        Ok(upload)
    }
}

impl Upload {
    async fn take(&mut self, mut field: Field<'_>, left: &mut usize) -> Result<()> {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let (mut bytes, mut drained) = (Vec::new(), 0);
        let cut = || Error::Bad("Berkas tidak terkirim utuh. Coba unggah lagi.".into());
        while let Some(chunk) = field.chunk().await.map_err(|_| cut())? {
            if chunk.len() > *left {
                bytes = Vec::new();
                *left = 0;
                drained += chunk.len();
                if drained > DRAIN_MOST {
                    return Err(cut());
                }
            } else {
                *left -= chunk.len();
                bytes.extend_from_slice(&chunk);
            }
        }
        if drained > 0 {
            return Err(Error::TooLarge(String::new()));
        }
        match file_name {
            Some(_) if bytes.is_empty() => {}
            Some(file) => self.files.push(UploadedFile {
                field: name,
                name: file,
                bytes,
            }),
            None => self
                .fields
                .push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
        Ok(())
    }
}

/// What is wrong with a form, field by field; texts are Indonesian and say what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// Notes `text` at `field`; the first of a field is the one shown.
    pub fn add(&mut self, field: &'static str, text: impl Into<String>) {
        self.0.push((field, text.into()));
    }

    /// The error at `field`, or an empty text.
    #[must_use]
    pub fn of(&self, field: &str) -> &str {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, text)| text)
    }

    /// Both errors of this form and those of `other`, this one's first.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of `parsed`, or its error noted at `field`.
    pub fn keep<T, E: std::fmt::Display>(
        &mut self,
        field: &'static str,
        parsed: Result<T, E>,
    ) -> Option<T> {
        parsed
            .map_err(|error| self.add(field, error.to_string()))
            .ok()
    }

    /// `text` trimmed, with an error at `field` if it is empty or longer than `most` characters.
    pub fn required(&mut self, field: &'static str, text: &str, most: usize) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(field, "Bagian ini belum diisi.");
        }
        self.within(field, text, most)
    }

    /// `text` trimmed, with an error at `field` if it is longer than `most` characters.
    pub fn within(&mut self, field: &'static str, text: &str, most: usize) -> String {
        let text = text.trim();
        if text.chars().count() > most {
            self.add(
                field,
                format!("Terlalu panjang. Paling banyak {most} huruf."),
            );
        }
        text.to_owned()
    }
}
