//! Nothing grows faster than its input: each construct that an author or a source can write, repeated, nested
//! and unclosed, at `n`, `2n` and `4n`.
//!
//! What is measured is what the program itself takes, as a process: the processor's time, the peak of its memory,
//! and the bytes that it writes, each less what the smallest site takes. Twice the input may take at most
//! [`MOST`] times as much. Below a floor that noise cannot reach nothing is asked, so that most constructs cost one
//! short run. Times are compared with times of the same machine alone.
//!
//! `cargo test` tries a quarter of what once grew too fast, which takes less than a minute. `cargo test --test growth
//! all_of_it -- --ignored` tries a quarter of all, `just growth` all at full length, and prints the figures;
//! `GROWTH="notes|HTML"` looks at some of them.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this test makes files and runs the program"
)]
#![allow(clippy::print_stdout, reason = "what it measures is to be seen")]

mod inputs;
mod more;

use std::path::Path;
use std::process::{Command, Stdio};

use inputs::{Construct, Files};
use rayon::prelude::*;
use wait4::Wait4;

/// How many times as much twice the input may take.
const MOST: f64 = 2.4;

/// Below these, nothing is asked: seconds of the processor, bytes of memory, bytes of output.
const FLOOR: Cost = Cost { time: 0.5, memory: 96e6, output: 8e6 };

/// What ends a run that would not end: seconds of the processor, and KiB of memory.
const LIMIT: (u32, u32) = (60, 6_000_000);

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    time: f64,
    memory: f64,
    output: f64,
}

