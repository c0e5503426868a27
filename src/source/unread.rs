//! Files in `seeds/` of which nothing is read: each is said, so that no source is lost without a word.
//!
//! Not meant are what belongs to the folder and not to a source (a README, a licence), the original of a text that
//! lies beside it under its name (`a.pdf` and `a.txt`), the files that a browser saves with a page (`a_files/`),
//! and images that a text shows.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{File, Inputs, Place};
use crate::source::text::unreadable::shell_word;
use crate::source::{SEEDS, is_text, record};

/// Reports the files of which nothing is read.
pub(super) fn report(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) {
    let unread: Vec<&File> = inputs
        .under(SEEDS)
        .filter(|file| !is_text(file) && !record::is_library(file) && !is_of_the_folder(file))
        .collect();
    if unread.is_empty() {
        return;
    }
    let texts: Vec<&File> = inputs.under(SEEDS).filter(|file| is_text(file)).collect();
    let stems: BTreeSet<&str> = texts.iter().map(|file| stem(&file.path)).collect();
    let unread: Vec<&File> = unread
        .into_iter()
        .filter(|file| !stems.contains(stem(&file.path)) && !is_saved_with(file, &stems))
        .collect();
    let shown = shown_by(&texts, &unread);
    for file in unread {
        if !shown.contains(&*file.path) {
            diagnostics.push(finding(file));
        }
    }
}

/// Whether a file belongs to the folder: a README, a licence.
pub(super) fn is_of_the_folder(file: &File) -> bool {
    let name = file.name().to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let alone =
        matches!(stem, "license" | "licence" | "copying" | "notice" | "authors" | "makefile" | "justfile");
    stem == "readme" || (alone && (!name.contains('.') || name.ends_with(".txt") || name.ends_with(".md")))
}

fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].rfind('.').map_or(path, |dot| &path[..name + dot])
}

/// Whether a browser saved a file with a page: it lies in `page_files/` beside `page.html`.
fn is_saved_with(file: &File, stems: &BTreeSet<&str>) -> bool {
    const ENDINGS: [&str; 8] =
        ["_files", ".files", "_file", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_файлы"];
    let mut folders = file.path.match_indices('/').map(|(slash, _)| &file.path[..slash]);
    folders.any(|folder| {
        ENDINGS.iter().filter_map(|ending| folder.strip_suffix(ending)).any(|page| stems.contains(page))
    })
}

/// The images whose names stand in a text.
fn shown_by<'a>(texts: &[&File], unread: &[&'a File]) -> BTreeSet<&'a str> {
    let images: Vec<&File> = unread.iter().copied().filter(|file| is_image(file)).collect();
    let mut shown = BTreeSet::new();
    let Ok(names) = AhoCorasick::new(images.iter().map(|image| image.name())) else { return shown };
    for text in texts {
        shown.extend(names.find_overlapping_iter(&*text.bytes).map(|found| &*images[found.pattern()].path));
    }
    shown
}

fn is_image(file: &File) -> bool {
    matches!(
        &*file.extension(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "tif" | "tiff" | "bmp" | "heic" | "jxl"
    )
}

fn finding(file: &File) -> Diagnostic {
    let path = &file.path;
    let stem = stem(path);
    let command = |program: &str, before: &str, ending: &str| {
        let (from, to) = (shell_word(path), shell_word(&format!("{stem}.{ending}")));
        format!("extract its text with `{program} {from} {before}{to}`, and name the new file in its record")
    };
    let help = match &*file.extension() {
        "pdf" => command("pdftotext -layout", "", "txt"),
        "docx" | "odt" | "epub" | "rtf" | "tex" | "rst" | "org" | "adoc" | "textile" | "fb2" | "ipynb" => {
            command("pandoc --wrap=none", "-o ", "md")
        }
        "doc" | "pages" | "wpd" | "ppt" | "pptx" | "key" | "odp" | "xls" | "xlsx" | "ods" | "mobi"
        | "azw3" | "djvu" | "ps" => format!("open it and save its text as `{stem}.txt`"),
        "xhtml" | "xht" | "shtml" | "mhtml" | "mht" | "webarchive" | "maff" | "warc" => {
            format!("save the page as HTML only, as `{stem}.html`")
        }
        "eml" | "msg" | "mbox" => format!("save the letter's text as `{stem}.txt`"),
        "mdx" | "qmd" | "mdown" | "mkd" | "rmd" | "mdwn" | "text" | "asc" | "log" | "" => {
            let ending = if file.extension().starts_with('m') || file.extension().ends_with("md") {
                "md"
            } else {
                "txt"
            };
            format!("if it is the text of a source, rename it to `{stem}.{ending}`")
        }
        "bak" | "orig" | "rej" | "tmp" | "save" | "old" | "swp" => {
            "delete it, or move it out of `seeds/`".to_owned()
        }
        _ if is_image(file) => format!("type the words on it into `{stem}.txt`, or move it out of `seeds/`"),
        _ => "save its text as `.txt`, `.md` or `.html` under the same name, or move it out of `seeds/`"
            .to_owned(),
    };
    let kind = match &*file.extension() {
        "" => "it has no known file extension".to_owned(),
        ending => format!("files ending in `.{ending}` are not read"),
    };
    Diagnostic::new(&rule::UNREAD_FILE, Place::file(path), format!("`{path}` cannot be cited: {kind}"))
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> Vec<String> {
        let inputs = Inputs::from_texts(paths.iter().map(|&path| (path, "shows map.png")));
        let mut diagnostics = Vec::new();
        report(&inputs, &mut diagnostics);
        diagnostics.iter().map(|finding| finding.place.file.to_string()).collect()
    }

    #[test]
    fn a_file_of_another_kind_is_said() {
        let paths =
            ["seeds/a.pdf", "seeds/b.docx", "seeds/c/notes", "seeds/d.png", "seeds/e.mhtml", "seeds/f.bak"];
        assert_eq!(told(&paths), paths);
    }

    #[test]
    fn what_belongs_to_a_text_or_to_the_folder_is_not() {
        let none: [&str; 0] = [];
        assert_eq!(
            told(&[
                "seeds/a.pdf",
                "seeds/a.txt",
                "seeds/README",
                "seeds/LICENSE",
                "seeds/sources.toml",
                "seeds/old.ris",
                "seeds/page.html",
                "seeds/page_files/main.css",
                "seeds/page_files/img/logo.svg",
                "seeds/map.png",
                "content/x.pdf",
            ]),
            none
        );
    }
}
