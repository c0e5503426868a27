//! Where words end in scripts that part them otherwise: Chinese, Japanese, Korean, Thai; and in emoji.

use unicode_normalization::char::is_combining_mark;

use crate::source::fold::is_joiner;
use crate::source::text::is_unspaced;

/// Whether a letter or a picture goes on, of which this is no beginning.
pub(super) fn in_cluster(left: &str, text: &str) -> bool {
    let Some(right) = text.chars().next().filter(|c| !c.is_ascii()) else { return false };
    let flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    is_combining_mark(right)
        || matches!(right, '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{20e3}')
        || is_joiner(right)
        // Two make a flag.
        || flag(right) && left.chars().rev().take_while(|&c| flag(c)).count() % 2 == 1
        || left.ends_with(|c: char| is_joiner(c) || matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ'))
        || in_syllable(left, text)
}

/// Whether a syllable of Thai, Lao, Khmer or Burmese goes on, as far as the letters themselves say it. Their words
/// have no spaces between, and are not told apart.
fn in_syllable(left: &str, right: &str) -> bool {
    let Some(first) = right.chars().next() else { return false };
    let second = right.chars().nth(1);
    let tone = |c: char| matches!(c, '\u{e48}'..='\u{e4b}' | '\u{ec8}'..='\u{ecb}');
    match first {
        // Vowels and signs that stand behind a letter: `ะ า ำ ๅ ๆ ฯ`.
        '\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}' | '\u{e46}' | '\u{e2f}' => true,
        '\u{eb0}' | '\u{eb2}' | '\u{eb3}' | '\u{ebd}' | '\u{ec6}' | '\u{eaf}' => true,
        // Behind a short `a` a letter closes the syllable.
        '\u{e01}'..='\u{e2e}' => left.trim_end_matches(tone).ends_with(['\u{e31}', '\u{e37}']),
        '\u{e81}'..='\u{eae}' => left.trim_end_matches(tone).ends_with(['\u{eb1}', '\u{eb7}']),
        // A letter below another.
        '\u{1780}'..='\u{17b3}' => left.ends_with('\u{17d2}'),
        // A letter that closes a syllable, or stands on another.
        '\u{1000}'..='\u{102a}' => {
            left.ends_with('\u{1039}')
                || second == Some('\u{103a}')
                || second == Some('\u{1037}') && right.chars().nth(2) == Some('\u{103a}')
        }
        _ => false,
    }
}

/// Whether a word goes on between two characters of words.
pub(super) fn goes_on(left: &str, right: &str, at_end: bool) -> bool {
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return false };
    let (unspaced, hangul) = (is_unspaced(last) || is_unspaced(first), is_hangul(last) || is_hangul(first));
    if !unspaced && !hangul {
        return true;
    }
    if last.is_numeric() && first.is_numeric() {
        return true;
    }
    if hangul && !unspaced {
        return in_korean(left, right, last, first, at_end);
    }
    in_han(left, right, last, first) || (is_katakana(last) && is_katakana(first))
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}')
}

/// Katakana, with the sign that lengthens a vowel: what stands in it together is one word.
fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Digits of Chinese and Japanese numbers.
pub(super) fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟".contains(c)
}

/// What multiplies a number before it.
pub(super) fn is_han_scale(c: char) -> bool {
    "十百千万萬亿億兆拾佰仟".contains(c)
}

/// What makes of the word after it its contrary.
const NEGATIONS: &str = "不没沒未无無非別别莫勿毋";

/// Words that end in one of those and are no negation.
const NO_NEGATIONS: &[&str] = &[
    "南非",
    "北非",
    "中非",
    "东非",
    "東非",
    "西非",
    "亚非",
    "亞非",
    "是非",
    "除非",
    "并非是非",
    "特别",
    "特別",
    "分别",
    "分別",
    "区别",
    "區別",
    "個別",
    "个别",
    "性别",
    "性別",
    "级别",
    "級別",
    "类别",
    "類別",
    "差别",
    "差別",
    "告别",
    "告別",
    "识别",
    "識別",
    "派别",
    "辨别",
    "国别",
    "淹没",
    "沉没",
    "埋没",
    "吞没",
    "出没",
    "虚无",
    "有无",
    "有無",
    "虚無",
];

