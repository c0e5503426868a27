//! A new page: its place is made from its kind and its name, its front matter has what its kind needs.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::author::{AuthorError, named, write_new};
use crate::base::address;
use crate::base::date::Date;
use crate::page::PageKind;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewPageOptions {
    /// [`PageKind::Topic`], [`PageKind::Event`], [`PageKind::Entity`] or [`PageKind::Page`].
    pub kind: PageKind,
    /// Its title, in any script.
    pub name: String,
    /// The name of its file without `.md`; made from its title if `None`.
    pub slug: Option<String>,
    /// An event's date, as it is written in front matter.
    pub date: Option<String>,
}

/// A page that can be written.
#[derive(Debug, PartialEq, Eq)]
pub struct NewPage {
    /// From the site's root, with `/` between the parts.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// Makes a page.
///
/// # Errors
///
/// If the name leads to no address, or to one that makes it another kind of page; if an event has no date
/// that can be read, or something else has one.
pub fn make(asked: &NewPageOptions) -> Result<NewPage, AuthorError> {
    let title = asked.name.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().any(char::is_control) {
        return Err(AuthorError::Asked("the name has a control character; write it in letters".to_owned()));
    }
    let slug = asked.slug.clone().unwrap_or_else(|| address::heading_id(&title));
    if slug.is_empty() {
        return Err(AuthorError::Asked(format!(
            "`{title}` has no letter or digit to make a file name from; give one with --slug"
        )));
    }
    // A name that begins with a dot is one of a hidden file, which is not read.
    if slug.contains(['/', '\\']) || slug.starts_with('.') {
        return Err(AuthorError::Asked(format!(
            "`{slug}` is not a file name of a page; write --slug without folders and without `.md`"
        )));
    }
    let folder = match asked.kind {
        PageKind::Topic => "topics/",
        PageKind::Event => "events/",
        PageKind::Entity => "entities/",
        _ => "",
    };
    let path = format!("{folder}{slug}.md");
    if let Err(bad) = address::page_output(&path, None) {
        return Err(AuthorError::Asked(format!("{bad}; give another name with --slug")));
    }
    if PageKind::of(&path) != asked.kind {
        return Err(AuthorError::Asked(format!(
            "`content/{path}` is for another kind of page; give another name with --slug"
        )));
    }
    let text = front_matter(asked, &title)?;
    Ok(NewPage { path: format!("content/{path}"), text })
}

/// Makes a page and writes it below a site's root. Gives the page and where it was written.
///
/// # Errors
///
/// As [`make`]; if there is a file already; if the disk fails.
pub fn write(root: &Path, asked: &NewPageOptions) -> Result<(NewPage, PathBuf), AuthorError> {
    let page = make(asked)?;
    write_new(root, &page.path, page.text.as_bytes())?;
    let path = named(root, &page.path);
    Ok((page, path))
}

fn front_matter(asked: &NewPageOptions, title: &str) -> Result<String, AuthorError> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = vec![format!("title = {}", quoted(title))];
    match (asked.kind, &asked.date) {
        (PageKind::Event, None) => {
            return Err(AuthorError::Asked(
                "an event needs a date: give it as exactly as you know it, as in `--date 2013-03`, or `--date 2013~` for about 2013"
                    .to_owned(),
            ));
        }
        (PageKind::Event, Some(date)) => {
            if let Err(not) = Date::parse(date) {
                return Err(AuthorError::Asked(not.to_string()));
            }
            lines.push(format!("date = {}", quoted(date)));
            lines.push("# topics = [\"\"]  # the topics it belongs to, by file name or title".to_owned());
        }
        (_, Some(_)) => return Err(AuthorError::Asked("only an event has a date of its own".to_owned())),
        _ => {}
    }
    if asked.kind == PageKind::Topic {
        lines.push("# question = \"\"  # the heading of the page, as a reader would ask it".to_owned());
    }
    lines.push("# summary = \"\"  # one or two sentences, for the top of the page and for lists".to_owned());
    match asked.kind {
        PageKind::Topic => {
            lines.push("# terms = [\"\"]  # words that find passages about it in the sources".to_owned());
        }
        PageKind::Entity => lines.push("# aliases = [\"\"]  # its other names".to_owned()),
        _ => {}
    }
    Ok(format!("+++\n{}\n+++\n\n", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: PageKind, name: &str) -> NewPageOptions {
        let date = (kind == PageKind::Event).then(|| "2013-03~".to_owned());
        NewPageOptions { kind, name: name.to_owned(), slug: None, date }
    }

    #[test]
    fn a_name_in_any_script_makes_a_file_name() {
        for (name, path) in [
            ("Energy", "content/topics/energy.md"),
            ("  The  Łódź – Kraków line ", "content/topics/the-łódź-kraków-line.md"),
            ("Cafe\u{301}", "content/topics/café.md"),
            ("Границa 2004", "content/topics/границa-2004.md"),
            ("中俄关系", "content/topics/中俄关系.md"),
            ("What's \"new\"? A/B", "content/topics/whats-new-a-b.md"),
        ] {
            assert_eq!(make(&asked(PageKind::Topic, name)).expect(name).path, path);
        }
    }

    #[test]
    fn a_new_page_says_no_more_than_it_was_told_and_has_no_finding() {
        for kind in [PageKind::Topic, PageKind::Event, PageKind::Entity, PageKind::Page] {
            for name in
                ["Energy", "\"Quotes\" and \\ slashes", "'single' \"double\" '''", "]] +++ # = { x", "中俄"]
            {
                let page = make(&asked(kind, name)).expect(name);
                let file = crate::base::text::File {
                    path: page.path.as_str().into(),
                    bytes: page.text.as_bytes().into(),
                };
                let read = crate::page::parse(&file, crate::config::Markdown::default());
                let mut said = read.diagnostics;
                // What is not asked of every site, such as a summary.
                said.retain(|finding| finding.severity != crate::base::rule::Severity::Allow);
                assert_eq!(said, [], "{}", page.text);
                assert_eq!(read.value.kind, kind);
                assert!(page.text.starts_with("+++\ntitle = "), "{}", page.text);
            }
        }
    }

    #[test]
    fn what_can_be_no_page_of_its_kind_is_refused() {
        let refused = |kind, name: &str| make(&asked(kind, name)).expect_err(name).to_string();
        assert!(refused(PageKind::Topic, "???").contains("--slug"));
        assert!(refused(PageKind::Topic, "Con").contains("Windows"));
        assert!(refused(PageKind::Page, "Timeline").contains("another kind"));
        assert!(refused(PageKind::Event, "Index").contains("another kind"));
        assert!(refused(PageKind::Page, &"long ".repeat(90)).contains("longer"));
        let slug = |slug: &str| NewPageOptions { slug: Some(slug.to_owned()), ..asked(PageKind::Page, "A") };
        assert_eq!(make(&slug("other")).expect("a page").path, "content/other.md");
        assert!(make(&slug("../a")).is_err() && make(&slug("..")).is_err() && make(&slug("a\\b")).is_err());
        assert!(make(&NewPageOptions { date: None, ..asked(PageKind::Event, "A") }).is_err());
        assert!(
            make(&NewPageOptions { date: Some("soon".to_owned()), ..asked(PageKind::Event, "A") }).is_err()
        );
        assert!(
            make(&NewPageOptions { date: Some("2013".to_owned()), ..asked(PageKind::Topic, "A") }).is_err()
        );
    }
}
