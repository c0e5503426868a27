//! The tree itself is tested: what must stay absent from it, and which module may know which.
//!
//! Each check is a function from text to what is wrong with it, and is itself tried on text that is
//! wrong, because a check that finds nothing to look at would always be content.
#![allow(clippy::disallowed_methods, reason = "this test reads the tree")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The modules of the I/O boundary. Each is a file of `src/` or a folder there.
const BOUNDARY: [&str; 8] = ["disk", "report", "cli", "main", "watch", "serve", "init", "author"];

/// What only they may name.
const IO_NAMES: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "SystemTime",
    "Instant::now",
    "process::exit",
    "process::Command",
    "TcpListener",
    "disallowed_",
];

/// Crates that only some files, or the files in the folders of their names, may name.
const PRIVATE: [(&str, &[&str]); 2] =
    [("tera", &["src/theme/render", "src/theme/shared"]), ("hayagriva", &["src/graph/references"])];

/// Words that names of modules, types and functions had, each with the word that took its place
/// (docs/glossary.md).
const RETIRED: [(&str, &str); 8] = [
    ("waiver", "suppression"),
    ("waived", "suppressed"),
    ("errand", "task"),
    ("receipt", "build stamp"),
    ("edition", "snapshot"),
    ("recipe", "artifact"),
    ("shelf", "source collection"),
    ("laid", "checked claim"),
];

/// The most lines of a file of the program.
const LINES: usize = 930;

#[test]
fn imports_only_point_up() {
    let order = modules(&read("src/lib.rs"));
    assert!(order.len() >= 5, "lib.rs has few modules: {order:?}");
    none(sources().iter().flat_map(|(path, text)| downward(path, text, &order)));
}

#[test]
fn every_module_is_on_the_list() {
    let order = modules(&read("src/lib.rs"));
    none(
        sources()
            .keys()
            .map(|path| module_of(path))
            .filter(|module| !["lib", "main"].contains(module) && !order.iter().any(|known| known == module))
            .map(|module| format!("src/lib.rs does not name `{module}`")),
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|(path, text)| is_silent(path, text));
    none(silent.map(|(path, _)| format!("{path}: begins with no `//!`")));
}

#[test]
fn only_the_boundary_does_io() {
    none(
        sources().iter().filter(|(path, _)| !is_boundary(path)).flat_map(|(path, text)| does_io(path, text)),
    );
}

#[test]
fn some_crates_are_known_to_one_file() {
    none(sources().iter().flat_map(|(path, text)| indiscreet(path, text)));
}

#[test]
fn no_file_is_too_long() {
    none(
        sources()
            .into_iter()
            .filter(|(_, text)| text.lines().count() > LINES)
            .map(|(path, text)| format!("{path}: {} lines are more than {LINES}", text.lines().count())),
    );
}

#[test]
fn every_type_has_a_name_of_its_own() {
    none(shared(&sources()));
}

#[test]
fn retired_words_stay_away() {
    let glossary = read("docs/glossary.md");
    for (word, _) in RETIRED {
        assert!(
            !glossary.contains(&format!("| {word} |")),
            "docs/glossary.md has a row for `{word}`, which is retired"
        );
    }
    none(sources().iter().flat_map(|(path, text)| retired(path, text)));
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let files = everything();
    assert!(files.contains_key("Cargo.toml") && files.contains_key("src/lib.rs"));
    none(files.iter().flat_map(|(path, text)| local(path, text)));
}

#[test]
fn every_dependency_is_public() {
    let lock = read("Cargo.lock");
    assert!(lock.lines().filter(|line| line.starts_with("source = ")).count() > 50);
    none(lock.lines().filter(|line| private_source(line)).map(str::to_owned));
}

