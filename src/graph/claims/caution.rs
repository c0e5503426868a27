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
            OmissionReason::Negation => format!("`{mark}` stands for a negation of the source: “{words}”"),
            OmissionReason::Limit => format!("`{mark}` stands for a limit that the source sets: “{words}”"),
            OmissionReason::Figure => format!("`{mark}` stands for a figure of the source: “{words}”"),
            OmissionReason::Joined => format!("`{mark}` makes one sentence of two; the source has “{words}”"),
            OmissionReason::Speaker => {
                format!("`{mark}` joins the words of two speakers; the source has “{words}”")
            }
            OmissionReason::Name => format!("`{mark}` stands for another name in the source: “{words}”"),
            OmissionReason::Brackets => format!("`{mark}` stands for brackets of the source: “{words}”"),
            OmissionReason::Degree if words.is_empty() => {
                format!("`{mark}` adds a degree that the source does not have")
            }
            OmissionReason::Degree => format!("`{mark}` stands for another degree in the source: “{words}”"),
            OmissionReason::Added => format!("`{mark}` adds a negation that the source does not have"),
        };
        found.push((
            altered.source,
            Diagnostic::at(&rule::ALTERED_QUOTATION, &page.file, span, message).help(
                "quote these words too, or cite the parts each for itself; where the sense is the same, say why: `<!-- expound: allow altered-quotation: REASON -->`",
            ),
        ));
    }
    if let Some(cut) = cut_short(text, passage, language) {
        let shown = told(cut.shown);
        let message = match cut.why {
            ContextChange::GoesOn => format!("the source goes on: “{shown}”"),
            ContextChange::FurtherOn => format!("the source goes on: “… {shown}”"),
            ContextChange::NextSentence => format!("the source takes this up at once: “{shown}”"),
            ContextChange::Governed => format!("the words before this change it: “{shown}”"),
            ContextChange::Condition => format!("this is said under a condition: “{shown}”"),
            ContextChange::Rate => format!("this amount is a part of a rate; the source goes on: “{shown}”"),
            ContextChange::Question => format!("in the source this is a question: “{shown}”"),
        };
        found.push((
            cut.source,
            Diagnostic::at(&rule::QUOTATION_CUT_SHORT, &page.file, quote.span, message).help(
                "quote these words too; where your sentence says as much, say so: `<!-- expound: allow quotation-cut-short: REASON -->`",
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
