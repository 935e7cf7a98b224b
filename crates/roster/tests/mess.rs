//! Small lists, one for each kind of mess, and what is to be made of them.
//! People and numbers are invented. Workbooks are made here, text is written as bytes.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use jiff::civil::date;
use roster::{Choices, Error, Field, Line, LineKind, Means, Reading, Values};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

fn choices() -> Choices {
    Choices::on(date(2026, 11, 24))
}

fn read(bytes: &[u8]) -> Reading {
    roster::read(bytes, "daftar", &choices()).unwrap()
}

fn csv(text: &str) -> Reading {
    read(text.as_bytes())
}

fn people(reading: &Reading) -> Vec<&Values> {
    reading
        .people()
        .map(|line| line.values.as_ref().unwrap())
        .collect()
}

fn names(reading: &Reading) -> Vec<&str> {
    people(reading)
        .into_iter()
        .map(|values| values.name.as_deref().unwrap_or("?"))
        .collect()
}

fn kinds(reading: &Reading) -> Vec<LineKind> {
    reading.lines.iter().map(|line| line.kind).collect()
}

fn means(reading: &Reading) -> Vec<String> {
    reading
        .columns
        .iter()
        .map(|column| column.means.to_string())
        .collect()
}

fn day(values: &Values) -> Option<String> {
    values.birth_date.map(|day| day.to_string())
}

fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
}

fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, cells) in sheets {
        rows(book.add_worksheet().set_name(*name).unwrap(), cells);
    }
    book.save_to_buffer().unwrap()
}

use LineKind::{Blank, Header, Note, Person, Section, Sign, Title, Total};

#[test]
fn cp1252_with_semicolons_is_read() {
    let reading = read(b"No;Nama;L/P;TTL;No HP\r\n1;Jos\xe9 da Costa;L;Dili, 12 Mei 2001;081234567890\r\n2;Ana\x92in;P;Kupang / 3-4-02;81234567891\r\n");
    assert_eq!(names(&reading), ["José da Costa", "Ana’in"]);
    assert_eq!(day(people(&reading)[1]).unwrap(), "2002-04-03");
    assert_eq!(people(&reading)[1].phones, ["+6281234567891"]);
}

#[test]
fn utf_16_with_tabs_is_read() {
    let text = "No\tNama Lengkap\tRT/RW\r\n1\tBudi Santoso\t3/4\r\n2\tSiti\t05-Mar\r\n";
    let bytes: Vec<u8> = "\u{feff}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let reading = read(&bytes);
    assert_eq!(names(&reading), ["Budi Santoso", "Siti"]);
    assert_eq!(
        (people(&reading)[1].rt, people(&reading)[1].rw),
        (Some(5), Some(3))
    );
}

#[test]
fn two_rows_of_headings_are_one() {
    let reading = csv(
        "DAFTAR ANGGOTA,,,,,,,\n,,,,,,,\nNo,Nama,Lahir,,JK,,Alamat,\n,,Tempat,Tanggal,L,P,RT,RW\n1,Budi,Sumenep,12/05/2001,v,,3,4\n2,Siti,Lenteng,1 Mei 2002,,v,03,IV\n",
    );
    assert_eq!(
        means(&reading),
        [
            "no",
            "nama",
            "tempat_lahir",
            "tgl_lahir",
            "jk",
            "jk",
            "rt",
            "rw"
        ]
    );
    assert_eq!(
        kinds(&reading),
        [Title, Blank, Header, Header, Person, Person]
    );
    let people = people(&reading);
    assert_eq!(
        format!("{:?}{:?}", people[0].sex, people[1].sex),
        "Some(L)Some(P)"
    );
    assert_eq!((people[1].rt, people[1].rw), (Some(3), Some(4)));
    assert_eq!(day(people[0]).unwrap(), "2001-05-12");
    assert_eq!(people[0].birth_place.as_deref(), Some("Sumenep"));
}

