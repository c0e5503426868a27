//! Files below `content/` that nobody means to publish: what editors, merges, systems and copies leave behind, and
//! Markdown that is no page because of its ending.
//!
//! All that is no page is published as it is, byte for byte, and with such a file a draft would be. They are held
//! back, and named.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{File, Inputs, Place};
use crate::page::front_matter::named;
use crate::page::{front_matter, is_page};

/// What a file ends with that was left behind, in lower case.
const ENDINGS: [&str; 30] = [
    ".bak",
    ".backup",
    ".bk",
    ".bkp",
    ".orig",
    ".rej",
    ".tmp",
    ".temp",
    ".save",
    ".saved",
    ".swp",
    ".swo",
    ".swn",
    ".old",
    ".prev",
    ".previous",
    ".autosave",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".mine",
    ".theirs",
    ".ours",
    ".kate-swp",
    ".rpmsave",
    ".dpkg-old",
    ".diff",
    ".patch",
    ".~lock",
];

/// The versions that a merge leaves beside a file: `a.md.BASE`, `a_BASE_3127.md`, `a.md.LOCAL.3127.md`.
const VERSIONS: [&str; 4] = ["BACKUP", "BASE", "LOCAL", "REMOTE"];

/// Names of what systems leave, in lower case.
const NAMES: [&str; 9] = [
    "_drafts",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "4913",
];

/// How the name of a copy ends, in whatever language the system speaks; in lower case, before the ending.
const COPIES: [&str; 6] =
    [" (copy)", " - copy", " (another copy)", "conflicted copy", " (conflict)", " (case conflict)"];

/// How the name of a copy may end, if the file that it is a copy of stands beside it.
const MAYBE_COPIES: [&str; 18] = [
    " copy",
    "_copy",
    "-copy",
    "kopie",
    " (kopie)",
    "kopia",
    " (kopia)",
    "copia",
    " (copia)",
    "copie",
    " (copie)",
    "копия",
    "(копия)",
    "副本",
    "的副本",
    "コピー",
    "のコピー",
    "복사본",
];

/// Endings of Markdown that make no page here.
const MARKDOWN: [&str; 16] = [
    "mdx",
    "qmd",
    "rmd",
    "rmarkdown",
    "mdown",
    "mkd",
    "mkdn",
    "mkdown",
    "mdwn",
    "markdn",
    "mdtxt",
    "mdtext",
    "mmd",
    "livemd",
    "ronn",
    "mdc",
];

/// What is to be said of the files below `content/` that are not to be published, by their paths. `is_page` says
/// which of the others are pages. With `drafts` what stands in a folder of drafts is published.
pub fn find(inputs: &Inputs, drafts: bool) -> (HashSet<Arc<str>>, Vec<Diagnostic>) {
    let mut held = HashSet::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for file in inputs.under("content/") {
        let copy = || is_page_renamed(file).then(|| Arc::clone(&file.path));
        let markdown = markdown(file);
        let finding = match left(file, inputs).or_else(|| if markdown.is_none() { copy() } else { None }) {
            Some(place) => Diagnostic::new(
                &rule::LEFTOVER_FILE,
                Place::file(&place),
                "this is a leftover of an editor, a merge or a copy; it is not published",
            )
            .help("delete it, or rename it to publish it"),
            None => match markdown {
                Some(message) => Diagnostic::new(&rule::MARKDOWN_ENDING, Place::file(&file.path), message)
                    .help(format!("to publish it as a page, rename it to `{}.md`", stem(file.name()))),
                None => match (!drafts).then(|| folder_of_drafts(file)).flatten() {
                    Some(folder) => Diagnostic::new(
                        &rule::DRAFT_BY_NAME,
                        Place::file(&folder),
                        "this is a drafts folder; no file in it is published",
                    )
                    .help("rename it, or move what you want to publish out of it"),
                    None => continue,
                },
            },
        };
        held.insert(Arc::clone(&file.path));
        // A folder is named once.
        if found.last().is_none_or(|last| last.place != finding.place) {
            found.push(finding);
        }
    }
    (held, found)
}

/// If a file that is no page stands in a folder of drafts: the folder's path. Pages there can say whether they are
/// drafts.
fn folder_of_drafts(file: &File) -> Option<Arc<str>> {
    if is_page(file) {
        return None;
    }
    let folders = file.path.rsplit_once('/')?.0;
    let mut end = "content".len();
    for part in folders.split('/').skip(1) {
        end += 1 + part.len();
        if named::is_folder_of_drafts(part) {
            return Some(file.path[..end].into());
        }
    }
    None
}

/// If a file or a folder that it stands in was left behind: its path.
fn left(file: &File, inputs: &Inputs) -> Option<Arc<str>> {
    let mut end = "content/".len();
    for part in file.path[end..].split('/') {
        end += part.len();
        if is_left(part) || is_copy(&file.path[..end], part, inputs) {
            return Some(file.path[..end].into());
        }
        end += 1;
    }
    None
}

