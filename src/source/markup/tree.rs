//! The elements of a page as they open and close → lines of text.
//!
//! A [`Tree`] keeps the elements that are open, and what each of them does to the text within. It closes what
//! HTML lets authors leave open: a paragraph at the next block, an item at the next item. Markdown is read by the
//! same door: its blocks open and close the elements that they stand for.

use std::collections::{BTreeMap, HashMap};

use crate::source::markup::cells;
use crate::source::markup::css::{ElementStyle, HidingMethod, StyleSheet};
use crate::source::markup::elements::{is_block, is_cell, is_of_head, keeps_open, stands_for_itself};
use crate::source::markup::inline::{self, LinePiece};
use crate::source::markup::math::Math;
use crate::source::markup::unseen;
use crate::source::text::notes::{self, END, NOTE};
use crate::source::text::runs::RunGroup;
use crate::source::text::{TextLine, canonical_line};

/// The attributes of an element. Names are in small letters.
#[derive(Debug, Default)]
pub(super) struct Attributes(pub(super) BTreeMap<String, String>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.get("class").unwrap_or_default().split_ascii_whitespace()
    }
}

/// How many elements are looked at for the one that a tag closes without naming it.
const REACH: usize = 64;

/// Signs within raised signs deeper than this are not told apart.
const DEEPEST: usize = 6;

/// A page in the making.
#[derive(Default)]
pub(super) struct Tree {
    done: Vec<TextLine>,
    open: Vec<OpenElement>,
    /// How many elements of a name are open.
    count: HashMap<String, usize>,
    /// What of the line is read, and of the raised signs and the like that are open in it.
    line: Vec<LinePiece>,
    frames: Vec<Frame>,
    hidden: usize,
    preformatted: usize,
    quotations: usize,
    group: u32,
    groups: u32,
    math: Option<Math>,
    /// The number that the next item of each open list has, if it is said.
    lists: Vec<Option<i64>>,
    /// The mark of an item that has no words yet.
    mark: String,
    /// The page is in a language that raises `a` and `o` in ordinals.
    pub(super) romance: bool,
    /// What the page's styles say.
    pub(super) sheet: StyleSheet,
    /// How the outermost hidden element hides, if what is in it may be seen again.
    yielding: Option<HidingMethod>,
}

/// An element that is open.
struct OpenElement {
    name: String,
    does: Vec<ElementEffect>,
}

impl OpenElement {
    fn is_closed(&self) -> bool {
        self.does.iter().any(|does| matches!(does, ElementEffect::Closed))
    }

    fn is_fraction(&self) -> bool {
        self.does.iter().any(|does| matches!(does, ElementEffect::Fraction))
    }
}

/// What an element does, to be undone when it closes.
enum ElementEffect {
    /// With what was yielding before it.
    Hide(Option<HidingMethod>),
    /// It is seen again: the summary of what is closed, or what styles show.
    Show,
    /// It is what can be opened and is not.
    Closed,
    /// Its numbers are set as a fraction, by their classes.
    Fraction,
    Preformat,
    /// It stands for itself; this is the group around it.
    Part(u32),
    /// How many frames were open before it.
    Frame(usize),
    Quote,
    Math,
    List,
}

