//! Markdown and HTML articles → lines of text: what a reader would see of them, block by block.
//!
//! 1. HTML is read tag by tag, and Markdown event by event, into a [`tree::Tree`]: the elements that are open, and
//!    the lines that they come to. [`clip`] first reads what note-taking programs add to Markdown.
//! 2. [`unseen`] tells what is hidden, struck out, closed, or there for programs: it is no part of the text.
//!    [`css`] reads what the page's styles say of it.
//! 3. [`inline`] sets a line: what is raised or lowered stays apart from what it stands on, fractions and
//!    formulas ([`math`]) read as they look, negative amounts in [`cells`] keep their brackets, and marks of notes are told from powers.

mod cells;
mod clip;
mod css;
mod elements;
mod inline;
mod math;
mod selector;
mod tree;
mod unseen;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::text::TextLine;
use css::StyleSheet;
use tree::{Attributes, Tree};

/// The lines of a Markdown article, which has no front matter any more. The text of images is no part of it.
pub(crate) fn markdown_lines(text: &str) -> Vec<TextLine> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let text = &*clip::read(text);
    let mut tree = Tree::default();
    let mut images = 0_usize;
    let mut html = String::new();
    if text.contains("<style") {
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Html(words) => html.push_str(&words),
                Event::End(TagEnd::HtmlBlock) => read_styles(&mut tree.sheet, &std::mem::take(&mut html)),
                _ => {}
            }
        }
    }
    // For each open list, where it stands, and whether its marks are numbers.
    let mut lists = Vec::new();
    let mut tildes = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ if images > 0 => {}
            Event::Text(words) if is_block_of_code(&tree) => tree.code(&words),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => tree.text(&words),
            Event::SoftBreak | Event::HardBreak => tree.end_line(),
            Event::InlineHtml(words) => read_html(&mut tree, &words),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                read_html(&mut tree, &std::mem::take(&mut html));
                tree.end_block();
            }
            Event::Start(Tag::HtmlBlock) | Event::Rule => tree.end_block(),
            Event::Start(Tag::List(first)) => {
                lists.push((range.clone(), first.is_some()));
                tree.open("ul", &Attributes::default(), false);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                tree.close("ul");
            }
            Event::Start(Tag::Item) => {
                tree.open("li", &Attributes::default(), false);
                if let Some((list, numbered)) = lists.last() {
                    let alone = range.start == list.start
                        && text[range.end..list.end.max(range.end)].trim().is_empty();
                    tree.mark_item(item_mark(&text[range], *numbered, alone));
                }
            }
            // `H~2~O` is lowered; `~~2~~` and `~two words~` are struck.
            Event::Start(Tag::Strikethrough) => {
                let name = if is_lowered(text, &range) { "sub" } else { "s" };
                tildes.push(name);
                tree.open(name, &Attributes::default(), false);
            }
            Event::End(TagEnd::Strikethrough) => tree.close(tildes.pop().unwrap_or("s")),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let attributes = [("href".to_owned(), dest_url.into_string())].into();
                tree.open("a", &Attributes(attributes), false);
            }
            Event::Start(tag) => {
                if let Some(name) = element(tag.to_end()) {
                    tree.open(name, &Attributes::default(), false);
                }
            }
            Event::End(tag) => {
                if let Some(name) = element(tag) {
                    tree.close(name);
                }
            }
            Event::FootnoteReference(label) => {
                let attributes = [("role".to_owned(), "doc-noteref".to_owned())].into();
                tree.open("sup", &Attributes(attributes), false);
                tree.text(&label);
                tree.close("sup");
            }
            Event::TaskListMarker(_) => {}
        }
    }
    tree.finish()
}

/// The element that a part of Markdown stands for.
fn element(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h2",
        TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => "blockquote",
        TagEnd::CodeBlock => "listing",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::Link => "a",
        TagEnd::Superscript => "sup",
        TagEnd::Subscript => "sub",
        _ => return None,
    })
}

fn is_block_of_code(tree: &Tree) -> bool {
    tree.is_in("listing")
}

