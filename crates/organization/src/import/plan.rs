//! What becomes of each row of a list: a new person, a merge with somebody, or left with its
//! reason. Pure: the list, the roll and the answers of the board in, the plan out.
//! An answer belongs to a row's place in the file, so it outlives a change of the columns.

use super::answer::{Answer, Answers};
use super::merge::{combine, values_of};
use super::questions::{At, Question, questions};
use super::village::Residents;
use crate::domain::Person;
use roster::{Line, LineKind, Place, Reading, Values};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A list as read, ready to be compared with a roll that knows NIKs only by their hash.
pub(crate) struct List {
    pub(crate) reading: Reading,
    /// For each line its place as a short text: sheet, row, part.
    pub(crate) keys: Vec<String>,
    /// The lines with the hash in the place of the NIK.
    pub(crate) lines: Vec<Line>,
    /// What else there is where the village system is the source.
    pub(crate) village: Option<Residents>,
}

impl List {
    fn refused(&self, line: usize) -> Option<&String> {
        self.village.as_ref()?.refused.get(&line)
    }
}

/// Somebody on the roll.
#[derive(PartialEq)]
pub(crate) struct Known {
    pub(crate) person: Person,
    pub(crate) nik_hash: Option<Vec<u8>>,
}

/// Rows that are one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Who of the roll; nobody for a new person.
    pub(crate) into: Option<usize>,
    pub(crate) lines: Vec<usize>,
    /// What the rows say together.
    pub(crate) values: Values,
    /// Whether the NIK is kept: not when somebody else has the same one.
    pub(crate) keeps_nik: bool,
}

/// See the module's words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Plan {
    pub(crate) questions: Vec<Question>,
    pub(crate) records: Vec<Record>,
    pub(crate) left: Vec<(usize, String)>,
    /// What else to look at in a row: its bare name stands on the roll already.
    pub(crate) remarks: HashMap<usize, String>,
}

impl Plan {
    /// New people.
    pub(crate) fn taken(&self) -> usize {
        let new = |record: &&Record| record.into.is_none();
        self.records.iter().filter(new).count()
    }

    /// Rows that become part of somebody.
    pub(crate) fn merged(&self) -> usize {
        let rows: usize = self.records.iter().map(|record| record.lines.len()).sum();
        rows - self.taken()
    }

    /// Rows about which nothing suggests itself and nobody has said anything.
    pub(crate) fn undecided(&self) -> usize {
        let open = |question: &&Question| question.is_open();
        self.questions.iter().filter(open).count()
    }
}

/// The short texts of the lines' places.
pub(crate) fn keys(reading: &Reading) -> Vec<String> {
    let sheet_at = |sheet: &String| {
        let mut sheets = reading.sheets.iter();
        sheets.position(|info| info.name.as_ref() == Some(sheet))
    };
    let key = |line: &Line| {
        let (sheet, row) = match &line.place {
            Place::Row { sheet, xlsx_row } => (sheet_at(sheet).unwrap_or(0), *xlsx_row),
            Place::Record { csv_record } => (0, *csv_record),
        };
        format!("{sheet}.{row}.{}", line.part.unwrap_or(0))
    };
    reading.lines.iter().map(key).collect()
}

/// Decides about every row.
pub(crate) fn plan(list: &List, known: &[Known], answers: &Answers) -> Plan {
    let questions = questions(list, known, answers);
    let roots = roots(list, known, answers, &questions);
    let mut plan = Plan {
        remarks: namesakes(list, known, &questions),
        questions,
        ..Plan::default()
    };
    let mut records: BTreeMap<At, Vec<usize>> = BTreeMap::new();
    for (at, root) in roots.into_iter().enumerate() {
        match root {
            Some(Root::At(to)) => records.entry(to).or_default().push(at),
            Some(Root::Left(reason)) => plan.left.push((at, reason)),
            None => {}
        }
    }
    let mut niks: HashSet<String> = known.iter().filter_map(nik).collect();
    for (to, lines) in records {
        keep(list, known, &mut plan, &mut niks, to, lines);
    }
    plan.left.sort_by_key(|(at, _)| *at);
    plan.records.sort_by_key(|record| record.lines[0]);
    plan
}

