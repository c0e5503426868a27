//! The law of quotations: what is bent is refused, what is only typed otherwise is found.
//!
//! Each passage that the project's own site and the starter cite is taken as its source has it. It is bent in
//! each of [`KINDS`] wherever that applies, and none of what comes of it may be found where the passage
//! stands; in each of [`WARNED`], of which all that is found must be warned of; then it is retyped in each of [`RETYPED`], and must be found there.

use std::path::Path;
use std::sync::OnceLock;

use expound::base::text::Span;
use expound::build::{BuildOptions, build};
use expound::disk::{self, Layout};
use expound::source::caution::{altered, cut_short};
use expound::source::passage::{Lookup, Passage, Quotation, find};
use expound::source::text::Text;

/// A passage as its source has it.
struct Quoted {
    text: Text,
    span: Span,
    language: Option<String>,
}

impl Quoted {
    fn words(&self) -> &str {
        self.text.slice(self.span)
    }

    /// Whether a quotation is found where this passage stands.
    fn finds(&self, quotation: &str) -> bool {
        places(find(&self.text, quotation, None))
            .iter()
            .any(|place| place.parts.iter().any(|part| part.overlaps(self.span)))
    }
}

impl Quoted {
    /// Whether a quotation that is found where this passage stands goes out without a warning.
    fn passes(&self, quotation: &str) -> bool {
        let made = Quotation::new(quotation);
        let language = self.language.as_deref();
        let here = places(made.find(&self.text, None))
            .into_iter()
            .filter(|place| place.parts.iter().any(|part| part.overlaps(self.span)));
        let mut silent = here.filter(|place| {
            altered(&self.text, &made, place, language).is_empty()
                && cut_short(&self.text, place, language).is_none()
        });
        silent.next().is_some()
    }

    /// The words, and where they begin.
    fn each_word(&self) -> Vec<(usize, &str)> {
        let words = self.words();
        words.split(' ').map(|word| (word.as_ptr() as usize - words.as_ptr() as usize, word)).collect()
    }
}

fn places(outcome: Lookup) -> Vec<Passage> {
    match outcome {
        Lookup::Found(passage) => vec![passage],
        Lookup::Ambiguous(places) | Lookup::Elsewhere(places) => places.shown,
        Lookup::NotFound | Lookup::Empty | Lookup::TooManyParts => Vec::new(),
    }
}

/// All passages of the project's own site and of the starter.
fn quoted() -> &'static [Quoted] {
    static QUOTED: OnceLock<Vec<Quoted>> = OnceLock::new();
    QUOTED.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut all = Vec::new();
        for folder in [root.to_owned(), root.join("starter")] {
            let inputs = disk::read(&folder, &Layout::default()).expect("a site");
            let built = build(&inputs, &BuildOptions::default());
            let graph = built.site.graph();
            for (source, claims) in graph.sources.iter().zip(&graph.by_source) {
                let Some(text) = &source.text else { continue };
                let spans = claims.passages.iter().flat_map(|passage| passage.parts.iter().copied());
                all.extend(spans.map(|span| Quoted {
                    text: text.clone(),
                    span,
                    language: source.record.language.clone(),
                }));
            }
        }
        all.retain(|quoted| quoted.words().contains(' '));
        all
    })
}

