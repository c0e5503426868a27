//! What the name of a page says of it: that it is a draft, or a copy.
//!
//! Other programs hide pages by their names, and people name files for themselves. Where the name leaves no doubt
//! the page is a draft as if it said so; where it may mean something else, as in `draft-law.md`, it is published, and
//! told of. `draft = true` or `draft = false` in the page itself settles it.

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) struct DraftSign {
    /// Whether the page is a draft by it.
    pub(in crate::page) hides: bool,
    pub(in crate::page) message: &'static str,
    pub(in crate::page) help: &'static str,
}

/// Folders of drafts, in lower case, and without `_` before them.
#[rustfmt::skip] // a list is read in lines
const FOLDERS: &[&str] = &[
    "drafts", "wip", "unpublished", "private", "work in progress", "work-in-progress",
    "entwürfe", "entwuerfe", "brouillons", "borradores", "bozze", "rascunhos", "concepten", "szkice", "koncepty",
    "udkast", "utkast", "kladder", "luonnokset", "taslaklar", "черновики", "чернетки", "πρόχειρα", "vázlatok",
    "ciorne", "草稿", "草稿箱", "下書き", "초안", "مسودات", "טיוטות",
];

/// Words for a draft, in lower case.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "draft", "drafts", "wip", "entwurf", "brouillon", "borrador", "bozza", "rascunho", "concept", "szkic", "koncept",
    "udkast", "utkast", "kladde", "luonnos", "taslak", "черновик", "чернетка", "πρόχειρο", "vázlat", "ciornă",
    "草稿", "草案", "下書き", "초안", "مسودة", "טיוטה",
];

/// Words for a draft that are also words for other things, and count only where nothing else can be meant.
const DOUBTFUL: [&str; 3] = ["concept", "koncept", "草案"];

/// How the names of copies begin, in lower case.
pub(in crate::page) const COPY_OF: [&str; 12] = [
    "copy of ",
    "copy-of-",
    "kopie von ",
    "kopie van ",
    "copie de ",
    "copia de ",
    "copia di ",
    "cópia de ",
    "kopi av ",
    "kopi af ",
    "kopia ",
    "копия ",
];

/// How the names of copies end, in lower case.
const COPIES: [&str; 12] = [
    " copy",
    "_copy",
    " kopie",
    " - kopie",
    " (kopie)",
    " kopia",
    " copia",
    " copie",
    " (копия)",
    " — копия",
    "的副本",
    "のコピー",
];

const SAY: &str = "write `draft = true` in its front matter, or `draft = false` to publish it";

/// Whether a folder of this name is one of drafts.
pub(in crate::page) fn is_folder_of_drafts(name: &str) -> bool {
    let lower = name.to_lowercase();
    FOLDERS.contains(&lower.trim_start_matches('_'))
}

