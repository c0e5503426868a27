//! Sentences that are someone's words: which they are, so that what is quoted without a citation of its own is held
//! against the citation next to it.
//!
//! `“It is deep,” she wrote. “Go back.” [@smith]` cites once for both. A word in marks within a sentence of the
//! author's (`The “young” hills are bare. …`) is no speech, and goes with its own sentence only.

use std::ops::Range;

use crate::base::marks::{self, Mark, MarkReader, QuotedRange};
use crate::page::markdown::quotation::says;
use crate::source::text::is_unspaced;

/// What a sentence is to those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page::markdown) enum SpeechKind {
    /// Someone's words, and perhaps who says them.
    Speech,
    /// Only who says what stands before, as in `王伟说。`, or no words.
    Tag,
    /// Anything else.
    Other,
}

/// How many words say at most that someone speaks, where what is said is of one or two words.
const SHORT_TAG: usize = 5;

/// How many words a quotation has at least that is taken for speech wherever it stands.
const SPEECH: usize = 3;

/// All quotation marks of a text, in order.
pub(in crate::page::markdown) fn marks(text: &str) -> Vec<Mark> {
    let may = marks::may_mark(text) || text.contains('\'');
    match may && text.contains(|c| marks::is_mark(c) && c != ',') {
        true => MarkReader::of(text).all(0..text.len()),
        false => Vec::new(),
    }
}

/// The quotations among the marks of a text. Between single marks that are two apostrophes no sentence ends.
pub(in crate::page::markdown) fn quoted<'m>(text: &str, marks: &'m [Mark]) -> Vec<&'m QuotedRange> {
    let is_sure = |quoted: &&QuotedRange| {
        !marks::is_single(&text[quoted.start..quoted.inner.start])
            || text[quoted.inner.clone()].ends_with(|c| is_end(c) || is_comma(c))
    };
    let quoted = marks.iter().filter_map(|mark| match mark {
        Mark::Quoted(quoted) => Some(quoted),
        Mark::LeftOver(_) => None,
    });
    quoted.filter(is_sure).collect()
}

/// Those of the quotations that stand in a sentence.
pub(in crate::page::markdown) fn within<'q, 'm>(
    quoted: &'q [&'m QuotedRange],
    sentence: &Range<usize>,
) -> &'q [&'m QuotedRange] {
    let first = quoted.partition_point(|quoted| quoted.start < sentence.start);
    let len = quoted[first..].partition_point(|quoted| quoted.start < sentence.end);
    &quoted[first..first + len]
}

/// What a sentence of a text is. `quoted` are all quotations of the text.
pub(in crate::page::markdown) fn kind(
    text: &str,
    sentence: &Range<usize>,
    quoted: &[&QuotedRange],
) -> SpeechKind {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let quoted = within(quoted, sentence);
    let (Some(first), Some(last)) = (quoted.first(), quoted.last()) else {
        let words = part(sentence.clone());
        let goes_on = !words.starts_with(char::is_uppercase);
        let tag = is_silent(words) || goes_on && size(words) <= SHORT_TAG && says(words);
        return if tag { SpeechKind::Tag } else { SpeechKind::Other };
    };
    let inner = |quoted: &QuotedRange| part(quoted.inner.clone()).trim();
    let speaks = |quoted: &QuotedRange| size(inner(quoted)) >= SPEECH;
    if is_silent(part(sentence.start..first.start)) {
        let end = quoted.get(1).map_or(sentence.end, |next| next.start);
        let rest = part(first.end..end.max(first.end));
        if is_silent(rest) {
            return if inner(first).ends_with(is_end) || speaks(first) {
                SpeechKind::Speech
            } else {
                SpeechKind::Other
            };
        }
        let set_off = inner(first).ends_with(|c| is_end(c) || is_comma(c))
            || rest.trim_start().starts_with(|c| is_comma(c) || "(（[".contains(c));
        if (set_off || says(rest)) && (size(rest) <= SHORT_TAG || speaks(first)) {
            return SpeechKind::Speech;
        }
    }
    let before = part(sentence.start..last.start).trim_end();
    let ends = is_silent(part(last.end..sentence.end.max(last.end)));
    let led = before.ends_with([':', '：'])
        || speaks(last) && (inner(last).ends_with(is_end) || before.ends_with(is_comma) || says(before));
    if ends && led { SpeechKind::Speech } else { SpeechKind::Other }
}

/// Whether words in marks of titles (`《…》`) are said and no title: they are a sentence, or someone says them.
pub(in crate::page::markdown) fn is_said(text: &str, titled: &QuotedRange) -> bool {
    let inner = &text[titled.inner.clone()];
    // A title may have a colon or an exclamation mark; a full stop and a comma are a sentence's.
    if inner.trim_end().ends_with(['。', '.']) || inner.contains(['，', ',', '；']) {
        return true;
    }
    let before = text[..titled.start].trim_end_matches(|c: char| c.is_whitespace() || "：:，,".contains(c));
    let colon = text[..titled.start].trim_end().ends_with(['：', ':']);
    let after = text[titled.end..].trim_start();
    colon
        || SAID_BEFORE.iter().any(|verb| before.ends_with(verb))
        || SAID_BEHIND.iter().any(|verb| after.starts_with(verb))
}

