//! What a page's styles say of whether an element is seen: its `<style>` sheets, and `style` attributes.
//!
//! Of a sheet, rules count whose selectors name an element by itself (`p`, `.x`, `#h`, `p.x.y`), by its attributes or
//! by what it stands in ([`selector`](super::selector)). What depends on a pointer, on neighbours or on the width
//! of a window is passed over. The stronger rule wins as in browsers: by `!important`, by the selector, by the order.

use std::collections::HashMap;

use crate::source::markup::selector::{OpenAncestors, Selector, Traits};
use crate::source::markup::tree::Attributes;

/// How many rules of more than one part are looked at for one name, and how many of an element's classes.
const REACH: usize = 64;

/// What styles say of an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ElementStyle([Option<(Rank, bool)>; 7]);

/// A way in which styles take words from sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HidingMethod {
    Display,
    /// What is in the element may be seen again.
    Visibility,
    /// What is in the element may be seen again.
    FontSize,
    Opacity,
    /// There is no room for it.
    Room,
    /// It is off the page or cut to nothing, and still read aloud.
    Away,
    Struck,
}

/// Which of two rules wins: whether it is important, whether it stands in the element, how many ids, classes and
/// names its selector has, and its place.
type Rank = (bool, bool, [u8; 3], u32);

impl ElementStyle {
    /// Whether the element is taken from sight in this way; `None` if nothing says so or otherwise.
    pub(super) fn says(&self, way: HidingMethod) -> Option<bool> {
        self.0[way as usize].map(|(_, hides)| hides)
    }

    fn say(&mut self, way: HidingMethod, rank: Rank, hides: bool) {
        let said = &mut self.0[way as usize];
        if said.is_none_or(|(before, _)| before <= rank) {
            *said = Some((rank, hides));
        }
    }

    fn merge(&mut self, other: &ElementStyle) {
        for (said, other) in self.0.iter_mut().zip(&other.0) {
            if let Some((rank, _)) = other
                && said.is_none_or(|(before, _)| before <= *rank)
            {
                *said = *other;
            }
        }
    }

    /// Reads the declarations of a block.
    fn declare(&mut self, block: &str, inline: bool, weight: [u8; 3], order: u32) {
        let mut parts = HidingBlock::default();
        let mut moves = false;
        let mut opacity = None;
        for declaration in block.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let (value, important) = match value.strip_suffix("!important") {
                Some(value) => (value.trim_end(), true),
                None => (&*value, false),
            };
            let rank = (important, inline, weight, order);
            match &*name.trim().to_ascii_lowercase() {
                "display" => self.say(HidingMethod::Display, rank, value == "none"),
                "visibility" => {
                    self.say(HidingMethod::Visibility, rank, matches!(value, "hidden" | "collapse"));
                }
                "font-size" => self.say(HidingMethod::FontSize, rank, is_zero(value)),
                "opacity" => opacity = Some((rank, is_zero(value))),
                "text-decoration" | "text-decoration-line" => {
                    self.say(HidingMethod::Struck, rank, value.contains("line-through"));
                }
                name => {
                    moves |= name.starts_with("animation") || name.starts_with("transition");
                    parts.read(name, value, rank);
                }
            }
        }
        // What fades in is seen in the end.
        if let Some((rank, hides)) = opacity {
            self.say(HidingMethod::Opacity, rank, hides && !moves);
        }
        if let Some(rank) = parts.rank {
            if let Some(hides) = parts.away() {
                self.say(HidingMethod::Away, rank, hides);
            }
            if let Some(hides) = parts.no_room() {
                self.say(HidingMethod::Room, rank, hides);
            }
        }
    }
}

/// Declarations that hide only together.
#[derive(Default)]
struct HidingBlock {
    rank: Option<Rank>,
    absolute: Option<bool>,
    far: bool,
    indented: bool,
    clipped: bool,
    back: bool,
    flat: usize,
    empty: bool,
    roomy: bool,
    cut: bool,
}

impl HidingBlock {
    fn read(&mut self, name: &str, value: &str, rank: Rank) {
        match name {
            "position" => self.absolute = Some(matches!(value, "absolute" | "fixed")),
            "left" | "right" | "top" | "bottom" | "text-indent" => {
                let far = number(value).is_some_and(|(n, unit)| {
                    n <= -999.0 || (n <= -60.0 && matches!(unit, "em" | "rem" | "vw"))
                });
                self.far |= far;
                self.indented |= far && name == "text-indent";
                self.back |= !far;
            }
            "margin-left" => self.far |= number(value).is_some_and(|(n, _)| n <= -999.0),
            "clip" => {
                let inside = value.strip_prefix("rect(").unwrap_or("none");
                let edges = inside.trim_end_matches(')').split([' ', ',']).filter(|edge| !edge.is_empty());
                self.clipped |= edges.clone().all(|edge| number(edge).is_some_and(|(n, _)| n.abs() <= 1.0));
                self.back |= value == "auto";
            }
            "clip-path" => {
                let inside = value.strip_prefix("inset(").map(|rest| rest.trim_end_matches(')'));
                self.clipped |= inside.and_then(number).is_some_and(|(n, unit)| n >= 50.0 && unit == "%")
                    || matches!(value, "circle(0)" | "circle(0px)" | "circle(0%)");
                self.back |= value == "none";
            }
            "height" | "width" | "max-height" | "max-width" => match number(value) {
                Some((n, _)) if n.abs() < 1e-6 => self.empty = true,
                Some((n, "px")) if n <= 1.0 => self.flat += 1,
                _ => self.roomy = true,
            },
            "overflow" | "overflow-x" | "overflow-y" => {
                self.cut |= matches!(value, "hidden" | "clip");
                self.roomy |= value == "visible";
            }
            "transform" => {
                self.empty |= value.starts_with("scale(0)");
                self.cut |= self.empty;
            }
            _ => return,
        }
        self.rank = self.rank.max(Some(rank));
    }

