//! The readers that are tried, and what must hold for what they make.

use std::sync::Arc;

use expound::base::data::{parse_toml, parse_yaml};
use expound::base::date::Date;
use expound::base::diagnostic::Diagnostic;
use expound::base::text::{File, Inputs, line_column};
use expound::build::BuildOptions;
use expound::config::{Config, Markdown};
use expound::output::plan::Manifest;
use expound::page;
use expound::search::rank::SearchQuery;
use expound::search::tokens;
use expound::source::passage::{self, Lookup};
use expound::source::pin::Lock;
use expound::source::record;
use expound::source::text::{self, Text};

use super::corpus::Food;
use super::kit;

/// A reader.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// What its inputs begin as.
    pub(crate) food: Food,
    /// How many times as long it takes as the others.
    pub(crate) cost: u64,
    pub(crate) run: fn(&[u8]) -> Result<(), String>,
}

macro_rules! targets {
    ($($name:literal $food:ident $cost:literal $run:expr;)+) => {
        /// All of them.
        pub(crate) const TARGETS: &[Target] =
            &[$(Target { name: $name, food: Food::$food, cost: $cost, run: $run }),+];
    };
}

targets! {
    "page" Pages 1 |bytes| page_of(bytes, Markdown::default());
    "page, with HTML and formulas" Pages 1 |bytes| {
        page_of(bytes, Markdown { html: true, math: true, hide_flags: true })
    };
    "sentence" Lines 1 |bytes| page_of(&[b"+++\ntitle = \"A\"\n+++\n\n", bytes].concat(), Markdown::default());
    "front matter" Pages 1 |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let mut found = Vec::new();
        let (_, end) = page::front_matter::read(&"content/a.md".into(), &text, &mut found);
        (text.is_char_boundary(end)).then_some(()).ok_or("the text begins within a character")?;
        placed(&found, &file("content/a.md", text.as_bytes()))
    };
    "library" Libraries 1 |bytes| {
        let file = file("seeds/a.toml", bytes);
        placed(&record::read(&file).diagnostics, &file)
    };
    "text" Texts 1 |bytes| text_of("seeds/a.txt", bytes);
    "text in Markdown" Texts 1 |bytes| text_of("seeds/a.md", bytes);
    "text in HTML" Texts 1 |bytes| text_of("seeds/a.html", bytes);
    "quotation" Texts 1 quotation;
    "settings" Configs 1 |bytes| {
        let inputs = of("expound.toml", bytes);
        placed(&Config::read(&inputs).diagnostics, &file("expound.toml", bytes))
    };
    "lock" Locks 1 |bytes| {
        let inputs = of("expound.lock", bytes);
        let lock = Lock::read(&inputs);
        placed(&lock.diagnostics, &file("expound.lock", bytes))?;
        // What was read is written, and read again as the same.
        let Some(lock) = lock.value.filter(|_| lock.diagnostics.is_empty()) else { return Ok(()) };
        let again = Lock::read(&of("expound.lock", lock.to_toml().as_bytes()));
        let same = again.value.is_some_and(|again| again.pins.keys().eq(lock.pins.keys()));
        same.then_some(()).ok_or_else(|| "a lock that was written is read as another".to_owned())
    };
    "TOML" Configs 1 |bytes| {
        let text = String::from_utf8_lossy(bytes);
        drop(parse_toml(&text, 0));
        Ok(())
    };
    "YAML" Pages 1 |bytes| {
        let text = String::from_utf8_lossy(bytes);
        drop(parse_yaml(text.trim_start_matches(['+', '-']), 3));
        Ok(())
    };
    "date" Lines 1 |bytes| {
        if let Ok(date) = Date::parse(&String::from_utf8_lossy(bytes)) {
            let _ = (date.to_string(), date.machine(), date.days());
        }
        Ok(())
    };
    "manifest" Lines 1 |bytes| {
        let plan = Manifest::parse(bytes);
        let again = Manifest::parse(plan.to_text().as_bytes());
        (plan.to_text() == again.to_text()).then_some(()).ok_or_else(|| "a manifest changes".to_owned())
    };
    "search" Lines 1 |bytes| {
        let text = String::from_utf8_lossy(bytes);
        tokens::each(&text, |_, range| drop(text[range].to_owned()));
        drop(SearchQuery::new(&text, true));
        Ok(())
    };
    "site of a page" Pages 100 |bytes| site("content/topics/a.md", bytes);
    "site of a source" Texts 100 |bytes| site("seeds/smith.html", bytes);
    "site of a library" Libraries 100 |bytes| site("seeds/more.toml", bytes);
    "site of settings" Configs 100 |bytes| site("expound.toml", bytes);
    "site of a theme" Themes 100 |bytes| site("themes/folio/page.html", bytes);
}

