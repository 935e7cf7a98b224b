//! Static files in the binary: icon sprite, script, service worker, icons, manifest.
//! `build.rs` names them by their content, so a browser may keep them for ever.
//! The style sheet is not served: it stands in every page, allowed by its hash.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// A static file.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served.
    pub address: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its entity tag, with quotes.
    pub etag: &'static str,
    /// Its bytes.
    pub identity: &'static [u8],
    /// Its bytes in brotli.
    pub br: Option<&'static [u8]>,
    /// Its bytes in gzip.
    pub gzip: Option<&'static [u8]>,
    /// Whether the address changes with the content.
    pub immutable: bool,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Address of the asset `name`, such as `/a/app.9f3c2a01.js` for `app.js`.
///
/// # Panics
///
/// When there is no such asset, which is a mistake in the program.
#[must_use]
pub fn path(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, asset)| asset.address)
        .expect("templates name assets that exist")
}

/// The asset served at `path`.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS
        .iter()
        .map(|(_, asset)| asset)
        .find(|asset| asset.address == path)
}

/// `GET /a/{name}`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    find(&format!("/a/{name}")).map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |asset| answer(asset, &headers),
    )
}

/// `GET /sw.js`: asked for at every visit, so that a new release arrives.
pub async fn serve_worker(headers: HeaderMap) -> Response {
    find("/sw.js").map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |asset| answer(asset, &headers),
    )
}

fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let same = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|tag| tag.as_bytes() == asset.etag.as_bytes());
    let (encoding, bytes) = negotiate(asset, headers);
    let body = if same {
        Body::empty()
    } else {
        Body::from(bytes)
    };
    let mut response = body.into_response();
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let kept = if asset.immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let fields = response.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    fields.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    fields.insert(ETAG, HeaderValue::from_static(asset.etag));
    fields.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding.filter(|_| !same) {
        fields.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn negotiate(asset: &'static Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let accepted = headers
        .get(ACCEPT_ENCODING)
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    match (asset.br, asset.gzip) {
        (Some(br), _) if accepts(accepted, "br") => (Some("br"), br),
        (_, Some(gzip)) if accepts(accepted, "gzip") => (Some("gzip"), gzip),
        _ => (None, asset.identity),
    }
}

/// Whether an `Accept-Encoding` value takes `coding`; `;q=0` refuses it.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

/// The icon `name` of the sprite, hidden from screen readers: words stand beside it.
#[must_use]
pub fn icon(name: &str) -> String {
    format!(
        r#"<svg class="i" aria-hidden="true"><use href="{}#{name}"/></svg>"#,
        path("i.svg")
    )
}

/// One or two capitals for the round sign beside a name: `SA` for `Siti Aminah`.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    let mut letters = name.split_whitespace().filter_map(first);
    let pair = [letters.next(), letters.next()];
    pair.into_iter()
        .flatten()
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::HeaderName;

    fn with(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn every_asset_is_found_at_its_address() {
        for (name, asset) in ASSETS {
            assert!(std::ptr::eq(find(path(name)).unwrap(), asset), "{name}");
        }
        assert!(find("/a/app.js").is_none());
    }

    #[test]
    fn no_reference_between_assets_is_left_open() {
        for (name, asset) in ASSETS.iter().filter(|(_, asset)| asset.br.is_some()) {
            let text = std::str::from_utf8(asset.identity).unwrap();
            assert!(
                !text.contains("@version@") && !text.contains(".js@"),
                "{name}"
            );
            assert!(!text.contains(".png@") && !text.contains(".svg@"), "{name}");
        }
    }

    #[test]
    fn every_icon_named_in_a_part_is_in_the_sprite() {
        let sprite = std::str::from_utf8(find(path("i.svg")).unwrap().identity).unwrap();
        for entry in std::fs::read_dir("src/parts").unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for (before, _) in text
                .match_indices("\"|icon")
                .map(|(at, _)| text.split_at(at))
            {
                let name = before.rsplit('"').next().unwrap();
                assert!(sprite.contains(&format!("id=\"{name}\"")), "{name}");
            }
        }
    }

    #[test]
    fn the_smallest_accepted_form_is_sent() {
        let script = find(path("app.js")).unwrap();
        let named = |value| negotiate(script, &with(ACCEPT_ENCODING, value)).0;
        assert_eq!(named("gzip, deflate, br"), Some("br"));
        assert_eq!(named("gzip"), Some("gzip"));
        assert_eq!(named("br;q=0, gzip;q=0.5"), Some("gzip"));
        assert_eq!(named("identity"), None);
    }

    #[test]
    fn an_unchanged_service_worker_is_not_sent_again() {
        let worker = find("/sw.js").unwrap();
        let again = answer(worker, &with(IF_NONE_MATCH, worker.etag));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[CACHE_CONTROL], "no-cache");
    }

    #[test]
    fn the_first_visit_stays_small() {
        let size = |name| find(path(name)).unwrap().br.unwrap().len();
        assert!(size("app.js") <= 3072, "app.js {}", size("app.js"));
        assert!(size("i.svg") <= 2560, "i.svg {}", size("i.svg"));
        assert!(CSS.len() <= 20_992, "css {}", CSS.len());
    }

    #[test]
    fn initials_are_at_most_two() {
        assert_eq!(initials("Siti Nur Aminah"), "SN");
        assert_eq!(initials("ayu"), "A");
        assert_eq!(initials("\"Bang\" Jago"), "BJ");
        assert_eq!(initials(" - "), "");
    }
}
