//! A mail server.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A letter that came, whatever the server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The address of the envelope.
    pub to: String,
    /// The header of that name.
    pub message_id: String,
    /// The decoded text.
    pub text: String,
    /// All of it as it came.
    pub raw: String,
}

/// What the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes every letter.
    Takes,
    /// Refuses the end of a letter for now: 451.
    Later,
    /// Refuses the receiver for good: 550.
    Never,
    /// Takes the letter and says nothing.
    Silent,
    /// Takes every letter, and thinks so long before each of its answers.
    Slow(Duration),
}

#[derive(Debug)]
struct Shared {
    manner: Manner,
    letters: Vec<Letter>,
}

/// A mail server on loopback.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Its address, as the setting takes it.
    pub url: String,
    shared: Arc<Mutex<Shared>>,
}

impl Smtp {
    /// Starts one at a free port.
    ///
    /// # Errors
    /// When there is none.
    pub fn start(manner: Manner) -> Result<Self> {
        Self::at(TcpListener::bind("127.0.0.1:0")?, manner)
    }

    /// Starts one on a listener, for an address that nobody answered before.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn at(listener: TcpListener, manner: Manner) -> Result<Self> {
        let server = Self {
            url: format!("smtp://{}", listener.local_addr()?),
            shared: Arc::new(Mutex::new(Shared {
                manner,
                letters: Vec::new(),
            })),
        };
        let at_the_door = server.clone();
        std::thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let server = at_the_door.clone();
                // A visitor that hangs up has said all it had to say.
                std::thread::spawn(move || drop(server.serve(visitor)));
            }
        });
        Ok(server)
    }

    /// Answers otherwise from now on.
    pub fn change(&self, manner: Manner) {
        self.with(|shared| shared.manner = manner);
    }

    /// The letters that came, in order.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        self.with(|shared| shared.letters.clone())
    }

    fn with<T>(&self, look: impl FnOnce(&mut Shared) -> T) -> T {
        look(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn serve(&self, mut out: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(out.try_clone()?);
        out.write_all(b"220 mail.example.cn\r\n")?;
        let (mut to, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let command = line.trim_end().to_owned();
            let manner = self.with(|shared| shared.manner);
            let answer = match command
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_uppercase()
                .as_str()
            {
                "EHLO" => "250-mail.example.cn\r\n250 8BITMIME",
                "RCPT" if manner == Manner::Never => "550 no such mailbox",
                "RCPT" => {
                    to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 ok"
                }
                "DATA" => {
                    out.write_all(b"354 go on\r\n")?;
                    let raw = letter(&mut lines)?;
                    let letter = Letter {
                        to: to.clone(),
                        message_id: header(&raw, "Message-ID").to_owned(),
                        text: text(&raw),
                        raw,
                    };
                    self.with(|shared| shared.letters.push(letter));
                    match manner {
                        Manner::Silent => {
                            // Until the other side hangs up.
                            lines.read_to_end(&mut Vec::new())?;
                            return Ok(());
                        }
                        Manner::Later => "451 try again later",
                        Manner::Takes | Manner::Never | Manner::Slow(_) => "250 taken",
                    }
                }
                "QUIT" => {
                    out.write_all(b"221 bye\r\n")?;
                    return Ok(());
                }
                _ => "250 ok",
            };
            if let Manner::Slow(pause) = manner {
                std::thread::sleep(pause);
            }
            out.write_all(format!("{answer}\r\n").as_bytes())?;
        }
    }
}

/// Everything up to the line that holds a dot alone.
fn letter(lines: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut letter, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 || line == ".\r\n" {
            return Ok(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn header<'a>(raw: &'a str, name: &str) -> &'a str {
    let mut lines = raw.lines();
    lines
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .unwrap_or_default()
}

fn text(raw: &str) -> String {
    let body = raw.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let bytes = match header(raw, "Content-Transfer-Encoding") {
        "base64" => {
            let letters: String = body.split_whitespace().collect();
            STANDARD.decode(letters).unwrap_or_default()
        }
        "quoted-printable" => quoted_printable(body),
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2.min(part.len()));
        bytes.extend(u8::from_str_radix(code, 16));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}
