use super::*;

fn tables(groups: &str, size: usize) -> BTreeMap<String, Vec<String>> {
    let table = |group: char| (1..=size).map(|rank| format!("{group}{rank}")).collect();
    groups
        .chars()
        .map(|group| (group.to_string(), table(group)))
        .collect()
}

fn filled(rule: &str, tables: &BTreeMap<String, Vec<String>>, through: &[&str]) -> String {
    let through: Vec<String> = through.iter().map(ToString::to_string).collect();
    let pairs = Crossing::read(rule).and_then(|rule| rule.fill(tables, &through));
    let side = |side: Option<String>| side.unwrap_or("bye".to_owned());
    match pairs {
        Ok(pairs) => {
            let pair = |[a, b]: [Option<String>; 2]| format!("{}-{}", side(a), side(b));
            pairs.into_iter().map(pair).collect::<Vec<_>>().join(" ")
        }
        Err(wrong) => wrong.to_string(),
    }
}

#[test]
fn winners_and_runners_up_cross() {
    let tables = tables("AB", 2);
    assert_eq!(filled("1A-2B, 1B-2A", &tables, &[]), "A1-B2 B1-A2");
    assert_eq!(filled("A1 vs B2; B1 – A2", &tables, &[]), "A1-B2 B1-A2");
    assert_eq!(
        filled("1A\n2A lawan 2B\n1B", &tables, &[]),
        "A1-bye A2-B2 B1-bye"
    );
}

#[test]
fn the_usual_crossing_parts_each_group() {
    let text = "1A-2B, 1C-2D, 1B-2A, 1D-2C";
    assert_eq!(Crossing::read(text), Ok(Crossing::neighbours(4)));
}

#[test]
fn best_thirds_go_where_the_rule_lets_them_all_in() {
    let tables = tables("ABCDEF", 3);
    let rule = "1D-3B/E/F, 1B-3A/C/D, 1A-3C/D/E, 1C-3A/B/F";
    // two ways are left for C and D: the first place takes the better
    assert_eq!(
        filled(rule, &tables, &["D", "B", "C", "A"]),
        "D1-B3 B1-D3 A1-C3 C1-A3"
    );
    let rule = "1A-3B/C, 1D-3B/D";
    assert_eq!(filled(rule, &tables, &["B", "C"]), "A1-C3 D1-B3");
    let rule = "1A-3B/C, 1C-3B";
    assert_eq!(filled(rule, &tables, &["B", "C"]), "A1-C3 C1-B3");
    assert_eq!(
        filled("1A-3B/C, 1B-3B/C", &tables, &["B", "A"]),
        "peringkat 3 dari grup B, A tidak bisa dibagi menurut aturan silang"
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let tables = tables("AB", 2);
    for (rule, said) in [
        ("", "aturan silang kosong; tulis seperti 1A-2B, 1B-2A"),
        (
            "1A-2B, juara A",
            "bagian ke-2 dari aturan silang, “juara A”, tidak terbaca; tulis seperti 1A-2B",
        ),
        ("1A-2B, 1A-2A", "1A dipakai dua kali dalam aturan silang"),
        (
            "1A-1C",
            "aturan silang memakai 1C, padahal grup itu tidak ada",
        ),
        (
            "1A-3B",
            "aturan silang memakai 3B, padahal grup itu hanya berisi 2",
        ),
    ] {
        assert_eq!(filled(rule, &tables, &[]), said);
    }
}
