//! Links that hold at any address: what the page for an address that is none needs, for it is shown at every
//! depth, and a link from its own place would lead elsewhere from each.

use crate::base::address::{LinkKind, link_kind};

/// Attributes whose value is an address.
const ADDRESSES: [&str; 7] = ["href", "src", "poster", "action", "data", "data-search", "xlink:href"];

/// The HTML of a page at the top of the site, with `home` before each relative address in it.
pub fn rooted(html: &str, home: &str) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let end = end_of_tag(rest);
        let (tag, behind) = rest.split_at(end);
        rest = behind;
        if !tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push_str(tag);
            continue;
        }
        root_tag(tag, home, &mut out);
        // What stands in these is no HTML.
        let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if ["script", "style"].iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            let raw = end_of_raw(rest, name);
            out.push_str(&rest[..raw]);
            rest = &rest[raw..];
        }
    }
    out.push_str(rest);
    out
}

/// Where a tag or a comment ends that begins here.
fn end_of_tag(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |at| at + 3);
    }
    let mut quote = None;
    for (i, b) in html.bytes().enumerate() {
        match (b, quote) {
            (b'"' | b'\'', None) => quote = Some(b),
            (b, Some(open)) if b == open => quote = None,
            (b'>', None) => return i + 1,
            _ => {}
        }
    }
    html.len()
}

/// Where the end tag begins of an element that holds no HTML.
fn end_of_raw(html: &str, name: &str) -> usize {
    html.match_indices("</")
        .find(|(at, _)| {
            html.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
        })
        .map_or(html.len(), |(at, _)| at)
}

/// A tag, its addresses from the home page on.
fn root_tag(tag: &str, home: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals].trim_end();
        let name =
            name.rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next().unwrap_or_default();
        let value = equals + 1;
        let Some(quote) = rest[value..].chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            out.push_str(&rest[..value]);
            rest = &rest[value..];
            continue;
        };
        let start = value + 1;
        let end = rest[start..].find(quote).map_or(rest.len(), |len| start + len);
        let address = &rest[start..end];
        out.push_str(&rest[..start]);
        if ADDRESSES.iter().any(|known| name.eq_ignore_ascii_case(known)) && is_relative(address) {
            out.push_str(&crate::page::markdown::escape(home));
        }
        out.push_str(address);
        rest = &rest[end..];
        if let Some(behind) = rest.strip_prefix(quote) {
            out.push(quote);
            rest = behind;
        }
    }
    out.push_str(rest);
}

fn is_relative(address: &str) -> bool {
    !address.is_empty() && !address.starts_with('/') && link_kind(address) == LinkKind::File
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_begin_at_the_home_page() {
        let html = "<!-- <a href=\"a\"> --><a class='x' href=\"topics/a.html#b\">a href=\"a\" = b</a> \
                    <a href=\"#n1\"><img src='p.png' alt=\"href=x > y\"></a><a href=\"https://x.org/a\">x</a>\
                    <script src=\"s.js\">\"<a href=\\\"a\\\">\"</script><a href=\"/a\">é</a> 1 < 2 & <a href=\"q";
        let expected = "<!-- <a href=\"a\"> --><a class='x' href=\"/s/topics/a.html#b\">a href=\"a\" = b</a> \
                    <a href=\"#n1\"><img src='/s/p.png' alt=\"href=x > y\"></a><a href=\"https://x.org/a\">x</a>\
                    <script src=\"/s/s.js\">\"<a href=\\\"a\\\">\"</script><a href=\"/a\">é</a> 1 < 2 & <a href=\"/s/q";
        assert_eq!(rooted(html, "/s/"), expected);
    }
}
