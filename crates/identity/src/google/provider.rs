//! Speaks OpenID Connect with Google (authorization code, PKCE, nonce): where to send somebody, and
//! who has come back. Google's addresses and keys are asked for anew each time: they change, and
//! officers sign in rarely.

use super::http;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreProviderMetadata,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse,
};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::time::{Duration, UNIX_EPOCH};
use web::Google;

/// How long Google may take with everything that one step asks.
const PATIENCE: Duration = Duration::from_secs(8);

/// Why nobody can be told.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProviderError {
    /// No answer, or one that can't be read.
    #[error("no usable answer: {0}")]
    Silent(String),
    /// An answer that must not be believed.
    #[error("not believed: {0}")]
    Refused(String),
}

use ProviderError::{Refused, Silent};

impl ProviderError {
    /// Of the `error` with which Google sends somebody back.
    pub(super) fn said(error: &str) -> Self {
        let error: String = error.chars().take(100).collect();
        Silent(format!("{error:?} instead of a code"))
    }
}

/// What must fit when somebody comes back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Errand {
    nonce: String,
    verifier: String,
}

/// Somebody's account at Google.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct GoogleAccount {
    pub(crate) issuer: String,
    /// Google's own name for it, which never changes.
    pub(crate) subject: String,
    /// The e-mail address, to be shown; who it is, it does not decide.
    pub(crate) email: String,
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

fn silent(error: impl Display) -> ProviderError {
    Silent(error.to_string())
}

async fn within<T>(
    step: impl Future<Output = Result<T, ProviderError>>,
) -> Result<T, ProviderError> {
    let answered = tokio::time::timeout(PATIENCE, step).await;
    answered.unwrap_or_else(|_| Err(silent("too slow")))
}

/// The provider as it describes itself now; `back` is where it sends people to.
async fn client(google: &Google, back: String) -> Result<Client, ProviderError> {
    let issuer = IssuerUrl::new(google.issuer.clone()).map_err(silent)?;
    let described = CoreProviderMetadata::discover_async(issuer, &http::send);
    let described = described.await.map_err(silent)?;
    let (id, secret) = (google.client_id.clone(), google.client_secret.clone());
    let client = CoreClient::from_provider_metadata(
        described,
        ClientId::new(id),
        Some(ClientSecret::new(secret)),
    );
    Ok(client.set_redirect_uri(RedirectUrl::new(back).map_err(silent)?))
}

/// Where to send somebody, who comes back to `back` with `state`; and what must fit then.
pub(super) async fn address(
    google: &Google,
    back: String,
    state: String,
) -> Result<(String, Errand), ProviderError> {
    let client = within(client(google, back)).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = CoreAuthenticationFlow::AuthorizationCode;
    let (address, _, nonce) = client
        .authorize_url(flow, || CsrfToken::new(state), Nonce::new_random)
        .add_scope(Scope::new("email".to_owned()))
        .add_prompt(CoreAuthPrompt::SelectAccount)
        .set_pkce_challenge(challenge)
        .url();
    let errand = Errand {
        nonce: nonce.secret().clone(),
        verifier: verifier.into_secret(),
    };
    Ok((address.into(), errand))
}

/// Who has come back with `code`, by what Google says and signs.
pub(super) async fn account(
    google: &Google,
    back: String,
    code: String,
    errand: Errand,
    now: Timestamp,
) -> Result<GoogleAccount, ProviderError> {
    within(async {
        let client = client(google, back).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.map_err(silent)?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(errand.verifier));
        let tokens = exchange.request_async(&http::send).await.map_err(refusal)?;
        let signed = tokens.id_token();
        let signed = signed.ok_or_else(|| Refused("no id token".to_owned()))?;
        let verifier = client.id_token_verifier();
        let now = UNIX_EPOCH + Duration::from_millis(now.as_millisecond().try_into().unwrap_or(0));
        let verifier = verifier.set_time_fn(move || now.into());
        let claims = signed.claims(&verifier, &Nonce::new(errand.nonce));
        let claims = claims.map_err(|error| Refused(error.to_string()))?;
        let subject = claims.subject().to_string();
        let email = claims.email().map_or(&subject, |email| &**email);
        Ok(GoogleAccount {
            issuer: google.issuer.clone(),
            email: email.chars().take(200).collect(),
            subject,
        })
    })
    .await
}

/// A code that Google does not take is no silence.
fn refusal<E: std::error::Error, T: openidconnect::ErrorResponse>(
    error: openidconnect::RequestTokenError<E, T>,
) -> ProviderError {
    match error {
        openidconnect::RequestTokenError::ServerResponse(said) => Refused(format!("{said:?}")),
        other => silent(other),
    }
}