/// A part of a line that is set by itself.
struct Frame {
    kind: ElementKind,
    /// Something in it says that it is the mark of a note.
    note: bool,
    pieces: Vec<LinePiece>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementKind {
    Raised,
    Lowered,
    /// The parts of a fraction that a page sets by classes.
    Above,
    Below,
    /// A link or a span that says that it is a note's mark.
    Note,
    /// What is seen and not heard.
    Seen,
    /// A link that may be no more than the sign of a heading.
    Anchor,
}

impl Tree {
    /// An element opens.
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes, self_closing: bool) {
        if let Some(math) = &mut self.math {
            math.open(name);
            if self_closing {
                math.close(name);
            }
            return;
        }
        self.imply(name);
        let block = is_block(name);
        if block && self.hidden == 0 {
            self.end_block();
        }
        match name {
            "br" => return self.end_line(),
            "hr" => return self.end_block(),
            "img" if self.hidden == 0 && unseen::is_letter(attributes) => {
                return self.push(LinePiece::Picture);
            }
            "wbr" | "img" | "input" | "meta" | "link" | "col" | "area" | "base" | "source" | "track"
            | "embed" | "param" | "basefont" | "bgsound" | "frame" | "keygen" => return,
            "svg" | "math" if self_closing => return,
            "html" => {
                let tongue = attributes.get("lang").unwrap_or_default().get(..2).unwrap_or_default();
                self.romance = matches!(tongue, "es" | "pt" | "it" | "gl" | "ca");
            }
            "td" | "th" => self.cell(),
            _ => {}
        }
        let mut does = Vec::new();
        self.list(name, attributes, &mut does);
        if stands_for_itself(name) || (block && attributes.classes().any(|class| class.contains("caption"))) {
            does.push(ElementEffect::Part(self.group));
            self.groups += 1;
            self.group = self.groups;
        }
        let look = self.sheet.look(name, attributes);
        if self.hidden == 1 && self.yielding.is_some_and(|way| look.says(way) == Some(false)) {
            self.hidden = 0;
            does.push(ElementEffect::Show);
        }
        if self.hidden == 0 {
            self.effects(name, attributes, &look, &mut does);
        } else if name == "summary"
            && self.hidden == 1
            && self.open.last().is_some_and(OpenElement::is_closed)
        {
            self.hidden = 0;
            does.push(ElementEffect::Show);
        }
        *self.count.entry(name.to_owned()).or_default() += 1;
        self.sheet.enter(name, attributes);
        self.open.push(OpenElement { name: name.to_owned(), does });
    }

