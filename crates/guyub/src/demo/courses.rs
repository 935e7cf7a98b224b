//! What the demo's trainings are about, in the words of the boards.

use activity::{CertificateRule, Kind, NewActivity, NewSession};
use jiff::civil::Date;
use training::{Details, NewTraining, Speaker, Theme, Topic};

/// A training as the board announces it.
pub(super) struct Told {
    title: &'static str,
    about: &'static str,
    place: &'static str,
    contact: &'static str,
    quota: u32,
    theme: Theme,
    goal: &'static str,
    /// Name, and title or institution.
    speakers: &'static [(&'static str, &'static str)],
    /// What is taught, with its lesson hours.
    topics: &'static [(&'static str, u16)],
    /// Place on the board, and duty.
    pub(super) duties: &'static [(usize, &'static str)],
}

pub(super) const BUSINESS: Told = Told {
    title: "Pelatihan Kewirausahaan Pemuda",
    about: "Dari ide sampai jualan pertama. Hari pertama: mengenali kebutuhan tetangga dan memilih \
            ide yang masuk akal. Hari kedua: menghitung modal, harga pokok, dan harga jual dengan \
            contoh keripik singkong dan cuci motor.",
    place: "Balai Desa Sukorejo",
    contact: "Galih, 0856-0000-2107",
    quota: 40,
    theme: Theme::Entrepreneurship,
    goal: "Peserta bisa memilih satu ide usaha dan menghitung modal, harga pokok, dan harga jualnya.",
    speakers: &[
        ("Sri Wahyuni, S.E.", "pendamping UMKM"),
        ("Darmini", "pemilik keripik singkong Mbok Dar"),
    ],
    topics: &[
        ("Mengenali kebutuhan di sekitar", 2),
        ("Memilih dan menguji ide", 3),
        ("Modal dan harga pokok", 3),
        ("Harga jual dan untung", 2),
    ],
    duties: &[
        (4, "Ketua panitia"),
        (2, "Sekretaris panitia"),
        (3, "Bendahara dan konsumsi"),
        (5, "Perlengkapan"),
        (6, "Dokumentasi"),
    ],
};

pub(super) const LETTERS: Told = Told {
    title: "Pelatihan Surat-Menyurat dan Buku Kas",
    about: "Menulis undangan, proposal, dan notulen yang rapi; mencatat kas supaya siap diperiksa.",
    place: "Gedung PKK Sukorejo",
    contact: "Rina, 0812-0000-1880",
    quota: 25,
    theme: Theme::Management,
    goal: "Peserta bisa membuat surat undangan, notulen, dan buku kas bulanan.",
    speakers: &[("Tri Handayani", "bendahara Karang Taruna")],
    topics: &[("Surat dan penomorannya", 1), ("Buku kas bulanan", 2)],
    duties: &[(2, "Ketua panitia"), (3, "Pendamping"), (1, "Konsumsi")],
};

pub(super) const MARKETING: Told = Told {
    title: "Pelatihan Pemasaran Digital untuk Usaha Desa",
    about: "Foto produk dengan ponsel, menulis keterangan yang jujur dan menarik, memakai katalog \
            WhatsApp Business, dan melayani pembeli dari luar kota. Bawa ponsel dan satu contoh \
            produk; yang belum punya usaha boleh ikut.",
    place: "Balai Desa Sukorejo",
    contact: "Galih, 0856-0000-2107",
    quota: 30,
    theme: Theme::Entrepreneurship,
    goal: "Peserta punya katalog WhatsApp berisi paling sedikit tiga produk.",
    speakers: &[
        ("Anggit Nurcahyo", "fotografer produk"),
        ("Wening Puspita", "penjual batik daring"),
    ],
    topics: &[
        ("Foto produk dengan ponsel", 3),
        ("Menulis keterangan produk", 2),
        ("Katalog WhatsApp Business", 3),
        ("Ongkos kirim dan pesanan", 2),
    ],
    duties: &[
        (5, "Ketua panitia"),
        (2, "Sekretaris panitia"),
        (3, "Konsumsi"),
        (4, "Narahubung pemateri"),
    ],
};

pub(super) const PRINTING: Told = Told {
    title: "Lokakarya Sablon Kaos",
    about: "Membuat film, mengafdruk, dan menggesut di kaos sendiri. Hasilnya dibawa pulang.",
    place: "Bengkel Mas Panji, Dukuh Karanglo",
    contact: "Yoga, 0878-0000-2260",
    quota: 16,
    theme: Theme::Entrepreneurship,
    goal: "Peserta bisa menyablon satu warna di kaos.",
    speakers: &[("Panji Wibowo", "Bengkel Sablon Karanglo")],
    topics: &[("Film dan afdruk", 3), ("Menggesut dan mengeringkan", 3)],
    duties: &[(6, "Ketua panitia"), (5, "Perlengkapan")],
};

/// What the neighbours teach.
pub(super) const CASSAVA: Told = Told {
    title: "Pelatihan Olahan Singkong",
    about: "Getuk, keripik, dan tepung mocaf dari kebun sendiri.",
    place: "Balai Desa Kadibolo",
    contact: "",
    quota: 20,
    theme: Theme::Entrepreneurship,
    goal: "Peserta bisa membuat tiga olahan singkong yang tahan simpan.",
    speakers: &[("Sri Mulyani", "")],
    topics: &[("Getuk dan keripik", 2), ("Tepung mocaf", 2)],
    duties: &[(0, "Ketua panitia"), (2, "Konsumsi")],
};

impl Told {
    /// The training with these sessions, for those who register until `closes_on`.
    pub(super) fn training(&self, sessions: Vec<NewSession>, closes_on: Date) -> NewTraining {
        NewTraining {
            activity: NewActivity {
                kind: Kind::Training,
                title: self.title.to_owned(),
                about: self.about.to_owned(),
                place: self.place.to_owned(),
                sessions,
                registration: true,
                quota: Some(self.quota),
                closes_on: Some(closes_on),
                contact: self.contact.to_owned(),
            },
            details: self.details(),
            certificate: CertificateRule::default(),
        }
    }

    fn details(&self) -> Details {
        let speaker = |&(name, title): &(&str, &str)| Speaker {
            name: name.to_owned(),
            title: title.to_owned(),
            phone: None,
        };
        let topic = |&(title, hours): &(&str, u16)| Topic {
            title: title.to_owned(),
            hours,
        };
        Details {
            theme: self.theme.clone(),
            speakers: self.speakers.iter().map(speaker).collect(),
            hours: self.topics.iter().map(|(_, hours)| hours).sum(),
            topics: self.topics.iter().map(topic).collect(),
            goal: self.goal.to_owned(),
        }
    }
}
