//! What an author knows is not settled yet: `[citation needed]`, `[disputed: 2026-05 two figures]`.
//!
//! A flag is three fixed phrases in brackets and nothing else, so that no words of a page become one by chance;
//! a link `[disputed](talk.md)` has become an event of its own by now, and code is masked.

use std::ops::Range;

use super::escape;
use crate::base::date::Date;
use crate::base::sentence::squeezed;

/// What can be written between the brackets.
const PHRASES: [&str; 3] = ["citation needed", "failed verification", "disputed"];

/// A flag in a run's string.
pub(super) struct Flag {
    /// With its brackets.
    pub(super) range: Range<usize>,
    /// Which of the phrases.
    pub(super) phrase: &'static str,
    /// Since when, as it is written: `2026-05`.
    pub(super) since: Option<String>,
    /// A word of why; may be empty.
    pub(super) why: String,
    /// What is wrong with what stands behind the colon.
    pub(super) fault: Option<String>,
}

/// The flags of a text, in order.
pub(super) fn scan(scanned: &str, text: &str) -> Vec<Flag> {
    let mut flags = Vec::new();
    for at in memchr::memchr_iter(b'[', scanned.as_bytes()) {
        let rest = &scanned[at + 1..];
        let Some(end) = rest.find(['[', ']']).filter(|&end| rest[end..].starts_with(']')) else { continue };
        let (phrase, more) = match rest[..end].find(':') {
            Some(colon) => (&rest[..colon], Some(&text[at + 1 + colon + 1..at + 1 + end])),
            None => (&rest[..end], None),
        };
        let phrase = squeezed(phrase);
        let Some(phrase) = PHRASES.into_iter().find(|known| phrase.eq_ignore_ascii_case(known)) else {
            continue;
        };
        let mut flag = Flag { range: at..at + end + 2, phrase, since: None, why: String::new(), fault: None };
        if let Some(more) = more {
            flag.read(more);
        }
        flags.push(flag);
    }
    flags
}

impl Flag {
    /// Reads what stands behind the colon: a date and a word of why, or one of them.
    fn read(&mut self, more: &str) {
        let mut words = more.split_whitespace().peekable();
        match words.peek() {
            None => self.fault = Some("nothing follows the colon".to_owned()),
            Some(first) if first.starts_with(|c: char| c.is_ascii_digit()) => {
                let date = first.trim_end_matches([',', ':', ';']);
                let plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
                match Date::parse(date) {
                    Ok(_) if plain => self.since = Some(date.to_owned()),
                    Ok(_) => self.fault = Some(format!("`{date}` is not a plain date")),
                    Err(error) => self.fault = Some(error.to_string()),
                }
                words.next();
            }
            Some(_) => {}
        }
        self.why = words.collect::<Vec<_>>().join(" ");
    }

    /// Since when and why, in words; empty if nothing is said of either.
    pub(super) fn more(&self) -> String {
        match (&self.since, self.why.as_str()) {
            (None, why) => why.to_owned(),
            (Some(since), "") => format!("since {since}"),
            (Some(since), why) => format!("since {since}: {why}"),
        }
    }

    /// As a reader sees it. What more there is to know is said to those who listen too, and not only to
    /// those who have a pointer.
    pub(super) fn html(&self) -> String {
        let more = escape(&self.more());
        match more.is_empty() {
            true => format!("<sup class=\"flag\">[{}]</sup>", self.phrase),
            false => format!(
                "<sup class=\"flag\" title=\"{more}\">[{}<span class=\"out\">, {more}</span>]</sup>",
                self.phrase
            ),
        }
    }
}
