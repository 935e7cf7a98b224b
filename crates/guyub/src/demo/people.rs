//! Who lives in a made-up village: age, hamlet, RT, phone, school, work, what they are good at.
//! Phone numbers carry four zeros where a real one has digits, so that no message reaches a stranger.

use super::dice::Dice;
use super::names::{Names, nickname};
use super::village::Plan;
use jiff::ToSpan;
use jiff::civil::Date;
use organization::{Kind, NewPerson, Sex};

/// The first digits of the networks.
const NETWORKS: &[&str] = &[
    "812", "813", "821", "822", "852", "856", "857", "858", "877", "878", "895", "896",
];
/// Work of men and of women, with the last school that goes with it.
const MEN_WORK: &[(&str, &[&str])] = &[
    ("Belum bekerja", YOUNG),
    ("Buruh pabrik", YOUNG),
    ("Karyawan swasta", GROWN),
    ("Mahasiswa", &["SMA", "SMK"]),
    ("Mekanik", &["SMK"]),
    ("Pedagang", YOUNG),
    ("Petani", &["SD", "SMP", "SMA"]),
    ("Peternak", YOUNG),
    ("Sopir", YOUNG),
    ("Tukang kayu", &["SMP", "SMK"]),
    ("Wirausaha", GROWN),
];
const WOMEN_WORK: &[(&str, &[&str])] = &[
    ("Bidan", &["D3"]),
    ("Buruh pabrik", YOUNG),
    ("Guru honorer", &["S1"]),
    ("Ibu rumah tangga", YOUNG),
    ("Karyawan swasta", GROWN),
    ("Mahasiswa", &["SMA", "SMK"]),
    ("Pedagang", YOUNG),
    ("Penjahit", &["SMP", "SMK"]),
    ("Wirausaha", GROWN),
];
const YOUNG: &[&str] = &["SMP", "SMA", "SMK", "SMK"];
const GROWN: &[&str] = &["SMA", "SMK", "D3", "S1"];
const SKILLS: &[&str] = &[
    "bola voli",
    "bulu tangkis",
    "desain grafis",
    "elektronik",
    "fotografi",
    "hadrah",
    "karawitan",
    "las",
    "MC",
    "memasak",
    "mengajar mengaji",
    "menjahit",
    "pertanian organik",
    "sablon",
    "sepak bola",
    "servis motor",
    "sinoman",
    "tari",
    "video pendek",
];

/// Hamlets, with how many RT each has; an RW is a hamlet, RTs are numbered through the village.
pub(super) type Hamlets = &'static [(&'static str, u16)];

/// Makes the people of one village.
pub(super) struct People {
    /// What falls where.
    pub(super) dice: Dice,
    names: Names,
    hamlets: Hamlets,
    town: &'static str,
    today: Date,
    /// Phone numbers given out; each is another.
    phones: u32,
}

impl People {
    /// Those of `plan`, as old as they are today.
    pub(super) fn of(plan: &Plan, today: Date) -> Self {
        let taken: Vec<&str> = plan.board.iter().map(|seat| seat.0).collect();
        Self {
            dice: Dice::new(plan.seed),
            names: Names::new(&taken, plan.particular),
            hamlets: plan.hamlets,
            town: plan.town,
            today,
            phones: u32::try_from(plan.seed % 10).unwrap_or(0) * 900,
        }
    }

    /// Somebody of the age that people on a roll have: most are young, some are under 18.
    pub(super) fn next(&mut self) -> NewPerson {
        let age = match self.dice.below(100) {
            0..14 => self.dice.between(13, 17),
            14..60 => self.dice.between(18, 25),
            60..88 => self.dice.between(26, 35),
            _ => self.dice.between(36, 45),
        };
        let (name, sex) = self.names.next(&mut self.dice, age);
        let kind = if self.dice.chance(42) {
            Kind::Active
        } else {
            Kind::Passive
        };
        NewPerson {
            kind,
            ..self.named(&name, sex, age)
        }
    }

