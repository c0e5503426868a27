//! Selectors of style sheets that name an element by its attributes or by what it stands in: `.x .y`, `#h > p`,
//! `[hidden]`, `p[data-state=closed]`.
//!
//! What depends on a pointer, on neighbours or on an element's place among them is not read.

use std::collections::HashMap;

use crate::source::markup::tree::Attributes;

/// How many steps outwards are taken for one selector.
const MOST_STEPS: usize = 128;

/// How many elements a selector names, at most.
const MOST_PARTS: usize = 16;

/// How many classes and attributes of an element are looked at.
const REACH: usize = 64;

/// The longest value of an attribute that is compared, in bytes.
const LONGEST: usize = 128;

/// How many ids, classes and names a selector has.
pub(super) type Weight = [u8; 3];

/// A selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    /// What the element has itself.
    subject: Compound,
    /// What it stands in, from the nearest outwards, each with whether the one before stands right in it.
    outer: Vec<(Compound, bool)>,
    pub(super) weight: Weight,
}

/// What an element must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    /// `p`, `.x`, `#h`.
    keys: Vec<String>,
    attributes: Vec<Test>,
    /// Whether it is `*`.
    any: bool,
}

/// `[name]`, `[name=value]`, `[name^=value]`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Test {
    name: String,
    value: Option<(char, String)>,
}

impl Selector {
    /// Reads a selector; `None` if it is of a kind that is not read.
    pub(super) fn parse(selector: &str) -> Option<Self> {
        let mut chars = selector.trim().chars().peekable();
        let mut weight = [0_u8; 3];
        let mut all = vec![(Compound::default(), false)];
        let mut add = |kind: usize| weight[kind] = weight[kind].saturating_add(1);
        while let Some(c) = chars.next() {
            let (here, _) = all.last_mut()?;
            match c {
                c if c.is_whitespace() || c == '>' => {
                    let mut child = c == '>';
                    while let Some(c) = chars.next_if(|&c| c.is_whitespace() || c == '>') {
                        child |= c == '>';
                    }
                    if here.is_empty() {
                        return None;
                    }
                    all.push((Compound::default(), child));
                }
                '*' if here.is_empty() => here.any = true,
                '#' | '.' => {
                    let mut key = String::from(c);
                    identifier(&mut chars, &mut key)?;
                    here.keys.push(key);
                    add(usize::from(c == '.'));
                }
                '[' => {
                    let mut inside = String::new();
                    while let Some(c) = chars.next_if(|&c| c != ']') {
                        inside.push(c);
                    }
                    chars.next()?;
                    here.attributes.push(Test::parse(&inside)?);
                    add(1);
                }
                c if is_of_identifier(c) && here.is_empty() => {
                    let mut key = String::from(c);
                    while let Some(c) = chars.next_if(|&c| is_of_identifier(c)) {
                        key.push(c);
                    }
                    here.keys.push(key.to_ascii_lowercase());
                    add(2);
                }
                _ => return None,
            }
        }
        if all.len() > MOST_PARTS {
            return None;
        }
        let (subject, mut child) = all.pop().filter(|(last, _)| !last.is_empty())?;
        let mut outer = Vec::with_capacity(all.len());
        for (compound, next) in all.into_iter().rev() {
            let right = std::mem::replace(&mut child, next);
            // All stands in these.
            let root = compound.attributes.is_empty()
                && matches!(&*compound.keys.concat(), "html" | "body")
                && compound.keys.len() == 1;
            if !root {
                outer.push((compound, right));
            }
        }
        // What names all elements names none.
        let all = outer.is_empty() && subject.keys.is_empty() && subject.attributes.is_empty();
        (!all).then_some(Self { subject, outer, weight })
    }

    /// Its names, ids and classes, if it has nothing else.
    pub(super) fn plain(&self) -> Option<&[String]> {
        let plain = self.outer.is_empty() && self.subject.attributes.is_empty() && !self.subject.any;
        plain.then_some(&*self.subject.keys)
    }

    /// By which of an element's traits it is looked for.
    pub(super) fn key(&self) -> String {
        match (self.subject.keys.last(), self.subject.attributes.last()) {
            (Some(key), _) => key.clone(),
            (None, Some(test)) => format!("[{}", test.name),
            (None, None) => "*".to_owned(),
        }
    }

    /// Whether it names an element.
    pub(super) fn names(&self, element: &Traits, around: &OpenAncestors) -> bool {
        self.subject.fits(element)
            && self.outer.iter().all(|(compound, _)| around.may_have(compound))
            && stands_in(&self.outer, &around.open, &mut { MOST_STEPS })
    }
}

/// Whether an element stands in what a selector says, where these are open around it.
fn stands_in(outer: &[(Compound, bool)], open: &[Traits], steps: &mut usize) -> bool {
    let Some(((compound, right), rest)) = outer.split_first() else { return true };
    for at in (0..open.len()).rev() {
        let Some(left) = steps.checked_sub(1) else { return false };
        *steps = left;
        if compound.fits(&open[at]) && stands_in(rest, &open[..at], steps) {
            return true;
        }
        if *right {
            return false;
        }
    }
    false
}

impl Compound {
    fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.attributes.is_empty() && !self.any
    }

    fn fits(&self, element: &Traits) -> bool {
        self.keys.iter().all(|key| element.keys.contains(key))
            && self.attributes.iter().all(|test| test.fits(element))
    }
}

