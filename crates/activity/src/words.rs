//! The words that go to WhatsApp: invitation, reminder, attendance list.
//! `*bold*` as WhatsApp writes it, times as `19.30 WIB`, one link on its own line.

use crate::domain::{Activity, Session, State, Tally};
use kernel::day;
use kernel::zone::Zone;

/// What every text needs.
pub(crate) struct Telling<'a> {
    pub(crate) unit_name: &'a str,
    pub(crate) zone: Zone,
    pub(crate) activity: &'a Activity,
    pub(crate) sessions: &'a [Session],
    /// Speakers with their title or institution.
    pub(crate) speakers: &'a [String],
    /// Whole address of the activity's public page.
    pub(crate) page: String,
    /// Whole address of its registration.
    pub(crate) register: String,
}

/// What whoever has registered should know before coming.
const BRING: [&str; 3] = [
    "",
    "Bawa kartu anggota atau buka tautan pendaftaran di HP untuk ditunjukkan di pintu.",
    "Kalau batal, tekan Batalkan di tautan pendaftaran supaya tempatnya bisa dipakai teman lain.",
];

impl Telling<'_> {
    /// The invitation with the link to register.
    pub(crate) fn invitation(&self) -> String {
        let activity = self.activity;
        let mut lines = vec![format!("*{}*", activity.title), String::new()];
        if !activity.about.is_empty() {
            lines.extend([activity.about.clone(), String::new()]);
        }
        lines.extend(self.when_and_where());
        if !self.speakers.is_empty() {
            lines.push(format!("Narasumber: {}", self.speakers.join("; ")));
        }
        if let Some(quota) = activity.quota.filter(|_| activity.registration) {
            lines.push(format!("Kuota: {quota} orang"));
        }
        lines.push(String::new());
        if activity.registration {
            lines.push("Daftar lewat tautan ini, tanpa akun:".into());
            lines.push(self.register.clone());
            let last = day::long(activity.last_registration_day());
            lines.push(format!("Pendaftaran sampai {last}."));
        } else {
            lines.push("Keterangan lengkap:".into());
            lines.push(self.page.clone());
        }
        if !activity.contact.is_empty() {
            lines.push(format!("Tanya-tanya: {}", activity.contact));
        }
        lines.extend([String::new(), format!("_{}_", self.unit_name)]);
        lines.join("\n")
    }

    /// The reminder for those who registered.
    pub(crate) fn reminder(&self) -> String {
        let mut lines = vec![
            format!("*Pengingat: {}*", self.activity.title),
            String::new(),
            "Jangan lupa datang, ya.".into(),
        ];
        lines.extend(self.when_and_where());
        if self.activity.registration {
            lines.extend(BRING.map(String::from));
        }
        lines.extend([
            String::new(),
            self.page.clone(),
            String::new(),
            format!("_{}_", self.unit_name),
        ]);
        lines.join("\n")
    }

    /// Who was there, numbered as in the groups.
    pub(crate) fn attendance(&self, session: &Session, present: &[String], tally: Tally) -> String {
        let mut lines = vec![
            format!("*Daftar hadir {}*", self.activity.title),
            format!("{}, {}", session.title, session.when(self.zone)),
            String::new(),
        ];
        lines.extend(
            present
                .iter()
                .enumerate()
                .map(|(at, name)| format!("{}. {name}", at + 1)),
        );
        lines.extend([String::new(), format!("Hadir {} orang", tally.present)]);
        for (label, count) in [
            ("Izin", tally.excused),
            ("Sakit", tally.sick),
            ("Tidak hadir", tally.absent),
        ] {
            if count > 0 {
                lines.push(format!("{label} {count} orang"));
            }
        }
        lines.join("\n")
    }

    fn when_and_where(&self) -> Vec<String> {
        if self.activity.state == State::Cancelled {
            return vec!["*DIBATALKAN*".into()];
        }
        let mut lines = Vec::new();
        match self.sessions {
            [one] => {
                lines.push(format!("Hari: {}", day::long(one.day)));
                let time = one.time(self.zone);
                if !time.is_empty() {
                    lines.push(format!("Jam: {time}"));
                }
            }
            several => lines.extend(
                several
                    .iter()
                    .map(|session| format!("{}: {}", session.title, session.when(self.zone))),
            ),
        }
        lines.push(format!("Tempat: {}", self.activity.place));
        lines
    }
}
