//! The language of a text, by its script, its commonest words and what its file says of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tokens::{ClauseToken, tokens};
use super::words::{ALL, CautionWords};
use super::{en, hi};

/// How much of a text is looked at for its language, in characters.
const LOOKED_AT: usize = 3000;

/// The scripts that tell a language, or a few.
#[derive(Clone, Copy)]
enum Script {
    Latin,
    Cyrillic,
    Han,
    Kana,
    Hangul,
    Arabic,
    Hebrew,
    Devanagari,
    Greek,
    Other,
}

impl Script {
    const COUNT: usize = Self::Other as usize + 1;

    fn of(c: char) -> Self {
        match c {
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{4ff}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3041}'..='\u{30ff}' => Self::Kana,
            '\u{4e00}'..='\u{9fff}' => Self::Han,
            c if c < '\u{250}' => Self::Latin,
            _ => Self::Other,
        }
    }
}

/// A text of fewer words is short: every word of it is looked at, and a wrong word or two may decide.
const SHORT: usize = 60;

/// The commonest words of languages without a list, so that none of them is taken for one that has.
const OTHERS: &[&[&str]] = &[
    &[
        "og", "ikke", "det", "er", "til", "af", "av", "på", "som", "den", "har", "med", "jeg", "blev", "ble",
        "et",
    ],
    &["și", "nu", "este", "care", "pentru", "din", "cu", "sunt", "în", "la", "nici", "fost"],
    &["a", "že", "se", "na", "je", "ne", "jsou", "který", "není", "byl", "bylo", "ani", "ale", "s"],
    &["ja", "on", "ei", "että", "se", "oli", "mutta", "kun", "ovat", "hän", "myös", "kuin"],
    &["a", "az", "és", "nem", "hogy", "egy", "volt", "meg", "de", "csak", "soha"],
    &["yang", "dan", "di", "tidak", "dengan", "untuk", "ini", "itu", "dari", "pada", "adalah"],
    &["và", "của", "là", "không", "được", "có", "những", "trong", "cho", "một"],
    &["i", "el", "la", "no", "que", "amb", "per", "els", "és", "les", "una", "mai", "va", "no"],
    &["i", "je", "u", "na", "se", "da", "nije", "su", "od", "za", "koji", "nikada", "što"],
];

/// Letters that hardly another language has.
const LETTERS: &[(&str, &str)] =
    &[("pt", "ãõ"), ("es", "ñ¿¡"), ("de", "ß"), ("pl", "łżęąź"), ("tr", "ğı"), ("sv", "å"), ("fr", "œ")];

/// Letters of languages without a list.
const OTHER_LETTERS: &str = "øæěřůőűșțăđơưčþðģķļņ";

/// The language of a text by its script and its commonest words; English if it may be that. `declared` is what the
/// file says of itself: it decides for a text that is short, or that may as well be of this language.
pub(super) fn guessed(text: &str, declared: Option<&str>) -> Option<&'static str> {
    let declared = declared.and_then(|tag| {
        let tag = tag.split(['-', '_']).next().unwrap_or_default();
        ALL.iter().find(|words| words.language.eq_ignore_ascii_case(tag))
    });
    let mut counts = [0_usize; Script::COUNT];
    let mut letters = String::new();
    for c in text.chars().take(LOOKED_AT) {
        if c.is_alphabetic() {
            counts[Script::of(c) as usize] +=
                if Script::of(c) as usize == Script::Han as usize { 3 } else { 1 };
        }
        letters.push(c);
    }
    let count = |script: Script| counts[script as usize];
    let has = |some: &str| letters.contains(|c: char| some.contains(c));
    // Of a hundred letters.
    let share = |some: &str| {
        let own = |c: char| !c.is_ascii() && some.contains(c);
        letters.chars().filter(|&c| own(c)).count() * 100 / count(Script::Latin).max(1)
    };
    if count(Script::Kana) * 20 > count(Script::Han) {
        return (count(Script::Kana) > 0 && count(Script::Latin) < 2 * count(Script::Kana)).then_some("ja");
    }
    let scripts = [
        (Script::Latin, ""),
        (Script::Cyrillic, "ru"),
        (Script::Han, "zh"),
        (Script::Hangul, "ko"),
        (Script::Arabic, "ar"),
        (Script::Hebrew, "he"),
        (Script::Devanagari, "hi"),
        (Script::Greek, "el"),
        (Script::Other, ""),
    ];
    let (script, language) = scripts.into_iter().rev().max_by_key(|&(script, _)| count(script))?;
    let is_declared = |language: &str| declared.is_some_and(|words| words.language == language);
    match script {
        // Serbian, Macedonian and Belarusian have letters of their own; so has Ukrainian.
        Script::Cyrillic if has("јњљћђўќѓѕ") => None,
        Script::Cyrillic if has("іїєґ") || is_declared("uk") => Some("uk"),
        // Urdu, Pashto, Sindhi, Uyghur.
        Script::Arabic if has("ٹڈڑےںټډړښڼڄڃېۇۆ") => None,
        Script::Arabic if is_declared("fa") || has("پچژگ") || has("کی") && !has("يكة") => Some("fa"),
        Script::Devanagari => {
            let tokens = tokens(&letters, 0, usize::MAX);
            is_told(told(&tokens, hi::WORDS.common), &tokens).then_some(language)
        }
        // Their words are long and few, and their letters their own.
        Script::Latin if share("ğışĞİŞ") > 2 && !has("əĺ") => Some("tr"),
        Script::Latin if share("ąęłżźśńćĄĘŁŻŚ") > 2 => Some("pl"),
        Script::Latin => latin(&letters, declared.copied().filter(|words| is_latin(words))),
        _ => Some(language).filter(|language| !language.is_empty()),
    }
}