#[test]
fn a_heading_over_two_columns_is_taken_apart() {
    let reading = csv(
        "NO.;NAMA;JENIS KELAMIN;;TEMPAT, TANGGAL LAHIR;;ALAMAT\n;;L;P;;;\n1;2;3;4;5;6;7\n1;H. AHMAD;√;;SLEMAN;17 AGUSTUS 1995;RT 03 / RW 06\n2;SITI;;√;BANTUL;01/02/1998;RT IV/6\n3;RINI;;v;SLEMAN;30 Pebruari 2001;\n",
    );
    assert_eq!(means(&reading)[4..6], ["tempat_lahir", "tgl_lahir"]);
    assert_eq!(
        kinds(&reading),
        [Header, Header, Header, Person, Person, Person]
    );
    let people = people(&reading);
    assert_eq!(day(people[0]).unwrap(), "1995-08-17");
    assert_eq!((people[1].rt, people[1].rw), (Some(4), Some(6)));
    assert_eq!(day(people[2]), None);
}

#[test]
fn headings_that_come_again_are_no_people() {
    let reading = csv(
        "No,Nama,NIK,HP\n1,Budi,3529071205010001,081234567890\nNo,Nama,NIK,HP\n2,Siti,3529075205010002,081234567891\n",
    );
    assert_eq!(kinds(&reading), [Header, Person, Header, Person]);
    assert_eq!(reading.columns.len(), 4);
}

#[test]
fn section_rows_suggest_a_hamlet_and_are_no_value() {
    let reading = csv(
        "No,Nama,L/P,Alamat\nDUSUN KRAJAN,,,\n1,Budi,L,\n2,Siti,P,Babakan\nRT 02,,,\n3,Adi,L,\n",
    );
    assert_eq!(
        kinds(&reading),
        [Header, Section, Person, Person, Section, Person]
    );
    let people: Vec<&Line> = reading.people().collect();
    assert_eq!(people[0].values.as_ref().unwrap().hamlet, None);
    assert_eq!(people[0].suggested_hamlet.as_deref(), Some("Krajan"));
    assert_eq!(people[1].suggested_hamlet, None);
}

#[test]
fn several_sheets_are_read_each_by_its_own_headings() {
    let bytes = workbook(&[
        (
            "Sampul",
            &[&["DATA ANGGOTA KARANG TARUNA"], &["Desa Jambu"]],
        ),
        (
            "Pengurus",
            &[
                &["No", "Jabatan", "Nama", "No HP"],
                &["1", "Ketua", "Budi Santoso", "081234567890"],
                &["2", "Sekretaris", "Siti Aminah", "081234567891"],
            ],
        ),
        (
            "RT 01",
            &[
                &["Nama", "Tgl Lahir", "HP"],
                &["BUDI SANTOSO", "12-05-2001", "0812-3456-7890"],
                &["Adi", "1/2/2003", ""],
            ],
        ),
    ]);
    let reading = read(&bytes);
    assert_eq!(
        names(&reading),
        ["Budi Santoso", "Siti Aminah", "BUDI SANTOSO", "Adi"]
    );
    assert_eq!(people(&reading)[0].position.as_deref(), Some("Ketua"));
    assert_eq!(
        reading
            .sheets
            .iter()
            .map(|sheet| sheet.people)
            .collect::<Vec<_>>(),
        [0, 2, 2]
    );
    assert_eq!(reading.duplicate_groups.len(), 1);
    let group = serde_json::to_value(&reading.duplicate_groups[0]).unwrap();
    assert_eq!(
        group,
        serde_json::json!({"lines": [["Pengurus", 2], ["RT 01", 2]], "certain": true, "shared": ["hp", "nama"]})
    );
}

