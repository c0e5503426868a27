//! Front matter that is nearly right: it would be published as text, and with it what it says is a draft.
//!
//! [`find`] looks through the lines at the top of a text, outside of code, for a fence or what may have been
//! meant for one, with keys below it. Nothing is read from what it finds: it is said, with what to write.

use std::ops::Range;

use super::{KEYS, draft};
use crate::base::diagnostic;
use crate::page::block;

/// What stands where front matter may have been meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NearFrontMatter {
    /// The words at fault.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

/// How far down front matter is looked for that stands below other text: more lines than anyone's heading and
/// comments have.
const LINES: usize = 100;

/// More bytes than any key with its `true` has, whatever spaces stand between.
const LONGEST_FLAG: usize = 200;

/// Keys of other programs that stand in front matter too.
const FOREIGN: [&str; 12] = [
    "layout",
    "tags",
    "categories",
    "author",
    "description",
    "id",
    "permalink",
    "type",
    "lastmod",
    "format",
    "image",
    "url",
];

/// A line, without its end.
#[derive(Clone, Copy)]
struct RawLine<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> RawLine<'t> {
    /// The line without what no one sees at its edges.
    fn bare(self) -> &'t str {
        self.text.trim_matches(is_unseen)
    }

    /// The place of what can be seen.
    fn range(self) -> Range<usize> {
        let start = self.start + (self.text.len() - self.text.trim_start_matches(is_unseen).len());
        start..start + self.bare().len()
    }
}

/// Finds front matter in a text that is read as none, from `from` on.
///
/// `is_top` says that nothing was read before: the text begins there.
pub(super) fn find(text: &str, from: usize, is_top: bool) -> Option<NearFrontMatter> {
    let lines: Vec<RawLine<'_>> = lines(text, from).take(2 * LINES).collect();
    let first = first_of_text(&lines)?;
    let whole = match is_top {
        true => without_fence(&lines[first..]).or_else(|| in_code(&lines[first..])),
        false => more(&lines[first..], first == 0),
    };
    if whole.is_some() {
        return whole;
    }
    // In a fence of code, its marks.
    let mut code: Option<&str> = None;
    // In what a page in MDX exports.
    let mut exported = false;
    for (i, line) in lines.iter().enumerate().take(LINES) {
        let bare = line.bare();
        let indent = line.text.len() - line.text.trim_start().len();
        if let Some(mark) = code {
            if bare.starts_with(mark) && bare.trim_start_matches(&mark[..1]).is_empty() {
                code = None;
            }
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark)) {
            code = Some(mark);
            continue;
        }
        exported |= bare.starts_with("export ");
        if (indent < 4 || exported) && says_draft(bare) || exported && exports_draft(bare) {
            return Some(NearFrontMatter {
                range: line.range(),
                message: format!("`{bare}` in the text does not hide this page"),
                help: "to make this page a draft, write `draft = true` (in YAML, `draft: true`) in front matter at the top of the file"
                    .to_owned(),
            });
        }
        exported &= !bare.is_empty() && !bare.contains('}');
        let odd = (i <= first && is_odd(bare)).then_some(Fence::Nearly);
        let Some(kind) = fence(bare).or(odd) else { continue };
        let below = &lines[i + 1..];
        let is_meant = match i <= first {
            true if kind == Fence::Right => keys(below).into_iter().any(is_known),
            true => {
                let names = keys(below);
                names
                    .into_iter()
                    .chain(own_key(bare))
                    .any(|name| ["draft", "title"].iter().any(|key| is_near(name, key)))
                    || names_language(bare) && below.iter().any(|line| line.bare() == "---")
            }
            // Below other text a line across the page may stand over any words.
            false => indent < 4 && kind == Fence::Right && is_whole(bare, below),
        };
        if is_meant {
            return Some(said(text, *line, kind, is_top && i <= first));
        }
    }
    None
}

/// A line that opens front matter, or may have been meant to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fence {
    /// `+++` or `---`, alone.
    Right,
    /// Something like it.
    Nearly,
}

/// What a line is, if it may be a fence.
fn fence(bare: &str) -> Option<Fence> {
    if matches!(bare, "+++" | "---") {
        return Some(Fence::Right);
    }
    // An editor may have made one long dash of three short ones.
    let is_mark = |c: char| matches!(c, '+' | '-' | '–' | '—' | '−' | ';' | '=' | '_' | '*' | '\\');
    let rest = bare.trim_start_matches(|c: char| is_mark(c) || c == ' ');
    let marks = bare[..bare.len() - rest.len()].chars().filter(|c| is_mark(*c)).count();
    let is_nearly = match rest.is_empty() {
        true => marks >= 2 || bare.starts_with(['—', '–']),
        // A few words may stand behind it, as in `---toml`.
        false => {
            ["---", "+++", ";;;"].iter().any(|fence| bare.starts_with(fence))
                && rest.split_whitespace().count() <= 6
        }
    };
    is_nearly.then_some(Fence::Nearly)
}

