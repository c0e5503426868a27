//! docs/findings.md: an entry for every rule, made from `base/rule.rs` and an example for each.
//!
//! `tests/docs/findings/CODE.md` is an example. Its first blocks are files that are put into the small site
//! of [`SITE`], or, as `sh`, commands that are run there; the program has to find that rule in it, and no
//! other. Then stands how it is mended, and then what mends it: after that, nothing may be found. What the
//! program says goes into the entry. `UPDATE_EXPECT=1 cargo test --test docs` writes the document anew.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use expound::base::address::heading_id;
use expound::base::rule::{self, Rule, Severity};
use rayon::prelude::*;

use crate::{Fence, fences, read, root};

const DOC: &str = "docs/findings.md";

/// The site of all examples, which the document shows.
const SITE: [(&str, &str); 4] = [
    ("expound.toml", "title = \"Rivers\"\n"),
    (
        "seeds/sources.toml",
        "[smith]\nauthor = \"Smith, Ann\"\ntitle = \"On Rivers\"\nrights = \"full\"\n\n\
         [jones]\nauthor = \"Jones, Bob\"\ntitle = \"On Bridges\"\nrights = \"full\"\n",
    ),
    (
        "seeds/smith.txt",
        "The river rises in the hills. It is 4,200 kilometers long — no other is longer.\n\n\
         In spring the river floods the meadows; in autumn the river is low.\n\n\
         The hills are bare. Nobody lives there now.\n",
    ),
    (
        "seeds/jones.txt",
        "There are nine bridges over the river. The oldest is of wood.\n\n\
         In autumn the river is low, and carts cross it without a bridge.\n",
    ),
];

/// What the first two digits of a code say.
const SUBJECTS: [(&str, &str); 11] = [
    ("01", "Quotations"),
    ("02", "Citations"),
    ("03", "Sources and their records"),
    ("04", "Pages"),
    ("05", "Addresses and links"),
    ("06", "Settings"),
    ("07", "Themes"),
    ("08", "Files"),
    ("09", "Rights"),
    ("10", "The copy desk"),
    ("11", "Coverage"),
];

struct Example {
    wrong: Vec<Fence>,
    repair: String,
    mended: Vec<Fence>,
    text: String,
}

impl Example {
    fn of(rule: &Rule) -> Self {
        let path = format!("tests/docs/findings/{}.md", rule.code);
        assert!(
            root().join(&path).exists(),
            "write an example for {} {} into {path}: files in which the program finds it, a sentence or two on \
             how it is mended, and the files that mend it",
            rule.code,
            rule.name
        );
        let text = read(&path);
        let (mut wrong, mut mended, mut repair) = (Vec::new(), Vec::new(), String::new());
        let mut at = 0;
        for fence in fences(&text) {
            repair += text[at..fence.range.start].trim();
            at = fence.range.end;
            if repair.is_empty() { wrong.push(fence) } else { mended.push(fence) }
        }
        assert!(text[at..].trim().is_empty(), "{path}: nothing may stand below what mends it");
        assert!(!wrong.is_empty() && !mended.is_empty(), "{path}: needs blocks before and after its words");
        Self { wrong, repair, mended, text }
    }
}

/// Puts files into a folder, and runs commands there.
fn put(folder: &Path, fences: &[Fence]) {
    for fence in fences {
        if fence.kind == "sh" {
            let done = Command::new("sh").args(["-e", "-c", &fence.text]).current_dir(folder).status();
            assert!(done.expect("a shell").success(), "{}", fence.text);
            continue;
        }
        let path = folder.join(&fence.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &fence.text).expect("written");
    }
}

/// What `expound check` says, without the line that sums it up.
fn check(folder: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_expound"))
        .args(["check", "--strict", "-q"])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    (output.status.success(), String::from_utf8(output.stderr).expect("UTF-8"))
}

/// What is said of an example, once it was tried.
fn tried(rule: &Rule, example: &Example) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    std::fs::create_dir_all(site.join("content")).expect("a folder");
    for (path, text) in SITE {
        std::fs::create_dir_all(site.join("seeds")).expect("a folder");
        std::fs::write(site.join(path), text).expect("written");
    }
    let (good, said) = check(&site);
    assert!(good && said.is_empty(), "{said}");
    put(&site, &example.wrong);
    let (_, said) = check(&site);
    let found: Vec<&str> =
        said.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).collect();
    if found.is_empty() || !found.iter().all(|line| line.contains(&format!("[{}] {}:", rule.code, rule.name)))
    {
        return Err(format!("{}: the example is for this rule alone, and gets:\n{said}", rule.code));
    }
    put(&site, &example.mended);
    let (good, after) = check(&site);
    if !good || !after.is_empty() {
        return Err(format!("{}: what mends it leaves this:\n{after}", rule.code));
    }
    Ok(said)
}

