//! How guessing is slowed: so many tries per account and address, per address, and per account
//! from strangers' addresses. An officer whose phone or address is known keeps an allowance of
//! their own, so that a stranger's tries never lock them out.

use super::Login;
use std::net::{IpAddr, Ipv6Addr};

/// Seconds in which tries are counted.
pub(crate) const WINDOW: u32 = 600;

/// How well we know whoever tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A browser that has signed in to this account before; the mark it was given then.
    Device(String),
    /// An address from which somebody signed in to this account lately.
    Address,
    /// Neither.
    Stranger,
}

/// So many tries under a key within [`WINDOW`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) key: String,
    pub(crate) most: u32,
}

impl Allowance {
    fn new(key: String, most: u32) -> Self {
        Self { key, most }
    }
}

/// The allowances that a try at `login` from `address` uses up, narrow ones first. Count them in
/// this order and stop at the first that is used up: then one address can't use up the wider ones.
pub(crate) fn allowances(login: &Login, address: &str, standing: &Standing) -> Vec<Allowance> {
    let (login, network) = (login.as_str(), network(address));
    match standing {
        Standing::Device(mark) => vec![Allowance::new(format!("masuk {login} hp {mark}"), 10)],
        Standing::Address => vec![
            Allowance::new(format!("masuk {login} kenal {network}"), 10),
            Allowance::new(format!("masuk dari {network}"), 60),
        ],
        Standing::Stranger => vec![
            Allowance::new(format!("masuk {login} asing {network}"), 5),
            Allowance::new(format!("masuk dari {network}"), 60),
            Allowance::new(format!("masuk {login} asing"), 20),
        ],
    }
}

/// Whoever has one IPv6 address has a whole /64 of them.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) if address.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Ok(address) => address.to_canonical().to_string(),
        Err(_) => address.to_owned(),
    }
}

/// How long to wait, for the person who has to, in the language that `say` speaks.
pub(crate) fn in_words(seconds: u32, say: impl Fn(&str) -> String) -> String {
    let minutes = seconds.div_ceil(60).max(1);
    say("Terlalu banyak percobaan. Tunggu {menit} menit, lalu coba lagi.")
        .replace("{menit}", &minutes.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// Counts tries as the limiter does.
    #[derive(Default)]
    struct Counter(HashMap<String, u32>);

    impl Counter {
        /// Whether the try is let through.
        fn passes(&mut self, address: &str, standing: &Standing) -> bool {
            let login = Login::parse("siti").unwrap();
            allowances(&login, address, standing)
                .iter()
                .all(|allowance| {
                    let count = self.0.entry(allowance.key.clone()).or_default();
                    *count += 1;
                    *count <= allowance.most
                })
        }
    }

    #[test]
    fn a_stranger_has_five_tries_from_one_address() {
        let mut counter = Counter::default();
        let passed = (0..50)
            .filter(|_| counter.passes("10.0.0.1", &Standing::Stranger))
            .count();
        assert_eq!(passed, 5);
        assert!(
            counter.passes("10.0.0.2", &Standing::Stranger),
            "another address is not slowed"
        );
    }

    #[test]
    fn strangers_from_many_addresses_have_twenty_tries_at_one_account() {
        let mut counter = Counter::default();
        let tries =
            (0..200).filter(|n| counter.passes(&format!("10.0.0.{n}"), &Standing::Stranger));
        assert_eq!(tries.count(), 20);
    }

    #[test]
    fn strangers_never_use_up_what_a_known_officer_has() {
        let mut counter = Counter::default();
        for n in 0..200 {
            counter.passes(&format!("10.0.0.{n}"), &Standing::Stranger);
        }
        assert!(counter.passes("10.0.1.1", &Standing::Address));
        assert!(
            counter.passes("10.0.0.7", &Standing::Device("a1".into())),
            "even behind one address"
        );
        let own = (0..50).filter(|_| counter.passes("10.0.0.8", &Standing::Device("b2".into())));
        assert_eq!(own.count(), 10, "a known phone is slowed, too");
    }

    #[test]
    fn a_whole_ipv6_network_counts_as_one_address() {
        let mut counter = Counter::default();
        let passed = (0..50)
            .filter(|n| counter.passes(&format!("2001:db8:1:2::{n}"), &Standing::Stranger))
            .count();
        assert_eq!(passed, 5);
        assert_eq!(network("::ffff:10.0.0.1"), "10.0.0.1");
        assert_eq!(network("balai-desa"), "balai-desa");
    }

    #[test]
    fn the_wait_is_said_in_whole_minutes() {
        let in_words = |seconds| in_words(seconds, str::to_owned);
        assert_eq!(
            in_words(1),
            "Terlalu banyak percobaan. Tunggu 1 menit, lalu coba lagi."
        );
        assert_eq!(
            in_words(541),
            "Terlalu banyak percobaan. Tunggu 10 menit, lalu coba lagi."
        );
    }
}
