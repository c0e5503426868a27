//! Where the time of a build goes, and how many times the least it could take.
//!
//! The floor reads the same files, turns the same Markdown into HTML, and writes as many bytes to the same
//! paths, with as many threads: what no program that does this work can go below. It and the build are run in
//! turn, each into an empty folder, so that a change of the machine's speed meets both alike. Then each stage
//! of the build is run by itself.
//!
//! `cargo bench --bench stages` tries 2,000 and 10,000 pages, `cargo bench --bench stages -- 500` a site of
//! 500 pages. Temporary files go where `TMPDIR` says; in a file system that is in memory the disk does not
//! count.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this measures the program")]
#![allow(clippy::print_stdout, reason = "it says what it measured")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use expound::base::text::Inputs;
use expound::build::{BuildOptions, Site, build};
use expound::config::Config;
use expound::disk::{self, Layout};
use expound::output::Content;
use expound::search::files::{Plan, SearchIndex};
use expound::theme::compose::Composer;
use expound::theme::compose::search::SiteCorpus;
use expound::theme::render::Theme;
use expound::{page, source};
use rayon::prelude::*;

mod corpus;

use corpus::{middle, sizes_asked};

/// Each is measured so often, and the middle one counts.
const RUNS: usize = 5;

fn main() {
    for pages in sizes_asked() {
        measure(pages);
    }
}

fn measure(pages: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let output = folder.path().join("public");
    corpus::write_site(&root, pages);
    let inputs = read(&root);
    let site = build(&inputs, &BuildOptions::default()).site;
    let sizes = sizes(&site);
    let bytes: usize = sizes.iter().map(|(_, size)| size).sum();

    let (mut floors, mut builds) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let _ = fs::remove_dir_all(&output);
        floors.push(timed(|| floor(&root, &output, &sizes)));
        let _ = fs::remove_dir_all(&output);
        builds.push(timed(|| {
            let site = build(&read(&root), &BuildOptions::default()).site;
            disk::publish(&site.ready(), &output, &disk::PublishOptions::default())
                .map(drop)
                .expect("published");
        }));
    }
    let mut ratios: Vec<f64> = builds.iter().zip(&floors).map(|(build, floor)| build / floor).collect();
    println!(
        "{pages} pages, {} citations, {} files with {} MB: the build takes {:.2} times the floor ({:.0} ms)",
        pages * corpus::CITATIONS,
        sizes.len(),
        bytes / 1_000_000,
        middle(&mut ratios),
        middle(&mut floors) * 1e3,
    );
    let whole = middle(&mut builds);
    for (name, time) in stages(&inputs, &root, &site, &output) {
        println!("  {name:<34}{:>8.0} ms {:>5.0} %", time * 1e3, time / whole * 100.0);
    }
}

fn read(root: &Path) -> Inputs {
    disk::read(root, &Layout::default()).expect("the site")
}

/// The files of a site, and how long each is.
fn sizes(site: &Site) -> Vec<(String, usize)> {
    let ready = site.ready();
    let size = |index| ready.bytes(index).expect("it is made").len();
    (0..ready.paths().len())
        .into_par_iter()
        .map(|index| (ready.paths()[index].to_string(), size(index)))
        .collect()
}

/// Reads, turns Markdown into HTML, and writes.
fn floor(root: &Path, output: &Path, sizes: &[(String, usize)]) {
    let files: Vec<_> = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).collect();
    let files: Vec<_> = files.into_par_iter().filter(|entry| entry.file_type().is_file()).collect();
    let texts: Vec<_> = files
        .par_iter()
        .map(|entry| (entry.path(), fs::read_to_string(entry.path()).expect("a text")))
        .collect();
    let html: usize = texts
        .par_iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "md"))
        .map(|(_, text)| {
            let mut html = String::with_capacity(text.len() * 2);
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
            html.len()
        })
        .sum();
    assert!(html > 0, "no Markdown was found");
    let folders: std::collections::BTreeSet<_> =
        sizes.iter().filter_map(|(path, _)| Path::new(path).parent()).collect();
    for folder in folders {
        fs::create_dir_all(output.join(folder)).expect("a folder");
    }
    let longest = sizes.iter().map(|(_, size)| *size).max().unwrap_or_default();
    let bytes = vec![b'x'; longest];
    sizes.par_iter().for_each(|(path, size)| fs::write(output.join(path), &bytes[..*size]).expect("written"));
}

/// Each stage by itself, as the build does it. What joins pages and sources is what remains of `build` without
/// the stages that have a line of their own.
fn stages(inputs: &Inputs, root: &Path, site: &Site, output: &Path) -> Vec<(&'static str, f64)> {
    let of = |step: &dyn Fn()| middle(&mut (0..RUNS).map(|_| timed(step)).collect::<Vec<_>>());
    let config = Config::read(inputs).value;
    let parse = || {
        let files: Vec<_> = inputs.under("content/").filter(|file| page::is_page(file)).collect();
        files.into_par_iter().for_each(|file| drop(page::parse(file, config.markdown)));
    };
    let theme = Theme::load(&config.theme, &config.theme_place, inputs).value;
    let graph = site.graph();
    let composer = Composer::new(graph, &config, &theme);
    let views = || {
        let pages: Vec<_> = graph.catalog.iter().map(|(id, _)| id).collect();
        pages.into_par_iter().for_each(|id| drop(composer.article(id)));
        (0..graph.sources.len()).into_par_iter().for_each(|id| {
            drop(composer.source_page(u32::try_from(id).expect("few sources")));
        });
    };
    let corpus = SiteCorpus::new(&composer);
    let search = || drop(SearchIndex::new(&Plan::new(&corpus), &corpus));
    let ready = site.ready();
    let make = || {
        (0..ready.paths().len()).into_par_iter().for_each(|index| drop(ready.bytes(index)));
    };
    let publish = || {
        let _ = fs::remove_dir_all(output);
        disk::publish(&ready, output, &disk::PublishOptions::default()).map(drop).expect("published");
    };

    let read = of(&|| drop(read(root)));
    let pages = of(&parse);
    let sources = of(&|| drop(source::gather(inputs)));
    let themes = of(&|| drop(Theme::load(&config.theme, &config.theme_place, inputs)));
    let built = of(&|| drop(build(inputs, &BuildOptions::default())));
    let composed = of(&views);
    let found = of(&search);
    // Its search is made already.
    let made = of(&make);
    let published = of(&publish);
    vec![
        ("read", read),
        ("parse pages", pages),
        ("read sources", sources),
        ("load the theme", themes),
        ("find passages, join", (built - pages - sources - themes).max(0.0)),
        ("compose views", composed),
        ("fill templates", (made - composed).max(0.0)),
        ("index for the search", found),
        ("write", (published - made).max(0.0)),
    ]
}

fn timed(step: impl FnOnce()) -> f64 {
    let started = Instant::now();
    step();
    started.elapsed().as_secs_f64()
}
