//! Passkeys on the page: a script fetches the question and sends the phone's answer as a form.
//! Without scripts there are the list and the passphrase.

use super::sign_in::{SignInForm, again};
use super::{secret, signed_in};
use crate::domain::{Kind, Passphrase, local};
use crate::origin::Origin;
use crate::passkeys::Question;
use crate::{own, passkeys};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::id::PasskeyId;
use serde::{Deserialize, Serialize};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor};

/// A question for the script.
#[derive(Serialize)]
struct Asked<T> {
    tiket: String,
    #[serde(flatten)]
    options: T,
}

fn asked<T: Serialize>(question: Question<T>) -> Response {
    let asked = Asked {
        tiket: question.ticket,
        options: question.options,
    };
    secret(Json(asked).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MakeForm {
    sandi_passkey: String,
}

/// `POST /akun/passkey/mulai`: asks for the passphrase, because a phone may be left lying about.
pub(super) async fn ask_to_make(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<MakeForm>,
) -> Result<Response> {
    let account = own::account(&ctx, &actor).await?;
    let typed = Passphrase::typed(&form.sandi_passkey);
    if !own::confirms(&ctx, &actor, &account, typed).await? {
        return Err(Error::Rule("Kata sandi belum cocok.".into()));
    }
    let question = passkeys::ask_to_make(&visitor, &actor, &account).await?;
    Ok(asked(question))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    tiket: String,
    jawaban: String,
    bersama: Option<String>,
    kembali: String,
}

impl AnswerForm {
    fn answer(&self) -> (&str, &str) {
        (&self.tiket, &self.jawaban)
    }
}

/// `POST /akun/passkey`: keeps what the phone has made.
pub(super) async fn keep(
    visitor: Visitor,
    actor: Actor,
    headers: HeaderMap,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let origin = Origin::of(&visitor, &headers);
    passkeys::keep(&visitor, &actor, form.answer(), &origin).await?;
    let flash = Flash::ok("Passkey sudah jadi. Lain kali masuk cukup dengan membuka kunci layar.");
    Ok(visitor.redirect_with("/akun", &flash))
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /akun/passkey/{id}/hapus`.
pub(super) async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PasskeyId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    passkeys::remove(&ctx, &actor, id).await?;
    let flash = Flash::ok("Passkey dihapus. Di HP-nya boleh dihapus juga.");
    Ok(visitor.redirect_with("/akun", &flash))
}

/// `POST /masuk/passkey/mulai`.
pub(super) async fn ask_to_use(visitor: Visitor, Form(_): Form<Nothing>) -> Result<Response> {
    Ok(asked(passkeys::ask_to_use(&visitor).await?))
}

/// `POST /masuk/passkey`.
pub(super) async fn sign_in(
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let kind = Kind::asked(form.bersama.as_deref());
    let origin = Origin::of(&visitor, &headers);
    match passkeys::sign_in(&visitor, form.answer(), kind, &origin).await {
        Ok((account, token)) => {
            let response = visitor.redirect(local(&form.kembali));
            Ok(signed_in(&visitor, response, &account, &token, kind))
        }
        Err(Error::Rule(problem)) => {
            let form = SignInForm::of(form.bersama, &form.kembali);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(&visitor, status, &form, Errors::default(), &problem).await
        }
        Err(error) => Err(error),
    }
}
