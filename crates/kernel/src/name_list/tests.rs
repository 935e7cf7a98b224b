use proptest::prelude::*;

use super::*;

fn roll() -> Vec<RollEntry> {
    [
        ("p1", "Budi Santoso", "Budi", 3),
        ("p2", "Budi Hartono", "Har", 1),
        ("p3", "Rina Wulandari", "Rina", 2),
        ("p4", "Sutono", "Tono", 3),
        ("p5", "Muhammad Rizki Pratama", "Kiki", 1),
        ("p6", "Agus Purnomo", "Agus", 2),
        ("p7", "Agus Riyanto", "Agus", 4),
        ("p8", "Siti Aminah", "Mina", 4),
        ("p9", "Slamet Riyadi", "Memet", 1),
        ("p10", "Dewi Lestari", "Dewi", 3),
        ("p11", "Wahyu Setiawan", "Wahyu", 2),
        ("p12", "Fitri Handayani", "Pipit", 4),
    ]
    .map(|(id, name, nickname, rt)| RollEntry {
        id: id.into(),
        name: name.into(),
        nickname: Some(nickname.into()),
        rt: Some(rt),
    })
    .to_vec()
}

/// `2 Budi hadir p1`, one text per entry; if not one member fits, those who may stand in brackets.
fn told(text: &str) -> Vec<String> {
    let entry = |e: &Entry| {
        let state = e
            .state
            .filter(|s| *s != State::Absent)
            .map_or("-", State::word);
        let several = || format!("({})", e.candidates.join(" "));
        let who = e.person.clone().unwrap_or_else(several);
        format!("{} {} {state} {who}", e.line, e.name)
    };
    read(text, &roll()).iter().map(entry).collect()
}

fn first_told(body: &str) -> Vec<String> {
    told(&format!("DAFTAR HADIR\n1. {body}"))
}

#[test]
fn every_list_of_the_truths_is_read_as_written_there() {
    let truths = include_str!("../../truths/whatsapp_list.json");
    let truths: Value = serde_json::from_str(truths).unwrap();
    for case in truths["expected"]["cases"].as_array().unwrap() {
        assert_eq!(
            compute_case(&case["input"]),
            case["expected"],
            "{}",
            case["input"]["text"]
        );
    }
}

#[test]
fn numbers_bullets_and_ticks_of_every_sort_mark_an_entry() {
    let marks = [
        "1.", "1)", "1-", "1 -", "(1)", "1️⃣", "1.)", "*1.*", "-", "–", "•", "▪️", "*", "✅", "☑️",
        "✔", "👉", "1. ✅", "[x]", "[ ]", "1", "🔹", "①", "1:", "1. -",
    ];
    for mark in marks {
        assert_eq!(
            told(&format!("DAFTAR HADIR\n{mark} Rina")),
            ["2 Rina hadir p3"],
            "{mark}"
        );
    }
    let two = ["2 Rina hadir p3", "3 Dewi hadir p10"];
    assert_eq!(told("DAFTAR HADIR\n1.Rina\n🔟 Dewi"), two);
    assert_eq!(told("DAFTAR HADIR\nRina ✅\nDewi ✔️"), two);
    assert_eq!(told("DAFTAR HADIR\n1.Rina\n2️⃣ *Dewi*"), two);
}

#[test]
fn the_name_is_bare_of_everything_but_itself() {
    let bodies = [
        ("*Rina* 🙏🏻", "Rina"),
        ("_Rina_ ✅✅", "Rina"),
        ("Rina - 50rb", "Rina"),
        ("Rina 50.000", "Rina"),
        ("Rina Rp 20.000 lunas", "Rina"),
        ("Rina (RT 02/RW 01)", "Rina"),
        ("Rina RT 02/01", "Rina"),
        ("Rina RT.02", "Rina"),
        ("Rina rt02", "Rina"),
        ("Rina, RT 02", "Rina"),
        ("Rina - RT II", "Rina"),
        ("Rina +62 812-0000-1234", "Rina"),
        ("Rina (0812 0000 1234)", "Rina"),
        ("Rina.", "Rina"),
        ("Rina...", "Rina"),
        ("Mbak Rina!", "Mbak Rina"),
        ("RINA", "RINA"),
        ("Rina Wulandari, S.Pd.", "Rina Wulandari, S.Pd"),
        ("Rina (bendahara)", "Rina"),
        ("Rina +1", "Rina"),
        ("Rina + suami", "Rina"),
        ("Rina & suami", "Rina"),
        ("Rina dan keluarga", "Rina"),
        ("Rina (+2 anak)", "Rina"),
        ("Rina +2 orang", "Rina"),
        ("Rina: 2 orang", "Rina"),
        ("Rina, 2 anak", "Rina"),
        ("Rina 👍", "Rina"),
    ];
    for (body, name) in bodies {
        assert_eq!(first_told(body), [format!("2 {name} hadir p3")], "{body}");
    }
}

