//! What of a page its readers do not see: by the element, by its attributes, by the names of its classes.

use crate::source::markup::css::{ElementStyle, HidingMethod};
use crate::source::markup::tree::Attributes;

/// Elements whose content no reader of the article sees: what is for programs, controls, what browsers show in
/// place of something else, and readings set above a word.
pub(super) fn by_element(name: &str, attributes: &Attributes) -> bool {
    match name {
        "head" | "title" | "script" | "style" | "template" | "noscript" | "nav" | "svg" | "iframe"
        | "object" | "select" | "button" | "textarea" | "audio" | "video" | "canvas" | "datalist"
        | "option" | "rp" | "rt" | "rtc" | "noframes" | "noembed" | "progress" | "meter" | "map" => true,
        "dialog" => !attributes.has("open"),
        _ => false,
    }
}

/// Elements that strike out what they hold.
pub(super) fn is_struck(name: &str, attributes: &Attributes, look: &ElementStyle) -> bool {
    matches!(name, "s" | "del" | "strike")
        || look.says(HidingMethod::Struck) == Some(true)
        || attributes.classes().any(|class| matches!(class, "line-through" | "strikethrough"))
}

/// Whether an element is hidden from sight, whatever is in it.
pub(super) fn by_attribute(name: &str, attributes: &Attributes, look: &ElementStyle) -> bool {
    attributes.has("hidden")
        || [HidingMethod::Display, HidingMethod::Opacity, HidingMethod::Room]
            .iter()
            .any(|way| look.says(*way) == Some(true))
        || (look.says(HidingMethod::Display).or(look.says(HidingMethod::Visibility)).is_none()
            && by_class(name, attributes))
}

/// Whether a class hides an element in the frameworks that pages are made with, on screens of every size.
fn by_class(name: &str, attributes: &Attributes) -> bool {
    const SIZES: [&str; 9] = ["xs", "sm", "md", "lg", "xl", "2xl", "3xl", "tablet", "desktop"];
    let shows = |value: &str| {
        ["block", "inline", "flex", "grid", "table", "contents", "list-item", "visible"]
            .iter()
            .any(|shown| value.trim_start_matches("inline-").starts_with(shown))
    };
    let hides = |class: &str| match class {
        "hidden" | "d-none" | "is-hidden" | "hide" | "invisible" => true,
        "collapse" => name != "table",
        _ => false,
    };
    let shown = |class: &str| {
        let sized = |(size, value): (&str, &str)| SIZES.contains(&size) && shows(value);
        matches!(class, "show" | "in")
            || class.starts_with("show-for-")
            || class.split_once(':').is_some_and(sized)
            || class.strip_prefix("d-").and_then(|rest| rest.split_once('-')).is_some_and(sized)
    };
    attributes.classes().any(hides) && !attributes.classes().any(shown)
}

/// What belongs to the page and not to its text: links to edit a part.
pub(super) fn is_furniture(attributes: &Attributes) -> bool {
    attributes.get("role").is_some_and(|role| role.eq_ignore_ascii_case("navigation"))
        || attributes.classes().any(|class| matches!(class, "mw-editsection" | "editsection"))
}

/// Whether an element is a link to its own heading, if it holds only a sign for that.
pub(super) fn is_anchor(name: &str, attributes: &Attributes) -> bool {
    let class = |class: &str| {
        class.contains("anchor") || matches!(class, "headerlink" | "heading-link" | "permalink")
    };
    name == "a" && attributes.classes().any(class)
}

/// Whether the words of a link are only the sign that a heading can be linked to.
pub(super) fn is_anchor_sign(words: &str) -> bool {
    matches!(words.trim(), "#" | "¶" | "§" | "🔗")
}

/// Whether an element is only for those who hear the page.
pub(super) fn is_heard_only(attributes: &Attributes, look: &ElementStyle) -> bool {
    const NAMES: [&str; 9] = [
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "sronly",
        "screen-reader",
        "screenreader",
        "element-invisible",
        "a11y-hidden",
        "assistive-text",
    ];
    look.says(HidingMethod::Away) == Some(true)
        || attributes.classes().any(|class| {
            let class = class.to_ascii_lowercase();
            !class.starts_with("not-")
                && !class.contains("focus")
                && NAMES.iter().any(|name| class.contains(name))
        })
}

/// Whether a link, or what else has these attributes, says that it is the mark of a note.
pub(super) fn is_note(name: &str, attributes: &Attributes) -> bool {
    let says = |value: &str| {
        value.split_whitespace().any(|word| matches!(word, "doc-noteref" | "noteref" | "doc-biblioref"))
    };
    let class = |class: &str| {
        let class = class.to_ascii_lowercase();
        matches!(
            &*class,
            "reference" | "noteref" | "fn" | "fnref" | "fn-ref" | "cite-ref" | "endnote" | "xref-fn"
        ) || ["footnote", "noteref", "footnoteref", "citeref", "cite_ref", "endnote-ref", "reference-link"]
            .iter()
            .any(|part| class.contains(part))
    };
    attributes.get("role").is_some_and(says)
        || attributes.get("epub:type").is_some_and(says)
        || (matches!(name, "a" | "sup" | "span") && attributes.classes().any(class))
        || (name == "a" && attributes.get("href").is_some_and(is_fragment))
}

/// Whether a link leads to a place of the same page: `#fn3`, or `…/page#cite_note-3`.
fn is_fragment(href: &str) -> bool {
    const NOTES: [&str; 9] = ["fn", "note", "cite", "ref", "_ftn", "_edn", "endnote", "footnote", "bib"];
    let fragment = |rest: &str| NOTES.iter().any(|name| rest.to_ascii_lowercase().starts_with(name));
    match href.split_once('#') {
        Some(("", rest)) => !rest.is_empty(),
        Some((_, rest)) => fragment(rest) || rest.contains("note"),
        None => false,
    }
}

/// Whether a picture stands for a few letters or figures, by what it is called.
pub(super) fn is_letter(attributes: &Attributes) -> bool {
    const LONGEST: usize = 12;
    attributes.get("alt").is_some_and(|alt| alt.len() <= LONGEST && alt.contains(char::is_alphanumeric))
}

/// Whether the letters of an element draw a sign or a formula: the names of icons, and what a script sets.
pub(super) fn is_drawn(attributes: &Attributes) -> bool {
    let drawn = |class: &str| {
        let class = class.to_ascii_lowercase();
        ["icon", "katex", "mjx", "mathjax", "material", "glyph", "symbol", "fa-", "anchor"]
            .iter()
            .any(|name| class.contains(name))
            || class == "fa"
    };
    attributes.classes().any(drawn)
}
