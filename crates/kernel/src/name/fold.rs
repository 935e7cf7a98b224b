//! How one word of a name may be spelled: every spelling a village list uses for the same sound is
//! folded into one key. Where a letter has two readings (kh is h or k) the word has several keys;
//! two words are spelled alike when they share one.

/// Words longer than this have one key only, so that no input can make the work explode.
const LONG_WORD: usize = 40;
/// At most this many keys per word.
const MOST_KEYS: usize = 12;

/// Lower case, without Latin diacritics; every apostrophe becomes `'`; other scripts stay.
pub(crate) fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter_map(plain_char)
        .collect()
}

fn plain_char(c: char) -> Option<char> {
    Some(match c {
        '\u{300}'..='\u{36f}' => return None,
        '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2bb}' | '\u{2bf}'
        | '\u{2be}' => '\'',
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ŭ' | 'ů' | 'ű' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' | 'ň' => 'n',
        'ḥ' => 'h',
        'ṣ' | 'š' | 'ś' | 'ş' => 's',
        'ṭ' => 't',
        'ḍ' => 'd',
        'ẓ' | 'ž' | 'ź' | 'ż' => 'z',
        'ý' | 'ÿ' => 'y',
        _ => c,
    })
}

/// The keys of a word, likeliest reading first, never empty for a word with a letter.
pub(crate) fn keys(word: &str) -> Vec<String> {
    let letters: Vec<char> = plain(word)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '\'')
        .collect();
    let most = if letters.len() > LONG_WORD {
        1
    } else {
        MOST_KEYS
    };
    let mut readings = vec![Vec::with_capacity(letters.len())];
    let mut at = 0;
    while at < letters.len() {
        let (width, choices) = choices(&letters, at);
        match choices {
            [] => readings.iter_mut().for_each(|r| r.push(letters[at])),
            [only] => readings.iter_mut().for_each(|r| r.extend(only.chars())),
            several => readings = branch(readings, several, most),
        }
        at += width;
    }
    let mut keys = Vec::with_capacity(readings.len());
    for reading in readings {
        let key = settle(&reading);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The key in which old spelling, modern spelling and kh/ch/h are one: for an index.
pub(crate) fn index_key(word: &str) -> String {
    let spelled = plain(word)
        .replace("dj", "j")
        .replace("sj", "s")
        .replace("tj", "c");
    keys(&spelled.replace('j', "y"))
        .into_iter()
        .next()
        .unwrap_or_default()
}

fn branch(readings: Vec<Vec<char>>, choices: &[&str], most: usize) -> Vec<Vec<char>> {
    let mut grown = Vec::with_capacity(readings.len() * choices.len());
    for choice in choices {
        for reading in &readings {
            let mut next = reading.clone();
            next.extend(choice.chars());
            grown.push(next);
        }
    }
    grown.truncate(most);
    grown
}

/// How many letters are read at `at`, and their possible readings (none: the letter itself).
fn choices(letters: &[char], at: usize) -> (usize, &'static [&'static str]) {
    let next = |n: usize| letters.get(at + n).copied().unwrap_or(' ');
    match (letters[at], next(1), next(2)) {
        ('t', 'c' | 'k', 'h') => (3, &["t"]),
        ('t', 'j', _) => (2, &["c"]),
        ('d', 'j', _) => (2, &["j"]),
        ('s', 'j', _) => (2, &["s"]),
        ('k', 'h', _) => (2, &["h", "k"]),
        ('c', 'h', _) => (2, &["h", "k", "c"]),
        ('j', 'h', _) => (2, &["j"]),
        ('j', _, _) => (1, &["j", "y"]),
        ('\'', c, _) if c.is_alphabetic() && !is_vowel(c) && at > 0 => (1, &["", "k"]),
        ('\'', _, _) => (1, &[""]),
        _ => (1, &[]),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'e' | 'o')
}

