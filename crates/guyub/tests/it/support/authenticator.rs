//! A phone that keeps passkeys, as far as a server can tell: it answers the questions that the
//! page's script would hand to the browser (Web Authentication, Level 3, sections 6 and 7).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The person was there, and the phone has made sure of them.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const KEY_INCLUDED: u8 = 64;

/// See the module's words. Tests change what a dishonest phone would change.
#[derive(Clone)]
pub struct Authenticator {
    /// Where the browser says that it is.
    pub origin: String,
    /// For which domain the phone signs.
    pub domain: String,
    /// Whether the phone makes sure of its owner.
    pub verifies: bool,
    /// How often it has signed.
    pub counter: u32,
    /// Its name for the passkey.
    pub credential: Vec<u8>,
    owner: Vec<u8>,
    key: SigningKey,
}

impl Authenticator {
    /// A phone whose browser is at `origin`; phones with another `number` have another key.
    pub fn at(origin: &str, number: u8) -> Self {
        let host = origin.split("//").nth(1).unwrap();
        Self {
            origin: origin.to_owned(),
            domain: host.split(':').next().unwrap().to_owned(),
            verifies: true,
            counter: 0,
            credential: vec![number; 16],
            owner: Vec::new(),
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
        }
    }

    /// Makes a passkey as `asked`.
    pub fn make(&mut self, asked: &Value) -> String {
        let options = &asked["publicKey"];
        self.owner = bytes(options["user"]["id"].as_str().unwrap());
        let client = self.client("webauthn.create", options);
        let mut object = vec![0xA3];
        object.extend([&[0x63], b"fmt".as_slice(), &[0x64], b"none"].concat());
        object.extend([&[0x67], b"attStmt".as_slice(), &[0xA0]].concat());
        object.extend([&[0x68], b"authData".as_slice()].concat());
        let data = self.data(true);
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        self.answer(json!({
            "clientDataJSON": text(&client),
            "attestationObject": text(&object),
        }))
    }

    /// Shows that it has the passkey, as `asked`.
    pub fn show(&mut self, asked: &Value) -> String {
        self.counter += 1;
        let client = self.client("webauthn.get", &asked["publicKey"]);
        let data = self.data(false);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(json!({
            "clientDataJSON": text(&client),
            "authenticatorData": text(&data),
            "signature": text(signature.to_der().as_bytes()),
            "userHandle": text(&self.owner),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = text(&self.credential);
        let answer = json!({ "id": id, "rawId": id, "type": "public-key", "response": response });
        answer.to_string()
    }

    fn client(&self, step: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": step,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    /// For whom, whether the owner was there, the counter; and the new key.
    fn data(&self, new: bool) -> Vec<u8> {
        let mut data = Sha256::digest(self.domain.as_bytes()).to_vec();
        let verified = if self.verifies { VERIFIED } else { 0 };
        data.push(PRESENT | verified | if new { KEY_INCLUDED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        if new {
            data.extend([0; 16]); // the maker's number
            data.extend(u16::try_from(self.credential.len()).unwrap().to_be_bytes());
            data.extend(&self.credential);
            data.extend(self.public());
        }
        data
    }

    /// The public key in COSE form (RFC 9053): an elliptic curve's point, for ES256 on P-256.
    fn public(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        let head = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [head.as_slice(), x, &[0x22, 0x58, 0x20], y].concat()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}
