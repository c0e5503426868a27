//! docs/getting-started.md is done, step by step, as a newcomer would do it, and so are docs/checking.md and tests/cmd/newcomer.md,
//! in which all goes wrong that can; and every example of the other
//! documents goes through the program.
//!
//! In a guide, a block that names a file, as `toml seeds/a.toml`, is written there; the commands of a block
//! `console` are run, one after the other, and say what stands below them. How long something took may
//! differ. `UPDATE_EXPECT=1 cargo test --test docs` writes what they say now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use expound::base::text::{File, Inputs};
use expound::build::{BuildOptions, build};
use expound::config::Config;
use expound::disk::{self, Layout};
use expound::report;

use crate::{DOCS, fenced, fences, kit, read, root};

const GUIDES: [&str; 3] = ["docs/getting-started.md", "docs/checking.md", "tests/cmd/newcomer.md"];

/// A command's output, without how long it took.
fn timeless(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let took = |rest: &str| {
            let number = rest.strip_suffix(" ms").or_else(|| rest.strip_suffix(" s"));
            number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        };
        match line.rsplit_once(" in ") {
            Some((said, rest)) if took(rest) => out += &format!("{said}\n"),
            _ => out += &format!("{line}\n"),
        }
    }
    out.trim_end().to_owned()
}

/// Runs a command as a shell would, and says what it says.
fn run(command: &str, folder: &mut PathBuf) -> String {
    if let Some(into) = command.strip_prefix("cd ") {
        folder.push(into);
        assert!(folder.is_dir(), "there is no {}", folder.display());
        return String::new();
    }
    shell(command, folder).1
}