    /// Whether it is out of sight, and said to be so.
    fn away(&self) -> Option<bool> {
        let absolute = self.absolute == Some(true);
        let out = self.far || self.clipped || (self.flat >= 2 && self.cut);
        match self.indented || (absolute && out) {
            true => Some(true),
            false => (self.absolute == Some(false) || self.back).then_some(false),
        }
    }

    fn no_room(&self) -> Option<bool> {
        match self.empty && self.cut {
            true => Some(true),
            false => self.roomy.then_some(false),
        }
    }
}

/// A number and its unit.
fn number(value: &str) -> Option<(f32, &str)> {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    Some((value[..value.len() - unit.len()].parse().ok()?, unit))
}

fn is_zero(value: &str) -> bool {
    number(value)
        .is_some_and(|(n, unit)| n == 0.0 && unit.chars().all(|c| c.is_ascii_alphabetic() || c == '%'))
}

/// The rules of a page that hide or show.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    /// What selectors of one part say: `p`, `.x`, `#h`.
    simple: HashMap<String, ElementStyle>,
    /// Of several parts, by the last of them; and the others.
    compound: HashMap<String, Vec<(Vec<String>, ElementStyle)>>,
    /// What selectors say that ask for attributes or for what is around, by one of the element's traits.
    complex: HashMap<String, Vec<(Selector, ElementStyle)>>,
    /// What is open, if a selector asks for it.
    around: OpenAncestors,
    rules: u32,
}

impl StyleSheet {
    /// An element opens, and what is looked at next stands in it.
    pub(super) fn enter(&mut self, name: &str, attributes: &Attributes) {
        if !self.complex.is_empty() {
            self.around.enter(Traits::new(name, attributes));
        }
    }

    /// The innermost element closes.
    pub(super) fn leave(&mut self) {
        self.around.leave();
    }

    /// What the page's styles, and the element's own, say of an element.
    pub(super) fn look(&self, name: &str, attributes: &Attributes) -> ElementStyle {
        let mut look = ElementStyle::default();
        // Pages hide all of themselves until a program has run.
        if self.rules > 0 && !matches!(name, "html" | "body") {
            let id = attributes.get("id").map(|id| format!("#{id}"));
            let classes: Vec<String> = attributes.classes().map(|class| format!(".{class}")).collect();
            let keys =
                || std::iter::once(name).chain(id.as_deref()).chain(classes.iter().map(String::as_str));
            for key in keys() {
                if let Some(said) = self.simple.get(key) {
                    look.merge(said);
                }
            }
            for key in keys().take(REACH).filter(|_| !self.compound.is_empty()) {
                for (others, said) in self.compound.get(key).into_iter().flatten() {
                    if others.iter().all(|other| keys().take(REACH).any(|key| key == other)) {
                        look.merge(said);
                    }
                }
            }
            if !self.complex.is_empty() {
                let traits = Traits::new(name, attributes);
                for (selector, said) in traits.lookups().filter_map(|key| self.complex.get(&key)).flatten() {
                    if selector.names(&traits, &self.around) {
                        look.merge(said);
                    }
                }
            }
        }
        if let Some(style) = attributes.get("style") {
            look.declare(style, true, [0; 3], 0);
        }
        look
    }

