//! The report for a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};

use super::{CoverageReport, NotIndependent, PageRow, SectionRow, Uncited, Unused};
use crate::graph::coverage::findings::said as paragraphs;
use crate::report::visible;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const MARK: Style = AnsiColor::BrightYellow.on_default().effects(Effects::BOLD);

/// So many lines of one kind are shown of a page; the rest are counted.
const SHOWN: usize = 6;

/// So many sources that are not used in full are listed.
const SOURCES_SHOWN: usize = 24;

/// So many pages that are no topics are listed.
const PAGES_SHOWN: usize = 12;

/// The report, as people read it at a terminal of `width` columns.
pub fn text(report: &CoverageReport, color: bool, width: usize) -> String {
    let mut sheet = TextSheet { out: String::new(), color, width };
    sheet.counts(report);
    let mut topics: Vec<&PageRow> = report.pages.iter().filter(|page| page.is_topic()).collect();
    topics.sort_by_key(|page| (std::cmp::Reverse(page.weight()), &page.file));
    for topic in topics {
        sheet.topic(topic);
    }
    sheet.others(report);
    sheet.sources(report);
    sheet.out
}

/// What is written, line by line.
struct TextSheet {
    out: String,
    color: bool,
    width: usize,
}

/// `1 sentence`, `7 sentences`
fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

