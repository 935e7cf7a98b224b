//! Where to go after signing in: a path of ours, never another site.

/// `back` if it is a path of ours, else the home page.
pub(crate) fn local(back: &str) -> &str {
    let ours = back.starts_with('/')
        && !back.starts_with("//")
        && !back.contains('\\')
        && back.chars().all(|c| c.is_ascii_graphic());
    if ours { back } else { "/beranda" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_a_path_of_ours_is_followed() {
        assert_eq!(local("/anggota?cari=ana&hal=2"), "/anggota?cari=ana&hal=2");
        for strange in [
            "",
            "https://jahat.id",
            "//jahat.id",
            "/\\jahat.id",
            "/a\r\nb",
            "javascript:1",
        ] {
            assert_eq!(local(strange), "/beranda", "{strange}");
        }
    }
}
