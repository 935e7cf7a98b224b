//! The lists of a text: which list each run of lines belongs to, and which posting of it.
//! Lines under an agenda or a list of goods are left out.

use super::body::{self, Known, Person, Tick};
use super::heading::{self, Heading, Kind, same_title};
use super::lines::{self, Line, Mark};
use super::runs::{Run, runs};
use super::{Read, State, remark};

/// A list of the text.
struct List {
    title: Vec<String>,
    state: Option<State>,
}

/// Everybody on the lists of `text`, line by line.
pub(super) fn people(text: &str, known: &mut Known) -> Vec<Read> {
    let mut lines = lines::of(text);
    for line in &mut lines {
        (line.people, line.tick) = body::read(&line.body, known);
    }
    let runs = runs(lines, known);
    let marks = runs.iter().any(|run| !run.marked.is_empty());
    let mut page = Page::default();
    for run in runs {
        page.add(run, marks, known);
    }
    page.found
}

#[derive(Default)]
struct Page {
    found: Vec<Read>,
    lists: Vec<List>,
    list: usize,
    copy: usize,
    /// Headings of this copy.
    seen: Vec<String>,
    /// The state and the RT under the present heading.
    state: Option<State>,
    rt: Option<u16>,
    things: bool,
    headed: bool,
}

impl Page {
    fn add(&mut self, run: Run, marks: bool, known: &mut Known) {
        if run.sent {
            self.headed = false;
            self.things = false;
        }
        let unmarked = run.marked.is_empty();
        let lines = if unmarked {
            names_of(&run, marks, known)
        } else {
            run.marked.clone()
        };
        let heads = telling(&run.heads);
        if !heads.is_empty() || (run.sent && !unmarked) || run.again {
            self.open(&run, &heads);
        }
        if lines.is_empty() || self.is_things(&lines, known) {
            return;
        }
        for line in &lines {
            self.read(line, unmarked, known);
        }
    }

    /// Finds the list a run belongs to, and begins a new copy where it was posted before.
    fn open(&mut self, run: &Run, heads: &[Heading]) {
        if let Some(head) = heads.last() {
            self.things = head.kind == Kind::Things;
            if self.things {
                return;
            }
        }
        self.rt = heads
            .last()
            .filter(|h| h.kind == Kind::Part)
            .and_then(|h| h.rt);
        let titled = heads.iter().rev().find(|h| names_list(h));
        let section = heads.last();
        let before = self.list;
        if let Some(head) = titled.or(section) {
            self.list = self.list_of(head, run.sent);
        } else if self.lists.is_empty() {
            self.lists.push(List {
                title: vec![],
                state: None,
            });
        }
        let repeated = heads.iter().any(|h| self.seen.contains(&h.key));
        if self.list != before || repeated || run.sent || (run.again && heads.is_empty()) {
            self.copy += 1;
            self.seen.clear();
        }
        self.seen.extend(heads.iter().map(|h| h.key.clone()));
        let listed = self.lists.get(self.list).and_then(|list| list.state);
        self.state = match section.map(|h| h.kind) {
            Some(Kind::State(state)) => Some(state),
            Some(Kind::People) => None,
            _ => listed,
        };
        self.headed = true;
    }

    fn list_of(&mut self, head: &Heading, sent: bool) -> usize {
        let state = if let Kind::State(_) = head.kind {
            Some(State::Present)
        } else {
            None
        };
        let apart = !names_list(head);
        if apart && !self.lists.is_empty() {
            let fits = self.lists[self.list].state == state || matches!(head.kind, Kind::Part);
            if fits || !self.is_attendance(head) {
                return self.list;
            }
        }
        let title = if apart { vec![] } else { head.title.clone() };
        let order = std::iter::once(self.list).chain((0..self.lists.len()).rev());
        let same = |n: &usize| {
            let fresh =
                title.is_empty() && state.is_none() && !sent && !self.lists[*n].title.is_empty();
            self.lists
                .get(*n)
                .is_some_and(|l| l.state == state && same_title(&l.title, &title) && !fresh)
        };
        if let Some(known) = order.filter(|n| *n < self.lists.len()).find(same) {
            if self.lists[known].title.len() < title.len() {
                self.lists[known].title = title;
            }
            return known;
        }
        self.lists.push(List { title, state });
        self.lists.len() - 1
    }

    fn is_attendance(&self, head: &Heading) -> bool {
        matches!(head.kind, Kind::State(_))
    }

    /// Whether these lines are an agenda or goods; if the roll knows all of them, they are people.
    fn is_things(&mut self, lines: &[Line], known: &mut Known) -> bool {
        let (mut all, mut hits, mut things) = (0, 0, 0);
        for line in lines {
            for person in line.people.iter().filter(|p| !p.name.is_empty()) {
                all += 1;
                if known(&person.name, person.rt) {
                    hits += 1;
                } else if heading::is_thing(&person.name)
                    || person.name.split_whitespace().count() > 6
                {
                    things += 1;
                }
            }
        }
        if self.things {
            let people = all > 1 && hits == all;
            if people {
                self.state = None;
            }
            return !people;
        }
        self.state.is_none() && hits == 0 && things * 2 >= all.max(1)
    }

    fn read(&mut self, line: &Line, unmarked: bool, known: &mut Known) {
        let (people, tick) = (&line.people, line.tick);
        let unlikely =
            |p: &Person| p.name.split_whitespace().count() > 6 || heading::is_talk(&line.body);
        let attendance = self.state.is_some();
        for person in people {
            let rt = person.rt.or(self.rt);
            let strange = (unmarked || line.mark == Mark::Sign) && unlikely(person);
            let legend = line.body.contains('=')
                && remark::words(&line.body).len() < 4
                && tick != Tick::None;
            if legend
                || ((strange || person.name.split_whitespace().count() > 8)
                    && !known(&person.name, rt))
            {
                continue;
            }
            let listed = match tick {
                Tick::No if attendance => Some(State::Absent),
                Tick::Open => None,
                _ => self.state,
            };
            let state = person.state.unwrap_or(listed);
            let (list, copy) = (self.list, self.copy);
            self.found.push(Read {
                line: line.number,
                name: person.name.clone(),
                state,
                rt,
                list,
                copy,
                gone: person.struck,
            });
        }
    }
}

/// The headings that count: an agenda line without a colon beside the heading of a list does not.
fn telling(heads: &[Heading]) -> Vec<Heading> {
    let list = heads.iter().any(|h| h.kind != Kind::Things);
    heads
        .iter()
        .filter(|h| h.kind != Kind::Things || h.strong || !list)
        .cloned()
        .collect()
}

/// Whether a heading names a list rather than a part of one.
fn names_list(head: &Heading) -> bool {
    matches!(head.kind, Kind::State(State::Present) | Kind::People)
}

/// The lines of a list without marks: names after its heading, or known ones without a heading.
fn names_of(run: &Run, marks: bool, known: &mut Known) -> Vec<Line> {
    let people = telling(&run.heads)
        .last()
        .is_some_and(|h| h.kind != Kind::Things);
    let mut lines: Vec<Line> = Vec::new();
    let mut hits = 0;
    for line in &run.plain {
        let hit = line.people.iter().any(|p| known(&p.name, p.rt));
        hits += usize::from(hit);
        if hit || (people && !marks && !heading::is_talk(&line.body)) {
            lines.push(line.clone());
        }
    }
    let none_headed =
        run.heads.is_empty() && (marks || run.sent || hits < 2 || hits * 2 < run.plain.len());
    if none_headed || (marks && hits < 2) {
        Vec::new()
    } else {
        lines
    }
}
