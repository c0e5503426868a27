//! A finding, and the value that carries findings beside it.
//!
//! No stage fails for what an author can get wrong: it gives the best value it can and says what it
//! found ([`Checked`]), so that one run reports everything. Leaf code returns a plain error; the
//! caller, which knows the place, makes the [`Diagnostic`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::fix::FindingFix;
use crate::base::rule::{Rule, Severity};
pub use crate::base::suggest::nearest;
use crate::base::text::{Place, Span};

/// A value, and what was found while making it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The value; as good as could be made of the input.
    pub value: T,
    /// What an author should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// The value, with its findings moved to the end of `all`.
    pub fn collect_into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }

    /// The same, to be shared by those who remember it.
    pub fn shared(self) -> Checked<Arc<T>> {
        Checked { value: Arc::new(self.value), diagnostics: self.diagnostics }
    }
}

impl<T> From<T> for Checked<T> {
    fn from(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}

/// One finding: which rule, where, in what words, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule that was broken.
    #[serde(with = "by_code")]
    pub rule: &'static Rule,
    /// The rule's default, or what `[checks]` in expound.toml makes of it.
    pub severity: Severity,
    /// The words at fault.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What stands under the mark, beside the words at fault; may be empty.
    pub label: String,
    /// Other places that explain the first, each with a word of why.
    pub related: Vec<Related>,
    /// What more there is to know: the nearest words of the source, the places of an ambiguous quotation.
    pub notes: Vec<String>,
    /// What to do, each in one sentence.
    pub help: Vec<String>,
    /// What a program may put in the place of the words, if it can know.
    pub fix: Option<Box<FindingFix>>,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Why it matters here.
    pub label: String,
}

impl Diagnostic {
    /// A finding at a place, at its rule's default severity.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// A finding at a span of a file.
    pub fn at(
        rule: &'static Rule,
        file: &Arc<str>,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(rule, Place::at(file, span), message)
    }

    /// With words beside the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related { place, label: label.into() });
        self
    }

    /// With something more to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With something to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// With what a program may put in the place of the words, if there is such.
    #[must_use]
    pub fn fixed_by(mut self, fix: Option<FindingFix>) -> Self {
        if let Some(fix) = fix {
            self.fix = Some(Box::new(fix));
        }
        self
    }

    /// With the name an author may have meant, if one of `known` is near to `written`.
    #[must_use]
    pub fn did_you_mean<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.meant(nearest(written, known))
    }

    /// With the name an author may have meant, if there is one.
    #[must_use]
    pub fn meant(self, name: Option<&str>) -> Self {
        match name {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// A rule in a finding that is kept: by its code, which never changes its meaning.
mod by_code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::base::rule::{self, Rule};

    pub(super) fn serialize<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(rule.code)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
        let code = String::deserialize(deserializer)?;
        rule::by_name(&code).ok_or_else(|| D::Error::custom("no such rule"))
    }
}

/// Sorted as a reader goes through the files; the same finding said twice is said once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.place, a.rule.code, &a.message).cmp(&(&b.place, b.rule.code, &b.message)));
    diagnostics.dedup();
}
