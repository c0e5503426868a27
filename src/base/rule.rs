//! Every rule that a finding can name: its code, its name, how grave it is, and why it exists.
//!
//! Codes never change their meaning and are never given twice. The first two digits are the subject:
//! 01 quotations, 02 citations, 03 sources and their records, 04 pages, 05 addresses and links,
//! 06 configuration, 07 themes, 08 files, 09 rights, 10 the copy desk, 11 how well a site is
//! covered by its sources. The letter says the default severity.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Not reported.
    Allow,
    /// Reported; fails the run only under `--strict`.
    Warning,
    /// Reported; nothing is published.
    Error,
}

impl Severity {
    /// As written in `[checks]`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Allow => "allow",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// For instance `E0101`.
    pub code: &'static str,
    /// For instance `quote-not-found`; what `[checks]` calls it.
    pub name: &'static str,
    /// Unless `[checks]` says otherwise.
    pub severity: Severity,
    /// Why the rule exists and how to mend what it finds, for the manual and for `--explain`.
    pub explanation: &'static str,
}

impl Rule {
    /// Whether neither `[checks]` nor a comment can make it less than an error: what cannot be read may say that
    /// a page is a draft.
    pub fn is_firm(&self) -> bool {
        self == &BAD_FRONT_MATTER
    }
}

/// The rule of that name or code.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name || rule.code.eq_ignore_ascii_case(name))
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $ident:ident = $code:literal $name:literal $severity:ident;)+) => {
        $(
            $(#[doc = $doc])+
            pub static $ident: Rule = Rule {
                code: $code,
                name: $name,
                severity: Severity::$severity,
                explanation: concat!($($doc, "\n"),+),
            };
        )+
        /// Every rule, in the order of the codes.
        pub static ALL: &[&Rule] = &[$(&$ident),+];
    };
}