/// Whether a name says that nobody means to publish what it names.
fn is_left(name: &str) -> bool {
    let lower = name.to_lowercase();
    // Backups are numbered, as in `a.md.bak2` and `a.md.~3~`.
    let unnumbered = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = stem(&lower);
    let copy = match bare.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((rest, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => bare,
    };
    NAMES.contains(&&*lower)
        || ENDINGS.iter().any(|ending| lower.ends_with(ending) || unnumbered.ends_with(ending))
        || name.starts_with("~$")
        || name.starts_with("~WRL")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || lower.contains(".sync-conflict-")
        || COPIES.iter().any(|end| copy.ends_with(end))
        // `a (Ann's conflicted copy 2024-05-01).md`
        || lower.contains("conflicted copy")
        || is_version(name)
}

/// Whether a name is that of a version beside a file that was merged.
fn is_version(name: &str) -> bool {
    let is_number = |rest: &str, edge: char| {
        let digits = rest.trim_start_matches(edge);
        let digits = digits.split('.').next().unwrap_or_default();
        digits.len() < rest.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    VERSIONS.iter().any(|version| {
        let dotted = name.split_once(&format!(".{version}"));
        let joined = name.split_once(&format!("_{version}"));
        dotted.is_some_and(|(before, rest)| before.contains('.') && (rest.is_empty() || is_number(rest, '.')))
            || joined.is_some_and(|(_, rest)| is_number(rest, '_'))
    })
}

/// Whether a file is a copy of one beside it, by its name.
fn is_copy(path: &str, name: &str, inputs: &Inputs) -> bool {
    let (bare, ending) = name.split_at(stem(name).len());
    let lower = bare.to_lowercase();
    let folder = &path[..path.len() - name.len()];
    let stands = |of: &str| inputs.files.contains_key(format!("{folder}{of}{ending}").as_str());
    // Pictures are numbered so, too.
    if matches!(&*ending.to_lowercase(), ".md" | ".markdown")
        && named::without_number(bare).is_some_and(stands)
    {
        return true;
    }
    let mut of =
        named::COPY_OF.iter().filter_map(|begin| bare.get(lower.strip_prefix(begin).map(|_| begin.len())?..));
    if of.any(|of| !of.is_empty() && stands(of)) {
        return true;
    }
    let unnumbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' '));
    [lower.as_str(), unnumbered].iter().any(|bare| {
        MAYBE_COPIES.iter().filter_map(|end| bare.strip_suffix(end)).any(|of| {
            let of = of.trim_end_matches([' ', '-', '–', '—', '_', '(']);
            // Names that differ from it in case only have other bytes, and are looked up as they are written.
            name.get(..of.len()).is_some_and(|of| !of.is_empty() && stands(of))
        })
    })
}

/// Whether a file that is no page was one: its name goes on behind `.md`, as in `a.md.r12` and `a.md_`, or it
/// begins as a page does.
fn is_page_renamed(file: &File) -> bool {
    if is_page(file) {
        return false;
    }
    let lower = file.name().to_lowercase();
    let goes_on = [".md", ".markdown"].iter().any(|end| {
        lower.match_indices(end).any(|(at, _)| {
            at > 0 && lower[at + end.len()..].chars().next().is_some_and(|c| !c.is_alphanumeric())
        })
    });
    let bytes = file.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&file.bytes);
    // Data in YAML begins with `---` too.
    let is_data = matches!(&*file.extension(), "yaml" | "yml");
    goes_on
        || (bytes.starts_with(b"+++") || bytes.starts_with(b"---"))
            && file.text().is_ok_and(|text| front_matter::begins(text, is_data))
}

/// If a file is Markdown and no page: in what words.
fn markdown(file: &File) -> Option<&'static str> {
    let extension = file.extension();
    if MARKDOWN.contains(&&*extension) {
        return Some("this is Markdown with another file extension; it is not published");
    }
    let stem = stem(file.name());
    if matches!(&*extension, "txt" | "text") && [".md", ".markdown"].iter().any(|end| stem.ends_with(end)) {
        return Some("this is Markdown with another file extension; it is not published");
    }
    let is_text = matches!(&*extension, "txt" | "text" | "htm" | "html" | "");
    (is_text && file.text().is_ok_and(front_matter::is_meant))
        .then_some("this begins with front matter, like a page; it is not published")
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_behind_is_known_by_its_name() {
        for name in [
            "mill.md.bak",
            "mill.md.bak2",
            "mill.md.ORIG",
            "mill.md.rej",
            "mill.md.tmp",
            "mill.md.save",
            "mill.swo",
            "mill.old",
            "mill.md.BACKUP",
            "mill_BASE_3127.md",
            "mill.md.LOCAL.3127.md",
            "mill.md.REMOTE",
            "mill~",
            "#mill#",
            "~$mill.docx",
            "mill (copy).md",
            "mill - Copy.md",
            "mill - Copy (2).md",
            "mill (Ann's conflicted copy 2024-05-01).md",
            "mill.sync-conflict-20240501-101112-AB.md",
            "__MACOSX",
            "Thumbs.db",
        ] {
            assert!(is_left(name), "{name}");
        }
        for name in [
            "mill.md",
            "old.md",
            "a copy of the plan.md",
            "save.md",
            "base.md",
            "LOCAL.md",
            "local_base_camp.png",
            "tmp.png",
            "photo (2).jpg",
            "THE_BASE_of_it.md",
            "copy.md",
            "back.up.md",
            "# 1.md",
            "orig",
        ] {
            assert!(!is_left(name), "{name}");
        }
    }

    #[test]
    fn a_copy_stands_beside_what_it_copies() {
        let inputs = Inputs::from_texts([
            ("content/mill.md", ""),
            ("content/mill copy.md", ""),
            ("content/mill copy 2.md", ""),
            ("content/mill – Kopie.md", ""),
            ("content/a certified copy.md", ""),
        ]);
        let (held, _) = find(&inputs, false);
        let mut held: Vec<&str> = held.iter().map(|path| &**path).collect();
        held.sort_unstable();
        assert_eq!(held, ["content/mill copy 2.md", "content/mill copy.md", "content/mill – Kopie.md"]);
    }
}
