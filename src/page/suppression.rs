//! A suppression: a comment in a page that silences one rule at one place, and says why.
//!
//! ```text
//! <!-- expound: allow figure-not-in-passage: rounded by us -->
//! ```
//!
//! 1. [`collect`] goes once over a page's events. A comment within a paragraph, a list item, a table's
//!    cell or a heading is for that; one on a line of its own is for the block right after it, and above
//!    all text for what is found of the page as a whole as well.
//! 2. What begins so and cannot be read is a finding, and silences nothing.
//! 3. [`settle`] takes the findings that are suppressed out of all that was found, and reports the suppressions
//!    that silence nothing: what they excused is mended, or never was.
//!
//! Comments are never published, these as little as others.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use pulldown_cmark::{Event, Tag};

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{self, Rule, Severity};
use crate::base::suggest::Candidates;
use crate::base::text::{Place, Span};
use crate::page::Page;

/// A rule that is silenced at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule.
    pub rule: &'static Rule,
    /// Why, in the author's words.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// What it is for: the block that it stands in, or the one after it.
    pub covers: Span,
    /// Whether it is for the page as a whole too: it stands above all text, on a line of its own.
    pub of_page: bool,
}

impl Suppression {
    /// Whether it silences a rule at a place; without a place, for the page as a whole.
    pub fn silences(&self, rule: &Rule, span: Option<Span>) -> bool {
        self.rule == rule && span.map_or(self.of_page, |span| self.covers.contains(span))
    }
}

/// A suppression of a site, and how much it silences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedSuppression {
    /// The comment.
    pub place: Place,
    /// The rule.
    pub rule: &'static Rule,
    /// Why, in the author's words.
    pub reason: String,
    /// How many findings it silences.
    pub findings: usize,
}

/// What a comment says, if it is for this program: the rule and the reason.
fn directive(html: &str) -> Option<&str> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    inner.trim().strip_prefix("expound:").map(str::trim)
}

/// The suppressions of a page's events. `span` is where a range of them stands in the file.
pub(super) fn collect(
    events: &[(Event<'_>, Range<usize>)],
    ends: &[usize],
    span: impl Fn(Range<usize>) -> Span,
    path: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    // The blocks that are open, innermost last.
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut at_top = true;
    // Comments in a row are for the same block: where the last look for it went to, and what it found.
    let mut looked: (usize, Option<Range<usize>>) = (0, None);
    let mut i = 0;
    while i < events.len() {
        let (event, place) = &events[i];
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let html: String =
                    events[i..ends[i]].iter().filter_map(|(event, _)| html_of(event)).collect();
                if let Some(words) = directive(&html) {
                    if looked.0 <= ends[i] + 1 {
                        looked = next_block(events, ends, ends[i] + 1);
                    }
                    let covers = looked.1.clone().unwrap_or(place.end..place.end);
                    let suppression = read(words, span(place.clone()), span(covers), path, found);
                    suppressions.extend(
                        suppression.map(|suppression| Suppression { of_page: at_top, ..suppression }),
                    );
                } else {
                    at_top = false;
                }
                i = ends[i];
            }
            Event::Start(tag) if !super::markdown::is_inline_tag(tag) => {
                at_top = false;
                open.push(place.clone());
            }
            Event::End(tag) if !super::markdown::is_inline_end(*tag) => {
                open.pop();
            }
            Event::InlineHtml(html) => {
                if let (Some(words), Some(block)) = (directive(html), open.last()) {
                    suppressions.extend(read(words, span(place.clone()), span(block.clone()), path, found));
                }
            }
            _ => {}
        }
        i += 1;
    }
    suppressions
}

fn html_of<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Html(html) => Some(html),
        _ => None,
    }
}

/// The block that begins at `from`, over the comments that may stand before it, and the event at which that is
/// known.
fn next_block(
    events: &[(Event<'_>, Range<usize>)],
    ends: &[usize],
    mut from: usize,
) -> (usize, Option<Range<usize>>) {
    loop {
        let Some((event, place)) = events.get(from) else { return (from, None) };
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let html: String =
                    events[from..ends[from]].iter().filter_map(|(event, _)| html_of(event)).collect();
                if directive(&html).is_none() {
                    return (from, Some(place.clone()));
                }
                from = ends[from] + 1;
            }
            Event::End(_) => return (from, None),
            _ => return (from, Some(place.clone())),
        }
    }
}

