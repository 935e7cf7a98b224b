//! What becomes of each row of a list: a new person, a merge with somebody, or left with its
//! reason. Pure: the list, the roll and the answers of the board in, the plan out.
//! An answer belongs to a row's place in the file, so it outlives a change of the columns.

use crate::domain::Person;
use crate::import_merge::{combine, values_of};
use kernel::id::PersonId;
use roster::{Line, LineKind, Place, Reading, Shared, Values};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A list as read, ready to be compared with a roll that knows NIKs only by their hash.
pub(crate) struct List {
    pub(crate) reading: Reading,
    /// For each line its place as a short text: sheet, row, part.
    pub(crate) keys: Vec<String>,
    /// The lines with the hash in the place of the NIK.
    pub(crate) lines: Vec<Line>,
}

/// Somebody on the roll.
pub(crate) struct Known {
    pub(crate) person: Person,
    pub(crate) nik_hash: Option<Vec<u8>>,
}

/// Whom a row is the same person as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Person(PersonId),
    /// An earlier row, by its key.
    Line(String),
}

/// What the board says of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) enum Answer {
    Same(Target),
    Other,
    Leave,
}

/// Answers by the rows' keys.
pub(crate) type Answers = BTreeMap<String, Answer>;

/// Somebody who may be the person of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    pub(crate) at: At,
    pub(crate) certain: bool,
    pub(crate) shared: Vec<Shared>,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum At {
    Known(usize),
    Line(usize),
}

/// A row that may be somebody else's second entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) line: usize,
    /// People of the roll first, then earlier rows.
    pub(crate) candidates: Vec<Candidate>,
    /// What holds now: the board's answer, or the one that suggests itself.
    pub(crate) answer: Answer,
    /// Whether the board has answered.
    pub(crate) decided: bool,
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

impl Question {
    /// Whether the row waits for an answer.
    pub(crate) fn is_open(&self) -> bool {
        !self.decided && self.answer == Answer::Leave
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

fn nik(known: &Known) -> Option<String> {
    known.nik_hash.as_deref().map(web::secret::hex)
}

fn questions(list: &List, known: &[Known], answers: &Answers) -> Vec<Question> {
    let mut found: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    let roll: Vec<Values> = known
        .iter()
        .map(|known| Values {
            nik: nik(known),
            ..values_of(&known.person)
        })
        .collect();
    for one in roster::against(&list.lines, &roll) {
        found.entry(one.line).or_default().push(Candidate {
            target: Target::Person(known[one.known].person.id),
            at: At::Known(one.known),
            certain: one.likely.certain,
            shared: one.likely.shared,
        });
    }
    for group in &list.reading.duplicate_groups {
        for (place, line) in group.lines.iter().enumerate().skip(1) {
            let found = found.entry(*line).or_default();
            for candidate in earlier(list, group, place) {
                if found.iter().all(|known| known.at != candidate.at) {
                    found.push(candidate);
                }
            }
        }
    }
    let question = |(line, candidates)| question(line, candidates, answers.get(&list.keys[line]));
    found.into_iter().map(question).collect()
}

/// The earlier rows of a group that are directly like the row at `place`, else its first.
fn earlier(list: &List, group: &roster::Group, place: usize) -> Vec<Candidate> {
    let line = group.lines[place];
    let candidate = |at: usize, certain, shared| Candidate {
        target: Target::Line(list.keys[at].clone()),
        at: At::Line(at),
        certain: certain && group.certain,
        shared,
    };
    let mut found: Vec<Candidate> = group.lines[..place]
        .iter()
        .filter_map(|at| {
            let (a, b) = (
                list.lines[*at].values.as_ref()?,
                list.lines[line].values.as_ref()?,
            );
            let likely = roster::likely(a, b)?;
            Some(candidate(*at, likely.certain, likely.shared))
        })
        .collect();
    if found.is_empty() {
        found.push(candidate(group.lines[0], true, group.shared.clone()));
    }
    found
}

fn question(line: usize, candidates: Vec<Candidate>, answer: Option<&Answer>) -> Question {
    let fits = |answer: &&Answer| match answer {
        Answer::Same(target) => candidates.iter().any(|one| one.target == *target),
        Answer::Other | Answer::Leave => true,
    };
    let said = answer.filter(fits).cloned();
    Question {
        line,
        decided: said.is_some(),
        answer: said.unwrap_or_else(|| suggested(&candidates)),
        candidates,
    }
}

/// The one certain person of the roll, else the first certain row; nothing when two people of
/// the roll are certain.
fn suggested(candidates: &[Candidate]) -> Answer {
    let certain = || candidates.iter().filter(|one| one.certain);
    let mut people = certain().filter(|one| matches!(one.at, At::Known(_)));
    match (people.next(), people.next()) {
        (Some(_), Some(_)) => Answer::Leave,
        (Some(one), None) => Answer::Same(one.target.clone()),
        (None, _) => certain()
            .next()
            .map_or(Answer::Leave, |one| Answer::Same(one.target.clone())),
    }
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
    for (at, line) in list.lines.iter().enumerate() {
        let root = (line.kind == LineKind::Person).then(|| match asked.get(&at) {
            Some(question) => answered(list, known, &roots, question),
            None if answers.get(&list.keys[at]) == Some(&Answer::Leave) => chosen_to_leave(),
            None => Root::At(At::Line(at)),
        });
        roots.push(root);
    }
    roots
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

impl From<Answer> for String {
    fn from(answer: Answer) -> Self {
        answer.to_string()
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Same(Target::Person(id)) => write!(f, "orang:{id}"),
            Self::Same(Target::Line(key)) => write!(f, "baris:{key}"),
            Self::Other => f.write_str("lain"),
            Self::Leave => f.write_str("tinggal"),
        }
    }
}

/// A text that is no answer.
#[derive(Debug, thiserror::Error)]
#[error("no answer: {0}")]
pub(crate) struct NoAnswer(String);

impl TryFrom<String> for Answer {
    type Error = NoAnswer;

    fn try_from(text: String) -> Result<Self, NoAnswer> {
        let same = |target| Ok(Self::Same(target));
        match text.split_once(':') {
            Some(("orang", id)) if id.parse::<PersonId>().is_ok() => same(Target::Person(
                id.parse().map_err(|_| NoAnswer(text.clone()))?,
            )),
            Some(("baris", key)) => same(Target::Line(key.to_owned())),
            None if text == "lain" => Ok(Self::Other),
            None if text == "tinggal" => Ok(Self::Leave),
            _ => Err(NoAnswer(text)),
        }
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn answers_are_kept_as_short_words() {
        let person = PersonId(storage::fresh());
        for answer in [
            Answer::Same(Target::Person(person)),
            same_as("0.3.0"),
            Answer::Other,
            Answer::Leave,
        ] {
            assert_eq!(Answer::try_from(answer.to_string()).unwrap(), answer);
        }
        assert!(Answer::try_from("orang:x".to_owned()).is_err());
        assert!(Answer::try_from(String::new()).is_err());
    }
}
