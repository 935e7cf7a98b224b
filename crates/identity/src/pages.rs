//! Pages for officers: front and home, the first visit, signing in, one's own account, officers.

mod account;
mod extra_roles;
mod front;
mod google;
mod invites;
mod log;
mod officers;
mod passkeys;
mod recovery;
mod sign_in;
mod two_steps;
mod units;
mod wizard;

use crate::domain::Kind;
use crate::origin::{self, TOKEN};
use crate::store::Account;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use web::{Ctx, Page, Visitor};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/", get(front::front))
        .route("/beranda", get(front::home))
        .route("/menu", get(front::menu))
        .route("/mulai", get(wizard::ask).post(wizard::finish))
        .route("/masuk", get(sign_in::ask).post(sign_in::answer))
        .route("/masuk/baru", post(sign_in::first))
        .route("/masuk/kode", post(two_steps::answer))
        .route("/masuk/passkey", post(passkeys::sign_in))
        .route("/masuk/passkey/mulai", post(passkeys::ask_to_use))
        .route("/masuk/google", get(google::set_out).post(google::enter))
        .route("/masuk/google/kembali", get(google::come_back))
        .route("/keluar", post(sign_in::leave))
        .route("/akun", get(account::show).post(account::save))
        .route("/akun/sandi", post(account::change_passphrase))
        .route("/akun/kode", get(two_steps::show).post(two_steps::confirm))
        .route("/akun/kode/pasang", post(two_steps::begin))
        .route("/akun/kode/matikan", post(two_steps::turn_off))
        .route("/akun/passkey", post(passkeys::keep))
        .route("/akun/passkey/mulai", post(passkeys::ask_to_make))
        .route("/akun/passkey/{id}/hapus", post(passkeys::remove))
        .route(
            "/akun/google",
            get(google::set_out_to_link).post(google::link),
        )
        .route("/akun/google/lepas", post(google::unlink))
        .route("/akun/pulih/batal", post(recovery::stop_own))
        .route("/akun/token", post(account::make_token))
        .route("/akun/perangkat", post(account::leave_everywhere))
        .route("/akun/perangkat/{id}", post(account::leave_device))
        .route("/akun/unit", get(units::ask).post(units::choose))
        .route("/unit/{id}/pengurus", get(units::officers).post(units::add))
        .route("/pengurus", get(officers::list).post(officers::add))
        .route("/pengurus/baru", get(officers::choose))
        .route("/pengurus/{id}/sandi", post(officers::renew))
        .route("/pengurus/{id}/tutup", post(officers::remove))
        .route("/pengurus/{id}/pulih", post(recovery::step))
        .route("/pengurus/{id}/pulih/batal", post(recovery::stop))
        .route("/pulih/{token}", get(recovery::ask).post(recovery::settle))
        .route("/pengurus/{id}/undang", post(invites::invite))
        .route("/pengurus/{id}/undang/batal", post(invites::take_back))
        .route(
            "/pengurus/{id}/izin",
            get(extra_roles::ask).post(extra_roles::give),
        )
        .route("/pengurus/izin/{id}/akhiri", post(extra_roles::end))
        .route("/undangan/{token}", get(invites::ask).post(invites::accept))
        .route("/pengaturan/catatan", get(log::show))
}

/// `response` with the cookies of a new sign-in.
fn signed_in(
    visitor: &Visitor,
    mut response: Response,
    account: &Account,
    token: &str,
    kind: Kind,
) -> Response {
    let headers = response.headers_mut();
    let Some(seconds) = kind.cookie_seconds() else {
        headers.append(SET_COOKIE, visitor.set_session_cookie(TOKEN, token));
        return response;
    };
    headers.append(SET_COOKIE, visitor.set_cookie(TOKEN, token, seconds));
    headers.append(SET_COOKIE, origin::mark_cookie(visitor, account));
    response
}

/// `response` that takes the cookie of a sign-in away and, on a shared phone, whatever else the
/// browser keeps of us.
fn signed_out(visitor: &Visitor, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, visitor.set_cookie(TOKEN, "", 0));
    headers.append(SET_COOKIE, visitor.set_cookie(origin::UNIT, "", 0));
    if visitor.actor.as_ref().is_some_and(|actor| actor.shared) {
        headers.insert(
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        );
    }
    response
}

/// `response` with a secret on it, which no browser or proxy keeps.
fn secret(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page with this title and status.
fn page(title: &str, status: StatusCode) -> Page<'_> {
    Page {
        status,
        ..Page::titled(title)
    }
}