fn read(
    words: &str,
    span: Span,
    covers: Span,
    path: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<Suppression> {
    const EXAMPLE: &str = "write `<!-- expound: allow figure-not-in-passage: rounded by us -->`";
    let named = words.strip_prefix("allow").filter(|rest| rest.starts_with(char::is_whitespace));
    let (name, reason) = match named {
        Some(rest) => rest.split_once(':').unwrap_or((rest, "")),
        None => ("", ""),
    };
    let (name, reason) = (name.trim(), reason.split_whitespace().collect::<Vec<_>>().join(" "));
    let Some(rule) = rule::by_name(name) else {
        let message = match name.is_empty() {
            true => "this comment does not name a rule to silence".to_owned(),
            false => format!("there is no rule `{name}`"),
        };
        let finding = Diagnostic::at(&rule::WAIVER_OF_NO_RULE, path, span, message);
        static RULES: LazyLock<Candidates> =
            LazyLock::new(|| Candidates::new(rule::ALL.iter().map(|rule| rule.name)));
        found.push(match RULES.nearest(name) {
            Some(near) if !name.is_empty() => finding.help(format!("did you mean `{near}`?")),
            _ => finding.help(EXAMPLE),
        });
        return None;
    };
    if rule.is_firm() {
        let message = format!("`{}` cannot be silenced", rule.name);
        found.push(
            Diagnostic::at(&rule::WAIVER_OF_NO_RULE, path, span, message)
                .help("fix the front matter, and remove the comment"),
        );
        return None;
    }
    if reason.is_empty() {
        let message = format!("this comment does not say why `{}` is silenced", rule.name);
        found.push(Diagnostic::at(&rule::WAIVER_WITHOUT_REASON, path, span, message).help(EXAMPLE));
        return None;
    }
    Some(Suppression { rule, reason, span, covers, of_page: false })
}

/// The suppressions of a file, by their rules and by what they cover, so that a finding need not be held against each.
#[derive(Default)]
struct SuppressionIndex {
    rules: HashMap<&'static str, Vec<SuppressedRange>>,
}

/// Suppressions of one rule for one block.
struct SuppressedRange {
    span: Span,
    of_page: bool,
    /// Their numbers.
    suppressions: Vec<usize>,
    /// The block around it for which there are suppressions too: blocks lie within each other or apart.
    outer: Option<usize>,
    /// How many findings they silence.
    findings: usize,
}

impl SuppressionIndex {
    fn add(&mut self, suppression: &Suppression, number: usize) {
        let places = self.rules.entry(suppression.rule.name).or_default();
        // Comments for one block stand in a row.
        match places.last_mut() {
            Some(last) if (last.span, last.of_page) == (suppression.covers, suppression.of_page) => {
                last.suppressions.push(number);
            }
            _ => places.push(SuppressedRange {
                span: suppression.covers,
                of_page: suppression.of_page,
                suppressions: vec![number],
                outer: None,
                findings: 0,
            }),
        }
    }

    /// Brings what is covered into the order of the file, the outer before the inner.
    fn nest(&mut self) {
        for places in self.rules.values_mut() {
            places.sort_by_key(|covers| (covers.span.start, std::cmp::Reverse(covers.span.end)));
            let mut open: Vec<usize> = Vec::new();
            for i in 0..places.len() {
                while open.last().is_some_and(|&outer| places[outer].span.end < places[i].span.end) {
                    open.pop();
                }
                places[i].outer = open.last().copied();
                open.push(i);
            }
        }
    }

    /// Whether a finding is silenced; all that silence it count it.
    fn take(&mut self, rule: &Rule, span: Option<Span>) -> bool {
        let Some(places) = self.rules.get_mut(rule.name) else { return false };
        let mut silenced = false;
        let mut count = |covers: &mut SuppressedRange| {
            covers.findings += 1;
            silenced = true;
        };
        let Some(span) = span else {
            places.iter_mut().filter(|covers| covers.of_page).for_each(&mut count);
            return silenced;
        };
        let mut at = places.partition_point(|covers| covers.span.start <= span.start).checked_sub(1);
        while let Some(i) = at {
            if places[i].span.contains(span) {
                count(&mut places[i]);
            }
            at = places[i].outer;
        }
        silenced
    }
}

/// Takes what is suppressed out of `found`. `severity` is what the site makes of a rule: one that is not
/// asked for has nothing to be silenced, and a suppression of it is no finding.
pub fn settle<'p>(
    pages: impl IntoIterator<Item = &'p Page>,
    severity: impl Fn(&Rule) -> Severity,
    found: &mut Vec<Diagnostic>,
) -> Vec<AppliedSuppression> {
    let mut suppressed: Vec<AppliedSuppression> = Vec::new();
    let mut of_file: HashMap<&str, SuppressionIndex> = HashMap::new();
    for page in pages {
        for suppression in &page.body.suppressions {
            of_file.entry(&page.file).or_default().add(suppression, suppressed.len());
            suppressed.push(AppliedSuppression {
                place: Place::at(&page.file, suppression.span),
                rule: suppression.rule,
                reason: suppression.reason.clone(),
                findings: 0,
            });
        }
    }
    if suppressed.is_empty() {
        return suppressed;
    }
    of_file.values_mut().for_each(SuppressionIndex::nest);
    found.retain(|finding| {
        !of_file
            .get_mut(&*finding.place.file)
            .is_some_and(|covered| covered.take(finding.rule, finding.place.span))
    });
    for places in of_file.values().flat_map(|covered| covered.rules.values()) {
        for covers in places {
            covers
                .suppressions
                .iter()
                .for_each(|&suppression| suppressed[suppression].findings = covers.findings);
        }
    }
    for suppression in suppressed.iter().filter(|suppression| suppression.findings == 0) {
        if severity(suppression.rule) != Severity::Allow {
            let message =
                format!("this comment silences nothing: there is no `{}` here", suppression.rule.name);
            found.push(Diagnostic::new(&rule::UNUSED_WAIVER, suppression.place.clone(), message).help(
                "remove the comment; it applies to its own block or, on a line of its own, to the next block",
            ));
        }
    }
    suppressed.sort_by(|a, b| (&a.place, a.rule.code).cmp(&(&b.place, b.rule.code)));
    suppressed
}
