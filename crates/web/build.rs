//! Prepares `assets/` for the binary: a name with the hash of the content, a brotli and a gzip
//! copy, and a table of all of them. References between assets are written `@name@`.

use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Assets in the order in which they may name each other.
const ASSETS: [(&str, &str); 9] = [
    ("app.js", "text/javascript; charset=utf-8"),
    ("passkey.js", "text/javascript; charset=utf-8"),
    ("i.svg", "image/svg+xml"),
    ("icon.svg", "image/svg+xml"),
    ("icon-192.png", "image/png"),
    ("icon-512.png", "image/png"),
    ("icon-maskable.png", "image/png"),
    ("app.webmanifest", "application/manifest+json"),
    ("sw.js", "text/javascript; charset=utf-8"),
];

fn main() -> Result<(), Error> {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| Error::other("no OUT_DIR"))?);
    let css = smaller_css(&fs::read_to_string("assets/app.css")?);
    let mut version = Sha256::new_with_prefix(&css);
    let mut addresses = BTreeMap::new();
    let mut table = String::from("static ASSETS: &[(&str, Asset)] = &[\n");
    for (name, kind) in ASSETS {
        let bytes = content(name, &addresses, &version)?;
        version.update(&bytes);
        let address = address(name, &bytes);
        write_copies(&out, name, &bytes)?;
        writeln!(
            table,
            "    ({name:?}, {}),",
            entry(name, &address, kind, &bytes)
        )
        .map_err(Error::other)?;
        addresses.insert(name, address);
    }
    table.push_str("];\n");
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&css));
    write!(
        table,
        "/// The style sheet, inlined in every page.\npub const CSS: &str = {css:?};\n\
         /// SHA-256 of [`CSS`] in base64, for the `style-src` of the content security policy.\n\
         pub const CSS_SHA256: &str = {hash:?};\n"
    )
    .map_err(Error::other)?;
    fs::write(out.join("assets.rs"), table)
}

/// The bytes to serve: scripts without comments and indentation, references filled in.
fn content(
    name: &str,
    addresses: &BTreeMap<&str, String>,
    version: &Sha256,
) -> Result<Vec<u8>, Error> {
    let path = Path::new("assets").join(name);
    let extension = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    if !["js", "svg", "webmanifest"].contains(&extension) {
        return fs::read(path);
    }
    let mut text = fs::read_to_string(&path)?;
    if extension == "js" {
        text = smaller_js(&text);
    }
    for (other, address) in addresses {
        text = text.replace(&format!("@{other}@"), address);
    }
    text = text.replace("@version@", &short(&version.clone().finalize()));
    Ok(text.into_bytes())
}

fn address(name: &str, bytes: &[u8]) -> String {
    if name == "sw.js" {
        return "/sw.js".to_owned();
    }
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    format!("/a/{stem}.{}.{extension}", short(&Sha256::digest(bytes)))
}

fn short(hash: &[u8]) -> String {
    hash.iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn write_copies(out: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    fs::write(out.join(name), bytes)?;
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    let mut squeezed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut squeezed, &params)?;
    fs::write(out.join(format!("{name}.br")), squeezed)?;
    let file = fs::File::create(out.join(format!("{name}.gz")))?;
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish().map(drop)
}

fn entry(name: &str, address: &str, kind: &str, bytes: &[u8]) -> String {
    let include = |ending: &str| {
        format!(
            "include_bytes!(concat!(env!(\"OUT_DIR\"), \"/\", {:?}))",
            format!("{name}{ending}")
        )
    };
    let packed = |ending: &str| match name.ends_with(".png") {
        true => "None".to_owned(),
        false => format!("Some({})", include(ending)),
    };
    format!(
        "Asset {{ address: {address:?}, content_type: {kind:?}, etag: \"\\\"{}\\\"\", identity: {}, \
         br: {}, gzip: {}, immutable: {} }}",
        short(&Sha256::digest(bytes)),
        include(""),
        packed(".br"),
        packed(".gz"),
        name != "sw.js"
    )
}

/// The style sheet without comments and needless space. Our sheet has no strings with
/// `{};,>` inside.
fn smaller_css(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in ["{", "}", ";", ",", ">"] {
        text = text
            .replace(&format!(" {mark}"), mark)
            .replace(&format!("{mark} "), mark);
    }
    text.replace(": ", ":").replace(";}", "}")
}

/// The script without indentation and without lines that are only a comment.
fn smaller_js(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}
