//! The roll as files for other programs: a workbook, a CSV, contacts for a phone.
//! Who took the list out, and when, stands in the audit log.

use crate::domain::{Person, Sex};
use crate::store::people as store;
use crate::{EXPORT_MEMBERS, Unit};
use kernel::{day, phone};
use web::{Actor, Ctx, Error, Result};

/// Columns of the workbook and the CSV; the import reads them again.
const HEADINGS: [&str; 16] = [
    "No",
    "Nama lengkap",
    "Nama panggilan",
    "L/P",
    "Tempat lahir",
    "Tanggal lahir",
    "Dusun",
    "RT",
    "RW",
    "Alamat",
    "No HP/WA",
    "Pendidikan",
    "Pekerjaan",
    "Minat/keterampilan",
    "Jenis anggota",
    "Keterangan",
];

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xlsx,
    Csv,
    Vcard,
}

impl Format {
    /// The kind whose address ends in `code`.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "vcf" => Some(Self::Vcard),
            _ => None,
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Vcard => "vcf",
        }
    }

    /// Its media type.
    pub(crate) const fn media(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Vcard => "text/vcard; charset=utf-8",
        }
    }
}

/// The roll of the actor's unit as a file: its name and its bytes.
///
/// # Errors
///
/// [`Error::Forbidden`] to who may not take it out.
pub(crate) async fn export(ctx: &Ctx, actor: &Actor, format: Format) -> Result<(String, Vec<u8>)> {
    let scope = actor.may(EXPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let people = store::book(&mut tx, &scope).await?;
    let phones = store::phones(&mut tx, &scope).await?;
    let unit = crate::unit(&mut tx, actor.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let what = format!(
        "Daftar anggota diunduh ({}): {} orang",
        format.ending(),
        people.len()
    );
    storage::audit(
        &mut tx,
        actor.audit(EXPORT_MEMBERS, actor.unit, actor.unit, what),
    )
    .await?;
    tx.commit().await?;
    let people: Vec<(Person, Vec<String>)> = people
        .into_iter()
        .map(|(person, _)| {
            let own = phones.get(&person.id).cloned().unwrap_or_default();
            (person, own)
        })
        .collect();
    let name = format!(
        "Anggota {} {}.{}",
        unit.name,
        actor.today(),
        format.ending()
    );
    let bytes = web::render_blocking(move || write(&unit, &people, format)).await?;
    Ok((name, bytes))
}

fn write(
    unit: &Unit,
    people: &[(Person, Vec<String>)],
    format: Format,
) -> Result<Vec<u8>, roster::Error> {
    let rows = people
        .iter()
        .enumerate()
        .map(|(at, (person, phones))| row(at + 1, person, phones));
    match format {
        Format::Xlsx => roster::write_xlsx("Anggota", &HEADINGS, rows),
        Format::Csv => roster::write_csv(&HEADINGS, rows),
        Format::Vcard => {
            let with_phone = people.iter().filter(|(_, phones)| !phones.is_empty());
            let cards = with_phone.map(|(person, phones)| card(&unit.name, person, phones));
            Ok(cards.collect::<String>().into_bytes())
        }
    }
}

fn row(number: usize, person: &Person, phones: &[String]) -> Vec<String> {
    let local: Vec<String> = phones.iter().map(|number| phone::local(number)).collect();
    let two = |number: Option<u16>| number.map(|n| format!("{n:02}")).unwrap_or_default();
    vec![
        number.to_string(),
        person.full_name.clone(),
        person.nickname.clone(),
        person.sex.map(Sex::code).unwrap_or_default().to_owned(),
        person.birth_place.clone(),
        person.birth_date.map(day::short).unwrap_or_default(),
        person.hamlet.clone(),
        two(person.rt),
        two(person.rw),
        person.address.clone(),
        local.join(", "),
        person.education.clone(),
        person.occupation.clone(),
        person.skills.clone(),
        person.kind.label().to_owned(),
        person.note.clone(),
    ]
}

/// One contact (vCard 3.0, RFC 2426: the version that old phones read). Names, phones and the
/// organisation only: what a phone book is for.
fn card(organisation: &str, person: &Person, phones: &[String]) -> String {
    let name = escaped(&person.full_name);
    let mut lines = vec![
        "BEGIN:VCARD".to_owned(),
        "VERSION:3.0".to_owned(),
        format!("N:;{name};;;"),
        format!("FN:{name}"),
        format!("ORG:{}", escaped(organisation)),
    ];
    if !person.nickname.is_empty() {
        lines.push(format!("NICKNAME:{}", escaped(&person.nickname)));
    }
    lines.extend(phones.iter().map(|phone| format!("TEL;TYPE=CELL:{phone}")));
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line in pieces of at most 75 bytes, the later ones behind a blank (RFC 2426, 2.6).
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut bytes = 0;
    for c in line.chars() {
        if bytes + c.len_utf8() > 75 {
            folded.push_str("\r\n ");
            bytes = 1;
        }
        folded.push(c);
        bytes += c.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_contact_cannot_hold_is_escaped() {
        assert_eq!(
            escaped("Ana; Lestari, S.Pd\nX\\"),
            "Ana\\; Lestari\\, S.Pd\\nX\\\\"
        );
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let line = format!("FN:{}", "é".repeat(60));
        let pieces: Vec<String> = folded(&line).split("\r\n").map(str::to_owned).collect();
        assert!(pieces.len() == 2 && pieces.iter().all(|piece| piece.len() <= 75));
        assert!(pieces[1].starts_with(' '));
        assert_eq!(pieces.concat().replace(' ', ""), line);
    }
}
