//! Lines under their headings, message by message.
//! A heading inside a list that goes on counting is a remark; one with names behind it is a line too.

use super::body::{self, Known};
use super::heading::{self, Heading, Kind};
use super::lines::{Line, Mark};

/// Lines with one heading.
#[derive(Default)]
pub(super) struct Run {
    pub(super) heads: Vec<Heading>,
    /// Numbered, bulleted and ticked lines.
    pub(super) marked: Vec<Line>,
    /// Others, that are names where nothing is marked.
    pub(super) plain: Vec<Line>,
    pub(super) sent: bool,
    /// Number 1 came again.
    pub(super) again: bool,
}

/// The lines in runs, each with its headings.
pub(super) fn runs(lines: Vec<Line>, known: &mut Known) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![Run::default()];
    let mut last = 0;
    for (at, line) in lines.iter().enumerate() {
        let begins = line.sent && at > 0;
        if begins {
            last = 0;
            runs.push(Run {
                sent: true,
                ..Run::default()
            });
        }
        if line.body.is_empty() && line.mark == Mark::None {
            continue;
        }
        let Some(run) = runs.last_mut() else { continue };
        if let Some(head) = head_of(line, next_number(&lines[at + 1..]), last, known) {
            if run.marked.is_empty() && run.plain.is_empty() {
                run.heads.push(head);
            } else if run.marked.is_empty()
                && head.kind != Kind::Things
                && !run.heads.is_empty()
                && !any_known(&run.plain, known)
                && at_marks(&lines[at + 1..])
            {
                run.plain.clear();
                run.heads.push(head);
            } else {
                runs.push(Run {
                    heads: vec![head],
                    ..Run::default()
                });
            }
            if let (Mark::None, Some(names)) = (line.mark, inline(line, known)) {
                runs.last_mut()
                    .into_iter()
                    .for_each(|run| run.marked.push(names.clone()));
            }
            last = 0;
            continue;
        }
        match line.mark {
            Mark::None => run.plain.push(line.clone()),
            Mark::Number(n) => {
                if n == 1 && last > 0 {
                    runs.push(Run {
                        again: true,
                        ..Run::default()
                    });
                }
                last = n;
                runs.last_mut()
                    .into_iter()
                    .for_each(|run| run.marked.push(line.clone()));
            }
            Mark::Sign => run.marked.push(line.clone()),
        }
    }
    runs
}

/// Whether marked lines follow before the next message.
fn at_marks(rest: &[Line]) -> bool {
    rest.iter()
        .take_while(|l| !l.sent)
        .any(|l| l.mark != Mark::None)
}

fn any_known(lines: &[Line], known: &mut Known) -> bool {
    lines
        .iter()
        .flat_map(|line| &line.people)
        .any(|p| known(&p.name, p.rt))
}

fn next_number(rest: &[Line]) -> Option<u32> {
    rest.iter().take_while(|l| !l.sent).find_map(|l| {
        if let Mark::Number(n) = l.mark {
            Some(n)
        } else {
            None
        }
    })
}

/// The heading in a line; marked lines are headings only if they say a state, or end with a colon.
fn head_of(line: &Line, next: Option<u32>, last: u32, known: &mut Known) -> Option<Heading> {
    let named = line.mark == Mark::None && inline(line, known).is_some();
    let before = line.body.split_once(':').map_or("", |(before, _)| before);
    let head = if named {
        heading::of(&format!("{before}:"), line.bold)
    } else {
        heading::of(&line.body, line.bold)
    }?;
    if named {
        return Some(head);
    }
    let goes_on = last > 0 && next == Some(last + 1) && !head.strong && head.length > 2;
    if goes_on {
        return None;
    }
    if line.mark != Mark::None {
        let colon = line.body.trim_end_matches(['*', '_', ' ']).ends_with(':');
        let bare =
            head.title.is_empty() && head.rt.is_none() && matches!(head.kind, Kind::State(_));
        let names_rt = head.kind == Kind::Part && head.length == 0;
        if !(colon || bare || names_rt) {
            return None;
        }
    } else if head.kind == Kind::Part && !head.strong && head.length > 0 && known(&line.body, None)
    {
        return None;
    }
    // "Budi (izin)" where nothing is marked is a person.
    let named = &line.people;
    let person =
        named.len() == 1 && known(&named[0].name, named[0].rt) && !line.bold && !head.strong;
    (!person || head.title.is_empty()).then_some(head)
}

/// "Izin: Rina, Tono": names behind the heading itself, if the roll knows them all.
fn inline(line: &Line, known: &mut Known) -> Option<Line> {
    let (_, names) = line.body.split_once(':')?;
    let (people, tick) = body::read(names, known);
    let all = !people.is_empty() && people.iter().all(|p| known(&p.name, p.rt));
    all.then(|| Line {
        body: names.trim().to_owned(),
        mark: Mark::Sign,
        people,
        tick,
        ..line.clone()
    })
}