    /// Reads the content of a `<style>`.
    pub(super) fn read(&mut self, css: &str) {
        let css = without_remarks(css);
        let bytes = css.as_bytes();
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            match bytes[at] {
                b'"' | b'\'' => at = after_string(bytes, at),
                b';' | b'}' => {
                    at += 1;
                    start = at;
                }
                b'{' => {
                    let prelude = css[start..at].trim();
                    at += 1;
                    if !opens(prelude) {
                        let end = after_block(bytes, at);
                        if !prelude.starts_with('@') {
                            self.rule(prelude, css[at..end].trim_end_matches('}'));
                        }
                        at = end;
                    }
                    start = at;
                }
                _ => at += 1,
            }
        }
    }

    fn rule(&mut self, selectors: &str, block: &str) {
        let mut declared = ElementStyle::default();
        declared.declare(block, false, [0; 3], 0);
        if declared.0.iter().all(Option::is_none) {
            return;
        }
        for selector in selectors.split(',') {
            let Some(selector) = Selector::parse(selector) else { continue };
            self.rules += 1;
            let mut look = declared;
            for ((_, _, of_selector, order), _) in look.0.iter_mut().flatten() {
                (*of_selector, *order) = (selector.weight, self.rules);
            }
            let Some(mut parts) = selector.plain().map(<[String]>::to_vec) else {
                let rules = self.complex.entry(selector.key()).or_default();
                if rules.len() < REACH {
                    rules.push((selector, look));
                }
                continue;
            };
            let Some(last) = parts.pop() else { continue };
            match parts.is_empty() {
                true => self.simple.entry(last).or_default().merge(&look),
                false => {
                    let rules = self.compound.entry(last).or_default();
                    let room = rules.len() < REACH && parts.len() < REACH;
                    let same = rules.iter().position(|(others, _)| *others == parts);
                    match same.and_then(|same| rules.get_mut(same)) {
                        Some((_, said)) => said.merge(&look),
                        None if room => rules.push((parts, look)),
                        None => {}
                    }
                }
            }
        }
    }
}

/// Whether what stands in this block holds for readers at a screen of any size.
fn opens(prelude: &str) -> bool {
    let prelude = prelude.to_ascii_lowercase();
    match prelude.strip_prefix("@media") {
        Some(media) => is_for_screens(media),
        None => prelude.starts_with("@layer"),
    }
}

/// Whether a list of media names screens, of any size.
pub(super) fn is_for_screens(media: &str) -> bool {
    media.split(',').any(|media| {
        let media = media.trim().to_ascii_lowercase();
        matches!(media.strip_prefix("only ").unwrap_or(&media), "" | "all" | "screen" | "not print")
    })
}

fn without_remarks(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

/// Where a string that begins here is over.
fn after_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'\n' => break,
            byte if byte == bytes[start] => break,
            _ => {}
        }
    }
    at.min(bytes.len())
}

/// Where the block is over that begins here.
fn after_block(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 1_usize);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => break,
            b'}' => depth -= 1,
            b'"' | b'\'' => at = after_string(bytes, at - 1),
            _ => {}
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(css: &str, name: &str, attributes: &[(&str, &str)]) -> ElementStyle {
        let mut sheet = StyleSheet::default();
        sheet.read(css);
        let pairs = attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        sheet.look(name, &Attributes(pairs.collect()))
    }

    #[test]
    fn rules_that_name_an_element_hide_it() {
        let hides =
            |css: &str| look(css, "em", &[("class", "a wax"), ("id", "h")]).says(HidingMethod::Display);
        for css in [
            ".wax{display:none}",
            "p, #h { color: red; display: NONE }",
            "em.wax.a{display:none}",
            "/* em{} */ @import url('x'); em{display:none !important} .wax{display:block}",
            "@media screen { @media all { em {display:none} } }",
            "b{content:'}'} em{display:none",
            "#h{display:none} .wax{display:inline}",
            "em{display:inline}.wax{display:none}",
        ] {
            assert_eq!(hides(css), Some(true), "{css}");
        }
        for css in [
            "@media print{em{display:none}} @media (max-width: 9em) {.wax{display:none}}",
            ".js .wax{display:none} em:hover{display:none} em[x]{display:none} em>.wax{display:none}",
            "*{display:none} b~em{display:none} em::before{display:none}",
            "@keyframes x { from {display:none} }",
            "em.hive{display:none}",
        ] {
            assert_eq!(hides(css), None, "{css}");
        }
        assert_eq!(hides(".wax{display:none} .wax.a{display:block}"), Some(false));
        assert_eq!(look("body{display:none}", "body", &[]).says(HidingMethod::Display), None);
    }

    #[test]
    fn the_element_itself_says_more() {
        let look = |style: &str| look(".wax{opacity:0}", "p", &[("class", "wax"), ("style", style)]);
        assert_eq!(look("").says(HidingMethod::Opacity), Some(true));
        assert_eq!(look("opacity: 1").says(HidingMethod::Opacity), Some(false));
        assert_eq!(look("opacity:0; animation: in 1s").says(HidingMethod::Opacity), Some(false));
        for away in [
            "position:absolute;left:-9999px",
            "position: fixed; top: -200em",
            "text-indent:-9999px",
            "position:absolute;clip:rect(0 0 0 0)",
            "position:absolute;clip: rect(1px, 1px, 1px, 1px)",
            "position:absolute;clip-path:inset(50%)",
        ] {
            assert_eq!(look(away).says(HidingMethod::Away), Some(true), "{away}");
        }
        for near in [
            "position:absolute;left:-20px",
            "left:-9999px",
            "position:absolute;clip:auto",
            "text-indent:-2em",
        ] {
            assert_ne!(look(near).says(HidingMethod::Away), Some(true), "{near}");
        }
        assert_eq!(look("height:0;overflow:hidden").says(HidingMethod::Room), Some(true));
        assert_eq!(look("height:0").says(HidingMethod::Room), None);
        assert_eq!(look("width:0px;overflow:hidden").says(HidingMethod::Room), Some(true));
    }
}
