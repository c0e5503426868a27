//! What the template engine reports, as places in a template.

use super::*;

/// Something wrong in a template.
#[derive(Debug, Default)]
pub(super) struct TemplateError {
    /// The engine's name of it; empty if it does not say.
    pub(super) template: String,
    pub(super) spot: TemplatePosition,
    pub(super) message: String,
}

/// Where in the template.
#[derive(Clone, Debug, Default)]
pub(super) enum TemplatePosition {
    #[default]
    Unknown,
    Bytes(Range<usize>),
    /// Line and column from 1, and how many characters.
    Line {
        line: usize,
        column: usize,
        width: usize,
    },
}

impl TemplateError {
    /// Finds the site's template that is to blame where the engine blames a built-in one, which are right by
    /// themselves, and the place in the text where it gave line and column only.
    pub(super) fn locate(&mut self, site: &[&SiteTemplate]) {
        if let Some(template) = site.iter().find(|template| template.name == self.template) {
            if let TemplatePosition::Line { line, column, width } = self.spot {
                self.spot = TemplatePosition::Bytes(bytes_of(&template.text, line, column, width));
            }
            return;
        }
        let named = site.iter().rev().find(|template| self.message.contains(&template.name));
        let base = || site.iter().find(|template| template.name == "site/base.html");
        if let Some(template) = named.or_else(base).or_else(|| site.first()) {
            if !self.template.is_empty() {
                self.message = format!("{} (in `{}`)", self.message, self.template);
            }
            self.template.clone_from(&template.name);
            self.spot = TemplatePosition::Unknown;
        }
    }
}

/// What an error of the engine says.
pub(super) fn faults(error: &tera::Error) -> Vec<TemplateError> {
    let at = |template: &str, message: String| TemplateError {
        template: template.to_owned(),
        spot: TemplatePosition::Unknown,
        message,
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![TemplateError {
            template: report.filename().to_owned(),
            spot: TemplatePosition::Bytes(report.span().range.clone()),
            message: report.message().to_owned(),
        }],
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let own = std::iter::once(tpl).chain(chain).find(|name| name.starts_with(SITE)).unwrap_or(tpl);
            vec![at(own, format!("it extends itself: {}", chain.join(" → ")))]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![at(current, format!("it extends `{parent}`, which does not exist"))]
        }
        ErrorKind::Msg(message) => reports(message),
        _ => vec![at("", error.to_string())],
    }
}

/// Some faults come as text only: reports with message, template, line and column, a blank line between.
pub(super) fn reports(text: &str) -> Vec<TemplateError> {
    let faults: Vec<TemplateError> = text.split("\n\n").filter_map(report).collect();
    if faults.is_empty() {
        return vec![TemplateError {
            message: text.lines().next().unwrap_or_default().to_owned(),
            ..TemplateError::default()
        }];
    }
    faults
}

pub(super) fn report(text: &str) -> Option<TemplateError> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?.to_owned();
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = place.next()?.parse().ok()?;
    let line: usize = place.next()?.parse().ok()?;
    let template = place.next()?.to_owned();
    let width = lines.last().map_or(1, |underline| underline.matches('^').count());
    Some(TemplateError { template, spot: TemplatePosition::Line { line, column, width }, message })
}

/// The bytes of a place that is given by line and column, both from 1, and a number of characters.
pub(super) fn bytes_of(text: &str, line: usize, column: usize, width: usize) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[before..].split('\n').next().unwrap_or_default();
    let offset = |characters: usize| rest.char_indices().nth(characters).map_or(rest.len(), |(i, _)| i);
    before + offset(column.saturating_sub(1))..before + offset(column.saturating_sub(1) + width)
}
