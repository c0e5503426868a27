//! Which paragraphs are one running text with the next.
//!
//! What stands in an element of its own (a heading, an item, a cell, a caption, a quotation) is told apart by the
//! reader of the file, who gives each a [`RunGroup`]. The rest is told by the words, in every kind of file:
//!
//! 1. A paragraph that begins with a small letter goes on with the one before it: a page's end cut it.
//! 2. A paragraph that ends without a mark is a heading, a caption or an item.
//! 3. A paragraph that begins like an item (`- `, `3. `), or with a speaker's name (`MAYOR:`) or dash, stands
//!    for itself.

/// What a paragraph stands in: two with one group are of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RunGroup(pub(crate) u32);

/// For each paragraph but the last, whether it and the next one are one running text.
pub(crate) fn runs(paragraphs: &[(&str, RunGroup)]) -> Vec<bool> {
    let pair = |pair: &[(&str, RunGroup)]| match pair {
        [(before, group), (after, next)] => group == next && run_on(before, after),
        _ => false,
    };
    paragraphs.windows(2).map(pair).collect()
}

fn run_on(before: &str, after: &str) -> bool {
    let first = after.chars().find(|c| c.is_alphanumeric());
    let begins_small = first.is_some_and(char::is_lowercase)
        && after.chars().next().is_some_and(|c| c.is_lowercase() || is_opening(c));
    if item_mark(after).is_some() || speaker(after).is_some() || is_spoken(after) {
        return false;
    }
    if begins_small {
        return true;
    }
    item_mark(before).is_none() && ends(before)
}

/// Whether a text ends with a mark: of a sentence, or one after which it goes on. A note's mark, brackets and
/// quotation marks may stand behind it.
pub(crate) fn ends(text: &str) -> bool {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(c, ')' | ']' | '}' | '"' | '\'' | '*' | '†' | '‡')
            || matches!(c, '”' | '’' | '“' | '»' | '«' | '›' | '」' | '』' | '）' | '》' | '】')
    };
    let mut rest = text.trim_end_matches(closing);
    let before_note = rest.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '[' | ',' | '-' | '–'));
    if before_note.len() < rest.len() && text.len() - before_note.len() < 16 {
        let mark = before_note.trim_end_matches(closing);
        if mark.ends_with(['.', '!', '?', '…', '。', '！', '？']) && !before_note.ends_with(' ') {
            rest = mark;
        }
    }
    rest.ends_with(|c: char| {
        matches!(c, '.' | '!' | '?' | '…' | ':' | ',' | ';' | '—' | '–' | '-' | '\u{2010}' | '\u{ad}' | '|')
            || matches!(
                c,
                '。' | '！' | '？' | '；' | '：' | '，' | '、' | '．' | '।' | '॥' | '۔' | '؟' | '։'
            )
            || matches!(c, '،' | '؛' | '׃' | '።' | '၊' | '။' | '༎' | '།' | '·' | '\u{37e}')
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '"' | '\'' | '“' | '‘' | '«' | '»' | '„')
}

/// The mark of a list with which a line begins: a bullet, or a number or letter with a full stop or a bracket.
pub(crate) fn item_mark(line: &str) -> Option<ItemMarker> {
    let (first, rest) = line.split_once([' ', '\u{a0}'])?;
    let mut chars = first.chars();
    match (chars.next()?, chars.next()) {
        ('-' | '*' | '+' | '–', None) => {
            return rest.starts_with(|c| !is_dash(c)).then_some(ItemMarker::Dash);
        }
        (c, None) if "•◦▪‣·●○■□➢➤✓✔\u{2043}\u{f0b7}".contains(c) => {
            return Some(ItemMarker::Bullet);
        }
        _ => {}
    }
    let stem = first.strip_suffix(['.', ')'])?;
    let stem = stem.strip_prefix('(').unwrap_or(stem);
    let number = (1..=4).contains(&stem.len()) && stem.bytes().all(|b| b.is_ascii_digit());
    let letter = stem.len() == 1 && stem.bytes().all(|b| b.is_ascii_lowercase()) && first.ends_with(')');
    (number || letter).then_some(ItemMarker::Number)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '*')
}