#[test]
fn the_remark_decides_the_state() {
    let remarks = [
        (
            "sakit",
            "(sakit)|sakit|lagi sakit|- demam|(gering)|meriang|masuk angin|opname di RS",
        ),
        (
            "sakit",
            "(kurang enak badan)|gak enak badan|izin sakit|(sakit, tidak bisa hadir)",
        ),
        (
            "sakit",
            "(teu damang)|maaf sakit|: sakit|, sakit|flu berat|dirawat di puskesmas|(SAKIT)",
        ),
        (
            "izin",
            "(izin)|: izin|ijin kerja|= ijin|(anak sakit)|izin, anaknya sakit|gak bisa",
        ),
        (
            "izin",
            "tdk bisa hadir|ora iso teko|mboten saged rawuh|(teu tiasa)|maaf ga bisa datang",
        ),
        (
            "izin",
            "berhalangan|lembur|(luar kota)|ada acara keluarga|, izin|*izin*|(tidak hadir)",
        ),
        (
            "izin",
            "nunggu ibu di rumah sakit|→ izin|..izin|IZIN|tidak ikut|(kerja shift malam)|anaknya sakit",
        ),
        (
            "hadir",
            "izin telat|izin datang terlambat|(nyusul)|nyusul jam 8|, nyusul|telat|otw",
        ),
        (
            "hadir",
            "(lembur dulu, nyusul)|insyaallah hadir|sakit tapi tetap hadir|izin pulang duluan",
        ),
        ("-", "(tanpa keterangan)|alpa|❌"),
    ];
    for (state, remarks) in remarks {
        for remark in remarks.split('|') {
            let want = [format!("2 Rina {state} p3")];
            assert_eq!(first_told(&format!("Rina {remark}")), want, "{remark}");
        }
    }
}

#[test]
fn two_people_on_a_line_share_the_remark_at_its_end() {
    let two = |state: &str| vec![format!("2 Rina {state} p3"), format!("2 Tono {state} p4")];
    let lines = [
        "Rina & Tono",
        "Rina, Tono",
        "Rina/Tono",
        "Rina / Tono",
        "Rina dan Tono",
        "Rina DAN Tono",
    ];
    for line in lines {
        assert_eq!(first_told(line), two("hadir"), "{line}");
        assert_eq!(first_told(&format!("{line} (izin)")), two("izin"), "{line}");
    }
    assert_eq!(first_told("Rina & Tono sakit"), two("sakit"));
    assert_eq!(first_told("Rina & Tono - izin kerja"), two("izin"));
    assert_eq!(
        first_told("Rina (izin) & Tono"),
        ["2 Rina izin p3", "2 Tono hadir p4"]
    );
    assert_eq!(
        first_told("Agus RT 2 & Agus RT 4"),
        ["2 Agus hadir p6", "2 Agus hadir p7"]
    );
    assert_eq!(
        first_told("Agus (RT 02) dan Mina RT 4"),
        ["2 Agus hadir p6", "2 Mina hadir p8"]
    );
}