/// Runs a command in a folder: whether it succeeds, and what it says.
fn shell(command: &str, folder: &Path) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_expound")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env("EXPOUND_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .output()
        .expect("a shell");
    (output.status.success(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[cfg(all(feature = "csl", target_os = "linux"))]
#[test]
fn a_guide_works_as_it_says() {
    for path in GUIDES {
        let doc = read(path);
        let temporary = tempfile::tempdir().expect("a folder");
        let mut folder = temporary.path().to_owned();
        let mut new = doc.clone();
        let mut commands = 0;
        for fence in fences(&doc) {
            if !fence.path.is_empty() {
                let file = folder.join(&fence.path);
                std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                std::fs::write(file, &fence.text).expect("written");
                continue;
            }
            assert_eq!(fence.kind, "console", "{path}: a block that is not tried:\n{}", fence.text);
            let mut steps: Vec<(&str, String)> = Vec::new();
            for line in fence.text.lines() {
                match line.strip_prefix("$ ") {
                    Some(command) => steps.push((command, String::new())),
                    None => steps.last_mut().expect("a command").1 += &format!("{line}\n"),
                }
            }
            let mut said = String::new();
            let mut as_it_was = true;
            for (command, expected) in steps {
                commands += 1;
                let output = run(command, &mut folder);
                let same = timeless(&output) == timeless(&expected);
                as_it_was &= same;
                let shown = if same { expected } else { output };
                let _ = write!(said, "$ {command}\n{shown}");
            }
            if !as_it_was {
                let block = format!("```console\n{}\n```", said.trim_end());
                assert!(
                    std::env::var_os("UPDATE_EXPECT").is_some(),
                    "{path}: run `UPDATE_EXPECT=1 cargo test --test docs`; it says\n{block}"
                );
                new = new.replace(&doc[fence.range.clone()], &block);
            }
        }
        assert!(commands > 5, "{path}: {commands} commands");
        if new != doc {
            std::fs::write(root().join(path), new).expect("the document can be written");
        }
    }
}

/// The commands of the program that a document shows: in lines of code, and within a line.
fn commands(doc: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut fenced = false;
    for line in doc.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced || line.starts_with("    ") {
            let line =
                line.trim().trim_start_matches("- ").trim_start_matches("$ ").trim_start_matches("run: ");
            all.extend(line.split(" && ").filter(|part| part.starts_with("expound ")).map(str::to_owned));
        } else {
            all.extend(
                line.split('`')
                    .skip(1)
                    .step_by(2)
                    .filter(|part| part.starts_with("expound "))
                    .map(str::to_owned),
            );
        }
    }
    all
}

#[test]
fn every_command_that_is_shown_can_be_followed() {
    let mut count = 0;
    for path in DOCS.iter().filter(|path| path.starts_with("docs/") || path.ends_with("README.md")) {
        for command in commands(&read(path)) {
            // What is asked for is not done, but it is read up to its end.
            let command = command.split_once(" > ").map_or(&*command, |(command, _)| command);
            let stands_for = |word: &str| match word {
                "KIND" => "topic".to_owned(),
                "SHELL" => "bash".to_owned(),
                "COMMAND" => "build".to_owned(),
                word => word.to_owned(),
            };
            let mut command = command.split(' ').map(stands_for).collect::<Vec<_>>().join(" ");
            if !command.starts_with("expound help") {
                command += " --help";
            }
            let (good, said) = shell(&command, &root());
            assert!(good, "{path} shows `{command}`:\n{said}");
            count += 1;
        }
    }
    assert!(count > 30, "{count} commands");
}

/// The articles of this folder's site and of the one that `expound init` writes.
fn sources() -> Inputs {
    let mut inputs = disk::read(&root(), &Layout::default()).expect("the site of this folder");
    inputs.files.retain(|path, _| path.starts_with("seeds/"));
    let starter = disk::read(&root().join("starter"), &Layout::default()).expect("the starter site");
    for (path, file) in starter.files.iter().filter(|(path, _)| path.starts_with("seeds/")) {
        // Its library must not be put in place of the other.
        let path = path.replace("sources.toml", "starter.toml");
        let file = File { path: path.as_str().into(), bytes: file.bytes.clone() };
        inputs.files.insert(path.as_str().into(), file);
    }
    put(&mut inputs, "expound.toml", "title = \"Examples\"\n[citations]\nstyle = \"plain\"\n");
    inputs
}

fn put(inputs: &mut Inputs, path: &str, text: &str) {
    inputs.files.insert(path.into(), File { path: path.into(), bytes: text.as_bytes().into() });
}

#[test]
fn what_is_shown_of_pages_builds() {
    let mut inputs = sources();
    put(&mut inputs, "content/topics/energy.md", "# Energy\n");
    let mut count = 0;
    for path in ["README.md", "docs/writing.md"] {
        let doc = read(path);
        let unindented: String =
            doc.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
        for fence in fences(&unindented) {
            let text = match &*fence.kind {
                "markdown" => fence.text.clone(),
                "disagreement" | "chart" | "figures" | "timeline" | "passages" => {
                    unindented[fence.range.clone()].to_owned()
                }
                "toml" | "text" => continue,
                other => panic!("{path}: a block `{other}` is not tried"),
            };
            count += 1;
            put(
                &mut inputs,
                &format!("content/example-{count}.md"),
                &format!("# Example {count}\n\n{text}\n"),
            );
        }
    }
    assert!(count > 7, "{count} blocks");
    let made = build(&inputs, &BuildOptions::default());
    assert_eq!(kit::lines(&made.diagnostics, &inputs), Vec::<String>::new());
}

#[test]
fn the_finding_of_the_readme_is_what_is_said() {
    let mut inputs = disk::read(&root().join("starter"), &Layout::default()).expect("the starter site");
    let path = "content/topics/library-roof.md";
    let text =
        inputs.files[path].text().expect("a text").replacen("puts it at 180,000", "puts it at 160,000", 1);
    put(&mut inputs, path, &text);
    let made = build(&inputs, &BuildOptions::default());
    let said = report::render(&made.diagnostics, &inputs, report::Format::Text, false, 100);
    assert_eq!(fenced(&read("README.md"), "text"), [said]);
}

#[cfg(all(feature = "csl", unix))]
#[test]
fn what_find_is_said_to_say_it_says() {
    let temporary = tempfile::tempdir().expect("a folder");
    let mut folder = temporary.path().to_owned();
    run("expound init .", &mut folder);
    let blocks = fenced(&read("docs/sources.md"), "console");
    assert_eq!(blocks.len(), 1);
    let (command, said) = blocks[0].split_once('\n').expect("a command");
    assert_eq!(run(command.trim_start_matches("$ "), &mut folder), said);
}

#[test]
fn settings_in_guides_are_read_without_a_finding() {
    let doc = read("docs/publishing.md");
    let settings: Vec<_> = fences(&doc).into_iter().filter(|fence| fence.path == "expound.toml").collect();
    assert_eq!(settings.len(), 1);
    for fence in settings {
        let inputs = Inputs::from_texts([("expound.toml", fence.text.as_str())]);
        assert_eq!(Config::read(&inputs).diagnostics, []);
    }
    // Nobody is sent to a registry by a name that may be another's.
    for host in ["crates.io", "docs.rs", "npmjs"] {
        assert!(!doc.contains(host), "docs/publishing.md names {host}");
    }
}
