use proptest::prelude::*;

use super::*;

fn likely(pairs: &[(&str, &str)]) {
    let wrong: Vec<_> = pairs
        .iter()
        .filter(|(a, b)| same(a, b) != Likeness::Likely || same(b, a) != Likeness::Likely)
        .collect();
    assert!(wrong.is_empty(), "should be likely: {wrong:#?}");
}

fn unlikely(pairs: &[(&str, &str)]) {
    let wrong: Vec<_> = pairs
        .iter()
        .filter(|(a, b)| same(a, b) != Likeness::Unlikely || same(b, a) != Likeness::Unlikely)
        .collect();
    assert!(wrong.is_empty(), "should be unlikely: {wrong:#?}");
}

#[test]
fn every_pair_of_the_truths_is_judged_as_written_there() {
    let truths: Value = serde_json::from_str(include_str!("../../truths/nama.json")).unwrap();
    for case in truths["expected"]["cases"].as_array().unwrap() {
        assert_eq!(
            compute_case(&case["input"]),
            case["expected"],
            "{}",
            case["input"]
        );
        let turned = json!({"a": case["input"]["b"], "b": case["input"]["a"]});
        assert_eq!(compute_case(&turned), case["expected"], "turned: {turned}");
    }
}

#[test]
fn muhammad_has_many_forms_and_may_be_missing_before_two_names() {
    likely(&[
        ("Muh. Rizki", "Mohammad Rizky"),
        ("Mohd. Rizki Pratama", "Mochammad Rizki Pratama"),
        ("M Rizki Pratama", "Muhammad Rizki Pratama"),
        ("M.Rizki Pratama", "Muhamad Rizki Pratama"),
        ("Mokhamad Rizki", "Moch Rizki"),
        ("Muchamad Rizki", "Mohd Rizki"),
        ("H. M. Rizki Pratama", "Rizki Pratama"),
        ("Moch. Galih Pangestu", "Galih P."),
        ("Mhd. Iqbal Lubis", "M. Ikbal Lubis"),
        ("Rizki Muhammad Pratama", "Rizki Moh. Pratama"),
        ("Muhammad Rizki Pratama", "Rizky Pratama Putra"),
    ]);
    unlikely(&[
        ("Muhammad Rizki", "Ahmad Rizki"),
        ("Muhammad Rizki", "Rizki"),
        ("Moh. Rizki Pratama", "Achmad Rizki Pratama"),
        ("M. Rizki Pratama", "M. Rizki Saputra"),
        ("Muhammad Rizki", "Muhammad Rizal"),
        ("Muhammad Rizki", "A. Rizki"),
    ]);
}

#[test]
fn titles_degrees_and_forms_of_address_do_not_matter() {
    likely(&[
        ("Drs. H. Ahmad Fauzi, M.Pd.", "ahmad fauzi"),
        ("Drs.H.Ahmad Fauzi,M.Pd", "Ahmad Fauzi"),
        ("Hj. Siti Rohmah, S.Kom., M.M.", "Siti Rohmah"),
        ("Siti Rohmah A.Md.Keb", "Siti Rohmah"),
        ("Siti Rohmah, A.Md. Keb.", "Siti Rohmah"),
        ("Siti Rohmah S. Pd.", "Siti Rohmah"),
        ("Siti Rohmah, S. Pd. I.", "Siti Rohmah"),
        ("Siti Rohmah SPd", "Siti Rohmah"),
        ("Budi Santoso SE MM", "Budi Santoso"),
        ("Budi Santoso, S.T., M.T.", "Budi Santoso"),
        ("Budi Santoso, SH., MH.", "Budi Santoso"),
        ("KH. Mustofa Kamil, Lc., M.A.", "Mustofa Kamil"),
        ("Ust. Yusuf Mansyur", "Yusup Mansur"),
        ("Prof. Dr. dr. Budi Santoso, Sp.PD., Ph.D", "Budi Santoso"),
        ("Bapak Budi Santoso", "Budi Santoso"),
        ("Bpk. Budi Santoso", "Pak Budi Santoso"),
        ("Ibu Sri Wahyuni", "Mbak Sri Wahyuni"),
        ("Sdr Wahyu Hidayat", "Kang Wahyu Hidayat"),
        ("Bung Tono Sutrisno", "Bang Tono Sutrisno"),
        ("Neng Susi Susanti", "Teh Susi Susanti"),
        ("Cak Budi Santoso", "Gus Budi Santoso"),
        ("R. Budi Santoso", "Budi Santoso"),
        ("Rr. Ajeng Lestari", "Ajeng Lestari"),
        ("Raden Budi Santoso", "R. Budi Santoso"),
        ("Alm. Budi Santoso", "Budi Santoso"),
        ("Budi Santoso (alm)", "Budi Santoso"),
        ("Ahmad bin Hasan", "Ahmad Hasan"),
        ("Aminah binti Hasan", "Aminah Hasan"),
        ("Tiur boru Simanjuntak", "Tiur br Simanjuntak"),
        ("Ni Made Sari", "Made Sari"),
        ("I Gusti Ngurah Rai", "Gusti Ngurah Rai"),
        ("Dr. Ir. Bambang Sudarmo", "Ir Bambang Sudarmo MM"),
    ]);
    unlikely(&[
        ("Bapak Sri Rahayu", "Ibu Sri Rahayu"),
        ("Pak Dwi", "Bu Dwi"),
        ("I Putu Eka", "Ni Putu Eka"),
        ("Nur Iman bin Ali", "Nur Iman binti Ali"),
        ("H. Budi Santoso", "H. Budi Hartono"),
        ("Siti Aminah, S.Pd.", "Siti Aisyah, S.Pd."),
        ("Ahmad bin Hasan", "Ahmad bin Husain"),
        ("Drs. Sukardi", "Drs. Sukarman"),
    ]);
}

