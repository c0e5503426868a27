//! The program as it is used: each file of `tests/cmd/` is a story, with its commands and all that they
//! say. `TRYCMD=overwrite cargo test --test cli` writes what they say now; put `[..]` where it says how
//! long something took. `tests/cmd/newcomer.md`, in which files are changed between the commands, is run by
//! `cargo test --test docs`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this test runs the program")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

/// What the program keeps is for the user; a test keeps it here.
const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/cache");

#[test]
fn the_program_says_what_the_stories_say() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("EXPOUND_CACHE_DIR", CACHE).case("tests/cmd/*.trycmd");
}

fn expound(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_expound"))
        .args(args)
        .current_dir(folder)
        // Where it is set, as on a build server, nothing kept from an earlier build is trusted.
        .env_remove("CI")
        .env("EXPOUND_CACHE_DIR", CACHE)
        .output()
        .expect("the program runs")
}

fn without_cache(folder: &Path, args: &[&str]) -> Output {
    let mut run = Command::new(env!("CARGO_BIN_EXE_expound"));
    run.args(args).current_dir(folder).env("EXPOUND_CACHE_DIR", "").output().expect("the program runs")
}

fn new_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(expound(folder.path(), &["init", "."]).status.success());
    folder
}

/// All that stands in a folder, with what would tell that it was written again.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            let time = std::fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
            files.insert(path.clone(), (std::fs::read(&path).expect("a file"), time));
        }
    }
    files
}

fn change(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{text}");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
}

const TOPIC: &str = "content/topics/library-roof.md";

