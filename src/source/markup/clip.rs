//! What note-taking programs add to Markdown → Markdown that reads as their readers see it.
//!
//! `[[Moscow|the city]]` is *the city*, `==x==` is *x*, `10^6^` is raised, `H~2~O` lowered, `%%x%%` and `![[x.png]]` are nothing, ` ^a1b2c3` at a
//! line's end is an address, `[!quote]` on top of a quotation is its kind (of one that is closed, `[!quote]-`, only the
//! title is seen), and `[^1]` is the mark of a note,
//! whether or not the note stands below. What stands in code stays as it is.

use std::borrow::Cow;
use std::collections::HashMap;

/// Reads a text, line by line.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 6] = ["[[", "==", "%%", "[!", "^", "~"];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut clip = Clip { comment: false, remarks: count(text, "%%"), closed: None };
    for line in text.split_inclusive('\n') {
        if clip.is_closed(line) {
            out.push('\n');
            continue;
        }
        let bare = line.trim_start_matches([' ', '>', '\t']);
        let run = |c: char| bare.len() - bare.trim_start_matches(c).len();
        let opens = if run('`') >= 3 { Some("`") } else { (run('~') >= 3).then_some("~") };
        match (fence, opens) {
            (None, Some(kind)) if !clip.comment => fence = Some(kind),
            (Some(open), Some(kind)) if open == kind => fence = None,
            (None, _) => {
                clip.line(line, &mut out);
                continue;
            }
            _ => {}
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

struct Clip {
    /// Whether a remark is open.
    comment: bool,
    /// How many `%%` follow.
    remarks: usize,
    /// How deep the quotation is of a callout that is closed.
    closed: Option<usize>,
}

/// How many quotations a line stands in.
fn depth(line: &str) -> usize {
    let start = line.len() - line.trim_start_matches([' ', '>']).len();
    line[..start].matches('>').count()
}

impl Clip {
    /// Whether a line stands in a callout that is closed.
    fn is_closed(&mut self, line: &str) -> bool {
        self.closed = self.closed.filter(|&closed| depth(line) >= closed);
        self.closed.is_some()
    }

    fn line(&mut self, line: &str, out: &mut String) {
        let (mut line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        if !self.comment {
            line = without_address(line);
            line = self.callout(line, out);
        }
        let definition = is_definition(line);
        let ticks = ticks(line);
        let mut marked: Option<usize> = None;
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            let before = line[..at].chars().next_back();
            if rest.starts_with("%%") {
                self.remarks = self.remarks.saturating_sub(1);
                match self.comment {
                    true => self.comment = false,
                    false if self.remarks > 0 && !before.is_some_and(char::is_alphanumeric) => {
                        self.comment = true;
                    }
                    false => out.push_str("%%"),
                }
                at += 2;
                continue;
            }
            if self.comment {
                at += c.len_utf8();
                continue;
            }
            let taken = match c {
                '\\' => copy(rest, 1 + rest[1..].chars().next().map_or(0, char::len_utf8), out),
                '`' => code(line, at, &ticks, out),
                '!' if rest.starts_with("![[") => embedded(rest),
                '[' if rest.starts_with("[[") => link(rest, out),
                '[' if rest.starts_with("[^") && !(definition && line[..at].trim().is_empty()) => {
                    note(rest, out)
                }
                '^' if rest.starts_with("^[") => remark(rest, out),
                '^' => raised(before, rest, out),
                '~' if before.is_some_and(char::is_alphanumeric) => lowered(rest, out),
                '=' if rest.starts_with("==") => marker(line, at, &mut marked),
                _ => 0,
            };
            if taken == 0 {
                out.push(c);
                at += c.len_utf8();
            } else {
                at += taken;
            }
        }
        out.push_str(end);
    }

    /// `> [!quote]- Title`: the kind of a callout is no text, and its title is a block.
    fn callout<'a>(&mut self, line: &'a str, out: &mut String) -> &'a str {
        let start = line.len() - line.trim_start_matches([' ', '>']).len();
        let Some(rest) = line[start..].strip_prefix("[!").filter(|_| line[..start].contains('>')) else {
            return line;
        };
        let Some((kind, title)) = rest.split_once(']') else { return line };
        let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '|' | ' ');
        if kind.is_empty() || !kind.chars().all(word) {
            return line;
        }
        if title.starts_with('-') {
            self.closed = Some(depth(line));
        }
        let title = title.trim_start_matches(['-', '+']).trim_start();
        out.push_str(&line[..start]);
        if !title.is_empty() {
            self.copy_title(title, out);
            out.extend(["\n", line[..start].trim_end(), "\n", line[..start].trim_end()]);
        }
        ""
    }

    fn copy_title(&self, title: &str, out: &mut String) {
        let mut inner = Clip { comment: false, remarks: 0, closed: None };
        // Titles have links like other text.
        inner.line(title, out);
    }
}

