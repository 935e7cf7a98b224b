//! A provider of OpenID Connect on 127.0.0.1, as Google is one: it describes itself, lets somebody
//! consent, exchanges the code and signs who it was. Tests choose how honest it is.

use axum::extract::{Query, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;
use web::{Clock, Google};

/// A key for these tests only; the file says so, too.
const KEY: &str = include_str!("provider.test-only.pem");
const ID: &str = "guyub-jambu";
const SECRET: &str = "rahasia-guyub";

/// How the provider behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Honest,
    /// Says who it was for another question.
    OtherNonce,
    /// Says who it was too long ago.
    Expired,
    /// Says who it was to somebody else.
    OtherAudience,
    /// Speaks for another provider.
    OtherIssuer,
    /// Signs with another key.
    OtherKey,
    /// Does not sign.
    Unsigned,
    /// Exchanges no code.
    TakesNoCode,
    /// Answers with errors.
    Broken,
    /// Answers what nobody can read.
    Babbling,
    /// Does not answer in time.
    Slow,
}

/// Who consents, and to what.
#[derive(Clone)]
struct Consent {
    subject: String,
    email: String,
    nonce: String,
    challenge: String,
    back: String,
}

/// See the module's words.
pub struct Provider {
    house: House,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct House {
    issuer: String,
    clock: Arc<Mutex<Option<Clock>>>,
    manner: Arc<Mutex<Manner>>,
    codes: Arc<Mutex<HashMap<String, Consent>>>,
    asked: Arc<Mutex<usize>>,
}

impl Provider {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let house = House {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            clock: Arc::default(),
            manner: Arc::new(Mutex::new(Manner::Honest)),
            codes: Arc::default(),
            asked: Arc::default(),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(described))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/authorize", get(authorize))
            .with_state(house.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { house, serving }
    }

    /// How an installation is registered here.
    pub fn registration(&self) -> Google {
        Google {
            issuer: self.house.issuer.clone(),
            client_id: ID.to_owned(),
            client_secret: SECRET.to_owned(),
        }
    }

    /// Goes by `clock` from now on.
    pub fn goes_by(&self, clock: &Clock) {
        *self.house.clock.lock().unwrap() = Some(clock.clone());
    }

    pub fn becomes(&self, manner: Manner) {
        *self.house.manner.lock().unwrap() = manner;
    }

    /// How often it was asked for anything.
    pub fn asked(&self) -> usize {
        *self.house.asked.lock().unwrap()
    }

    /// Where the browser that was sent to `address` goes, after `who` has consented there.
    pub fn consents(&self, address: &str, who: &str) -> String {
        assert!(address.starts_with(&self.house.issuer), "{address}");
        let asked: HashMap<_, _> = Url::parse(address)
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect();
        let back = self.house.consent(&asked, who);
        let back = Url::parse(&back).unwrap();
        format!("{}?{}", back.path(), back.query().unwrap())
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl House {
    fn manner(&self) -> Manner {
        *self.asked.lock().unwrap() += 1;
        *self.manner.lock().unwrap()
    }

    fn now(&self) -> i64 {
        let clock = self.clock.lock().unwrap();
        clock.as_ref().unwrap_or(&Clock::System).now().as_second()
    }

    fn consent(&self, asked: &HashMap<String, String>, who: &str) -> String {
        assert_eq!(asked["client_id"], ID);
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut scopes: Vec<_> = asked["scope"].split(' ').collect();
        scopes.sort_unstable();
        assert_eq!(scopes, ["email", "openid"]);
        let consent = Consent {
            subject: format!("1{who}"),
            email: format!("{who}@contoh.example"),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            back: asked["redirect_uri"].clone(),
        };
        let mut codes = self.codes.lock().unwrap();
        let code = format!("kode-{}", codes.len());
        let mut back = Url::parse(&consent.back).unwrap();
        back.query_pairs_mut()
            .append_pair("state", &asked["state"])
            .append_pair("code", &code);
        codes.insert(code, consent);
        back.into()
    }

    fn id_token(&self, consent: &Consent, manner: Manner) -> String {
        let now = self.now();
        let other = |wrong, right: &str, other: &str| match manner == wrong {
            true => other.to_owned(),
            false => right.to_owned(),
        };
        let claims = json!({
            "iss": other(Manner::OtherIssuer, &self.issuer, "https://jahat.example"),
            "aud": other(Manner::OtherAudience, ID, "orang-lain"),
            "nonce": other(Manner::OtherNonce, &consent.nonce, "lain"),
            "sub": consent.subject,
            "email": consent.email,
            "iat": now - 1,
            "exp": if manner == Manner::Expired { now - 10 } else { now + 3600 },
        });
        let alg = other(Manner::Unsigned, "RS256", "none");
        let head = json!({ "alg": alg, "kid": "1" });
        let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let said = format!("{}.{}", text(&head), text(&claims));
        let rs256 = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
        let mut signature = key().sign(&rs256, said.as_bytes()).unwrap();
        match manner {
            Manner::OtherKey => signature[7] ^= 1,
            Manner::Unsigned => signature.clear(),
            _ => {}
        }
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

fn key() -> CoreRsaPrivateSigningKey {
    let id = JsonWebKeyId::new("1".to_owned());
    CoreRsaPrivateSigningKey::from_pem(KEY, Some(id)).unwrap()
}

async fn described(State(house): State<House>) -> Response {
    match house.manner() {
        Manner::Broken => return StatusCode::BAD_GATEWAY.into_response(),
        Manner::Babbling => return "<p>selamat datang</p>".into_response(),
        Manner::Slow => tokio::time::sleep(Duration::from_mins(1)).await,
        _ => {}
    }
    let issuer = &house.issuer;
    let words = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    Json(words).into_response()
}

async fn keys(State(house): State<House>) -> Json<Value> {
    house.manner();
    let public = serde_json::to_value(key().as_verification_key()).unwrap();
    Json(json!({ "keys": [public] }))
}

/// Whoever opens this consents at once; for a browser.
async fn authorize(
    State(house): State<House>,
    Query(asked): Query<HashMap<String, String>>,
) -> Redirect {
    Redirect::to(&house.consent(&asked, "siti"))
}

async fn token(
    State(house): State<House>,
    headers: HeaderMap,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let manner = house.manner();
    let basic = format!("Basic {}", STANDARD.encode(format!("{ID}:{SECRET}")));
    assert_eq!(headers[AUTHORIZATION], basic);
    assert_eq!(asked["grant_type"], "authorization_code");
    let consent = house.codes.lock().unwrap().get(&asked["code"]).cloned();
    let fits = |consent: &Consent| {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&asked["code_verifier"]));
        consent.challenge == challenge && consent.back == asked["redirect_uri"]
    };
    let Some(consent) = consent.filter(|it| fits(it) && manner != Manner::TakesNoCode) else {
        let no = json!({ "error": "invalid_grant" });
        return (StatusCode::BAD_REQUEST, Json(no)).into_response();
    };
    let tokens = json!({
        "access_token": "tidak-dipakai",
        "token_type": "Bearer",
        "expires_in": 3600,
        "id_token": house.id_token(&consent, manner),
    });
    Json(tokens).into_response()
}