#[test]
fn every_named_spelling_is_folded() {
    likely(&[
        ("Soekarno Hadi", "Sukarno Hadi"),
        ("Djamal Sudjana", "Jamal Sujana"),
        ("Tjahjono Slamet", "Cahyono Slamet"),
        ("Sjahrir Sutan", "Syahrir Sutan"),
        ("Hidajat Wibowo", "Hidayat Wibowo"),
        ("Widjaja Kusuma", "Wijaya Kusuma"),
        ("Soerjadi Joesoef", "Suryadi Yusuf"),
        ("Jahja Harahap", "Yahya Harahap"),
        ("Njoman Sudiarta", "Nyoman Sudiarta"),
        ("Arief Hery", "Arif Heri"),
        ("Setyawan Budi", "Setiyawan Budi"),
        ("Setiawan Budi", "Setyawan Budi"),
        ("Phitri Vina", "Fitri Fina"),
        ("Yusup Arip", "Yusuf Arif"),
        ("Choirul Achmad", "Khoirul Akhmad"),
        ("Hoirul Ahmad", "Koirul Akmad"),
        ("Choirul Anam", "Khairul Anam"),
        ("Choirun Nisa", "Khairunnisa"),
        ("Khairudin", "Choiruddin"),
        ("Khotimah Sari", "Kotimah Sari"),
        ("Siti Chotimah", "Siti Hotimah"),
        ("Rizqi Taufiq", "Rizki Taufik"),
        ("Ramadhan Yudha", "Ramadan Yuda"),
        ("Fathur Thoriq", "Fatur Toriq"),
        ("Sholeh Shinta", "Soleh Sinta"),
        ("Syamsul Rasyid", "Samsul Rasid"),
        ("Zulkifli Aziz", "Sulkifli Asis"),
        ("Zaenal Jaelani", "Zainal Jailani"),
        ("Abdul Rohman Umar", "Abdul Rahman Omar"),
        ("Rochmat Solikhin", "Rahmat Sholihin"),
        ("Mustafa Kamal", "Mustofa Kamal"),
        ("Siti Maisaroh", "Siti Maesarah"),
        ("Siti Khomariyah", "Siti Qomariah"),
        ("Romadhon Putra", "Ramadhan Putra"),
        ("Syarifuddin", "Sarifudin"),
        ("Ma'ruf Amin", "Maruf Amin"),
        ("Jum\u{2019}at Sudiro", "Jumat Sudiro"),
        ("Nur'aini Dewi", "Nuraini Dewi"),
        ("Fatchurrohman", "Fathur Rahman"),
        ("Fatkhul Mu'in", "Fathul Muin"),
        ("Moehammad Soeparman", "Muhammad Suparman"),
        ("Chusnul Chotimah", "Khusnul Khotimah"),
        ("Husnul Khatimah", "Khusnul Chotimah"),
        ("Syafiq Hasyim", "Safik Hasim"),
        ("Subechi Ahmad", "Subekhi Achmad"),
        ("Rokhim Santoso", "Rohim Santoso"),
        ("Rohim Santoso", "Rahim Santoso"),
        ("RIZKY PRATAMA", "  rizki\u{a0}pratama "),
    ]);
}

