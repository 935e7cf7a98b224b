//! What is typed about an activity, and what it means.
//! Days and times are read as people write them; up to twelve sessions stand in the form.

use crate::domain::{Activity, Kind, Session};
use jiff::civil::{Date, Time};
use kernel::clock;
use kernel::day;
use serde::Deserialize;
use web::Errors;

/// Sessions of one activity.
const SESSIONS_MOST: usize = 12;

/// What was typed; every field a string, sessions as parallel lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActivityForm {
    /// Kind.
    pub jenis: String,
    /// Title.
    pub judul: String,
    /// What it is about.
    pub tentang: String,
    /// Place.
    pub tempat: String,
    /// Titles of the sessions.
    pub sesi_judul: Vec<String>,
    /// Days of the sessions.
    pub sesi_hari: Vec<String>,
    /// Times of the sessions, as people write them.
    pub sesi_jam: Vec<String>,
    /// Ids of sessions that exist already; empty for new ones.
    pub sesi_id: Vec<String>,
    /// "ya" if people register.
    pub daftar: String,
    /// Seats.
    pub kuota: String,
    /// Last day of registration.
    pub tutup: String,
    /// Whom to ask.
    pub kontak: String,
    /// Edition that was opened.
    pub versi: String,
    /// The line of the work programme that it is made of; only when it is made.
    pub program: String,
}

/// An activity to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// Kind.
    pub kind: Kind,
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Place.
    pub place: String,
    /// At least one, in order of day and time.
    pub sessions: Vec<NewSession>,
    /// Whether people register.
    pub registration: bool,
    /// Seats.
    pub quota: Option<u32>,
    /// Last day of registration.
    pub closes_on: Option<Date>,
    /// Whom to ask.
    pub contact: String,
}

/// A session to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The session it changes, as text; empty for a new one.
    pub id: String,
    /// Title.
    pub title: String,
    /// Day.
    pub day: Date,
    /// Start by the clock.
    pub start: Option<Time>,
    /// End by the clock.
    pub end: Option<Time>,
    /// Start or end in words.
    pub time_label: String,
}

impl NewActivity {
    /// The first and the last day.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let days = self.sessions.iter().map(|session| session.day);
        Some((days.clone().min()?, days.max()?))
    }
}

impl ActivityForm {
    /// The form filled with what is known.
    #[must_use]
    pub fn of(activity: &Activity, sessions: &[Session]) -> Self {
        let time = |session: &Session| match (session.start, session.end) {
            (Some(start), Some(end)) => format!("{}-{}", clock::short(start), clock::short(end)),
            (Some(start), None) if session.time_label == "selesai" => {
                format!("{} s.d. selesai", clock::short(start))
            }
            (Some(start), None) if session.time_label.is_empty() => clock::short(start),
            (Some(start), None) => format!("{} {}", session.time_label, clock::short(start)),
            (None, _) => session.time_label.clone(),
        };
        Self {
            jenis: activity.kind.code().to_owned(),
            judul: activity.title.clone(),
            tentang: activity.about.clone(),
            tempat: activity.place.clone(),
            sesi_judul: sessions
                .iter()
                .map(|session| session.title.clone())
                .collect(),
            sesi_hari: sessions
                .iter()
                .map(|session| day::short(session.day))
                .collect(),
            sesi_jam: sessions.iter().map(time).collect(),
            sesi_id: sessions
                .iter()
                .map(|session| session.id.to_string())
                .collect(),
            daftar: if activity.registration { "ya" } else { "" }.to_owned(),
            kuota: activity
                .quota
                .map(|quota| quota.to_string())
                .unwrap_or_default(),
            tutup: activity.closes_on.map(day::short).unwrap_or_default(),
            kontak: activity.contact.clone(),
            versi: activity.edition.to_string(),
            program: String::new(),
        }
    }