#[test]
fn totals_signatures_and_notes_are_told_apart() {
    let reading = csv(
        "Nama,L/P,Alamat\nBudi,L,Krajan\nSiti,P,Krajan\n,,\nJumlah,2 orang,\nL : 1,P : 1,\nCatatan: data per Oktober,,\n,,\"Jambu, 5 Oktober 2026\"\nMengetahui,,Sekretaris\nKepala Desa,,\n,,\n(SUTRISNO),,(Siti)\nNIP. 196801011990031001,,\n",
    );
    assert_eq!(
        kinds(&reading),
        [
            Header, Person, Person, Blank, Total, Total, Note, Sign, Sign, Sign, Blank, Sign, Sign
        ]
    );
}

#[test]
fn a_list_without_headings_is_read_by_its_cells() {
    let reading = csv(
        "1,Budi Santoso,3529071205010001,\"Sumenep, 12 Mei 2001\",L,RT 03/RW 02,081234567890\n2,Siti Aminah,3529075205020002,\"Lenteng, 12-05-2002\",P,RT 01/RW 02,081234567891\n3,Adi,3529071205030003,\"Lenteng, 12/05/03\",L,RT 01/RW 02,081234567892\n",
    );
    assert_eq!(
        means(&reading),
        [
            "no",
            "nama",
            "nik",
            "tempat_lahir+tgl_lahir",
            "jk",
            "rt+rw",
            "hp"
        ]
    );
    assert_eq!(kinds(&reading), [Person, Person, Person]);
    assert_eq!(day(people(&reading)[2]).unwrap(), "2003-05-12");
}

#[test]
fn a_bare_list_of_names_is_a_list() {
    let reading = csv("Budi Santoso\nSiti Aminah\nAdi\n");
    assert_eq!(names(&reading), ["Budi Santoso", "Siti Aminah", "Adi"]);
}

#[test]
fn questions_of_a_form_are_headings() {
    let reading = csv(
        "Timestamp,Siapa nama lengkap kamu (sesuai KTP)?,Nama panggilan,Tempat lahir,Tanggal lahir,Jenis Kelamin,Kamu tinggal di dusun mana?,RT berapa?,RW berapa?,Nomor WhatsApp aktif,Apa alasan ingin bergabung dengan karang taruna?\n10/11/2026 19:30:01,Budi Santoso,Budi,Sumenep,5/12/2001,Laki-laki,Krajan,3,2,081234567890,ingin aktif\n10/11/2026 19:31:01,Siti Aminah,Siti,Sumenep,12/5/2002,Perempuan,Dusun Babakan,03,02,0812 3456 7891,\"teman, pengalaman\"\n",
    );
    assert_eq!(
        means(&reading),
        [
            "",
            "nama",
            "",
            "tempat_lahir",
            "tgl_lahir",
            "jk",
            "dusun",
            "rt",
            "rw",
            "hp",
            ""
        ]
    );
    let people = people(&reading);
    assert_eq!(people[1].hamlet.as_deref(), Some("Babakan"));
    assert_eq!(day(people[0]).unwrap(), "2001-12-05");
}

#[test]
fn two_people_in_one_cell_are_two_lines() {
    let reading = csv(
        "No,Nama,L/P,NIK,Alamat,HP\n1,Budi & Siti,L/P,3529071205010001,Krajan,081234567890 / 081234567891\n2,\"1. Adi\n2. Rina\",\"L\nP\",,Krajan,\n3,Ahmad dan Joko,L,,Krajan,081234567892\n",
    );
    assert_eq!(
        names(&reading),
        ["Budi", "Siti", "Adi", "Rina", "Ahmad", "Joko"]
    );
    let lines: Vec<&Line> = reading.people().collect();
    assert_eq!((lines[0].part, lines[1].part), (Some(1), Some(2)));
    let people = people(&reading);
    assert_eq!(people[0].nik, None, "whose it is cannot be told");
    assert_eq!(people[1].phones, ["+6281234567891"]);
    assert_eq!(format!("{:?}", people[3].sex), "Some(P)");
    assert!(people[4].phones.is_empty());
    assert!(reading.duplicate_groups.is_empty());
}

