//! The suite: what an author writes, and what becomes of it, as documents in `tests/suite/`.
//!
//! A `# Heading` is a test. Its fenced blocks are a site, in memory: each is named by its kind and path,
//! such as `md content/topics/a.md` or `toml seeds/sources.toml`. A site that brings no `expound.toml` or
//! no record gets those of [`CONFIG`] and [`SOURCES`].
//!
//! What is expected stands in blocks too:
//!
//! - `html public/topics/a.html`: each line stands in that file, one after the other. A line that begins
//!   with `!` stands nowhere in it.
//! - `files`: each line is a file of the site, or, after `!`, none.
//! - `diagnostics`: all that is found, one finding a line. Where there is no such block, nothing is.
//! - `said`: each line stands in the report on the findings, as it is shown at a terminal.
//!
//! `UPDATE_EXPECT=1 cargo test --test suite` writes what is found into the documents; then look at the
//! difference. A fragment that stands no more in its file is replaced by the line that is most like it.
//! On each site the laws are tried as well that hold for all of them.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

mod kit;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expound::base::date::Date;
use expound::base::text::Inputs;
use expound::build::{BuildOptions, build};
use expound::report;
use rayon::prelude::*;

const CONFIG: &str = "title = \"Test\"\n\n[citations]\nstyle = \"plain\"\n";

/// Two sources whose words most tests cite.
const SOURCES: [(&str, &str); 3] = [
    (
        "seeds/sources.toml",
        "[smith]\nauthor = \"Smith, Ann\"\ntitle = \"On Rivers\"\ndate = 2013\nrights = \"full\"\n\n\
         [jones]\nauthor = \"Jones, Bob\"\ntitle = \"On Bridges\"\nrights = \"full\"\n",
    ),
    (
        "seeds/smith.txt",
        "The river rises in the hills. It is 4,200 kilometers long — no other is longer.\n\n\
         In spring the “great flood” comes, and the river’s banks give way; in autumn the river is low.\n\n\
         The hills are bare. Nobody lives there now.\n",
    ),
    (
        "seeds/jones.txt",
        "There are nine bridges over the river. The oldest is of wood.\n\n\
         The river is low in autumn, and then carts cross it without a bridge.\n",
    ),
];

struct Document {
    path: PathBuf,
    lines: Vec<String>,
    cases: Vec<Case>,
}

/// A test.
struct Case {
    name: String,
    /// The line of its heading, from 0.
    line: usize,
    /// The line after its last.
    end: usize,
    blocks: Vec<Block>,
}

/// A fenced block.
struct Block {
    kind: String,
    path: String,
    /// The lines between the fences, from 0.
    lines: std::ops::Range<usize>,
}

impl Document {
    fn read(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).expect("a document");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut cases: Vec<Case> = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let line = &lines[at];
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks >= 3 {
                let fence = "`".repeat(ticks);
                let end = (at + 1..lines.len())
                    .find(|&end| lines[end] == fence)
                    .unwrap_or_else(|| panic!("{}:{}: this block is not closed", path.display(), at + 1));
                let case = cases.last_mut().expect("a heading before the first block");
                let (kind, name) = line[ticks..].trim().split_once(' ').unwrap_or((line[ticks..].trim(), ""));
                case.blocks.push(Block { kind: kind.to_owned(), path: name.to_owned(), lines: at + 1..end });
                at = end;
            } else if let Some(name) = line.strip_prefix("# ") {
                if let Some(last) = cases.last_mut() {
                    last.end = at;
                }
                cases.push(Case { name: name.to_owned(), line: at, end: lines.len(), blocks: Vec::new() });
            }
            at += 1;
        }
        Self { path, lines, cases }
    }

    fn block(&self, block: &Block) -> &[String] {
        &self.lines[block.lines.clone()]
    }

    fn content(&self, block: &Block) -> String {
        self.block(block).iter().fold(String::new(), |text, line| text + line + "\n")
    }
}

/// What a test came to.
#[derive(Default)]
struct Outcome {
    faults: Vec<String>,
    /// Lines of the document to be replaced, by others.
    edits: Vec<(std::ops::Range<usize>, Vec<String>)>,
}

fn inputs(document: &Document, case: &Case) -> Inputs {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for block in &case.blocks {
        let root = block.path.split('/').next().unwrap_or_default();
        if ["expound.toml", "expound.lock", "content", "seeds", "themes", "styles"].contains(&root) {
            assert!(
                files.insert(&block.path, document.content(block)).is_none(),
                "{}: {} is there twice",
                case.name,
                block.path
            );
        } else if !block.path.starts_with("public/") {
            let known = ["diagnostics", "files", "said"].contains(&block.kind.as_str());
            assert!(known, "{}: what is `{} {}`?", case.name, block.kind, block.path);
        }
    }
    files.entry("expound.toml").or_insert_with(|| CONFIG.to_owned());
    files.entry("content/index.md").or_insert_with(|| "+++\ntitle = \"Home\"\n+++\n".to_owned());
    if !files.keys().any(|path| path.starts_with("seeds/")) {
        files.extend(SOURCES.iter().map(|(path, text)| (*path, (*text).to_owned())));
    }
    Inputs::from_texts(files.iter().map(|(path, text)| (*path, text.as_str())))
}

