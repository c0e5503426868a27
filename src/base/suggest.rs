//! Which of many names was meant: for "did you mean", never to accept anything.
//!
//! Of few names each is compared. Of many, only those are that share rare pairs of letters with what was written:
//! an index from pairs to names is made at the first question, and a question looks at so many entries of it and no
//! more, so that a thousand broken links among a thousand pages cost a thousand small looks.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::base::letters::name_key;

/// How near a name must be: 1 is the same.
const NEAR: f64 = 0.6;

/// Up to so many names each is compared.
const FEW: usize = 48;

/// So many entries of the index are looked at for one question.
const BUDGET: usize = 2_000;

/// So many names that share most are compared.
const BEST: usize = 24;

/// A name that is longer, in bytes, is not compared: to compare takes as long as both are long.
const LONGEST: usize = 200;

/// Names among which the nearest is looked for.
#[derive(Debug, Default)]
pub struct Candidates {
    names: Vec<IndexedName>,
    pairs: OnceLock<HashMap<[char; 2], Vec<u32>>>,
    /// The names by what is left of them without case and typography; nothing where several are the same then.
    plain: OnceLock<HashMap<String, Option<u32>>>,
}

#[derive(Debug)]
struct IndexedName {
    name: String,
    lower: String,
}

impl Candidates {
    /// These names. The order does not matter.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<IndexedName> = names
            .into_iter()
            .filter(|name| name.len() <= LONGEST)
            .map(|name| IndexedName { name: name.to_owned(), lower: name.to_lowercase() })
            .collect();
        names.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        names.dedup_by(|a, b| a.name == b.name);
        Self { names, pairs: OnceLock::new(), plain: OnceLock::new() }
    }

    /// The name that `written` may have been meant for.
    pub fn nearest(&self, written: &str) -> Option<&str> {
        if written.len() > LONGEST {
            return None;
        }
        let written = written.to_lowercase();
        let best = |best: Option<(f64, usize)>, i: usize| {
            let score = alike(&written, &self.names[i].lower);
            // Of two that are as near the first in the alphabet.
            match best {
                Some((known, at)) if known > score || (known >= score && at < i) => best,
                _ if score >= NEAR => Some((score, i)),
                _ => best,
            }
        };
        let found = match self.names.len() <= FEW {
            true => (0..self.names.len()).fold(None, best),
            false => self.candidates(&written).into_iter().fold(None, best),
        };
        found.map(|(_, i)| self.names[i].name.as_str())
    }

    /// The name that differs from what was written in case and typography alone, if it is the only one.
    pub fn only_variant(&self, written: &str) -> Option<&str> {
        if written.len() > LONGEST {
            return None;
        }
        let plain = self.plain.get_or_init(|| {
            let mut plain: HashMap<String, Option<u32>> = HashMap::with_capacity(self.names.len());
            for (i, name) in (0..).zip(&self.names) {
                plain.entry(without_typography(&name.name)).and_modify(|one| *one = None).or_insert(Some(i));
            }
            plain
        });
        let index = (*plain.get(&without_typography(written))?)?;
        Some(self.names[index as usize].name.as_str()).filter(|name| *name != written)
    }

    /// The names that share most pairs of letters with what was written, the rare ones first.
    fn candidates(&self, written: &str) -> Vec<usize> {
        let index = self.pairs.get_or_init(|| {
            let mut index: HashMap<[char; 2], Vec<u32>> = HashMap::new();
            for (i, name) in (0u32..).zip(&self.names) {
                for pair in pairs(&name.lower) {
                    let names = index.entry(pair).or_default();
                    if names.last() != Some(&i) {
                        names.push(i);
                    }
                }
            }
            index
        });
        let mut lists: Vec<&[u32]> =
            pairs(written).iter().filter_map(|pair| Some(index.get(pair)?.as_slice())).collect();
        lists.sort_by_key(|names| (names.len(), names.first().copied()));
        let mut shared: HashMap<u32, u32> = HashMap::new();
        let mut left = BUDGET;
        for names in lists {
            // Of a pair that is everywhere the names near each other in the alphabet would be as good as any.
            for &name in names.iter().take(left) {
                *shared.entry(name).or_default() += 1;
            }
            left = left.saturating_sub(names.len());
            if left == 0 {
                break;
            }
        }
        let mut shared: Vec<(u32, u32)> = shared.into_iter().collect();
        shared.sort_unstable_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        shared.into_iter().take(BEST).map(|(name, _)| name as usize).collect()
    }
}

