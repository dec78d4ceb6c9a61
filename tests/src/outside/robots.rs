//! The maker of group robots: checks signatures, and silences whoever speaks more than 20 times a minute.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The secret of every robot here.
pub const SECRET: &str = "SECexampleexampleexample";

/// Something a robot was told to say, whatever was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Which robot.
    pub token: String,
    /// The text.
    pub text: String,
    /// All of the body.
    pub body: Value,
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As the maker does.
    Speaks,
    /// With this code.
    Refuses(i64),
    /// Nothing.
    Silent,
    /// As the maker does, after so long.
    Slow(Duration),
}

#[derive(Debug)]
struct Shared {
    manner: Manner,
    said: Vec<Said>,
    moments: Vec<(String, Instant)>,
    faults: Vec<String>,
}

/// The maker of robots on loopback.
#[derive(Clone, Debug)]
pub struct Robots {
    origin: String,
    minute: Duration,
    shared: Arc<Mutex<Shared>>,
}

impl Robots {
    /// Starts one whose minute is so long.
    ///
    /// # Errors
    /// When there is no free port.
    pub fn start(manner: Manner, minute: Duration) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Self {
            origin: format!("http://{}", listener.local_addr()?),
            minute,
            shared: Arc::new(Mutex::new(Shared {
                manner,
                said: Vec::new(),
                moments: Vec::new(),
                faults: Vec::new(),
            })),
        };
        let at_the_door = server.clone();
        std::thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let server = at_the_door.clone();
                // Who hangs up before it is answered wanted no answer.
                std::thread::spawn(move || drop(server.serve(visitor)));
            }
        });
        Ok(server)
    }

    /// The address of a robot.
    #[must_use]
    pub fn address(&self, token: &str) -> String {
        format!("{}/robot/send?access_token={token}", self.origin)
    }

    /// Answers otherwise from now on.
    pub fn change(&self, manner: Manner) {
        self.with(|shared| shared.manner = manner);
    }

    /// What a robot was told to say, in order.
    #[must_use]
    pub fn said(&self, token: &str) -> Vec<Said> {
        self.with(|shared| shared.said.iter().filter(|said| said.token == token).cloned().collect())
    }

    /// What was wrong with requests: a signature, a limit.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.with(|shared| shared.faults.clone())
    }

    fn with<T>(&self, look: impl FnOnce(&mut Shared) -> T) -> T {
        look(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn serve(&self, mut out: TcpStream) -> Result<()> {
        let mut lines = BufReader::new(out.try_clone()?);
        let mut first = String::new();
        lines.read_line(&mut first)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            lines.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        lines.read_exact(&mut body)?;
        let path = first.split(' ').nth(1).context("a request line")?;
        let code = self.hear(
            &Url::parse(&format!("{}{path}", self.origin))?,
            serde_json::from_slice(&body)?,
        )?;
        let Some(code) = code else {
            // Until the other side hangs up.
            lines.read_to_end(&mut Vec::new())?;
            return Ok(());
        };
        if let Manner::Slow(pause) = self.with(|shared| shared.manner) {
            std::thread::sleep(pause);
        }
        let answer = format!("{{\"errcode\":{code},\"errmsg\":\"\"}}");
        out.write_all(
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
                answer.len()
            )
            .as_bytes(),
        )?;
        Ok(())
    }

    /// The code to answer; none: no answer.
    fn hear(&self, url: &Url, body: Value) -> Result<Option<i64>> {
        let of = |name: &str| {
            let mut pairs = url.query_pairs();
            pairs
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let token = of("access_token");
        let fault = fault(&of("timestamp"), &of("sign"))?;
        let minute = self.minute;
        Ok(self.with(|shared| {
            let now = Instant::now();
            let lately = shared
                .moments
                .iter()
                .filter(|(of, at)| *of == token && now.duration_since(*at) < minute)
                .count();
            shared.moments.push((token.clone(), now));
            let text = body["markdown"]["text"].as_str().unwrap_or_default().to_owned();
            shared.said.push(Said {
                token: token.clone(),
                text,
                body,
            });
            if let Some(fault) = fault {
                shared.faults.push(fault);
                return Some(310_000);
            }
            if lately >= 20 {
                shared.faults.push(format!("{token} speaks too fast"));
                return Some(130_101);
            }
            match shared.manner {
                Manner::Speaks | Manner::Slow(_) => Some(0),
                Manner::Refuses(code) => Some(code),
                Manner::Silent => None,
            }
        }))
    }
}

/// What is wrong with a signature.
fn fault(millis: &str, sign: &str) -> Result<Option<String>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let at: u128 = millis.parse().unwrap_or_default();
    if now.abs_diff(at) > 3_600_000 {
        return Ok(Some(format!("the moment {millis} is an hour away")));
    }
    let expected = STANDARD.encode(hmac(SECRET.as_bytes(), format!("{millis}\n{SECRET}").as_bytes()));
    Ok((sign != expected).then(|| format!("the signature is {sign}, not {expected}")))
}

/// HMAC-SHA256 by its definition (RFC 2104), for a key of at most a block.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let padded = |with: u8| -> Vec<u8> {
        let mut block = [with; 64];
        for (byte, key) in block.iter_mut().zip(key) {
            *byte ^= key;
        }
        block.to_vec()
    };
    let inner = Sha256::digest([padded(0x36), message.to_vec()].concat());
    Sha256::digest([padded(0x5c), inner.to_vec()].concat()).to_vec()
}
