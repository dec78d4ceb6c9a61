//! Mail by SMTP. A message keeps its Message-ID in every attempt, so that one that was taken without our
//! hearing of it is known when it comes again.

use super::{Attempt, text};
use crate::config::Mail;
use crate::db::outbox::Message;
use lettre::message::header::ContentType;
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error as SmtpError, SmtpTransport};
use lettre::{Message as Letter, Transport as _};
use std::time::Duration;
use yinzheng_shared::locale::notice;

/// Sends a message to an address; each answer of the server may take `patience`.
pub(super) fn send(settings: &Mail, to: &str, message: &Message, origin: &str, patience: Duration) -> Attempt {
    let Some(letter) = letter(settings, to, message, origin) else {
        return Attempt::Refused("address".to_owned());
    };
    let host = settings.from.email.domain();
    let transport = SmtpTransport::from_url(settings.url.as_str()).map(|builder| {
        builder
            .hello_name(ClientId::Domain(host.to_owned()))
            .timeout(Some(patience))
            .build()
    });
    match transport.and_then(|transport| transport.send(&letter)) {
        Ok(_) => Attempt::Taken,
        Err(error) => judge(&error),
    }
}

fn letter(settings: &Mail, to: &str, message: &Message, origin: &str) -> Option<Letter> {
    let reference = |line: &crate::db::outbox::Line| format!("{} {}", line.reference, text::link(origin, line));
    let body = text::body(&message.lines, reference) + "\n" + notice::MAIL_FOOTER.get(text::LANGUAGE) + "\n";
    Letter::builder()
        .from(settings.from.clone())
        .to(to.parse().ok()?)
        .subject(text::subject(&message.lines))
        .message_id(Some(format!("<{}@{}>", message.id, settings.from.email.domain())))
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .ok()
}

/// A receiver that is refused stays refused; a sender that is refused, or no answer, may be otherwise later.
fn judge(error: &SmtpError) -> Attempt {
    let Some(code) = error.status() else {
        let why = if error.is_timeout() { "no_answer" } else { "unreachable" };
        return Attempt::NotTaken(why.to_owned());
    };
    let why = format!("smtp_{code}");
    let is_about_us = matches!(u16::from(code), 530..=538);
    if error.is_permanent() && !is_about_us {
        Attempt::Refused(why)
    } else {
        Attempt::NotTaken(why)
    }
}
