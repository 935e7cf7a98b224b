//! A connection to a real server, kept open: as little HTTP as a test of durability needs.

use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;

/// See the module's words.
pub struct Wire {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Wire {
    pub fn to(address: &str) -> Result<Self> {
        let stream = BufReader::new(TcpStream::connect(address)?);
        Ok(Self {
            stream,
            host: address.to_owned(),
        })
    }

    /// The status and the body of the answer; an error if the server is gone.
    pub fn ask(&mut self, line: &str, headers: &str, body: &str) -> Result<(u16, String)> {
        let (host, length) = (&self.host, body.len());
        let head =
            format!("{line} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}\r\n{headers}\r\n");
        self.stream
            .get_mut()
            .write_all(format!("{head}{body}").as_bytes())?;
        let broken = || Error::other("the answer is cut off");
        let (mut status, mut length) = (None, None);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end().to_lowercase();
            if line.is_empty() {
                break;
            }
            if status.is_none() {
                status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().ok();
            }
        }
        let status = status.ok_or_else(broken)?;
        let mut body = vec![0; length.ok_or_else(broken)?];
        self.stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8(body).map_err(Error::other)?))
    }
}