#[test]
fn two_lists_side_by_side_are_two_people_a_row() {
    let reading = csv("No,Nama,L/P,,No,Nama,L/P\n1,Budi,L,,11,Siti,P\n2,Adi,L,,,,\n");
    assert_eq!(names(&reading), ["Budi", "Siti", "Adi"]);
    let parts: Vec<Option<u8>> = reading.people().map(|line| line.part).collect();
    assert_eq!(parts, [Some(1), Some(2), None]);
}

#[test]
fn names_in_two_columns_are_one_name() {
    let reading = csv("No,Nama Depan,Nama Belakang,L/P\n1,Budi,Santoso,L\n2,Siti,,P\n");
    assert_eq!(names(&reading), ["Budi Santoso", "Siti"]);
}

#[test]
fn a_birth_date_in_three_columns_is_one_day() {
    let reading = csv(
        "No,Nama,Tanggal Lahir,,,L/P\n,,Tgl,Bln,Thn,\n1,Budi,5,3,2001,L\n2,Siti,12,Mei,02,P\n3,Adi,,,1999,L\n",
    );
    let people = people(&reading);
    assert_eq!(day(people[0]).unwrap(), "2001-03-05");
    assert_eq!(day(people[1]).unwrap(), "2002-05-12");
    assert_eq!(day(people[2]), None);
}

#[test]
fn ditto_marks_take_what_stands_above() {
    let reading = csv(
        "No;Nama;Dusun;RT/RW;Pekerjaan\n1;Budi;Krajan;03/02;Petani\n2;Siti;\";\";idem\n3;Adi;sda;sda;-\n",
    );
    let people = people(&reading);
    assert_eq!(people[1].hamlet.as_deref(), Some("Krajan"));
    assert_eq!((people[2].rt, people[2].rw), (Some(3), Some(2)));
    assert_eq!(people[1].occupation.as_deref(), Some("Petani"));
    assert!(
        reading
            .people()
            .nth(1)
            .unwrap()
            .issues()
            .iter()
            .any(|issue| issue.contains("baris di atas"))
    );
}

#[test]
fn what_excel_makes_of_cells_is_seen_through() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(sheet, &[&["No", "Nama", "NIK", "Tgl Lahir", "RT/RW", "HP"]]);
    let dated = Format::new().set_num_format("dd-mmm");
    for (row, name) in [(1, "Budi"), (2, "Siti")] {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_string(row, 1, name).unwrap();
    }
    sheet.write_number(1, 2, 3_529_071_205_010_000.0).unwrap();
    sheet
        .write_number_with_format(1, 3, 37_023.0, &Format::new().set_num_format("dd/mm/yyyy"))
        .unwrap();
    sheet
        .write_number_with_format(1, 4, 46_086.0, &dated)
        .unwrap(); // 5 March 2026
    sheet.write_number(1, 5, 81_234_567_890.0).unwrap();
    sheet.write_string(2, 2, "'3529075205020002").unwrap();
    sheet.write_number(2, 3, 37_400.0).unwrap();
    let reading = read(&book.save_to_buffer().unwrap());
    let people = people(&reading);
    assert_eq!(people[0].nik, None);
    assert_eq!(day(people[0]).unwrap(), "2001-05-12");
    assert_eq!((people[0].rt, people[0].rw), (Some(5), Some(3)));
    assert_eq!(people[0].phones, ["+6281234567890"]);
    assert_eq!(people[1].nik.as_deref(), Some("3529075205020002"));
    assert_eq!(day(people[1]).unwrap(), "2002-05-24");
}

