//! Why a file could not be read, in words for the person who chose it.
//! Each sentence says what to do next; what a single row lacks is no error,
//! it stands in that row's issues.

/// A file that cannot be read as a member list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or nothing but white space.
    #[error("Berkas ini kosong. Buka daftarnya, pastikan ada isinya, lalu unggah lagi.")]
    Empty,
    /// Larger than what is read at once.
    #[error(
        "Berkas ini terlalu besar (lebih dari {0} MB). Simpan hanya lembar daftar anggota ke berkas baru, lalu unggah berkas itu."
    )]
    TooBig(u64),
    /// Unpacks to far more than its size, or says less than it holds.
    #[error(
        "Berkas ini tidak wajar: isinya setelah dibuka terlalu besar. Salin daftar anggota ke berkas baru, lalu unggah berkas itu."
    )]
    Bomb,
    /// More rows or cells than any board's list has.
    #[error(
        "Lembar ini punya terlalu banyak baris. Pisahkan menjadi beberapa berkas, paling banyak {0} baris, lalu unggah satu per satu."
    )]
    TooManyRows(usize),
    /// Protected by a password.
    #[error(
        "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi."
    )]
    Encrypted,
    /// A Word document, also one with a wrong ending.
    #[error(
        "Ini dokumen Word, bukan tabel. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah lagi."
    )]
    Document,
    /// A PDF.
    #[error(
        "Ini berkas PDF, bukan tabel. Minta berkas Excel aslinya, atau ketik daftarnya di Excel, lalu unggah lagi."
    )]
    Pdf,
    /// A picture, also one with a wrong ending.
    #[error(
        "Ini gambar, bukan tabel. Ketik daftarnya di Excel atau Google Sheets, lalu unggah berkasnya."
    )]
    Picture,
    /// A web page that a program named .xls.
    #[error(
        "Berkas ini halaman web yang diberi nama tabel. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
    )]
    WebPage,
    /// Anything else that is no table.
    #[error(
        "Berkas ini bukan tabel yang dikenal. Simpan daftarnya sebagai .xlsx, .xls, .ods, atau .csv, lalu unggah lagi."
    )]
    NotATable,
    /// A workbook whose inside is broken.
    #[error(
        "Berkas ini rusak dan tidak bisa dibuka. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."
    )]
    Broken,
    /// A workbook or text without a single filled cell.
    #[error(
        "Tabel ini tidak berisi apa-apa. Pastikan daftar anggota ada di dalamnya, lalu unggah lagi."
    )]
    NothingInside,
    /// A workbook could not be written.
    #[error("Berkas tabel tidak bisa dibuat. Coba sekali lagi.")]
    Write,
}