    /// What an element that is seen so far does to what is in it.
    fn effects(
        &mut self,
        name: &str,
        attributes: &Attributes,
        look: &ElementStyle,
        does: &mut Vec<ElementEffect>,
    ) {
        let block = is_block(name);
        let struck = unseen::is_struck(name, attributes, look);
        if struck {
            self.push(LinePiece::Struck { space: false });
        }
        let heard = unseen::is_heard_only(attributes, look);
        if heard {
            self.push(LinePiece::Heard);
        }
        // Of what can be opened and is not, only the summary is seen.
        let closed = name == "details" && !attributes.has("open");
        if closed {
            does.push(ElementEffect::Closed);
        }
        let ornament = attributes.get("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let yielding = [HidingMethod::Visibility, HidingMethod::FontSize]
            .into_iter()
            .find(|way| look.says(*way) == Some(true));
        let hides = struck
            || heard
            || closed
            || (ornament && (block || unseen::is_drawn(attributes)))
            || unseen::by_element(name, attributes)
            || unseen::is_furniture(attributes)
            || unseen::by_attribute(name, attributes, look);
        if hides || yielding.is_some() {
            self.hidden += 1;
            does.push(ElementEffect::Hide(self.yielding));
            self.yielding = yielding.filter(|_| !hides);
            return;
        }
        if ornament {
            self.frame(ElementKind::Seen, does);
        }
        let part = |part: &str| attributes.classes().any(|class| class == part);
        let in_fraction = self.open.iter().rev().take(3).any(OpenElement::is_fraction);
        if part("frac") || part("sfrac") {
            does.push(ElementEffect::Fraction);
        }
        match name {
            "pre" => {
                self.preformatted += 1;
                does.push(ElementEffect::Preformat);
            }
            "q" => {
                self.push(LinePiece::Text(if self.quotations.is_multiple_of(2) { "“" } else { "‘" }.into()));
                self.quotations += 1;
                does.push(ElementEffect::Quote);
            }
            "math" => {
                self.math = Some(Math::new());
                does.push(ElementEffect::Math);
            }
            "sup" => self.frame(ElementKind::Raised, does),
            "sub" => self.frame(ElementKind::Lowered, does),
            "span" if part("num") && in_fraction => self.frame(ElementKind::Above, does),
            "span" if part("den") && in_fraction => self.frame(ElementKind::Below, does),
            "a" if unseen::is_anchor(name, attributes) => return self.frame(ElementKind::Anchor, does),
            _ => {}
        }
        if unseen::is_note(name, attributes) {
            match self.frames.iter_mut().rev().find(|frame| frame.kind == ElementKind::Raised) {
                Some(frame) => frame.note = true,
                None if !block => self.frame(ElementKind::Note, does),
                None => {}
            }
        }
    }

    fn list(&mut self, name: &str, attributes: &Attributes, does: &mut Vec<ElementEffect>) {
        let number =
            |attribute: &str| attributes.get(attribute).and_then(|value| value.trim().parse::<i64>().ok());
        match name {
            "ol" | "ul" | "menu" => {
                self.lists.push(number("start").filter(|&start| start != 1));
                does.push(ElementEffect::List);
            }
            "li" => {
                if let Some(next) = self.lists.last_mut() {
                    *next = number("value").or(*next);
                    if let Some(number) = next {
                        self.mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether an element of this name is open.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.count.get(name).is_some_and(|&count| count > 0)
    }

    /// The mark with which the next words of an item begin.
    pub(super) fn mark_item(&mut self, mark: String) {
        self.mark = mark;
    }

    /// An element closes.
    pub(super) fn close(&mut self, name: &str) {
        if let Some(math) = &mut self.math
            && name != "math"
        {
            return math.close(name);
        }
        if name == "br" {
            return self.end_line();
        }
        if self.count.get(name).is_none_or(|&count| count == 0) {
            return;
        }
        let mut depth = None;
        for (i, open) in self.open.iter().enumerate().rev().take(1 << 12) {
            if open.name == name {
                depth = Some(i);
                break;
            }
            if keeps_open(&open.name, name) {
                break;
            }
        }
        if let Some(depth) = depth {
            self.pop_to(depth);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(OpenElement { name, does }) = self.open.pop() else { break };
            self.sheet.leave();
            if let Some(count) = self.count.get_mut(&name) {
                *count = count.saturating_sub(1);
            }
            let hides = does.iter().filter(|does| matches!(does, ElementEffect::Hide(_))).count();
            if is_block(&name) && self.hidden <= hides {
                self.end_block();
            }
            for does in does.into_iter().rev() {
                match does {
                    ElementEffect::Hide(before) => {
                        self.hidden = self.hidden.saturating_sub(1);
                        self.yielding = before;
                    }
                    ElementEffect::Show => self.hidden += 1,
                    ElementEffect::Closed | ElementEffect::Fraction => {}
                    ElementEffect::Preformat => self.preformatted = self.preformatted.saturating_sub(1),
                    ElementEffect::Part(group) => self.group = group,
                    ElementEffect::Frame(before) => self.settle(before),
                    ElementEffect::Quote => {
                        self.quotations = self.quotations.saturating_sub(1);
                        self.push(LinePiece::Text(
                            if self.quotations.is_multiple_of(2) { "”" } else { "’" }.into(),
                        ));
                    }
                    ElementEffect::Math => {
                        let formula = self.math.take().map(Math::finish).unwrap_or_default();
                        self.words(&formula);
                    }
                    ElementEffect::List => {
                        self.lists.pop();
                    }
                }
            }
        }
    }

    /// Closes what ends where an element of this name begins.
    fn imply(&mut self, name: &str) {
        let Some(outer) = self.open.last().map(|open| open.name.as_str()) else { return };
        // A head need not be closed: it ends where something stands that is not of a head.
        if outer == "head" && !is_of_head(name) {
            self.close_through("head");
        }
        // What was never closed must not swallow the article.
        if matches!(name, "main" | "article") && self.count.get("nav").is_some_and(|&n| n > 0) {
            self.close_through("nav");
        }
        match name {
            "li" => self.end_nearest(&["li"], &["ul", "ol", "menu", "table", "blockquote"]),
            "dt" | "dd" => self.end_nearest(&["dt", "dd"], &["dl", "table"]),
            "tr" => self.end_nearest(&["tr"], &["table"]),
            "td" | "th" => self.end_nearest(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => {
                self.end_nearest(&["tbody", "thead", "tfoot", "caption"], &["table"]);
            }
            "option" => self.end_nearest(&["option"], &["select", "datalist"]),
            "rt" | "rp" => self.end_nearest(&["rt", "rp"], &["ruby"]),
            _ => {}
        }
        if is_block(name) {
            self.end_nearest(&["p"], &[]);
        }
    }

    /// Closes the nearest open element of one of these names; what `stops`, and every other block unless it is
    /// among them, keeps it open.
    fn end_nearest(&mut self, names: &[&str], stops: &[&str]) {
        let mut found = None;
        for (i, open) in self.open.iter().enumerate().rev().take(REACH) {
            if names.contains(&&*open.name) {
                found = Some(i);
                break;
            }
            let other = is_block(&open.name) || is_cell(&open.name);
            if stops.contains(&&*open.name) || (stops.is_empty() && other) {
                break;
            }
        }
        if let Some(depth) = found {
            self.pop_to(depth);
        }
    }

    fn close_through(&mut self, name: &str) {
        if let Some(depth) = self.open.iter().rposition(|open| open.name == name) {
            self.pop_to(depth);
        }
    }

    /// Text in which white space is only space, unless the element says otherwise.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(math) = &mut self.math {
            return math.text(text);
        }
        match self.preformatted {
            0 => self.words(text),
            _ => self.code(text),
        }
    }

    /// Text in which a line feed ends a line.
    pub(super) fn code(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                match self.has_words() {
                    true => self.end_line(),
                    false => self.end_block(),
                }
            }
            self.words(line);
        }
    }

    fn has_words(&self) -> bool {
        self.line
            .iter()
            .take(8)
            .any(|piece| !matches!(piece, LinePiece::Text(text) if text.trim().is_empty()))
    }

    fn words(&mut self, text: &str) {
        if self.hidden > 0 {
            let pieces = self.frames.last_mut().map_or(&mut self.line, |frame| &mut frame.pieces);
            if let Some(LinePiece::Struck { space }) = pieces.last_mut() {
                *space |= text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
            }
            return;
        }
        if !self.mark.is_empty() && !text.trim().is_empty() {
            let mark = std::mem::take(&mut self.mark);
            self.push(LinePiece::Text(mark));
        }
        if self.frames.is_empty() && self.line.is_empty() && text.trim().is_empty() {
            return;
        }
        let text = match text.contains(notes::is_sign) {
            true => text.replace(notes::is_sign, "\u{fffd}"),
            false => text.to_owned(),
        };
        self.push(LinePiece::Text(text));
    }

    fn push(&mut self, piece: LinePiece) {
        let pieces = match self.frames.last_mut() {
            Some(frame) => &mut frame.pieces,
            None => &mut self.line,
        };
        match (pieces.last_mut(), piece) {
            (Some(LinePiece::Text(last)), LinePiece::Text(text)) => last.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }

    /// The cells of a row are told apart.
    fn cell(&mut self) {
        if self.hidden == 0 && self.frames.is_empty() && self.has_words() {
            self.push(LinePiece::Text(" | ".into()));
        }
    }

    fn frame(&mut self, kind: ElementKind, does: &mut Vec<ElementEffect>) {
        if self.frames.len() >= DEEPEST {
            return self.push(LinePiece::Text(" ".into()));
        }
        does.push(ElementEffect::Frame(self.frames.len()));
        self.frames.push(Frame { kind, note: false, pieces: Vec::new() });
    }

    /// Sets the frames that are open beyond the first so many.
    fn settle(&mut self, keep: usize) {
        while self.frames.len() > keep {
            let Some(Frame { kind, note, pieces }) = self.frames.pop() else { break };
            let text = inline::set(&pieces, self.romance);
            match kind {
                ElementKind::Raised => self.push(LinePiece::Raised { text, note }),
                ElementKind::Lowered => self.push(LinePiece::Lowered(text)),
                ElementKind::Seen => self.push(LinePiece::Seen(text)),
                ElementKind::Above => {
                    self.push(LinePiece::Raised { text: format!("{text}\u{2044}"), note: false });
                }
                ElementKind::Below => self.below(text),
                ElementKind::Note => self.note(&text),
                ElementKind::Anchor if unseen::is_anchor_sign(&text) => {}
                ElementKind::Anchor => self.push(LinePiece::Text(text)),
            }
        }
    }

    /// The lower part of a fraction that a page sets by classes: its upper part is the last that is raised.
    fn below(&mut self, below: String) {
        let pieces = match self.frames.last_mut() {
            Some(frame) => &mut frame.pieces,
            None => &mut self.line,
        };
        let above = pieces
            .iter()
            .enumerate()
            .rev()
            .take(6)
            .find(|(_, piece)| matches!(piece, LinePiece::Raised { .. }));
        match above.map(|(at, _)| at).map(|at| pieces.drain(at..).next()) {
            Some(Some(LinePiece::Raised { text, .. })) => {
                let above = text.trim_end_matches('\u{2044}').trim().to_owned();
                pieces.push(LinePiece::Fraction(above, below.trim().to_owned()));
            }
            _ => pieces.push(LinePiece::Lowered(below)),
        }
    }

    /// A link or a span that may be the mark of a note: it is one if it looks like one, and hangs on a word.
    fn note(&mut self, text: &str) {
        let mark = text.trim();
        let bracketed = mark.len() <= 24 && mark.starts_with(['[', '(']) && mark.ends_with([']', ')']);
        let number = (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit());
        let symbol = !mark.is_empty()
            && mark.chars().count() <= 3
            && mark.chars().all(|c| "*†‡§¶#^↑↩⏎∗".contains(c) || plain_raised(c) || c == '\u{fe0e}');
        let pieces = self.frames.last().map_or(&self.line, |frame| &frame.pieces);
        let hangs = match pieces.last() {
            Some(LinePiece::Text(before)) => {
                before.ends_with(|c: char| !c.is_whitespace()) && !before.ends_with(['(', '['])
            }
            Some(_) => true,
            None => false,
        };
        if number && hangs && text == mark {
            return self.push(LinePiece::Raised { text: text.to_owned(), note: true });
        }
        match (bracketed && mark.contains(|c: char| c.is_ascii_digit())) || symbol {
            true => {
                let bare = text.replace(notes::is_sign, "");
                self.push(LinePiece::Text(format!("{NOTE}{bare}{END}")));
            }
            false => self.push(LinePiece::Text(text.to_owned())),
        }
    }

    /// Ends the line, within the paragraph.
    pub(super) fn end_line(&mut self) {
        if self.math.is_some() || self.hidden > 0 {
            return;
        }
        match self.frames.is_empty() {
            true => self.set_line(),
            false => self.push(LinePiece::Text(" ".into())),
        }
    }

    fn set_line(&mut self) {
        let pieces = std::mem::take(&mut self.line);
        let line = match &pieces[..] {
            [] => return,
            [LinePiece::Text(text)] => canonical_line(text),
            pieces => canonical_line(&inline::set(pieces, self.romance)),
        };
        let line = match line.strip_suffix('|') {
            Some(row) => row.trim_end_matches(['|', ' ']).to_owned(),
            None => line,
        };
        let line = if self.is_in("table") { cells::with_negatives(line) } else { line };
        if line.contains(|c| !notes::is_sign(c)) {
            self.done.push(TextLine::Words(notes::mark(line), RunGroup(self.group)));
        }
    }

    /// Ends the paragraph.
    pub(super) fn end_block(&mut self) {
        self.settle(0);
        self.set_line();
        if !matches!(self.done.last(), None | Some(TextLine::Break)) {
            self.done.push(TextLine::Break);
        }
    }

    /// All lines.
    pub(super) fn finish(mut self) -> Vec<TextLine> {
        self.pop_to(0);
        self.end_block();
        self.done
    }
}

fn plain_raised(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}