fn entry(rule: &Rule) -> Result<String, String> {
    let example = Example::of(rule);
    let said = tried(rule, &example)?;
    let severity = match rule.severity {
        Severity::Error => "An error",
        Severity::Warning => "A warning",
        Severity::Allow => "Allowed",
    };
    let mut out = format!("### {} {}\n\n", rule.code, rule.name);
    let why = rule.explanation.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // A firm rule says itself that nothing changes its severity.
    let unless = if rule.is_firm() { "" } else { ", unless `[checks]` says otherwise" };
    let _ = writeln!(out, "{severity}{unless}. {}\n", why.trim());
    for fence in &example.wrong {
        let _ = writeln!(out, "{}\n", &example.text[fence.range.clone()]);
    }
    let _ = writeln!(out, "```text\n{}\n```\n", said.trim_end());
    let _ = writeln!(out, "{}\n", example.repair);
    for fence in &example.mended {
        let _ = writeln!(out, "{}\n", &example.text[fence.range.clone()]);
    }
    Ok(out)
}

#[cfg(all(feature = "csl", target_os = "linux"))]
#[test]
fn every_rule_has_an_entry_that_the_program_made() {
    let made: Vec<Result<String, String>> = rule::ALL.par_iter().map(|rule| entry(rule)).collect();
    let faults: Vec<String> = made.iter().filter_map(|made| made.clone().err()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let entries: Vec<String> = made.into_iter().flatten().collect();
    let doc = read(DOC);
    let mut made = String::new();
    let _ = writeln!(made, "| finding | | unless `[checks]` says otherwise |\n| --- | --- | --- |");
    for rule in rule::ALL {
        let id = heading_id(&format!("{} {}", rule.code, rule.name));
        let _ = writeln!(made, "| [{}](#{id}) | `{}` | {} |", rule.code, rule.name, rule.severity);
    }
    let mut subject = "";
    for (rule, entry) in rule::ALL.iter().zip(&entries) {
        let (_, name) =
            SUBJECTS.iter().find(|(digits, _)| rule.code[1..].starts_with(digits)).expect("a subject");
        if *name != subject {
            subject = name;
            let _ = write!(made, "\n## {name}\n");
        }
        let _ = write!(made, "\n{}", entry.trim_end());
        made.push('\n');
    }
    let mut site = String::new();
    for (path, text) in SITE {
        let kind = path.rsplit('.').next().unwrap_or_default();
        let _ = writeln!(site, "```{kind} {path}\n{text}```\n");
    }
    crate::update(DOC, &doc, &[("site", site), ("findings", made)]);
}

#[test]
fn no_example_is_left_of_a_rule_that_is_gone() {
    for entry in std::fs::read_dir(root().join("tests/docs/findings")).expect("examples") {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        let code = name.strip_suffix(".md").unwrap_or(&name);
        assert!(rule::ALL.iter().any(|rule| rule.code == code), "tests/docs/findings/{name} is of no rule");
    }
}

/// What stands up to the next heading, without the fences.
fn entry_of(text: &str) -> String {
    let mut entry = String::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        match fence {
            None if line.starts_with('#') => break,
            None if line.starts_with("```") => {
                fence = Some(&line[..line.len() - line.trim_start_matches('`').len()]);
                let _ = writeln!(entry, "{}", line.split_once(' ').map_or("", |(_, path)| path));
            }
            Some(close) if close == line => fence = None,
            _ => {
                let _ = writeln!(entry, "{line}");
            }
        }
    }
    entry
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn check_explains_every_rule_as_the_document_does() {
    let doc = read(DOC);
    let explain = |name: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_expound"))
            .args(["check", "--explain", name])
            .current_dir(std::env::temp_dir())
            .output();
        let output = output.expect("the program runs");
        let said = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.code(), String::from_utf8(said).expect("UTF-8"))
    };
    rule::ALL.par_iter().for_each(|rule| {
        let (code, said) = explain(rule.code);
        assert_eq!(code, Some(0));
        assert_eq!(explain(rule.name), (Some(0), said.clone()));
        let heading = format!("### {} {}\n", rule.code, rule.name);
        let (_, entry) = doc.split_once(&heading).unwrap_or_else(|| panic!("{DOC} has no {heading}"));
        let entry = entry_of(entry);
        let (said, expected) = (words(&said), words(&entry));
        // All that the entry says, and nothing of the next.
        assert_eq!(said[..2], [rule.code, rule.name]);
        let mut rest = said[2..].iter();
        for word in &expected {
            assert!(rest.any(|said| said == word), "{}: `{word}` is not said", rule.code);
        }
        assert!(rest.next().is_none(), "{}: it says more than the entry", rule.code);
    });
    let (code, said) = explain("qoute-not-found");
    assert_eq!(
        (code, said.as_str()),
        (Some(2), "error: there is no rule `qoute-not-found`; did you mean `quote-not-found`?\n")
    );
}