/// Whether a fence names the language of what stands in it, as in `---js`.
fn names_language(bare: &str) -> bool {
    bare.strip_prefix("---").is_some_and(|name| {
        !name.trim().is_empty() && name.trim().bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Whether a line on top of a text has nothing but one mark, again and again: a fence in another script or dress.
fn is_odd(bare: &str) -> bool {
    let mut chars = bare.chars();
    let Some(first) = chars.next() else { return false };
    !first.is_alphanumeric() && chars.clone().count() > 0 && chars.all(|c| c == first)
}

/// Whether a line says that the page is a draft, and nothing else, whatever stands around it: the marks of a
/// comment, of a list or of another program.
fn says_draft(bare: &str) -> bool {
    if bare.contains('`') || bare.starts_with('|') {
        return false;
    }
    let words = bare.trim_matches(|c: char| !c.is_alphanumeric());
    if words.len() > LONGEST_FLAG {
        return false;
    }
    let Some((name, value)) = words.split_once([':', '=', '：', '＝']) else { return false };
    // An item of a list may begin so.
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let value = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    name.eq_ignore_ascii_case("draft") && draft::is_flag(value, true)
        || name.eq_ignore_ascii_case("published") && draft::is_flag(value, false)
        || name.eq_ignore_ascii_case("status") && value.eq_ignore_ascii_case("draft")
}

/// Whether a line of what MDX exports says that the page is a draft: `export const draft = true`, or
/// `export const metadata = { title: "A", draft: true }`.
fn exports_draft(bare: &str) -> bool {
    let words = bare.strip_prefix("export ").unwrap_or(bare).trim_start();
    let words = ["const ", "let ", "var "].iter().find_map(|kind| words.strip_prefix(kind)).unwrap_or(words);
    words.split(['{', '}', ',', ';']).any(says_draft)
}

/// Front matter in a fence of code on top of a text.
fn in_code(lines: &[RawLine<'_>]) -> Option<NearFrontMatter> {
    let first = lines.first()?;
    let info = ["```", "~~~"].iter().find_map(|mark| first.bare().strip_prefix(mark))?;
    let info = info.trim_start_matches(['`', '~']).to_ascii_lowercase();
    let names: Vec<&str> = info.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let is_data = |name: &&str| {
        matches!(
            *name,
            "" | "yaml"
                | "yml"
                | "toml"
                | "json"
                | "json5"
                | "front"
                | "frontmatter"
                | "matter"
                | "meta"
                | "metadata"
                | "ini"
                | "text"
                | "txt"
                | "md"
                | "markdown"
        )
    };
    if block::is_block(info.trim()) || !names.iter().all(is_data) {
        return None;
    }
    let mut below = &lines[1..];
    while let Some((line, rest)) = below.split_first()
        && (line.bare().is_empty() || is_close(line.bare()))
    {
        below = rest;
    }
    keys(below).into_iter().any(is_title).then(|| NearFrontMatter {
        range: first.range(),
        message: "this front matter is in a code block, so it would be published as text".to_owned(),
        help:
            "make the first line of the file `+++` for TOML or `---` for YAML, and close with the same line"
                .to_owned(),
    })
}

/// More front matter below the line that closes it.
fn more(lines: &[RawLine<'_>], is_right_below: bool) -> Option<NearFrontMatter> {
    let first = lines.first()?;
    let run = above_close(lines);
    let closed = lines.get(run.len()).is_some_and(|line| is_close(line.bare()));
    let is_table = |line: &str| line.starts_with('[') && line.ends_with(']');
    let is_meant = |name: &str| if is_right_below { is_known(name) } else { is_near(name, "draft") };
    let is_more = closed
        && (key(first.bare()).is_some() || is_table(first.bare()) || is_inner(first.bare()))
        && run.iter().all(|line| key(line).is_some() || is_inner(line))
        && run.iter().filter_map(|line| key(line)).any(is_meant);
    is_more.then(|| NearFrontMatter {
        range: first.range(),
        message: "this looks like more front matter, but would be published as text".to_owned(),
        help: "front matter ends at the first line that closes it: delete that line, and keep the last"
            .to_owned(),
    })
}

/// Whether this is a key that only front matter has, whatever program it is for.
fn is_title(name: &str) -> bool {
    ["draft", "title"].iter().any(|key| name.eq_ignore_ascii_case(key))
}

/// Whether `title` or `draft` stands at the top of a text.
pub(super) fn has_title(inner: &str) -> bool {
    let lines: Vec<RawLine<'_>> = lines(inner, 0).take(LINES).collect();
    keys(&lines).into_iter().any(is_title)
}

/// The key that stands in the line of a fence itself, as in `--- title: A`.
fn own_key(bare: &str) -> Option<&str> {
    key(bare.trim_start_matches(['-', '+', ';', ' ']))
}

fn said(text: &str, line: RawLine<'_>, kind: Fence, is_first: bool) -> NearFrontMatter {
    let bare = line.bare();
    let mark = if bare.starts_with('+') { "+++" } else { "---" };
    let (message, help) = if kind == Fence::Nearly {
        (
            format!("`{bare}` does not open front matter, so the lines below would be published as text"),
            "make the first line of the file `+++` for TOML or `---` for YAML, and close with the same line"
                .to_owned(),
        )
    } else if !is_first {
        (
            "this front matter is not at the top of the file, so it would be published as text".to_owned(),
            format!("move all of it to the top; for a line across the page, write `***` instead of `{mark}`"),
        )
    } else if text[..line.start].trim_matches(is_unseen).is_empty()
        && text[..line.start].contains(['\n', '\r'])
    {
        (
            "the front matter has an empty line above it, so it would be published as text".to_owned(),
            format!("delete it: `{mark}` must be the first line of the file"),
        )
    } else if !line.text.starts_with(bare) && line.start == 0 {
        (
            format!(
                "there is something invisible before `{mark}`, so the front matter would be published as text"
            ),
            format!("delete it: the first line must be `{mark}` and nothing else"),
        )
    } else if text[..line.start].trim_matches(is_unseen).is_empty() {
        (
            "this front matter has other line endings than LF or CRLF, so it would be published as text"
                .to_owned(),
            "save the file with LF or CRLF line endings".to_owned(),
        )
    } else {
        (
            "the front matter has a comment above it, so it would be published as text".to_owned(),
            format!("move it below: `{mark}` must be the first line of the file"),
        )
    };
    NearFrontMatter { range: line.range(), message, help }
}

/// Front matter that begins without a fence: as JSON, or with its keys.
fn without_fence(lines: &[RawLine<'_>]) -> Option<NearFrontMatter> {
    let first = lines.first()?;
    let help =
        "write it as TOML after a first line `+++`, or as YAML after `---`, and close it with the same line";
    if let Some(rest) = first.bare().strip_prefix('{') {
        let next = lines.get(1).map_or("", |line| line.bare());
        let next = if rest.trim().is_empty() { next } else { rest.trim() };
        let has_known = next.split(',').chain(above_close(lines)).filter_map(key).any(is_known);
        return (next.starts_with('"') && has_known).then(|| NearFrontMatter {
            range: first.range(),
            message: "this front matter is JSON, so it would be published as text".to_owned(),
            help: help.to_owned(),
        });
    }
    let run = above_close(lines);
    let names: Vec<&str> = run.iter().filter_map(|line| key(line)).collect();
    let is_all_keys = run.iter().all(|line| key(line).is_some() || is_inner(line));
    let closed = lines.iter().take_while(|line| !line.bare().is_empty()).any(|line| is_close(line.bare()));
    let is_draft = names.iter().any(|name| is_near(name, "draft"));
    let is_meant = is_draft || closed && names.iter().any(|name| is_known(name));
    (key(first.bare()).is_some() && is_all_keys && is_meant).then(|| NearFrontMatter {
        range: first.range(),
        message: "this looks like front matter without an opening line, so it would be published as text"
            .to_owned(),
        help: help.to_owned(),
    })
}

/// The keys at the top of some lines: over empty lines and comments, then down to the next empty line or fence.
/// There are none if something else stands there first.
fn keys<'t>(lines: &[RawLine<'t>]) -> Vec<&'t str> {
    let over = lines.iter().take_while(|line| is_blank_or_comment(line.bare())).count();
    let run = above_close(&lines[over..]);
    match run.first() {
        Some(first) if key(first).is_some() || first.starts_with(['{', '[']) => {
            // JSON may stand in one line.
            run.into_iter()
                .flat_map(|line| line.split(if line.starts_with('{') { ',' } else { '\n' }))
                .filter_map(key)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The lines down to an empty one or a fence.
fn above_close<'t>(lines: &[RawLine<'t>]) -> Vec<&'t str> {
    lines.iter().map(|line| line.bare()).take_while(|line| !line.is_empty() && !is_close(line)).collect()
}

fn is_blank_or_comment(bare: &str) -> bool {
    bare.is_empty() || bare.starts_with('#')
}

/// Whether what stands below a fence is front matter as a whole: keys that are known, and the fence again.
fn is_whole(fence: &str, below: &[RawLine<'_>]) -> bool {
    let Some(end) = below.iter().position(|line| line.bare() == fence) else { return false };
    let first = below.iter().map(|line| line.bare()).find(|line| !is_blank_or_comment(line));
    let keys = || below[..end].iter().filter_map(|line| key(line.bare()));
    first.is_some_and(|line| key(line).is_some()) && keys().any(|key| matches!(key, "title" | "draft"))
}

/// The key of a line such as `title: A`, `"title": "A"` or `draft = true`.
fn key(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['{', ' ']);
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let line = line.trim_start_matches(['"', '\'']);
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))?;
    let mut rest = &line[end..];
    if let Some(quote) = quote {
        rest = rest.strip_prefix(quote)?;
    }
    let rest = rest.trim_start();
    // `https://…` is no key.
    let is_key = rest.starts_with('=') && !rest.starts_with("==")
        || rest
            .strip_prefix(':')
            .is_some_and(|rest| quote.is_some() || rest.is_empty() || rest.starts_with([' ', '\t', '"']));
    (end > 0 && is_key).then_some(&line[..end])
}

/// Whether this is a key of front matter, or nearly one.
fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    KEYS.contains(&lower.as_str())
        || FOREIGN.contains(&lower.as_str())
        || KEYS.iter().any(|key| is_near(name, key))
}

