//! Keys, addresses and output paths: every rule about them is here and in no other file.
//!
//! A page's file in the output is its Markdown's path with `.html`, so that every link leads to a
//! file and works on any host, in a sub-folder and from the disk. All links between pages are
//! relative.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::char::is_combining_mark;

use crate::base::letters::{caseless, nfc};

/// Where a file of the site stands below the output folder, with `/` between the parts
/// (`topics/energy.html`). It never leaves the folder: only [`OutPath::new`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// The path, if it can be a file on every system that a site may be built on or copied to. It is in the
    /// form NFC, however the disk had it.
    pub fn new(path: &str) -> Result<Self, BadAddress> {
        let path = &*nfc(path);
        if path.is_empty() {
            return Err(BadAddress { part: String::new(), why: "it is empty" });
        }
        for part in path.split('/') {
            check_part(part)?;
        }
        Ok(Self(path.into()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in, with a `/` at the end; empty for the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |i| &self.0[..=i])
    }

    /// What two paths have in common when they are one file on a disk that ignores case.
    pub fn collision_key(&self) -> String {
        caseless(&self.0)
    }

    /// The relative URL that leads from this file to `target`, percent-encoded.
    pub fn link_to(&self, target: &Self) -> String {
        if self == target {
            return encode(target.0.rsplit('/').next().unwrap_or_default());
        }
        let (from, to) = (self.folder().as_bytes(), target.0.as_bytes());
        // The folders that both share, up to a slash.
        let same = from.iter().zip(to).position(|(a, b)| a != b).unwrap_or(from.len().min(to.len()));
        let shared = from[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let ups = from[shared..].iter().filter(|&&byte| byte == b'/').count();
        let way = encoded(&target.0[shared..]);
        let mut url = String::with_capacity(3 * ups + way.len());
        (0..ups).for_each(|_| url.push_str("../"));
        url.push_str(&way);
        url
    }

    /// The relative URL of the output folder itself, ending in `/`, or empty at the top.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// How many folders it is in.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Whether both are in one folder of the top. If not, the way from the one to the other leads over the top.
    pub fn shares_folder(&self, other: &Self) -> bool {
        let top = |path: &'_ str| path.find('/').unwrap_or(0);
        let (a, b) = (&self.0[..top(&self.0)], &other.0[..top(&other.0)]);
        self == other || a == b && !a.is_empty()
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why something cannot be an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    /// The part of the path at fault.
    pub part: String,
    /// What is wrong with it, as the end of a sentence that begins with the part.
    pub why: &'static str,
}

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 60;
        let mut part: String = self.part.chars().take(SHOWN).collect();
        if part.len() < self.part.len() {
            part.push('…');
        }
        write!(f, "`{}` cannot be part of an address: {}", part.escape_debug(), self.why)
    }
}

/// Longest name of a file or folder that every common file system takes, in bytes.
const LONGEST_PART: usize = 200;
const TOO_LONG: &str = "it is longer than 200 bytes, and not every disk and archive can hold it";

fn check_part(part: &str) -> Result<(), BadAddress> {
    let bad = |why| Err(BadAddress { part: part.to_owned(), why });
    if part.is_empty() {
        return bad("it is empty");
    }
    if part == "." || part == ".." {
        return bad("it would be outside its folder");
    }
    if part.len() > LONGEST_PART {
        return bad(TOO_LONG);
    }
    if part.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')) {
        return bad("it has a character that some systems do not allow in file names");
    }
    if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        return bad("a space at either end or a dot at the end is lost on Windows");
    }
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|n| matches!(n, "¹" | "²" | "³") || n.len() == 1 && ("1"..="9").contains(&n))
    };
    if part.to_ascii_lowercase().starts_with(".expound-") {
        return bad("expound keeps this name for its own files");
    }
    if part.eq_ignore_ascii_case(".git") {
        return bad("git keeps this name for its own files");
    }
    if matches!(&*stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt") {
        return bad("Windows keeps this name for a device");
    }
    Ok(())
}