impl Cost {
    fn each(self) -> [(&'static str, f64); 3] {
        [("time", self.time), ("memory", self.memory), ("output", self.output)]
    }

    fn less(self, floor: Self) -> Self {
        Self {
            time: (self.time - floor.time).max(0.0),
            memory: (self.memory - floor.memory).max(0.0),
            output: (self.output - floor.output).max(0.0),
        }
    }

    fn least(self, other: Self) -> Self {
        Self {
            time: self.time.min(other.time),
            memory: self.memory.min(other.memory),
            output: self.output.min(other.output),
        }
    }

    fn below_floor(self) -> bool {
        self.each().iter().zip(FLOOR.each()).all(|((_, cost), (_, floor))| *cost < floor)
    }
}

/// Builds a site of these files; says what it took, or that it did not end within the limits.
fn run(files: &Files) -> Result<Cost, String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in inputs::base().iter().chain(files) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }
    let (seconds, kib) = LIMIT;
    let script = format!("ulimit -t {seconds}; ulimit -v {kib}; exec \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_expound"), "build", "--quiet", "--root"])
        .arg(folder.path())
        // One thread, so that memory does not depend on the machine.
        .env("RAYON_NUM_THREADS", "1")
        .env("EXPOUND_CACHE_DIR", folder.path().join("cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let used = child.wait4().expect("an end");
    if !matches!(used.status.code(), Some(0 | 1)) {
        return Err(format!("ended with {} (limits: {seconds} s, {kib} KiB)", used.status));
    }
    let time = used.rusage.utime + used.rusage.stime;
    #[allow(clippy::cast_precision_loss, reason = "bytes of a process")]
    let memory = used.rusage.maxrss as f64;
    Ok(Cost { time: time.as_secs_f64(), memory, output: size(&folder.path().join("public")) })
}

fn size(folder: &Path) -> f64 {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    #[allow(clippy::cast_precision_loss, reason = "bytes of a site")]
    files.filter_map(|entry| Some(entry.metadata().ok()?.len() as f64)).sum()
}

/// What a construct takes at 1, 2 and 4 times a part of its size, less what every site takes; `None` if it is below the
/// floor.
fn measure(
    construct: &Construct,
    part: usize,
    base: Cost,
    times: usize,
) -> Result<Option<[Cost; 3]>, String> {
    let at = |factor: usize| -> Result<Cost, String> {
        let files = (construct.make)((construct.size / part).max(1) * factor);
        let mut best: Option<Cost> = None;
        for _ in 0..times {
            let cost = run(&files).map_err(|why| format!("at {factor} n: {why}"))?;
            best = Some(best.map_or(cost, |best| best.least(cost)));
        }
        Ok(best.unwrap_or_default().less(base))
    };
    let four = at(4)?;
    if four.below_floor() {
        return Ok(None);
    }
    Ok(Some([at(1)?, at(2)?, four]))
}

/// What grows too fast.
fn too_fast([_, two, four]: [Cost; 3]) -> Vec<String> {
    let floors = FLOOR.each();
    (0..3)
        .filter_map(|i| {
            let ((name, two), (_, four)) = (two.each()[i], four.each()[i]);
            let fast = four >= floors[i].1 && four > MOST * two;
            fast.then(|| format!("{name} grows from {two:.3e} to {four:.3e} for twice the input"))
        })
        .collect()
}

/// What still grows faster than its input, and is looked at by hand alone until it does not.
const STILL: [&str; 2] = [
    // The text is gone through for each that is wrong, up to so many bytes for a page.
    "quotations that a long text nearly has",
    // Each place of each part is looked at, for each quotation.
    "quotations with gaps that stand often",
];

/// What once grew faster than its input, by the beginnings of names.
const ONCE: &[&str] = &[
    "keys in braces that are not closed",
    "marks in a note of evidence",
    "quotations in quotations",
    "comments that silence",
    "headings with an id of another",
    "links that are broken, among many",
    "wikilinks that are broken, among many",
    // Topics that are unknown are measured in the longer forms alone: among some hundred names the cost still grows
    // with both, and in step only from a thousand on.
    "anchors that are broken",
    "texts that are nearly there",
    "evidence that is used often",
    "positions of a disagreement",
    "disagreements",
    "notes",
    "a locator of many paragraphs",
    "runs of paragraphs",
    "a quotation of many parts",
    "a quotation of many brackets",
    "cited sentences of one paragraph",
    "quotations that stand often",
    "quoted words",
];

/// A part of the size that the constructs are given: what grows with the square of its input is still far above the
/// floor, and what does not is below it.
const PART: usize = 4;

#[test]
fn what_once_grew_too_fast_does_not() {
    hold(PART, &|name| !STILL.contains(&name) && ONCE.iter().any(|once| name.starts_with(once)));
}

#[test]
#[ignore = "takes minutes: `cargo test --test growth all_of_it -- --ignored`"]
fn a_quarter_of_all_of_it_grows_no_faster_than_its_input() {
    hold(PART, &|name| !STILL.contains(&name));
}

#[test]
#[ignore = "takes minutes: `just growth`"]
fn nothing_grows_faster_than_its_input() {
    let only = std::env::var("GROWTH").ok();
    hold(1, &|name| only.as_ref().is_none_or(|only| only.split('|').any(|part| name.contains(part))));
}

fn hold(part: usize, wanted: &(dyn Fn(&str) -> bool + Sync)) {
    let base = run(&Vec::new()).expect("the smallest site");
    let mut constructs: Vec<_> = inputs::all().into_iter().chain(more::all()).collect();
    constructs.retain(|construct| wanted(construct.name));
    let faults: Vec<String> = constructs
        .par_iter()
        .filter_map(|construct| {
            let fault =
                |why: String| Some(format!("{} (n = {}): {why}", construct.name, construct.size / part));
            match measure(construct, part, base, 1) {
                Err(why) => fault(why),
                Ok(None) => None,
                Ok(Some(costs)) => {
                    println!("{}: {costs:.2?}", construct.name);
                    if too_fast(costs).is_empty() {
                        return None;
                    }
                    // Once more, and with care, before it is said.
                    match measure(construct, part, base, 3) {
                        Err(why) => fault(why),
                        Ok(None) => None,
                        Ok(Some(costs)) => {
                            let fast = too_fast(costs);
                            if fast.is_empty() { None } else { fault(fast.join("; ")) }
                        }
                    }
                }
            }
        })
        .collect();
    assert!(
        faults.is_empty(),
        "{} of {} constructs grow too fast:\n{}",
        faults.len(),
        constructs.len(),
        faults.join("\n")
    );
}
