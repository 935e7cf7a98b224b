//! What people said after a training: most by the link that everybody has, some on paper.
//! Ratings fall around what each question deserves; the words are those of nobody.

use super::village::Village;
use anyhow::{Context, Result};
use evaluation::{Answer, Given, Pass, Question, QuestionKind};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::id::ActivityId;
use web::Ctx;

/// How well each of the nine ratings does: how many of a hundred give 5, 4 and 3.
const LIKED: [(u32, u32, u32); 9] = [
    (62, 30, 6),
    (40, 42, 14),
    (45, 38, 13),
    (58, 34, 8),
    (48, 40, 10),
    (38, 44, 15),
    (35, 45, 16),
    (18, 34, 30),
    (55, 36, 8),
];

/// What is said to the three open questions; nobody says what somebody else has said.
pub(super) type Said = [&'static [&'static str]; 3];

/// What is said about the training in business.
pub(super) const OF_BUSINESS: Said = [
    &[
        "Menghitung harga jual keripik, ternyata selama ini rugi",
        "Praktik kelompok",
        "Contohnya dekat dengan usaha di desa",
        "Cerita pemateri waktu usahanya bangkrut",
        "Jadi berani mulai dari modal kecil",
        "Kenal teman dari dukuh lain",
        "semua bermanfaat",
        "Lembar hitung harga pokok, langsung saya pakai di rumah",
        "Makan siangnya enak hehe",
        "tahu bedanya omzet sama untung",
        "Latihan menawarkan barang",
        "Diskusi soal cuci motor, saya mau coba",
    ],
    &[
        "Mulainya jangan molor",
        "Kipas anginnya kurang, siang panas sekali",
        "Mikrofon sering mati",
        "Tambah waktu tanya jawab",
        "materinya tolong dibagikan di grup WA",
        "Sudah bagus, pertahankan",
        "Jangan terlalu banyak teori",
        "Hari kedua terlalu cepat",
        "Parkirnya diatur, tadi menutup jalan",
        "-",
    ],
    &[
        "Pemasaran lewat ponsel",
        "Cara mengurus PIRT dan label halal",
        "Pelatihan kemasan",
        "Ada pendampingan sesudah pelatihan",
        "Diadakan malam hari, yang kerja pabrik tidak bisa siang",
        "Kunjungan ke usaha yang sudah jalan",
        "foto produk",
        "Kerja sama dengan BUMDes supaya ada modal",
        "Ngurus izin NIB",
        "Budidaya lele",
        "Ada sertifikatnya",
    ],
];

/// What is said about the training in letters and books.
pub(super) const OF_LETTERS: Said = [
    &[
        "Contoh surat undangan yang bisa langsung dipakai",
        "Cara menutup buku kas tiap bulan",
        "Jadi tahu beda notulen dan berita acara",
        "latihan bikin proposal",
        "Penomoran surat",
        "Buku kasnya jadi rapi",
    ],
    &[
        "Ruangnya sempit",
        "Sebaiknya bawa laptop sendiri-sendiri",
        "Waktunya kurang",
        "Selesainya kemalaman",
        "Fotokopinya kurang",
    ],
    &[
        "Bikin desain pamflet",
        "Cara menyusun LPJ",
        "Wirausaha",
        "Pelatihan MC",
        "komputer dasar",
    ],
];

/// The survey about the activity `id`, made when it ended, with `count` answers; its code.
pub(super) async fn fill(
    ctx: &Ctx,
    village: &mut Village,
    id: ActivityId,
    count: usize,
    said: &Said,
) -> Result<String> {
    let mut tx = ctx.db.begin().await?;
    let scope = village.scope;
    let activity = activity::find(&mut tx, &scope, id).await?;
    let activity = activity.context("the training was just made")?;
    let made = village.at(activity.ends_on, 13 * 60);
    let survey = evaluation::create_survey(&mut tx, &scope, &activity, made).await?;
    let questions = evaluation::questions(&mut tx, survey).await?;
    let mut left = said.map(|all| village.people.dice.some(all, all.len()));
    for number in 0..count {
        let pass = pass(ctx, number);
        let day = day_of(village, activity.ends_on, number);
        let answers = answers(village, &questions, &mut left);
        evaluation::answer(&mut tx, &scope, survey, &pass, &answers, day).await?;
    }
    let survey = evaluation::find(&mut tx, &scope, survey).await?;
    tx.commit().await?;
    Ok(survey.context("the survey was just made")?.code)
}

/// Every fourth questionnaire was filled in on paper.
fn pass(ctx: &Ctx, number: usize) -> Pass {
    let form = kernel::code::token(web::secret::random::<16>());
    if number % 4 == 3 {
        Pass::paper(&ctx.keys, &form)
    } else {
        Pass::open_link(&ctx.keys, &form)
    }
}

/// Most answer on the day itself.
fn day_of(village: &mut Village, ended: Date, number: usize) -> Date {
    let later = if number.is_multiple_of(3) {
        i64::from(village.people.dice.below(4))
    } else {
        0
    };
    ended.saturating_add(later.days()).min(village.today)
}

/// One questionnaire; words are taken from what is `left` to say.
fn answers(
    village: &mut Village,
    questions: &[Question],
    left: &mut [Vec<&'static str>; 3],
) -> Vec<Answer> {
    let (mut liked, mut said) = (LIKED.iter(), left.iter_mut());
    let dice = &mut village.people.dice;
    let mut answers = Vec::new();
    for question in questions {
        let given = match question.kind {
            QuestionKind::Scale => {
                let (five, four, three) = liked.next().copied().unwrap_or((50, 40, 8));
                let point = dice.below(100);
                Given::Rating(match point {
                    _ if point < five => 5,
                    _ if point < five + four => 4,
                    _ if point < five + four + three => 3,
                    _ => 2,
                })
            }
            QuestionKind::Open => {
                let speaks = dice.chance(35);
                let Some(words) = said.next().filter(|_| speaks).and_then(Vec::pop) else {
                    continue;
                };
                Given::Words(words.to_owned())
            }
        };
        if dice.chance(97) {
            answers.push(Answer {
                question: question.id,
                given,
            });
        }
    }
    answers
}