/// `[^1]: …`
fn is_definition(line: &str) -> bool {
    line.trim_start()
        .strip_prefix("[^")
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(_, rest)| rest.starts_with(':'))
}

fn copy(rest: &str, len: usize, out: &mut String) -> usize {
    let len = len.min(rest.len());
    out.push_str(&rest[..len]);
    len
}

/// Where the runs of backticks of a line begin, by their lengths, and in order.
fn ticks(line: &str) -> HashMap<usize, Vec<usize>> {
    let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(found) = line[at..].find('`') {
        let start = at + found;
        at = start + bytes[start..].iter().take_while(|&&byte| byte == b'`').count();
        runs.entry(at - start).or_default().push(start);
    }
    runs
}

/// Code between backticks, as it is.
fn code(line: &str, at: usize, ticks: &HashMap<usize, Vec<usize>>, out: &mut String) -> usize {
    let rest = &line[at..];
    let run = rest.len() - rest.trim_start_matches('`').len();
    let closing = ticks.get(&run).and_then(|starts| {
        let next = starts.partition_point(|&start| start < at + run);
        starts.get(next)
    });
    copy(rest, closing.map_or(run, |start| start + run - at), out)
}

/// The length of `[[…]]` or `![[…]]`, and what stands within.
fn double(rest: &str, open: usize) -> Option<(usize, &str)> {
    const LONGEST: usize = 400;
    let mut limit = LONGEST.min(rest.len());
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let inside = rest.get(open..limit)?;
    let end = inside.find("]]")?;
    let inside = &inside[..end];
    (!inside.is_empty() && !inside.contains('[')).then_some((open + end + 2, inside))
}

fn embedded(rest: &str) -> usize {
    double(rest, 3).map_or(0, |(len, _)| len)
}

fn link(rest: &str, out: &mut String) -> usize {
    let Some((len, inside)) = double(rest, 2) else { return 0 };
    // `[[1]](https://…)` is a link of Markdown on `[1]`.
    if rest[len..].starts_with('(') {
        return copy(rest, 2, out);
    }
    match inside.rsplit_once('|') {
        Some((_, alias)) => out.push_str(alias.trim()),
        None => out.push_str(&inside.trim_start_matches('#').replace(['#', '^'], " > ")),
    }
    len
}

/// `[^1]` as HTML, since Markdown reads it only where the note stands below.
fn note(rest: &str, out: &mut String) -> usize {
    let Some(end) = rest.bytes().take(40).position(|byte| byte == b']') else { return 0 };
    let label = &rest[2..end];
    if label.is_empty() || label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | '<' | '&')) {
        return 0;
    }
    out.extend(["<sup role=\"doc-noteref\">", label, "</sup>"]);
    end + 1
}

/// `^[A note in place.]`: its words stay, and what is around them reads over them.
fn remark(rest: &str, out: &mut String) -> usize {
    const LONGEST: usize = 4000;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b']');
    let Some(end) = end.filter(|&end| end > 2 && !rest[2..end].contains(['[', '<', '&'])) else {
        return 0;
    };
    out.extend(["<sup role=\"doc-noteref\">[", &rest[2..end], "]</sup>"]);
    end + 1
}

/// `10^6^`, as Pandoc raises a sign; and not `x^2 + y^2` or `2^3^4`.
fn raised(before: Option<char>, rest: &str, out: &mut String) -> usize {
    const LONGEST: usize = 24;
    let Some(end) = rest.bytes().skip(1).take(LONGEST).position(|byte| byte == b'^').map(|at| at + 1) else {
        return 0;
    };
    let inside = &rest[1..end];
    let plain = |c: char| c.is_alphanumeric() || "+-−–.,()*†‡".contains(c);
    let next = rest[end + 1..].chars().next();
    let number = inside.bytes().all(|byte| byte.is_ascii_digit());
    let within = before.is_some_and(char::is_alphanumeric)
        && next.is_some_and(|c| c.is_numeric() || (c.is_alphabetic() && !number));
    if inside.is_empty() || !inside.chars().all(plain) || within || before == Some('^') || next == Some('^') {
        return 0;
    }
    out.extend(["<sup>", inside, "</sup>"]);
    end + 1
}

