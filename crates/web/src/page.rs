//! The page shell: a context renders its own template, the shell goes around it.
//! Answers for handlers: a page, a page with errors, a redirect with a message.
//! Public pages may be kept as bytes under a version of what they show.

use crate::module::NavItem;
use crate::{Error, Flash, Result, Visitor, assets};
use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::atomic::Ordering;

/// A link's card in WhatsApp and elsewhere.
#[derive(Debug, Clone, Default)]
pub struct OpenGraph {
    /// Title of the card.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Whole address of a picture.
    pub image: String,
    /// Whole address of the page.
    pub url: String,
}

/// What the shell needs to know about a page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Title in the browser's tab.
    pub title: &'a str,
    /// Status of the answer.
    pub status: StatusCode,
    /// A link's card.
    pub og: Option<OpenGraph>,
    /// Seconds after which the page loads itself again; for progress without scripts.
    pub refresh: Option<u32>,
}

impl<'a> Page<'a> {
    /// An ordinary page.
    #[must_use]
    pub const fn titled(title: &'a str) -> Self {
        Self {
            title,
            status: StatusCode::OK,
            og: None,
            refresh: None,
        }
    }
}

pub(crate) struct NavEntry {
    pub(crate) href: &'static str,
    pub(crate) label: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) current: bool,
}

/// Rooms that stand on the navigation bar beside the menu; five entries fit on a phone.
const ON_THE_BAR: usize = 4;

#[derive(Template)]
#[template(path = "shell.html")]
struct Shell<'a> {
    lang: &'static str,
    title: &'a str,
    css: &'static str,
    nav: Vec<NavEntry>,
    brand: String,
    brand_href: &'static str,
    signed_in: bool,
    reads_only: bool,
    flash: Option<Flash>,
    og: Option<OpenGraph>,
    refresh: Option<u32>,
    notice_public_url: Option<String>,
    path: &'a str,
    body: &'a str,
}

mod filters {
    pub use crate::filters::*;
}

impl Visitor {
    /// A page titled `title` (Indonesian, translated here) around `body`.
    ///
    /// # Errors
    ///
    /// When a template fails, which is a mistake in the program.
    pub fn page(&self, title: &str, body: &impl Template) -> Result<Response> {
        self.page_with(Page::titled(title), body)
    }