impl Test {
    fn parse(inside: &str) -> Option<Self> {
        let name_ends = inside.find(['=', '~', '|', '^', '$', '*']).unwrap_or(inside.len());
        let name = inside[..name_ends].trim().to_ascii_lowercase();
        let rest = &inside[name_ends..];
        if name.is_empty() || !name.chars().all(is_of_identifier) {
            return None;
        }
        if rest.is_empty() {
            return Some(Self { name, value: None });
        }
        let (how, value) = match rest.strip_prefix('=') {
            Some(value) => ('=', value),
            None => (rest.chars().next()?, rest.get(1..)?.strip_prefix('=')?),
        };
        let value = value.trim().trim_matches(['"', '\'']);
        Some(Self { name, value: Some((how, value.to_owned())) })
    }

    fn fits(&self, element: &Traits) -> bool {
        let Some((_, has)) = element.attributes.iter().find(|(name, _)| *name == self.name) else {
            return false;
        };
        let Some((how, value)) = &self.value else { return true };
        match how {
            '=' => has == value,
            '~' => has.split_ascii_whitespace().any(|word| word == value),
            '|' => has.strip_prefix(&**value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            _ if value.is_empty() => false,
            '^' => has.starts_with(&**value),
            '$' => has.ends_with(&**value),
            _ => has.contains(&**value),
        }
    }
}

fn is_of_identifier(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

fn identifier(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) -> Option<()> {
    let before = out.len();
    while let Some(c) = chars.next_if(|&c| is_of_identifier(c) || c == '\\') {
        out.push(if c == '\\' { chars.next()? } else { c });
    }
    (out.len() > before).then_some(())
}

/// What selectors can ask of an element.
#[derive(Debug, Default)]
pub(super) struct Traits {
    /// Its name, its id and its classes, as selectors write them.
    keys: Vec<String>,
    attributes: Vec<(String, String)>,
}

impl Traits {
    pub(super) fn new(name: &str, attributes: &Attributes) -> Self {
        let id = attributes.get("id").map(|id| format!("#{id}"));
        let classes = attributes.classes().map(|class| format!(".{class}"));
        let keys = std::iter::once(name.to_owned()).chain(id).chain(classes).take(REACH).collect();
        let short = attributes.0.iter().filter(|(name, value)| *name != "class" && value.len() <= LONGEST);
        let long = attributes.0.get_key_value("class").filter(|(_, value)| value.len() <= LONGEST);
        let pairs = short.take(REACH).chain(long);
        Self { keys, attributes: pairs.map(|(name, value)| (name.clone(), value.clone())).collect() }
    }

    /// By which keys selectors that may name it are looked for.
    pub(super) fn lookups(&self) -> impl Iterator<Item = String> + '_ {
        let attributes = self.attributes.iter().map(|(name, _)| format!("[{name}"));
        self.keys.iter().cloned().chain(attributes).chain(std::iter::once("*".to_owned()))
    }
}

/// What is open around an element, from the outermost in.
#[derive(Debug, Default)]
pub(super) struct OpenAncestors {
    open: Vec<Traits>,
    /// How many of them have a key.
    count: HashMap<String, usize>,
}

impl OpenAncestors {
    pub(super) fn enter(&mut self, element: Traits) {
        for key in &element.keys {
            *self.count.entry(key.clone()).or_default() += 1;
        }
        self.open.push(element);
    }

    pub(super) fn leave(&mut self) {
        for key in self.open.pop().unwrap_or_default().keys {
            if let Some(count) = self.count.get_mut(&key) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn may_have(&self, compound: &Compound) -> bool {
        compound.keys.iter().all(|key| self.count.get(key).is_some_and(|&count| count > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(element: &str) -> Traits {
        let (name, rest) = element.split_once(' ').unwrap_or((element, ""));
        let pairs = rest.split_whitespace().map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let attributes = pairs.map(|(name, value)| (name.to_owned(), value.replace('+', " "))).collect();
        Traits::new(name, &Attributes(attributes))
    }

    fn names(selector: &str, elements: &[&str]) -> bool {
        let mut around = OpenAncestors::default();
        let (last, outer) = elements.split_last().expect("an element");
        outer.iter().for_each(|element| around.enter(traits(element)));
        Selector::parse(selector).is_some_and(|selector| selector.names(&traits(last), &around))
    }

    #[test]
    fn an_element_is_named_by_what_it_stands_in() {
        let page = ["html", "body", "div id=hive class=old+wax", "ul", "li data-of=bees-2", "em class=c"];
        for selector in [
            "em",
            "div em",
            "#hive em",
            "#hive .c",
            ".wax.old li > em",
            "div > ul > li em",
            "body em",
            "html body .c",
            "li[data-of] em",
            "[data-of=bees-2] *",
            "[data-of^='bees'] .c",
            "li[data-of$=\"-2\"]>em",
            "[class~=c]",
            "* em",
            "div ul .c",
        ] {
            assert!(names(selector, &page), "{selector}");
        }
        for selector in [
            "ul > em",
            "#hive > .c",
            "p em",
            "em em",
            "em li",
            ".wax .none em",
            "[data-of=bees] em",
            "[href] em",
            "li + em",
            "li ~ em",
            "em:hover",
            "em::before",
            "> em",
            "em >",
            "",
            "li:first-child em",
        ] {
            assert!(!names(selector, &page), "{selector}");
        }
    }

    #[test]
    fn hostile_selectors_take_no_time() {
        assert_eq!(Selector::parse(&".x ".repeat(200)), None);
        let selector = format!("{} .y", ".x ".repeat(12));
        let mut around = OpenAncestors::default();
        for _ in 0..20_000 {
            around.enter(traits("div class=x"));
        }
        let selector = Selector::parse(&selector).expect("a selector");
        assert!(selector.names(&traits("p class=y"), &around));
        assert!(!selector.names(&traits("p class=z"), &around));
    }
}
