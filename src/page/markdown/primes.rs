//! Marks of feet and inches, and of minutes and seconds: `5'10"` is no quotation.
//!
//! Smart punctuation takes each straight mark for one of a quotation. Behind a digit, with no quotation open, it
//! is a prime.

use std::ops::Range;

use pulldown_cmark::Event;

use super::run;

/// Writes primes for the straight marks in a text's events that are some.
pub(super) fn set(source: &str, events: &mut [(Event<'_>, Range<usize>)]) {
    let (mut double, mut single) = (false, false);
    // Where the last prime ended: two of `'` are one of inches.
    let mut last = None;
    for (event, place) in events {
        if !run::is_inline(event) {
            (double, single) = (false, false);
        }
        let Event::Text(text) = event else { continue };
        let Some(straight @ ("\"" | "'")) = source.get(place.clone()) else { continue };
        if !matches!(&**text, "“" | "”" | "‘" | "’") {
            continue;
        }
        let follows = source[..place.start].chars().next_back().is_some_and(char::is_numeric)
            || last == Some(place.start);
        let next = source[place.end..].chars().next();
        let prime = match straight {
            "\"" if follows && !double => Some("″"),
            // `the 1920's` has an apostrophe.
            "'" if follows && !single && !next.is_some_and(char::is_alphabetic) => Some("′"),
            _ => None,
        };
        match (prime, &**text) {
            (Some(prime), _) => {
                *text = prime.into();
                last = Some(place.end);
            }
            (None, "“") => double = true,
            (None, "”") => double = false,
            (None, "‘") => single = true,
            // Within a word it is an apostrophe.
            (None, _) => single &= next.is_some_and(char::is_alphanumeric),
        }
    }
}