#[test]
fn headings_decide_what_the_remark_does_not() {
    assert_eq!(told("PRESENSI\n1. Rina"), ["2 Rina hadir p3"]);
    assert_eq!(told("Absensi ronda\n1. Rina"), ["2 Rina hadir p3"]);
    let watch = "Jadwal ronda malam Jumat\n1. Tono ✅\n2. Budi";
    assert_eq!(told(watch), ["2 Tono - p4", "3 Budi - p1"]);
    let dues = "*Iuran Agustus*\n1. Rina 20rb ✅\n2. Dewi";
    assert_eq!(told(dues), ["2 Rina - p3", "3 Dewi - p10"]);
    assert_eq!(told("1. Rina\n2. Paijo"), ["1 Rina - p3", "2 Paijo - ()"]);
    assert_eq!(
        told("LIST HADIR\n*RT 03*\n1. Budi\n*RT 04*\n1. Mina"),
        ["3 Budi hadir p1", "5 Mina hadir p8"]
    );
    let asked = "LIST HADIR\nSilakan isi di bawah ini:\n1. Budi\n2. Rina";
    assert_eq!(told(asked), ["3 Budi hadir p1", "4 Rina hadir p3"]);
}

#[test]
fn sections_have_their_own_state() {
    assert_eq!(
        told(
            "Rekap rapat\nHadir:\n1. Rina\n2. Dewi\nTidak hadir:\n1. Tono\n\
             Tanpa keterangan:\n1. Memet\nTotal: 4 orang"
        ),
        [
            "3 Rina hadir p3",
            "4 Dewi hadir p10",
            "6 Tono izin p4",
            "8 Memet - p9"
        ]
    );
    assert_eq!(
        told(
            "*DAFTAR HADIR RAPAT*\n*Hadir (2)*\n1. Rina\n*Sakit (1)*\n1. Dewi (izin)\n*IZIN :*\n- Tono"
        ),
        ["3 Rina hadir p3", "5 Dewi izin p10", "7 Tono izin p4"]
    );
}

#[test]
fn agenda_and_goods_are_nobody() {
    assert_eq!(
        told(
            "*DAFTAR HADIR*\n*Rapat 17-an*\nHari: Sabtu, 22 Agustus 2026\nPukul 19.30\n\
             Tempat: Balai RW\n1. Rina\n\nAgenda:\n1. Pembukaan\n2. Laporan Dewi\n\n\
             Perlengkapan:\n- Tikar\n- Sound system"
        ),
        ["6 Rina hadir p3"]
    );
    assert!(told("Daftar belanja:\n1. Gula\n2. Teh\n3. Kopi").is_empty());
    assert!(told("Yang perlu dibawa:\n- Cangkul\n- Sapu").is_empty());
    assert!(told("Daftar lomba 17-an\n1. Balap karung\n2. Makan kerupuk").is_empty());
    assert_eq!(
        told("Agenda rapat\n1. Pembukaan\n\nDaftar hadir\n1. Rina"),
        ["5 Rina hadir p3"]
    );
    assert_eq!(
        told("Seksi konsumsi:\n1. Rina\n2. Dewi"),
        ["2 Rina - p3", "3 Dewi - p10"]
    );
}

#[test]
fn a_list_without_marks_has_a_name_on_each_line() {
    assert_eq!(
        told("Daftar hadir kerja bakti\nRina\nBudi Santoso (izin)\n\nTono & Dewi"),
        [
            "2 Rina hadir p3",
            "3 Budi Santoso izin p1",
            "5 Tono hadir p4",
            "5 Dewi hadir p10"
        ]
    );
    assert_eq!(
        told("HADIR\nRina\nIZIN\nTono"),
        ["2 Rina hadir p3", "4 Tono izin p4"]
    );
    assert_eq!(
        told(
            "Assalamu'alaikum\n*Daftar hadir*\nSabtu, 22 Agustus 2026\nRina\nDewi\n\
             Total 2 orang\nTerima kasih"
        ),
        ["4 Rina hadir p3", "5 Dewi hadir p10"]
    );
    assert_eq!(
        told("Ronda malam Sabtu\nTono\nMemet"),
        ["2 Tono - p4", "3 Memet - p9"]
    );
}

#[test]
fn chat_and_empty_numbers_and_struck_names_are_no_entries() {
    assert_eq!(
        told(
            "DAFTAR HADIR\n1. Rina\n2. ~Tono~\n~3. Dewi~\n4. ....\n5. ___\n6\n7.\n\n\
             Yang belum segera isi ya\nsiap mas\nTotal: 1"
        ),
        ["2 Rina hadir p3"]
    );
    let chat = "LIST HADIR\n1. Rina\nyang belum hadir lanjut ya\n2. Tono";
    assert_eq!(told(chat), ["2 Rina hadir p3", "4 Tono hadir p4"]);
    assert!(told("").is_empty());
    assert!(told("siap\nok mas").is_empty());
}

