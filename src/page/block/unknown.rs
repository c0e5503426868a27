//! Code blocks that were meant for structured ones, or that hold citations nobody looks up.

use pulldown_cmark::CodeBlockKind;

use super::{NAMES, is_block};
use crate::base::diagnostic;
use crate::base::suggest::only_slip;
use crate::page::citation::{self, ScanItem};

/// Words behind a fence that say what the code is: languages, formats, and what programs draw. In lower case, in
/// order.
const LANGUAGES: &[&str] = &[
    "abap",
    "abnf",
    "ada",
    "apache",
    "applescript",
    "arduino",
    "asciidoc",
    "asm",
    "awk",
    "bash",
    "bat",
    "batch",
    "bib",
    "bibtex",
    "bnf",
    "c",
    "c#",
    "c++",
    "cfg",
    "clojure",
    "cmake",
    "cmd",
    "cobol",
    "coffeescript",
    "conf",
    "console",
    "cpp",
    "crystal",
    "cs",
    "csharp",
    "csl",
    "css",
    "csv",
    "d",
    "d2",
    "dart",
    "diff",
    "docker",
    "dockerfile",
    "dot",
    "ebnf",
    "elisp",
    "elixir",
    "elm",
    "env",
    "erlang",
    "f#",
    "fish",
    "fortran",
    "fsharp",
    "gherkin",
    "git",
    "gitignore",
    "glsl",
    "gnuplot",
    "go",
    "golang",
    "gradle",
    "graphql",
    "graphviz",
    "groovy",
    "haml",
    "handlebars",
    "haskell",
    "hcl",
    "hs",
    "htm",
    "html",
    "http",
    "hugo",
    "ignore",
    "ini",
    "java",
    "javascript",
    "jinja",
    "jinja2",
    "jq",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "julia",
    "kotlin",
    "kt",
    "latex",
    "less",
    "liquid",
    "lisp",
    "log",
    "lua",
    "make",
    "makefile",
    "markdown",
    "markup",
    "mathml",
    "matlab",
    "md",
    "mdx",
    "mermaid",
    "nginx",
    "nim",
    "nix",
    "none",
    "objc",
    "ocaml",
    "octave",
    "org",
    "output",
    "pascal",
    "patch",
    "perl",
    "php",
    "pikchr",
    "plain",
    "plaintext",
    "plantuml",
    "postgresql",
    "powershell",
    "prolog",
    "properties",
    "proto",
    "protobuf",
    "ps1",
    "puml",
    "pwsh",
    "py",
    "pycon",
    "python",
    "python3",
    "r",
    "racket",
    "raw",
    "rb",
    "regex",
    "ris",
    "rs",
    "rst",
    "ruby",
    "rust",
    "sas",
    "sass",
    "scala",
    "scheme",
    "scss",
    "sed",
    "sh",
    "shell",
    "shell-session",
    "smalltalk",
    "sparql",
    "sql",
    "stata",
    "svelte",
    "svg",
    "swift",
    "tcl",
    "tera",
    "terminal",
    "tex",
    "text",
    "tikz",
    "toml",
    "tree",
    "ts",
    "tsv",
    "tsx",
    "txt",
    "typescript",
    "typst",
    "vala",
    "vb",
    "vega",
    "vega-lite",
    "verilog",
    "vhdl",
    "vim",
    "vue",
    "wasm",
    "wikitext",
    "xhtml",
    "xml",
    "xquery",
    "yaml",
    "yml",
    "zig",
];

/// Words behind a fence that say that a quotation is meant. In lower case.
const QUOTES: &[&str] = &[
    "quote",
    "quotes",
    "quotation",
    "blockquote",
    "block-quote",
    "pullquote",
    "pull-quote",
    "bquote",
    "cite",
    "citation",
    "citations",
    "excerpt",
    "extract",
    "epigraph",
    "verse",
    "zitat",
    "citat",
    "citaat",
    "citation-block",
    "cita",
    "citazione",
    "citação",
    "cytat",
    "цитата",
    "引用",
    "인용",
    "اقتباس",
];

/// How near a name must be to that of a block to be taken for it, from 0 to 1.
const NEAR: f64 = 0.7;

/// What is to be said of a code block, and what to do. `code` is what it holds.
/// `introduced` says that words that cite lead to it.
pub(crate) fn check(
    kind: &CodeBlockKind<'_>,
    introduced: bool,
    code: impl Fn() -> String,
) -> Option<(String, String)> {
    let quotation = || "write a quotation as `> words`, and `> — @key` below them".to_owned();
    // What is indented is code by four spaces that someone has typed.
    let CodeBlockKind::Fenced(info) = kind else {
        let quotes = is_cited_quote(&code());
        let message =
            "this is indented by four spaces, so it is shown as code and its words are not looked up";
        return quotes.then(|| (message.to_owned(), quotation()));
    };
    let info = info.trim();
    let written = info.split_whitespace().next().unwrap_or_default();
    if is_block(written) {
        let rest = info[written.len()..].trim();
        return (!rest.is_empty()).then(|| {
            (
                format!("`{rest}` after `{written}` is ignored"),
                format!(
                    "write only `{written}` after the fence, and put its settings into the block as keys"
                ),
            )
        });
    }
    // `{.chart #id}` is Pandoc's way, `{chart}` that of others, `chart,ignore` and `chart:x` of more.
    let name = written.trim_start_matches(['{', '.', '`', ':', '=']);
    let name = name.split(['}', ',', ':', '{', '(', '=']).next().unwrap_or_default();
    let quotes = |word: &str| QUOTES.contains(&word.to_lowercase().as_str());
    let words = || info.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    if quotes(name) || words().any(quotes) {
        return Some((
            format!("unknown block `{info}`; it is shown as code, and its words are not looked up"),
            quotation(),
        ));
    }
    if is_language(name) {
        return None;
    }
    if introduced && name.is_empty() {
        let message = "this follows a citation but is shown as code, so its words are not looked up";
        let help = format!("{}; for code, write a language after the fence, such as `text`", quotation());
        return Some((message.to_owned(), help));
    }
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let near = diagnostic::nearest(&letters, NAMES);
    let is_near = |near: &str| {
        let plural = letters.strip_suffix('s').unwrap_or(&letters);
        plural == near.strip_suffix('s').unwrap_or(near)
            || strsim::normalized_damerau_levenshtein(&letters, near) >= NEAR
    };
    if let Some(near) = near.filter(|near| is_near(near)) {
        return Some((
            format!("unknown block `{written}`; it is shown as code, and nothing in it is looked up"),
            format!("did you mean `{near}`?"),
        ));
    }
    let code = code();
    if !cites(&code, name.is_empty()) && !is_cited_quote(&code) {
        return None;
    }
    let message = match written.is_empty() {
        true => "this is shown as code, so its citations are not looked up".to_owned(),
        false => format!(
            "`{written}` is neither a block nor a language; this is shown as code, and its citations are not looked up"
        ),
    };
    let help = format!(
        "the blocks are {}; to show a citation as code, write `text` after the fence",
        NAMES.join(", ")
    );
    Some((message, help))
}

