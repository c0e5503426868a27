//! A site of any size for the benchmarks, the same each time.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Citations of a page.
pub(crate) const CITATIONS: usize = 6;

/// A page's path, without its extension.
pub(crate) fn name(page: usize) -> String {
    format!("topics/area-{:02}/topic-{page:05}", page % 12)
}

/// A site of so many topics, each of some 700 words with six citations and six links, and a tenth as many
/// sources. It is the same each time.
pub(crate) fn write_site(root: &Path, pages: usize) {
    let mut numbers = Numbers(7);
    let sources: Vec<Vec<String>> =
        (0..(pages / 10).max(1)).map(|_| (0..11).map(|_| numbers.words(80)).collect()).collect();
    let write = |path: String, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    write("expound.toml".to_owned(), "title = \"Bench\"\n");
    let mut library = String::new();
    for (id, paragraphs) in sources.iter().enumerate() {
        write(format!("seeds/source-{id}.txt"), &paragraphs.join("\n\n"));
        writeln!(library, "[source-{id}]\ntitle = \"Source {id}\"\ndate = \"2013\"\nrights = \"full\"\n")
            .expect("written");
    }
    write("seeds/sources.toml".to_owned(), &library);
    for page in 0..pages {
        let mut text = format!("+++\ntitle = \"Topic {page}\"\nsummary = \"On it.\"\n+++\n");
        for section in 0..CITATIONS {
            let source = numbers.below(sources.len());
            let words: Vec<&str> = sources[source][numbers.below(11)].split(' ').collect();
            let start = numbers.below(words.len() - 12);
            let quoted = words[start..start + 10].join(" ");
            let (lead, more) = (numbers.words(60), numbers.words(60));
            let other = name(numbers.below(pages));
            write!(
                text,
                "\n## Section {section}\n\n{lead} [@source-{source}, \"{quoted}\"].\n\nSee [there](/{other}.md). {more}\n"
            )
            .expect("written");
        }
        write(format!("content/{}.md", name(page)), &text);
    }
}

/// Numbers that look like chance and are the same each time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// Below `end`, and at least 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    /// So many made-up words.
    pub(crate) fn words(&mut self, count: usize) -> String {
        const PARTS: [&str; 12] =
            ["ra", "to", "ken", "mi", "sol", "un", "der", "pa", "li", "no", "ve", "gas"];
        let mut text = String::new();
        for word in 0..count {
            if word > 0 {
                text.push(' ');
            }
            for _ in 0..2 + self.below(3) {
                text.push_str(PARTS[self.below(PARTS.len())]);
            }
        }
        text
    }
}
