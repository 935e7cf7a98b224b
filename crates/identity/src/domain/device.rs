//! A browser's own words made short, so that a person knows their devices apart.

/// "Chrome di Android", from a `User-Agent`; never longer than that.
pub(crate) fn describe(user_agent: &str) -> String {
    // The order matters: most browsers also name those they resemble.
    const BROWSERS: [(&str, &str); 8] = [
        ("WhatsApp", "WhatsApp"),
        ("Instagram", "Instagram"),
        ("FBAN", "Facebook"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Edg", "Edge"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| user_agent.contains(mark))
            .map(|(_, name)| *name)
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} di {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Perangkat lain".to_owned(),
    }
}

/// What a person calls a program's token, if it will do: 1 to 60 characters.
pub(crate) fn token_name(text: &str) -> Option<String> {
    let name = text.trim();
    (!name.is_empty() && name.chars().count() <= 60).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{describe, token_name};

    #[test]
    fn a_token_has_a_name_of_at_most_sixty_characters() {
        assert_eq!(
            token_name(" Pemindai pintu ").as_deref(),
            Some("Pemindai pintu")
        );
        assert_eq!(token_name("  "), None);
        assert_eq!(token_name(&"x".repeat(61)), None);
    }

    #[test]
    fn a_browser_and_its_system_are_named() {
        let android = "Mozilla/5.0 (Linux; Android 11; M2006C3LG) AppleWebKit/537.36 (KHTML, like Gecko) \
                       Chrome/120.0.0.0 Mobile Safari/537.36";
        assert_eq!(describe(android), "Chrome di Android");
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(describe(iphone), "Safari di iPhone");
        assert_eq!(describe("curl/8.0"), "Perangkat lain");
        assert_eq!(describe(&"x".repeat(100_000)), "Perangkat lain");
    }
}
