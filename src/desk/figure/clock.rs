//! Times of day, and what two sides have: `10:45 p.m.`, “half past five”; `3–1`, “by five votes to two”.

use super::number::Number;
use super::token::TokenKind;
use super::{FigureKind, FigureReader};
use crate::desk::words;

/// Half a day, in minutes.
const HALF_DAY: u16 = 12 * 60;

impl FigureReader<'_> {
    /// A time of day that begins with a number.
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        if self.tokens[at].kind == TokenKind::Word {
            // “five o’clock”, “six in the evening”
            let number = words::number(self.word(at).as_str()).filter(|hour| *hour <= 12.0)?;
            let (half, next) = self.half_of_day(at + 1)?;
            let hour = number as u16;
            return Some(self.push_clock(at, next, hour * 60, half));
        }
        let written = self.slice(at);
        let (hour, minute) = match written.split_once('.') {
            Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute)),
            Some(_) => return None,
            None => (written, None),
        };
        if hour.len() > 2 || !hour.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let hours: u16 = hour.parse().ok().filter(|hours| *hours <= 24)?;
        let dotted = minute.is_some();
        let mut next = at + 1;
        let mut minutes: u16 = 0;
        let mut colon = false;
        if let Some(minute) = minute {
            minutes = minute.parse().ok()?;
        } else if self.is_mark(next, ":") && !self.apart(next) && !self.apart(next + 1) {
            let minute = self.slice(next + 1);
            if minute.len() != 2 || !self.is_number(next + 1) {
                return None;
            }
            minutes = minute.parse().ok()?;
            colon = true;
            next += 2;
            // With seconds.
            if self.is_mark(next, ":") && !self.apart(next) && self.slice(next + 1).len() == 2 {
                next += 2;
            }
        }
        if minutes >= 60 {
            return None;
        }
        let half = self.half_of_day(next);
        let (half, next) = match half {
            Some((half, next)) if hours <= 12 || half.is_none() => (half, next),
            // `18:30 p.m.` says it twice.
            Some((_, next)) => (None, next),
            None if colon => (None, next),
            None if dotted && self.is(next, &["hours", "hrs", "gmt", "uhr"]) => (None, next + 1),
            None => return None,
        };
        if hours == 24 && minutes > 0 {
            return None;
        }
        let leads = hour.len() == 2 && hour.starts_with('0');
        let mut total = hours * 60 + minutes;
        if half.is_none() && (hours > 12 || hours == 0 || leads) {
            total %= 2 * HALF_DAY;
            return Some(self.push_clock(at, next, total, Some(total >= HALF_DAY)));
        }
        Some(self.push_clock(at, next, total, half))
    }

    /// `0600 UTC`, `1830 hours`, “at 0600”
    pub(super) fn clock_of_four(&mut self, at: usize) -> Option<usize> {
        const ZONES: &[&str] =
            &["utc", "gmt", "hours", "hrs", "z", "cet", "cest", "bst", "est", "edt", "local"];
        let written = self.slice(at);
        if written.len() != 4 || !written.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let zone = self.is(at + 1, ZONES);
        // A number with a nought before it is no year.
        let clock =
            || written.starts_with('0') && at > 0 && self.is(at - 1, &["at", "by", "until", "from", "to"]);
        if !zone && !clock() {
            return None;
        }
        let (hours, minutes): (u16, u16) = (written[..2].parse().ok()?, written[2..].parse().ok()?);
        // A score of years is one too: “2,000 hours”.
        if hours >= 24 || minutes >= 60 || minutes % 5 != 0 && self.is(at + 1, &["hours", "hrs"]) {
            return None;
        }
        let total = hours * 60 + minutes;
        Some(self.push_clock(at, at + 1 + usize::from(zone), total, Some(total >= HALF_DAY)))
    }

    /// “p.m.”, “o’clock”, “in the evening”: whether it is the second half of a day, if that is said.
    pub(super) fn half_of_day(&self, at: usize) -> Option<(Option<bool>, usize)> {
        let o_clock = self.is(at, &["o"]) && self.is_mark(at + 1, "’'") && self.is(at + 2, &["clock"]);
        let next = if o_clock { at + 3 } else { at };
        let evening = self.is(next, &["in"]) && self.is(next + 1, &["the"]);
        match self.word(next).as_str() {
            "am" => return Some((Some(false), next + 1)),
            "pm" => return Some((Some(true), next + 1)),
            half @ ("a" | "p")
                if self.is_mark(next + 1, ".") && self.is(next + 2, &["m"]) && !self.apart(next + 2) =>
            {
                let stop = usize::from(self.is_mark(next + 3, ".") && !self.apart(next + 3));
                return Some((Some(half == "p"), next + 3 + stop));
            }
            "noon" => return Some((Some(true), next + 1)),
            "midnight" => return Some((Some(false), next + 1)),
            _ => {}
        }
        if evening {
            match self.word(next + 2).as_str() {
                "morning" => return Some((Some(false), next + 3)),
                "afternoon" | "evening" => return Some((Some(true), next + 3)),
                _ => {}
            }
        }
        o_clock.then_some((None, next))
    }

    /// “half past five”: its minutes, and the token after it.
    pub(super) fn clock_words(&self, at: usize) -> Option<(u16, usize)> {
        let minutes = match self.word(at).as_str() {
            "half" => 30,
            "quarter" => 15,
            _ => return None,
        };
        let hour = words::number(self.word(at + 2).as_str()).filter(|hour| *hour <= 12.0)? as u16 * 60;
        let minutes = match self.word(at + 1).as_str() {
            "past" => hour + minutes,
            "to" if minutes == 15 => hour - minutes,
            _ => return None,
        };
        Some((minutes, at + 3))
    }

    /// “Ten to seven in the evening”, “twenty past nine”: minutes, the half of the day, and the token after it. It
    /// needs a word that says it is a time; “ten to seven” may be a vote.
    pub(super) fn minutes_to(&self, at: usize) -> Option<(u16, Option<bool>, usize)> {
        let minutes =
            words::number(self.word(at).as_str()).filter(|of| [5.0, 10.0, 20.0].contains(of))? as u16;
        let hour = words::number(self.word(at + 2).as_str()).filter(|hour| *hour <= 12.0)? as u16;
        let half = self.half_of_day(at + 3);
        let timed = at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, &["at", "until", "about", "around", "till"]));
        let total = match self.word(at + 1).as_str() {
            "past" => hour * 60 + minutes,
            "to" if half.is_some() || timed => hour * 60 - minutes,
            _ => return None,
        };
        let (half, next) = half.unwrap_or((None, at + 3));
        Some((total, half, next))
    }

    /// “noon”, which says too little to be asked for.
    pub(super) fn midday(&mut self, at: usize, night: bool) -> usize {
        let next = self.push_clock(at, at + 1, HALF_DAY, Some(!night));
        if let Some(last) = self.found.last_mut() {
            last.soft = true;
        }
        next
    }

    /// Keeps a time of day; of twelve hours, if the half of the day is said.
    pub(super) fn push_clock(&mut self, at: usize, next: usize, minutes: u16, half: Option<bool>) -> usize {
        let minutes = match half {
            Some(second) => minutes % HALF_DAY + if second { HALF_DAY } else { 0 },
            None => minutes % HALF_DAY,
        };
        let number = written(f64::from(minutes), next);
        self.push(at, next, FigureKind::Clock(half.is_some()), f64::from(minutes), &number)
    }

    /// What two sides have, in digits with a dash between or in words.
    pub(super) fn score(&mut self, at: usize) -> Option<usize> {
        let side = |at: usize| -> Option<u16> {
            let written = self.slice(at);
            match self.tokens.get(at)?.kind {
                TokenKind::Number if written.len() <= 3 => written.parse().ok(),
                TokenKind::Word => words::number(self.word(at).as_str()).map(|number| number as u16),
                _ => None,
            }
        };
        let first = side(at)?;
        let joint = at + 1;
        let before = at.checked_sub(1);
        let glued = |at: usize| !self.apart(at);
        if self.is_mark(joint, "-–—‑−:") && glued(joint) && glued(joint + 1) && self.is_number(joint + 1)
        {
            let second = side(joint + 1)?;
            let next = joint + 2;
            // No date, no telephone, no version, and no range of amounts.
            let goes_on = self.is_mark(next, "-–—‑−:/%°") && glued(next)
                || self.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Number)
                || before.is_some_and(|before| glued(at) && !self.is_mark(before, "([“‘\"'"));
            let unit = self.unit(next).is_some()
                || self.degrees(next).is_some()
                || words::scale(self.word(next).as_str(), !self.apart(next)).is_some()
                || words::month(self.slice(next)).is_some()
                || self.is(next, &["percent", "per", "percentage", "pc", "pp"])
                || self.slice(joint + 1).starts_with('0') && self.slice(joint + 1).len() > 1
                || self.currency_after(next, &written(f64::from(second), next)).is_some();
            let played = first >= second && first < 200 || self.is_played(at, next);
            if goes_on || unit || !played {
                return None;
            }
            return Some(self.push_score(at, next, first, second));
        }
        // “by five votes to two”
        let counted = usize::from(self.is(
            joint,
            &[
                "votes", "goals", "sets", "games", "points", "seats", "runs", "tries", "vote", "goal",
                "legs", "frames",
            ],
        ));
        let to = joint + counted;
        if !self.is(to, &["to", "against"]) {
            return None;
        }
        let second = side(to + 1)?;
        let by =
            before.is_some_and(|before| self.is(before, &["by", "voted", "won", "lost", "ruled", "split"]));
        if !(counted > 0
            || by && self.is(to, &["to"]) && first > second && (second > 1 || self.is_played(at, to + 2)))
        {
            return None;
        }
        if self.unit(to + 2).is_some()
            || self.is(to + 2, &["percent", "per", "million", "billion", "hundred"])
        {
            return None;
        }
        Some(self.push_score(at, to + 2, first, second))
    }

    fn push_score(&mut self, at: usize, next: usize, first: u16, second: u16) -> usize {
        self.push(
            at,
            next,
            FigureKind::Score(first, second),
            f64::from(first),
            &written(f64::from(first), next),
        )
    }

    /// Whether words around speak of a match or a vote.
    fn is_played(&self, at: usize, next: usize) -> bool {
        const AROUND: usize = 8;
        (at.saturating_sub(AROUND)..at)
            .chain(next..next + AROUND)
            .any(|at| words::is_played(self.word(at).as_str()))
    }
}

fn written(value: f64, next: usize) -> Number {
    Number { value, digits: 4, next, spelled: false, scale: 1.0, bare: false }
}