#[test]
fn the_last_copy_counts_and_the_lost_are_kept() {
    let three = "LIST HADIR\n1. Budi\n2. Rina\n\nLIST HADIR\n1. Budi\n2. Tono (izin)\n3. Dewi\n\n\
        LIST HADIR\n1. Budi Santoso\n2. Tono";
    assert_eq!(
        told(three),
        [
            "3 Rina hadir p3",
            "8 Dewi hadir p10",
            "11 Budi Santoso hadir p1",
            "12 Tono hadir p4"
        ]
    );
    let android = "17/08/26 19.02 - Budi: LIST HADIR\n1. Budi\n17/08/26 19.05 - Tono bergabung\n\
        17/08/26 19.06 - Tono: LIST HADIR\n1. Budi\n2. Tono";
    assert_eq!(told(android), ["5 Budi hadir p1", "6 Tono hadir p4"]);
    let apple = "[17/08/26, 19.02.11] ~ Budi: LIST HADIR\n1. Budi\n2. Paijo\n\
        \u{200e}[17/08/26, 19.06.00] +62 812-3456-7890: 1. Budi\n2. Paijo\n3. Tono";
    assert_eq!(
        told(apple),
        ["4 Budi hadir p1", "5 Paijo hadir ()", "6 Tono hadir p4"]
    );
    let headless = "LIST HADIR\n1. Budi\n2. Rina\n\n1. Budi\n2. Rina\n3. Tono";
    assert_eq!(
        told(headless),
        ["5 Budi hadir p1", "6 Rina hadir p3", "7 Tono hadir p4"]
    );
    let sections =
        "Rekap\nHADIR\n1. Budi\n2. Rina\nIZIN\n1. Tono\n\nRekap\nHADIR\n1. Budi\nIZIN\n1. Rina";
    assert_eq!(
        told(sections),
        ["6 Tono izin p4", "10 Budi hadir p1", "12 Rina izin p3"]
    );
}

#[test]
fn namesakes_stay_two_and_who_is_struck_out_is_gone() {
    let two = ["2 Agus hadir (p6 p7)", "3 Agus hadir (p6 p7)"];
    assert_eq!(told("LIST HADIR\n1. Agus\n2. Agus"), two);
    let struck = "LIST HADIR\n1. Budi\n2. Rina\n\nLIST HADIR\n1. Budi\n2. ~Rina~";
    assert_eq!(told(struck), ["6 Budi hadir p1"]);
    let contests = "Peserta voli\n1. Wahyu\n2. Kiki\n\nPeserta catur\n1. Kiki";
    assert_eq!(
        told(contests),
        ["2 Wahyu - p11", "3 Kiki - p5", "6 Kiki - p5"]
    );
}

#[test]
fn the_first_step_with_a_match_finds_the_member() {
    let names = [
        ("p1", "Budi|Budi S|budi santosa|Bapak Budi Santoso"),
        ("p2", "Hartono|Har|Budi Hart|Budi H."),
        ("p3", "Rina Wulan|Wulandari|Rina W"),
        ("p5", "Muh. Rizky Pratama|Rizki|M. Rizqi|Moh. Risky P|Kiky"),
        ("p6", "Agus P.|Agus Purnmo"),
        ("p7", "Riyanto|Agus R|Agus Rianto|Agus RT 4"),
        ("p8", "Siti|Siti A|St. Aminah"),
        ("p9", "Pak Slamet|Slamet R.|Kang Memet"),
        ("p11", "Whayu|Wahyu Setyawan|Wahyu Setiawn|Wahu"),
        ("p12", "Pitri Handayani|Handayani|Fitri H"),
        ("()", "Dwi|Paijo|Budi Rina|Budi X"),
        ("(p6 p7)", "Agus|Agus RT 9|Mas Agus"),
        ("(p1)", "Budi RT 4"),
    ];
    for (who, names) in names {
        for name in names.split('|') {
            let told = told(&format!("LIST\n1. {name}"));
            assert!(
                told.len() == 1 && told[0].ends_with(&format!(" - {who}")),
                "{name}: {told:?}"
            );
        }
    }
}

