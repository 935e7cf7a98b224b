//! The population workbook of the village system: in numbers and in words, as its own template
//! names the columns. Everybody in it is made up.

#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use roster::{Choices, Fate, Found, Population, READ_HEADINGS, Relation, Sex};

/// The columns of the system's template, in its order.
const COLUMNS: [&str; 43] = [
    "alamat",
    "dusun",
    "rw",
    "rt",
    "nama",
    "no_kk",
    "nik",
    "sex",
    "tempatlahir",
    "tanggallahir",
    "agama_id",
    "pendidikan_kk_id",
    "pendidikan_sedang_id",
    "pekerjaan_id",
    "status_kawin",
    "kk_level",
    "warganegara_id",
    "ayah_nik",
    "nama_ayah",
    "ibu_nik",
    "nama_ibu",
    "golongan_darah_id",
    "akta_lahir",
    "dokumen_pasport",
    "tanggal_akhir_paspor",
    "dokumen_kitas",
    "akta_perkawinan",
    "tanggalperkawinan",
    "akta_perceraian",
    "tanggalperceraian",
    "cacat_id",
    "cara_kb_id",
    "hamil",
    "ktp_el",
    "status_rekam",
    "alamat_sekarang",
    "status_dasar",
    "suku",
    "tag_id_card",
    "id_asuransi",
    "no_asuransi",
    "lat",
    "lng",
];

/// A row with these cells by their columns; whatever else the system would fill in is a secret.
fn row(cells: &[(&str, &str)]) -> Vec<String> {
    let cell = |column: &&str| {
        let own = cells.iter().find(|(name, _)| name == column);
        let read = READ_HEADINGS.contains(column);
        own.map_or(if read { "" } else { "RAHASIA" }, |(_, text)| text)
            .to_owned()
    };
    COLUMNS.iter().map(cell).collect()
}

fn read(rows: Vec<Vec<String>>) -> Population {
    let bytes = roster::write_xlsx("Penduduk", &COLUMNS, rows).unwrap();
    let choices = Choices::on(date(2026, 11, 24));
    match roster::recognise(&bytes, &choices).unwrap() {
        Found::Population(population) => population,
        Found::List(_) => panic!("it is a population workbook"),
    }
}

fn ana() -> Vec<(&'static str, &'static str)> {
    vec![
        ("dusun", "DUSUN KRAJAN II"),
        ("rw", "001"),
        ("rt", "003"),
        ("nama", "ANA LESTARI, S.PD"),
        ("no_kk", "'3529071205010099"),
        ("nik", "3529.0752.0501.0001"),
        ("sex", "2"),
        ("tanggallahir", "2001-05-12"),
        ("pendidikan_kk_id", "5"),
        ("pendidikan_sedang_id", "11"),
        ("pekerjaan_id", "3"),
        ("kk_level", "4"),
        ("status_dasar", "1"),
    ]
}

#[test]
fn an_inhabitant_is_read_by_the_systems_own_rules() {
    let population = read(vec![row(&ana())]);
    assert_eq!(population.sheet, "Penduduk");
    let ana = &population.residents[0];
    assert_eq!(ana.row, 2);
    assert_eq!(ana.name.as_deref(), Some("Ana Lestari, S.PD"));
    assert_eq!(ana.sex, Some(Sex::P));
    assert_eq!(ana.birth_date, Some(date(2001, 5, 12)));
    assert_eq!(ana.hamlet.as_deref(), Some("Krajan II"));
    assert_eq!((ana.rt, ana.rw), (Some(3), Some(1)));
    assert_eq!(ana.education.as_deref(), Some("SMA, sedang S1"));
    assert_eq!(ana.occupation.as_deref(), Some("Pelajar/mahasiswa"));
    assert_eq!(ana.relation, Some(Relation::Child));
    assert_eq!(ana.fate, Fate::Alive);
    assert_eq!(ana.nik.as_ref().unwrap().key, "3529075205010001");
    assert_eq!(ana.nik.as_ref().unwrap().last, "0001");
    assert_eq!(ana.family_card.as_ref().unwrap().last, "0099");
    assert!(ana.issues.is_empty(), "{:?}", ana.issues);
}