#[test]
fn the_articles_are_as_they_came() {
    // Length and XXH3 of each.
    let expected = [
        ("000_edf55525a48d6e28.txt", 3596, 0xaffa48aa5d4aa33f733eab9fbdca6a01),
        ("001_479dc6938b46edc9.txt", 2233, 0xaab9630937d853889e39714b5ab526bd),
        ("002_b8ddc3fe45ff7d81.txt", 12706, 0xa86e2a538f0e510d37e9cb7f8bc0d24a),
        ("003_bf261fb6437c4be2.txt", 7469, 0x2bb812f51621e13f71f45ac1c72f9ed7),
        ("004_861d2bf86a7cd5f6.txt", 4100, 0x7dafd785a1afd5b543649ea94ad73532),
    ];
    for (name, length, hash) in expected {
        let bytes = fs::read(root().join("seeds").join(name)).expect(name);
        assert_eq!(
            (bytes.len(), xxhash_rust::xxh3::xxh3_128(&bytes)),
            (length, hash),
            "seeds/{name} is not as it came; seeds are never edited"
        );
    }
}

/// Fails and lists what was found, if anything was.
fn none(found: impl IntoIterator<Item = String>) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The modules that lib.rs names, in its order.
fn modules(lib: &str) -> Vec<String> {
    let name = |line: &str| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
    };
    lib.lines().filter_map(name).collect()
}

/// The top-level module that a file belongs to.
fn module_of(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.split(['/', '.']).next().unwrap_or(below)
}

fn is_boundary(path: &str) -> bool {
    BOUNDARY.contains(&module_of(path))
}

/// Imports of modules that stand below the file's own in the list.
fn downward(path: &str, text: &str, order: &[String]) -> Vec<String> {
    let place = |name: &str| order.iter().position(|module| module == name);
    // main.rs and lib.rs are above everything, or rather outside.
    let Some(own) = place(module_of(path)) else { return Vec::new() };
    // How many `super` lead from the file's own module to the crate.
    let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
    let mut found = Vec::new();
    for (number, line) in code(text) {
        let mut names = after(line, "crate::");
        names.extend(after(line, &"super::".repeat(depth)));
        for name in names {
            if place(&name).is_some_and(|other| other > own) {
                found
                    .push(format!("{path}:{number}: `{}` uses `{name}`, which is below it", module_of(path)));
            }
        }
    }
    found
}

/// The names that follow `prefix` in a line: one, or those of a group in braces.
fn after(line: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &line[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(identifier(rest));
            continue;
        };
        let mut level = 0;
        let mut start = true;
        for (at, character) in group.char_indices() {
            match character {
                '{' => level += 1,
                '}' if level == 0 => break,
                '}' => level -= 1,
                ',' if level == 0 => start = true,
                ' ' => {}
                _ if start && level == 0 => {
                    names.push(identifier(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether a file does not begin by saying what it is for. A file of tests is for tests.
fn is_silent(path: &str, text: &str) -> bool {
    !text.starts_with("//!") && !path.ends_with("/tests.rs")
}

/// Names of I/O in a file outside the boundary. Its tests may measure and look.
fn does_io(path: &str, text: &str) -> Vec<String> {
    if path.ends_with("tests.rs") {
        return Vec::new();
    }
    let program = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let found = |(number, line): (usize, &str)| {
        let name = IO_NAMES.iter().find(|name| line.contains(**name))?;
        Some(format!("{path}:{number}: `{name}` is for the I/O boundary alone"))
    };
    code(program).filter_map(found).collect()
}

/// Names of crates that are another file's affair.
fn indiscreet(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, owners) in PRIVATE {
        let stem = path.strip_suffix(".rs").unwrap_or(path);
        let owns = |owner: &&str| {
            stem == *owner || path.strip_prefix(owner).is_some_and(|rest| rest.starts_with('/'))
        };
        if owners.iter().any(owns) {
            continue;
        }
        for (number, line) in code(text) {
            let names = |prefix: &str, suffix: &str| {
                line.match_indices(&format!("{prefix}{name}{suffix}")).any(|(at, _)| {
                    prefix.starts_with("use")
                        || !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c))
                })
            };
            if names("", "::") || names("use ", ";") || names("use ::", "") {
                found.push(format!("{path}:{number}: only {} know the crate `{name}`", owners.join(" and ")));
            }
        }
    }
    found
}

/// The types that a file defines, at any level, tests apart.
fn types(text: &str) -> Vec<String> {
    let program = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let named = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
            Some(scope) => scope.split_once(") ").map_or(rest, |(_, rest)| rest),
            None => rest.trim_start(),
        });
        let rest = ["struct ", "enum ", "trait "].iter().find_map(|kind| line.strip_prefix(kind))?;
        Some(identifier(rest)).filter(|name| !name.is_empty())
    };
    code(program).filter_map(|(_, line)| named(line)).collect()
}

