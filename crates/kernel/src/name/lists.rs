//! The closed lists a reader of names needs: titles, forms of address, degrees, Arabic names.
//! Everything is lower case and without dots; a list is looked at, never guessed from.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Whom a form of address or a particle speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Man,
    Woman,
}

const MEN: &str =
    "bapak bpk bp pak bpak mas kang akang bang abang bung cak tn tuan pakde paklik pakdhe";
const WOMEN: &str =
    "ibu bu mbak mba mbk neng teh teteh ceu ny nyonya nn nona bude bulik budhe jeng yu";
const OTHERS: &str = "sdr sdri saudara saudari gus ning dik dek adik kak kakak mbah simbah om tante \
    aa uda bli lek lik ki nyi koh cik pakcik makcik lae ito ompu daeng kakek nenek wak uwak mang \
    h hj hji haji hajah hajjah kh kyai kiai ky nyai ust ustad ustadz ustaz ustd ustadzah ustazah usth \
    tgk tgh habib dr dra drs drg drh ir prof apt ns raden r rr rm ra rd rngt kph kp krt alm almh almarhum \
    almarhumah pdt pendeta romo pastor pater suster serda sertu serka serma praka pratu prada kopda kopka \
    koptu letda lettu kapten mayor letkol kolonel brigjen bripda briptu brigpol bripka aipda aiptu ipda iptu \
    akp kompol akbp kombes";
const DEGREES: &str = "spd spdi spdsd spdk spdkn spdpaud spdaud skom sh shi shint se sei sesy st stp sp spt spi ssos ssosi \
    ssi ssit ssti sag skep skepns ners skeb sfarm sfarmapt spsi sak saks skm shut sked skg sgz sgiz ssn sds sip sikom siikom \
    shum sstat smat sfil sth stth spar str strkeb strkep strkes strgz strak strkom stran strt sars ster sor \
    sus sud ssy sap sab ssn sthi slik spn smb stat sst sstp ssts sptk spk sps sptm amd amdkeb amdkep amdkom amdak \
    amdfarm amdkes amdgz amdpk amdt amk ama amapd amapust ama dipl mm mpd mpdi mkom msi mh mhi mkn mt mti mag mkes mkeb \
    mkep msc mba ma mhum mpsi mfarm mak mp mps mpar msn mds mip mikom mstat meng mes me mei msos med mphil mth \
    mars marsi mkm mgz mpkim mai map mab msy mud lc phd ph dds spa spog spb spjp spkj cpa ca ak bac ba bsc be aks akt sarjana";
const FIELDS: &str = "pd kom h e t p sos si ag kep keb farm psi ak kes tp pt hut ked kg gz giz sn ds i ip ikom hum stat mat \
    fil th pi par tr ars ter or us ud hi sy an ec sc li kn md ns apt m k d a pust ap ab st ti b sd paud tk eng mt akt ak lc \
    og jp kj pk pw ked rad tht bs phil ed";
const STARTS: &str = "s m a d sp b ph amd st st sst dr";

/// Whether `list`, words with spaces between, has `word`. Each list is taken apart once.
pub(crate) fn among(list: &'static str, word: &str) -> bool {
    type Sets = HashMap<(usize, usize), HashSet<&'static str>>;
    thread_local! {
        static SETS: RefCell<Sets> = RefCell::new(HashMap::new());
    }
    SETS.with_borrow_mut(|sets| {
        let words = || list.split_ascii_whitespace().collect();
        sets.entry((list.as_ptr() as usize, list.len()))
            .or_insert_with(words)
            .contains(word)
    })
}

/// Whether `word` (lower case, no dots) may stand before a name without being one.
pub(crate) fn is_title(word: &str) -> bool {
    among(MEN, word) || among(WOMEN, word) || among(OTHERS, word)
}

/// The gender a form of address tells, if it tells one.
pub(crate) fn gender_of(word: &str) -> Option<Gender> {
    if among(MEN, word) {
        Some(Gender::Man)
    } else {
        among(WOMEN, word).then_some(Gender::Woman)
    }
}

/// Whether `token` as written is a degree: S.Pd., M.M., A.Md.Keb, SH, Lc.
pub(crate) fn is_degree(token: &str) -> bool {
    let lower = token.to_lowercase();
    let bare: String = lower.chars().filter(|c| *c != '.').collect();
    if bare.is_empty() || bare.len() > 12 {
        return false;
    }
    if among(DEGREES, &bare) {
        return true;
    }
    let mut parts = lower.split('.').filter(|p| !p.is_empty());
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    !rest.is_empty() && among(STARTS, first) && rest.iter().all(|p| among(FIELDS, p))
}

/// Whether `word` joins a child to a parent: bin, binti, boru. The gender goes with it.
pub(crate) fn particle(word: &str) -> Option<Option<Gender>> {
    match word {
        "bin" => Some(Some(Gender::Man)),
        "binti" | "bt" | "bte" | "bint" => Some(Some(Gender::Woman)),
        "br" | "boru" | "bru" => Some(None),
        _ => None,
    }
}