/// A name without what a keyboard or a word processor decides: case, the kind of dash, underscore, apostrophe and space,
/// and signs that are not seen.
pub(crate) fn without_typography(name: &str) -> String {
    let plain = |c: char| match c {
        '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => Some('\''),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        c => Some(c),
    };
    name_key(name).chars().filter_map(plain).collect()
}

/// Names of fewer letters have too many neighbours.
const SHORTEST_SLIP: usize = 4;

/// The only one of `known` that is one slip of a finger away from `written`, or differs in typography alone.
pub fn only_slip<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let plain = without_typography(written);
    let is_near = |name: &&str| {
        let known = without_typography(name);
        known == plain
            || known.chars().count() >= SHORTEST_SLIP && strsim::damerau_levenshtein(&known, &plain) == 1
    };
    let mut near = known.into_iter().filter(|name| *name != written).filter(is_near);
    near.next().filter(|_| near.next().is_none())
}

/// The pairs of neighbouring letters of a word, with its beginning and its end, each once.
fn pairs(word: &str) -> Vec<[char; 2]> {
    let letters = std::iter::once('\0').chain(word.chars());
    let mut pairs: Vec<[char; 2]> =
        letters.zip(word.chars().chain(std::iter::once('\0'))).map(|(a, b)| [a, b]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How alike two words are, from 0 to 1; 0 where their lengths alone part them.
fn alike(one: &str, other: &str) -> f64 {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    // Letters have up to four bytes.
    if short * 8 < long {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(one, other)
}

/// The one of `known` that `written` may have been meant for. For a question that is asked once: where many may be
/// asked, [`Candidates`] are made once.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len() <= LONGEST)
        .map(|name| (alike(&written, &name.to_lowercase()), name))
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("tittle", ["summary", "title", "slug"]), Some("title"));
        assert_eq!(nearest("Rewieved", ["reviewed", "published"]), Some("reviewed"));
        assert_eq!(nearest("zzz", ["title", "slug"]), None);
    }

    #[test]
    fn a_variant_is_given_only_if_it_is_the_only_one() {
        let names = Candidates::new(["ostrava-1907", "Loos-1921", "loos-1921", "Müller’s mill", "vltava"]);
        assert_eq!(names.only_variant("Ostrava_1907"), Some("ostrava-1907"));
        assert_eq!(names.only_variant("ostrava–1907"), Some("ostrava-1907"));
        assert_eq!(names.only_variant("LOOS-1921"), None, "two are possible");
        assert_eq!(names.only_variant("mu\u{308}ller's  Mill"), Some("Müller’s mill"));
        assert_eq!(names.only_variant("vltave"), None, "another letter");
        assert_eq!(names.only_variant("vltava"), None, "it is the name");
    }

    #[test]
    fn a_slip_is_one_letter_and_one_name() {
        let known = ["title", "summary", "reviewed", "url", "topic", "topics"];
        assert_eq!(only_slip("titel", known), Some("title"));
        assert_eq!(only_slip("Sumary", known), Some("summary"));
        assert_eq!(only_slip("topicz", known), None, "two are possible");
        assert_eq!(only_slip("reviwd", known), None, "two letters");
        assert_eq!(only_slip("uri", known), None, "too short");
        assert_eq!(only_slip("URL", known), Some("url"));
    }

    #[test]
    fn among_many_names_the_one_with_a_slip_is_found() {
        let all: Vec<String> = (0..5_000).map(|i| format!("reports/river-{i}.md")).collect();
        let names = Candidates::new(all.iter().map(String::as_str));
        assert_eq!(names.nearest("reports/rivr-4711.md"), Some("reports/river-4711.md"));
        assert_eq!(names.nearest("Reports/River-4711.MD"), Some("reports/river-4711.md"));
        assert_eq!(names.nearest("nothing of the kind, nowhere"), None);
    }

    proptest! {
        #[test]
        fn of_few_names_the_index_says_what_each_comparison_says(
            names in prop::collection::vec("[a-d]{1,6}", 0..40), written in "[a-d]{1,6}",
        ) {
            let known = names.iter().map(String::as_str);
            let index = Candidates::new(known.clone());
            prop_assert_eq!(index.nearest(&written), nearest(&written, known));
        }
    }
}
