//! Names as a village in Central Java has them: one word for many of the older people, two or three
//! for the young, some with a title, some with Arabic or baptismal names. All of them are made up.

use super::dice::Dice;
use organization::Sex;
use std::collections::HashSet;

/// Names that no rule would make, and that lists stumble over. Two people are called Siti Aminah.
pub(super) const PARTICULAR: &[(&str, Sex)] = &[
    ("Siti Aminah", Sex::P),
    ("Siti Aminah", Sex::P),
    ("Nur'aini Fitriani", Sex::P),
    ("Ma'ruf Hidayatullah", Sex::L),
    ("Yohanes Andri Kristanto", Sex::L),
    ("Fransiska Romana Dewi", Sex::P),
    ("Antonius Bayu Hartanto", Sex::L),
    ("R. Haryo Wicaksono", Sex::L),
    ("Dewi Kartikasari, S.Pd.", Sex::P),
    ("Muh. Iqbal Al-Farizi", Sex::L),
    ("Moh. Zaenal Abidin", Sex::L),
    ("Rama Adi Nugraha", Sex::L),
    ("Rani Adi Nugraheni", Sex::P),
    ("Hj. Sumarni", Sex::P),
];

const WOMEN: &[&str] = &[
    "Anisa",
    "Aprilia",
    "Ayu",
    "Desi",
    "Dewi",
    "Diah",
    "Dwi",
    "Eka",
    "Erna",
    "Fitri",
    "Galuh",
    "Hana",
    "Ika",
    "Indah",
    "Intan",
    "Isna",
    "Kartika",
    "Laila",
    "Lina",
    "Mega",
    "Nabila",
    "Nadia",
    "Novi",
    "Nur",
    "Putri",
    "Ratna",
    "Retno",
    "Rizka",
    "Salsabila",
    "Sekar",
    "Septi",
    "Siti",
    "Sri",
    "Tiara",
    "Tri",
    "Ulfa",
    "Umi",
    "Vina",
    "Wahyu",
    "Yuli",
    "Zahra",
];
const WOMEN_LAST: &[&str] = &[
    "Aisyah",
    "Anggraini",
    "Astuti",
    "Ayuningtyas",
    "Cahyani",
    "Damayanti",
    "Fatimah",
    "Handayani",
    "Hapsari",
    "Hidayah",
    "Khasanah",
    "Kusumawati",
    "Larasati",
    "Lestari",
    "Maharani",
    "Mulyani",
    "Nurjanah",
    "Oktaviani",
    "Permatasari",
    "Pratiwi",
    "Puspitasari",
    "Rahayu",
    "Rahmawati",
    "Safitri",
    "Sari",
    "Setyaningsih",
    "Susanti",
    "Utami",
    "Wahyuningsih",
    "Widyastuti",
    "Wulandari",
    "Yuniarti",
];
const WOMEN_ALONE: &[&str] = &[
    "Istiqomah",
    "Jumiati",
    "Kasmiyati",
    "Mujiyem",
    "Ngatinem",
    "Ponirah",
    "Rohmah",
    "Sugiyarti",
    "Suharni",
    "Sulastri",
    "Sumiyati",
    "Suparti",
    "Sutinah",
    "Tukiyem",
    "Tuminah",
    "Wagiyem",
    "Wartini",
    "Winarsih",
    "Yatini",
    "Zubaidah",
];
const MEN: &[&str] = &[
    "Adi", "Aditya", "Agus", "Ahmad", "Angga", "Arif", "Bagus", "Bayu", "Budi", "Danang", "Dimas",
    "Dwi", "Edi", "Eko", "Fajar", "Feri", "Gilang", "Hanif", "Hendra", "Ilham", "Imam", "Indra",
    "Irfan", "Joko", "Lukman", "Muhammad", "Nanang", "Nur", "Panji", "Rangga", "Rendi", "Ridwan",
    "Rizky", "Sigit", "Surya", "Taufik", "Teguh", "Tri", "Wahyu", "Wisnu", "Yusuf",
];
const MEN_LAST: &[&str] = &[
    "Anggoro",
    "Ardiansyah",
    "Budiman",
    "Cahyono",
    "Darmawan",
    "Fauzi",
    "Firmansyah",
    "Gunawan",
    "Handoko",
    "Hartono",
    "Hermawan",
    "Hidayat",
    "Kurniawan",
    "Kusuma",
    "Mahendra",
    "Maulana",
    "Mustofa",
    "Nugroho",
    "Prakoso",
    "Prasetyo",
    "Pratama",
    "Purnomo",
    "Putranto",
    "Rahman",
    "Ramadhan",
    "Santoso",
    "Saputra",
    "Subekti",
    "Sulistyo",
    "Susanto",
    "Utomo",
    "Wibowo",
    "Wicaksono",
    "Wijaya",
    "Yulianto",
];
const MEN_ALONE: &[&str] = &[
    "Jumadi", "Juwari", "Kasiman", "Mujiono", "Mulyono", "Ngadimin", "Parjo", "Poniman", "Rohmad",
    "Sarjono", "Slamet", "Sugeng", "Sumardi", "Suparno", "Suroto", "Sutrisno", "Suwandi", "Tugiyo",
    "Tukiman", "Wagiman",
];