#[test]
fn words_say_what_numbers_say() {
    let spelled: Vec<(&str, &str)> = ana()
        .into_iter()
        .map(|(column, text)| {
            let text = match column {
                "sex" => "PEREMPUAN",
                "tanggallahir" => "12-05-2001",
                "pendidikan_kk_id" => "SLTA/SEDERAJAT",
                "pendidikan_sedang_id" => "SEDANG  S-1/SEDERAJAT",
                "pekerjaan_id" => "PELAJAR/MAHASISWA",
                "kk_level" => "ANAK",
                "status_dasar" => "HIDUP",
                _ => text,
            };
            (column, text)
        })
        .collect();
    let numbers = read(vec![row(&ana())]);
    assert_eq!(read(vec![row(&spelled)]).residents, numbers.residents);
}

#[test]
fn nothing_of_the_other_columns_comes_along() {
    let population = read(vec![row(&ana())]);
    assert_eq!(population.unread.len(), COLUMNS.len() - READ_HEADINGS.len());
    assert!(population.unread.contains(&"agama_id".to_owned()));
    let all = serde_json::to_string(&population.residents).unwrap();
    assert!(!all.contains("RAHASIA"), "{all}");
}

#[test]
fn who_is_gone_keeps_the_reason_and_who_has_no_nik_yet_is_no_mistake() {
    let dead = row(&[("nama", "BUDI"), ("nik", "0"), ("status_dasar", "MATI")]);
    let broken = row(&[
        ("nama", "CITRA"),
        ("nik", "35290712"),
        ("tanggallahir", "31/02/2001"),
    ]);
    let blank = row(&[]);
    let notes = row(&[("dusun", "### Catatan"), ("nama", "Bukan orang")]);
    let mut notes_first = notes;
    notes_first[0] = "### Catatan".into();
    let after = row(&[("nama", "DEWI")]);
    let population = read(vec![dead, broken, blank, notes_first, after]);
    assert_eq!(population.residents.len(), 2, "{population:?}");
    let budi = &population.residents[0];
    assert_eq!((budi.fate, &budi.nik), (Fate::Dead, &None));
    assert!(budi.fate.reason().unwrap().contains("meninggal"));
    assert!(budi.issues.is_empty(), "{:?}", budi.issues);
    let citra = &population.residents[1];
    assert_eq!((citra.birth_date, &citra.nik), (None, &None));
    assert_eq!(citra.issues.len(), 2, "{:?}", citra.issues);
    assert!(!citra.issues.concat().contains("35290712"));
}

#[test]
fn a_nik_of_another_birthday_is_doubted_and_never_written_over() {
    let mut cells = ana();
    cells.retain(|(column, _)| *column != "tanggallahir");
    cells.push(("tanggallahir", "13/05/2001"));
    let population = read(vec![row(&cells)]);
    let ana = &population.residents[0];
    assert_eq!(ana.birth_date, Some(date(2001, 5, 13)));
    assert!(ana.issues[0].contains("tidak sama dengan NIK"), "{ana:?}");
}

#[test]
fn a_boards_list_is_no_population_workbook() {
    let list = "Nama;NIK;No HP\nAna Lestari;3529071205010001;081200001111\n";
    let choices = Choices::on(date(2026, 11, 24));
    let found = roster::recognise(list.as_bytes(), &choices).unwrap();
    let Found::List(reading) = found else {
        panic!("it is a list")
    };
    assert_eq!(reading.people().count(), 1);
}

#[test]
fn residents_of_one_nik_are_likely_one_person() {
    let mut twice = ana();
    twice.retain(|(column, _)| *column != "rt");
    let population = read(vec![row(&ana()), row(&twice)]);
    let list = roster::residents_as_list("Penduduk", population.residents.iter());
    assert_eq!(list.duplicate_groups.len(), 1);
    assert!(list.duplicate_groups[0].certain);
    assert_eq!(
        list.lines[0].raw[0], "Ana Lestari, S.PD",
        "told back without numbers of identity"
    );
    assert!(!list.lines[0].raw.concat().contains("0001"));
}
