//! Markdown and HTML articles → lines of text: what a reader would see of them, block by block.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::text::{Line, canonical_line};

/// The lines of a Markdown article. Front matter and the text of images are no part of it.
pub(crate) fn markdown_lines(text: &str) -> Vec<Line> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut lines = Lines::default();
    let mut hidden = 0_usize;
    let mut html = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::Image) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                lines.preformatted(&words);
            }
            Event::SoftBreak | Event::HardBreak => lines.end_line(),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                lines.end_block();
                lines.done.extend(html_lines(&std::mem::take(&mut html)));
                lines.end_block();
            }
            Event::End(TagEnd::TableCell) => lines.text(" "),
            Event::Start(tag) if is_inline(&tag) => {}
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Superscript
                | TagEnd::Subscript,
            ) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => lines.end_block(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    lines.finish()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript
            | Tag::TableCell
    )
}

/// The lines of an HTML article: each block is one, each `<br>` begins one.
pub(crate) fn html_lines(html: &str) -> Vec<Line> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut lines = Lines::default();
    let mut unseen = Unseen::default();
    let mut preformatted = 0_usize;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = lower(&tag.name);
                unseen.open(&name, tag.self_closing);
                match &*name {
                    "br" => lines.end_line(),
                    "td" | "th" => lines.text(" "),
                    "pre" => {
                        preformatted += 1;
                        lines.end_block();
                    }
                    name if is_block(name) => lines.end_block(),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name = lower(&tag.name);
                unseen.close(&name);
                if name == "pre" {
                    preformatted = preformatted.saturating_sub(1);
                }
                if name == "pre" || is_block(&name) {
                    lines.end_block();
                }
            }
            Token::String(words) if unseen.nothing() => {
                let words = String::from_utf8_lossy(&words.value);
                match preformatted {
                    0 => lines.text(&words),
                    _ => lines.preformatted(&words),
                }
            }
            _ => {}
        }
    }
    lines.finish()
}

fn lower(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// Elements whose content a reader of the article does not see, and which of them are open.
#[derive(Default)]
struct Unseen {
    /// The outermost, and how many of its name are open.
    open: Option<(String, usize)>,
}

impl Unseen {
    fn nothing(&self) -> bool {
        self.open.is_none()
    }

    fn open(&mut self, name: &str, self_closing: bool) {
        match &mut self.open {
            // A head need not be closed: it ends where something stands that is not of a head.
            Some((outer, _)) if outer == "head" && !is_of_head(name) => self.open = None,
            // What was never closed must not swallow the article.
            Some((outer, _)) if outer == "nav" && matches!(name, "main" | "article") => self.open = None,
            Some((outer, depth)) if outer == name => *depth += 1,
            Some(_) => return,
            None => {}
        }
        if self.open.is_none() && is_unseen(name) && !(self_closing && name == "svg") {
            self.open = Some((name.to_owned(), 1));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((outer, depth)) = &mut self.open
            && (outer == name)
        {
            *depth -= 1;
            if *depth == 0 {
                self.open = None;
            }
        }
    }
}

fn is_of_head(name: &str) -> bool {
    matches!(name, "head" | "title" | "meta" | "link" | "base" | "script" | "style" | "noscript" | "template")
}

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "title"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "nav"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "textarea"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Lines in the making.
#[derive(Default)]
struct Lines {
    done: Vec<Line>,
    line: String,
}

impl Lines {
    /// Text in which a line feed is a space.
    fn text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Text in which a line feed ends a line.
    fn preformatted(&mut self, text: &str) {
        let mut parts = text.split('\n');
        self.line.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.end_line();
            self.line.push_str(part);
        }
    }

    fn end_line(&mut self) {
        let line = canonical_line(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.done.push(Line::Words(line));
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        if !matches!(self.done.last(), None | Some(Line::Break)) {
            self.done.push(Line::Break);
        }
    }

    fn finish(mut self) -> Vec<Line> {
        self.end_block();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(lines: &[Line]) -> Vec<String> {
        let words = |line: &Line| match line {
            Line::Words(words) => words.clone(),
            Line::Break => String::new(),
        };
        let blocks = lines.split(|line| *line == Line::Break);
        blocks
            .map(|block| block.iter().map(words).collect::<Vec<_>>().join("/"))
            .filter(|b| !b.is_empty())
            .collect()
    }

    #[test]
    fn markdown_is_cut_at_its_blocks() {
        let text = "---\ntitle: x\n---\n# A *title*\n\nTwo lines\nof [a link](http://x) &amp; `code`.\n\n- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](x.png)\n\n<div>in <b>HTML</b></div>\n\nEnd[^1].\n\n[^1]: A note.\n";
        assert_eq!(
            blocks(&markdown_lines(text)),
            [
                "A title",
                "Two lines/of a link & code.",
                "one",
                "two",
                "said",
                "a b",
                "1 2",
                "in HTML",
                "End.",
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
            ["A title", "One two é three/four", "Five six", "1 2", "a/b", "<script>"]
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
}