/// Makes names, none twice but where the list of particular ones says so.
pub(super) struct Names {
    used: HashSet<String>,
    particular: std::slice::Iter<'static, (&'static str, Sex)>,
}

impl Names {
    /// None is used yet but `taken`; each of `particular` comes once.
    pub(super) fn new(taken: &[&str], particular: &'static [(&'static str, Sex)]) -> Self {
        Self {
            used: taken.iter().map(|&name| name.to_owned()).collect(),
            particular: particular.iter(),
        }
    }

    /// A name and the sex it goes with, for somebody of `age` years.
    pub(super) fn next(&mut self, dice: &mut Dice, age: u32) -> (String, Sex) {
        if age > 17
            && dice.chance(9)
            && let Some(&(name, sex)) = self.particular.next()
        {
            return (name.to_owned(), sex);
        }
        let sex = if dice.chance(49) { Sex::P } else { Sex::L };
        loop {
            let name = made(dice, sex, age);
            if self.used.insert(name.clone()) {
                return (name, sex);
            }
        }
    }
}

fn made(dice: &mut Dice, sex: Sex, age: u32) -> String {
    let (first, last, alone) = match sex {
        Sex::P => (WOMEN, WOMEN_LAST, WOMEN_ALONE),
        Sex::L => (MEN, MEN_LAST, MEN_ALONE),
    };
    if dice.chance(if age >= 32 { 35 } else { 2 }) {
        return (*dice.pick(alone)).to_owned();
    }
    let start = *dice.pick(first);
    let end = *dice.pick(last);
    if age >= 30 || dice.chance(50) {
        return format!("{start} {end}");
    }
    let middle = *dice.pick(first);
    if middle == start || middle == "Muhammad" {
        return format!("{start} {end}");
    }
    format!("{start} {middle} {end}")
}

/// What everybody calls the person: a word of the name, for some.
pub(super) fn nickname(dice: &mut Dice, name: &str) -> String {
    let fits = |word: &&str| (3..=6).contains(&word.len()) && !word.contains(['.', ',', '\'']);
    let words: Vec<&str> = name.split(' ').filter(fits).collect();
    if name.contains(' ') && !words.is_empty() && dice.chance(40) {
        (*dice.pick(&words)).to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_has_many_names_and_only_one_of_them_twice() {
        let (mut dice, mut names) = (Dice::new(3), Names::new(&[], PARTICULAR));
        let mut all: Vec<String> = (0..250)
            .map(|n| names.next(&mut dice, 14 + n % 30).0)
            .collect();
        assert!(all.iter().filter(|name| !name.contains(' ')).count() > 5);
        all.sort();
        let twice: Vec<_> = all
            .windows(2)
            .filter(|two| two[0] == two[1])
            .map(|two| two[0].as_str())
            .collect();
        assert_eq!(twice, ["Siti Aminah"]);
    }
}
