//! Six digits from an app on the officer's phone, new every thirty seconds (RFC 6238). A code is
//! good for its own half minute and for the one before and after it, and only once.

use jiff::Timestamp;
use totp_rs::Builder;

/// Bytes of a secret: as many as SHA-1 makes (RFC 4226, section 4).
pub(crate) const SECRET_BYTES: usize = 20;

/// The codes of one secret.
pub(crate) struct Totp(totp_rs::Totp);

impl Totp {
    /// The codes of `secret`; `None` if its length is wrong.
    pub(crate) fn of(secret: &[u8]) -> Option<Self> {
        let secret: [u8; SECRET_BYTES] = secret.try_into().ok()?;
        Builder::new().with_secret(secret).build().ok().map(Self)
    }

    /// The half minute whose code `typed` is, counted from 1970, if it is one around `now`.
    pub(crate) fn step(&self, typed: &str, now: Timestamp) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let second = u64::try_from(now.as_second()).ok()?;
        let step = self.0.check(&digits, second)?;
        i64::try_from(step).ok()
    }

    /// The secret in letters to type by hand, four by four.
    pub(crate) fn letters(&self) -> String {
        let letters = self.0.secret().to_base32();
        let groups: Vec<&str> = (0..letters.len())
            .step_by(4)
            .filter_map(|at| letters.get(at..(at + 4).min(letters.len())))
            .collect();
        groups.join(" ")
    }

    /// What the QR code says to the app, for the account `login`; plain words need no escape.
    pub(crate) fn address(&self, login: &str) -> String {
        let login: String = login
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
            .collect();
        let secret = self.0.secret().to_base32();
        format!("otpauth://totp/Guyub:{login}?secret={secret}&issuer=Guyub")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8; SECRET_BYTES] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        let totp = Totp::of(SECRET).unwrap();
        // The last six of the eight digits in appendix B.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp.step(code, at(second)), Some(second / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_good_for_half_a_minute_more_and_less() {
        let totp = Totp::of(SECRET).unwrap();
        assert_eq!(totp.step(" 287 082 ", at(31)), Some(1));
        assert_eq!(totp.step("287082", at(0)), Some(1));
        assert_eq!(totp.step("287082", at(89)), Some(1));
        assert_eq!(totp.step("287082", at(90)), None);
    }

    #[test]
    fn what_is_no_code_fits_nothing() {
        let totp = Totp::of(SECRET).unwrap();
        for text in ["", "28708", "2870822", "28708a", "２８７０８２", "-28708"] {
            assert_eq!(totp.step(text, at(59)), None, "{text}");
        }
        assert!(Totp::of(b"short").is_none());
    }

    #[test]
    fn an_app_reads_the_address_and_a_person_the_letters() {
        let totp = Totp::of(SECRET).unwrap();
        assert_eq!(
            totp.address("+6281200001234"),
            "otpauth://totp/Guyub:6281200001234?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Guyub"
        );
        assert!(totp.letters().starts_with("GEZD GNBV GY3T"));
    }
}