/// Ways to bend a quotation, each with all that it makes of one.
type Kind = (&'static str, fn(&Quoted) -> Vec<String>);

const KINDS: &[Kind] = &[
    ("a letter is cut off", |quoted| {
        let words = quoted.words();
        let whole = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let mut bent = Vec::new();
        if whole(words.chars().next()) && whole(words.chars().nth(1)) {
            bent.push(words[1..].to_owned());
        }
        if whole(words.chars().next_back()) && whole(words.chars().nth_back(1)) {
            bent.push(words[..words.len() - 1].to_owned());
        }
        bent
    }),
    ("a compound is cut", |quoted| {
        let words = quoted.words();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        hyphens(words)
            .filter(|&at| letter(words[..at].chars().next_back()) && letter(words[at + 1..].chars().next()))
            .flat_map(|at| [words[..at].to_owned(), words[at + 1..].to_owned(), words[at..].to_owned()])
            .collect()
    }),
    ("a scale or a unit is cut off", |quoted| {
        let units = [
            "million",
            "billion",
            "trillion",
            "thousand",
            "percent",
            "per cent",
            "%",
            "percentage points",
            "bn",
        ];
        numbers(quoted.words())
            .filter(|&(_, end)| {
                let rest = quoted.words()[end..].trim_start();
                units.iter().any(|unit| {
                    rest.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                })
            })
            .flat_map(|(_, end)| {
                [quoted.words()[..end].to_owned(), quoted.words()[end..].trim_start().to_owned()]
            })
            .collect()
    }),
    ("a digit is cut off", |quoted| {
        let words = quoted.words();
        numbers(words)
            .filter(|&(start, end)| end - start > 1)
            .flat_map(|(start, end)| [words[start + 1..].to_owned(), words[..end - 1].to_owned()])
            .collect()
    }),
    ("a digit is another", |quoted| {
        let words = quoted.words();
        numbers(words)
            .map(|(start, _)| {
                let other = if words[start..].starts_with('7') { '8' } else { '7' };
                format!("{}{other}{}", &words[..start], &words[start + 1..])
            })
            .collect()
    }),
    ("a number gets a sign", |quoted| {
        let words = quoted.words();
        let free = numbers(words).filter(|&(start, _)| start == 0 || words[..start].ends_with(' '));
        free.flat_map(|(start, _)| {
            ["−", "±", "<", "~"].map(|sign| format!("{}{sign}{}", &words[..start], &words[start..]))
        })
        .collect()
    }),
    ("a dash beside a figure is doubled", |quoted| {
        let words = quoted.words();
        let beside = |at: usize, long: usize| {
            words[..at].trim_end().ends_with(char::is_numeric)
                || words[at + long..].trim_start().starts_with(char::is_numeric)
        };
        let dashes =
            words.char_indices().filter(|&(at, c)| matches!(c, '–' | '—') && beside(at, c.len_utf8()));
        dashes.map(|(at, c)| format!("{} – {}", &words[..at + c.len_utf8()], &words[at..])).collect()
    }),
    ("two words change places", |quoted| {
        let words: Vec<&str> = quoted.words().split_whitespace().collect();
        (1..words.len())
            .filter(|&at| words[at] != words[at - 1])
            .map(|at| {
                let mut words = words.clone();
                words.swap(at, at - 1);
                words.join(" ")
            })
            .filter(|bent| !quoted.text.canonical().contains(&**bent))
            .collect()
    }),
    ("words in the middle are left out", |quoted| {
        let words: Vec<&str> = quoted.words().split_whitespace().collect();
        (1..words.len().saturating_sub(1))
            .map(|at| [&words[..at], &words[at + 1..]].concat().join(" "))
            .filter(|bent| !quoted.text.canonical().contains(&**bent))
            .collect()
    }),
    ("a number in words is cut", |quoted| {
        const SMALL: &[&str] = &[
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen",
            "twenty", "thirty", "forty", "fifty", "sixty", "eighty", "ninety", "several", "hundred",
            "thousand",
        ];
        const SCALES: &[&str] =
            &["hundred", "thousand", "million", "billion", "trillion", "percent", "thirds"];
        let (words, each) = (quoted.words(), quoted.each_word());
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        each.windows(2)
            .filter(|pair| SMALL.contains(&&*bare(pair[0].1)) && SCALES.contains(&&*bare(pair[1].1)))
            .filter(|pair| bare(pair[0].1) != "several" && pair[0].1.ends_with(char::is_alphanumeric))
            .flat_map(|pair| [words[..pair[1].0].trim_end().to_owned(), words[pair[1].0..].to_owned()])
            .collect()
    }),
    ("two blocks are joined", |quoted| {
        let number = quoted.text.paragraph_at(quoted.span.start as usize);
        let Some(next) = quoted.text.paragraph(number + 1).filter(|_| !quoted.text.runs_on(number)) else {
            return Vec::new();
        };
        let this = quoted.text.paragraph(number).unwrap_or_default();
        let mut last: Vec<&str> = quoted.text.slice(this).split_whitespace().rev().take(4).collect();
        last.reverse();
        let first = quoted.text.slice(next).split_whitespace().take(4);
        vec![last.into_iter().chain(first).collect::<Vec<_>>().join(" ")]
    }),
    ("its end has another mark", |quoted| {
        let words = quoted.words();
        let others = |c: char| ['?', '!', '.'].into_iter().filter(move |&other| other != c);
        let last = words.chars().next_back().filter(|c| matches!(c, '?' | '!' | '.'));
        last.into_iter().flat_map(others).map(|c| format!("{}{c}", &words[..words.len() - 1])).collect()
    }),
    ("a negation is put in", |quoted| {
        let words: Vec<&str> = quoted.words().split_whitespace().collect();
        (1..words.len()).map(|at| [&words[..at], &["not"], &words[at..]].concat().join(" ")).collect()
    }),
    ("a bracketed letter stands for the beginning of a word", |quoted| {
        // `im|possible` → `[p]ossible`
        let words = quoted.words();
        let starts = words.split_whitespace().map(|word| word.as_ptr() as usize - words.as_ptr() as usize);
        starts
            .filter(|&at| words[at..].bytes().take(4).filter(u8::is_ascii_alphabetic).count() == 4)
            .map(|at| format!("{}[{}]{}", &words[..at], &words[at + 1..at + 2], &words[at + 2..]))
            .collect()
    }),
    ("a bracketed prefix is put before a word", |quoted| {
        let words: Vec<&str> = quoted.words().split_whitespace().collect();
        (0..words.len())
            .filter(|&at| words[at].starts_with(|c: char| c.is_ascii_alphanumeric()))
            .map(|at| {
                let bent = format!("[un]{}", words[at]);
                [&words[..at], &[&*bent], &words[at + 1..]].concat().join(" ")
            })
            .collect()
    }),
    ("a bracketed ending makes another word", |quoted| {
        let words: Vec<&str> = quoted.words().split_whitespace().collect();
        (0..words.len())
            .filter(|&at| words[at].len() > 4 && words[at].bytes().all(|b| b.is_ascii_alphabetic()))
            .map(|at| {
                let bent = format!("{}[less]", &words[at][..3]);
                [&words[..at], &[&*bent], &words[at + 1..]].concat().join(" ")
            })
            .collect()
    }),
    ("two sentences are spliced", |quoted| {
        // Its first words, and the last of a paragraph further on.
        let number = quoted.text.paragraph_at(quoted.span.start as usize);
        let Some(other) = quoted.text.paragraph(number + 2) else { return Vec::new() };
        let ours: Vec<&str> = quoted.words().split_whitespace().take(3).collect();
        let theirs: Vec<&str> = quoted.text.slice(other).split_whitespace().rev().take(3).collect();
        vec![ours.into_iter().chain(theirs.into_iter().rev()).collect::<Vec<_>>().join(" ")]
    }),
];

/// What stands before and after each of some words within a passage, and the word after them.
fn around<'a>(quoted: &'a Quoted, some: &[&str]) -> Vec<(&'a str, &'a str, &'a str)> {
    let (words, each) = (quoted.words(), quoted.each_word());
    let inner = each.windows(3).filter(|three| some.contains(&three[1].1));
    inner
        .map(|three| {
            let (start, word) = three[1];
            (words[..start].trim_end(), words[start + word.len()..].trim_start(), three[2].1)
        })
        .collect()
}

