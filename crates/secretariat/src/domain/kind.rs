//! Kinds of letters, each with words to begin from.

/// A kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Invitation.
    Invitation,
    /// Notice.
    Notice,
    /// Request for a permit.
    Permit,
    /// Request to use a place or things.
    Loan,
    /// Assignment.
    Assignment,
    /// Mandate.
    Mandate,
    /// Statement about somebody or something.
    Statement,
    /// Recommendation.
    Recommendation,
    /// Thanks.
    Thanks,
    /// Letter that comes with a memorandum of understanding.
    Agreement,
}

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Invitation,
        Self::Notice,
        Self::Permit,
        Self::Loan,
        Self::Assignment,
        Self::Mandate,
        Self::Statement,
        Self::Recommendation,
        Self::Thanks,
        Self::Agreement,
    ];

    /// The word kept in the database and in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "undangan",
            Self::Notice => "pemberitahuan",
            Self::Permit => "izin",
            Self::Loan => "peminjaman",
            Self::Assignment => "tugas",
            Self::Mandate => "mandat",
            Self::Statement => "keterangan",
            Self::Recommendation => "rekomendasi",
            Self::Thanks => "terima-kasih",
            Self::Agreement => "mou",
        }
    }

    /// The kind whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Undangan",
            Self::Notice => "Pemberitahuan",
            Self::Permit => "Permohonan izin",
            Self::Loan => "Peminjaman tempat atau barang",
            Self::Assignment => "Surat tugas",
            Self::Mandate => "Surat mandat",
            Self::Statement => "Surat keterangan",
            Self::Recommendation => "Surat rekomendasi",
            Self::Thanks => "Ucapan terima kasih",
            Self::Agreement => "Pengantar MoU",
        }
    }

    /// What stands for `{type}` in a number.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Invitation => "UND",
            Self::Notice => "PBT",
            Self::Permit => "IZN",
            Self::Loan => "PJM",
            Self::Assignment => "ST",
            Self::Mandate => "SM",
            Self::Statement => "SKT",
            Self::Recommendation => "REK",
            Self::Thanks => "UTK",
            Self::Agreement => "MOU",
        }
    }

    /// Whether the paper carries its name in the middle and nobody's address.
    #[must_use]
    pub const fn titled(self) -> bool {
        matches!(
            self,
            Self::Assignment | Self::Mandate | Self::Statement | Self::Recommendation
        )
    }

    /// The words that a new letter of this kind from `unit` begins with. Three dots stand where
    /// something is to be filled in.
    #[must_use]
    pub fn template(self, unit: &str) -> String {
        self.words().replace("{unit}", unit)
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Invitation => {
                "Kami mengundang Bapak/Ibu/Saudara untuk hadir pada:\n\n\
                 Hari, tanggal: …\nPukul: …\nTempat: …\nAcara: …\n\n\
                 Kehadiran Bapak/Ibu/Saudara sangat kami harapkan. Atas perhatiannya kami ucapkan \
                 terima kasih."
            }
            Self::Notice => {
                "Bersama surat ini kami memberitahukan bahwa {unit} akan mengadakan kegiatan:\n\n\
                 Nama kegiatan: …\nHari, tanggal: …\nPukul: …\nTempat: …\nPeserta: …\n\n\
                 Demikian pemberitahuan ini kami sampaikan. Atas perhatian dan dukungannya kami \
                 ucapkan terima kasih."
            }
            Self::Permit => {
                "Sehubungan dengan rencana kegiatan {unit}, kami memohon izin untuk mengadakan:\n\n\
                 Nama kegiatan: …\nHari, tanggal: …\nPukul: …\nTempat: …\nPerkiraan peserta: …\n\
                 Penanggung jawab: …\n\n\
                 Kami akan menjaga ketertiban, keamanan, dan kebersihan selama kegiatan berlangsung. \
                 Atas izin yang diberikan kami ucapkan terima kasih."
            }
            Self::Loan => {
                "Sehubungan dengan kegiatan yang akan kami adakan, kami bermaksud meminjam:\n\n\
                 Tempat atau barang: …\nDipakai untuk: …\nHari, tanggal: …\nPukul: …\n\
                 Dikembalikan: …\n\n\
                 Kami bersedia menjaga dan mengembalikannya dalam keadaan baik. Atas bantuannya kami \
                 ucapkan terima kasih."
            }
            Self::Assignment => {
                "Yang bertanda tangan di bawah ini, pengurus {unit}, menugaskan:\n\n\
                 Nama: …\nJabatan: …\nAlamat: …\n\n\
                 untuk melaksanakan:\n\n\
                 Tugas: …\nHari, tanggal: …\nTempat: …\n\n\
                 Sesudah selesai, yang bersangkutan melapor kepada pengurus. Demikian surat tugas ini \
                 dibuat untuk dilaksanakan."
            }
            Self::Mandate => {
                "Yang bertanda tangan di bawah ini, pengurus {unit}, memberi mandat kepada:\n\n\
                 Nama: …\nJabatan: …\nAlamat: …\n\n\
                 untuk mewakili {unit} dalam:\n\n\
                 Acara: …\nHari, tanggal: …\nTempat: …\nWewenang: …\n\n\
                 Mandat ini berlaku sampai acara tersebut selesai."
            }
            Self::Statement => {
                "Yang bertanda tangan di bawah ini, pengurus {unit}, menerangkan bahwa:\n\n\
                 Nama: …\nTempat, tanggal lahir: …\nAlamat: …\n\n\
                 adalah benar …\n\n\
                 Surat keterangan ini dibuat atas permintaan yang bersangkutan untuk keperluan …"
            }
            Self::Recommendation => {
                "Yang bertanda tangan di bawah ini, pengurus {unit}, memberikan rekomendasi kepada:\n\n\
                 Nama: …\nAlamat: …\nUntuk: …\n\n\
                 Menurut catatan kami, yang bersangkutan aktif dan bertanggung jawab. Demikian \
                 rekomendasi ini dibuat agar dipergunakan sebagaimana mestinya."
            }
            Self::Thanks => {
                "Kegiatan … telah selesai dengan baik. Untuk itu kami mengucapkan terima kasih atas \
                 bantuan Bapak/Ibu/Saudara berupa …\n\n\
                 Semoga kebaikan Bapak/Ibu/Saudara mendapat balasan yang setimpal, dan kerja sama ini \
                 dapat kita lanjutkan."
            }
            Self::Agreement => {
                "Menindaklanjuti pembicaraan kita tentang kerja sama, bersama surat ini kami sampaikan \
                 naskah nota kesepahaman (MoU) tentang:\n\n\
                 Bidang kerja sama: …\nJangka waktu: …\nNarahubung: …\n\n\
                 Kami mohon naskah tersebut dipelajari, dan bila disetujui, ditandatangani pada waktu \
                 yang kita sepakati bersama. Atas kerja samanya kami ucapkan terima kasih."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_code_and_has_words() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            let words = kind.template("Karang Taruna Jambu");
            assert!(words.contains(super::super::GAP), "{kind:?}");
            assert!(!words.contains('{'), "{kind:?}");
        }
    }
}