/// Where the page written at `path` (below `content/`, as `topics/energy.md`) is published.
///
/// `slug` replaces the last part; for a folder's own page (`topics/index.md`) it has no effect on the
/// file's name, which stays `index.html`.
pub fn page_output(path: &str, slug: Option<&str>) -> Result<OutPath, BadAddress> {
    let stem = page_stem(path);
    let (folder, name) = match stem.rfind('/') {
        Some(i) => (&stem[..=i], &stem[i + 1..]),
        None => ("", stem),
    };
    let name = match slug {
        Some(slug) if name != "index" => {
            if slug.contains('/') {
                return Err(BadAddress {
                    part: slug.to_owned(),
                    why: "a slug is one name without `/`; move the file to change its folder",
                });
            }
            slug
        }
        _ => name,
    };
    OutPath::new(&format!("{folder}{name}.html"))
}

/// The path of a page without its ending, which is `.md` or `.markdown` in any case.
pub fn page_stem(path: &str) -> &str {
    let ending = |(_, ending): &(&str, &str)| {
        ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
    };
    path.rsplit_once('.').filter(ending).map_or(path, |(stem, _)| stem)
}

/// Where a source's page is published. Characters of a key that cannot stand in a file name become `-`.
pub fn source_output(key: &str) -> Result<OutPath, BadAddress> {
    OutPath::new(&format!("sources/{}.html", key_to_name(key)))
}

fn key_to_name(key: &str) -> String {
    let name: String = nfc(key)
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    name.trim_matches(['-', '.']).to_owned()
}

/// Where the report on a site's coverage is published, if the site asks for it.
pub fn coverage_output() -> OutPath {
    OutPath("coverage-report.html".into())
}

/// Where a redirect from an old address stands. `alias` is what an author wrote: a path from the
/// site's root, with or without `/` before it, to a file or to a folder; as it stands in a URL or as it is
/// read, so `/caf%C3%A9/` and `/café/` are one.
pub fn alias_output(alias: &str) -> Result<OutPath, BadAddress> {
    if let Some(at) = alias.find(['#', '?']) {
        let why = match alias.as_bytes()[at] {
            b'#' => "a browser asks only for what is before `#`; write `%23` for the sign itself",
            _ => "only what is before `?` names the file, and file names cannot have that sign",
        };
        return Err(BadAddress { part: alias.to_owned(), why });
    }
    let path = alias.trim_start_matches('/');
    if path.is_empty() {
        return OutPath::new("index.html");
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        let bad = |why| BadAddress { part: part.to_owned(), why };
        let decoded = percent_decode_str(part).decode_utf8();
        let decoded = decoded.map_err(|_| bad("its `%` codes are not UTF-8"))?;
        if decoded.contains('/') {
            return Err(bad("an encoded `/` does not name a folder; write `/`"));
        }
        parts.push(decoded);
    }
    let path = parts.join("/");
    if let Some(folder) = path.strip_suffix('/') {
        return OutPath::new(&format!("{folder}/index.html"));
    }
    let last = path.rsplit('/').next().unwrap_or(&path);
    if last.ends_with(".html") || last.ends_with(".htm") {
        OutPath::new(&path)
    } else {
        OutPath::new(&format!("{path}/index.html"))
    }
}

/// A link that an author wrote to a file, from the file it stands in: both are paths from the same
/// folder (`topics/energy.md`, `../events/1860.md` → `events/1860.md`). A leading `/` starts at the
/// top. `None` if it leads out of the folder.
pub fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = match link.starts_with('/') {
        true => Vec::new(),
        false => {
            let mut parts: Vec<_> = from.split('/').collect();
            parts.pop();
            parts
        }
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What must be encoded in a path of a URL besides what is not ASCII: everything that has a meaning
/// there or in an HTML attribute. `/` stays.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path or fragment, percent-encoded for a URL.
pub fn encode(path: &str) -> String {
    encoded(path).into_owned()
}

/// The same, borrowed if there is nothing to encode, as in most.
fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}

/// What follows a path in a link, from its `?` or `#` on: as it was written, with what no URL holds encoded.
pub fn encode_tail(tail: &str) -> String {
    const TAIL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');
    utf8_percent_encode(tail, TAIL).to_string()
}

/// What a link's address is, by its scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `https:`, `http:`, `mailto:`, `tel:`: leaves the site.
    External,
    /// A place on the same page: `#…`.
    Fragment,
    /// A file of the site.
    File,
    /// Anything else: `javascript:`, `data:`, `//host/…`.
    Unsafe,
}