fn keep(
    list: &List,
    known: &[Known],
    plan: &mut Plan,
    niks: &mut HashSet<String>,
    to: At,
    lines: Vec<usize>,
) {
    let values = combine(
        lines
            .iter()
            .filter_map(|at| list.reading.lines[*at].values.as_ref()),
    );
    let into = match to {
        At::Known(at) => Some(at),
        At::Line(_) => None,
    };
    if into.is_none() && values.name.is_none() {
        plan.left.extend(
            lines
                .into_iter()
                .map(|at| (at, nameless(&list.reading.lines[at]))),
        );
        return;
    }
    let hash = lines
        .iter()
        .find_map(|at| list.lines[*at].values.as_ref()?.nik.clone());
    let has_one = into.is_some_and(|at| known[at].nik_hash.is_some());
    let keeps_nik = !has_one && hash.is_some_and(|hash| niks.insert(hash));
    plan.records.push(Record {
        into,
        lines,
        values,
        keeps_nik,
    });
}

/// Why a row without a name is left, with what else is doubtful about it.
fn nameless(line: &Line) -> String {
    match line.issues() {
        [] => "Namanya tidak terbaca.".to_owned(),
        issues => format!("Namanya tidak terbaca: {}.", issues.join("; ")),
    }
}

pub(super) fn nik(known: &Known) -> Option<String> {
    known.nik_hash.as_deref().map(web::secret::hex)
}

#[derive(Clone)]
enum Root {
    At(At),
    Left(String),
}

/// Where each line ends up; nothing for lines without a person. A row joins an earlier one, so
/// one pass in order is enough.
fn roots(
    list: &List,
    known: &[Known],
    answers: &Answers,
    questions: &[Question],
) -> Vec<Option<Root>> {
    let asked: HashMap<usize, &Question> = questions.iter().map(|one| (one.line, one)).collect();
    let mut roots: Vec<Option<Root>> = Vec::with_capacity(list.lines.len());
    let mut gone = gone(list, known);
    for (at, line) in list.lines.iter().enumerate() {
        let root = (line.kind == LineKind::Person).then(|| match asked.get(&at) {
            _ if list.refused(at).is_some() => Root::Left(gone.remove(&at).unwrap_or_default()),
            Some(question) => answered(list, known, &roots, question),
            None if answers.get(&list.keys[at]) == Some(&Answer::Leave) => chosen_to_leave(),
            None => Root::At(At::Line(at)),
        });
        roots.push(root);
    }
    roots
}

/// Why rows are refused, and who of them is on the roll all the same.
fn gone(list: &List, known: &[Known]) -> HashMap<usize, String> {
    let Some(residents) = &list.village else {
        return HashMap::new();
    };
    let on_the_roll: HashMap<String, &Known> = known
        .iter()
        .filter_map(|one| Some((nik(one)?, one)))
        .collect();
    let told = |(at, reason): (&usize, &String)| {
        let nik = residents.niks.get(at).map(|nik| &nik.key);
        let told = match nik.and_then(|key| on_the_roll.get(key)) {
            Some(one) => format!(
                "{reason} Di daftar anggota masih ada: {}",
                one.person.full_name
            ),
            None => reason.clone(),
        };
        (*at, told)
    };
    residents.refused.iter().map(told).collect()
}

fn chosen_to_leave() -> Root {
    Root::Left("Dipilih untuk ditinggal.".to_owned())
}

fn answered(list: &List, known: &[Known], roots: &[Option<Root>], question: &Question) -> Root {
    let at = match &question.answer {
        Answer::Other => return Root::At(At::Line(question.line)),
        Answer::Leave if question.decided => return chosen_to_leave(),
        Answer::Leave => {
            let who = described(list, known, question.candidates[0].at);
            return Root::Left(format!("Mungkin orang yang sama dengan {who}."));
        }
        Answer::Same(target) => question.candidates.iter().find(|one| one.target == *target),
    };
    match at.map(|one| one.at) {
        Some(At::Line(earlier)) => match roots.get(earlier).cloned().flatten() {
            Some(Root::At(at)) => Root::At(at),
            _ => Root::Left(format!(
                "Sama dengan {}, yang ditinggal.",
                list.reading.lines[earlier].place
            )),
        },
        Some(person) => Root::At(person),
        None => Root::At(At::Line(question.line)),
    }
}

