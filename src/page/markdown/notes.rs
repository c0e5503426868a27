//! Footnotes: references find their definitions, and the order in which a reader meets them is theirs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Footnote, Fragment, MarkdownReader, Target, fragment_uses};
use crate::base::diagnostic::Diagnostic;
use crate::base::letters::nfc;
use crate::base::rule;

/// The label of a footnote as labels are compared: however it is typed, composed or not.
pub(super) fn note_label(label: &str) -> String {
    nfc(label).to_lowercase()
}

impl MarkdownReader<'_> {
    /// A text that is read by itself, such as one of a block, with a definition below for each footnote of the
    /// page that it refers to: without one, Markdown takes no reference for one.
    pub(super) fn with_notes<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        let mut met = HashSet::new();
        for at in memchr::memmem::find_iter(text.as_bytes(), b"[^") {
            let label = &text[at + 2..];
            let Some(end) = label.find([']', '[', ' ', '\n']).filter(|&end| label[end..].starts_with(']'))
            else {
                continue;
            };
            let label = &label[..end];
            if self.labels.contains_key(&note_label(label)) && met.insert(label) {
                let _ = write!(out.to_mut(), "\n\n[^{label}]: x");
            }
        }
        out
    }

    /// When all is read, references to footnotes find their definitions, and ordinary notes are put in the order
    /// in which the text first refers to them: those of notes behind those of the text.
    pub(super) fn settle_notes(&mut self) {
        for (marker, label) in std::mem::take(&mut self.pending) {
            let Some(&note) = self.labels.get(&note_label(&label)) else { continue };
            self.body.uses[marker as usize].target = match self.body.notes[note as usize].evidence {
                Some(group) => Target::Group(group),
                None => Target::Note(note),
            };
        }
        for (uses, span) in std::mem::take(&mut self.cites) {
            let uses = &self.body.uses[uses];
            if !uses.is_empty() && !uses.iter().any(|marker| matches!(marker.target, Target::Group(_))) {
                self.found.push(
                    Diagnostic::at(&rule::BAD_BLOCK, self.path, span, "this note has no citation").help(
                        "begin the note with a citation, as in `[^price]: [@key] \"words\"`, or cite here",
                    ),
                );
            }
        }
        let body = &self.body;
        let mut met: HashSet<Target> = HashSet::new();
        let mut order: Vec<u32> = Vec::new();
        let mut next = 0;
        let mut meet = |fragment: &Fragment, order: &mut Vec<u32>| {
            fragment_uses(body, fragment, &mut |index| {
                let target = body.uses[index as usize].target;
                if met.insert(target)
                    && let Target::Note(note) = target
                {
                    order.push(note);
                }
            });
        };
        body.lede.iter().for_each(|lede| meet(&lede.html, &mut order));
        let mut text = Some(&body.main);
        while let Some(fragment) = text {
            meet(fragment, &mut order);
            text = order.get(next).map(|&note| &body.notes[note as usize].text);
            next += 1;
        }
        for (index, note) in (0u32..).zip(&body.notes) {
            let target = note.evidence.map_or(Target::Note(index), Target::Group);
            if !met.contains(&target) {
                let message = format!("nothing refers to the note `{}`", note.label);
                self.found.push(
                    Diagnostic::at(&rule::UNUSED_NOTE, self.path, note.span, message)
                        .help(format!("write `[^{}]` where it belongs, or remove the note", note.label)),
                );
            }
            if !matches!(target, Target::Note(_)) || !met.contains(&target) {
                order.push(index);
            }
        }
        let mut places = vec![0; order.len()];
        for (place, &note) in (0u32..).zip(&order) {
            places[note as usize] = place;
        }
        for marker in &mut self.body.uses {
            if let Target::Note(note) = &mut marker.target {
                *note = places[*note as usize];
            }
        }
        let mut notes: Vec<Option<Footnote>> =
            std::mem::take(&mut self.body.notes).into_iter().map(Some).collect();
        self.body.notes = order.iter().filter_map(|&note| notes[note as usize].take()).collect();
    }
}
