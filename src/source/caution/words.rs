//! The lists of words by language, and where their phrases stand in a text.
//!
//! A language is one file of data beside this one. A phrase is written in small letters, its words parted by
//! spaces; what ends in an apostrophe is a word (`n' est`), and of a script without spaces each character is
//! one. `~n't` stands for every word that ends so, and denies; `않~` for every word that begins so. A phrase is looked for word by word, so that nothing is
//! found within a longer word.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::guess::guessed;
use super::tokens::{ClauseToken, tokens};
use super::{ar, de, el, en, es, fa, fr, he, hi, it, ja, ko, nl, pl, pt, ru, sv, tr, uk, zh};
use crate::source::text::{Text, is_unspaced};

/// What the words of a language do to a sentence.
pub(super) struct CautionWords {
    /// The first part of its BCP 47 tag.
    pub(super) language: &'static str,
    /// Words by which it is recognized.
    pub(super) common: &'static [&'static str],
    /// Phrases that have one of the words below and do not mean it: `not only`.
    pub(super) harmless: &'static [&'static str],
    /// What denies the words after it, or right before it.
    pub(super) negations: &'static [&'static str],
    /// The same behind a comma: `…, not demolished`.
    pub(super) contrasts: &'static [&'static str],
    /// What a statement is limited by: `only`, `except`.
    pub(super) limits: &'static [&'static str],
    /// What says that the words after it are not quite so: `almost`, `allegedly`.
    pub(super) hedges: &'static [&'static str],
    /// What a speaker takes back with what he has just said: `but`, `although`.
    pub(super) turns: &'static [&'static str],
    /// Those of them that join a sentence to the one before, and may be left out of their own: `however`.
    pub(super) connectives: &'static [&'static str],
    /// How a sentence begins that limits the one before, or calls the one before it untrue.
    pub(super) takes_back: &'static [&'static str],
    /// The first half of a pair whose other half takes nothing back: `not only … but`.
    pub(super) pairs: &'static [&'static str],
    /// Conditions that the rest of their sentence does not hang on: `even if`.
    pub(super) concessions: &'static [&'static str],
    /// What makes the words after it a condition.
    pub(super) conditions: &'static [&'static str],
    /// What makes them a question: `whether`.
    pub(super) asks: &'static [&'static str],
    /// What calls them untrue: `denied that`.
    pub(super) denials: &'static [&'static str],
    /// Where what stands before reaches no further: `and`, `because`.
    pub(super) stops: &'static [&'static str],
    /// Verbs of speech.
    pub(super) says: &'static [&'static str],
    /// Words with which someone is described, and not named: `the`, `he`.
    pub(super) described: &'static [&'static str],
    /// Words for someone who was named before.
    pub(super) pronouns: &'static [&'static str],
    /// Numbers in words.
    pub(super) numbers: &'static [&'static str],
    /// Numbers in words that often count nothing.
    pub(super) small_numbers: &'static [&'static str],
    /// Words before which a comma ends nothing: `denied, that`.
    pub(super) joins: &'static [&'static str],
    /// How words begin that mean the contrary of the rest.
    pub(super) prefixes: &'static [&'static str],
    /// Words that a name, a place or a date has beside its own: articles, prepositions, months.
    pub(super) small: &'static [&'static str],
    /// The commonest verbs, which no name has.
    pub(super) verbs: &'static [&'static str],
    /// What makes a number after it a limit: `more than`.
    pub(super) bounds: &'static [&'static str],
    /// What denies the words right after it, and nothing within or behind a quotation: `few`.
    pub(super) before: &'static [&'static str],
    /// The same where the word after it ends so: `stopped selling`.
    pub(super) stopped: &'static [(&'static str, &'static str)],
    /// The same where the other word stands right before the quotation: `too weak to`.
    pub(super) too: &'static [(&'static str, &'static str)],
    /// How a sentence begins that is a condition without saying `if`: `had he`.
    pub(super) inversions: &'static [&'static str],
    /// What takes back the sentence before if it is one of its own: `False.`
    pub(super) flat: &'static [&'static str],
    /// How something is claimed that is untrue.
    pub(super) falsely: &'static [&'static str],
    /// Adverbs that a negation reaches over.
    pub(super) passed: &'static [&'static str],
    /// Words that are written on the word after them: `و`.
    pub(super) clitics: &'static [&'static str],
    /// How many or how often, the most first: `all`, `most`, `many`, `some`.
    pub(super) degrees: &'static [&'static [&'static str]],
    /// How sure or how binding: `may`, `can`, `should`, `will`, `must`, in this order. What reported speech makes of
    /// one is the same.
    pub(super) modals: &'static [&'static [&'static str]],
    /// What makes an amount before it one of a rate: `per`, `an hour`.
    pub(super) rates: &'static [&'static str],
    /// The same where a number follows: `out of`.
    pub(super) shares: &'static [&'static str],
    /// Whether the verb stands last, and what denies a sentence stands in it or behind it.
    pub(super) verb_last: bool,
}

