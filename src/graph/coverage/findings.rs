//! What a survey found, as findings, by the rules that a site asks for.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{self, Rule, Severity};
use crate::base::text::Place;
use crate::config::Config;
use crate::graph::Graph;
use crate::graph::catalog::SourceId;
use crate::graph::coverage::{Dependent, PageCoverage, StaleTopic, Survey, UncitedTerm};
use crate::page::{Page, PageKind};
use crate::source::text::runs;

/// All that an author should know of it, with what a comment excuses: that is for the comment to silence.
pub fn findings(survey: &Survey, graph: &Graph, config: &Config) -> Vec<Diagnostic> {
    let wants = |rule: &Rule| config.severity(rule) != Severity::Allow;
    let mut found = Vec::new();
    for (id, of) in &survey.pages {
        let page = &*graph.catalog.page(*id).page;
        let about = PageFindings { page, of, graph };
        if wants(&rule::SOURCES_NOT_INDEPENDENT) {
            found.extend(of.dependent.iter().map(|dependent| about.dependent(dependent)));
        }
        if page.kind != PageKind::Topic {
            continue;
        }
        if wants(&rule::UNCITED_SENTENCE) {
            found.extend(about.sentences());
        }
        if wants(&rule::ONE_SOURCE_SECTION) {
            found.extend(about.sections());
        }
        for on in &of.on_terms {
            let rule = match on.newer && wants(&rule::NEWER_SOURCE_UNCITED) {
                true => &rule::NEWER_SOURCE_UNCITED,
                false => &rule::UNCITED_SOURCE_ON_TOPIC,
            };
            if wants(rule) {
                found.push(about.on_terms(rule, on));
            }
        }
        if wants(&rule::STALE_TOPIC) {
            found.extend(of.stale.iter().map(|stale| about.stale(stale, config.coverage.max_age_months)));
        }
    }
    found
}

/// A page, and what was found of it.
struct PageFindings<'a> {
    page: &'a Page,
    of: &'a PageCoverage,
    graph: &'a Graph,
}

impl PageFindings<'_> {
    fn key(&self, source: SourceId) -> &str {
        &self.graph.sources[source as usize].key
    }

    /// A finding of the page as a whole.
    fn whole(&self, rule: &'static Rule, message: String) -> Diagnostic {
        Diagnostic::new(rule, Place::file(&self.page.file), message)
    }

    fn sentences(&self) -> impl Iterator<Item = Diagnostic> {
        // A paragraph that cites nothing is the business of `uncited-paragraph`.
        self.of.bare.iter().filter(|bare| !bare.paragraph).map(|bare| {
            let message = "this sentence cites no source, but others in its paragraph do";
            Diagnostic::at(&rule::UNCITED_SENTENCE, &self.page.file, bare.span, message)
                .help("cite its source; if one citation supports two sentences, cite in both, or write `[the claim][@key]`")
        })
    }

    fn sections(&self) -> impl Iterator<Item = Diagnostic> {
        self.of.sections.iter().filter(|section| section.sources.len() == 1).map(|section| {
            let key = self.key(section.sources[0]);
            let message = match section.heading {
                Some(_) => format!("this section rests on `{key}` alone"),
                None => format!("the text above the first section rests on `{key}` alone"),
            };
            Diagnostic::at(&rule::ONE_SOURCE_SECTION, &self.page.file, section.span, message)
                .help("cite another source that says so, or say in the text that only one source does")
        })
    }

    fn dependent(&self, dependent: &Dependent) -> Diagnostic {
        let span = self.page.body.claims[dependent.claim as usize].span;
        let message = match dependent.sources {
            2 => "the two sources of this claim are not independent of each other".to_owned(),
            many => format!("of the {many} sources of this claim, some are not independent of each other"),
        };
        let mut finding = Diagnostic::at(&rule::SOURCES_NOT_INDEPENDENT, &self.page.file, span, message);
        for (a, b, ties) in &dependent.ties {
            for tie in ties.iter() {
                finding = finding.note(format!("`{}` and `{}` {}", self.key(*a), self.key(*b), tie.said()));
            }
        }
        finding.help("cite only one of them, or add an independent source")
    }

    fn on_terms(&self, rule: &'static Rule, on: &UncitedTerm) -> Diagnostic {
        let key = self.key(on.source);
        let message = match on.newer {
            true => {
                format!(
                    "`{key}` has the terms of this topic and is newer than all its sources, but is not cited"
                )
            }
            false => format!("`{key}` has the terms of this topic, but is not cited"),
        };
        let mut finding =
            self.whole(rule, message).note(format!("the terms are in {}", said(&on.paragraphs)));
        let dates = (self.graph.sources[on.source as usize].record.date, self.of.age.newest);
        if let (Some(date), Some(newest), true) = (dates.0, dates.1, on.newer) {
            finding = finding.note(format!("it is from {date}; the newest source cited is from {newest}"));
        }
        finding.help(format!("cite it, or put `<!-- expound: allow {}: why -->` above the text", rule.name))
    }

    fn stale(&self, stale: &StaleTopic, most: u32) -> Diagnostic {
        let newest = self.of.age.newest.map(|date| date.to_string()).unwrap_or_default();
        let against = match stale {
            StaleTopic::Reviewed(date, _) => format!("the review of {date}"),
            StaleTopic::Today(date, _) => date.to_string(),
        };
        let months = if most == 1 { "1 month".to_owned() } else { format!("{most} months") };
        let message = format!(
            "the newest dated source of this topic is from {newest}, more than {months} before {against}"
        );
        self.whole(&rule::STALE_TOPIC, message)
            .help("look for newer sources, or raise `max_age_months` under `[coverage]`; if there are none, put `<!-- expound: allow stale-topic: why -->` above the text")
    }
}

/// How many paragraphs are named; of the rest it is said how many they are.
const NAMED: usize = 24;

/// `¶ 3`, `¶ 3, 5–7 and 12`: paragraphs in order, with runs drawn together.
pub fn said(paragraphs: &[usize]) -> String {
    let mut names: Vec<String> = runs(&paragraphs[..paragraphs.len().min(NAMED)])
        .into_iter()
        .flat_map(|(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first}–{last}")],
        })
        .collect();
    if paragraphs.len() > NAMED {
        names.push(format!("{} more", paragraphs.len() - NAMED));
    }
    match names.split_last() {
        Some((last, [])) => format!("¶ {last}"),
        Some((last, first)) => format!("¶ {} and {last}", first.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn paragraphs_in_a_row_are_drawn_together() {
        assert_eq!(said(&[3]), "¶ 3");
        assert_eq!(said(&[3, 4]), "¶ 3 and 4");
        assert_eq!(said(&[1, 3, 4, 5, 9]), "¶ 1, 3–5 and 9");
        let many: Vec<usize> = (0..30).map(|n| n * 2).collect();
        assert!(said(&many).ends_with(", 46 and 6 more"));
    }
}
