//! How large and how deeply nested a style may be: one that nobody could have meant is refused.

use std::collections::BTreeMap;

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement, TextTarget};

use super::substitutes;
use crate::graph::references::StyleError;

/// Deepest nesting of elements in a style's file: official styles have up to 20. The decoder recurses.
pub(super) const DEEPEST_IN_FILE: usize = 40;

/// Deepest nesting through macros: official styles have up to 64. The processor recurses.
pub(super) const DEEPEST: usize = 80;

/// The most elements that a reference may visit; the largest official styles visit a quarter of it.
pub(super) const LARGEST: u64 = 2_000_000;

/// Whether the file's elements are nested more deeply than any style's: the decoder recurses.
pub(super) fn is_nested_too_deeply(xml: &str) -> bool {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(start) = memchr::memchr(b'<', &xml.as_bytes()[at..]).map(|i| at + i) {
        let rest = &xml[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(xml.len(), |i| start + i + 3);
            continue;
        }
        let end = tag_end(rest);
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with("<?") && !rest.starts_with("<!") && !rest[..end].ends_with("/>") {
            depth += 1;
            if depth > DEEPEST_IN_FILE {
                return true;
            }
        }
        at = start + end;
    }
    false
}

/// Where a tag ends: after the first `>` outside quotation marks.
pub(super) fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (i, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return i + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(q), byte) if q == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Refuses a style whose macros never come to an end, or only after an age.
pub(super) fn check_size(style: &IndependentStyle) -> Result<(), StyleError> {
    let mut sizes = Sizes { style, known: BTreeMap::new() };
    let bibliography = style.bibliography.as_ref().map_or(&[][..], |b| &b.layout.elements);
    let size = sizes.of(bibliography, 0)?;
    if size.elements > LARGEST { Err(StyleError::Endless) } else { Ok(()) }
}

#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    elements: u64,
    depth: usize,
}

pub(super) struct Sizes<'a> {
    style: &'a IndependentStyle,
    /// By macro; `None` while it is being measured, so that a circle is seen.
    known: BTreeMap<&'a str, Option<Size>>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, elements: &'a [LayoutRenderingElement], depth: usize) -> Result<Size, StyleError> {
        if depth > DEEPEST {
            return Err(StyleError::Endless);
        }
        let mut sum = Size::default();
        for element in elements {
            let inner = self.of_one(element, depth)?;
            sum.elements = sum.elements.saturating_add(inner.elements).saturating_add(1);
            sum.depth = sum.depth.max(inner.depth + 1);
        }
        if sum.depth + depth > DEEPEST { Err(StyleError::Endless) } else { Ok(sum) }
    }

    fn of_one(&mut self, element: &'a LayoutRenderingElement, depth: usize) -> Result<Size, StyleError> {
        let lists: Vec<&'a [LayoutRenderingElement]> = match element {
            LayoutRenderingElement::Text(text) => {
                return match &text.target {
                    TextTarget::Macro { name } => self.of_macro(name, depth),
                    _ => Ok(Size::default()),
                };
            }
            LayoutRenderingElement::Group(group) => vec![&group.children],
            LayoutRenderingElement::Choose(choose) => choose
                .branches()
                .map(|branch| &*branch.children)
                .chain(choose.otherwise.iter().map(|branch| &*branch.children))
                .collect(),
            LayoutRenderingElement::Names(names) => substitutes(names),
            LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => Vec::new(),
        };
        let mut sum = Size::default();
        for list in lists {
            let inner = self.of(list, depth + 1)?;
            sum.elements = sum.elements.saturating_add(inner.elements);
            sum.depth = sum.depth.max(inner.depth);
        }
        Ok(sum)
    }

    fn of_macro(&mut self, name: &'a str, depth: usize) -> Result<Size, StyleError> {
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => return Err(StyleError::Endless),
            None => {}
        }
        let style = self.style;
        let Some(called) = style.macros.iter().find(|called| called.name == name) else {
            return Ok(Size::default());
        };
        self.known.insert(name, None);
        let size = self.of(&called.children, depth + 1)?;
        self.known.insert(name, Some(size));
        Ok(size)
    }
}