#[test]
fn words_may_be_joined_or_separate() {
    likely(&[
        ("Nur Hidayat", "Nurhidayat"),
        ("Nur Rahma Sari", "Nurrahma Sari"),
        ("Nur Rohmah", "Nurrahmah"),
        ("Abd. Rahman", "Abdurrahman"),
        ("Abdul Rohman", "Abdurrahman"),
        ("Abdul Rohman", "Abdurahman"),
        ("Abd Rohim", "Abdurrahim"),
        ("Abdul Aziz", "Abdulaziz"),
        ("Abdul Latif", "Abdullatif"),
        ("Abdul Lathif", "Abdulatif"),
        ("Abdus Salam", "Abdussalam"),
        ("Abdul Salam", "Abdussalam"),
        ("Abdoel Moeis", "Abdul Muis"),
        ("Abdul Ghofur", "Abdulgofur"),
        ("A. Rahman Sholihin", "Abdul Rahman Sholihin"),
        ("Abdullah Faqih", "Abdulloh Fakih"),
        ("Al-Fatih Putra", "Alfatih Putra"),
        ("Dwi Lestari", "Dwilestari"),
        ("Siti Nur Azizah", "Siti Nur-Azizah"),
    ]);
    unlikely(&[
        ("Nurhidayat", "Nurhidayah"),
        ("Nur Halim", "Nurhalimah"),
        ("Abdurrahman", "Abdurrahim"),
        ("Abdullah", "Abdul Rahman"),
        ("Abd. Rahman", "Abd. Rahim"),
    ]);
}

#[test]
fn initials_and_one_missing_last_name_fit() {
    likely(&[
        ("R. Dwi Saputra", "Rizky Dwi Saputra"),
        ("Rizki Dwi S.", "Rizki Dwi Saputra"),
        ("Rizki D. S.", "Rizki Dwi Saputra"),
        ("Rizki D.S.", "Rizki Dwi Saputra"),
        ("A. Fauzi", "Ahmad Fauzi"),
        ("Ach. Fauzi", "Ahmad Fauzi"),
        ("Ch. Anwar", "Khoirul Anwar"),
        ("Budi S", "Budi Santoso"),
        ("Eko Budi", "Eko Budi P."),
        ("Ahmad Fauzi Rahman", "Ahmad Fauzi, S.Pd."),
        ("Nur Hayati Ningsih", "Nur Hayati"),
    ]);
    unlikely(&[
        ("Eko Budi P.", "Eko Budi Santoso"),
        ("A. Fauzi", "Budi Fauzi"),
        ("Rizki D. Saputra", "Rizki Eka Saputra"),
        ("Rizki", "Rizki Pratama"),
        ("Ahmad Fauzi Rahman", "Ahmad Fauzi Hakim"),
        ("Ahmad Fauzi Rahman", "Ahmad Rahman"),
        ("Nur Azizah", "Siti Nur Azizah"),
        ("A. B.", "Ahmad Budi"),
    ]);
}

