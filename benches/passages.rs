//! How long quotations take: folding the texts, finding what is there, and explaining what is not.
//!
//! The corpus is made, and is the same each time: 2,000 sources of about 6 KB, 60,000 quotations.
//! `cargo bench --bench passages`

use std::sync::LazyLock;

use divan::Bencher;
use expound::source::nearest::nearest;
use expound::source::passage::{Lookup, Quotation, find};
use expound::source::text::Text;

const SOURCES: usize = 2_000;
const QUOTATIONS: usize = 60_000;

fn main() {
    divan::main();
}

/// Numbers that look like chance and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}

/// Articles of made-up words, with the marks and dashes of real ones.
static ARTICLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut numbers = Numbers(7);
    let syllables =
        ["ra", "to", "ken", "mi", "sol", "un", "der", "pa", "li", "no", "ve", "gas", "chi", "or", "est"];
    let words: Vec<String> = (0..4_000)
        .map(|_| (0..=numbers.below(3)).map(|_| syllables[numbers.below(syllables.len())]).collect())
        .collect();
    (0..SOURCES)
        .map(|_| {
            let mut article = String::with_capacity(7_000);
            while article.len() < 6_000 {
                match numbers.below(60) {
                    0 => article.push_str("— "),
                    1 => article.push_str("“no limits,” it’s said, "),
                    2 => article.push_str(". The "),
                    3 => article.push_str("2,700 "),
                    4 => article.push_str(".\n\n"),
                    _ => {
                        article.push_str(&words[numbers.below(words.len())]);
                        article.push(' ');
                    }
                }
            }
            article
        })
        .collect()
});

static TEXTS: LazyLock<Vec<Text>> =
    LazyLock::new(|| ARTICLES.iter().map(|article| Text::plain(article)).collect());

/// Which source each is of, and its words, retyped with straight marks.
static QUOTED: LazyLock<Vec<(usize, String)>> = LazyLock::new(|| {
    let mut numbers = Numbers(11);
    (0..QUOTATIONS)
        .map(|i| {
            let source = i % SOURCES;
            let words: Vec<&str> = TEXTS[source].canonical().split_whitespace().collect();
            let len = 8 + numbers.below(12);
            let start = numbers.below(words.len() - len);
            (source, words[start..start + len].join(" ").replace(['“', '”'], "\"").replace('’', "'"))
        })
        .collect()
});

#[divan::bench(sample_count = 3, sample_size = 1)]
fn fold_2000_texts(bencher: Bencher<'_, '_>) {
    let articles = &*ARTICLES;
    bencher
        .bench_local(|| articles.iter().map(|article| Text::plain(article).canonical().len()).sum::<usize>());
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn find_60000_quotations(bencher: Bencher<'_, '_>) {
    let quoted = &*QUOTED;
    bencher.bench_local(|| {
        let found = quoted
            .iter()
            .filter(|(source, words)| matches!(find(&TEXTS[*source], words, None), Lookup::Found(_)));
        let found = found.count();
        assert!(found > QUOTATIONS * 9 / 10, "{found}");
    });
}

/// A quotation with two words changed.
static MISSED: LazyLock<(usize, String)> = LazyLock::new(|| {
    let (source, words) = &QUOTED[17];
    let mut words: Vec<&str> = words.split(' ').collect();
    words[3] = "altogether";
    words[6] = "different";
    (*source, words.join(" "))
});

#[divan::bench(sample_count = 100)]
fn explain_one_miss(bencher: Bencher<'_, '_>) {
    let (source, words) = &*MISSED;
    bencher
        .bench_local(|| nearest(&TEXTS[*source], words).expect("two words in eight or more leave it near"));
}

#[divan::bench(sample_count = 20)]
fn ask_2000_sources_for_a_miss(bencher: Bencher<'_, '_>) {
    let (_, words) = &*MISSED;
    let texts = &*TEXTS;
    bencher.bench_local(|| {
        let quotation = Quotation::new(words);
        texts.iter().filter(|text| quotation.stands_in(text)).count()
    });
}
