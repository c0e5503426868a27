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
    /// The source does not have the quoted words. Spaces, quotation marks, dashes, ligatures and ellipses
    /// may differ; letters, case and digits may not. Copy the words from the source. Write `…` for what you
    /// leave out and `[ ]` around what you add.
    QUOTE_NOT_FOUND = "E0101" "quote-not-found" Error;
    /// The source has the quoted words more than once, so readers could see the wrong place. Quote more
    /// words, or name the paragraph: `[@key, ¶ 7, "words"]`.
    QUOTE_AMBIGUOUS = "E0102" "quote-ambiguous" Error;
    /// The source has the quoted words, but in another paragraph than the citation names. Correct the
    /// paragraph number, or leave it out.
    QUOTE_ELSEWHERE = "E0103" "quote-elsewhere" Error;
    /// The citation names a paragraph that the source does not have. Correct the number.
    NO_SUCH_PARAGRAPH = "E0104" "no-such-paragraph" Error;
    /// The source has no readable text in `seeds/`, so expound cannot look up the quotation and publishes
    /// it as unchecked. Add the text beside the record, or remove the quotation.
    QUOTE_UNCHECKED = "W0105" "quote-unchecked" Warning;
    /// A pair of quotation marks holds no words to look up.
    EMPTY_QUOTE = "E0106" "empty-quote" Error;
    /// A quotation contains something that is not the source's text: struck text, HTML, an image, a formula
    /// or another citation. Readers would take it for the source's words, or would not see that it was
    /// struck. Emphasis, links and, in a block quote, footnotes are allowed.
    QUOTATION_MARKUP = "E0107" "quotation-markup" Error;
    /// A `…` or a bracket in a quotation hides words that may change its meaning: a negation, a limit, a
    /// figure, the end of a sentence, another speaker or name, another degree (*all* for *some*, *will* for
    /// *may*), or brackets of the source's own. The rule reads sources in English and nineteen other
    /// languages. Quote the hidden words too. If the meaning is the same, silence the rule there and say
    /// why.
    ALTERED_QUOTATION = "W0108" "altered-quotation" Warning;
    /// The words right after or before a quotation change its meaning: the source continues with *but* or
    /// *unless*, a negation governs the words, or they are cut from a question, a condition or a rate (*5
    /// km* of *5 km per hour*). The rule reads sources in English and nineteen other languages. Quote those
    /// words too. If your sentence says the same, silence the rule there and say why.
    QUOTATION_CUT_SHORT = "W0109" "quotation-cut-short" Warning;

    /// A citation names a source that has no record in `seeds/`. Correct the key, or add the record.
    UNKNOWN_SOURCE = "E0201" "unknown-source" Error;
    /// Something begins like a citation but does not end like one: a bracket or a quotation mark is not
    /// closed, or the text after the key is not valid.
    MALFORMED_CITATION = "E0202" "malformed-citation" Error;
    /// A citation names a source but no passage, so readers cannot open what the claim rests on. Add the
    /// words, `[@key, "words"]`, or the paragraph, `[@key, ¶ 7]`.
    CITATION_WITHOUT_PASSAGE = "W0203" "citation-without-passage" Warning;
    /// A paragraph of a topic cites nothing.
    UNCITED_PARAGRAPH = "W0204" "uncited-paragraph" Allow;
    /// Nothing in the text refers to this evidence note, so expound does not publish it.
    UNUSED_NOTE = "W0205" "unused-note" Warning;
    /// The text refers to a footnote that does not exist.
    MISSING_NOTE = "E0206" "missing-note" Error;
    /// In or beside a citation, a quotation mark has no partner, or words between two quotations make one
    /// sentence with them. Readers would take the words for the source's, and expound would not look them
    /// up. Quotation marks of all languages count, before the key and after it. Inside straight quotation
    /// marks, write inner ones as ‘…’ or `\"`. Set your own words off with commas.
    UNREAD_QUOTATION = "E0207" "unread-quotation" Error;
    /// A citation contains a link, an image or a footnote. Only its words are shown.
    LEFT_OUT_OF_CITATION = "W0208" "left-out-of-citation" Warning;
    /// In a sentence that cites, a quotation mark has no partner in its paragraph. Readers take the words
    /// for the source's. expound cannot tell which words you mean, so it compares them with no source.
    UNPAIRED_MARK = "W0209" "unpaired-mark" Warning;
    /// A block quote looks like the words of a source, but expound does not look it up. It cites in the
    /// middle, cites several sources, has a note that cites, follows words that introduce it with a
    /// citation, or comes before a line that cites and looks like its source. If the words are the
    /// source's, end the quote with `— @key`. If they are yours, write a paragraph or an alert (`>
    /// [!NOTE]`), and cite there as usual.
    UNREAD_BLOCK_QUOTE = "W0216" "unread-block-quote" Warning;
    /// Between the dash and the source of a block quote, there are words that look like words of the
    /// quotation. expound does not look them up. Write there who said it, or where.
    CAPTION_NOT_A_NAME = "W0217" "caption-not-a-name" Warning;
    /// A line names a source after a dash, like the line below a quotation, but what is above it is not a
    /// quotation: it is a paragraph, a block of code or a heading. Readers take those words for the
    /// source's, and expound does not look them up. Make them a block quote.
    STRAY_SOURCE = "W0218" "stray-source" Warning;
    /// HTML that the site allows has a quotation beside a citation, or a citation. expound does not read
    /// HTML: it does not look up the words, and shows the citations as typed. Write the quotation in
    /// Markdown.
    UNREAD_HTML = "W0219" "unread-html" Warning;
    /// A line opens a block in another program (`::: quote`, `{{< quote >}}`, `{% quote %}`, `!!! note`,
    /// `>>>`) but not in expound. It appears as written, and the text below it is neither a quotation nor
    /// an aside.
    FOREIGN_BLOCK = "W0220" "foreign-block" Warning;

    /// expound cannot read a library file in `seeds/`. The site lacks its records.
    BAD_LIBRARY = "E0301" "bad-library" Error;
    /// A field of a record has an invalid value, such as a malformed date.
    BAD_RECORD = "E0302" "bad-record" Error;
    /// A record has an unknown field, which expound ignores.
    UNKNOWN_FIELD = "W0303" "unknown-field" Warning;
    /// Two records have the same key, so a citation could mean either. Keys that differ only in case count
    /// as the same, because many disks would keep their pages in one file.
    DUPLICATE_KEY = "E0304" "duplicate-key" Error;
    /// The `file` of a record is missing from `seeds/`, or lies outside it.
    MISSING_TEXT = "E0305" "missing-text" Error;
    /// The text does not have a line that `omit` lists. The list or the file has changed.
    OMIT_NOT_FOUND = "E0306" "omit-not-found" Error;
    /// A text in `seeds/` has no record, so you cannot cite it.
    SOURCE_WITHOUT_RECORD = "W0307" "source-without-record" Warning;
    /// expound cannot read a source's text: its encoding is not UTF-8, or the file is not text.
    UNREADABLE_TEXT = "E0308" "unreadable-text" Error;
    /// A source's text differs from the one that expound.lock pins. Cited words may be in another place,
    /// and a paragraph number may mean another paragraph. Sites without an expound.lock skip this rule.
    /// Look at what has changed, then accept it or restore the old text.
    SOURCE_CHANGED = "E0309" "source-changed" Error;
    /// The site has an expound.lock, but a cited source is not in it. If its text changed, nobody would
    /// notice.
    SOURCE_NOT_PINNED = "W0310" "source-not-pinned" Warning;
    /// expound.lock pins a source that has no record in `seeds/`.
    PIN_WITHOUT_SOURCE = "W0311" "pin-without-source" Warning;
    /// expound cannot read expound.lock, so it compares no text with it.
    BAD_LOCK = "E0312" "bad-lock" Error;
    /// A source's text has a control character. Some programs that extract text from PDFs write one for a
    /// minus, a ligature or a bullet, so a sign or a letter may be missing. A quotation cannot extend
    /// across it.
    CONTROL_CHARACTER = "W0313" "control-character" Warning;
    /// expound does not read this kind of file in `seeds/`, so you cannot cite it. Save its text as `.txt`,
    /// `.md` or `.html`. The rule skips an original beside its text with the same name, and images that a
    /// text shows.
    UNREAD_FILE = "W0314" "unread-file" Warning;
    /// A Markdown text in `seeds/` begins with front matter that is never closed, so expound cannot tell
    /// its fields from the article.
    OPEN_FRONT_MATTER = "E0315" "open-front-matter" Error;

    /// expound cannot read a page's front matter, or finds it in the wrong place. It may say that the page
    /// is a draft, so this is always an error, whatever `[checks]` says. Front matter begins on the first
    /// line of the file: `+++`, TOML and `+++`, or `---`, YAML and `---`.
    BAD_FRONT_MATTER = "E0401" "bad-front-matter" Error;
    /// Front matter has an unknown key, which expound ignores. Put your own keys under `[extra]`.
    UNKNOWN_KEY = "W0402" "unknown-key" Warning;
    /// A page has no title.
    MISSING_TITLE = "W0403" "missing-title" Warning;
    /// expound shows HTML in Markdown as text, because it could carry scripts and is hard to read in the
    /// source. Use Markdown, or set `html = true` under `[markdown]` if you trust every author.
    RAW_HTML = "W0404" "raw-html" Warning;
    /// A block (`chart`, `disagreement`, `figures`, `timeline`, `passages`) is malformed, or holds
    /// something that cannot be shown.
    BAD_BLOCK = "E0405" "bad-block" Error;
    /// An event has no date, so no timeline can show it.
    EVENT_WITHOUT_DATE = "E0406" "event-without-date" Error;
    /// A page is not UTF-8 text.
    UNREADABLE_PAGE = "E0407" "unreadable-page" Error;
    /// An attribute in braces after a heading is neither an id nor a class. expound leaves it out.
    HEADING_ATTRIBUTE = "W0408" "heading-attribute" Warning;
    /// An image has no alternative text, so people who cannot see it learn nothing about it.
    MISSING_ALT = "W0409" "missing-alt" Warning;
    /// A mark says that a claim is not settled: `[citation needed]`, `[failed verification]` or
    /// `[disputed]`. Readers see the mark unless you set `flags = "hide"` under `[markdown]`.
    FLAGGED = "W0410" "flagged" Warning;
    /// A mark such as `[citation needed: 2026-05 why]` has an invalid date.
    BAD_FLAG = "E0411" "bad-flag" Error;
    /// A heading is more than one level below the one before it. People who use a screen reader move from
    /// heading to heading, and look for the missing level.
    HEADING_SKIPPED = "W0412" "heading-skipped" Warning;
    /// The words of a link do not say where it goes. People who use a screen reader hear links without the
    /// sentence around them.
    VAGUE_LINK = "W0413" "vague-link" Warning;
    /// A topic, an event or an entity has no summary. Lists and the tooltips of links show it.
    MISSING_SUMMARY = "W0414" "missing-summary" Allow;
    /// A page has a character that readers cannot see as intended: a replacement character for a letter
    /// lost in another encoding, a control character, a mark that changes the direction of text, or a
    /// private-use character. Most come from pasted text.
    UNSHOWABLE_CHARACTER = "W0415" "unshowable-character" Warning;
    /// The name of a fenced block is nearly that of a block of expound, or the block cites and its name is
    /// not that of a language. expound shows it as code and looks up nothing in it. Correct the name. For
    /// code, write the language after the fence, such as `text`.
    UNKNOWN_BLOCK = "W0416" "unknown-block" Warning;
    /// A title or a question has a citation. Titles appear in lists, menus and links, where readers cannot
    /// open a citation. Cite in the text or in the `summary`. Titles, questions and summaries cannot have
    /// footnotes.
    CITATION_IN_TITLE = "E0417" "citation-in-title" Error;
    /// A page has conflict markers, which a merge leaves where two people changed the same lines, so it
    /// holds both versions. Keep one, and delete the lines that begin `<<<<<<<`, `=======` and `>>>>>>>`.
    MERGE_CONFLICT = "E0418" "merge-conflict" Error;
    /// The name of a page or of its folder suggests a draft or a copy, as `drafts/`, `mill.draft.md`,
    /// `_mill.md` and `mill (1).md` do, but the page itself does not say. If the name leaves no doubt,
    /// expound treats the page as a draft. Write `draft = true` or `draft = false` in its front matter.
    DRAFT_BY_NAME = "W0419" "draft-by-name" Warning;
    /// In a table, a bar ends a cell even within `[[ ]]`, in code and in a citation. Here it cuts one of
    /// these in two, and readers see the halves. Write `\|`.
    CUT_CELL = "E0420" "cut-cell" Error;
    /// A row of a table has more cells than the table has columns. Markdown drops the extra cells, so
    /// readers would lose them.
    LOST_CELL = "E0421" "lost-cell" Error;

    /// Two files have the same address. Addresses that differ only in case, or in whether an accented
    /// letter is one character or two, count as the same, because many disks keep them as one file. An
    /// address can also belong to a page of expound's own, such as the search page. Change the `slug` or
    /// the name of one file.
    ADDRESS_TAKEN = "E0501" "address-taken" Error;
    /// A file name, slug or alias cannot be an address on every system: it points outside the site, is
    /// reserved on Windows, or has characters that file names may not have.
    BAD_ADDRESS = "E0502" "bad-address" Error;
    /// A link goes to a page or file that does not exist.
    BROKEN_LINK = "E0503" "broken-link" Error;
    /// A link goes to an existing page, but to a heading that the page does not have.
    BROKEN_ANCHOR = "E0504" "broken-anchor" Error;
    /// A link goes to a draft, which readers will not have.
    LINK_TO_DRAFT = "E0505" "link-to-draft" Error;
    /// A link would run a program in the reader's browser, or its scheme is not one for the web.
    UNSAFE_LINK = "E0506" "unsafe-link" Error;
    /// No page has this title or alias, and no file has this name.
    DEAD_WIKILINK = "E0507" "dead-wikilink" Error;
    /// Several pages have this title or alias.
    AMBIGUOUS_WIKILINK = "E0508" "ambiguous-wikilink" Error;
    /// A page names a topic that does not exist.
    UNKNOWN_TOPIC = "E0509" "unknown-topic" Error;
    /// Two headings of a page have the same id.
    DUPLICATE_ANCHOR = "E0510" "duplicate-anchor" Error;
    /// A link to another site has an invalid address: it has a space, no host, or a scheme that is nearly
    /// `https`. expound fetches nothing to find this.
    BAD_URL = "E0511" "bad-url" Error;
    /// No page links to this page, and no menu or list shows it. Readers can find it only by searching.
    ORPHAN_PAGE = "W0512" "orphan-page" Allow;
    /// `![[page]]` embeds one file in another in Obsidian and similar programs. expound would only link to
    /// it, so the embedded text would be missing.
    EMBED = "E0513" "embed" Error;

    /// expound cannot read expound.toml.
    BAD_CONFIG = "E0601" "bad-config" Error;
    /// The folder has no expound.toml, so it is not a site.
    MISSING_CONFIG = "E0602" "missing-config" Error;
    /// A setting under `[settings]` is unknown to the theme, so it has no effect. The theme's `theme.toml`
    /// lists its settings.
    UNKNOWN_SETTING = "W0603" "unknown-setting" Warning;
    /// A setting under `[settings]` has a value of the wrong type, or something other than a colour where
    /// the theme needs one. The theme uses its default.
    BAD_SETTING = "W0604" "bad-setting" Warning;
    /// expound.lock has fingerprints of the words of a source that may only be cited. Somebody who knows a
    /// paragraph except for a name or an amount could find the missing part by trial.
    REVEALING_PIN = "W0607" "revealing-pin" Warning;

    /// No theme has this name.
    UNKNOWN_THEME = "E0701" "unknown-theme" Error;
    /// A template is malformed, or failed on a page.
    BAD_TEMPLATE = "E0702" "bad-template" Error;
    /// The citation style is neither built in nor a `.csl` file in the site.
    BAD_STYLE = "E0703" "bad-style" Error;
    /// expound cannot read a theme's `theme.toml`, so the theme's settings are missing.
    BAD_THEME = "E0704" "bad-theme" Error;

    /// A symbolic link points outside the site, or from one of the site's folders into another, such as
    /// from `content/` into `seeds/`. expound does not follow it: a site consists of its own files, and
    /// shows a source only as far as its rights allow.
    LINK_OUT_OF_ROOT = "W0801" "link-out-of-root" Warning;
    /// A file is too large for a page, a record or an article.
    FILE_TOO_LARGE = "E0802" "file-too-large" Error;
    /// expound could not read a file.
    UNREADABLE_FILE = "E0803" "unreadable-file" Error;
    /// A file name is not valid Unicode, so the file can have no address.
    BAD_FILE_NAME = "W0804" "bad-file-name" Warning;
    /// A file below `content/` has a name that editors, merges, systems or copies leave behind (`.bak`,
    /// `.orig`, `~`, `(copy)`, `.md.1` …), or begins like a page but is not one. expound publishes other
    /// files unchanged, and such a file could contain a draft. So it holds the file back.
    LEFTOVER_FILE = "W0805" "leftover-file" Warning;
    /// A file below `content/` is Markdown, or begins with front matter, but its ending does not make it a
    /// page. Published as a file, its content would be unchecked. So expound holds it back. Name a page
    /// `.md` or `.markdown`.
    MARKDOWN_ENDING = "W0806" "markdown-ending" Warning;

    /// The quotations from one source are together longer than its rights allow. Quote less. If you may,
    /// raise the limits under `[rights]` or change the record's `rights`.
    QUOTED_TOO_MUCH = "E0901" "quoted-too-much" Error;
    /// A quotation has more words than `longest_quotation` under `[rights]` allows. Quote only what the
    /// claim rests on, and say the rest in your own words.
    LONG_QUOTATION = "W0902" "long-quotation" Warning;

    /// No passage cited for this claim has its figure (a number, money, a percentage, a date or a quantity)
    /// in any notation. Nor does the figure follow from a passage: as a conversion, as a rounding that the
    /// sentence admits, or as a sum, a difference or a span of years. Write the passage's figure, or cite a
    /// passage that has yours.
    FIGURE_NOT_IN_PASSAGE = "W1001" "figure-not-in-passage" Warning;
    /// A claim names someone or something that no source cited for it mentions, under this or another name.
    /// Use the source's name, or cite a source that has yours.
    NAME_NOT_IN_PASSAGE = "W1002" "name-not-in-passage" Warning;
    /// A sentence that cites has words in quotation marks that none of its sources has. Readers take them
    /// for the source's words. Quote the source, or remove the quotation marks.
    QUOTED_WORDS_NOT_IN_SOURCE = "W1003" "quoted-words-not-in-source" Warning;
    /// Two passages cited for one claim give different figures for the same thing, and the claim does not
    /// give both. Say so in the sentence, or write a `disagreement`.
    FIGURES_DIFFER = "W1004" "figures-differ" Warning;
    /// Two passages of different sources, cited for different claims of a topic, share one of its `terms`
    /// and give different figures for what may be the same thing. If it is the same, write a
    /// `disagreement`. If not, leave the text as it is.
    SOURCES_DIFFER = "W1005" "sources-differ" Allow;

    /// A suppression gives no reason, so it silences nothing. Write the reason after the rule's name and a
    /// colon: `<!-- expound: allow figure-not-in-passage: rounded by us -->`.
    WAIVER_WITHOUT_REASON = "W1011" "waiver-without-reason" Warning;
    /// A comment that begins `expound:` names no existing rule, so it silences nothing.
    WAIVER_OF_NO_RULE = "W1012" "waiver-of-no-rule" Warning;
    /// A suppression silences a rule that finds nothing there. Remove it if the text is now correct.
    /// Otherwise move it: a suppression applies to the block that it is in or, on a line of its own, to the
    /// next block.
    UNUSED_WAIVER = "W1013" "unused-waiver" Warning;

    /// A sentence of a topic cites nothing, but its paragraph does. Readers assume that the citations
    /// nearby cover it. The rule skips questions and sentences of up to three words. Cite what the sentence
    /// rests on, or write `[the claim][@key]` around words that extend over both sentences.
    UNCITED_SENTENCE = "W1101" "uncited-sentence" Allow;
    /// A section of a topic cites only one source, so it falls with that source. Cite another source that
    /// says the same, or write that only one source says so.
    ONE_SOURCE_SECTION = "W1102" "one-source-section" Allow;
    /// The sources cited for a claim are not independent: they share an author, a publisher or much of
    /// their text, as reports from one news agency do. Readers count them as several. Cite one of them, or
    /// one that has the information from elsewhere.
    SOURCES_NOT_INDEPENDENT = "W1103" "sources-not-independent" Allow;
    /// A source has paragraphs with the `terms` of a topic, but the topic does not cite it. Cite it, or say
    /// why not in a suppression above the topic's text.
    UNCITED_SOURCE_ON_TOPIC = "W1104" "uncited-source-on-topic" Allow;
    /// A source has the `terms` of a topic and is newer than everything that the topic cites, but the topic
    /// does not cite it. The topic may be out of date. Read the source. Then cite it, or say why not in a
    /// suppression above the topic's text.
    NEWER_SOURCE_UNCITED = "W1105" "newer-source-uncited" Allow;
    /// The newest source that a topic cites is older than the topic's `reviewed`, or than `--today`, by
    /// more than `max_age_months` under `[coverage]`. Look for newer sources. If there are none, say so in
    /// a suppression above the topic's text.
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