/// A language without words.
pub(super) const NONE: CautionWords = CautionWords {
    language: "",
    common: &[],
    harmless: &[],
    negations: &[],
    contrasts: &[],
    limits: &[],
    hedges: &[],
    turns: &[],
    connectives: &[],
    takes_back: &[],
    pairs: &[],
    concessions: &[],
    conditions: &[],
    asks: &[],
    denials: &[],
    stops: &[],
    says: &[],
    described: &[],
    pronouns: &[],
    numbers: &[],
    small_numbers: &[],
    joins: &[],
    prefixes: &[],
    small: &[],
    verbs: &[],
    bounds: &[],
    before: &[],
    stopped: &[],
    too: &[],
    inversions: &[],
    flat: &[],
    falsely: &[],
    passed: &[],
    clitics: &[],
    degrees: &[],
    modals: &[],
    rates: &[],
    shares: &[],
    verb_last: false,
};

pub(super) const ALL: [&CautionWords; 20] = [
    &en::WORDS,
    &ru::WORDS,
    &zh::WORDS,
    &de::WORDS,
    &fr::WORDS,
    &es::WORDS,
    &it::WORDS,
    &pt::WORDS,
    &pl::WORDS,
    &uk::WORDS,
    &el::WORDS,
    &tr::WORDS,
    &ar::WORDS,
    &he::WORDS,
    &fa::WORDS,
    &hi::WORDS,
    &ja::WORDS,
    &ko::WORDS,
    &nl::WORDS,
    &sv::WORDS,
];

/// What a phrase is, as a set.
pub(super) type PhraseClass = u64;
pub(super) const HARMLESS: PhraseClass = 1;
pub(super) const NEGATION: PhraseClass = 1 << 1;
pub(super) const CONTRAST: PhraseClass = 1 << 2;
pub(super) const LIMIT: PhraseClass = 1 << 3;
pub(super) const HEDGE: PhraseClass = 1 << 4;
pub(super) const TURN: PhraseClass = 1 << 5;
pub(super) const TAKES_BACK: PhraseClass = 1 << 6;
pub(super) const CONDITION: PhraseClass = 1 << 7;
pub(super) const ASKS: PhraseClass = 1 << 8;
pub(super) const DENIAL: PhraseClass = 1 << 9;
pub(super) const STOP: PhraseClass = 1 << 10;
pub(super) const SAYS: PhraseClass = 1 << 11;
pub(super) const DESCRIBED: PhraseClass = 1 << 12;
pub(super) const PRONOUN: PhraseClass = 1 << 13;
pub(super) const NUMBER: PhraseClass = 1 << 14;
pub(super) const SMALL_NUMBER: PhraseClass = 1 << 15;
pub(super) const PAIR: PhraseClass = 1 << 16;
pub(super) const CONCESSION: PhraseClass = 1 << 17;
pub(super) const CONNECTIVE: PhraseClass = 1 << 18;
pub(super) const SMALL: PhraseClass = 1 << 19;
pub(super) const VERB: PhraseClass = 1 << 20;
pub(super) const BOUND: PhraseClass = 1 << 21;
pub(super) const BEFORE: PhraseClass = 1 << 22;
pub(super) const INVERSION: PhraseClass = 1 << 23;
pub(super) const FLAT: PhraseClass = 1 << 24;
pub(super) const FALSELY: PhraseClass = 1 << 25;
pub(super) const PASSED: PhraseClass = 1 << 26;
pub(super) const RATE: PhraseClass = 1 << 27;
pub(super) const SHARE: PhraseClass = 1 << 28;
/// The first of [`CautionWords::degrees`]; the others follow.
const DEGREE: PhraseClass = 1 << 32;
/// All of them.
pub(super) const DEGREES: PhraseClass = DEGREE * 0b1111;
/// The first of [`CautionWords::modals`]: `may`; the others follow.
const MODAL: PhraseClass = 1 << 40;
/// All of them.
pub(super) const MODALS: PhraseClass = MODAL * 0b1_1111;
/// Those that leave it open whether something is so: `may`, `should`.
pub(super) const OPEN_MODALS: PhraseClass = MODAL | MODAL << 2;