/// What kind of mark an item has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemMarker {
    Dash,
    Bullet,
    Number,
}

/// The name of a speaker with which a line begins, `MAYOR: …`, `Q. …`, `Ms. Smith: …` in capitals.
pub(crate) fn speaker(line: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let mut end = LONGEST.min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let colon = line[..end].find([':', '：'])?;
    let name = &line[..colon];
    let rest = line[colon..].trim_start_matches([':', '：']);
    if !rest.is_empty() && !rest.starts_with([' ', '\u{a0}']) && !line[colon..].starts_with('：') {
        return None;
    }
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let small = name.chars().filter(|c| c.is_lowercase()).count();
    let words = name.split(' ').count();
    let title = name.starts_with(['M', 'D', 'P']) && name.contains(". ");
    let spoken = capitals > 0 && words <= 5 && (small == 0 || (title && capitals > small));
    spoken.then_some(name)
}

/// Whether a paragraph begins with the dash that marks what another says: `— Yes, he said.`
fn is_spoken(paragraph: &str) -> bool {
    let mut chars = paragraph.chars();
    matches!(chars.next(), Some('—' | '―' | '–'))
        && chars.find(|c| !c.is_whitespace()).is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(before: &str, after: &str) -> bool {
        runs(&[(before, RunGroup(0)), (after, RunGroup(0))]) == [true]
    }

    #[test]
    fn prose_runs_on_and_so_does_what_a_page_cut() {
        assert!(run("The barn burnt.", "Nobody slept."));
        assert!(run("The barn burnt down in the", "night of the fair."));
        assert!(run("She said:", "“Go home.”"));
        assert!(run("The barn burnt.³", "Nobody slept."));
        assert!(run("The barn burnt.[12]", "Nobody slept."));
        assert!(run("“The barn burnt.” (1)", "Nobody slept.") || !ends("“The barn burnt.” (1)"));
        assert!(run("谷仓烧了。", "没有人睡觉。"));
    }

    #[test]
    fn headings_items_and_speakers_stand_for_themselves() {
        assert!(!run("Barn owner denies", "Neighbours set the fire."));
        assert!(!run("Barns burnt", "2021 was dry."));
        assert!(!run("- hay,", "- straw."));
        assert!(!run("It needs:", "1. hay"));
        assert!(!run("2) hay.", "The barn stood."));
        assert!(!run("I saw it.", "WITNESS B: But I did not."));
        assert!(!run("FARMER: I saw it.", "Q: Did you?"));
        assert!(!run("— I saw it.", "— When?"));
        assert!(!run("谷仓烧了", "没有人睡觉。"));
    }

    #[test]
    fn groups_stand_for_themselves() {
        assert_eq!(
            runs(&[("One.", RunGroup(1)), ("Two.", RunGroup(2)), ("three.", RunGroup(2))]),
            [false, true]
        );
    }

    #[test]
    fn marks_and_names_are_told_from_words() {
        assert_eq!(item_mark("- 5 degrees"), Some(ItemMarker::Dash));
        assert_eq!(item_mark("1990. The war"), Some(ItemMarker::Number));
        assert_eq!(item_mark("b) hay"), Some(ItemMarker::Number));
        assert_eq!(item_mark("12.5 degrees"), None);
        assert_eq!(item_mark("A. Smith said"), None);
        assert_eq!(item_mark("-5 degrees"), None);
        assert_eq!(speaker("MR. SMITH: no"), Some("MR. SMITH"));
        assert_eq!(speaker("Note: no"), None);
        assert_eq!(speaker("At 10:30"), None);
        assert_eq!(speaker("ISO 9001:2015 says"), None);
    }
}