/// "Ana Lestari, yang sudah tercatat", "Ana Lestari (baris 3)".
pub(crate) fn described(list: &List, known: &[Known], at: At) -> String {
    match at {
        At::Known(at) => format!("{}, yang sudah tercatat", known[at].person.full_name),
        At::Line(at) => {
            let line = &list.reading.lines[at];
            let name = line.values.as_ref().and_then(|values| values.name.clone());
            format!("{} ({})", name.unwrap_or_default(), line.place)
        }
    }
}

/// Rows whose bare name stands on the roll, where nothing says that it is somebody else: no
/// proposal, only worth a look.
fn namesakes(list: &List, known: &[Known], questions: &[Question]) -> HashMap<usize, String> {
    let asked: HashSet<usize> = questions.iter().map(|one| one.line).collect();
    let mut by_name: HashMap<String, &Known> = HashMap::new();
    for one in known {
        by_name.insert(kernel::name::key(&one.person.full_name), one);
    }
    let mut found = HashMap::new();
    for (at, line) in list.lines.iter().enumerate() {
        let Some(values) = line.values.as_ref().filter(|_| !asked.contains(&at)) else {
            continue;
        };
        let name = values.name.as_deref().unwrap_or_default();
        if let Some(one) = by_name.get(&kernel::name::key(name))
            && !elsewhere(values, one)
        {
            let place = match one.person.place() {
                place if place.is_empty() => String::new(),
                place => format!(", {place}"),
            };
            found.insert(
                at,
                format!(
                    "Sudah ada {}{place} di daftar anggota. Kalau orangnya sama, tinggalkan baris ini.",
                    one.person.full_name
                ),
            );
        }
    }
    found
}

fn elsewhere(values: &Values, known: &Known) -> bool {
    fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.is_some() && b.is_some() && a != b
    }
    let roll = values_of(&known.person);
    differ(values.birth_date, roll.birth_date)
        || differ(values.sex, roll.sex)
        || differ(values.rt, roll.rt)
        || differ(values.nik.clone(), nik(known))
}

#[cfg(test)]
mod tests {
    use super::super::answer::Target;
    use super::*;
    use jiff::civil::date;
    use roster::Choices;

    fn list(text: &str) -> List {
        let choices = Choices::on(date(2026, 11, 24));
        let reading = roster::read(text.as_bytes(), "x.csv", &choices).unwrap();
        List {
            keys: keys(&reading),
            lines: reading.lines.clone(),
            reading,
            village: None,
        }
    }

    fn answers(said: &[(&str, Answer)]) -> Answers {
        let said = said.iter();
        said.map(|(key, answer)| ((*key).to_owned(), answer.clone()))
            .collect()
    }

    fn same_as(key: &str) -> Answer {
        Answer::Same(Target::Line(key.to_owned()))
    }

    const THREE: &str = "Nama;No HP\nAna Lestari;081200001111\nAna Lestari;081200001111\n\
                         Ana Lestari;081200001111\n";

    #[test]
    fn every_row_is_counted_once() {
        let list = list(THREE);
        let plan = plan(&list, &[], &Answers::new());
        assert_eq!((plan.taken(), plan.merged(), plan.left.len()), (1, 2, 0));
        assert_eq!(plan.undecided(), 0);
    }

    #[test]
    fn what_follows_a_row_that_is_left_is_left_too() {
        let list = list(THREE);
        let said = answers(&[("0.3.0", Answer::Leave), ("0.4.0", same_as("0.3.0"))]);
        let plan = plan(&list, &[], &said);
        assert_eq!((plan.taken(), plan.merged()), (1, 0));
        assert_eq!(plan.left[1].1, "Sama dengan baris 3, yang ditinggal.");
    }

    #[test]
    fn an_answer_that_fits_nobody_any_more_is_none() {
        let list = list(THREE);
        let said = answers(&[("0.3.0", same_as("0.9.0"))]);
        assert_eq!(plan(&list, &[], &said), plan(&list, &[], &Answers::new()));
    }

    #[test]
    fn a_row_without_a_name_lends_what_it_says_to_one_with_a_name() {
        let list =
            list("Nama;NIK;No HP\n;3529071205010001;081200001111\nAna Lestari;3529071205010001;\n");
        let plan = plan(&list, &[], &Answers::new());
        assert_eq!((plan.taken(), plan.merged(), plan.left.len()), (1, 1, 0));
        assert_eq!(plan.records[0].values.name.as_deref(), Some("Ana Lestari"));
        assert_eq!(plan.records[0].values.phones, ["+6281200001111"]);
    }
}