/// What the name of a page and those of its folders say. `path` is that of a file below `content/`.
pub(in crate::page) fn sign(path: &str) -> Option<DraftSign> {
    let path = crate::base::letters::nfc(path.strip_prefix("content/").unwrap_or(path));
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let hides = |message, help| Some(DraftSign { hides: true, message, help });
    if folders.split('/').any(is_folder_of_drafts) {
        return hides("this page is in a drafts folder, so it is a draft", SAY);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = stem.to_lowercase();
    if lower == "_index" {
        return hides(
            "the page of a folder is called `index.md`; this page is a draft",
            "rename it to `index.md`",
        );
    }
    if name.starts_with('_') || folders.split('/').any(|folder| folder.starts_with('_')) {
        let message =
            "a name that begins with `_` hides a page in other programs; here it makes the page a draft";
        return hides(
            message,
            "rename it, or write `draft = true` in its front matter, or `draft = false` to publish it",
        );
    }
    let is_word = |word: &str| WORDS.contains(&word);
    let is_sure = lower.split('.').skip(1).any(is_word)
        || ["()", "[]", "{}"].iter().any(|pair| {
            let (open, close) = pair.split_at(1);
            lower.split(open).skip(1).filter_map(|rest| rest.split_once(close)).any(|(word, _)| is_word(word))
        });
    let says = "the name of this page says that it is a draft, so it is one";
    if is_sure {
        return hides(says, SAY);
    }
    let words = || stem.split([' ', '-', '_', '.', '–', '—']).filter(|word| !word.is_empty());
    let at_end = |word: Option<&str>| word.is_some_and(|word| is_word(&word.to_lowercase()));
    if at_end(words().next()) || at_end(words().next_back()) {
        // In capitals it is shouted, unless all is.
        let shouts = |word: &str| is_word(&word.to_lowercase()) && word.chars().all(char::is_uppercase);
        if words().any(shouts) && stem.chars().any(char::is_lowercase) {
            return hides(says, SAY);
        }
        let is_doubtful = |word: &str| DOUBTFUL.contains(&word.to_lowercase().as_str());
        let others = || words().filter(|word| is_word(&word.to_lowercase()));
        return (!others().all(is_doubtful)).then_some(DraftSign {
            hides: false,
            message: "the name of this page may mean a draft, but it is published",
            help: SAY,
        });
    }
    is_copy(&lower).then_some(DraftSign {
        hides: false,
        message: "the name of this page looks like that of a copy, but it is published",
        help: "delete it, rename it, or write `draft = false` in its front matter",
    })
}

/// Whether a name without its ending, in lower case, is that of a copy, whatever it may be a copy of.
fn is_copy(lower: &str) -> bool {
    let unnumbered = without_number(lower).unwrap_or(lower);
    let unnumbered = unnumbered.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    without_number(lower).is_some()
        || COPY_OF.iter().any(|begin| lower.strip_prefix(begin).is_some_and(|rest| !rest.is_empty()))
        || COPIES
            .iter()
            .any(|end| [lower, unnumbered].iter().any(|name| name.len() > end.len() && name.ends_with(end)))
}

/// A name without the number in brackets that systems put behind it: `mill (1)`. A year is no such number.
pub(in crate::page) fn without_number(name: &str) -> Option<&str> {
    let (rest, number) = name.strip_suffix(')')?.rsplit_once('(')?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let rest = rest.trim_end_matches(' ');
    (is_number && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_hides_a_page_where_it_leaves_no_doubt() {
        for path in [
            "content/drafts/mill.md",
            "content/topics/Drafts/a/mill.md",
            "content/Entwürfe/mill.md",
            "content/Entwu\u{308}rfe/mill.md",
            "content/черновики/mill.md",
            "content/topics/mill.draft.md",
            "content/topics/mill.draft.de.md",
            "content/topics/mill (Draft).md",
            "content/topics/mill [WIP].md",
            "content/topics/DRAFT mill.md",
            "content/topics/mill-DRAFT.md",
            "content/_mill.md",
            "content/_parts/mill.md",
            "content/topics/_index.md",
        ] {
            assert!(sign(path).is_some_and(|sign| sign.hides), "{path}");
        }
    }

    #[test]
    fn a_name_that_may_mean_more_is_told_of() {
        for path in [
            "content/topics/draft-law.md",
            "content/topics/the-draft.md",
            "content/topics/DRAFT-LAW.md",
            "content/topics/mill copy.md",
            "content/topics/mill copy 2.md",
            "content/topics/Kopie von mill.md",
            "content/topics/mill (1).md",
            "content/topics/mill(2).md",
            "content/topics/millのコピー.md",
        ] {
            assert!(sign(path).is_some_and(|sign| !sign.hides), "{path}");
        }
    }

    #[test]
    fn other_names_say_nothing() {
        for path in [
            "content/index.md",
            "content/topics/aircraft.md",
            "content/topics/drafting-a-treaty.md",
            "content/topics/the-art-of-drafts-and-letters.md",
            "content/topics/concept-art.md",
            "content/topics/copyright.md",
            "content/topics/hard-copy-of-it.md",
            "content/topics/the war (1939).md",
            "content/topics/entwurfslehre.md",
            "content/topics/a_b.md",
            "content/topics/草案.md",
            "content/privates/mill.md",
        ] {
            assert_eq!(sign(path), None, "{path}");
        }
    }
}