/// What of an item's mark is of its words: a number always, for it may be a year; a sign where the list has one
/// item that goes on with a figure, and so is no list.
fn item_mark(item: &str, numbered: bool, alone: bool) -> String {
    if numbered {
        let end = item.find([' ', '\t', '\n']).unwrap_or(item.len());
        return format!("{} ", &item[..end]);
    }
    let mut chars = item.chars();
    let sign = chars.next().filter(|sign| matches!(sign, '-' | '+'));
    let figure = chars.as_str().trim_start().starts_with(|c: char| {
        c.is_numeric() || matches!(c, '$' | '\u{a3}' | '\u{a5}' | '\u{20a0}'..='\u{20cf}')
    });
    match sign {
        Some(sign) if alone && figure => format!("{sign} "),
        _ => String::new(),
    }
}

/// Whether what stands between two tildes is an index.
fn is_lowered(text: &str, range: &std::ops::Range<usize>) -> bool {
    let inside = text[range.clone()].trim_matches('~');
    let single = !text[range.clone()].starts_with("~~");
    let attached = text[..range.start].ends_with(char::is_alphanumeric);
    single && attached && inside.chars().count() <= 4 && inside.chars().all(char::is_alphanumeric)
}

/// The lines of an HTML article: each block is one, each `<br>` begins one.
pub(crate) fn html_lines(html: &str) -> Vec<TextLine> {
    let mut tree = Tree::default();
    read_styles(&mut tree.sheet, html);
    read_html(&mut tree, html);
    tree.finish()
}

/// Reads all style sheets of a page, for they hold for what stands before them too.
fn read_styles(sheet: &mut StyleSheet, html: &str) {
    if !html.as_bytes().windows(6).any(|tag| tag.eq_ignore_ascii_case(b"<style")) {
        return;
    }
    // What is in these is for other readers, or for none.
    let mut aside = 0_usize;
    let mut css: Option<String> = None;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => match &*lower(&tag.name) {
                "noscript" | "template" => aside += 1,
                "style" => {
                    let pairs = tag.attributes.iter();
                    let media = pairs
                        .filter(|(name, _)| lower(name) == "media")
                        .map(|(_, value)| string(&value.value));
                    let screens = media.into_iter().all(|media| css::is_for_screens(&media));
                    css = (aside == 0 && screens).then(String::new);
                }
                _ => {}
            },
            Token::EndTag(tag) => match &*lower(&tag.name) {
                "noscript" | "template" => aside = aside.saturating_sub(1),
                "style" => sheet.read(&css.take().unwrap_or_default()),
                _ => {}
            },
            Token::String(words) => {
                if let Some(css) = &mut css {
                    css.push_str(&String::from_utf8_lossy(&words.value));
                }
            }
            _ => {}
        }
    }
    sheet.read(&css.unwrap_or_default());
}

fn read_html(tree: &mut Tree, html: &str) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let pairs = tag.attributes.iter();
                let attributes = pairs.map(|(name, value)| (lower(name), string(&value.value))).collect();
                tree.open(&lower(&tag.name), &Attributes(attributes), tag.self_closing);
            }
            Token::EndTag(tag) => tree.close(&lower(&tag.name)),
            Token::String(words) => tree.text(&String::from_utf8_lossy(&words.value)),
            _ => {}
        }
    }
}