/// Whether `word` may follow I or Ni.
pub(crate) fn is_balinese(word: &str) -> bool {
    among(
        "wayan made nyoman ketut putu kadek komang luh gede gde gusti dewa nengah kade ayu desak wyn ngurah \
         gst pt md nym kt putuh ida agung nyoman",
        word,
    )
}

/// Whether a short form stands for Muhammad wherever it is.
pub(crate) fn is_muhammad(key: &str) -> bool {
    among(
        "muhamad mohamad muhamed mohamed muh moh mohd muhd mhd muhamat mohamat mohmad muhmad mhmd",
        key,
    )
}

/// Pairs of one key that are two names all the same.
pub(crate) fn are_two_names(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 10] = [
        ("jono", "yono"),
        ("juni", "yuni"),
        ("jati", "yati"),
        ("jana", "yana"),
        ("jaja", "jaya"),
        ("jaja", "yaya"),
        ("jaya", "yaya"),
        ("raja", "raya"),
        ("joni", "yoni"),
        ("janti", "yanti"),
    ];
    PAIRS
        .iter()
        .any(|&(x, y)| (a == x && b == y) || (a == y && b == x))
}

/// Arabic names and parts of names in one usual spelling; their vowels are written in many ways.
pub(crate) const ARABIC: &str = "abdul abdullah abidin adam adnan afifah agil ahmad ahsan aini aisyah akbar akhyar akmal \
    alam alawi ali alim amalia aman amar amin aminah amir amirah anas anisa anshar anwar aqil arafah arif arifin \
    arsyad asad ashari asiyah asyari aufa aulia ayub azhar aziz azizah azmi badar badriyah bahri baihaqi bakar bakri \
    baqir barkah basir basri basyir bilal bukhari burhan burhanudin dahlan darul daud dzikri fadhil fadhilah \
    fadhlan fadli fahmi fahri fahrul faisal faiz faizah faizin fajar fakhri fakhrul fakhrudin farah faridah farid faruq fathan fathanah \
    fathiyah fathani fathul fathur fathurrahman fatih fatimah fatma fauzan fauzi fauziah fikri firdaus fuad furqan \
    ghafur ghazali ghufran habib habibah hadi hafidz hafidzah haidar haikal hakim hakimah halim halimah hamdan \
    hamdani hamid hamidah hamim hamzah hanafi hanifah hanif haris harun hasan hasanah hasanudin hasbi hasyim hayati \
    hidayah hidayat hidayatullah hilal hilmi hisyam huda humaid humaidi humaira husain husaini husna husni husnul \
    ibrahim idris ihsan ikhlas ikhwan ilham ilyas imam iman imran iqbal irfan irham irsyad ishaq iskandar islah islam \
    ismah ismail isnaini istiqamah izzah jabar jabir jafar jalal jalaludin jamal jamaludin jamil jamilah jannah \
    jauhari jazuli jihad jufri junaid junaidi kamal kamaludin kamil kamilah karim karimah karamah khadijah khair khairah \
    khairani khairiyah khairul khairudin khairunnisa khalid khalidah khalifah khalil khalilah khalis khatimah khatib khudhari \
    laila lathif lathifah lukman luthfi luthfiyah madani mahbub mahdi mahfud mahmud mahmudah maimunah \
    maisarah majid makmun malik mansur maqbul mardhiyah marhamah maryam maruf masrurah masruri masrur masykur maulana \
    maulida mawaddah miftah miftahul miftahudin mubarak mudzakir mufid mufidah muhaimin muhajir muhammad muharram \
    muhibin muhlis muhsin muhtar mujahid mujib mukarram mukmin munawar munawarah munir munirah murtadha musa musthafa \
    muslih muslihah muslim muslimah mustaqim muthmainnah muttaqin muzaki muzammil nabil nabilah nadhifah nadzir \
    nafisah naim najib najwa nasir nasrudin nasrullah naufal nur nurul nurudin qadir qamar qamariyah qamarudin qasim \
    qulub rabbani rafi rahim rahimah rahmad rahmah rahman rahmani rahmat rahmatullah rahmawati rahmatika rajab ramadhan ramadhani ramli \
    rasul rasyid rasyidah razaq ridha ridwan rifai rifqi rizal rizki ruqayah rusydi sabri sadiq saad said saidah saiful \
    saifudin sakinah salam salamah salih salihah salihin salihudin salim salimah salma salman salsabila samad samsudin sanusi \
    sarah sattar shabir shafa shafiyah shafwan shalahudin sidiq sirajudin subhan subhi subekhi sufyan suhail \
    sulaiman sulthan syaban syafii syafiq syafira syafrudin syahid syahir syahrul syahrudin syakir syakur syamil syamsiyah \
    syamsul syamsuri syarif syarifah syarifudin syauqi syihab syuaib syukran syukri syukur tajudin taqwa tauhid taufiq thahir \
    thahirah thalib thariq thayib ubaid ubaidillah udin ulfa ulum ulya umam umar umi usman wafa wahab wahid wahidah \
    walid wardah wildan yahya yakub yaqin yasin yasir yunus yusuf zahid zahir zahra zaid zaidan zain zainab zainal \
    zainudin zainuri zakariya zaki zakiyah zamrani zamzami zarkasi zubaidah zubair zuhdi zuhri zulaikha zulfa \
    zulfikar zulkarnain zulkifli";