fn in_han(left: &str, right: &str, last: char, first: char) -> bool {
    let number = |c: char| c.is_numeric() || is_han_digit(c);
    let second = || right.chars().nth(1);
    let before = || left.chars().nth_back(1);
    // `二十五万`, `25万`, `三十多万`, `第三`, `数百`.
    if number(last)
        && (is_han_digit(first) && (is_han_digit(last) || is_han_scale(first))
            || right.starts_with("分之")
            || matches!(first, '点' | '點' | '・') && second().is_some_and(number)
            || matches!(first, '多' | '余' | '餘' | '几' | '幾' | '成' | '倍' | '割')
            || is_han_digit(last) && matches!(first, '数' | '數')
            || ["分の", "个百分", "個百分", "ポイント"].iter().any(|unit| right.starts_with(unit))
            || matches!(first, '至' | '到') && second().is_some_and(number))
    {
        return true;
    }
    // `3亿|5000万`, `1万|2千`; `两倍|半`, `三个|半`.
    if is_han_scale(last) && before().is_some_and(number) && first.is_numeric()
        || first == '半' && "倍個个年月天岁歲点點小时時米吨噸".contains(last) && before().is_some_and(number)
    {
        return true;
    }
    if number(first)
        && (left.ends_with("分之")
            || left.ends_with("零下")
            || matches!(last, '负' | '負' | '第' | '数' | '數' | '几' | '幾')
            || matches!(last, '点' | '點' | '至' | '到' | '多' | '余' | '餘') && before().is_some_and(number))
    {
        return true;
    }
    if in_han_range(left, right) {
        return true;
    }
    // `3个|百分点`, `三割|五分`, `2分の|1`, `2分|の1`
    if matches!(last, '个' | '個') && right.starts_with("百分") && before().is_some_and(number)
        || left.ends_with("百分") && matches!(first, '点' | '點')
        || last == '割' && is_han_digit(first) && before().is_some_and(number)
        || left.ends_with("分の") && number(first)
        || last == '分' && first == 'の' && before().is_some_and(number) && second().is_some_and(number)
    {
        return true;
    }
    if last == '分' && first == '之' && before().is_some_and(number) {
        return true;
    }
    if NEGATIONS.contains(last)
        && first.is_alphabetic()
        && !NO_NEGATIONS.iter().any(|word| left.ends_with(word))
    {
        return true;
    }
    // 行か|ない, 同意|しない; ไม่|เห็น.
    ["ない", "なかっ", "なけれ", "ません", "しない", "しなかっ", "しません", "せず"]
        .iter()
        .any(|no| right.starts_with(no))
        || last == 'ま' && right.starts_with("せん")
        || ["ไม่", "ບໍ່", "មិន"].iter().any(|no| left.ends_with(no))
}

/// `5公斤|至|7公斤`, `5|から|6人`: the ends of a range, of which the first may have a unit that the second has too.
fn in_han_range(left: &str, right: &str) -> bool {
    const BETWEEN: &[&str] = &["至", "到", "から"];
    let number = |c: char| c.is_numeric() || is_han_digit(c);
    let same = |unit: &str, right: &str| {
        right.starts_with(number) && right.trim_start_matches(number).starts_with(unit)
    };
    // The last stretch that is no number, if one of few characters stands behind a number.
    let unit_of = |text: &str| -> Option<String> {
        let tail: Vec<char> = text.chars().rev().take(4).take_while(|&c| !number(c)).collect();
        let head = text.chars().nth_back(tail.len());
        (tail.len() < 4 && head.is_some_and(number) && tail.iter().all(|c| c.is_alphabetic()))
            .then(|| tail.iter().rev().collect())
    };
    // The place is right behind what joins them.
    if BETWEEN
        .iter()
        .filter_map(|between| left.strip_suffix(between))
        .any(|left| unit_of(left).is_some_and(|unit| same(&unit, right)))
    {
        return true;
    }
    // It is before that, maybe before the unit.
    let Some(begun) = unit_of(left) else { return false };
    right.char_indices().take(4).any(|(at, _)| {
        let unit = &right[..at];
        unit.chars().all(|c| c.is_alphabetic() && !number(c))
            && BETWEEN
                .iter()
                .filter_map(|between| right[at..].strip_prefix(between))
                .any(|right| same(&format!("{begun}{unit}"), right))
    })
}