    /// The same page again with errors at the fields: status 422.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn page_again(&self, title: &str, body: &impl Template) -> Result<Response> {
        self.page_with(
            Page {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                ..Page::titled(title)
            },
            body,
        )
    }

    /// A page with everything said.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn page_with(&self, page: Page<'_>, body: &impl Template) -> Result<Response> {
        let body = body.render_with_values(&self.lang)?;
        self.page_around(&page, &body)
    }

    /// A page around HTML that is rendered and safe already.
    pub(crate) fn page_around(&self, page: &Page<'_>, body: &str) -> Result<Response> {
        let html = self.shell(page, body)?;
        let mut response = (page.status, html).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        Ok(response)
    }

    fn shell(&self, page: &Page<'_>, body: &str) -> Result<String> {
        let title = self.say(page.title);
        if self.flash.is_some() {
            self.done.flash_shown.store(true, Ordering::Relaxed);
        }
        let flash = self.flash.clone().map(|flash| Flash {
            text: self.say(&flash.text),
            ..flash
        });
        let settings = &self.ctx.settings;
        let shell = Shell {
            lang: self.lang.code(),
            title: &title,
            css: assets::CSS,
            nav: self.navigation(),
            brand: self
                .actor
                .as_ref()
                .map_or_else(|| "Guyub".to_owned(), |a| a.unit_name.clone()),
            brand_href: if self.actor.is_some() {
                "/beranda"
            } else {
                "/"
            },
            signed_in: self.actor.is_some(),
            reads_only: self.actor.as_ref().is_some_and(|a| a.reads_only),
            flash,
            og: page.og.clone(),
            refresh: page.refresh,
            notice_public_url: (settings.loopback() && self.actor.is_some())
                .then(|| settings.network_url.clone().unwrap_or_default()),
            path: &self.path,
            body,
        };
        Ok(shell.render_with_values(&self.lang)?)
    }

    /// Every room that this officer may enter, in order.
    #[must_use]
    pub fn rooms(&self) -> Vec<&'static NavItem> {
        let Some(actor) = &self.actor else {
            return Vec::new();
        };
        let mut rooms: Vec<&NavItem> = self
            .ctx
            .modules
            .iter()
            .flat_map(|module| module.navigation)
            .filter(|item| item.act.is_none_or(|act| actor.allows(act)))
            .collect();
        rooms.sort_by_key(|item| item.order);
        rooms
    }

    /// The first rooms and the way to all of them; nothing for who isn't signed in.
    fn navigation(&self) -> Vec<NavEntry> {
        let rooms = self.rooms();
        if rooms.is_empty() {
            return Vec::new();
        }
        let within = |href: &str| {
            let rest = self.path.strip_prefix(href);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut entries: Vec<NavEntry> = rooms
            .into_iter()
            .take(ON_THE_BAR)
            .map(|item| NavEntry {
                href: item.href,
                label: item.label,
                icon: item.icon,
                current: within(item.href),
            })
            .collect();
        let elsewhere = !entries.iter().any(|entry| entry.current);
        entries.push(NavEntry {
            href: "/menu",
            label: "Menu",
            icon: "menu",
            current: elsewhere,
        });
        entries
    }

    /// The kept bytes of a public page, if they still show `version` and are for this visitor.
    #[must_use]
    pub fn kept_page(&self, key: &str, version: i64) -> Option<Response> {
        let personal = self.actor.is_some() || self.flash.is_some();
        let key = format!("{}:{key}", self.lang.code());
        if personal {
            None
        } else {
            self.ctx.pages.find(&key, version)
        }
    }

    /// A public page kept as bytes: rendered when `version` of what it shows has changed.
    /// Officers and visitors with a message get it fresh.
    ///
    /// # Errors
    ///
    /// What `render` says.
    pub fn public_page(
        &self,
        key: &str,
        version: i64,
        page: Page<'_>,
        body: &impl Template,
    ) -> Result<Response> {
        let html = self.shell(&page, &body.render_with_values(&self.lang)?)?;
        if self.actor.is_some() || self.flash.is_some() {
            let mut response = (page.status, axum::response::Html(html)).into_response();
            response
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
            return Ok(response);
        }
        Ok(self
            .ctx
            .pages
            .keep(format!("{}:{key}", self.lang.code()), version, html))
    }

    /// "Done, go there": 303, so that a reload sends nothing twice.
    #[must_use]
    pub fn redirect(&self, to: &str) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
        response.headers_mut().insert(LOCATION, to);
        response
    }

    /// A redirect with a message for the next page.
    #[must_use]
    pub fn redirect_with(&self, to: &str, flash: &Flash) -> Response {
        let mut response = self.redirect(to);
        let cookie = self.set_cookie(crate::flash::COOKIE, &flash.to_cookie(&self.ctx.keys), 60);
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }

    /// A `Set-Cookie` value with this installation's flags; `max_age` in seconds, 0 removes it.
    #[must_use]
    pub fn set_cookie(&self, name: &str, value: &str, max_age: i64) -> HeaderValue {
        self.cookie_that(name, value, &format!("; Max-Age={max_age}"))
    }

    /// As [`set_cookie`](Self::set_cookie), but forgotten when the browser is closed.
    #[must_use]
    pub fn set_session_cookie(&self, name: &str, value: &str) -> HeaderValue {
        self.cookie_that(name, value, "")
    }

    fn cookie_that(&self, name: &str, value: &str, age: &str) -> HeaderValue {
        let secure = if self.ctx.settings.https() {
            "; Secure"
        } else {
            ""
        };
        let text = format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Other(anyhow::anyhow!("template: {error}"))
    }
}
