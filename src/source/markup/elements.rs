//! What the elements of HTML are: blocks, cells, parts of the head.

/// Whether an open element keeps a tag that closes `name` from reaching what lies around it.
pub(super) fn keeps_open(outer: &str, name: &str) -> bool {
    match name {
        "table" | "body" | "html" => false,
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => outer == "table",
        _ if is_block(name) => is_cell(outer) || outer == "table",
        _ => is_block(outer) || is_cell(outer),
    }
}

pub(super) fn is_of_head(name: &str) -> bool {
    matches!(name, "head" | "title" | "meta" | "link" | "base" | "script" | "style" | "noscript" | "template")
}

pub(super) fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Elements whose words are no part of the sentence around.
pub(super) fn stands_for_itself(name: &str) -> bool {
    matches!(
        name,
        "h1" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "dt"
            | "dd"
            | "caption"
            | "figcaption"
            | "figure"
            | "blockquote"
            | "aside"
            | "td"
            | "th"
            | "tr"
            | "legend"
            | "summary"
            | "header"
            | "footer"
            | "address"
            | "fieldset"
    )
}

pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name.split(':').next().unwrap_or_default(),
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}
