//! What of a page its readers do not see: by the element, by its attributes, by the names of its classes.

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
pub(super) fn is_struck(name: &str, attributes: &Attributes) -> bool {
    matches!(name, "s" | "del" | "strike")
        || style(attributes).any(|(property, value)| {
            matches!(&*property, "text-decoration" | "text-decoration-line") && value.contains("line-through")
        })
        || attributes.classes().any(|class| matches!(class, "line-through" | "strikethrough"))
}

/// Whether an element is hidden from sight.
pub(super) fn by_attribute(attributes: &Attributes) -> bool {
    attributes.has("hidden")
        || style(attributes).any(|(property, value)| match &*property {
            "display" => value == "none",
            "visibility" => matches!(&*value, "hidden" | "collapse"),
            "font-size" => is_zero(&value),
            _ => false,
        })
}

/// Whether an element is only for those who hear the page.
pub(super) fn is_heard_only(attributes: &Attributes) -> bool {
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
    attributes.classes().any(|class| {
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

fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse() == Ok(0.0_f32)
}

/// The properties of the `style` attribute, with their values, both in small letters.
fn style(attributes: &Attributes) -> impl Iterator<Item = (String, String)> {
    attributes.get("style").unwrap_or_default().split(';').filter_map(|property| {
        let (name, value) = property.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim_end().to_owned();
        Some((name.trim().to_ascii_lowercase(), value))
    })
}