#[test]
fn a_cell_merged_downwards_counts_for_every_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(
        sheet,
        &[
            &["No", "Nama", "Dusun", "RT"],
            &["1", "Budi", "", "3"],
            &["2", "Siti", "", ""],
            &["3", "Adi", "Babakan", "1"],
        ],
    );
    sheet
        .merge_range(1, 2, 2, 2, "Krajan", &Format::new())
        .unwrap();
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(people(&reading)[1].hamlet.as_deref(), Some("Krajan"));
}

#[test]
fn a_formula_gives_its_value_and_a_hidden_sheet_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(sheet, &[&["No", "Nama", "L/P"], &["1", "", "L"]]);
    sheet
        .write_formula(
            1,
            1,
            rust_xlsxwriter::Formula::new("=\"Bu\"&\"di\"").set_result("Budi"),
        )
        .unwrap();
    rows(
        book.add_worksheet()
            .set_name("Rahasia")
            .unwrap()
            .set_hidden(true),
        &[&["No", "Nama"], &["1", "Siti"]],
    );
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(names(&reading), ["Budi"]);
}

#[test]
fn a_formula_in_a_csv_stays_text() {
    let reading = csv("Nama,Alamat\nBudi,=1+1\n\"=HYPERLINK(\"\"x\"\")\",Krajan\n");
    assert_eq!(reading.people().next().unwrap().raw[1], "=1+1");
    let rest = roster::write_rest(&reading, &[(1, "contoh".into())]).unwrap();
    let again = read(&rest);
    assert_eq!(again.people().next().unwrap().raw[1], "=1+1");
}

#[test]
fn other_scripts_and_emoji_are_kept() {
    let reading = csv("No,Nama,L/P\n1,محمد رزق,L\n2,Budi 😀,L\n3,Ni Lüh,P\n");
    assert_eq!(names(&reading), ["محمد رزق", "Budi 😀", "Ni Lüh"]);
}

#[test]
fn a_name_of_ten_thousand_letters_is_a_row_with_an_issue() {
    let reading = csv(&format!(
        "No,Nama,L/P\n1,{},L\n2,Budi,L\n",
        "x".repeat(10_000)
    ));
    let line = reading.people().next().unwrap();
    assert_eq!(line.values.as_ref().unwrap().name, None);
    assert!(line.issues()[0].contains("10000"));
}

#[test]
fn an_impossible_day_is_an_issue_and_no_value() {
    let reading = csv("No,Nama,Tgl Lahir,L/P\n1,Budi,31-02-2001,L\n");
    assert_eq!(people(&reading)[0].birth_date, None);
    assert!(reading.people().next().unwrap().issues()[0].contains("31-02-2001"));
}

#[test]
fn a_nik_that_tells_another_birthday_is_only_a_warning() {
    let reading = csv(
        "No,Nama,NIK,Tgl Lahir,L/P\n1,Budi,3529071205010001,13-05-2001,L\n2,Siti,3529075212010002,12-05-2001,P\n",
    );
    assert_eq!(day(people(&reading)[0]).unwrap(), "2001-05-13");
    let issues: Vec<&str> = reading
        .people()
        .flat_map(|line| line.issues())
        .map(String::as_str)
        .collect();
    assert!(
        issues.iter().any(|issue| issue.contains("12-05-2001")),
        "{issues:?}"
    );
}

#[test]
fn capitals_and_address_forms_are_read() {
    let reading = csv(
        "NO;NAMA;ALAMAT\n1;BUDI;DSN. KRAJAN RT 03 RW 02\n2;SITI;Krajan, RT.001/RW.002\n3;ADI;Jl. Raya 5 RT 3/2\n4;RINA;Ds Jambu dsn Babakan\n",
    );
    let people = people(&reading);
    assert_eq!(means(&reading)[2], "dusun+rt+rw");
    assert_eq!(people[0].hamlet.as_deref(), Some("Krajan"));
    assert_eq!((people[1].rt, people[1].rw), (Some(1), Some(2)));
    assert_eq!(people[2].hamlet, None);
    assert_eq!((people[2].rt, people[2].rw), (Some(3), Some(2)));
}

