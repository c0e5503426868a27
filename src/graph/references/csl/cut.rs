//! A style, cut to what it says of one kind of record.
//!
//! A style asks of each part of a reference what kind of work it is for, in long rows of branches, and the
//! processor asks again for each part within. For the records of one kind the answers are always the same: here
//! they are given once. What is left says the same of a record of that kind as the whole style does.

use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, IndependentStyle, LayoutRenderingElement, NamesChild,
};

/// The part of a style's bibliography that records of a kind can meet.
pub(super) fn to_kind(style: &IndependentStyle, kind: Kind) -> IndependentStyle {
    let mut style = style.clone();
    if let Some(bibliography) = &mut style.bibliography {
        elements(&mut bibliography.layout.elements, kind);
    }
    for of_name in &mut style.macros {
        elements(&mut of_name.children, kind);
    }
    style
}

fn elements(all: &mut [LayoutRenderingElement], kind: Kind) {
    for element in all {
        match element {
            LayoutRenderingElement::Group(group) => elements(&mut group.children, kind),
            LayoutRenderingElement::Choose(choose) => {
                cut(choose, kind);
                elements(&mut choose.if_.children, kind);
                for branch in &mut choose.else_if {
                    elements(&mut branch.children, kind);
                }
                if let Some(otherwise) = &mut choose.otherwise {
                    elements(&mut otherwise.children, kind);
                }
            }
            LayoutRenderingElement::Names(names) => {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        elements(&mut substitute.children, kind);
                    }
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
}

/// Leaves out the branches that are never taken, and all behind one that always is.
fn cut(choose: &mut Choose, kind: Kind) {
    let first = choose.if_.clone();
    let mut branches: Vec<ChooseBranch> = Vec::new();
    for mut branch in std::iter::once(choose.if_.clone()).chain(std::mem::take(&mut choose.else_if)) {
        match answer(&branch, kind) {
            Some(false) => {}
            Some(true) => {
                ask_once(&mut branch, kind);
                branches.push(branch);
                choose.otherwise = None;
                break;
            }
            None => branches.push(branch),
        }
    }
    let mut branches = branches.into_iter();
    // A choice has a first branch, though it be never taken.
    choose.if_ = branches.next().unwrap_or_else(|| {
        let mut never = ChooseBranch { children: Vec::new(), ..first };
        ask_once(&mut never, kind);
        never
    });
    choose.else_if = branches.collect();
}

/// Whether a branch that asks for nothing but kinds is taken; none if it asks for more.
fn answer(branch: &ChooseBranch, kind: Kind) -> Option<bool> {
    let kinds = branch.type_.as_ref().filter(|kinds| !kinds.is_empty())?;
    let more = branch.disambiguate.is_some()
        || branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.position.is_some()
        || branch.variable.is_some();
    (!more).then(|| branch.match_.test(kinds.iter().map(|asked| *asked == kind)))
}

/// Asks for one kind where one is enough for the same answer.
fn ask_once(branch: &mut ChooseBranch, kind: Kind) {
    let Some(kinds) = &mut branch.type_ else { return };
    // One that is this kind settles `any` and `none`, one that is not settles `all`.
    let telling = match branch.match_ {
        ChooseMatch::Any | ChooseMatch::None => kinds.iter().position(|asked| *asked == kind),
        ChooseMatch::All => kinds.iter().position(|asked| *asked != kind),
    };
    let telling = telling.unwrap_or(0);
    kinds.swap(0, telling);
    kinds.truncate(1);
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::Style;

    use super::*;

    /// A branch of a style, and what follows from it for articles: whether it is taken, if that is known.
    fn of_articles(attributes: &str) -> Option<bool> {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title>
            <id>t</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text value="c"/></layout>
            </citation><bibliography><layout><choose><if {attributes}><text value="yes"/></if><else>
            <text value="no"/></else></choose></layout></bibliography></style>"#
        );
        let Ok(Style::Independent(style)) = Style::from_xml(&xml) else { panic!("{xml}") };
        let cut = to_kind(&style, Kind::Article);
        let elements = cut.bibliography.expect("one").layout.elements;
        let [LayoutRenderingElement::Choose(choose)] = elements.as_slice() else { panic!("{elements:?}") };
        // What is left must still be true of itself.
        match (choose.if_.children.is_empty(), choose.otherwise.is_some()) {
            (false, true) => None,
            (false, false) => {
                assert_eq!(answer(&choose.if_, Kind::Article), Some(true), "{attributes}");
                Some(true)
            }
            (true, _) => {
                assert_eq!(answer(&choose.if_, Kind::Article), Some(false), "{attributes}");
                Some(false)
            }
        }
    }

    #[test]
    fn what_is_asked_of_kinds_alone_is_answered() {
        assert_eq!(of_articles(r#"type="article""#), Some(true));
        assert_eq!(of_articles(r#"type="book""#), Some(false));
        assert_eq!(of_articles(r#"type="book article" match="any""#), Some(true));
        assert_eq!(of_articles(r#"type="book chapter" match="any""#), Some(false));
        assert_eq!(of_articles(r#"type="article book""#), Some(false));
        assert_eq!(of_articles(r#"type="book article" match="none""#), Some(false));
        assert_eq!(of_articles(r#"type="book chapter" match="none""#), Some(true));
        assert_eq!(of_articles(r#"type="article" variable="title""#), None);
        assert_eq!(of_articles(r#"variable="title""#), None);
    }
}
