//! What is typed about things, needs and places.

use super::{Capital, Condition, NewNeed, NewPotential, Potential, Spot};
use serde::Deserialize;
use web::Errors;

/// Something that the village has, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PotentialForm {
    /// Edition that was opened.
    pub versi: String,
    /// Capital.
    pub modal: String,
    /// Name.
    pub nama: String,
    /// What could come of it.
    pub catatan: String,
    /// Whose it is.
    pub pemilik: String,
    /// Condition.
    pub kondisi: String,
    /// Dusun.
    pub dusun: String,
    /// "-7,7712, 110,6043".
    pub koordinat: String,
}

impl PotentialForm {
    /// The form filled with what is known.
    #[must_use]
    pub fn of(known: &Potential) -> Self {
        let says = &known.says;
        Self {
            versi: known.edition.to_string(),
            modal: says.capital.code().to_owned(),
            nama: says.name.clone(),
            catatan: says.note.clone(),
            pemilik: says.owner.clone(),
            kondisi: says
                .condition
                .map(Condition::code)
                .unwrap_or_default()
                .to_owned(),
            dusun: says.hamlet.clone(),
            koordinat: says.coordinates.map(degrees).unwrap_or_default(),
        }
    }

    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<NewPotential, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 100);
        let capital = Capital::from_code(&self.modal);
        if capital.is_none() {
            errors.add("modal", "Pilih jenis modalnya.");
        }
        let coordinates = match self.koordinat.trim() {
            "" => None,
            text => {
                let read = read_degrees(text);
                if read.is_none() {
                    errors.add(
                        "koordinat",
                        "Tulis lintang dan bujur seperti -7.7712, 110.6043, salin dari aplikasi peta.",
                    );
                }
                read
            }
        };
        let new = capital.map(|capital| NewPotential {
            capital,
            name,
            note: errors.within("catatan", &self.catatan, 500),
            owner: errors.within("pemilik", &self.pemilik, 100),
            condition: Condition::from_code(&self.kondisi),
            hamlet: errors.within("dusun", &self.dusun, 80),
            coordinates,
        });
        match new {
            Some(new) if errors.is_empty() => Ok(new),
            _ => Err(errors),
        }
    }
}

/// Latitude and longitude in millionths of a degree: "-7.771200, 110.604300".
fn degrees((latitude, longitude): (i64, i64)) -> String {
    let one = |millionths: i64| {
        let sign = if millionths < 0 { "-" } else { "" };
        let size = millionths.unsigned_abs();
        format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    };
    format!("{}, {}", one(latitude), one(longitude))
}

/// Two numbers in degrees, with a point or a comma in them; within Indonesia's seas.
fn read_degrees(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    let parts: Vec<&str> = match text.split_once(", ").or_else(|| text.split_once(';')) {
        Some((a, b)) => vec![a, b],
        None if text.matches(',').count() == 1 => text.split(',').collect(),
        None => text.split_whitespace().collect(),
    };
    let [latitude, longitude] = parts[..] else {
        return None;
    };
    let one = |part: &str| {
        let degrees: f64 = part.trim().replace(',', ".").parse().ok()?;
        degrees
            .is_finite()
            .then(|| (degrees * 1_000_000.0).round() as i64)
    };
    let (latitude, longitude) = (one(latitude)?, one(longitude)?);
    let inside = (-15_000_000..=10_000_000).contains(&latitude)
        && (90_000_000..=145_000_000).contains(&longitude);
    inside.then_some((latitude, longitude))
}

/// Where something is on the sketch map: tapped, or a square of the grid.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SpotForm {
    /// Where the picture was tapped, from the left.
    #[serde(rename = "titik.x")]
    pub x: String,
    /// From the top.
    #[serde(rename = "titik.y")]
    pub y: String,
    /// A square such as "C4".
    pub kotak: String,
}

impl SpotForm {
    /// The place on a picture that is shown `width` by `height` large; nothing if none was said.
    #[must_use]
    pub fn read(&self, size: (u32, u32)) -> Option<Spot> {
        let tapped = match (self.x.parse(), self.y.parse()) {
            (Ok(x), Ok(y)) => Spot::tapped((x, y), size),
            _ => None,
        };
        tapped.or_else(|| Spot::of_square(&self.kotak))
    }
}

/// A need, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NeedForm {
    /// The problem.
    pub masalah: String,
    /// What is needed.
    pub kebutuhan: String,
    /// Dusun.
    pub dusun: String,
    /// Skills that would help.
    pub keterampilan: String,
}

impl NeedForm {
    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<NewNeed, Errors> {
        let mut errors = Errors::default();
        let new = NewNeed {
            problem: errors.required("masalah", &self.masalah, 200),
            need: errors.required("kebutuhan", &self.kebutuhan, 200),
            hamlet: errors.within("dusun", &self.dusun, 80),
            skills: errors.within("keterampilan", &self.keterampilan, 200),
        };
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(coordinates: &str) -> PotentialForm {
        PotentialForm {
            modal: "nature".into(),
            nama: "Embung Gondang".into(),
            koordinat: coordinates.into(),
            ..PotentialForm::default()
        }
    }

    #[test]
    fn coordinates_are_read_as_maps_and_people_write_them() {
        let read = |text: &str| form(text).read().unwrap().coordinates;
        let here = Some((-7_771_200, 110_604_300));
        assert_eq!(read("-7.7712, 110.6043"), here);
        assert_eq!(read("-7,7712; 110,6043"), here);
        assert_eq!(read("-7.7712 110.6043"), here);
        assert_eq!(read("-7,7712, 110,6043"), here);
        assert_eq!(read(""), None);
        for odd in ["di sana", "110.6, -7.7", "1", "NaN, NaN", "-7.7,"] {
            assert!(
                !form(odd).read().unwrap_err().of("koordinat").is_empty(),
                "{odd}"
            );
        }
        assert_eq!(degrees((-7_771_200, 110_604_300)), "-7.771200, 110.604300");
        assert_eq!(
            read_degrees(&degrees((-1, 110_000_000))),
            Some((-1, 110_000_000))
        );
    }

    #[test]
    fn a_place_is_tapped_or_a_square() {
        let spot = |x: &str, y: &str, square: &str| {
            let form = SpotForm {
                x: x.into(),
                y: y.into(),
                kotak: square.into(),
            };
            form.read((320, 160))
        };
        assert_eq!(spot("160", "80", "A1"), Some(Spot { x: 500, y: 500 }));
        assert_eq!(spot("0", "0", "A1"), Spot::of_square("A1"));
        assert_eq!(spot("", "", ""), None);
    }

    #[test]
    fn what_is_lacking_is_said_at_its_field() {
        let errors = PotentialForm::default().read().unwrap_err();
        assert!(!errors.of("nama").is_empty() && !errors.of("modal").is_empty());
        let errors = NeedForm::default().read().unwrap_err();
        assert!(!errors.of("masalah").is_empty() && !errors.of("kebutuhan").is_empty());
    }
}