#[test]
fn check_writes_nothing() {
    let folder = new_site();
    let before = tree(folder.path());
    assert!(expound(folder.path(), &["check"]).status.success());
    assert_eq!(tree(folder.path()), before);
    change(folder.path(), TOPIC, "tore a strip", "took a strip");
    let before = tree(folder.path());
    assert_eq!(expound(folder.path(), &["check"]).status.code(), Some(1));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_build_that_fails_leaves_the_last_good_site() {
    let folder = new_site();
    assert!(expound(folder.path(), &["build"]).status.success());
    let good = tree(&folder.path().join("public"));
    change(folder.path(), TOPIC, "tore a strip", "took a strip");
    let failed = expound(folder.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(failed.stdout.is_empty());
    assert_eq!(tree(&folder.path().join("public")), good);
    // So does a template that fails only when it is rendered.
    change(folder.path(), TOPIC, "took a strip", "tore a strip");
    std::fs::create_dir_all(folder.path().join("themes/folio")).expect("a folder");
    std::fs::write(folder.path().join("themes/folio/event.html"), "{{ page.nothing }}").expect("written");
    assert_eq!(expound(folder.path(), &["build"]).status.code(), Some(1));
    assert_eq!(expound(folder.path(), &["check"]).status.code(), Some(1));
    assert_eq!(tree(&folder.path().join("public")), good);
}

#[test]
fn what_was_found_is_said_again_until_something_changes() {
    let folder = new_site();
    change(
        folder.path(),
        TOPIC,
        "In [January 2024]",
        "It was a cold winter in the town.\n\nIn [January 2024]",
    );
    let said = |output: &Output| {
        assert!(output.status.success());
        let text = String::from_utf8(output.stderr.clone()).expect("UTF-8");
        let findings = text.split("\npublic:").next().unwrap_or_default().to_owned();
        assert!(findings.contains("a cold winter"), "{text}");
        findings
    };
    let first = said(&expound(folder.path(), &["build"]));
    let all = tree(folder.path());
    assert!(!all.keys().any(|path| path.to_string_lossy().contains("cache")), "nothing is kept in the site");
    // Nothing is found, made or written again; and to lose what was kept is to lose no finding.
    assert_eq!(said(&expound(folder.path(), &["build"])), first);
    assert_eq!(said(&without_cache(folder.path(), &["build"])), first);
    assert!(tree(folder.path()) == all);
    // Another line before the words at fault: what is kept is of another site.
    change(folder.path(), TOPIC, "It was a cold winter", "Then it was a cold winter");
    assert_ne!(said(&expound(folder.path(), &["build"])), first);
    assert_eq!(expound(folder.path(), &["build", "--strict"]).status.code(), Some(1));
}

#[test]
fn a_page_that_is_gone_goes_and_a_file_of_somebody_else_stays() {
    let folder = new_site();
    std::fs::write(folder.path().join("content/more.md"), "+++\ntitle = \"More\"\n+++\n").expect("written");
    assert!(expound(folder.path(), &["build"]).status.success());
    let public = folder.path().join("public");
    std::fs::write(public.join("CNAME"), "example.org\n").expect("written");
    assert!(public.join("more.html").exists());
    std::fs::rename(folder.path().join("content/more.md"), folder.path().join("content/history.md"))
        .expect("renamed");
    assert!(expound(folder.path(), &["build"]).status.success());
    assert!(!public.join("more.html").exists() && public.join("history.html").exists());
    assert_eq!(std::fs::read_to_string(public.join("CNAME")).expect("still there"), "example.org\n");
}

#[test]
fn json_is_all_that_stands_on_standard_output() {
    let folder = new_site();
    change(folder.path(), TOPIC, "tore a strip", "took a strip");
    let output = expound(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["findings"][0]["rule"], "quote-not-found");
    assert_eq!(json["findings"][0]["file"], TOPIC);
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 error"));
}

/// The commands that `--help` names.
#[test]
fn programs_are_told_the_same_of_a_site_that_is_as_it_was() {
    let folder = new_site();
    for format in ["json", "sarif", "github"] {
        let build = || expound(folder.path(), &["build", "--format", format]);
        std::fs::remove_dir_all(folder.path().join("public")).unwrap_or_default();
        let (first, second) = (build(), build());
        assert!(first.status.success() && second.status.success());
        assert!(String::from_utf8_lossy(&second.stderr).contains("nothing to write"));
        assert_eq!(first.stdout, second.stdout, "{format}");
        assert_eq!(first.stdout.is_empty(), format == "github");
    }
}

fn commands(folder: &Path) -> Vec<String> {
    let help = String::from_utf8(expound(folder, &["--help"]).stdout).expect("UTF-8");
    let (_, list) = help.split_once("Commands:\n").expect("commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn shells_and_man_know_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = commands(folder.path());
    assert!(commands.len() > 5, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = expound(folder.path(), &["completions", shell]);
        let script = String::from_utf8(output.stdout).expect("UTF-8");
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell} does not know `{command}`");
        }
    }
    let page = String::from_utf8(expound(folder.path(), &["man"]).stdout).expect("UTF-8");
    for command in commands.iter().filter(|command| *command != "help") {
        assert!(page.contains(&format!("expound\\-{command}(1)")), "{page}");
        let own = expound(folder.path(), &["man", command]);
        let text = String::from_utf8(own.stdout).expect("UTF-8");
        assert!(text.contains(&format!(".TH expound-{command} 1")), "{text}");
        assert!(text.contains(".SH OPTIONS"), "{text}");
    }
    assert_eq!(expound(folder.path(), &["man", "biuld"]).status.code(), Some(2));
}

#[test]
fn a_new_page_of_each_kind_builds_without_a_finding() {
    let folder = new_site();
    let new = |args: &[&str]| {
        let output = expound(folder.path(), &[&["new"], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    new(&["topic", "Łódź – Kraków: the «line»"]);
    new(&["event", "中俄关系", "--date", "199X~"]);
    new(&["entity", "\"Quoted\" \\ name"]);
    new(&["page", "Überblick", "--slug", "overview"]);
    let built = expound(folder.path(), &["build", "--strict"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let public = folder.path().join("public");
    for page in [
        "topics/łódź-kraków-the-line.html",
        "events/中俄关系.html",
        "entities/quoted-name.html",
        "overview.html",
    ] {
        assert!(public.join(page).exists(), "{page}");
    }
    let before = tree(folder.path());
    assert_eq!(expound(folder.path(), &["new", "page", "Overview"]).status.code(), Some(2));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_source_is_taken_up_once_and_nothing_is_written_over() {
    let folder = new_site();
    let library = folder.path().join("seeds/sources.toml");
    let before = std::fs::read_to_string(&library).expect("a library");
    let clip = folder.path().join("clips");
    std::fs::create_dir(&clip).expect("a folder");
    let text = "<html lang=en><meta name=author content='Ann Smith'><h1>Rivers</h1><p>The river is long.</p>";
    std::fs::write(clip.join("rivers.html"), text).expect("written");
    std::fs::write(clip.join("picture.png"), "no text").expect("written");
    let add = || expound(folder.path(), &["source", "add", "clips"]);
    let said = String::from_utf8(add().stdout).expect("UTF-8");
    assert!(said.contains("as @smith") && said.contains("(from <h1>)"), "{said}");
    let after = std::fs::read_to_string(&library).expect("a library");
    let record =
        "\n[smith]\nauthor = \"Ann Smith\"\ntitle = \"Rivers\"\nlanguage = \"en\"\nfile = \"rivers.html\"\n";
    assert_eq!(after, before + record);
    assert_eq!(std::fs::read_to_string(folder.path().join("seeds/rivers.html")).expect("copied"), text);
    assert!(expound(folder.path(), &["check", "--strict"]).status.success());

    let all = tree(folder.path());
    let said = String::from_utf8(add().stdout).expect("UTF-8");
    assert!(said.contains("already there, as @smith"), "{said}");
    assert_eq!(tree(folder.path()), all);
    // Another text under the name of one that is there.
    std::fs::write(clip.join("rivers.html"), "<p>Another river.</p>").expect("written");
    let refused = add();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("already exists; it was not changed"));
    assert_eq!(std::fs::read_to_string(&library).expect("a library"), after);
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_fails_and_a_reader_that_leaves_does_not() {
    let folder = new_site();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    for words in [
        "check --format json",
        "check --format github --suppressions",
        "check --report",
        "check --explain W0105",
        "sources",
        "find slates",
        "impact lantern-2024",
        "completions zsh",
        "man check",
        "--help",
        "--version",
    ] {
        let words = words.replace("--format github --suppressions", "--suppressions");
        let mut run = Command::new(env!("CARGO_BIN_EXE_expound"));
        run.args(words.split(' ')).current_dir(folder.path()).env("EXPOUND_CACHE_DIR", CACHE);
        let full = run.stdout(full()).output().expect("the program runs");
        let said = String::from_utf8_lossy(&full.stderr).into_owned();
        // There may be nothing to write: then nothing is wrong.
        if words != "check --suppressions" {
            assert_eq!(full.status.code(), Some(2), "{words}: {said}");
            assert!(said.contains("standard output could not be written"), "{words}: {said}");
        }
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let left = run.stdout(writer).output().expect("the program runs");
        assert_ne!(left.status.code(), Some(2), "{words}");
        assert!(!String::from_utf8_lossy(&left.stderr).contains("panicked"), "{words}");
    }
}

#[test]
fn a_site_is_found_from_a_folder_within_it() {
    let folder = new_site();
    let within = folder.path().join("content/topics");
    assert!(expound(&within, &["build", "-q"]).status.success());
    assert!(folder.path().join("public/index.html").is_file());
    // A folder that is named is that one.
    let named = expound(&within, &["check", "--root", "./"]);
    assert_eq!(named.status.code(), Some(1), "{}", String::from_utf8_lossy(&named.stderr));
}

#[cfg(unix)]
#[test]
fn a_build_of_a_site_that_was_built_says_what_check_says() {
    use std::os::unix::ffi::OsStrExt;

    let folder = new_site();
    let root = folder.path();
    let codes = |args: &[&str]| {
        let found = expound(root, args);
        let said = String::from_utf8_lossy(&found.stderr).into_owned();
        let rules: Vec<String> = said
            .split(['[', ']'])
            .filter(|word| word.len() == 5 && word.starts_with(['E', 'W']))
            .map(str::to_owned)
            .collect();
        (found.status.success(), rules)
    };
    let too_large = root.join("content/large.md");
    let changes: [&dyn Fn(); 6] = [
        &|| {
            let file = std::fs::File::create(&too_large).expect("a file");
            file.set_len(9 << 20).expect("a size");
        },
        &|| std::fs::remove_file(&too_large).expect("deleted"),
        &|| std::os::unix::fs::symlink("/etc/hostname", root.join("content/out.md")).expect("a link"),
        &|| std::os::unix::fs::symlink("nowhere.md", root.join("content/dead.md")).expect("a link"),
        &|| {
            // Some disks take no such names.
            let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
            let _ = std::fs::write(root.join("content").join(name), "# A\n");
        },
        &|| std::fs::write(root.join("content/a.md.orig"), "# A\n").expect("written"),
    ];
    for change in changes {
        codes(&["build"]);
        change();
        for strict in [&["check"][..], &["check", "--strict"]] {
            let mut build = strict.to_vec();
            build[0] = "build";
            assert_eq!(codes(&build), codes(strict), "{strict:?}");
        }
    }
}