/// What kind of link this is. Control characters and spaces, which browsers skip, are skipped too.
pub fn link_kind(url: &str) -> LinkKind {
    let skipped = |c: char| c.is_whitespace() || c.is_control();
    let plain: Cow<'_, str> = match url.contains(skipped) {
        true => url.chars().filter(|&c| !skipped(c)).collect(),
        false => url.into(),
    };
    if plain.starts_with('#') {
        return LinkKind::Fragment;
    }
    if plain.starts_with("//") || plain.starts_with("\\") || plain.starts_with("/\\") {
        return LinkKind::Unsafe;
    }
    let scheme = plain.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        None => LinkKind::File,
        Some((name, _)) => match &*name.to_ascii_lowercase() {
            "http" | "https" | "mailto" | "tel" => LinkKind::External,
            _ => LinkKind::Unsafe,
        },
    }
}

/// Why an address that should lead out of the site cannot lead anywhere; `None` if it may. Knows `http`,
/// `https`, and what is nearly one of them.
pub fn url_fault(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        let near =
            ["https", "http"].into_iter().find(|known| strsim::damerau_levenshtein(&scheme, known) == 1)?;
        return rest.starts_with('/').then(|| format!("unknown scheme `{scheme}`; did you mean `{near}`?"));
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Some(format!("`{scheme}:` must be followed by `//` and a host"));
    };
    if rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some("it has a space, which is written `%20`".to_owned());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match place.rfind(':').filter(|&at| !place[at..].contains(']')) {
        Some(at) => (&place[..at], Some(&place[at + 1..])),
        None => (place, None),
    };
    if host.is_empty() {
        return Some("it has no host".to_owned());
    }
    let literal = host.starts_with('[') && host.ends_with(']');
    let of_host = |c: char| c.is_alphanumeric() || "-._~%".contains(c) || (literal && ":[]".contains(c));
    // Where words of other scripts are joined, marks stand between the letters.
    if !host.chars().all(|c| of_host(c) || !c.is_ascii()) || host.starts_with('.') || host.contains("..") {
        return Some(format!("`{host}` is not a host"));
    }
    match port {
        Some("") => Some(format!("`{host}:` must be followed by a port")),
        Some(port) if !port.bytes().all(|b| b.is_ascii_digit()) => {
            Some(format!("`{port}` is not a port of `{host}`"))
        }
        _ => None,
    }
}

