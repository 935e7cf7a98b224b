//! Bad input is one Indonesian sentence that begins with its place.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::{Value, json};

fn refusal(kind: &str, input: &Value) -> String {
    contest::compute::compute(kind, input).unwrap().unwrap_err()
}

fn of_matches(matches: Value) -> String {
    let input = json!({ "rule": "FIFA", "teams": ["RT 1", "RT 2"], "matches": matches });
    refusal("football_group", &input)
}

fn one(home: &str, away: &str, home_goals: Value) -> Value {
    json!([{ "home": home, "away": away, "home_goals": home_goals, "away_goals": 1 }])
}

#[test]
fn football() {
    let twice = json!([
        { "home": "RT 1", "away": "RT 2", "home_goals": 0, "away_goals": 1 },
        { "home": "RT 1", "away": "RT 2", "home_goals": 0, "away_goals": 1 },
    ]);
    for (matches, sentence) in [
        (
            one("RT 1", "RT 3", json!(0)),
            "matches[0].away: tim “RT 3” tidak ada dalam daftar tim",
        ),
        (
            one("RT 1", "RT 1", json!(0)),
            "matches[0]: sebuah tim tidak bisa melawan dirinya sendiri",
        ),
        (
            one("RT 1", "RT 2", json!(-1)),
            "matches[0].home_goals: -1 tidak boleh negatif",
        ),
        (
            one("RT 1", "RT 2", json!(1.5)),
            "matches[0].home_goals: harus bilangan bulat yang wajar",
        ),
        (
            one("RT 1", "RT 2", json!("NaN")),
            "matches[0].home_goals: harus berupa angka",
        ),
        (
            one("RT 1", "RT 2", Value::Null),
            "matches[0]: isian “home_goals” belum ada",
        ),
        (
            twice,
            "matches[1]: pertandingan ini sudah tercatat sebagai pertandingan ke-1",
        ),
        (json!([]), "matches: daftar ini masih kosong"),
        (json!({}), "matches: harus berupa daftar"),
    ] {
        assert_eq!(of_matches(matches), sentence);
    }
}

#[test]
fn what_belongs_to_a_group() {
    let refusal = |input| refusal("football_group", &input);
    assert_eq!(refusal(json!({})), "masukan: isian “rule” belum ada");
    assert_eq!(
        refusal(json!({ "rule": "AFC" })),
        "rule: aturan “AFC” tidak dikenal; tulis FIFA atau UEFA"
    );
    assert_eq!(
        refusal(json!({ "rule": "UEFA", "teams": ["A", "A"] })),
        "teams[1]: “A” tertulis dua kali"
    );
    assert_eq!(
        refusal(json!({ "rule": "UEFA", "teams": [] })),
        "teams: daftar ini masih kosong"
    );
    assert_eq!(
        refusal(json!({ "rule": "FIFA", "teams": ["A"], "cards": { "B": {} } })),
        "cards.B: tim “B” tidak ada dalam daftar tim"
    );
    assert_eq!(
        refusal(json!({ "rule": "FIFA", "teams": ["A"], "drawing_of_lots_order": ["B"] })),
        "drawing_of_lots_order[0]: tim “B” tidak ada dalam daftar tim"
    );
}

#[test]
fn badminton() {
    let refusal = |result: Value| {
        let mut one = result;
        one["a"] = json!("A");
        one["b"] = json!("B");
        refusal(
            "badminton_group",
            &json!({ "teams": ["A", "B"], "matches": [one] }),
        )
    };
    assert_eq!(
        refusal(json!({ "games": [[21, 3], [3, 21]] })),
        "matches[0]: 1–1, belum ada pemenang"
    );
    assert_eq!(
        refusal(json!({ "games": [[21, 21]] })),
        "matches[0].games[0]: skor 21–21 seri, padahal harus ada pemenang"
    );
    assert_eq!(
        refusal(json!({ "games": [[21]] })),
        "matches[0].games[0]: harus berisi tepat dua angka"
    );
    let twice = json!([
        { "a": "A", "b": "B", "games_won": [2, 0] },
        { "a": "B", "b": "A", "games_won": [2, 0] },
    ]);
    assert_eq!(
        self::refusal(
            "badminton_group",
            &json!({ "teams": ["A", "B"], "matches": twice })
        ),
        "matches[1]: pertandingan ini sudah tercatat sebagai pertandingan ke-1"
    );
}