#[test]
fn a_column_can_be_given_another_meaning() {
    let text = "No,Nama,Kontak darurat,Nomor\n1,Budi,081234567890,7\n";
    let reading = csv(text);
    assert_eq!(means(&reading)[2], "");
    let mut choices = choices();
    choices.remember(
        &reading.sheets[0],
        &[(3, Field::Phone.into()), (4, Means::NOTHING)],
    );
    let again = roster::read(text.as_bytes(), "x.csv", &choices).unwrap();
    assert_eq!(people(&again)[0].phones, ["+6281234567890"]);
    assert_eq!(again.sheets[0].fingerprint, reading.sheets[0].fingerprint);
    assert_ne!(
        again.sheets[0].fingerprint,
        csv("No,Nama\n1,Budi\n").sheets[0].fingerprint
    );
}

#[test]
fn rows_numbered_in_advance_are_blank() {
    let reading = csv("No,Nama,L/P\n1,Budi,L\n2,,\n3,,\n");
    assert_eq!(kinds(&reading), [Header, Person, Blank, Blank]);
}

#[test]
fn the_rest_can_be_read_again() {
    let reading = csv("No,Nama,RT/RW,HP\n1,Budi,3/4,081234567890\n2,,5/6,081234567891\n");
    let rest = roster::write_rest(&reading, &[(2, "Nama kosong".into())]).unwrap();
    let again = read(&rest);
    assert_eq!(means(&again), ["no", "nama", "rt+rw", "hp", "", ""]);
    assert_eq!(people(&again)[0].rt, Some(5));
    assert!(
        again
            .people()
            .next()
            .unwrap()
            .raw
            .contains(&"Nama kosong".to_owned())
    );
}

fn error(bytes: &[u8]) -> Error {
    roster::read(bytes, "daftar.xlsx", &choices()).unwrap_err()
}

#[test]
fn what_is_no_table_is_told_in_words() {
    assert_eq!(error(b""), Error::Empty);
    assert_eq!(error(b" \r\n "), Error::Empty);
    assert_eq!(error(b"%PDF-1.7 ..."), Error::Pdf);
    assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0"), Error::Picture);
    assert_eq!(error(b"\xff\xd8\xff\xe0\0\x10JFIF"), Error::Picture);
    assert_eq!(error(b"<html><table>"), Error::WebPage);
    assert_eq!(error(b"PK\x03\x04rubbish"), Error::Broken);
    assert_eq!(error(&[0, 1, 2, 3, 200, 0, 7]), Error::NotATable);
    assert_eq!(error(b",,,\n,,\n"), Error::NothingInside);
    assert!(error(b"%PDF-").to_string().contains("PDF"));
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_word_document_with_a_wrong_ending_is_seen() {
    assert_eq!(
        error(&zip(&[("word/document.xml", b"<x/>")])),
        Error::Document
    );
    assert_eq!(error(&zip(&[("x.txt", b"x")])), Error::NotATable);
}

#[test]
fn a_zip_bomb_is_refused() {
    let zeros = vec![0; 101 * 1024 * 1024];
    let bomb = zip(&[
        ("xl/workbook.xml", b"<x/>"),
        ("xl/worksheets/sheet1.xml", &zeros),
    ]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(error(&bomb), Error::Bomb);
    // the same, saying it holds ten bytes
    let mut lying = bomb.clone();
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4)
        .filter(|&at| lying[at..at + 4] == size)
        .collect();
    for at in places {
        lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    assert!(matches!(error(&lying), Error::Bomb | Error::Broken));
}

#[test]
fn an_encrypted_workbook_is_told() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 600]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(error(&bytes), Error::Encrypted);
}

