//! MathML → the formula as it looks, in one line.
//!
//! What is spelled for programs (`annotation`) is left out. Digits of two numbers never run together.

use crate::source::markup::inline;

/// Formulas within formulas deeper than this are read as if they were flat.
const DEEPEST: usize = 24;

/// A formula in the making.
#[derive(Debug, Default)]
pub(super) struct Math {
    open: Vec<Element>,
    /// How many elements are open beyond the deepest that is read.
    deeper: usize,
    /// How many elements are open that are not shown.
    hidden: usize,
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    /// What its children came to.
    parts: Vec<String>,
}

impl Math {
    pub(super) fn new() -> Self {
        Self { open: vec![Element { name: "math".into(), parts: Vec::new() }], deeper: 0, hidden: 0 }
    }

    pub(super) fn open(&mut self, name: &str) {
        let name = local(name);
        if self.hidden > 0 || is_hidden(name) {
            self.hidden += 1;
        } else if self.open.len() >= DEEPEST {
            self.deeper += 1;
        } else {
            self.open.push(Element { name: name.to_owned(), parts: Vec::new() });
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= 1;
        } else if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.open.len() > 1 && self.open.iter().any(|element| element.name == local(name)) {
            while self.open.len() > 1 {
                let Some(done) = self.open.pop() else { break };
                let found = done.name == local(name);
                self.add(done.set());
                if found {
                    break;
                }
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.hidden == 0 {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                self.add(words);
            }
        }
    }

    fn add(&mut self, part: String) {
        if let Some(last) = self.open.last_mut() {
            last.parts.push(part);
        }
    }

    /// The formula.
    pub(super) fn finish(mut self) -> String {
        while self.open.len() > 1 {
            let Some(done) = self.open.pop() else { break };
            self.add(done.set());
        }
        self.open.pop().map(Element::set).unwrap_or_default()
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn is_hidden(name: &str) -> bool {
    matches!(name, "annotation" | "annotation-xml" | "mphantom" | "maligngroup" | "none" | "mprescripts")
}

impl Element {
    fn set(self) -> String {
        let [first, second, third] = [0, 1, 2].map(|i| self.parts.get(i).map_or("", String::as_str));
        match &*self.name {
            "mo" => self.parts.concat(),
            "mfrac" => {
                let mut out = String::new();
                inline::fraction(&mut out, first, second);
                out
            }
            "msup" => moved(first, "", second),
            "msub" => moved(first, second, ""),
            "msubsup" => moved(first, second, third),
            "msqrt" => format!("√({})", joined(&self.parts)),
            "mroot" => format!("{second}√({first})"),
            "mfenced" => format!("({})", self.parts.join(", ")),
            "mtr" | "mtable" | "mlabeledtr" => self.parts.join(" "),
            _ => joined(&self.parts),
        }
    }
}

/// A base with what stands low and high beside it. In a formula, what is raised is no note.
fn moved(base: &str, low: &str, high: &str) -> String {
    let mut out = base.to_owned();
    inline::lowered(&mut out, low);
    match high.contains(char::is_alphanumeric) {
        true => inline::power(&mut out, high),
        false => out.push_str(high),
    }
    out
}

/// Parts in a row, with spaces around what stands between two of them.
fn joined(parts: &[String]) -> String {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        let between = i > 0 && i + 1 < parts.len();
        let relation = matches!(&**part, "=" | "≈" | "≠" | "<" | ">" | "≤" | "≥" | "≡" | "→" | "∼");
        let operation = matches!(&**part, "+" | "−" | "-" | "±" | "×" | "÷");
        let digits = out.ends_with(char::is_numeric) && part.starts_with(char::is_numeric);
        if between && (relation || operation) && !out.ends_with(['(', ' ']) {
            out.extend([" ", part, " "]);
        } else {
            if digits && !is_fraction(part) {
                out.push(' ');
            }
            out.push_str(part);
        }
    }
    out
}

/// `3½`
fn is_fraction(part: &str) -> bool {
    part.starts_with(|c| matches!(c, '¼'..='¾' | '⅐'..='⅞'))
}
