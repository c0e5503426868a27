//! Text with a look: the one place where a reference's faults are mended, and where it is escaped.
//!
//! A reference is short, so it is kept as one value for each character: mending then sees a doubled
//! full stop whether or not an end of italics or a quotation mark stands between the two.

use super::Reference;
use crate::base::address::encode;

/// How a character looks; a set of bits.
pub(super) type CharStyle = u8;
pub(super) const ITALIC: CharStyle = 1;
pub(super) const BOLD: CharStyle = 2;
pub(super) const SMALL_CAPS: CharStyle = 4;
pub(super) const SUPER: CharStyle = 8;
pub(super) const SUB: CharStyle = 16;

/// One character of a reference.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) look: CharStyle,
    /// The link it is part of: one more than its place in [`Rich::links`], 0 for none.
    link: u16,
    /// Which of a reference's dates it is part of, counted from 1; 0 for none.
    pub(super) date: u16,
    /// Whether it stands within the value of a field, where nothing may be mended.
    own: bool,
}

/// A reference before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    pub(super) glyphs: Vec<Glyph>,
    /// Addresses, `http:` or `https:` all of them.
    links: Vec<String>,
}

impl Rich {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str, look: CharStyle, date: u16) {
        self.glyphs.extend(text.chars().map(|c| Glyph { c, look, link: 0, date, own: false }));
    }

    /// Adds a link; text alone if its address is not one that a reader can safely follow.
    pub(super) fn push_link(&mut self, text: &str, look: CharStyle, url: &str) {
        let link = match (safe_url(url), u16::try_from(self.links.len() + 1)) {
            (Some(url), Ok(link)) => {
                self.links.push(url);
                link
            }
            _ => 0,
        };
        self.glyphs.extend(text.chars().map(|c| Glyph { c, look, link, date: 0, own: true }));
    }

    /// Puts text in place of a range.
    pub(super) fn replace(&mut self, range: std::ops::Range<usize>, text: &str, look: CharStyle, date: u16) {
        let new: Vec<_> = text.chars().map(|c| Glyph { c, look, link: 0, date, own: true }).collect();
        self.glyphs.splice(range, new);
    }

    /// Where `text` first stands from `from` on.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let wanted: Vec<char> = text.chars().collect();
        let found = |i: &usize| {
            self.glyphs[*i..].len() >= wanted.len()
                && self.glyphs[*i..].iter().zip(&wanted).all(|(glyph, c)| same(glyph.c, *c))
        };
        (from..self.glyphs.len()).find(found)
    }

    /// Marks where the value of a field stands, so that `Yes.. no` in a title stays what it is. Only
    /// values that mending would touch need it.
    pub(super) fn protect(&mut self, value: &str) {
        let plain: Vec<_> =
            value.chars().map(|c| Glyph { c, look: 0, link: 0, date: 0, own: false }).collect();
        let mended = mended(plain.clone());
        let inner = value.trim_end_matches(END).trim_start_matches(START);
        if mended.len() == plain.len() && inner.len() == value.len() {
            return;
        }
        if let Some(start) = self.find(value, 0) {
            for glyph in &mut self.glyphs[start..start + plain.len()] {
                glyph.own = true;
            }
        }
    }

    /// Gives back the capitals that the processor's title case takes from a field: `U.S.` became
    /// `U.s.`. A style may lower the first letter of a short word (`After`, `The`).
    pub(super) fn keep_capitals(&mut self, value: &str) {
        let value = value.trim_end_matches(END);
        let Some(start) = self.find(value, 0) else { return };
        let chars: Vec<char> = value.chars().collect();
        let mut begins = 0;
        for (i, c) in chars.iter().enumerate() {
            if c.is_whitespace() {
                begins = i + 1;
            }
            let word = || chars[begins..].iter().take_while(|c| !c.is_whitespace()).count();
            if c.is_uppercase() && (i > begins || word() > 5) {
                self.glyphs[start + i].c = *c;
            }
        }
    }

    /// The finished reference: mended, and escaped.
    pub(super) fn finish(mut self) -> Reference {
        self.glyphs = mended(self.glyphs);
        inner_quotes(&mut self.glyphs);
        Reference { html: self.html(), text: self.glyphs.iter().map(|glyph| glyph.c).collect() }
    }

    fn html(&self) -> String {
        let mut html = String::with_capacity(self.glyphs.len() * 2);
        let mut rest = &*self.glyphs;
        while let Some(first) = rest.first() {
            let of_link = rest.iter().take_while(|glyph| glyph.link == first.link).count();
            let (part, after) = rest.split_at(of_link);
            let url = first.link.checked_sub(1).and_then(|i| self.links.get(usize::from(i)));
            if let Some(url) = url {
                html.push_str("<a href=\"");
                url.chars().for_each(|c| escape(c, &mut html));
                html.push_str("\" rel=\"external\">");
            }
            write_looks(part, &mut html);
            if url.is_some() {
                html.push_str("</a>");
            }
            rest = after;
        }
        html
    }
}

const ELEMENTS: [(CharStyle, &str, &str); 5] = [
    (ITALIC, "<i>", "</i>"),
    (BOLD, "<b>", "</b>"),
    (SMALL_CAPS, "<span class=\"small-caps\">", "</span>"),
    (SUPER, "<sup>", "</sup>"),
    (SUB, "<sub>", "</sub>"),
];

fn write_looks(mut rest: &[Glyph], html: &mut String) {
    while let Some(first) = rest.first() {
        let (part, after) = rest.split_at(rest.iter().take_while(|glyph| glyph.look == first.look).count());
        let on = |look: &&(CharStyle, &str, &str)| first.look & look.0 != 0;
        ELEMENTS.iter().filter(on).for_each(|element| html.push_str(element.1));
        part.iter().for_each(|glyph| escape(glyph.c, html));
        ELEMENTS.iter().rev().filter(on).for_each(|element| html.push_str(element.2));
        rest = after;
    }
}