/// `H~2~O`, as Pandoc lowers a sign; what is longer may be struck.
fn lowered(rest: &str, out: &mut String) -> usize {
    const LONGEST: usize = 4;
    let Some((inside, after)) = rest[1..]
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| !c.is_alphanumeric())
        .map(|(at, _)| rest[1..].split_at(at))
    else {
        return 0;
    };
    if inside.is_empty() || !after.starts_with('~') || after.starts_with("~~") {
        return 0;
    }
    out.extend(["<sub>", inside, "</sub>"]);
    inside.len() + 2
}

/// The length of `==` where it marks words as with a pen, from here or up to here.
fn marker(line: &str, at: usize, marked: &mut Option<usize>) -> usize {
    let (before, after) = (&line[..at], &line[at + 2..]);
    if after.starts_with('=') || before.ends_with('=') {
        return 0;
    }
    if let Some(end) = *marked
        && end == at
    {
        *marked = None;
        return 2;
    }
    if after.starts_with(char::is_whitespace) {
        return 0;
    }
    let Some(length) = after.find("==").filter(|&length| length > 0) else { return 0 };
    let inside = &after[..length];
    // Within a word, what is marked is of the word; else it is a comparison.
    let word = || inside.chars().all(char::is_alphanumeric) && inside.contains(char::is_alphabetic);
    if inside.ends_with(char::is_whitespace) || (before.ends_with(char::is_alphanumeric) && !word()) {
        return 0;
    }
    *marked = Some(at + 2 + length);
    2
}

/// A line without the address of its block, ` ^a1b2c3`.
fn without_address(line: &str) -> &str {
    let trimmed = line.trim_end();
    let Some(at) = trimmed.rfind('^') else { return line };
    let (before, id) = (&trimmed[..at], &trimmed[at + 1..]);
    let plain = id.len() >= 2 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let named = id.bytes().any(|b| b.is_ascii_alphabetic()) || id.len() >= 6;
    let apart = before.is_empty() || before.ends_with([' ', '\t']);
    let power =
        before.trim_end().ends_with(|c: char| c.is_numeric() || matches!(c, '+' | '=' | '*' | '/' | ')'));
    match plain && named && apart && !(power && id.len() < 4) {
        true => before.trim_end(),
        false => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_marks_read_as_their_readers_see_them() {
        for (written, read_as) in [
            ("In [[Ostermere]] and [[Hay Street|the street]].", "In Ostermere and the street."),
            ("In [[Barns#Fire]].", "In Barns > Fire."),
            ("Burnt ==in May==, ==all== of it.", "Burnt in May, all of it."),
            ("It %%or so%%burnt.", "It burnt."),
            ("It burnt. %%\nlong\n\nremark%% Yes.", "It burnt. \n\n\n Yes."),
            ("![[barn.png]]Burnt. ^a1b2c3\nNext", "Burnt.\nNext"),
            ("> [!quote] The *owner*\n> No.", "> The *owner*\n>\n>\n> No."),
            ("> [!note]+\n> No.", "> \n> No."),
            ("> [!note]-\n> No.\n>\n> > No.\n\n> Yes.", "> \n\n\n\n\n> Yes."),
            ("> Yes.\n> > [!note]- Closed\n> > No.\n> Yes.", "> Yes.\n> > Closed\n> >\n> >\n\n> Yes."),
        ] {
            assert_eq!(read(written), read_as, "{written}");
        }
        assert_eq!(read("87[^3] sheep"), "87<sup role=\"doc-noteref\">3</sup> sheep");
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for text in [
            "`[[a]]` and ``==b==`` == c ==",
            "```\n[[a]] ==b== %%c%%\n```\n",
            "if a==1 and b==2",
            "100%% sure",
            "\\[[a]]",
            "10 ^6",
            "2 ^n",
            "[^1]: The note.",
            "[[1]](https://example.org)",
            "====",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn code_closes_at_a_run_of_its_own_length() {
        for (text, read_as) in [
            ("`` [[a]] ` [[b]] `` [[c]]", "`` [[a]] ` [[b]] `` c"),
            ("` [[a]] `` [[b]]", "` a `` b"),
            ("\\`` [[a]] ` [[b]]", "\\`` [[a]] ` b"),
        ] {
            assert_eq!(read(text), read_as);
        }
        let runs: String = (1..800).rev().map(|n| "`".repeat(n) + " ").collect();
        assert_eq!(read(&format!("[[a]]{runs}")), format!("a{runs}"));
    }
}
