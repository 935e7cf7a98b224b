//! Just enough HTML to read our own pages: text, an element by its id, fields, links.

/// `name=value&…`, percent-encoded.
pub fn encoded<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = fields.map(|(name, value)| format!("{}={}", percent(name), percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The words between the tags, white space made one.
pub fn text(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        let silent = ["style", "script"]
            .into_iter()
            .find(|name| tag.starts_with(name));
        let end = silent
            .map(|name| format!("</{name}>"))
            .and_then(|end| tag.find(&end));
        let tag = &tag[end.unwrap_or(0)..];
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    unescaped(&plain)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands inside the element whose id is `id`.
pub fn element<'a>(html: &'a str, id: &str) -> Option<&'a str> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let start = html[..at].rfind('<')? + 1;
    let name = html[start..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()?;
    let inner = &html[at + html[at..].find('>')? + 1..];
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let (mut depth, mut from) = (1, 0);
    loop {
        let end = from + inner[from..].find(&close)?;
        depth += inner[from..end].matches(&open).count();
        depth -= 1;
        if depth == 0 {
            return Some(&inner[..end]);
        }
        from = end + close.len();
    }
}

/// The value of the first `<input>` called `name`.
pub fn value_of(html: &str, name: &str) -> Option<String> {
    let inputs = html
        .split("<input")
        .skip(1)
        .filter_map(|input| input.split_once('>'));
    let mut inputs = inputs.map(|(input, _)| input);
    let named = format!(" name=\"{name}\"");
    let input = inputs.find(|input| input.contains(&named))?;
    let (_, value) = input.split_once(" value=\"")?;
    value.split('"').next().map(unescaped)
}

/// Where the links that start with `start` lead, each once, in order.
pub fn links(html: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for link in html
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        let link = unescaped(link);
        if link.starts_with(start) && !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    let known = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (code, plain)| {
        text.replace(code, plain)
    })
}

#[test]
fn pages_are_read_as_people_read_them() {
    let page =
        "<style>p{}</style><div id=\"a\"><div>Ana &#38; <b>Budi</b></div> hadir</div><p>x</p>";
    assert_eq!(text(page), "Ana & Budi hadir x");
    assert_eq!(
        element(page, "a").map(text).as_deref(),
        Some("Ana & Budi hadir")
    );
    let form = "<input type=\"hidden\" name=\"_t\" value=\"q&#34;\"><a class=\"x\" href=\"/k/1\">";
    assert_eq!(value_of(form, "_t").as_deref(), Some("q\""));
    assert_eq!(links(form, "/k/"), ["/k/1"]);
    assert_eq!(encoded([("a b", "é&")].into_iter()), "a%20b=%C3%A9%26");
}
