//! Group robots of DingTalk. A robot does not know a message again: what it may have said is not said again
//! by itself.

use super::{Attempt, text};
use crate::db::outbox::Message;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use std::io::ErrorKind;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::{Agent, Timeout};
use url::Url;

/// The robot's code for more than 20 messages in a minute.
const TOO_FAST: i64 = 130_101;

/// Lets a robot say a message; connecting and the answer may take `patience` each.
pub(super) fn say(address: &str, secret: &str, message: &Message, origin: &str, patience: Duration) -> Attempt {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let Some(address) = signed(address, secret, now.as_millis()) else {
        return Attempt::Refused("address".to_owned());
    };
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_resolve(Some(patience))
        .timeout_connect(Some(patience))
        .timeout_recv_response(Some(patience))
        .timeout_global(Some(patience * 2))
        .build();
    let agent: Agent = config.into();
    let sent = agent
        .post(address.as_str())
        .header("Content-Type", "application/json")
        .send(spoken(message, origin).to_string());
    match sent {
        Ok(mut answer) => {
            let status = answer.status().as_u16();
            let body = answer.body_mut().with_config().limit(64 << 10).read_to_string();
            judge(status, &body.unwrap_or_default())
        }
        Err(error) => judge_error(&error),
    }
}

/// The body: Markdown, calling nobody.
fn spoken(message: &Message, origin: &str) -> Value {
    let reference = |line: &crate::db::outbox::Line| format!("[{}]({})", line.reference, text::link(origin, line));
    json!({
        "msgtype": "markdown",
        "markdown": { "title": text::subject(&message.lines), "text": text::body(&message.lines, reference) },
        "at": { "atMobiles": [], "isAtAll": false },
    })
}

/// The address with the moment, in milliseconds since 1970, and its signature.
fn signed(address: &str, secret: &str, millis: u128) -> Option<Url> {
    let mut url = Url::parse(address).ok()?;
    let signature = signature(secret, millis)?;
    url.query_pairs_mut()
        .append_pair("timestamp", &millis.to_string())
        .append_pair("sign", &signature);
    Some(url)
}

fn signature(secret: &str, millis: u128) -> Option<String> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    hmac.update(format!("{millis}\n{secret}").as_bytes());
    Some(STANDARD.encode(hmac.finalize().into_bytes()))
}

/// The robot answers 200 even when it did not speak: its code tells.
fn judge(status: u16, body: &str) -> Attempt {
    let code = serde_json::from_str::<Value>(body)
        .ok()
        .and_then(|answer| answer.get("errcode")?.as_i64());
    match (status, code) {
        (200, Some(0)) => Attempt::Taken,
        (200, Some(TOO_FAST)) => Attempt::NotTaken("too_fast".to_owned()),
        (200, Some(code)) => Attempt::NotTaken(format!("errcode_{code}")),
        // Who refuses at the door has not spoken; what a gateway heard behind it nobody knows.
        (300..=499 | 503, _) => Attempt::NotTaken(format!("http_{status}")),
        _ => Attempt::Unknown(format!("http_{status}")),
    }
}

fn judge_error(error: &ureq::Error) -> Attempt {
    let before_a_word = match error {
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect)
        | ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Tls(_) => true,
        ureq::Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable
        ),
        _ => false,
    };
    if before_a_word {
        Attempt::NotTaken("unreachable".to_owned())
    } else {
        Attempt::Unknown("no_answer".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_of_the_makers_description() {
        let url = signed(
            "https://oapi.dingtalk.com/robot/send?access_token=T",
            "SECtest",
            1_577_262_236_757,
        );
        assert_eq!(
            url.unwrap().as_str(),
            "https://oapi.dingtalk.com/robot/send?access_token=T&timestamp=1577262236757\
             &sign=Za%2Fne6w2koB8B4ROVlgTNd%2FX%2B%2FFbyDpZrXLz57xNZSA%3D"
        );
    }

    #[test]
    fn only_the_code_zero_is_success() {
        assert_eq!(judge(200, r#"{"errcode":0,"errmsg":"ok"}"#), Attempt::Taken);
        for (status, body, why) in [
            (200, r#"{"errcode":310000,"errmsg":"sign not match"}"#, "errcode_310000"),
            (200, r#"{"errcode":130101}"#, "too_fast"),
            (404, "", "http_404"),
            (503, "", "http_503"),
        ] {
            assert_eq!(
                judge(status, body),
                Attempt::NotTaken(why.to_owned()),
                "{status} {body}"
            );
        }
        for (status, body) in [(200, ""), (200, "{}"), (502, ""), (500, r#"{"errcode":0}"#)] {
            assert!(matches!(judge(status, body), Attempt::Unknown(_)), "{status} {body}");
        }
    }
}