/// Verbs before words that are said.
const SAID_BEFORE: &[&str] = &[
    "写道", "寫道", "写到", "寫到", "说", "說", "说道", "說道", "称", "稱", "声称", "聲稱", "表示", "指出",
    "认为", "認為", "强调", "強調", "宣布", "回答", "问", "問", "道", "云", "曰",
];

/// What stands behind words that are said, in Korean and Japanese.
const SAID_BEHIND: &[&str] = &[
    "라고",
    "이라고",
    "라며",
    "이라며",
    "라는 말",
    "이라는 말",
    "고 말",
    "고 썼",
    "と書",
    "と述",
    "と言",
    "といっ",
    "と語",
    "と記",
    "と話",
    "と主張",
    "との",
];

/// Whether a sentence ends with the character.
pub(in crate::page::markdown) fn is_end(c: char) -> bool {
    ".!?…。！？｡।؟۔".contains(c)
}

fn is_comma(c: char) -> bool {
    ",，、،".contains(c)
}

fn is_silent(words: &str) -> bool {
    !words.contains(char::is_alphanumeric)
}

/// How many words some text has; where no spaces part them, two letters count for one.
fn size(text: &str) -> usize {
    let unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    let spaced = text.split_whitespace().filter(|word| !is_silent(word) && !word.contains(is_unspaced));
    spaced.count() + unspaced / 2
}

/// A quotation that opens in a paragraph and goes on in the next, as printers set it: the mark that opens it, and
/// where its words stand.
pub(in crate::page::markdown) fn opened(text: &str, marks: &[Mark]) -> Option<(char, Range<usize>)> {
    let open = marks.iter().rev().find_map(|mark| match mark {
        Mark::LeftOver(range) => Some(range.clone()),
        Mark::Quoted(_) => None,
    })?;
    let mark = text[open.clone()].chars().next().filter(|c| closing(*c).is_some())?;
    let before = text[..open.start].chars().next_back();
    let leads = before.is_none_or(|c| c.is_whitespace() || ":：,，(（[—–".contains(c) || is_unspaced(c));
    let words = open.end..text.trim_end().len();
    let begins = text.get(words.clone())?.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '…');
    (leads && begins && open.len() == mark.len_utf8()).then_some((mark, words))
}

/// The mark that a text begins with, if it may open a quotation.
pub(in crate::page::markdown) fn begins(text: &str) -> Option<char> {
    text.trim_start().chars().next().filter(|c| closing(*c).is_some())
}

/// A mark that closes what another opens.
pub(in crate::page::markdown) fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' | '”' => '”',
        '„' => '“',
        '"' => '"',
        '«' => '»',
        '»' => '«',
        '‘' | '’' => '’',
        '‚' => '‘',
        '\'' => '\'',
        '‹' => '›',
        '›' => '‹',
        '「' => '」',
        '『' => '』',
        '〝' => '〞',
        '＂' => '＂',
        '❝' => '❞',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> SpeechKind {
        let marks = marks(text);
        kind(text, &(0..text.len()), &quoted(text, &marks))
    }

    #[test]
    fn speech_is_known_from_words_kept_at_a_distance() {
        for text in [
            "“The well is dry.”",
            "“Deep,” Ann wrote.",
            "“Dry!” said the miller.",
            "“The well is dry,” she told the men who had come down from the farms that night.",
            "She said: “Dry.”",
            "She wrote that “the well is dry”.",
            "„Der Brunnen ist leer“, schrieb Ann.",
            "「井戸は空だ。」",
            "“The well is dry.” (Smith)",
        ] {
            assert_eq!(kind_of(text), SpeechKind::Speech, "{text}");
        }
        for text in [
            "The “old” well is dry.",
            "They call it “the well”.",
            "“Old” wells are dry.",
            "“Soft power,” as he calls it, is the aim of all that they do.",
            "The ship is called “Aurora”.",
            "It is dry.",
            "That is said.",
        ] {
            assert_eq!(kind_of(text), SpeechKind::Other, "{text}");
        }
        for text in ["王伟说。", "she said.", "[…]"] {
            assert_eq!(kind_of(text), SpeechKind::Tag, "{text}");
        }
    }

    #[test]
    fn words_in_marks_of_titles_are_said_or_a_title() {
        let said = |text: &str| {
            let marks = MarkReader::of(text).with_titles().all(0..text.len());
            marks.iter().any(|mark| matches!(mark, Mark::Quoted(quoted) if is_said(text, quoted)))
        };
        for text in [
            "他写道《井是空的》",
            "他说：〈井是空的〉",
            "《井是空的，没有水》",
            "그는 〈우물은 말랐다〉라고 썼다",
        ] {
            assert!(said(text), "{text}");
        }
        for text in ["他在《红楼梦》里读到", "《人民日报》报道", "〈社論〉による", "『井戸』と《水》と"]
        {
            assert!(!said(text), "{text}");
        }
    }

    #[test]
    fn a_quotation_that_goes_on_is_open_at_its_end() {
        let open = |text: &'static str| opened(text, &marks(text)).map(|(mark, at)| (mark, &text[at]));
        assert_eq!(open("She said: “The well is dry."), Some(('“', "The well is dry.")));
        assert_eq!(open("“It is ‘dry’, I think."), Some(('“', "It is ‘dry’, I think.")));
        assert_eq!(open("«Колодец пуст."), Some(('«', "Колодец пуст.")));
        assert_eq!(open("The well” is dry."), None);
        assert_eq!(open("“The well” is dry."), None);
    }
}