/// The id of a heading: its words in lower case, joined by `-`, in any script. Empty if it has none.
pub fn heading_id(text: &str) -> String {
    let text = nfc(text);
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' || (is_combining_mark(c) && !id.is_empty()) {
            id.extend(c.to_lowercase());
        } else if (c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/'))
            && !id.is_empty()
            && !id.ends_with('-')
        {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// How many bytes at the start of `text` are a citation key, by Pandoc's rule.
pub fn plain_key_len(text: &str) -> usize {
    let mut end = 0;
    let mut after_punctuation = true;
    for (i, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' || (!after_punctuation && is_combining_mark(c)) {
            end = i + c.len_utf8();
            after_punctuation = false;
        } else if !after_punctuation && ":.#$%&-+?<>~/".contains(c) {
            after_punctuation = true;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(path: &str) -> OutPath {
        OutPath::new(path).expect(path)
    }

    #[test]
    fn links_are_relative_and_encoded() {
        let link = |a: &str, b: &str| out(a).link_to(&out(b));
        assert_eq!(link("topics/energy.html", "sources/a.html"), "../sources/a.html");
        assert_eq!(link("topics/energy.html", "topics/arms.html"), "arms.html");
        assert_eq!(link("topics/gas/price.html", "topics/gas.html"), "../gas.html");
        assert_eq!(
            link("index.html", "topics/a b?.html".replace('?', "é").as_str()),
            "topics/a%20b%C3%A9.html"
        );
        assert_eq!(link("a.html", "a.html"), "a.html");
        assert_eq!(link("topics/ab/x.html", "topics/a/y.html"), "../a/y.html");
        assert_eq!(out("topics/gas/price.html").to_root(), "../../");
    }

    #[test]
    fn what_no_disk_or_no_site_can_hold_is_refused() {
        for path in [
            "",
            "..",
            "a/../b",
            "a//b",
            "con.html",
            "topics/AUX.html",
            "com1.txt",
            "a:b",
            "a?.html",
            "a\\b",
            "x.",
            " x",
            "a\0b",
        ] {
            assert!(OutPath::new(path).is_err(), "{path:?}");
        }
        assert!(OutPath::new(&"x".repeat(300)).is_err());
        for path in ["com0.html", "console.html", "комета.html", "a.b.c", "conte/x"] {
            assert!(OutPath::new(path).is_ok(), "{path:?}");
        }
    }

    #[test]
    fn a_page_is_published_at_its_path() {
        assert_eq!(page_output("topics/energy.md", None), Ok(out("topics/energy.html")));
        assert_eq!(page_output("topics/energy.md", Some("gas")), Ok(out("topics/gas.html")));
        assert_eq!(page_output("topics/index.md", Some("gas")), Ok(out("topics/index.html")));
        assert!(page_output("topics/energy.md", Some("../../etc")).is_err());
        assert_eq!(source_output("doi:10.1/x"), Ok(out("sources/doi-10.1-x.html")));
        assert_eq!(alias_output("/old/energy/"), Ok(out("old/energy/index.html")));
        assert_eq!(alias_output("old.html"), Ok(out("old.html")));
        assert_eq!(alias_output("/old"), Ok(out("old/index.html")));
        assert_eq!(alias_output("/caf%C3%A9/"), Ok(out("café/index.html")));
        assert_eq!(alias_output("/cafe\u{301}/"), Ok(out("café/index.html")));
        assert_eq!(alias_output("old%20page.html"), Ok(out("old page.html")));
        assert_eq!(alias_output("/100%/"), Ok(out("100%/index.html")));
        assert_eq!(alias_output("/c%23/"), Ok(out("c#/index.html")));
        for alias in ["/.expound-manifest/", "/.Expound-lock/x.html", "/.git/x.html", "/COM¹/"] {
            assert!(alias_output(alias).is_err(), "{alias}");
        }
        for alias in ["/../x", "/x#y/", "/x?y=1/", "/%E9/", "/a%2Fb/", "/%2E%2E/x/", "/%00/"] {
            assert!(alias_output(alias).is_err(), "{alias}");
        }
    }

    #[test]
    fn a_link_is_followed_within_the_folder_only() {
        assert_eq!(resolve("topics/energy.md", "../events/a.md").as_deref(), Some("events/a.md"));
        assert_eq!(resolve("topics/energy.md", "/events/a.md").as_deref(), Some("events/a.md"));
        assert_eq!(resolve("topics/energy.md", "./arms.md").as_deref(), Some("topics/arms.md"));
        assert_eq!(resolve("topics/energy.md", "../../x.md"), None);
    }

    #[test]
    fn a_link_that_runs_a_program_is_no_link() {
        for url in [
            "javascript:x",
            " java\nscript:x",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "file:///etc",
        ] {
            assert_eq!(link_kind(url), LinkKind::Unsafe, "{url:?}");
        }
        assert_eq!(link_kind("https://example.org/a:b"), LinkKind::External);
        assert_eq!(link_kind("mailto:a@b.org"), LinkKind::External);
        assert_eq!(link_kind("#x:y"), LinkKind::Fragment);
        assert_eq!(link_kind("../a.md#x:y"), LinkKind::File);
    }

    #[test]
    fn headings_of_any_script_have_ids() {
        assert_eq!(heading_id("How long is the border?"), "how-long-is-the-border");
        assert_eq!(heading_id("Граница — 4 200 км"), "граница-4-200-км");
        assert_eq!(heading_id("边界"), "边界");
        assert_eq!(heading_id("Cafe\u{301} crème"), "café-crème");
        assert_eq!(heading_id("हिन्दी में"), "हिन्दी-में");
        assert_eq!(heading_id("?!"), "");
    }

    #[test]
    fn keys_follow_pandoc() {
        assert_eq!(plain_key_len("smith04, p. 3"), 7);
        assert_eq!(plain_key_len("doe:2020/a."), 10);
        assert_eq!(plain_key_len("a--b"), 1);
        assert_eq!(plain_key_len(".a"), 0);
        assert_eq!(plain_key_len("муж-2020]"), "муж-2020".len());
        assert_eq!(plain_key_len("mu\u{308}ller]"), "mu\u{308}ller".len());
    }
}
