//! What can go wrong on the way to paper, said to the person who asked.
//! The sentences are Indonesian; the technical cause goes to the log.
//! Nothing here panics: a broken picture is an answer like any other.

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The logo is no PNG or JPEG, or it is damaged.
    #[error("Gambar logo tidak dapat dibaca. Unggah ulang sebagai PNG atau JPEG.")]
    Picture,
    /// The logo has too many pixels to be unpacked safely.
    #[error("Gambar logo terlalu besar. Perkecil sampai paling lebar 5.000 piksel.")]
    PictureTooLarge,
    /// A photo is no PNG or JPEG, is damaged, or has too many pixels.
    #[error("Foto tidak dapat dibaca, atau terlalu besar. Unggah ulang sebagai JPEG.")]
    Photo,
    /// The address does not fit into a QR code.
    #[error("Tautan terlalu panjang untuk kode QR.")]
    Qr,
    /// There is nothing to print.
    #[error("Belum ada nama untuk dicetak.")]
    Empty,
    /// The typesetter refused; the text is its own, for the log.
    #[error("Dokumen tidak berhasil disusun ({0}).")]
    Typeset(String),
    /// The worker thread gave up.
    #[error("Dokumen tidak berhasil disusun. Coba sekali lagi.")]
    Crashed,
}
