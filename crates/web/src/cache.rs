//! Public pages kept as bytes, plain and compressed, each under a version of what it shows.
//! A changed activity has a new version, so nothing ever has to be thrown away by hand.
//! Bounded: when it is full it starts anew.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

const MOST: usize = 2_000;

/// See the module's words.
#[derive(Default)]
pub struct PageCache(RwLock<HashMap<String, Kept>>);

#[derive(Clone)]
struct Kept {
    version: i64,
    html: Bytes,
    etag: HeaderValue,
}

impl PageCache {
    pub(crate) fn find(&self, key: &str, version: i64) -> Option<Response> {
        let kept = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()?;
        (kept.version == version).then(|| kept.answer())
    }

    pub(crate) fn keep(&self, key: String, version: i64, html: String) -> Response {
        let etag = etag(html.as_bytes());
        let kept = Kept {
            version,
            html: Bytes::from(html),
            etag,
        };
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(key, kept.clone());
        kept.answer()
    }
}

impl Kept {
    fn answer(self) -> Response {
        let mut response = (StatusCode::OK, self.html).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
        headers.insert(ETAG, self.etag);
        response
    }
}

/// A weak tag of a body: the same bytes, the same tag.
pub(crate) fn etag(body: &[u8]) -> HeaderValue {
    use std::hash::Hasher;
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(body);
    HeaderValue::from_str(&format!("W/\"{:016x}\"", hasher.finish()))
        .unwrap_or_else(|_| HeaderValue::from_static("W/\"0\""))
}