#[test]
fn names_behind_a_heading_and_behind_an_office_are_read() {
    assert_eq!(
        told("Hadir: Budi, Rina\nIzin: Dewi\nSakit: Wahyu"),
        [
            "1 Budi hadir p1",
            "1 Rina hadir p3",
            "2 Dewi izin p10",
            "3 Wahyu sakit p11"
        ]
    );
    assert_eq!(
        told("Panitia 17an\n1. Ketua: Budi\n2. Sekretaris - Rina"),
        ["2 Budi - p1", "3 Rina - p3"]
    );
}

#[test]
fn a_cross_and_no_word_are_absence_that_nobody_explained() {
    let state = |body: &str| read(&format!("HADIR\n1. {body}"), &roll())[0].state;
    assert_eq!(state("Budi ❌"), Some(State::Absent));
    assert_eq!(state("Budi tanpa keterangan"), Some(State::Absent));
    assert_eq!(
        told("✅ Hadir:\n1. Budi\n❌ Tidak hadir:\n1. Rina"),
        ["2 Budi hadir p1", "4 Rina izin p3"]
    );
}

#[test]
fn a_heading_with_an_rt_limits_the_roll() {
    assert_eq!(
        told("HADIR\nRT 02:\n1. Agus\nRT 04:\n1. Agus"),
        ["3 Agus hadir p6", "5 Agus hadir p7"]
    );
    assert_eq!(
        told("HADIR\n1. Agus (Riyanto)"),
        ["2 Agus (Riyanto) hadir p7"]
    );
}

#[test]
fn quoted_lists_and_lists_of_another_day_are_read() {
    assert_eq!(
        told("> LIST HADIR\n> 1. Budi\n> 2. Rina"),
        ["2 Budi hadir p1", "3 Rina hadir p3"]
    );
    assert_eq!(
        told("HADIR RAPAT 17/8\n1. Budi\nHADIR RAPAT 24/8\n1. Budi").len(),
        2
    );
}

#[test]
fn a_thousand_members_who_share_their_words_are_read_quickly() {
    let firsts = [
        "Budi",
        "Khoirul",
        "Siti",
        "Muhammad",
        "Wahyu",
        "Tjahjono",
        "Abdurrahman",
        "Nur",
        "Agus",
        "Dewi",
    ];
    let pick = |n: usize| firsts[n % 10];
    let name = |n: usize| format!("{} {}son {}wati", pick(n), pick(n / 10), pick(n / 100));
    let entry = |n: usize| RollEntry {
        id: n.to_string(),
        name: name(n),
        nickname: None,
        rt: Some(1),
    };
    let roll: Vec<RollEntry> = (0..1000).map(entry).collect();
    let text: String = (1..=100)
        .map(|n| format!("{n}. {}x\n", name(n * 2 - 1)))
        .collect();
    let start = std::time::Instant::now();
    assert_eq!(read(&text, &roll).len(), 100);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn a_wall_of_signs_is_read_at_once() {
    for piece in [
        "é1️⃣~*",
        "1. ",
        "/",
        "((",
        "a/",
        "*hadir*\n",
        "1.\n",
        "Budi & ",
        "~",
        "- a\n\n",
    ] {
        let _ = read(&piece.repeat(20_000 / piece.len()), &roll());
    }
}

#[test]
fn a_case_of_the_wrong_shape_is_an_error() {
    for wrong in [
        json!({"text": "1. Budi"}),
        json!({"text": 3, "roll": []}),
        json!({"text": "", "roll": [{"id": "p1"}]}),
    ] {
        assert_eq!(compute_case(&wrong), json!({"error": true}));
    }
}

proptest! {
    #[test]
    fn no_text_panics(
        text in "(\\PC|\n){0,80}",
        listed in "(LIST HADIR|[1-3][.)] |~|\\[|[A-Z][a-z]{1,5}|[ (),&/+~*:-]|\n|RT 0|\u{fe0f}\u{20e3}|✅){0,40}",
    ) {
        let _ = (read(&text, &roll()), read(&listed, &roll()));
    }
}