const NEGATIONS: &[&str] = &["not", "never", "no", "cannot", "не", "nicht", "ne"];

/// Behind a negation, what makes it none.
const NO_MORE: &[&str] =
    &["only", "just", "merely", "simply", "least", "doubt", "less", "fewer", "longer", "matter"];

/// Ways to bend a quotation so that its words still stand in the source: what is found is warned of.
const WARNED: &[Kind] = &[
    ("a negation is left out with an ellipsis", |quoted| {
        around(quoted, NEGATIONS)
            .into_iter()
            .filter(|(_, _, next)| !NO_MORE.contains(next))
            .map(|(before, after, _)| format!("{before} … {after}"))
            .collect()
    }),
    ("a negation is replaced in brackets", |quoted| {
        around(quoted, NEGATIONS)
            .into_iter()
            .filter(|(_, _, next)| !NO_MORE.contains(next))
            .map(|(before, after, _)| format!("{before} [indeed] {after}"))
            .collect()
    }),
    ("it ends before what limits it", |quoted| {
        around(quoted, &["but", "unless", "except", "although", "though", "however", "но", "aber"])
            .into_iter()
            .map(|(before, _, _)| before)
            // `not only …, but`, and words that are too few to say something.
            .filter(|before| {
                before.split(' ').count() > 3
                    && !["not", "all", "nothing", "anything", "не", "nicht"]
                        .iter()
                        .any(|word| before.split([' ', ',']).any(|other| other == *word))
            })
            .map(|before| before.trim_end_matches([',', ';', '—', '–', ' ']).to_owned())
            .collect()
    }),
    ("the mark of a question is cut off", |quoted| {
        let words = quoted.words();
        words
            .match_indices('?')
            .map(|(at, _)| &words[..at])
            .map(|asked| {
                asked[asked.rfind(['.', '!', '?', ':', '“', '”', '"']).map_or(0, |end| end + 1)..]
                    .trim_matches([' ', '”', '“'])
            })
            .filter(|asked| asked.split(' ').count() > 2)
            .map(str::to_owned)
            .collect()
    }),
    ("a figure is left out with an ellipsis", |quoted| {
        let words = quoted.words();
        numbers(words)
            .filter(|&(start, end)| {
                words[..start].ends_with(' ')
                    && words[end..].starts_with(' ')
                    && start > 1
                    && end + 1 < words.len()
            })
            .map(|(start, end)| format!("{} … {}", words[..start].trim_end(), words[end..].trim_start()))
            .collect()
    }),
];