/// Whether a Korean number goes on over a space: `3억 | 5천만`, `만 | 이천`.
pub(super) fn in_korean_number(left: &str, right: &str) -> bool {
    if !left.ends_with(['십', '백', '천', '만', '억', '조']) {
        return false;
    }
    let head = left.trim_end_matches(is_korean_digit);
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    // Before the scales stands a number or nothing.
    let head = head.trim_end_matches(number);
    let whole = head.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let after = &right[..right.find(|c| !is_korean_digit(c)).unwrap_or(right.len())];
    let alone = !right[after.len()..].starts_with(is_hangul);
    whole
        && (right.starts_with(|c: char| c.is_ascii_digit())
            || after.chars().count() > 1
            || (!after.is_empty() && alone && right.starts_with(['십', '백', '천', '만', '억', '조'])))
}

/// The digits of Korean numbers.
fn is_korean_digit(c: char) -> bool {
    "영공일이삼사오육륙칠팔구십백천만억조".contains(c)
}

/// A Korean word is not cut at its beginning; at its end particles may be cut off.
fn in_korean(left: &str, right: &str, last: char, first: char, at_end: bool) -> bool {
    if !is_hangul(first) {
        // `3월5일`: a number within may begin, `제2차` may not.
        return !at_end && (!first.is_numeric() || matches!(last, '제' | '수' | '몇'));
    }
    if !at_end {
        return true;
    }
    let tail = &right[..right.find(|c| !is_hangul(c)).unwrap_or(right.len())];
    if last.is_numeric() {
        // A counter, but nothing that multiplies: `25만`, `8퍼센트`.
        return is_korean_digit(first) && first != '일'
            || tail.starts_with('여')
            || tail.starts_with("퍼센트")
            || tail.starts_with("프로");
    }
    let word = left.rsplit(|c| !is_hangul(c)).next().unwrap_or_default();
    let number = !word.is_empty() && word.chars().all(is_korean_digit);
    (number && is_korean_digit(first)) || !is_particles(tail)
}

/// What follows a noun and is no word of its own.
const PARTICLES: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "에게서",
    "께",
    "께서",
    "한테",
    "로",
    "으로",
    "로서",
    "으로서",
    "로써",
    "으로써",
    "와",
    "과",
    "도",
    "만",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "조차",
    "마저",
    "이나",
    "나",
    "라도",
    "이라도",
    "하고",
    "이며",
    "며",
    "라는",
    "이라는",
    "라고",
    "이라고",
    "라며",
    "이라며",
    "다",
    "이다",
    "입니다",
    "이었다",
    "였다",
    "이고",
    "이자",
    "들",
    "뿐",
    "대로",
    "만큼",
    "이란",
    "란",
    "에는",
    "에도",
    "에만",
    "측",
    "였던",
    "이던",
    "인",
    "일",
    "했다",
    "한다",
    "하다",
    "했습니다",
    "합니다",
    "됐다",
    "되었다",
    "된다",
    "되다",
];

/// Whether a tail is made of particles, three at most.
fn is_particles(tail: &str) -> bool {
    fn made(tail: &str, most: usize) -> bool {
        tail.is_empty()
            || most > 0
                && PARTICLES
                    .iter()
                    .any(|particle| tail.strip_prefix(particle).is_some_and(|rest| made(rest, most - 1)))
    }
    tail.len() <= 30 && made(tail, 3)
}
