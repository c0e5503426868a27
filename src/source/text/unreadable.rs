//! What is said of a file that holds no text in UTF-8: how it becomes one.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{File, NotText, Place};

/// The finding on a file that is no text in UTF-8.
pub(crate) fn finding(file: &File, why: NotText) -> Diagnostic {
    let (message, help) = told(file, why, &file.path);
    Diagnostic::new(&rule::UNREADABLE_TEXT, Place::file(&file.path), message).help(help)
}

/// What is wrong with a file, and what to do, where it is called `path`. The command converts it in its place.
pub(crate) fn told(file: &File, why: NotText, path: &str) -> (String, String) {
    let convert = |encoding: &str| {
        let path = shell_word(path);
        format!(
            "convert it: `iconv -f {} -t utf-8 {path} > utf-8.tmp && mv utf-8.tmp {path}`",
            for_iconv(encoding)
        )
    };
    match why {
        NotText::Binary { at } => match utf_16(&file.bytes) {
            Some(encoding) => {
                (format!("`{path}` is not in UTF-8; it may be in {encoding}"), convert(encoding))
            }
            None => (
                format!("`{path}` is not text: it has a zero byte at offset {at}"),
                "save the article as plain text, Markdown or HTML in UTF-8".to_owned(),
            ),
        },
        NotText::Encoding { at, .. } if is_nearly_utf_8(&file.bytes) => {
            let line = memchr::memchr_iter(b'\n', &file.bytes[..at]).count() + 1;
            (
                format!("`{path}` has bytes that are not UTF-8, the first of them in line {line}"),
                "open it in an editor and retype these places from the original".to_owned(),
            )
        }
        NotText::Encoding { at, guess } => {
            let guess = declared(&file.bytes)
                .filter(|_| !guess.starts_with("UTF-16"))
                .unwrap_or_else(|| guess.to_owned());
            (format!("`{path}` is not in UTF-8, from byte {at} on; it may be in {guess}"), convert(&guess))
        }
    }
}

/// What `iconv` calls an encoding of the web.
fn for_iconv(encoding: &str) -> String {
    let name = encoding.to_lowercase();
    let known = match &*name {
        "x-mac-cyrillic" => "mac-cyrillic",
        "iso-8859-8-i" => "iso-8859-8",
        "shift_jis" => "cp932",
        "gbk" => "gb18030",
        "euc-kr" => "uhc",
        "big5" => "big5-hkscs",
        // Of these, HTML reads what Windows has.
        "iso-8859-1" | "latin1" | "us-ascii" | "ascii" => "windows-1252",
        other => other,
    };
    known.to_owned()
}

/// The encoding that a page of HTML says it is in, if it is one that can be.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head
        .find("<meta")
        .and_then(|meta| head[meta..].find("charset=").map(|at| meta + at + "charset=".len()))?;
    let name: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (name.len() > 2 && name != "utf-8" && name != "utf8" && !name.starts_with("utf-16")).then_some(name)
}

/// Text in UTF-16 without a mark: most bytes at even or at odd offsets are zero.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 2 * 6 / 10;
    match start.len() >= 8 {
        true if odd > most && even * 10 < odd => Some("UTF-16LE"),
        true if even > most && odd * 10 < even => Some("UTF-16BE"),
        _ => None,
    }
}

/// Whether there are far more letters in UTF-8 than bytes that are none.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    letters > 4 * wrong
}

/// A word as a shell takes it.
pub(crate) fn shell_word(word: &str) -> String {
    if word.chars().all(|c| c.is_alphanumeric() || "/._-+".contains(c)) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(name: &str, bytes: &[u8]) -> String {
        let file = File { path: format!("seeds/{name}").into(), bytes: bytes.into() };
        finding(&file, file.text().expect_err("no text")).help.join("")
    }

    #[test]
    fn the_command_converts_the_file_in_its_place() {
        assert_eq!(
            help("a.txt", b"caf\xe9 \xe0 la carte"),
            "convert it: `iconv -f windows-1252 -t utf-8 seeds/a.txt > utf-8.tmp && mv utf-8.tmp seeds/a.txt`"
        );
        assert!(help("a.html", b"<meta charset=\"windows-1251\">\xe0\xe1").contains("-f windows-1251 "));
        assert!(help("a.txt", b"B\0a\0r\0n\0s\0 \0b\0u\0r\0n\0").contains("-f utf-16le "));
        assert!(help("a.txt", b"P\0K\x03\x04\0\0\0zip").contains("save the article"));
    }

    #[test]
    fn a_few_bad_bytes_are_no_other_encoding() {
        let mut bytes = "Überall brannten die Scheunen, und die Bäume glühten früh.\n".repeat(3).into_bytes();
        bytes.extend(b"\xff");
        assert!(help("a.txt", &bytes).starts_with("open it in an editor"));
    }
}
