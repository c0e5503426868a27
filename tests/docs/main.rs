//! What the documentation says is so, as far as a program can tell.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this test reads the documentation, and runs the program as it says"
)]
// What the program says of a site is compared where the references are, and files as Linux has them.
#![cfg_attr(not(all(feature = "csl", target_os = "linux")), allow(dead_code, unused_imports))]

mod configuration;
mod findings;
mod guide;
#[path = "../kit/mod.rs"]
mod kit;
mod theming;
mod writing;

use kit::{Fence, fences};
use std::path::{Path, PathBuf};

use expound::base::text::{File, Inputs};
use expound::config::Config;
use expound::source::record;

const DOCS: [&str; 15] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/writing.md",
    "docs/sources.md",
    "docs/configuration.md",
    "docs/checks.md",
    "docs/checking.md",
    "docs/watching.md",
    "docs/theming.md",
    "docs/findings.md",
    "docs/getting-started.md",
    "docs/publishing.md",
    "starter/README.md",
];

#[test]
fn the_readme_begins_with_two_commands() {
    let readme = read("README.md");
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("    ")).take(2).collect();
    assert_eq!(commands, ["cargo run --release -- build", "cargo test"]);
}

#[test]
fn the_settings_and_the_style_names_are_those_that_are_read() {
    let doc = read("docs/configuration.md");
    let examples = fenced(&doc, "toml");
    assert_eq!(examples.len(), 2);
    let whole = &examples[0];
    let read = Config::read(&Inputs::from_texts([("expound.toml", whole.as_str())]));
    assert_eq!(read.diagnostics, []);
    let checks = format!("title = \"A\"\n{}", examples[1]);
    assert_eq!(Config::read(&Inputs::from_texts([("expound.toml", checks.as_str())])).diagnostics, []);
    for name in expound::graph::references::CitationStyle::names() {
        assert!(doc.contains(&format!("`{name}`")), "docs/configuration.md does not name the style `{name}`");
    }
}

#[test]
fn the_records_are_read_without_a_finding() {
    for path in ["README.md", "docs/sources.md"] {
        let examples = fenced(&read(path), "toml");
        assert_eq!(examples.len(), 1, "{path}");
        let file = File { path: "seeds/a.toml".into(), bytes: examples[0].as_bytes().into() };
        let records = record::read(&file);
        assert_eq!((records.value.len(), records.diagnostics), (1, vec![]), "{path}");
    }
}

#[test]
fn the_front_matter_is_read_without_a_finding() {
    let examples = fenced(&read("docs/writing.md"), "toml");
    assert_eq!(examples.len(), 1);
    let file = File { path: "content/topics/a.md".into(), bytes: examples[0].as_bytes().into() };
    assert_eq!(expound::page::parse(&file, expound::config::Markdown::default()).diagnostics, []);
}

#[test]
fn the_blocks_are_read_without_a_finding() {
    let doc = read("docs/writing.md");
    let unindented: String =
        doc.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
    for name in ["chart", "disagreement", "figures", "timeline", "passages"] {
        let examples = fenced(&unindented, name);
        assert_eq!(examples.len(), 1, "{name}");
        let page = format!("# A\n\n```{name}\n{}```\n", examples[0]);
        let file = File { path: "content/a.md".into(), bytes: page.as_bytes().into() };
        let page = expound::page::parse(&file, expound::config::Markdown::default());
        assert_eq!((page.value.body.blocks.len(), page.diagnostics), (1, vec![]), "{name}");
    }
}

#[test]
fn the_modules_are_named_in_their_order() {
    let doc = read("ARCHITECTURE.md");
    let named = doc.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let lib = read("src/lib.rs");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    assert_eq!(named.collect::<Vec<_>>(), modules.collect::<Vec<_>>());
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut links = 0;
    for path in DOCS {
        let text = read(path);
        let folder = root().join(path).parent().expect("a folder").to_owned();
        // Examples in code hold links of their own.
        let prose = text
            .split("```")
            .step_by(2)
            .flat_map(str::lines)
            .filter(|line| !line.contains("`[") && !line.contains("`!["));
        for target in
            prose.flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split(')').next())
        {
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { root().join(path) } else { folder.join(file) };
            assert!(file.exists(), "{path} links to {target}");
            if file.extension().is_some_and(|extension| extension == "png") {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("a text");
            let ids =
                text.lines().filter(|line| line.starts_with('#')).map(expound::base::address::heading_id);
            assert!(
                heading.is_empty() || ids.into_iter().any(|id| id == heading),
                "{path} links to {target}"
            );
        }
    }
    assert!(links > 10, "{links} links");
}

#[cfg(feature = "csl")]
#[test]
fn the_starter_site_builds_without_a_finding() {
    use expound::{build, disk};

    let inputs = disk::read(&root().join("starter"), &disk::Layout::default()).expect("the starter site");
    let build = build::build(&inputs, &build::BuildOptions::default());
    assert_eq!(build.diagnostics, []);
    assert_eq!(build::check(&build.site), []);
    let (citations, quotations) = build.site.citation_count();
    assert!(citations > 20 && quotations > 20, "{citations} citations, {quotations} quotations found");
}

/// Held by a test that may write a document.
static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Compares what stands between `<!-- generated: NAME -->` and `<!-- end -->` with what is made for it, and
/// writes it anew under `UPDATE_EXPECT=1`.
fn update(path: &str, doc: &str, parts: &[(&str, String)]) {
    let _writing = WRITING.lock();
    let mut new = doc.to_owned();
    for (name, made) in parts {
        let open = format!("<!-- generated: {name} -->\n");
        let start = new.find(&open).unwrap_or_else(|| panic!("{path} has no `{open}`")) + open.len();
        let end = start + new[start..].find("<!-- end -->").expect("an end");
        new.replace_range(start..end, &format!("\n{}\n\n", made.trim_end()));
    }
    if new != doc && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join(path), &new).expect("the document can be written");
        return;
    }
    for (nth, (is, should)) in doc.lines().zip(new.lines()).enumerate() {
        assert_eq!(is, should, "{path}:{}: run `UPDATE_EXPECT=1 cargo test --test docs`", nth + 1);
    }
    assert!(new == doc, "{path} is too short or too long: run `UPDATE_EXPECT=1 cargo test --test docs`");
}

/// The fenced blocks of a kind.
fn fenced(text: &str, kind: &str) -> Vec<String> {
    let open = format!("```{kind}");
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while lines.any(|line| line == open) {
        blocks
            .push(lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect());
    }
    blocks
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path).replace("\r\n", "\n")
}