fn escape(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        c => html.push(c),
    }
}

/// The address, if it is one of the web; with what has no place in an address percent-encoded.
pub(super) fn safe_url(url: &str) -> Option<String> {
    let url = url.trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| {
        url.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|start| &url[start.len()..])
    })?;
    if host.is_empty() || host.starts_with(['/', '?', '#']) {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c) => {
                safe.push_str(&encode(c.encode_utf8(&mut [0; 4])));
            }
            c => safe.push(c),
        }
    }
    Some(safe)
}

/// What may stand before the full stop or comma that the two share.
const CLOSING: [char; 6] = ['”', '’', '»', '"', '\u{202f}', '“'];
/// What a part of a reference may end in, and the next begin with.
const END: [char; 6] = ['.', ',', ';', ':', '?', '!'];
const START: [char; 6] = END;

/// The text without what the processor leaves where a part of a reference is empty or ends in a mark
/// of its own: `..`, `,.`, `. .`, `?.`, `()`, `“”`, doubled spaces, marks at the beginning.
fn mended(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut glyphs = glyphs.into_iter().peekable();
    while let Some(mut glyph) = glyphs.next() {
        if glyph.own {
            // A value that ends in a mark of its own is still followed by the style's.
            out.push(glyph);
            continue;
        }
        let next = glyphs.peek().map(|next| next.c);
        if glyph.c == '\n' || glyph.c == '\t' {
            glyph.c = ' ';
        }
        match glyph.c {
            ' ' if out.last().is_none_or(|last| last.c.is_whitespace()) => {}
            '.' | ',' | ';' | ':' => push_mark(&mut out, glyph, next),
            ')' | ']' | '”' | '»' => push_closing(&mut out, glyph),
            _ => out.push(glyph),
        }
    }
    let start = out
        .iter()
        .take_while(|glyph| !glyph.own && (glyph.c == ' ' || START[..4].contains(&glyph.c)))
        .count();
    out.drain(..start);
    while out.last().is_some_and(|last| !last.own && matches!(last.c, ' ' | ',' | ';' | ':')) {
        out.pop();
    }
    out
}

/// Adds `.`, `,`, `;` or `:`, unless the mark before it says as much.
fn push_mark(out: &mut Vec<Glyph>, mark: Glyph, next: Option<char>) {
    // An ellipsis is no doubled full stop.
    let dots = out.iter().rev().take_while(|last| last.c == '.').count();
    if mark.c == '.' && (next == Some('.') || dots > 1) {
        out.push(mark);
        return;
    }
    // What the mark follows, seen through spaces and quotation marks.
    let mut spaces = 0;
    let mut before = out.len();
    while let Some(last) = before.checked_sub(1).map(|i| out[i]) {
        match last.c {
            ' ' if !last.own && before + spaces == out.len() => spaces += 1,
            c if CLOSING.contains(&c) => {}
            _ => break,
        }
        before -= 1;
    }
    let Some(last) = before.checked_sub(1).map(|i| out[i]) else {
        out.push(mark);
        return;
    };
    let through_quotes = before + spaces < out.len();
    match (last.c, mark.c) {
        ('.' | '?' | '!', '.') => {
            out.truncate(out.len() - spaces);
        }
        // `et al.,` and `ed.:` are right, `.,` after a quotation mark or a space is not.
        ('.', ',' | ';' | ':') if !through_quotes && spaces == 0 => out.push(mark),
        (',' | ';' | ':', '.' | ',' | ';' | ':') if !last.own && !through_quotes => {
            out.truncate(before);
            // The stronger of the two stays.
            if let Some(kept) = out.last_mut() {
                kept.c = if mark.c == ',' { last.c } else { mark.c };
            }
        }
        _ => {
            out.truncate(out.len() - spaces);
            out.push(mark);
        }
    }
}

/// Adds a closing bracket or quotation mark, or takes back the opening one if nothing is between.
fn push_closing(out: &mut Vec<Glyph>, closing: Glyph) {
    let opening = match closing.c {
        ')' => '(',
        ']' => '[',
        '”' => '“',
        _ => '«',
    };
    let content = out.iter().rposition(|glyph| glyph.c != ' ' && !START[..4].contains(&glyph.c));
    match content {
        Some(at) if out[at].c == opening && !out[at].own => {
            out.truncate(at);
        }
        _ => {
            // `(2013, )`: the part after the comma is empty. A quotation holds its comma rightly.
            let bracket = matches!(closing.c, ')' | ']');
            while out.last().is_some_and(|last| {
                !last.own && (last.c == ' ' || bracket && matches!(last.c, ',' | ';' | ':'))
            }) {
                out.pop();
            }
            out.push(closing);
        }
    }
}

/// Quotation marks within quotation marks become single ones, which the processor does only for text
/// that it quotes itself. Nothing is changed where they do not pair.
fn inner_quotes(glyphs: &mut [Glyph]) {
    let mut depth = 0_usize;
    let mut inner = Vec::new();
    for (i, glyph) in glyphs.iter().enumerate() {
        match glyph.c {
            '“' => {
                if depth % 2 == 1 {
                    inner.push((i, '‘'));
                }
                depth += 1;
            }
            '”' => {
                let Some(less) = depth.checked_sub(1) else { return };
                depth = less;
                if depth % 2 == 1 {
                    inner.push((i, '’'));
                }
            }
            _ => {}
        }
    }
    if depth == 0 {
        for (i, c) in inner {
            glyphs[i].c = c;
        }
    }
}

/// Whether two characters are one but for their case, which styles change.
fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}