/// The words of a phrase, and what it is.
pub(super) type Phrase = (Vec<String>, PhraseClass);

/// Whether a word leaves no exception: `all`, `must`.
pub(super) fn is_strict(classes: PhraseClass) -> bool {
    classes & (DEGREE | MODAL << 4) != 0
}

/// A language, ready to be looked for.
pub(super) struct Lexicon {
    pub(super) words: &'static CautionWords,
    /// The phrases by their first word.
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// How long the first words are, by their first byte: one bit a length. Most words of a text are seen not to
    /// be among them by this alone.
    lengths: Box<[u64; 256]>,
    /// The ends of words that deny.
    endings: Vec<&'static str>,
    /// The beginnings of words.
    beginnings: Vec<(&'static str, PhraseClass)>,
}

/// Each is made when it is first asked for.
static LEXICONS: [OnceLock<Lexicon>; ALL.len()] = [const { OnceLock::new() }; ALL.len()];

/// The words of the language of a text; `None` where there is no list, and nothing is to be said. `tag` is
/// what the source's record says.
pub(super) fn lexicon(tag: Option<&str>, text: &Text) -> Option<&'static Lexicon> {
    let language = match tag {
        Some(tag) => tag.split(['-', '_']).next().unwrap_or_default(),
        None => text.language(guessed)?,
    };
    let at = ALL.iter().position(|words| words.language.eq_ignore_ascii_case(language))?;
    Some(LEXICONS.get(at)?.get_or_init(|| Lexicon::new(ALL[at])))
}