impl TextSheet {
    fn painted(&self, style: Style, text: &str) -> String {
        let text = visible::line(text).replace('\u{a0}', " ");
        if self.color { format!("{}{text}{}", style.render(), style.render_reset()) } else { text }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A text in lines that begin so many columns in, those after the first two more.
    fn wrapped(&mut self, indent: usize, text: &str) {
        let lines = visible::wrapped(text, self.width.saturating_sub(indent + 2).max(20));
        for (index, line) in lines.into_iter().enumerate() {
            let indent = indent + if index == 0 { 0 } else { 2 };
            let line = format!("{:indent$}{line}", "").replace('\u{a0}', " ");
            self.line(&line);
        }
    }

    /// What is to be looked at, and why, in lines.
    fn labelled(&mut self, label: &str, text: &str) {
        let from = self.out.len();
        self.wrapped(2, &format!("{label}: {text}"));
        let said = self.out.split_off(from).replacen(label, &self.painted(MARK, label), 1);
        self.out += &said;
    }

    /// What there is of each, in all.
    fn counts(&mut self, report: &CoverageReport) {
        let topics: Vec<&PageRow> = report.pages.iter().filter(|page| page.is_topic()).collect();
        let others = report.pages.len() - topics.len();
        let title = format!(
            "Coverage of {}{}",
            counted(topics.len(), "topic"),
            if others > 0 {
                format!(" and {} that cite", counted(others, "other page"))
            } else {
                String::new()
            }
        );
        self.out += &self.painted(BOLD, &title);
        self.out.push_str("\n\n");
        let sum = |of: fn(&PageRow) -> usize| topics.iter().map(|page| of(page)).sum::<usize>();
        let sentences = sum(|page| page.uncited.iter().filter(|words| words.what == "sentence").count());
        let alone = sum(|page| page.uncited.iter().filter(|words| words.what == "paragraph").count());
        let states =
            sum(|page| page.uncited.iter().filter(|words| words.states && words.what == "sentence").count());
        let not_cited = sum(|page| page.not_cited.iter().filter(|source| !source.newer).count());
        let newer = sum(|page| page.not_cited.iter().filter(|source| source.newer).count());
        let stale = topics.iter().filter(|page| page.stale.is_some()).count();
        let dependent: usize = report.pages.iter().map(|page| page.not_independent.len()).sum();
        let unused: usize = report.sources.iter().map(|source| source.paragraphs.len()).sum();
        let never = report.sources.iter().filter(|source| source.never_cited).count();
        let without = topics.iter().filter(|page| !page.has_terms).count();
        let against = if report.today.is_some() { "its review or today" } else { "its review" };
        let months = counted(report.max_age_months as usize, "month");
        let cite = sum(|page| page.sections.len());
        let rows = [
            (stale, "topic", &*format!("whose newest dated source is more than {months} before {against}")),
            (newer, "newer source", "on a topic, not yet cited there"),
            (not_cited, "other source", "on a topic, not cited there"),
            (dependent, "claim", "whose sources are not independent"),
            (sum(PageRow::on_one_source), "section", &*format!("on one source, of {cite} that cite")),
            (alone, "paragraph", "on no source"),
            (
                sentences,
                "sentence",
                &*match states {
                    0 => "on no source, in paragraphs that cite".to_owned(),
                    states => {
                        format!("on no source, in paragraphs that cite ({states} with a figure or a name)")
                    }
                },
            ),
            (unused, "paragraph", "of a source on a topic, not cited anywhere"),
            (never, "source", "on a topic, not cited anywhere"),
            (without, "topic", "without `terms` to search for"),
        ];
        for (count, word, what) in rows {
            let said = counted(count, word);
            let said = format!("{} {what}", said.split_once(' ').map_or("", |(_, word)| word));
            let line = match count {
                0 => self.painted(DIM, &format!("{:>6}  {said}", "–")),
                count => format!("{}  {said}", self.painted(BOLD, &format!("{count:>6}"))),
            };
            self.line(&line);
        }
    }

    fn topic(&mut self, page: &PageRow) {
        self.out.push('\n');
        let facts = format!(
            "{}, {}: {}",
            counted(page.claims, "claim"),
            counted(page.sources.len(), "source"),
            page.ages.said
        );
        let title = self.painted(BOLD, &page.title);
        let facts = self.painted(DIM, &facts);
        self.line(&format!("{title}  {facts}"));
        if let Some(stale) = &page.stale {
            self.labelled("too old", &stale.said);
        }
        for source in page.not_cited.iter().take(SHOWN) {
            let date = source.said.as_ref().map(|date| format!(" from {date}")).unwrap_or_default();
            let what = if source.newer { "newer, not yet cited" } else { "on its terms, not cited" };
            let count = counted(source.paragraphs.len(), "paragraph");
            let said = format!("@{}{date}, {count}: {}", source.source, paragraphs(&source.paragraphs));
            self.labelled(what, &said);
        }
        self.more(page.not_cited.len(), "source on its terms, not cited", "sources on its terms, not cited");
        for claim in page.not_independent.iter().take(SHOWN) {
            self.dependent(&page.file, claim);
        }
        self.more(
            page.not_independent.len(),
            "claim whose sources are not independent",
            "claims whose sources are not independent",
        );
        self.sections(&page.sections);
        self.uncited(page);
    }

    fn dependent(&mut self, file: &str, claim: &NotIndependent) {
        self.place(file, claim.line, &claim.text, "");
        for tie in &claim.ties {
            self.wrapped(4, &format!("@{} and @{} {}", tie.sources[0], tie.sources[1], tie.said));
        }
    }

    /// A place, which a terminal makes a link of, how the words there begin, and how many there are more.
    fn place(&mut self, file: &str, line: usize, words: &str, more: &str) {
        let place = format!("{file}:{line}");
        let room = self.width.saturating_sub(visible::width(&place) + more.len() + 4).max(20);
        let place = self.painted(DIM, &place);
        let more = self.painted(DIM, more);
        self.line(&format!("{place}  {}  {more}", visible::cut(words, room)));
    }

    fn more(&mut self, all: usize, one: &str, many: &str) {
        if let Some(more @ 1..) = all.checked_sub(SHOWN) {
            let text = format!("and {more} more {}", if more == 1 { one } else { many });
            let text = self.painted(DIM, &text);
            self.line(&format!("  {text}"));
        }
    }

    /// What rests on nothing: what has a figure or a name first.
    fn uncited(&mut self, page: &PageRow) {
        if page.uncited.is_empty() {
            return;
        }
        let mut all: Vec<&Uncited> = page.uncited.iter().collect();
        all.sort_by_key(|words| (!words.states, words.what != "paragraph", words.line));
        let (alone, within) = (
            all.iter().filter(|words| words.what == "paragraph").count(),
            all.iter().filter(|words| words.what == "sentence").count(),
        );
        let what = match (alone, within) {
            (0, within) => counted(within, "sentence"),
            (alone, 0) => counted(alone, "paragraph"),
            (alone, within) => format!("{} and {}", counted(alone, "paragraph"), counted(within, "sentence")),
        };
        let verb = if all.len() == 1 { "cites" } else { "cite" };
        self.line(&format!("  {what} {verb} no source:"));
        for words in all.iter().take(SHOWN) {
            self.place(&page.file, words.line, &words.text, "");
        }
        self.more(all.len(), "of them", "of them");
    }

    /// Sections in columns: heading, claims, sources, dates.
    fn sections(&mut self, sections: &[SectionRow]) {
        let sources = |section: &SectionRow| match section.sources.as_slice() {
            [one] => format!("@{one} alone"),
            many => counted(many.len(), "source"),
        };
        let widest = |cells: Vec<usize>, most: usize| cells.into_iter().max().unwrap_or(0).min(most);
        let of_sources = widest(sections.iter().map(|s| visible::width(&sources(s))).collect(), 30);
        let of_ages = widest(sections.iter().map(|s| visible::width(&s.ages.said)).collect(), 40);
        let room = self.width.saturating_sub(of_sources + of_ages + 18).max(16);
        let room = widest(sections.iter().map(|s| visible::width(heading(s))).collect(), room);
        for section in sections {
            let title = padded(&visible::cut(heading(section), room), room);
            let on = padded(&visible::line(&sources(section)), of_sources);
            let on = if section.one_source { self.painted(MARK, &on) } else { on };
            let claims = format!("{:>9}", counted(section.claims, "claim"));
            self.line(&format!("  {title}  {claims}  {on}  {}", visible::line(&section.ages.said)));
        }
    }

    /// The other pages that cite, in a line each, if there is anything to say of them.
    fn others(&mut self, report: &CoverageReport) {
        let mut others: Vec<&PageRow> = report.pages.iter().filter(|page| !page.is_topic()).collect();
        others.retain(|page| !page.uncited.is_empty() || !page.not_independent.is_empty());
        others.sort_by_key(|page| (std::cmp::Reverse(page.weight()), &page.file));
        if others.is_empty() {
            return;
        }
        self.out.push('\n');
        let title = self.painted(BOLD, "Events and other pages, without a source");
        self.line(&title);
        for page in others.iter().take(PAGES_SHOWN) {
            for claim in page.not_independent.iter().take(SHOWN) {
                self.dependent(&page.file, claim);
            }
            let mut uncited: Vec<&Uncited> = page.uncited.iter().collect();
            uncited.sort_by_key(|words| (!words.states, words.line));
            if let Some(first) = uncited.first() {
                let more = match uncited.len() {
                    1 => String::new(),
                    many => format!("+{}", many - 1),
                };
                self.place(&page.file, first.line, &first.text, &more);
            }
        }
        if let Some(more @ 1..) = others.len().checked_sub(PAGES_SHOWN) {
            let text = self.painted(DIM, &format!("and {} like these", counted(more, "page")));
            self.line(&format!("  {text}"));
        }
    }

    /// The sources of which not all that is on a topic is cited: those that no page cites first.
    fn sources(&mut self, report: &CoverageReport) {
        if report.sources.is_empty() {
            return;
        }
        self.out.push('\n');
        let title = self.painted(BOLD, "On a topic, but not cited anywhere");
        self.line(&title);
        let mut all: Vec<&Unused> = report.sources.iter().collect();
        all.sort_by_key(|source| (!source.never_cited, std::cmp::Reverse(source.paragraphs.len())));
        for source in all.iter().take(SOURCES_SHOWN) {
            let mut text = String::new();
            let what = if source.never_cited { " (no page cites it)" } else { "" };
            let _ = write!(text, "@{}{what}: {}", source.source, paragraphs(&source.paragraphs));
            self.wrapped(2, &text);
        }
        if let Some(more @ 1..) = all.len().checked_sub(SOURCES_SHOWN) {
            let text = self.painted(DIM, &format!("and {}", counted(more, "more source")));
            self.line(&format!("  {text}"));
        }
    }
}

fn heading(section: &SectionRow) -> &str {
    section.section.as_deref().unwrap_or("(above the first heading)")
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(visible::width(text))))
}