#[test]
fn volleyball() {
    let refusal = |mut input: Value| {
        input["teams"] = json!(["A", "B"]);
        refusal("volleyball_pool", &input)
    };
    assert_eq!(
        refusal(json!({})),
        "masukan: isian “matches”, “matches_in_sets” atau “team_results” belum ada"
    );
    assert_eq!(
        refusal(json!({ "rule": "sets" })),
        "rule: harus dimulai dengan “points,” atau “wins,”"
    );
    assert_eq!(
        refusal(json!({ "matches": [{ "home": "A", "away": "B", "sets": [[25, 3], [25, 3]] }] })),
        "matches[0]: skor 2–0 tidak punya poin dalam peraturan"
    );
    let result = |team: &str, w30: i64| json!({ "team": team, "w30": w30, "l03": 1 - w30 });
    assert_eq!(
        refusal(json!({ "team_results": [result("A", 1)] })),
        "team_results: hasil tim “B” belum ada"
    );
    assert_eq!(
        refusal(json!({ "team_results": [result("A", 1), result("A", 1)] })),
        "team_results[1]: “A” tertulis dua kali"
    );
    assert_eq!(
        refusal(json!({
            "team_results": [result("A", 1), result("B", 0)],
            "matches_in_sets": [{ "home": "B", "away": "A", "sets": [3, 0] }],
        })),
        "team_results: hasil tim “B” tidak cocok dengan matches_in_sets"
    );
}

#[test]
fn thirds() {
    let third =
        |team: &str, gd: i64| json!({ "team": team, "gf": 2, "ga": 1, "gd": gd, "points": 3 });
    let refusal = |input| refusal("third_place_ranking", &input);
    assert_eq!(
        refusal(json!({ "thirds": [third("A", 2)] })),
        "thirds[0].gd: selisih gol tidak sama dengan gf dikurangi ga"
    );
    assert_eq!(
        refusal(json!({ "thirds": [third("A", 1)], "qualify": 2 })),
        "qualify: hanya ada 1 tim"
    );
}

#[test]
fn scores() {
    let refusal = |input| refusal("score_validity", &input);
    assert_eq!(
        refusal(json!({ "sport": "badminton", "game": 4, "scores": [[21, 3]] })),
        "game: Permainan ke-4 tidak ada: paling banyak 3."
    );
    assert_eq!(
        refusal(json!({ "sport": "catur", "scores": [[1, 0]] })),
        "masukan: aturan “” untuk “catur” tidak dikenal"
    );
    assert_eq!(
        refusal(json!({ "sport": "badminton", "scores": [[21, "a"]] })),
        "scores[0][1]: harus berupa angka"
    );
}

#[test]
fn juries() {
    let entry = |marks: Value| json!({ "entry": "A", "components": [{ "marks": marks }] });
    let refusal = |entries: Value| refusal("jury_contest", &json!({ "entries": entries }));
    assert_eq!(refusal(json!([])), "entries: daftar ini masih kosong");
    assert_eq!(
        refusal(json!([entry(json!([7, 8]))])),
        "entries[0]: kriteria ke-1: hanya 2 nilai, padahal paling sedikit 3"
    );
    assert_eq!(
        refusal(json!([entry(json!([7, 8, -1]))])),
        "entries[0].components[0].marks[2]: -1 tidak boleh negatif"
    );
    assert_eq!(
        refusal(json!([entry(json!([7, 8, 9])), entry(json!([7, 8, 9]))])),
        "entries[1].entry: “A” tertulis dua kali"
    );
    assert_eq!(
        self::refusal("ranking_ties", &json!({ "scores": [1, null] })),
        "scores[1]: harus berupa angka"
    );
}

#[test]
fn a_mean_that_is_undefined_says_why() {
    let answer = contest::compute::compute("jury_trimmed_mean", &json!({ "marks": [7, null] }));
    assert_eq!(
        answer.unwrap().unwrap(),
        json!({ "panel": null, "why": "hanya 1 nilai, padahal paling sedikit 3" })
    );
}