impl Lexicon {
    fn new(words: &'static CautionWords) -> Self {
        let mut lexicon = Self {
            words,
            phrases: FxHashMap::default(),
            lengths: Box::new([0; 256]),
            endings: Vec::new(),
            beginnings: Vec::new(),
        };
        for (class, phrases) in [
            (HARMLESS, words.harmless),
            (NEGATION, words.negations),
            (CONTRAST, words.contrasts),
            (LIMIT, words.limits),
            (HEDGE, words.hedges),
            (TURN, words.turns),
            (TAKES_BACK, words.takes_back),
            (CONDITION, words.conditions),
            (ASKS, words.asks),
            (DENIAL, words.denials),
            (STOP, words.stops),
            (SAYS, words.says),
            (DESCRIBED, words.described),
            (PRONOUN, words.pronouns),
            (NUMBER, words.numbers),
            (SMALL_NUMBER, words.small_numbers),
            (PAIR, words.pairs),
            (CONCESSION, words.concessions),
            (CONNECTIVE, words.connectives),
            (SMALL, words.small),
            (VERB, words.verbs),
            (BOUND, words.bounds),
            (BEFORE, words.before),
            (INVERSION, words.inversions),
            (FLAT, words.flat),
            (FALSELY, words.falsely),
            (PASSED, words.passed),
            (RATE, words.rates),
            (SHARE, words.shares),
        ] {
            for phrase in phrases {
                lexicon.add(phrase, class);
            }
        }
        for (first, groups) in [(DEGREE, words.degrees), (MODAL, words.modals)] {
            for (at, phrases) in groups.iter().enumerate() {
                for phrase in *phrases {
                    lexicon.add(phrase, first << at);
                }
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &'static str, class: PhraseClass) {
        if let Some(ending) = phrase.strip_prefix('~') {
            self.endings.push(ending);
            return;
        }
        if let Some(beginning) = phrase.strip_suffix('~').filter(|beginning| !beginning.contains(' ')) {
            self.beginnings.push((beginning, class));
            return;
        }
        let words: Vec<String> = phrase
            .split(' ')
            .flat_map(|word| match word.starts_with(is_unspaced) {
                true => word.chars().map(String::from).collect(),
                false => vec![word.to_owned()],
            })
            .collect();
        let Some(first) = words.first() else { return };
        if let Some(&byte) = first.as_bytes().first() {
            self.lengths[usize::from(byte)] |= length_bit(first);
        }
        let of_first = self.phrases.entry(first.clone()).or_default();
        match of_first.iter_mut().find(|(known, _)| *known == words) {
            Some((_, classes)) => *classes |= class,
            None => of_first.push((words, class)),
        }
    }

    /// The phrases that begin at a token: how many tokens the longest has, and what they all are. A harmless
    /// one stands for itself.
    pub(super) fn at(&self, tokens: &[ClauseToken<'_>], at: usize) -> (usize, PhraseClass) {
        self.at_but(tokens, at, 0)
    }

    /// The same without the phrases that are nothing but of these classes.
    fn at_but(&self, tokens: &[ClauseToken<'_>], at: usize, but: PhraseClass) -> (usize, PhraseClass) {
        let Some(first) = tokens.get(at) else { return (1, 0) };
        let (mut length, mut classes) = (1, 0);
        for (words, class) in first.phrases.iter().filter(|(_, class)| class & !but != 0) {
            let stands = tokens[at..].len() >= words.len()
                && words.iter().zip(&tokens[at..]).skip(1).all(|(word, token)| is_same(word, &token.text));
            if stands && class & HARMLESS != 0 && words.len() >= length {
                return (words.len(), class & (HARMLESS | PAIR | DEGREES));
            }
            if stands {
                length = length.max(words.len());
                classes |= class;
            }
        }
        (length, classes | first.alone)
    }

    /// What a word is by its beginning or its end.
    fn alone(&self, word: &str) -> PhraseClass {
        let denies = self.endings.iter().any(|ending| word.ends_with(ending));
        let of_beginning = |class, (beginning, more): &(&str, PhraseClass)| {
            if word.starts_with(beginning) { class | more } else { class }
        };
        self.beginnings.iter().fold(if denies { NEGATION } else { 0 }, of_beginning)
    }

    /// The phrases that begin with a word, or with that on which another is written.
    fn phrases(&self, word: &str) -> &[Phrase] {
        let first = word.as_bytes().first().map_or(0, |&byte| usize::from(byte));
        if self.lengths[first] & length_bit(word) != 0
            && let Some(phrases) = self.phrases.get(word)
        {
            return phrases;
        }
        let mut rests = self.words.clitics.iter().filter_map(|clitic| word.strip_prefix(clitic));
        rests.find_map(|rest| self.phrases.get(rest)).map_or(&[], Vec::as_slice)
    }

    /// All phrases in their order, none within another.
    pub(super) fn all(&self, tokens: &[ClauseToken<'_>]) -> Vec<PhraseMatch> {
        let mut met = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // How a sentence begins that takes another back is for that beginning alone.
            let (length, classes) = self.at_but(tokens, at, TAKES_BACK | FLAT);
            if classes & !HARMLESS != 0 {
                met.push(PhraseMatch { tokens: at..at + length, classes });
            }
            at += length;
        }
        met
    }

    /// The words of a text from which commas are taken that end nothing. `from` is where the text begins.
    pub(super) fn tokens<'t>(&'static self, text: &'t str, from: usize) -> Vec<ClauseToken<'t>> {
        self.first_tokens(text, from, usize::MAX)
    }

    /// No more than so many of them, and of the marks between them.
    pub(super) fn first_tokens<'t>(
        &'static self,
        text: &'t str,
        from: usize,
        most: usize,
    ) -> Vec<ClauseToken<'t>> {
        let mut all = tokens(text, from, most);
        if self.words.language == "fa" {
            // As the letters are typed on an Arabic keyboard.
            for token in all.iter_mut().filter(|token| token.text.contains(['ي', 'ك'])) {
                token.text = token.text.replace('ي', "ی").replace('ك', "ک").into();
            }
        }
        let english = self.words.language == "en";
        for (at, token) in all.iter_mut().enumerate().filter(|(_, token)| !token.is_mark()) {
            // `No. 5`
            if english && at > 0 && token.capital && token.text == "no" {
                let behind = text[token.range.end - from..].strip_prefix('.').map(str::trim_start);
                if behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_numeric)) {
                    continue;
                }
            }
            token.phrases = self.phrases(&token.text);
            token.alone = self.alone(&token.text);
        }
        let joins = |token: &ClauseToken<'_>| self.words.joins.contains(&&*token.text);
        let idle = |at: &usize| all[*at].is_mark() && all.get(at + 1).is_some_and(joins);
        let idle: Vec<usize> = (0..all.len()).filter(idle).collect();
        if !idle.is_empty() {
            let mut at = 0..;
            all.retain(|_| at.next().is_none_or(|at| idle.binary_search(&at).is_err()));
        }
        all
    }
}

/// The length of a word as one bit; those over the last are one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// Whether a word of a phrase is a word of the text; `~` stands for what it may end in.
fn is_same(word: &str, text: &str) -> bool {
    match word.strip_suffix('~') {
        Some(beginning) => text.starts_with(beginning),
        None => word == text,
    }
}

/// A phrase of a list in a text.
pub(super) struct PhraseMatch {
    pub(super) tokens: Range<usize>,
    pub(super) classes: PhraseClass,
}