    /// Rows of sessions to show: those typed, and empty ones up to `least`.
    #[must_use]
    pub fn rows(&self, least: usize) -> Vec<(usize, String, String, String, String)> {
        let at = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        let typed = self
            .sesi_hari
            .len()
            .max(self.sesi_jam.len())
            .max(self.sesi_judul.len());
        (0..typed.max(least).min(SESSIONS_MOST))
            .map(|index| {
                (
                    index + 1,
                    at(&self.sesi_id, index),
                    at(&self.sesi_judul, index),
                    at(&self.sesi_hari, index),
                    at(&self.sesi_jam, index),
                )
            })
            .collect()
    }

    /// The activity described.
    ///
    /// # Errors
    ///
    /// What is wrong at which field.
    pub fn read(&self, today: Date) -> Result<NewActivity, Errors> {
        let mut errors = Errors::default();
        let title = errors.required("judul", &self.judul, 120);
        let about = errors.within("tentang", &self.tentang, 2_000);
        let place = errors.required("tempat", &self.tempat, 160);
        let contact = errors.within("kontak", &self.kontak, 120);
        let sessions = self.read_sessions(&mut errors, today);
        let quota = self.read_quota(&mut errors);
        let closes_on = read_day(&mut errors, "tutup", &self.tutup, today);
        let new = NewActivity {
            kind: Kind::from_code(&self.jenis).unwrap_or_default(),
            title,
            about,
            place,
            sessions,
            registration: !self.daftar.is_empty(),
            quota,
            closes_on,
            contact,
        };
        if let (Some(closes), Some((_, last))) = (closes_on, new.span())
            && closes > last
        {
            errors.add(
                "tutup",
                "Pendaftaran ditutup setelah kegiatan selesai. Periksa tanggalnya.",
            );
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(errors)
        }
    }

    fn read_quota(&self, errors: &mut Errors) -> Option<u32> {
        let text = self.kuota.trim();
        if text.is_empty() {
            return None;
        }
        let quota = text
            .parse()
            .ok()
            .filter(|quota| (1..=100_000).contains(quota));
        if quota.is_none() {
            errors.add(
                "kuota",
                "Isi dengan angka, misalnya 30. Kosongkan kalau tidak dibatasi.",
            );
        }
        quota
    }

    fn read_sessions(&self, errors: &mut Errors, today: Date) -> Vec<NewSession> {
        let mut sessions = Vec::new();
        for (number, id, title, day_text, time_text) in self.rows(0) {
            if [&title, &day_text, &time_text]
                .iter()
                .all(|text| text.trim().is_empty())
            {
                continue;
            }
            if day_text.trim().is_empty() {
                errors.add("sesi", format!("Hari sesi {number} belum diisi."));
            }
            let day = read_day(errors, "sesi", &day_text, today);
            let time = read_time(errors, &time_text);
            if let (Some(day), Some((start, end, time_label))) = (day, time) {
                let title = errors.within("sesi", &title, 120);
                sessions.push(NewSession {
                    id,
                    title,
                    day,
                    start,
                    end,
                    time_label,
                });
            }
        }
        if sessions.is_empty() && errors.of("sesi").is_empty() {
            errors.add("sesi", "Isi paling tidak satu sesi: hari dan jamnya.");
        }
        sessions.sort_by_key(|session| (session.day, session.start));
        for (at, session) in sessions.iter_mut().enumerate() {
            if session.title.is_empty() {
                session.title = format!("Sesi {}", at + 1);
            }
        }
        sessions
    }
}

fn read_day(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if (1945..=2200).contains(&day.year()) => Some(day),
        _ => {
            errors.add(
                field,
                "Tanggal tidak dikenal. Tulis lengkap, seperti 5-12-2026.",
            );
            None
        }
    }
}

type Times = (Option<Time>, Option<Time>, String);

fn read_time(errors: &mut Errors, text: &str) -> Option<Times> {
    if text.trim().is_empty() {
        return Some((None, None, String::new()));
    }
    match clock::read(text) {
        Ok(read) => Some((read.start, read.end, read.label.unwrap_or_default())),
        Err(_) => {
            errors.add(
                "sesi",
                "Jam tidak dikenal. Tulis seperti 19.30, 08.00-12.00, atau ba'da Isya.",
            );
            None
        }
    }
}