    /// Somebody called `name`, of `age` years, active.
    pub(super) fn named(&mut self, name: &str, sex: Sex, age: u32) -> NewPerson {
        let (hamlet, rt, rw) = self.home();
        let has_phone = self.dice.chance(if age < 17 { 45 } else { 90 });
        let with_date = self.dice.chance(94);
        let (work, school) = self.work(sex, age);
        let known = self.dice.chance(85);
        NewPerson {
            full_name: name.to_owned(),
            nickname: nickname(&mut self.dice, name),
            sex: Some(sex),
            birth_place: if self.dice.chance(80) { self.town } else { "" }.to_owned(),
            birth_date: with_date.then(|| self.born(age)),
            hamlet,
            rt: Some(rt),
            rw: Some(rw),
            education: if known { school } else { "" }.to_owned(),
            occupation: work.to_owned(),
            skills: self.skills(),
            phones: if has_phone {
                vec![self.phone()]
            } else {
                vec![]
            },
            joined_on: self.joined(),
            ..NewPerson::default()
        }
    }

    fn home(&mut self) -> (String, u16, u16) {
        let all: u16 = self.hamlets.iter().map(|(_, rts)| rts).sum();
        let rt = 1 + u16::try_from(self.dice.below(u32::from(all))).unwrap_or(0);
        let mut before = 0;
        for (rw, (hamlet, rts)) in (1..).zip(self.hamlets) {
            before += rts;
            if rt <= before {
                return ((*hamlet).to_owned(), rt, rw);
            }
        }
        (String::new(), rt, 1)
    }

    fn born(&mut self, age: u32) -> Date {
        let days = i64::from(age) * 365 + i64::from(age) / 4 + i64::from(self.dice.between(1, 364));
        self.today.saturating_sub(days.days())
    }

    /// A number nobody has.
    pub(super) fn phone(&mut self) -> String {
        self.phones += self.dice.between(1, 29);
        let network = self.dice.pick(NETWORKS);
        format!("+62{network}0000{:04}", self.phones % 10_000)
    }

    /// What somebody does, and the last school.
    fn work(&mut self, sex: Sex, age: u32) -> (&'static str, &'static str) {
        if age < 19 {
            return ("Pelajar", if age < 16 { "SD" } else { "SMP" });
        }
        let all = match sex {
            Sex::L => MEN_WORK,
            Sex::P => WOMEN_WORK,
        };
        let (work, schools) = *self.dice.pick(all);
        if work == "Mahasiswa" && age > 25 || work == "Bidan" && age < 22 {
            return ("Karyawan swasta", *self.dice.pick(GROWN));
        }
        (work, *self.dice.pick(schools))
    }

    fn skills(&mut self) -> String {
        let count = match self.dice.below(10) {
            0..6 => 0,
            6..9 => 1,
            _ => 2,
        };
        self.dice.some(SKILLS, count).join(", ")
    }

    fn joined(&mut self) -> Option<Date> {
        let days = i64::from(self.dice.between(60, 1_500));
        self.dice
            .chance(60)
            .then(|| self.today.saturating_sub(days.days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn people(count: usize) -> Vec<NewPerson> {
        let plan = Plan {
            hamlets: &[("Krajan", 2), ("Gondang", 3)],
            ..super::super::VILLAGE
        };
        let mut people = People::of(&plan, date(2026, 11, 24));
        (0..count).map(|_| people.next()).collect()
    }

    #[test]
    fn everybody_lives_in_an_rt_of_their_hamlet() {
        for person in people(100) {
            let (rt, rw) = (person.rt.unwrap(), person.rw.unwrap());
            let expected = if rt <= 2 {
                ("Krajan", 1)
            } else {
                ("Gondang", 2)
            };
            assert_eq!((person.hamlet.as_str(), rw), expected);
            assert!(rt <= 5);
        }
    }

    #[test]
    fn some_are_under_18_some_have_no_phone_and_no_phone_could_ring() {
        let people = people(100);
        let grown = date(2008, 11, 24);
        assert!(
            people
                .iter()
                .any(|p| p.birth_date.is_some_and(|day| day > grown))
        );
        assert!(people.iter().any(|p| p.phones.is_empty()));
        let mut phones: Vec<_> = people.iter().flat_map(|p| p.phones.clone()).collect();
        assert!(
            phones
                .iter()
                .all(|phone| kernel::phone::one(phone).is_some())
        );
        assert!(phones.iter().all(|phone| phone.get(6..10) == Some("0000")));
        let count = phones.len();
        phones.sort();
        phones.dedup();
        assert_eq!(phones.len(), count);
    }
}