#[test]
fn names_of_their_own_stay_apart() {
    unlikely(&[
        ("Yuli Kartini", "Yuli Hartini"),
        ("Umar Bakri", "Amar Bakri"),
        ("Saiful Bahri", "Saiful Bakri"),
        ("Khoirul Anam", "Khairil Anam"),
        ("Siti Aminah", "Siti Amanah"),
        ("Siti Rahmah", "Siti Rohimah"),
        ("Suparno", "Suparni"),
        ("Suwarno Hadi", "Suwarni Hadi"),
        ("Eko Prasetyo", "Eka Prasetyo"),
        ("Eka Lestari", "Dwi Lestari"),
        ("Rani Lestari", "Roni Lestari"),
        ("Rina Lestari", "Rini Lestari"),
        ("Tono Susanto", "Tino Susanto"),
        ("Dani Saputra", "Doni Saputra"),
        ("Joko Santoso", "Jaka Santosa"),
        ("Hasan Basri", "Husein Basri"),
        ("Wawan Setiawan", "Iwan Setiawan"),
        ("Budi Susanto", "Budi Susanti"),
        ("Agus Riyanto", "Agus Riyadi"),
        ("Ahmad Rizki", "Ahmad Rizal"),
        ("Lutfi Hakim", "Lukman Hakim"),
        ("Wahyudi Putra", "Wahyuni Putri"),
        ("Fajar Putra", "Fajar Putri"),
        ("Imam Santoso", "Iman Santoso"),
        ("Salim Hasan", "Salman Hasan"),
        ("Hamid Fauzi", "Hamdan Fauzi"),
        ("Kamal Fauzi", "Kamil Fauzi"),
        ("Amir Hamzah", "Amin Hamzah"),
        ("Amir Hamzah", "Umar Hamzah"),
        ("Jono Santoso", "Yono Santoso"),
        ("Sutini", "Sutinah"),
        ("Agus Purwoko (Kecil)", "Agus Purwoko (Besar)"),
        ("Agus Purwoko alias Gondrong", "Agus Purwoko (Besar)"),
        ("", ""),
        ("", "Budi"),
    ]);
    likely(&[
        ("Agus \u{201c}Kecil\u{201d} Purwoko", "Agus Purwoko (Kecil)"),
        ("Slamet 'Memet' Riyadi", "Slamet Riyadi"),
    ]);
}

#[test]
fn one_key_finds_what_is_spelled_otherwise() {
    assert_eq!(key("Muh. Rizki"), key("Mohammad Rizky"));
    assert_eq!(key("H. Soeharto, S.H."), key("Suharto"));
    assert_eq!(key("Widjaja"), key("Wijaya"));
    assert_eq!(key("Hidajat"), key("Hidayat"));
    assert_eq!(key("Abd. Rochman"), key("Abdurrahman"));
    assert_eq!(key("Khoirul"), key("Choirul"));
    assert_ne!(key("Suparno"), key("Suparni"));
    assert_eq!(key("عبد الله"), "عبد الله");
}

#[test]
fn what_is_shown_stays_as_written() {
    let parts = parts("Dr. Ir. Hj. Ayu \u{201c}Áyu\u{201d} Lestari, S.Pd., M.M.");
    assert_eq!(parts.before, "Dr. Ir. Hj.");
    assert_eq!(parts.core, "Ayu Lestari");
    assert_eq!(parts.after, "S.Pd., M.M.");
    assert_eq!(parts.nickname.as_deref(), Some("Áyu"));
    assert_eq!(super::parts("عبد الله 🌺 Çelik").core, "عبد الله 🌺 Çelik");
    assert_eq!(sort_name("H. Ahmad Fauzi, S.Pd."), "ahmad fauzi");
    assert_eq!(initials("H. Ahmad Nur Fauzi, S.Pd."), "AF");
    assert_eq!(initials("I Wayan Sudiarta"), "WS");
    assert_eq!(initials("Suparno"), "S");
    assert_eq!(initials("🌺"), "");
    assert_eq!(nickname("Slamet Riyadi (Memet)").as_deref(), Some("Memet"));
}

#[test]
fn duplicates_rank_above_others() {
    let likely = similarity("Muh. Rizki Pratama", "Mohammad Rizky Pratama");
    let near = similarity("Rina Wulandari", "Rina Wulansari");
    let far = similarity("Rina Wulandari", "Bambang Sutejo");
    assert!(likely > near && near > far && likely <= 1.0 && far >= 0.0);
}

#[test]
fn ten_thousand_letters_are_read_at_once() {
    for piece in [
        "a", "kh", "j", "'", "m. ", "abdul", "kh ", "(", "\"", "khj'",
    ] {
        let long = piece.repeat(10_000 / piece.len());
        let _ = (
            same(&long, &format!("{long} x")),
            key(&long),
            similarity(&long, "Budi"),
            initials(&long),
        );
    }
}

#[test]
fn a_case_of_the_wrong_shape_is_an_error() {
    assert_eq!(compute_case(&json!({"a": 1})), json!({"error": true}));
    assert_eq!(compute_case(&json!(null)), json!({"error": true}));
}

proptest! {
    #[test]
    fn no_text_panics(a in "\\PC{0,40}", b in "[a-z' .,()\"-]{0,40}") {
        let near = similarity(&a, &b);
        prop_assert!((0.0..=1.0).contains(&near));
        prop_assert_eq!(same(&a, &b), same(&b, &a));
        let _ = (parts(&a), parts(&b), key(&b), sort_name(&a), initials(&b));
    }
}