/// Types of which two have one name: whoever reads it has to find out which is meant.
fn shared(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        for name in types(text) {
            owners.entry(name).or_default().push(path);
        }
    }
    owners.retain(|_, paths| paths.len() > 1);
    owners.iter().map(|(name, paths)| format!("`{name}` is defined in {}", paths.join(" and "))).collect()
}

/// Definitions whose name has a word that was retired.
fn retired(path: &str, text: &str) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let line = line.trim_start();
        let kinds = ["fn ", "struct ", "enum ", "trait ", "mod ", "type "];
        let at = kinds.iter().find_map(|kind| {
            let at = line.find(kind)?;
            line[..at]
                .split_whitespace()
                .all(|word| word.starts_with("pub") || word == "const")
                .then(|| at + kind.len())
        })?;
        let name = identifier(&line[at..]);
        // `LinkIndex` and `link_index` have the words `link` and `index`.
        let mut words = String::new();
        for c in name.chars() {
            if c.is_uppercase() {
                words.push('_');
            }
            words.extend(c.to_lowercase());
        }
        let (_, new) = RETIRED.iter().find(|(old, _)| words.split('_').any(|word| word == *old))?;
        Some(format!("{path}:{number}: `{name}` has a retired word; say {new}"))
    };
    code(text).filter_map(found).collect()
}

/// Folders of the machines that expound is written on.
fn local(path: &str, text: &str) -> Vec<String> {
    // Written in halves, so that this file does not find itself.
    let places = [concat!("/wo", "rk/"), concat!("/home/", "user"), concat!("/ro", "ot/")];
    let found = |(number, line): (usize, &str)| {
        let place = places.iter().find(|place| line.contains(**place))?;
        Some(format!("{path}:{}: `{place}` is a place on one machine", number + 1))
    };
    text.lines().enumerate().filter_map(found).collect()
}

/// Whether a line of the lock file names another registry than the public one.
fn private_source(line: &str) -> bool {
    line.starts_with("source = ")
        && line != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
}

/// The lines of a file that are not comments, numbered from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// The files of the program.
fn sources() -> BTreeMap<String, String> {
    let mut files = everything();
    files.retain(|path, _| path.starts_with("src/") && path.ends_with(".rs"));
    assert!(files.len() >= 10, "only {} files were found", files.len());
    files
}

/// All texts of the project, by their paths; but for what is made, and what others made.
fn everything() -> BTreeMap<String, String> {
    let made = ["target", ".git", "public", "dist"];
    let entries = walkdir::WalkDir::new(root()).into_iter().filter_entry(|entry| {
        entry.file_name() != "node_modules"
            && (entry.depth() != 1 || !made.iter().any(|name| entry.file_name() == *name))
    });
    let mut files = BTreeMap::new();
    for entry in entries.map(|entry| entry.expect("the tree can be read")) {
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(root()).expect("below the root");
        let path = path.to_str().expect("names are Unicode").replace('\\', "/");
        if let Ok(text) = fs::read_to_string(entry.path()) {
            files.insert(path, text.replace("\r\n", "\n"));
        }
    }
    files
}

mod the_checks_themselves {
    use super::*;

    fn order() -> Vec<String> {
        modules("//! Doc: pub mod no;\npub mod base;\nmod page;\npub mod disk;\n")
    }

    #[test]
    fn the_list_is_read_in_its_order() {
        assert_eq!(order(), ["base", "page", "disk"]);
    }

