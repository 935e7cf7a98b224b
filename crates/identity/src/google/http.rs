//! Asks Google over https: no redirects followed, no long answers read, seconds to wait at most.
//! The client is made at the first question, so that nothing is asked for at the start.

use openidconnect::http::Response;
use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use std::sync::LazyLock;
use std::time::Duration;

/// The longest answer that is read.
const MOST: usize = 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    #[error(transparent)]
    Request(#[from] reqwest::Error),
    #[error("the client can't be made: {0}")]
    Client(String),
    #[error("the answer is too long")]
    TooLong,
    #[error(transparent)]
    Answer(#[from] openidconnect::http::Error),
}

static CLIENT: LazyLock<Result<reqwest::Client, String>> = LazyLock::new(|| {
    // An error means that somebody else has chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(4))
        .timeout(Duration::from_secs(6))
        .build()
        .map_err(|error| error.to_string())
});

/// Sends `request` and reads the answer.
pub(super) async fn send(request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let client = CLIENT.as_ref();
    let client = client.map_err(|error| HttpError::Client(error.clone()))?;
    let mut answer = client.execute(request.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if body.len() + part.len() > MOST {
            return Err(HttpError::TooLong);
        }
        body.extend_from_slice(&part);
    }
    let mut whole = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        whole = whole.header(name, value);
    }
    Ok(whole.body(body)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openidconnect::http::Request;

    #[tokio::test]
    async fn a_server_that_is_not_there_is_an_error_and_no_panic() {
        for url in ["https://127.0.0.1:9/", "http://127.0.0.1:9/"] {
            let request = Request::get(url).body(Vec::new()).unwrap();
            assert!(matches!(send(request).await, Err(HttpError::Request(_))));
        }
    }
}
