//! A browser without a screen: keeps cookies and the form token of the page it saw last.

use super::html;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;
use tower::ServiceExt;

const BOUNDARY: &str = "batas-antara-bagian";

/// See the module's words.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    token: String,
}

/// A file to upload.
pub struct File<'a> {
    pub field: &'a str,
    pub name: &'a str,
    pub bytes: &'a [u8],
}

impl Client {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            token: String::new(),
        }
    }

    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sends this header with every request.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Comes from another network address.
    pub fn from(self, address: &str) -> Self {
        self.with_header("x-forwarded-for", address)
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Posts with the token of the page that was seen last.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let fields = [("_t", token.as_str())]
            .into_iter()
            .chain(fields.iter().copied());
        self.post_raw(path, &html::encoded(fields)).await
    }

    /// Posts exactly this body.
    pub async fn post_raw(&mut self, path: &str, body: &str) -> Answer {
        let media = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, Some(media), Body::from(body.to_owned()))
            .await
    }

    /// Opens the page at `path`, fills in its form and sends it to the same address.
    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.form_at(path, path, fields).await
    }

    /// Opens the page at `path`, fills in its form and sends it to `action`.
    pub async fn form_at(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        self.post(action, fields).await
    }

    /// Sends fields and files to `action`, with the token of the page that was seen last.
    pub async fn upload(
        &mut self,
        action: &str,
        fields: &[(&str, &str)],
        files: &[File<'_>],
    ) -> Answer {
        let mut body = Vec::new();
        let token = self.token.clone();
        for (name, value) in [("_t", token.as_str())].iter().chain(fields) {
            let head = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(head.as_bytes());
        }
        for file in files {
            let head = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n",
                file.field, file.name
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(file.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let media = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, action, Some(&media), Body::from(body))
            .await
    }

    /// Posts JSON with a bearer token, as a program does.
    pub async fn post_json(&mut self, path: &str, bearer: &str, value: &Value) -> Answer {
        let mut program = self
            .clone()
            .with_header("authorization", &format!("Bearer {bearer}"));
        program.cookies.clear();
        let body = Body::from(value.to_string());
        program
            .send(Method::POST, path, Some("application/json"), body)
            .await
    }

    /// Goes where `answer` leads.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        assert!(
            answer.status.is_redirection(),
            "{}: {}",
            answer.status,
            answer.text()
        );
        self.get(answer.location()).await
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        media: Option<&str>,
        body: Body,
    ) -> Answer {
        let path = path.strip_prefix("http://127.0.0.1:8080").unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path);
        if !self.cookies.is_empty() {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            request = request.header(COOKIE, pairs.collect::<Vec<_>>().join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(media) = media {
            request = request.header(CONTENT_TYPE, media);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        self.keep_cookies(&parts.headers);
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        };
        if let Some(token) = html::value_of(answer.html(), "_t") {
            self.token = token;
        }
        answer
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body as it came; empty when it is no text.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }

    /// What a person reads.
    pub fn text(&self) -> String {
        html::text(self.html())
    }

    /// What a person reads in the element whose id is `id`.
    pub fn text_of(&self, id: &str) -> String {
        let inner = html::element(self.html(), id);
        html::text(inner.unwrap_or_else(|| panic!("no element {id} in {}", self.text())))
    }

    /// What stands in the field `name`.
    pub fn field(&self, name: &str) -> Option<String> {
        html::value_of(self.html(), name)
    }

    /// Where the links that start with `start` lead, each once.
    pub fn links(&self, start: &str) -> Vec<String> {
        html::links(self.html(), start)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.html()))
    }

    /// Fails unless the person reads `words`.
    #[track_caller]
    pub fn says(&self, words: &str) {
        let text = self.text();
        assert!(
            text.contains(words),
            "{} says nothing of {words:?}: {text}",
            self.status
        );
    }

    /// Fails if the person reads `words`.
    #[track_caller]
    pub fn keeps_quiet_about(&self, words: &str) {
        assert!(
            !self.html().contains(words),
            "{} tells {words:?}",
            self.status
        );
    }
}