/// Whether a key may have been meant for another, but for a letter or two.
fn is_near(name: &str, key: &str) -> bool {
    diagnostic::nearest(name, [key]).is_some()
}

/// A line within the value of a key above.
fn is_inner(line: &str) -> bool {
    line.starts_with(['-', '#', ']', '}', '"', '['])
}

/// Whether a line may close front matter.
pub(super) fn is_close(bare: &str) -> bool {
    bare == "..."
        || bare.len() >= 3
            && (bare.bytes().all(|b| b == b'-') || bare.bytes().all(|b| b == b'+') || bare == ";;;")
}

/// Whether the lines below a `---` that nothing closes are keys: otherwise it is a line across the page.
pub(super) fn has_keys(below: &str) -> bool {
    let lines: Vec<RawLine<'_>> = lines(below, 0).take(LINES).collect();
    !keys(&lines).is_empty()
}

/// Whether one of the keys at the top of a text is one of front matter.
pub(super) fn has_known(inner: &str) -> bool {
    let lines: Vec<RawLine<'_>> = lines(inner, 0).take(LINES).collect();
    keys(&lines).into_iter().any(is_known)
}

/// Whether what stands between two lines `---` is text, and no keys that may have been meant for front matter.
pub(super) fn is_text(inner: &str) -> bool {
    let all: Vec<RawLine<'_>> = lines(inner, 0).collect();
    all.iter().any(|line| !line.bare().is_empty())
        && keys(&all).is_empty()
        && !all.iter().filter_map(|line| key(line.bare())).any(is_known)
        // As a list: `- draft: true`.
        && !all.iter().filter_map(|line| key(line.bare().trim_start_matches(['-', '*', ' ']))).any(is_title)
}

