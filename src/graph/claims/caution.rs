//! Quotations that were found, and that may say something else than their source: what to tell their author.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Span;
use crate::page::Page;
use crate::page::markdown::Quote;
use crate::source::Source;
use crate::source::caution::{ContextChange, OmissionReason, altered, cut_short};
use crate::source::passage::{Passage, Quotation};
use crate::source::text::words;

/// How many words of the source are told.
const TOLD: usize = 12;

/// A finding, and the words of the source that it is about.
pub(super) type Caution = (Span, Diagnostic);

/// Looks at what a quotation leaves out, and at what it was cut from.
pub(super) fn look(
    page: &Page,
    quote: &Quote,
    quotation: &Quotation,
    passage: &Passage,
    source: &Source,
    found: &mut Vec<Caution>,
) {
    let Some(text) = &source.text else { return };
    let language = source.record.language.as_deref();
    let told = |span: Span| shortened(text.slice(span));
    for altered in altered(text, quotation, passage, language) {
        let span = quote.place(altered.mark.clone());
        let mark = quote.text.get(altered.mark).unwrap_or("…").trim();
        // Blocks that both show that words are left out between them make no one sentence.
        let edges = || mark.split("\n\n").filter(|edge| edge.contains(['…', '.'])).count();
        if altered.why == OmissionReason::Joined && edges() > 1 {
            continue;
        }
        let words = told(altered.source);
        let message = match altered.why {
            OmissionReason::Negation => format!("`{mark}` replaces a negation in the source: “{words}”"),
            OmissionReason::Limit => format!("`{mark}` replaces a limit that the source sets: “{words}”"),
            OmissionReason::Figure => format!("`{mark}` replaces a figure in the source: “{words}”"),
            OmissionReason::Joined => {
                format!("`{mark}` joins two sentences into one; the source has “{words}”")
            }
            OmissionReason::Speaker => {
                format!("`{mark}` joins the words of two speakers; the source has “{words}”")
            }
            OmissionReason::Name => format!("`{mark}` replaces a different name in the source: “{words}”"),
            OmissionReason::Brackets => format!("`{mark}` replaces brackets in the source: “{words}”"),
            OmissionReason::Degree if words.is_empty() => {
                format!("`{mark}` adds a degree that is not in the source")
            }
            OmissionReason::Degree => {
                format!("`{mark}` replaces a different degree in the source: “{words}”")
            }
            OmissionReason::Added => format!("`{mark}` adds a negation that is not in the source"),
        };
        found.push((
            altered.source,
            Diagnostic::at(&rule::ALTERED_QUOTATION, &page.file, span, message).help(
                "quote these words too, or cite each part separately; if the meaning is the same, say why: `<!-- expound: allow altered-quotation: REASON -->`",
            ),
        ));
    }
    if let Some(cut) = cut_short(text, passage, language) {
        let shown = told(cut.shown);
        let message = match cut.why {
            ContextChange::GoesOn => format!("the source continues: “{shown}”"),
            ContextChange::FurtherOn => format!("the source continues: “… {shown}”"),
            ContextChange::NextSentence => {
                format!("the next sentence of the source refers back to this: “{shown}”")
            }
            ContextChange::Governed => format!("the words before this change its meaning: “{shown}”"),
            ContextChange::Condition => format!("the source says this under a condition: “{shown}”"),
            ContextChange::Rate => format!("this amount is part of a rate; the source continues: “{shown}”"),
            ContextChange::Question => format!("in the source, this is a question: “{shown}”"),
        };
        found.push((
            cut.source,
            Diagnostic::at(&rule::QUOTATION_CUT_SHORT, &page.file, quote.span, message).help(
                "quote these words too; if your sentence already says this, say so: `<!-- expound: allow quotation-cut-short: REASON -->`",
            ),
        ));
    }
}

/// The findings about words that no other quotation of the citation has.
pub(super) fn left<'a>(
    cautions: Vec<Caution>,
    passages: &'a [Passage],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let quoted = |span: Span| {
        !span.is_empty() && passages.iter().flat_map(|passage| &passage.parts).any(|part| part.contains(span))
    };
    cautions.into_iter().filter(move |(span, _)| !quoted(*span)).map(|(_, finding)| finding)
}

/// The first words of some text, without white space around.
fn shortened(text: &str) -> String {
    let text = text.trim().replace('\n', " ");
    let most = words(&text).nth(TOLD).map(|next| next.start);
    match most {
        Some(most) => format!("{} …", text[..most].trim_end()),
        None => text,
    }
}