    #[test]
    fn types_of_one_name_are_found() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let one = file("src/a.rs", "pub(super) struct Kind;\n/// struct Kind\npub enum Other {}\n");
        let two = file("src/b.rs", "    trait Kind {}\n#[cfg(test)]\nmod tests {\n    struct Other;\n}\n");
        assert_eq!(types(&one.1), ["Kind", "Other"]);
        assert_eq!(shared(&[one, two].into()), ["`Kind` is defined in src/a.rs and src/b.rs"]);
    }

    #[test]
    fn retired_words_are_found_in_what_is_defined() {
        for line in [
            "pub fn read_waiver() {}",
            "enum UnusedWaiver {",
            "pub(crate) mod receipt;",
            "const fn laid() {}",
        ] {
            assert_eq!(retired("src/a.rs", line).len(), 1, "{line}");
        }
        for line in ["let waiver = 1;", "// fn waiver()", "fn receipts_are() {}"] {
            assert_eq!(retired("src/a.rs", line).len(), 0, "{line}");
        }
    }

    #[test]
    fn imports_that_point_down_are_found_however_they_are_written() {
        for line in [
            "use crate::disk::read;",
            "pub(crate) use crate::{base::text, disk};",
            "use crate::{base::{a, b}, disk::{self, read}};",
            "    let x = crate::disk::read(root);",
        ] {
            assert_eq!(downward("src/page/mod.rs", line, &order()).len(), 1, "{line}");
            assert_eq!(downward("src/disk.rs", line, &order()).len(), 0, "{line}");
        }
        assert_eq!(downward("src/base.rs", "use super::page;", &order()).len(), 1);
        assert_eq!(downward("src/base/text.rs", "use super::super::page;", &order()).len(), 1);
        assert_eq!(downward("src/base/text.rs", "use super::page;", &order()).len(), 0, "a sibling");
        assert_eq!(downward("src/base.rs", "/// See [`crate::disk`].", &order()).len(), 0, "a comment");
        assert_eq!(downward("src/base.rs", "use othercrate::disk;", &order()).len(), 0, "another crate");
    }

    #[test]
    fn a_module_without_a_doc_is_found() {
        assert!(is_silent("src/a.rs", "use std::fmt;\n//! late"));
        assert!(!is_silent("src/a.rs", "//! For this."));
    }

    #[test]
    fn the_world_is_found_outside_of_tests() {
        assert_eq!(
            does_io("src/a.rs", "fn f() {}\nuse std::fs;\n"),
            ["src/a.rs:2: `std::fs` is for the I/O boundary alone"]
        );
        assert_eq!(does_io("src/a.rs", "let t = Instant::now();").len(), 1);
        assert_eq!(does_io("src/a.rs", "#![allow(clippy::disallowed_methods)]").len(), 1);
        assert_eq!(does_io("src/a.rs", "// not std::fs\n#[cfg(test)]\nmod tests { use std::fs; }").len(), 0);
        assert!(
            is_boundary("src/disk/read.rs") && is_boundary("src/main.rs") && !is_boundary("src/diskette.rs")
        );
    }

    #[test]
    fn a_crate_in_the_wrong_file_is_found() {
        for line in ["use tera::Tera;", "use tera;", "let t = tera::Tera::new();", "use ::tera::Tera;"] {
            assert_eq!(indiscreet("src/theme/view.rs", line).len(), 1, "{line}");
            assert_eq!(indiscreet("src/theme/render.rs", line).len(), 0, "{line}");
        }
        assert_eq!(indiscreet("src/theme/renderer.rs", "use tera::Tera;").len(), 1);
        assert_eq!(indiscreet("src/graph/references/csl.rs", "use hayagriva::Entry;").len(), 0);
        assert_eq!(indiscreet("src/a.rs", "let litera::x = self::tera::y;").len(), 0);
    }

    #[test]
    fn machines_and_registries_are_found() {
        assert_eq!(local("a.md", concat!("see\n/wo", "rk/main")).len(), 1);
        assert!(private_source("source = \"registry+https://crates.example.org/index\""));
        assert!(private_source("source = \"git+https://example.org/a\""));
        assert!(!private_source("name = \"source\""));
    }
}
