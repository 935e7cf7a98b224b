//! Whom a passkey is for: the address of this installation, where browsers allow passkeys at all.

/// See the module's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    /// The domain, without a port.
    pub(crate) domain: String,
    /// The whole origin, with scheme and port.
    pub(crate) origin: String,
}

impl Party {
    /// The party at `url`, if browsers allow passkeys there: a name, not a number, over https, or
    /// this machine itself.
    pub(crate) fn at(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split('/').next()?;
        let domain = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let named = domain.contains(|c: char| c.is_ascii_alphabetic()) && !domain.starts_with('[');
        let safe = scheme == "https" || domain == "localhost";
        (named && safe).then(|| Self {
            domain: domain.to_owned(),
            origin: format!("{scheme}://{host}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Party;

    #[test]
    fn passkeys_need_a_name_and_a_safe_way_or_this_machine() {
        let at = |url| Party::at(url).map(|party| (party.domain, party.origin));
        for (url, domain) in [
            ("https://guyub.desa.example", "guyub.desa.example"),
            ("https://guyub.desa.example:8443", "guyub.desa.example"),
            ("http://localhost:8080", "localhost"),
        ] {
            assert_eq!(at(url), Some((domain.to_owned(), url.to_owned())));
        }
        let below = Some(("a.example".to_owned(), "https://a.example".to_owned()));
        assert_eq!(at("https://a.example/guyub"), below);
        for url in [
            "http://guyub.desa.example",
            "https://192.168.1.2",
            "http://127.0.0.1:8080",
            "https://[::1]:8080",
            "guyub",
            "",
        ] {
            assert_eq!(at(url), None, "{url}");
        }
    }
}