fn file(path: &str, bytes: &[u8]) -> File {
    File { path: path.into(), bytes: bytes.into() }
}

/// A site of one file.
fn of(path: &str, bytes: &[u8]) -> Inputs {
    Inputs { files: [(path.into(), file(path, bytes))].into(), ..Inputs::default() }
}

/// Every finding about a file of text stands in it.
fn placed(found: &[Diagnostic], file: &File) -> Result<(), String> {
    let Ok(text) = file.text() else { return Ok(()) };
    for finding in found {
        let places =
            std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
        for place in places.filter(|place| place.file == file.path) {
            let Some(span) = place.span else { continue };
            let range = span.start as usize..span.end as usize;
            if text.get(range.clone()).is_none() {
                return Err(format!(
                    "{} stands at {range:?}, and the file has no such place",
                    finding.rule.name
                ));
            }
            let _ = line_column(text, range.start);
        }
    }
    Ok(())
}

fn page_of(bytes: &[u8], options: Markdown) -> Result<(), String> {
    let file = file("content/topics/a.md", bytes);
    let page = page::parse(&file, options);
    placed(&page.diagnostics, &file)
}

fn text_of(path: &str, bytes: &[u8]) -> Result<(), String> {
    let file = file(path, bytes);
    let library: Arc<str> = "seeds/a.toml".into();
    let text = text::read(&file, &[], &library);
    placed(&text.diagnostics, &file)?;
    let Some(text) = text.value else { return Ok(()) };
    let mut last = 0;
    for (number, span) in (1..).zip(text.paragraphs()) {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < last || text.canonical().get(start..end).is_none() {
            return Err(format!(
                "paragraph {number} stands at {start}..{end}, and the one before ends at {last}"
            ));
        }
        last = end;
    }
    Ok(())
}

/// Words of a text, as they stand and as they came out of chance, are looked up in it.
fn quotation(bytes: &[u8]) -> Result<(), String> {
    let all = String::from_utf8_lossy(bytes);
    let half = (0..=all.len() / 2).rev().find(|&at| all.is_char_boundary(at)).unwrap_or_default();
    let (before, after) = all.split_at(half);
    let text = Text::plain(before);
    for words in [after, before] {
        let words: String = words.chars().take(400).collect();
        if let Lookup::Found(passage) = passage::find(&text, &words, None) {
            let mut last = 0;
            for part in &passage.parts {
                let (start, end) = (part.start as usize, part.end as usize);
                if start < last || text.canonical().get(start..end).is_none() {
                    return Err(format!("{words:?} is found at {start}..{end}"));
                }
                last = end;
            }
        }
    }
    Ok(())
}

/// A site with this file: all laws hold for it.
fn site(path: &str, bytes: &[u8]) -> Result<(), String> {
    let mut inputs = Inputs::from_texts([
        ("expound.toml", "title = \"Test\"\n[citations]\nstyle = \"plain\"\n"),
        (
            "seeds/sources.toml",
            "[smith]\nauthor = \"Smith, Ann\"\ntitle = \"On Rivers\"\ndate = 2013\nrights = \"full\"\n\n[jones]\ntitle = \"On Bridges\"\nrights = \"cite-only\"\n",
        ),
        (
            "seeds/smith.txt",
            "The river rises in the hills. It is 4,200 kilometers long — no other is longer.\n\nThe hills are bare.\n",
        ),
        ("seeds/jones.txt", "There are nine bridges over the river. The oldest is of wood.\n"),
        (
            "content/topics/other.md",
            "+++\ntitle = \"Other\"\n+++\n\nThe river is long [@smith, \"4,200 kilometers long\"].\n",
        ),
    ]);
    inputs.files.insert(path.into(), file(path, bytes));
    let options = BuildOptions::default();
    let build = expound::build::build(&inputs, &options);
    placed(&build.diagnostics, &inputs.files[path])?;
    // What fails is not published: only its findings count.
    if kit::has_errors(&build.diagnostics) || kit::render(&build).is_err() {
        return Ok(());
    }
    match kit::unlawful(&inputs, &options).first() {
        Some(fault) => Err(fault.clone()),
        None => Ok(()),
    }
}
