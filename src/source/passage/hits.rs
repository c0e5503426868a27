//! Where words stand in a text, letter by letter.

use memchr::memmem;

/// The first `most` places where `part` stands in `text`, overlapping ones too, if `accept` says so of its start
/// and end.
pub(super) fn occurrences(
    text: &str,
    part: &str,
    most: usize,
    mut accept: impl FnMut(usize, usize) -> bool,
) -> Vec<usize> {
    let finder = memmem::Finder::new(part.as_bytes());
    let mut found = Vec::new();
    // Each hit costs the part's length; where there are very many, another way is linear.
    let mut budget = 8 * text.len() + (1 << 12);
    let mut at = 0;
    while let Some(hit) = finder.find(&text.as_bytes()[at..]) {
        let Some(left) = budget.checked_sub(part.len()) else {
            return occurrences_of_many(text, part, most, accept);
        };
        budget = left;
        let start = at + hit;
        if accept(start, start + part.len()) {
            found.push(start);
            if found.len() >= most {
                break;
            }
        }
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The same by Knuth, Morris and Pratt: linear however often and however closely the part stands.
pub(super) fn occurrences_of_many(
    text: &str,
    part: &str,
    most: usize,
    mut accept: impl FnMut(usize, usize) -> bool,
) -> Vec<usize> {
    let part = part.as_bytes();
    let mut borders = vec![0; part.len()];
    let mut matched = 0;
    for i in 1..part.len() {
        while matched > 0 && part[i] != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(part[i] == part[matched]);
        borders[i] = matched;
    }
    let mut found = Vec::new();
    matched = 0;
    for (i, &byte) in text.as_bytes().iter().enumerate() {
        while matched > 0 && byte != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(byte == part[matched]);
        if matched == part.len() {
            let start = i + 1 - part.len();
            if accept(start, i + 1) {
                found.push(start);
                if found.len() >= most {
                    break;
                }
            }
            matched = borders[matched - 1];
        }
    }
    found
}