fn lower(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

fn string(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// The language that a page of HTML says it is in: the `lang` of its `<html>`.
pub(super) fn language(html: &str) -> Option<&str> {
    /// The tag stands at the beginning.
    const NEAR: usize = 4096;
    let end = html.len().min(NEAR);
    let head = html.get(..end).or_else(|| html.get(..end - 1)).or_else(|| html.get(..end - 2))?;
    let start = head.to_ascii_lowercase().find("<html")?;
    let tag = &head[start..start + head[start..].find('>')?];
    let at = tag.to_ascii_lowercase().find("lang=")? + "lang=".len();
    let value = tag[at..].trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(value.len());
    Some(&value[..end]).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::notes;

    fn blocks(lines: &[TextLine]) -> Vec<String> {
        let words = |line: &TextLine| match line {
            TextLine::Words(words, _) => notes::bare(words).into_owned(),
            TextLine::Break => String::new(),
        };
        let blocks = lines.split(|line| *line == TextLine::Break);
        blocks
            .map(|block| block.iter().map(words).collect::<Vec<_>>().join("/"))
            .filter(|b| !b.is_empty())
            .collect()
    }

    #[test]
    fn markdown_is_cut_at_its_blocks() {
        let text = "# A *title*\n\nTwo lines\nof [a link](http://x) &amp; `code`.\n\n- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](x.png)\n\n<div>in <b>HTML</b></div>\n\nEnd[^1].\n\n[^1]: A note.\n";
        assert_eq!(
            blocks(&markdown_lines(text)),
            [
                "A title",
                "Two lines/of a link & code.",
                "one",
                "two",
                "said",
                "a | b",
                "1 | 2",
                "in HTML",
                "End¹.",
                "A note."
            ]
        );
    }

    #[test]
    fn html_is_cut_at_its_blocks() {
        let html = "<!doctype html><html><head><title>No</title><style>p{}</style><body><nav><ul><li>Home</ul></nav>\
            <h1>A title</h1><p>One <em>two</em>&nbsp;&eacute;\n three<br>four<p>Five<script>if (a<b) '</p>'</script> six\
            <table><tr><td>1<td>2</table><!-- no --><pre>a\nb</pre>&lt;script&gt;";
        assert_eq!(
            blocks(&html_lines(html)),
            ["A title", "One two é three/four", "Five six", "1 | 2", "a/b", "<script>"]
        );
    }

    #[test]
    fn a_head_that_is_not_closed_does_not_swallow_the_article() {
        assert_eq!(blocks(&html_lines("<head><meta charset=utf-8><title>x</title><p>Words")), ["Words"]);
        assert_eq!(blocks(&html_lines("<svg/><p>Words")), ["Words"]);
        assert_eq!(blocks(&html_lines("a<template><template>x</template>y</template>b")), ["ab"]);
    }

    #[test]
    fn hostile_nesting_is_read_in_one_pass() {
        assert_eq!(blocks(&html_lines(&format!("{}x", "<div><p>".repeat(20_000)))), ["x"]);
        assert!(!markdown_lines(&"[".repeat(10_000)).is_empty());
    }

    #[test]
    fn what_is_struck_within_a_word_leaves_no_gap() {
        for (html, read) in [
            ("1<s>2</s>3 hives", "13 hives"),
            ("in 1<del>8</del><ins>9</ins>04", "in 1904"),
            ("un<strike>well</strike>kind", "unkind"),
            ("wax<s> and honey</s>sold", "wax sold"),
            ("no <s>good </s>wax", "no wax"),
        ] {
            assert_eq!(blocks(&html_lines(html)), [read], "{html}");
        }
    }

    #[test]
    fn styles_hide_and_show() {
        for (html, read) in [
            (
                "<style>.c7{text-decoration:line-through}</style><p>Wax is <span class=c7>not</span> dear",
                "Wax is dear",
            ),
            ("<p>Wax is <em id=n>not</em> dear<style>#n{visibility:hidden}</style>", "Wax is dear"),
            ("<style>i{opacity:0}</style><p>Wax is <i>not</i> dear", "Wax is dear"),
            // A reader sees what is not read aloud, and a picture of a figure.
            ("<p>Wax is <i aria-hidden=true>hardly</i> dear", "Wax is hardly dear"),
            ("<p>Wax is <i aria-hidden=true class=icon>home</i> dear", "Wax is dear"),
            ("<p>Wax <i aria-hidden=true>¶</i>", "Wax"),
            ("<p>It cost 2<img alt=8>4 crowns", "It cost 2\u{fffd}4 crowns"),
            ("<p>It cost <img alt='a coin' src=c.png> 24 crowns", "It cost 24 crowns"),
            ("<style media=print>i{display:none}</style><p>Wax <i>is</i> dear", "Wax is dear"),
            ("<style>.k .n{display:none}</style><p class=k>Wax is <i class=n>not</i> dear", "Wax is dear"),
            ("<style>.k .n{display:none}</style><p>Wax <i class=n>is</i> dear", "Wax is dear"),
            ("<style>#a > i{display:none}</style><p id=a>Wax <b><i>is</i></b> dear<i>er</i>", "Wax is dear"),
            (
                "<style>[aria-hidden=true]{visibility:hidden}</style><p>Wax is <i aria-hidden=true>not</i> dear",
                "Wax is dear",
            ),
            (
                "<style>i[data-old]{text-decoration:line-through}</style>Wax is <i data-old>not</i> dear",
                "Wax is dear",
            ),
            (
                "<style>.t p{display:none} .t p.on{display:block}</style><div class=t><p>No<p class=on>Wax",
                "Wax",
            ),
            ("<noscript><style>i{display:none}</style></noscript><p>Wax <i>is</i> dear", "Wax is dear"),
            ("<style>.w{font-size:0} .w i{} i{font-size:16px}</style><p class=w>not <i>Wax</i>", "Wax"),
            ("<p style=visibility:hidden>not <b style=visibility:visible>Wax</b> not", "Wax"),
            ("<p>Wax is <b class='d-none'>not</b> dear", "Wax is dear"),
            ("<p>Wax <b class='d-none d-md-inline'>is</b> dear", "Wax is dear"),
            ("<p>Wax <b class='hidden lg:inline-block'>is</b> dear", "Wax is dear"),
            ("<p>Wax is <b class='hidden print:block'>not</b> dear", "Wax is dear"),
            ("<p>Wax is <b class='is-hidden'>not</b> <b class=collapse>so</b> dear", "Wax is dear"),
            ("<p>Wax <b class='collapse show'>is</b> dear", "Wax is dear"),
            ("<style>.hide{display:inline}</style><p>Wax <b class=hide>is</b> dear", "Wax is dear"),
            ("<p>Wax is <b style='position:absolute;left:-5000px'>not</b> dear", "Wax is dear"),
            ("<p>Wax is <b style='height:0; overflow:hidden'>not</b> dear", "Wax is dear"),
        ] {
            assert_eq!(blocks(&html_lines(html)), [read], "{html}");
        }
        let markdown = "Wax is <b class=x>not</b> dear.\n\n<style>\n.x {display: none}\n</style>\n";
        assert_eq!(blocks(&markdown_lines(markdown)), ["Wax is dear."]);
    }

    #[test]
    fn links_to_edit_and_to_a_heading_are_furniture() {
        let html = "<h2>Wax<span class=mw-editsection>[<a href=e>edit</a>]</span></h2><h2>Honey<a class=headerlink \
            href=#h>\u{b6}</a></h2><h2><a class=anchor href=#b>#</a> Bees</h2><div role=navigation>Home</div>\
            <p><a class=anchor href=#k>Kept</a> bees";
        assert_eq!(blocks(&html_lines(html)), ["Wax", "Honey", "Bees", "Kept bees"]);
    }

    #[test]
    fn signs_of_pandoc_raise_and_lower() {
        for (markdown, read) in [
            ("About 10^6^ bees", "About 10\u{2076} bees"),
            ("H~2~O and C~6~H~12~", "H\u{2082}O and C\u{2086}H\u{2081}\u{2082}"),
            ("The 4^th^ hive", "The 4th hive"),
            ("x^2 + y^2 and 2^3^4", "x^2 + y^2 and 2^3^4"),
            ("Un==wax==ed", "Unwaxed"),
            ("if a==1 and b==2", "if a==1 and b==2"),
        ] {
            assert_eq!(blocks(&markdown_lines(markdown)), [read], "{markdown}");
        }
    }

    #[test]
    fn negative_amounts_keep_their_brackets() {
        let html = "<table><tr><td>Wax<td>(5)<td>(7.5</td><td>)</td></table>";
        assert_eq!(blocks(&html_lines(html)), ["Wax | (5) | (7.5)"]);
    }
}