/// The name behind a fence, and the only block that it can be meant for, if it is one slip away.
pub(crate) fn meant<'k>(kind: &'k CodeBlockKind<'_>) -> Option<(&'k str, &'static str)> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let name = info.split_whitespace().next()?;
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let known = || NAMES.iter().copied();
    let meant =
        known().find(|known| letters.eq_ignore_ascii_case(known)).or_else(|| only_slip(name, known()));
    meant.filter(|_| is_plain && !is_block(name) && !is_language(name)).map(|meant| (name, meant))
}

fn is_language(name: &str) -> bool {
    let lower = name.to_lowercase();
    LANGUAGES.binary_search(&lower.as_str()).is_ok()
}

/// Whether code cites: `cite = …`, or a citation in brackets. What stands below a bare fence may be an example of
/// one, and must have a passage.
fn cites(code: &str, is_bare: bool) -> bool {
    if !code.contains('@') {
        return false;
    }
    let has_key = code.lines().any(|line| {
        let rest = line.trim_start().strip_prefix("cite").map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(['=', ':']))
    });
    has_key
        || citation::scan(code, code).iter().any(|found| match found {
            ScanItem::Group { items, .. } => !is_bare || items.iter().any(|item| !item.quotes.is_empty()),
            _ => false,
        })
}

/// Whether code is a block quote that ends with its source, or cites.
fn is_cited_quote(code: &str) -> bool {
    if !code.trim_start().starts_with('>') || !code.contains('@') {
        return false;
    }
    code.lines().any(|line| {
        let words = line.trim_start_matches(['>', ' ']);
        let name = words.trim_start_matches(['—', '–', '―', '-', ' ']);
        // A key alone is an example of one.
        let cites = |words: &str| {
            citation::attribution(words, words, 0..words.len()).is_some_and(|item| item.locator.is_some())
        };
        name.len() < words.len() && name.starts_with(['@', '[']) && cites(name)
            || citation::is_in_title(words) && words.contains(['"', '“', '¶'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(info: &str, code: &str) -> Option<(String, String)> {
        check(&CodeBlockKind::Fenced(info.into()), false, || code.to_owned())
    }

    #[test]
    fn the_languages_are_in_order() {
        assert!(LANGUAGES.is_sorted());
    }

    #[test]
    fn names_of_blocks_are_known_though_they_are_misspelt() {
        for (info, near) in [
            ("Chart", "chart"),
            ("charts", "chart"),
            ("{chart}", "chart"),
            ("{.time-line #x}", "timeline"),
            ("Time_Line", "timeline"),
            ("disagreements", "disagreement"),
            ("disagreemnt", "disagreement"),
            ("passage", "passages"),
        ] {
            assert_eq!(
                said(info, "x = 1").map(|(_, help)| help),
                Some(format!("did you mean `{near}`?")),
                "{info}"
            );
        }
        for info in ["", "dart", "mermaid", "Rust,ignore", "{.python}", "text", "whatever"] {
            assert_eq!(said(info, "x = 1"), None, "{info}");
        }
    }

    #[test]
    fn what_cites_is_never_passed_over() {
        for (info, code) in [
            ("graph", "cite = '[@a, ¶ 1]'"),
            ("note", "As she says [@a]."),
            ("", "[@a, \"words\"]"),
            ("", "cite = '[@a]'"),
        ] {
            assert!(said(info, code).is_some(), "{info}: {code}");
        }
        for (info, code) in [
            ("toml", "cite = '[@a, ¶ 1]'"),
            ("markdown", "[@a, \"words\"]"),
            ("", "[@key]"),
            ("", "ann@example.org"),
        ] {
            assert_eq!(said(info, code), None, "{info}: {code}");
        }
        assert!(check(&CodeBlockKind::Indented, false, || "It rises [@a, \"words\"].".to_owned()).is_none());
        assert!(said("chart {width=3}", "").is_some() && said("chart", "").is_none());
        for info in ["quote", "{.Blockquote}", "text quote", "zitat", "{.epigraph cite=\"@a\"}"] {
            assert!(said(info, "It rises.").is_some(), "{info}");
        }
        assert!(said("", "> It rises.\n> — @a, ¶ 3").is_some() && said("", "> words\n> — @key").is_none());
        let bare = CodeBlockKind::Fenced("".into());
        assert!(check(&bare, true, || "It rises.".to_owned()).is_some());
    }
}