fn is_latin(words: &CautionWords) -> bool {
    words.common.first().is_some_and(|word| word.is_ascii())
}

/// How many of the words are of a list.
fn told(tokens: &[ClauseToken<'_>], list: &[&str]) -> usize {
    tokens.iter().filter(|token| list.contains(&&*token.text)).count()
}

/// Of a known language every sixth word is one of the commonest; of another one only by chance.
fn is_told(most: usize, tokens: &[ClauseToken<'_>]) -> bool {
    most * 12 >= tokens.len() || tokens.len() < 25
}

/// The common words: for each a bit for each language of [`ALL`], and after these for each of [`OTHERS`].
static COMMON: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
    let lists = ALL.iter().map(|words| words.common).chain(OTHERS.iter().copied());
    let mut all = FxHashMap::default();
    for (at, list) in lists.enumerate() {
        for word in list {
            *all.entry(*word).or_default() |= 1 << at;
        }
    }
    all
});

/// How many of the words are common in each language.
fn common(tokens: &[ClauseToken<'_>]) -> [usize; 32] {
    let mut counts = [0; 32];
    for token in tokens {
        let mut of = COMMON.get(&*token.text).copied().unwrap_or_default();
        while of != 0 {
            counts[of.trailing_zeros() as usize] += 1;
            of &= of - 1;
        }
    }
    counts
}

/// The language of a text in Latin letters.
fn latin(letters: &str, declared: Option<&'static CautionWords>) -> Option<&'static str> {
    let tokens = tokens(letters, 0, usize::MAX);
    let short = tokens.len() < SHORT;
    let has = |some: &str| letters.to_lowercase().contains(|c: char| some.contains(c));
    let own = |language: &str| LETTERS.iter().any(|(of, some)| *of == language && has(some));
    let common = common(&tokens);
    let of =
        |language: &str| ALL.iter().position(|words| words.language == language).map_or(0, |at| common[at]);
    let score = |words: &CautionWords| {
        let common = of(words.language);
        match short {
            // Of a short text every small word counts.
            true => {
                let more =
                    [words.negations, words.described, words.small, words.stops, words.verbs, words.turns];
                let more: usize = more.into_iter().map(|list| told(&tokens, list)).sum();
                3 * common + more + if own(words.language) { 4 } else { 0 }
            }
            false => common,
        }
    };
    let latin = ALL.iter().filter(|words| is_latin(words));
    let (best, most) =
        latin.clone().map(|words| (words.language, score(words))).max_by_key(|&(of, n)| (n, of == "en"))?;
    if let Some(declared) = declared
        && (short || 2 * score(declared) >= most)
    {
        return Some(declared.language);
    }
    let times = if short { 3 } else { 1 };
    let others = ALL.len()..ALL.len() + OTHERS.len();
    let other = times * common[others].iter().max().copied().unwrap_or_default();
    let other = other + if short && has(OTHER_LETTERS) { 4 } else { 0 };
    if other > most {
        return None;
    }
    if short && most < 3 {
        // One word is chance, and a letter with a mark no chance.
        return letters.is_ascii().then_some(en::WORDS.language);
    }
    let tied = latin.filter(|words| score(words) == most).count() > 1;
    if tied && best != en::WORDS.language {
        return None;
    }
    let common =
        ALL.iter().find(|words| words.language == best).map_or(0, |words| told(&tokens, words.common));
    is_told(common, &tokens).then_some(best)
}
