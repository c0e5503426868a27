//! The same text built by this program and by Hugo, in turn.
//!
//! Hugo gets its citations ready-made, as links and lists; this program has to find each quotation in its
//! source, number it, list it, link both ways, and make the index of the search. What is
//! told are ratios of one run: each build's time to that of this program's full build in the same turn.
//!
//! `HUGO=path/to/hugo cargo bench --bench hugo` tries 2,000 and 10,000 pages, `… -- 500` a site of 500. Without
//! `HUGO` the one on the `PATH` is taken; if there is none, this program is measured alone. Temporary files go
//! where `TMPDIR` says; in a file system that is in memory the disk does not count.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this measures the program")]
#![allow(clippy::print_stdout, reason = "it says what it measured")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

mod corpus;

use corpus::{middle, sizes_asked};

const RUNS: usize = 5;

fn main() {
    let hugo = std::env::var("HUGO").unwrap_or_else(|_| "hugo".to_owned());
    let is_there = Command::new(&hugo).arg("version").stdout(Stdio::null()).status().is_ok();
    if !is_there {
        println!("there is no `{hugo}`: this program is measured alone");
    }
    for pages in sizes_asked() {
        measure(pages, is_there.then_some(hugo.as_str()));
    }
}

fn measure(pages: usize, hugo: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (site, theirs, public) = (at("site"), at("theirs"), at("public"));
    corpus::write_site(&site, pages);
    corpus::write_hugo_site(&theirs, pages);
    let config = site.join("expound.toml");
    let page = site.join(format!("content/{}.md", corpus::name(pages / 2)));
    let text = fs::read_to_string(&page).expect("a page");

    let mut full = Vec::new();
    let mut ratios: [Vec<f64>; 4] = Default::default();
    for run in 0..=RUNS {
        let empty = |folder: &Path| drop(fs::remove_dir_all(folder));
        empty(&public);
        let cold = ours(&site, &public);
        let same = ours(&site, &public);
        fs::write(&page, format!("{text}\nOne more sentence in run {run}.\n")).expect("written");
        let changed = ours(&site, &public);
        fs::write(&config, "title = \"Bench\"\nsearch = false\n").expect("written");
        empty(&public);
        let unsearched = ours(&site, &public);
        fs::write(&config, "title = \"Bench\"\n").expect("written");
        let other = hugo.map_or(f64::NAN, |hugo| {
            let out = at("their-public");
            empty(&out);
            timed(Command::new(hugo).arg("--quiet").arg("-s").arg(&theirs).arg("-d").arg(&out))
        });
        // The first turn brings the files into memory.
        if run > 0 {
            full.push(cold);
            for (list, time) in ratios.iter_mut().zip([same, changed, unsearched, other]) {
                list.push(time / cold);
            }
        }
    }
    let [same, changed, unsearched, other] = ratios.map(|mut list| middle(&mut list));
    println!("{pages} pages: a full build takes {:.0} ms; to that", middle(&mut full) * 1e3);
    println!("  nothing changed    {same:>6.2}");
    println!("  one page changed   {changed:>6.2}");
    println!("  without a search   {unsearched:>6.2}");
    if hugo.is_some() {
        println!("  Hugo               {other:>6.2}");
    }
}

fn ours(site: &Path, public: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_expound"));
    // What is kept of the last build is kept here, and believed though it be a build server.
    command.env("EXPOUND_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache")).env_remove("CI");
    timed(command.arg("build").arg("--quiet").arg("--root").arg(site).arg("-o").arg(public))
}

fn timed(command: &mut Command) -> f64 {
    let started = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?}: {status}");
    started.elapsed().as_secs_f64()
}