#[test]
fn a_sheet_of_sixteen_thousand_columns_is_cut() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(sheet, &[&["No", "Nama", "L/P"], &["1", "Budi", "L"]]);
    for column in 3..16_384 {
        sheet.write_string(0, column, "x").unwrap();
    }
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(names(&reading), ["Budi"]);
    assert!(reading.sheets[0].notes[0].contains("16384"));
    assert!(reading.lines.len() < 1_100);
}

fn ods(content: &str) -> Vec<u8> {
    let whole = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", whole.as_bytes()),
    ])
}

#[test]
fn an_ods_is_read_with_its_repeats() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let heading = ["No", "Nama &amp; Gelar", "Tgl Lahir", "RT/RW"]
        .map(cell)
        .join("");
    let budi = format!(
        "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>{}<table:table-cell office:value-type=\"date\" office:date-value=\"2001-05-12\"/>{}<table:table-cell table:number-columns-repeated=\"16380\"/>",
        cell("Budi<text:s/>Santoso"),
        cell("3/4")
    );
    let content = format!(
        "<table:table table:name=\"RT 03\"><table:table-row>{heading}</table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row>{budi}</table:table-row><table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
    );
    let reading = read(&ods(&content));
    assert_eq!(reading.columns[1].heading.as_deref(), Some("Nama & Gelar"));
    assert_eq!(kinds(&reading), [Header, Blank, Blank, Person]);
    assert_eq!(names(&reading), ["Budi Santoso"]);
    assert_eq!(day(people(&reading)[0]).unwrap(), "2001-05-12");
    let bomb = "<table:table table:name=\"x\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert!(roster::read(&ods(bomb), "x.ods", &choices()).is_ok());
}

#[test]
fn a_list_in_the_shape_of_the_truth_has_its_keys() {
    let reading = csv("No,Nama,HP\n1,Budi,081234567890\n");
    let json = serde_json::to_value(&reading).unwrap();
    assert_eq!(json["format"], "csv");
    assert_eq!(
        json["columns"][2],
        serde_json::json!({"column": 3, "heading": "HP", "means": "hp"})
    );
    assert_eq!(
        json["lines"][0],
        serde_json::json!({"csv_record": 1, "kind": "header"})
    );
    assert_eq!(
        json["lines"][1],
        serde_json::json!({
            "csv_record": 2, "kind": "person", "issues": [],
            "values": {
                "nama": "Budi", "nik": null, "tempat_lahir": null, "tgl_lahir": null, "jk": null, "dusun": null,
                "rt": null, "rw": null, "hp": ["+6281234567890"], "pendidikan": null, "pekerjaan": null,
                "keahlian": [], "jabatan": null
            }
        })
    );
}

#[test]
fn one_list_reads_the_same_from_each_kind_of_workbook() {
    let kinds_of_file: [&[u8]; 3] = [
        include_bytes!("../samples/dua_dusun.xlsx"),
        include_bytes!("../samples/dua_dusun.xls"),
        include_bytes!("../samples/dua_dusun.ods"),
    ];
    let readings = kinds_of_file.map(read);
    for reading in &readings {
        let format = reading.format;
        assert_eq!(
            names(reading),
            ["Ana Lestari", "Budi Santoso", "Citra Dewi"],
            "{format:?}"
        );
        let ana = people(reading)[0];
        assert_eq!(ana.nik.as_deref(), Some("3529075205010001"), "{format:?}");
        assert_eq!(ana.birth_place.as_deref(), Some("Sumenep"), "{format:?}");
        assert_eq!(ana.birth_date, Some(date(2001, 5, 12)), "{format:?}");
        assert_eq!(ana.phones, ["+6281200001111"], "a zero that Excel took");
        assert_eq!((ana.rt, ana.rw), (Some(1), Some(3)), "{format:?}");
        let citra = reading.people().last().unwrap();
        assert_eq!(citra.suggested_hamlet.as_deref(), Some("Tengah"));
        assert_eq!(people(reading), people(&readings[0]), "{format:?}");
    }
}