rules! {
    /// The quoted words do not stand in the text of the source that is cited for them. Spaces,
    /// quotation marks, dashes, ligatures and ellipses may differ; letters, case and digits may not.
    /// Copy the words from the source, mark what you leave out with `…` and what you add with `[ ]`.
    QUOTE_NOT_FOUND = "E0101" "quote-not-found" Error;
    /// The quoted words stand in the source more than once, so a reader could be shown the wrong
    /// place. Quote more words, or say which paragraph is meant: `[@key, ¶ 7, "words"]`.
    QUOTE_AMBIGUOUS = "E0102" "quote-ambiguous" Error;
    /// The quoted words stand in the source, but not in the paragraph that the citation names.
    /// Correct the paragraph's number, or leave it out.
    QUOTE_ELSEWHERE = "E0103" "quote-elsewhere" Error;
    /// The citation names a paragraph that the source does not have.
    NO_SUCH_PARAGRAPH = "E0104" "no-such-paragraph" Error;
    /// There is no readable text of this source in `seeds/`, so the quotation cannot be looked up. It
    /// is published as unchecked. Add the text beside the record, or take the quotation out.
    QUOTE_UNCHECKED = "W0105" "quote-unchecked" Warning;
    /// A pair of quotation marks holds no words that could be looked up.
    EMPTY_QUOTE = "E0106" "empty-quote" Error;
    /// Among quoted words stands what is none of the source's: struck text, HTML, an image, a formula, or
    /// another citation. Readers would take it for the source's, or not see that it was struck. Emphasis, links
    /// and, in a block quote, footnotes may stand there.
    QUOTATION_MARKUP = "E0107" "quotation-markup" Error;
    /// What `…` or a bracket of a quotation stands for holds a negation, a limit, a figure, the end of a
    /// sentence, another speaker or name, another degree (*all* for *some*, *will* for *may*), or brackets of the source's own: the source may say something else
    /// than the quotation. Sources in English and nineteen other languages are looked at.
    /// Quote these words too or, where the sense is the same, silence the rule there and say why.
    ALTERED_QUOTATION = "W0108" "altered-quotation" Warning;
    /// The words right after or before a quotation change it: the source goes on with *but* or *unless*, a
    /// negation governs the words, or they are cut from a question, a condition or a rate (*5 km* of *5 km per hour*). Sources in English
    /// and nineteen other languages are looked at. Quote the words that follow too or, where
    /// your sentence says as much, silence the rule there and say why.
    QUOTATION_CUT_SHORT = "W0109" "quotation-cut-short" Warning;

    /// A citation names a source for which there is no record in `seeds/`.
    UNKNOWN_SOURCE = "E0201" "unknown-source" Error;
    /// Something begins like a citation and does not end like one: a bracket or a quotation mark is
    /// not closed, or what follows the key cannot be read.
    MALFORMED_CITATION = "E0202" "malformed-citation" Error;
    /// A citation names a source but no passage of it, so a reader cannot open what the claim rests
    /// on. Add the words, `[@key, "words"]`, or the paragraph, `[@key, ¶ 7]`.
    CITATION_WITHOUT_PASSAGE = "W0203" "citation-without-passage" Warning;
    /// A paragraph of a topic cites nothing.
    UNCITED_PARAGRAPH = "W0204" "uncited-paragraph" Allow;
    /// An evidence note stands below the text and nothing refers to it, so it is not published.
    UNUSED_NOTE = "W0205" "unused-note" Warning;
    /// The text refers to a footnote that is not there.
    MISSING_NOTE = "E0206" "missing-note" Error;
    /// In or beside a citation stands a quotation mark without a fellow, or stand words between two
    /// quotations that make one sentence with them. A reader takes them for the source's words, and they
    /// would not be looked up. Marks of all languages count, before the key and after it. Within a
    /// quotation in straight marks, write inner marks as ‘…’ or `\"`; set your own words off with commas.
    UNREAD_QUOTATION = "E0207" "unread-quotation" Error;
    /// A link, an image or a footnote stands within a citation, of which only the words are shown.
    LEFT_OUT_OF_CITATION = "W0208" "left-out-of-citation" Warning;
    /// In a sentence that cites stands a quotation mark without a fellow in its paragraph. A reader takes
    /// the words for the source's, and nobody can tell which of them are meant, so they are held against no
    /// source.
    UNPAIRED_MARK = "W0209" "unpaired-mark" Warning;
    /// A block quote looks like the words of a source and is not looked up: it cites in the middle, cites
    /// several sources, has a note that cites, or stands below words that cite and lead to it, or above a line that
    /// cites and looks like its source. If the words are the source's, end the quote with `— @key`. If they are yours, write a paragraph, or an
    /// alert (`> [!NOTE]`), in which you cite as anywhere.
    UNREAD_BLOCK_QUOTE = "W0216" "unread-block-quote" Warning;
    /// Between a dash and the source of a block quote stand words that look like words of the quotation. What
    /// stands there is not looked up: name who said it, or where.
    CAPTION_NOT_A_NAME = "W0217" "caption-not-a-name" Warning;
    /// A line names a source behind a dash, as the line below a quotation does, and above it stands nothing that is
    /// read as a quotation: a paragraph, a block of code, a heading. A reader takes these words for the source's,
    /// and they are not looked up. Set them as a block quote.
    STRAY_SOURCE = "W0218" "stray-source" Warning;
    /// HTML that the site lets pass quotes beside a citation, or cites. Nothing of it is read: its words are not
    /// looked up, and its citations are shown as they were typed. Write the quotation in Markdown.
    UNREAD_HTML = "W0219" "unread-html" Warning;
    /// A line opens a block in another program (`::: quote`, `{{< quote >}}`, `{% quote %}`, `!!! note`, `>>>`) and none
    /// here. It is shown as it is written, and what stands below it is neither a quotation nor an aside.
    FOREIGN_BLOCK = "W0220" "foreign-block" Warning;

    /// A library file in `seeds/` cannot be read; its records are missing from the site.
    BAD_LIBRARY = "E0301" "bad-library" Error;
    /// A record holds something that cannot be understood, such as a date that is none.
    BAD_RECORD = "E0302" "bad-record" Error;
    /// A record has a field that expound does not know, and so would lose.
    UNKNOWN_FIELD = "W0303" "unknown-field" Warning;
    /// Two records have the same key; a citation could mean either. Keys that differ only in case
    /// count as the same, because their pages would be one file on many disks.
    DUPLICATE_KEY = "E0304" "duplicate-key" Error;
    /// A record's `file` is not in `seeds/`, or points out of it.
    MISSING_TEXT = "E0305" "missing-text" Error;
    /// A line listed in `omit` is not in the text: the list or the file has changed.
    OMIT_NOT_FOUND = "E0306" "omit-not-found" Error;
    /// A text in `seeds/` that no record describes, so nothing can cite it.
    SOURCE_WITHOUT_RECORD = "W0307" "source-without-record" Warning;
    /// A source's text cannot be read: it is in another encoding than UTF-8, or it is no text.
    UNREADABLE_TEXT = "E0308" "unreadable-text" Error;
    /// A source's text is not the one that expound.lock has the fingerprint of: words that are cited may
    /// stand elsewhere, and a paragraph that is cited by its number may be another. Sites without an
    /// expound.lock are not asked. Look at what has changed, then accept it or put the old text back.
    SOURCE_CHANGED = "E0309" "source-changed" Error;
    /// The site has an expound.lock, and a source that is cited is not in it, so that nobody would see if
    /// its text changed.
    SOURCE_NOT_PINNED = "W0310" "source-not-pinned" Warning;
    /// expound.lock has the fingerprint of a source for which there is no record in `seeds/`.
    PIN_WITHOUT_SOURCE = "W0311" "pin-without-source" Warning;
    /// expound.lock cannot be read, so no text is held against it.
    BAD_LOCK = "E0312" "bad-lock" Error;
    /// A source's text has a control character. Some programs that take text out of PDFs write a minus, a
    /// ligature or a bullet as one, so that a sign or a letter may be lost. No quotation reads over it.
    CONTROL_CHARACTER = "W0313" "control-character" Warning;
    /// A file in `seeds/` is of a kind that is not read, so nothing of it can be cited. Save its text as `.txt`,
    /// `.md` or `.html`. An original that lies beside its text under the same name, and images that a text shows,
    /// are not meant.
    UNREAD_FILE = "W0314" "unread-file" Warning;
    /// A Markdown text in `seeds/` begins with front matter that is never closed, so that its fields and the
    /// article cannot be told apart.
    OPEN_FRONT_MATTER = "E0315" "open-front-matter" Error;

    /// A page's front matter cannot be read, or stands where none is read. It may say that the page is a
    /// draft, so that this is an error whatever `[checks]` says. Front matter begins on the first line of the
    /// file: `+++`, TOML and `+++`, or `---`, YAML and `---`.
    BAD_FRONT_MATTER = "E0401" "bad-front-matter" Error;
    /// Front matter has a key that expound does not know, and so would ignore. Your own keys belong
    /// under `[extra]`.
    UNKNOWN_KEY = "W0402" "unknown-key" Warning;
    /// A page has no title.
    MISSING_TITLE = "W0403" "missing-title" Warning;
    /// HTML in Markdown is shown as text, because it could carry script and a plain reader could not
    /// read it. Use Markdown, or set `html = true` under `[markdown]` if you trust every author.
    RAW_HTML = "W0404" "raw-html" Warning;
    /// A structured block (`chart`, `disagreement`, `timeline`, `passages`) cannot be read, or holds what
    /// cannot be shown.
    BAD_BLOCK = "E0405" "bad-block" Error;
    /// An event has no date, so it cannot stand in a timeline.
    EVENT_WITHOUT_DATE = "E0406" "event-without-date" Error;
    /// A page is not text in UTF-8.
    UNREADABLE_PAGE = "E0407" "unreadable-page" Error;
    /// An attribute written in braces after a heading is neither an id nor a class; it is left out.
    HEADING_ATTRIBUTE = "W0408" "heading-attribute" Warning;
    /// An image has no alternative text; who cannot see it learns nothing of it.
    MISSING_ALT = "W0409" "missing-alt" Warning;
    /// A claim is marked as one that is not settled: `[citation needed]`, `[failed verification]` or
    /// `[disputed]`. Readers see the mark, unless `flags = "hide"` stands under `[markdown]`.
    FLAGGED = "W0410" "flagged" Warning;
    /// A mark such as `[citation needed: 2026-05 why]` has a date that is none.
    BAD_FLAG = "E0411" "bad-flag" Error;
    /// A heading is more than one level below the one before it. Who hears a page goes through it by its
    /// headings, and looks for what stands between.
    HEADING_SKIPPED = "W0412" "heading-skipped" Warning;
    /// The words of a link do not say where it leads. Who goes through a page by its links hears them
    /// without the sentence around.
    VAGUE_LINK = "W0413" "vague-link" Warning;
    /// A topic, an event or an entity has no summary, which lists and the tooltips of links show.
    MISSING_SUMMARY = "W0414" "missing-summary" Allow;
    /// A page has a character that no reader sees as it is meant: the mark for a letter that was lost in
    /// another encoding, a control character, a mark that turns the direction of text, or one of private
    /// use. Most come with pasted text.
    UNSHOWABLE_CHARACTER = "W0415" "unshowable-character" Warning;
    /// A fenced block has nearly the name of a structured one, or cites though its name is no language's. It is
    /// shown as code, and nothing in it is looked up. Write the block's name as it is; behind the fence of what
    /// is to be shown as code write its language, such as `text`.
    UNKNOWN_BLOCK = "W0416" "unknown-block" Warning;
    /// A title or a question has a citation. Titles stand in lists, menus and links, where no reader could open
    /// one: the syntax would be shown as it is, or left out. Cite in the text or in the `summary`. A footnote can
    /// stand in none of them.
    CITATION_IN_TITLE = "E0417" "citation-in-title" Error;
    /// A page has the marks that a merge leaves where two people changed the same lines, and so both versions.
    /// Keep one of them, and delete the lines that begin `<<<<<<<`, `=======` and `>>>>>>>`.
    MERGE_CONFLICT = "E0418" "merge-conflict" Error;
    /// The name of a page, or of its folder, says that the page is a draft or a copy, as `drafts/`, `mill.draft.md`,
    /// `_mill.md` and `mill (1).md` do in other programs and for people, and the page itself does not say. Where the
    /// name leaves no doubt, the page is a draft. Say `draft = true` or `draft = false` in its front matter.
    DRAFT_BY_NAME = "W0419" "draft-by-name" Warning;
    /// In a table a bar ends a cell, also within `[[ ]]`, in code and in a citation, so that this is cut in two
    /// and readers see the halves. Write `\|` there.
    CUT_CELL = "E0420" "cut-cell" Error;
    /// A row of a table has more cells than the table has columns. Markdown leaves out those that are too many,
    /// so readers would lose them.
    LOST_CELL = "E0421" "lost-cell" Error;

    /// Two files would be written to one address, or to two that differ only in case, or in whether a letter and
    /// its accent are one character, and are one file on many disks; or a file would stand where the build puts
    /// one of its own, such as the search. Change the `slug` or the name of one.
    ADDRESS_TAKEN = "E0501" "address-taken" Error;
    /// A file name, slug or alias cannot be an address everywhere: it leaves the site, is reserved on
    /// Windows, or has characters that are not allowed in file names.
    BAD_ADDRESS = "E0502" "bad-address" Error;
    /// A link leads to a page or file that is not there.
    BROKEN_LINK = "E0503" "broken-link" Error;
    /// A link leads to a page that is there and a heading that is not.
    BROKEN_ANCHOR = "E0504" "broken-anchor" Error;
    /// A link leads to a draft, which readers will not have.
    LINK_TO_DRAFT = "E0505" "link-to-draft" Error;
    /// A link's address would run a program in the reader's browser, or is of a kind that is no place
    /// on the web.
    UNSAFE_LINK = "E0506" "unsafe-link" Error;
    /// No page has this title or alias, and no file this name.
    DEAD_WIKILINK = "E0507" "dead-wikilink" Error;
    /// Several pages have this title or alias.
    AMBIGUOUS_WIKILINK = "E0508" "ambiguous-wikilink" Error;
    /// A page names a topic that is not there.
    UNKNOWN_TOPIC = "E0509" "unknown-topic" Error;
    /// Two headings of a page have the same id.
    DUPLICATE_ANCHOR = "E0510" "duplicate-anchor" Error;
    /// The address of a link out of the site cannot be one: it has a space, no host, or a scheme that is
    /// nearly `https`. Nothing is fetched to find this.
    BAD_URL = "E0511" "bad-url" Error;
    /// No page links to this page, the menu does not name it, and no list shows it, so readers find it by
    /// the search at best.
    ORPHAN_PAGE = "W0512" "orphan-page" Allow;
    /// `![[page]]` shows one file within another in Obsidian and its kin. Here it is a link, so what should stand
    /// there would be missing.
    EMBED = "E0513" "embed" Error;

    /// expound.toml cannot be read.
    BAD_CONFIG = "E0601" "bad-config" Error;
    /// expound.toml is not there, so this folder is no site.
    MISSING_CONFIG = "E0602" "missing-config" Error;
    /// A setting under `[settings]` is none of the theme's, so that it changes nothing. Its `theme.toml` names those
    /// that it has.
    UNKNOWN_SETTING = "W0603" "unknown-setting" Warning;
    /// A setting under `[settings]` has a value that the theme cannot use: of another type than its own, or no colour
    /// where it wants one. The theme's own is used.
    BAD_SETTING = "W0604" "bad-setting" Warning;
    /// A source may only be cited, and expound.lock has fingerprints of its words: whoever knows a paragraph but for a
    /// name or an amount can try which fits.
    REVEALING_PIN = "W0607" "revealing-pin" Warning;

    /// There is no theme of that name.
    UNKNOWN_THEME = "E0701" "unknown-theme" Error;
    /// A template cannot be read, or failed while a page was made.
    BAD_TEMPLATE = "E0702" "bad-template" Error;
    /// The citation style is neither one of those built in nor a `.csl` file in the site.
    BAD_STYLE = "E0703" "bad-style" Error;
    /// A theme's `theme.toml` cannot be read, so its settings are missing.
    BAD_THEME = "E0704" "bad-theme" Error;

    /// A link in the folder leads out of it, or from one of the site's folders into another, as from `content/`
    /// into `seeds/`. It is not followed: a site is made of its own files, and a source is shown only as far as its
    /// rights allow.
    LINK_OUT_OF_ROOT = "W0801" "link-out-of-root" Warning;
    /// A file is too large to be a page, a record or an article.
    FILE_TOO_LARGE = "E0802" "file-too-large" Error;
    /// A file could not be read.
    UNREADABLE_FILE = "E0803" "unreadable-file" Error;
    /// A file's name is not Unicode, so it can have no address.
    BAD_FILE_NAME = "W0804" "bad-file-name" Warning;
    /// A file below `content/` has a name as editors, merges, systems and copies leave it: `.bak`, `.orig`, `~`,
    /// `(copy)`, `.md.1` …, or begins as a page does and is none. Other files are published as they are, and drafts would be with such a one; it is held back.
    LEFTOVER_FILE = "W0805" "leftover-file" Warning;
    /// A file below `content/` is Markdown, or begins with front matter, and its ending makes no page of it. It
    /// would be published as a file, with what no one has checked in it; it is held back. A page is called
    /// `.md` or `.markdown`.
    MARKDOWN_ENDING = "W0806" "markdown-ending" Warning;

    /// The quotations from one source are together longer than its rights allow. Quote less of it,
    /// or, if you may, raise the limits under `[rights]` or the record's `rights`.
    QUOTED_TOO_MUCH = "E0901" "quoted-too-much" Error;
    /// One quotation has more words than `longest_quotation` under `[rights]`. Quote what the claim rests on,
    /// and say the rest in your own words.
    LONG_QUOTATION = "W0902" "long-quotation" Warning;

    /// A figure of a claim (a number, money, a percentage, a date, a quantity) does not stand in a passage
    /// that is cited for it, however it is written, and does not follow from one: as a conversion, as a
    /// rounding that the sentence owns up to, or as a sum, a difference or a span of years. Write the
    /// passage's figure, or cite the passage that has this one.
    FIGURE_NOT_IN_PASSAGE = "W1001" "figure-not-in-passage" Warning;
    /// A claim names someone or something that no source cited for it mentions, under this or another
    /// name. Name it as the source does, or cite a source that names it.
    NAME_NOT_IN_PASSAGE = "W1002" "name-not-in-passage" Warning;
    /// Words stand in quotation marks in a sentence that cites, and in none of the sources it cites. A
    /// reader takes them for the source's. Quote its words, or take the marks away.
    QUOTED_WORDS_NOT_IN_SOURCE = "W1003" "quoted-words-not-in-source" Warning;
    /// Two passages that are cited for one claim give different figures of the same thing, and the claim
    /// does not give both. Say so, in words or in a `disagreement`.
    FIGURES_DIFFER = "W1004" "figures-differ" Warning;
    /// Two passages of different sources, cited for different claims of a topic, share one of its `terms`
    /// and give different figures of what may be the same. If it is, write a `disagreement`; if it is not,
    /// leave it.
    SOURCES_DIFFER = "W1005" "sources-differ" Allow;

    /// A comment that silences a rule gives no reason. Write one behind the rule's name, after a colon:
    /// `<!-- expound: allow figure-not-in-passage: rounded by us -->`. Until then it silences nothing.
    WAIVER_WITHOUT_REASON = "W1011" "waiver-without-reason" Warning;
    /// A comment begins `expound:` and names no rule that there is, so it silences nothing.
    WAIVER_OF_NO_RULE = "W1012" "waiver-of-no-rule" Warning;
    /// A comment silences a rule where that rule finds nothing. What it excused may be mended; take it
    /// out, or move it: it is for the block it stands in or, on a line of its own, for the next one.
    UNUSED_WAIVER = "W1013" "unused-waiver" Warning;

    /// A sentence of a topic cites nothing, in a paragraph that does: a reader takes it for covered by what
    /// its neighbours cite. Questions and sentences of three words are not meant. Cite what it rests on, or
    /// write `[the claim][@key]` around words that reach over both sentences.
    UNCITED_SENTENCE = "W1101" "uncited-sentence" Allow;
    /// All that a section of a topic cites is one source, so that the section falls with it. Cite another
    /// that says so, or say in the text that this is what one source says.
    ONE_SOURCE_SECTION = "W1102" "one-source-section" Allow;
    /// Several sources are cited for a claim, and they are not independent of each other: they share an
    /// author or a publisher, or much of their text, as reports from one news agency do. To a reader they
    /// count as several. Cite one of them, or another that knows it from elsewhere.
    SOURCES_NOT_INDEPENDENT = "W1103" "sources-not-independent" Allow;
    /// A source has paragraphs with the `terms` of a topic, and the topic does not cite it. Cite it, or say
    /// in a comment above the topic's text why not.
    UNCITED_SOURCE_ON_TOPIC = "W1104" "uncited-source-on-topic" Allow;
    /// A source has the `terms` of a topic, is newer than all that the topic cites, and is not cited there:
    /// what the topic says may be out of date. Read it, then cite it or say in a comment above the topic's
    /// text why not.
    NEWER_SOURCE_UNCITED = "W1105" "newer-source-uncited" Allow;
    /// The newest source that a topic cites is older than its `reviewed`, or than `--today`, by more than
    /// `max_age_months` under `[coverage]`. Look for newer sources, or say in a comment above the topic's
    /// text that there are none.
    STALE_TOPIC = "W1106" "stale-topic" Allow;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_given_once_and_codes_are_in_order() {
        for pair in ALL.windows(2) {
            assert!(pair[0].code[1..] < pair[1].code[1..], "{} before {}", pair[0].code, pair[1].code);
        }
        for rule in ALL {
            assert_eq!(ALL.iter().filter(|other| other.name == rule.name).count(), 1, "{}", rule.name);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
            let letter = if rule.severity == Severity::Error { "E" } else { "W" };
            assert!(rule.code.starts_with(letter), "{}", rule.code);
        }
    }

    #[test]
    fn a_rule_is_found_by_name_and_by_code() {
        assert_eq!(by_name("quote-not-found"), Some(&QUOTE_NOT_FOUND));
        assert_eq!(by_name("e0101"), Some(&QUOTE_NOT_FOUND));
        assert_eq!(by_name("nonsense"), None);
    }
}