fn run(document: &Document, case: &Case) -> Outcome {
    let inputs = inputs(document, case);
    let options = BuildOptions {
        drafts: case.name.contains("--drafts"),
        locked: case.name.contains("--locked"),
        today: case.name.split_once("--today ").map(|(_, day)| Date::parse(day).expect("a day")),
        ..BuildOptions::default()
    };
    let mut outcome = Outcome { faults: kit::unlawful(&inputs, &options), ..Outcome::default() };
    let build = build(&inputs, &options);
    let mut findings = build.diagnostics.clone();
    let files = kit::render(&build).unwrap_or_else(|failed| {
        findings.extend(failed);
        kit::Files::new()
    });
    for (path, bytes) in &files {
        if path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("{{") {
            outcome.faults.push(format!("{path} holds `{{{{`"));
        }
    }
    outcome.faults.extend(kit::published::unsourced(build.site.graph(), &files));
    let report = report::render(&findings, &inputs, report::Format::Text, false, 100);

    let mut expected_findings = None;
    for block in &case.blocks {
        match block.kind.as_str() {
            "diagnostics" => expected_findings = Some(block),
            "said" => outcome.expect_fragments(document, block, "the report", &report),
            "files" => {
                for line in document.block(block) {
                    let (path, wanted) =
                        line.strip_prefix('!').map_or((line.as_str(), true), |path| (path, false));
                    if files.contains_key(path) != wanted {
                        let is = if wanted { "no" } else { "a" };
                        outcome.faults.push(format!("there is {is} file `{path}` among {:?}", files.keys()));
                    }
                }
            }
            _ => {
                if let Some(path) = block.path.strip_prefix("public/") {
                    match files.get(path) {
                        Some(bytes) => {
                            let text = String::from_utf8_lossy(bytes);
                            outcome.expect_fragments(document, block, path, &text);
                        }
                        None => {
                            outcome
                                .faults
                                .push(format!("there is no file `{path}` among {:?}", files.keys()));
                        }
                    }
                }
            }
        }
    }

    let found = kit::lines(&findings, &inputs);
    let expected = expected_findings.map_or(&[][..], |block| document.block(block));
    if found != expected {
        outcome.faults.push(format!("expected {expected:#?}\nfound {found:#?}"));
        outcome.edits.push(match expected_findings {
            Some(block) if found.is_empty() => (block.lines.start - 2..block.lines.end + 1, Vec::new()),
            Some(block) => (block.lines.clone(), found),
            None => {
                let last = case.blocks.last().map_or(case.line + 1, |block| block.lines.end + 1);
                let mut lines = vec![String::new(), "```diagnostics".to_owned()];
                lines.extend(found);
                lines.push("```".to_owned());
                (last..last, lines)
            }
        });
    }
    outcome
}

impl Outcome {
    fn expect_fragments(&mut self, document: &Document, block: &Block, name: &str, text: &str) {
        let mut at = 0;
        let mut lines = Vec::new();
        let mut missed = false;
        for line in document.block(block) {
            if let Some(absent) = line.strip_prefix('!') {
                if text.contains(absent) {
                    self.faults.push(format!("this stands in {name}: {absent}"));
                }
                lines.push(line.clone());
            } else if let Some(found) = text[at..].find(line.as_str()) {
                at += found + line.len();
                lines.push(line.clone());
            } else {
                missed = true;
                let near = nearest(line, text);
                self.faults
                    .push(format!("this does not stand in {name}, or not here: {line}\nnearest is: {near}"));
                lines.push(near);
            }
        }
        if missed {
            self.edits.push((block.lines.clone(), lines));
        }
    }
}

/// The line that shares most words with another.
fn nearest(line: &str, text: &str) -> String {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect();
    let score = |other: &&str| words.iter().filter(|word| other.contains(**word)).count();
    let best = text.lines().max_by_key(|other| (score(other), std::cmp::Reverse(other.len())));
    best.unwrap_or_default().to_owned()
}

fn update(document: &Document, mut edits: Vec<(std::ops::Range<usize>, Vec<String>)>) {
    let mut lines = document.lines.clone();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, new) in edits {
        lines.splice(range, new);
    }
    std::fs::write(&document.path, lines.join("\n") + "\n").expect("the document can be written");
}

#[test]
fn what_authors_write_becomes_what_the_documents_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the suite")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    paths.sort();
    let wanted = std::env::var("SUITE").unwrap_or_default();
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let (mut tried, mut failed) = (0, String::new());
    for path in paths {
        let document = Document::read(path);
        let name = document.path.file_name().unwrap_or_default().to_string_lossy();
        let mut edits = Vec::new();
        let cases: Vec<&Case> = document
            .cases
            .iter()
            .filter(|case| !case.blocks.is_empty() && format!("{name} {}", case.name).contains(&wanted))
            .collect();
        tried += cases.len();
        let outcomes: Vec<Outcome> = cases.par_iter().map(|case| run(&document, case)).collect();
        for (case, outcome) in cases.into_iter().zip(outcomes) {
            edits.extend(outcome.edits);
            for fault in outcome.faults {
                let _ = writeln!(failed, "\n{name}:{}: {}\n{fault}", case.line + 1, case.name);
            }
        }
        if updates && !edits.is_empty() {
            update(&document, edits);
        }
    }
    assert!(tried > 0, "no test is called `{wanted}`");
    assert!(failed.is_empty(), "{failed}");
}