/// One reading with all sounds of one class made one letter.
fn settle(letters: &[char]) -> String {
    let sounds = vowels(&consonants(letters));
    let mut key = String::with_capacity(sounds.len());
    let mut last = None;
    for &sound in &sounds {
        if last != Some(sound) || !sound.is_ascii_alphabetic() {
            key.push(sound);
        }
        last = Some(sound);
    }
    if key.len() > 2 && key.ends_with('p') {
        key.pop();
        key.push('f');
    }
    key
}

fn consonants(letters: &[char]) -> Vec<char> {
    let mut sounds = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let after = letters.get(at + 2).copied().unwrap_or(' ');
        let (width, sound) = match (letters[at], next) {
            ('p', 'h') => (2, 'f'),
            ('d' | 't' | 'g' | 'b' | 's', 'h') => (2, letters[at]),
            ('s', 'y') if is_vowel(after) => (2, 's'),
            ('t', 's') | ('d', 'z') => (2, 's'),
            ('z', _) => (1, 's'),
            ('v', _) => (1, 'f'),
            ('q', _) => (1, 'k'),
            ('c', 'k') => (2, 'k'),
            ('c', c) if !is_vowel(c) && c != 'y' => (1, 'k'),
            (c, _) => (1, c),
        };
        if sound == 'x' {
            sounds.push('k');
            sounds.push('s');
        } else {
            sounds.push(sound);
        }
        at += width;
    }
    sounds
}

fn vowels(letters: &[char]) -> Vec<char> {
    let mut sounds: Vec<char> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let before = sounds.last().copied().unwrap_or(' ');
        let (width, sound) = match (letters[at], next) {
            ('o', 'e') => (2, Some('u')),
            ('i', 'e') => (2, Some('i')),
            ('e', _) if before == 'a' => (1, Some('i')),
            ('y', c) if before == 'i' && is_vowel(c) => (1, None),
            ('y', c) if is_vowel(c) && (before == ' ' || is_vowel(before)) => (1, Some('y')),
            ('y', _) => (1, Some('i')),
            ('w', c) if before == 'u' && is_vowel(c) => (1, None),
            (c, _) => (1, Some(c)),
        };
        sounds.extend(sound);
        at += width;
    }
    sounds
}

/// A key without what writers of Arabic names disagree about: a/o/u, e/i/ai, h/k, f/p, final h.
pub(crate) fn skeleton(key: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = key.chars().collect();
    let mut bones = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (width, class) = match (letters[at], next) {
            ('a' | 'e' | 'o', 'i') => (2, 'i'),
            ('e', _) => (1, 'i'),
            ('a' | 'o' | 'u', _) => (1, 'a'),
            ('k', _) => (1, 'h'),
            ('p', _) => (1, 'f'),
            ('d', 'l') => (2, 'd'),
            (c, _) => (1, c),
        };
        bones.push((class, letters[at]));
        at += width;
    }
    if bones.len() > 4 && bones[bones.len() - 2].0 == 'a' && bones[bones.len() - 1] == ('h', 'h') {
        bones.pop();
    }
    bones
}

/// Whether two skeletons are one Arabic word: o stands for a and for u, but a is not u.
pub(crate) fn alike(a: &[(char, char)], b: &[(char, char)]) -> bool {
    let one = |(x, y): (&(char, char), &(char, char))| {
        x.0 == y.0 && !matches!((x.1, y.1), ('a', 'u') | ('u', 'a'))
    };
    a.len() == b.len() && a.iter().zip(b).all(one)
}

/// Optimal string alignment up to one edit: equal, or one letter wrong, missing, extra or swapped.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        return slip(a.as_bytes(), b.as_bytes());
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    slip(&a, &b)
}

fn slip<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (s, l) = (&short[start..], &long[start..]);
    match l.len() - s.len() {
        0 if s.is_empty() => true,
        0 => s[1..] == l[1..] || (s.len() > 1 && s[0] == l[1] && s[1] == l[0] && s[2..] == l[2..]),
        _ => *s == l[1..],
    }
}
