//! One error for every request: the domain speaks, the edge decides status, words and log.
//! The visitor reads a plain sentence with the next step; the program's own words go to the log.
//! The middleware puts the page shell around it, or JSON for the API.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The answer of every handler.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at this address, or not for this person.
    #[error("not found")]
    NotFound,
    /// The person may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in; after signing in the person goes to this path.
    #[error("sign in first")]
    SignIn(String),
    /// The form did not come from a page of ours, or from a page too old.
    #[error("forged or stale form")]
    Forged,
    /// A rule of the domain said no; the text is for the person who asked.
    #[error("{0}")]
    Rule(String),
    /// Somebody else was faster; the text says what happened and what to do.
    #[error("{0}")]
    Conflict(String),
    /// What was sent can't be understood; the text says why.
    #[error("{0}")]
    Bad(String),
    /// What was sent is too large; the text says how large it may be.
    #[error("{0}")]
    TooLarge(String),
    /// Too many tries; the text says how long to wait.
    #[error("{0}")]
    TooMany(String),
    /// The database said no.
    #[error("database: {0}")]
    Db(#[from] storage::Error),
    /// A mistake in the program or its surroundings.
    #[error("{0:#}")]
    Other(#[from] anyhow::Error),
}

/// What the middleware tells the visitor.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) title: &'static str,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let (title, text) = match status {
            StatusCode::BAD_REQUEST => (
                "Isian tidak terbaca",
                "Alamat atau isian ini tidak lengkap. Kembali ke halaman sebelumnya, lalu coba lagi.",
            ),
            StatusCode::FORBIDDEN => (
                "Tidak diizinkan",
                "Halaman ini hanya untuk pengurus yang berwenang. Kalau perlu, minta ketua atau sekretaris.",
            ),
            StatusCode::NOT_FOUND => (
                "Halaman tidak ditemukan",
                "Alamatnya mungkin salah ketik atau sudah tidak dipakai. Periksa lagi tautannya.",
            ),
            StatusCode::METHOD_NOT_ALLOWED => (
                "Halaman ini tidak menerima kiriman",
                "Kembali ke halaman sebelumnya, lalu coba lagi dari sana.",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "Kiriman terlalu besar",
                "Berkas atau isian terlalu besar. Kecilkan dulu, lalu kirim lagi.",
            ),
            StatusCode::INSUFFICIENT_STORAGE => (
                "Penyimpanan penuh",
                "Tempat penyimpanan di server penuh, jadi tidak ada yang tersimpan. Beri tahu pengelola \
                 server, lalu kirim lagi setelah ada tempat.",
            ),
            StatusCode::SERVICE_UNAVAILABLE => (
                "Server sedang sibuk",
                "Belum tersimpan karena server sedang sibuk. Tunggu sebentar, lalu kirim lagi.",
            ),
            status if status.is_client_error() => (
                "Permintaan tidak dapat dilayani",
                "Kembali ke halaman sebelumnya, lalu coba lagi.",
            ),
            _ => (
                "Ada yang salah di server",
                "Bukan salah kamu, dan data yang sudah tersimpan tetap aman. Coba lagi sebentar lagi. Kalau \
                 masih begini, beri tahu pengelola server.",
            ),
        };
        Self {
            status,
            title,
            text: text.to_owned(),
        }
    }

    fn saying(status: StatusCode, title: &'static str, text: &str) -> Self {
        Self {
            status,
            title,
            text: text.to_owned(),
        }
    }
}

impl Error {
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Self::NotFound => Problem::of_status(StatusCode::NOT_FOUND),
            Self::Forbidden => Problem::of_status(StatusCode::FORBIDDEN),
            Self::SignIn(_) => Problem::saying(
                StatusCode::UNAUTHORIZED,
                "Masuk dulu",
                "Halaman ini hanya untuk pengurus. Masuk dulu, lalu buka lagi.",
            ),
            Self::Forged => Problem::saying(
                StatusCode::FORBIDDEN,
                "Halaman sudah terlalu lama terbuka",
                "Belum ada yang tersimpan. Buka lagi halamannya, lalu kirim ulang.",
            ),
            Self::Rule(text) => {
                Problem::saying(StatusCode::UNPROCESSABLE_ENTITY, "Belum bisa", text)
            }
            Self::Conflict(text) => Problem::saying(StatusCode::CONFLICT, "Sudah berubah", text),
            Self::Bad(text) => {
                Problem::saying(StatusCode::BAD_REQUEST, "Isian tidak terbaca", text)
            }
            Self::TooLarge(text) => {
                Problem::saying(StatusCode::PAYLOAD_TOO_LARGE, "Kiriman terlalu besar", text)
            }
            Self::TooMany(text) => {
                Problem::saying(StatusCode::TOO_MANY_REQUESTS, "Tunggu sebentar", text)
            }
            Self::Db(storage::Error::Full) => Problem::of_status(StatusCode::INSUFFICIENT_STORAGE),
            Self::Db(storage::Error::Busy) => Problem::of_status(StatusCode::SERVICE_UNAVAILABLE),
            Self::Db(_) | Self::Other(_) => Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let problem = self.problem();
        if problem.status.is_server_error() {
            tracing::error!(error = %self, "request failed");
        }
        let mut response = problem.status.into_response();
        if let Self::SignIn(back) = self {
            response.extensions_mut().insert(SignInFirst(back));
        }
        response.extensions_mut().insert(problem);
        response
    }
}

/// Where to go after signing in.
#[derive(Debug, Clone)]
pub(crate) struct SignInFirst(pub(crate) String);