/// A way to type a quotation.
type Way = (&'static str, fn(&str) -> String);

/// Ways to type a quotation that change nothing.
const RETYPED: &[Way] = &[
    ("straight marks", |words| words.replace(['“', '”'], "\"").replace(['‘', '’'], "'")),
    ("single marks", |words| words.replace(['“', '”', '"'], "'")),
    ("hyphens for dashes", |words| words.replace(" – ", " - ").replace(['–', '‑'], "-").replace('—', "--")),
    ("a minus as a hyphen", |words| words.replace('−', "-")),
    ("spaces", |words| words.replace(' ', " \u{a0} ")),
    ("lines", |words| words.replace(' ', "\n")),
    ("dots", |words| words.replace('…', "...")),
    ("invisible characters", |words| words.split(' ').collect::<Vec<_>>().join("\u{200b} ")),
    ("decomposed", |words| unicode_normalization::UnicodeNormalization::nfd(words).collect()),
];

fn hyphens(words: &str) -> impl Iterator<Item = usize> + '_ {
    words.match_indices('-').map(|(at, _)| at)
}

/// The runs of digits, with the marks within.
fn numbers(words: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + words[at..].find(|c: char| c.is_ascii_digit())?;
        let rest = &words[start..];
        let mut end =
            rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
        end = rest[..end].trim_end_matches([',', '.']).len();
        at = start + end;
        Some((start, start + end))
    })
}

#[test]
fn a_bent_quotation_is_refused() {
    let (mut bent, mut found) = (0, Vec::new());
    for (kind, bend) in KINDS {
        for quoted in quoted() {
            for quotation in bend(quoted) {
                bent += 1;
                if quoted.finds(&quotation) {
                    found.push(format!("{kind}: {quotation:?} from {:?}", quoted.words()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} of {bent}:\n{}", found.len(), found.join("\n"));
    assert!(bent > 9_000, "{bent}");
}

#[test]
fn a_bent_quotation_that_is_found_is_warned_of() {
    let (mut bent, mut silent) = (0, Vec::new());
    for (kind, bend) in WARNED {
        for quoted in quoted() {
            for quotation in bend(quoted) {
                bent += 1;
                if quoted.passes(&quotation) {
                    silent.push(format!("{kind}: {quotation:?} from {:?}", quoted.words()));
                }
            }
        }
    }
    assert!(bent > 30, "{bent}");
    assert!(silent.is_empty(), "{}:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn a_retyped_quotation_is_found() {
    let mut lost = Vec::new();
    for quoted in quoted() {
        for (way, retype) in RETYPED {
            let retyped = retype(quoted.words());
            if !quoted.finds(&retyped) {
                lost.push(format!("{way}: {retyped:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}:\n{}", lost.len(), lost.join("\n"));
    assert!(quoted().len() > 200, "{}", quoted().len());
}