/// Where the text begins below front matter that nothing closes: behind the keys, and what may have been meant to
/// close them, whose place and words are given too.
pub(super) fn end_of_keys(text: &str, from: usize) -> (usize, Option<Range<usize>>) {
    let mut end = from;
    for line in lines(text, from) {
        let bare = line.bare();
        if bare.is_empty() {
            break;
        }
        end = line.start + line.text.len();
        end += usize::from(text[end..].starts_with('\r'))
            + usize::from(text[end..].trim_start_matches('\r').starts_with('\n'));
        if is_close(bare) || key(bare).is_none() && fence(bare).is_some() {
            return (end, Some(line.range()));
        }
    }
    (end, None)
}

/// The first line with text, over empty ones and comments.
fn first_of_text(lines: &[RawLine<'_>]) -> Option<usize> {
    let mut in_comment = false;
    lines.iter().position(|line| {
        let mut rest = line.bare();
        loop {
            if in_comment {
                let Some((_, after)) = rest.split_once("-->") else { return false };
                in_comment = false;
                rest = after.trim_matches(is_unseen);
            }
            match rest.strip_prefix("<!--") {
                Some(inner) => (in_comment, rest) = (true, inner),
                None => return !rest.is_empty(),
            }
        }
    })
}

/// The lines from an offset on, whatever ends them.
fn lines(text: &str, from: usize) -> impl Iterator<Item = RawLine<'_>> {
    let mut at = Some(from);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = &text[start..];
        // Nearly all lines are of ASCII and end with LF: those are found without reading each character.
        let plain = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let len = match rest[..plain].is_ascii() {
            true => plain,
            false => rest[..plain].find(['\u{2028}', '\u{2029}', '\u{85}']).unwrap_or(plain),
        };
        let mut ends = rest[len..].chars();
        at = ends.next().map(|end| {
            let both = end == '\r' && ends.next() == Some('\n');
            start + len + end.len_utf8() + usize::from(both)
        });
        Some(RawLine { start, text: &rest[..len] })
    })
}

/// Spaces, and marks that take none.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{180e}')
}
