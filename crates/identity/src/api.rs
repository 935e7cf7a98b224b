//! For programs: a token in exchange for login and passphrase, slowed like the sign-in page.

use crate::domain::{Kind, Login, Passphrase, in_words, token_name};
use crate::origin::Origin;
use crate::sign_in::{Answer, WRONG, recognise};
use crate::{own, two_steps};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Json, Router, routing::post};
use serde::{Deserialize, Serialize};
use web::{Ctx, Error, Result, Visitor};

pub(crate) fn router() -> Router<Ctx> {
    Router::new().route("/api/v1/tokens", post(make_token))
}

/// What is said when the code is missing or wrong.
const NEEDS_CODE: &str =
    "Akun ini memakai kode masuk. Sertakan kode enam angka dari aplikasi sebagai \"code\".";

#[derive(Deserialize)]
struct NewToken {
    login: String,
    passphrase: String,
    /// What the officer will see in the list of devices.
    name: String,
    /// Six digits from the app, for an account that is asked for them.
    #[serde(default)]
    code: String,
}

#[derive(Serialize)]
struct Token {
    /// To be sent as `Authorization: Bearer …`; told only now.
    token: String,
}

async fn make_token(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Json(new): Json<NewToken>,
) -> Result<(StatusCode, Json<Token>)> {
    let login = Login::parse(&new.login).map_err(|error| Error::Rule(error.to_string()))?;
    let name = token_name(&new.name)
        .ok_or_else(|| Error::Rule("Isi nama token, paling banyak 60 huruf.".into()))?;
    let origin = Origin::of_program(&name, &visitor.address);
    let account = match recognise(&ctx, &login, Passphrase::typed(&new.passphrase), &origin).await?
    {
        Answer::Them(account) => account,
        Answer::Wrong => return Err(Error::Rule(WRONG.into())),
        Answer::Wait(seconds) => {
            return Err(Error::TooMany(in_words(seconds, |text| visitor.say(text))));
        }
    };
    if account.must_change {
        return Err(Error::Rule(
            "Kata sandi sekali pakai diganti dulu di halaman masuk, baru token bisa dibuat.".into(),
        ));
    }
    let token = if two_steps::is_on(&mut ctx.db.read().await?, account.id).await? {
        let signed = two_steps::sign_in(&ctx, &account, &new.code, Kind::Token, &origin).await?;
        signed.ok_or_else(|| Error::Rule(NEEDS_CODE.into()))?
    } else {
        own::make_token(&ctx, &account, &name, &visitor.address).await?
    };
    Ok((StatusCode::CREATED, Json(Token { token })))
}
