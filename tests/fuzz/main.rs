//! Input that nobody wrote: what the suite's authors write, changed at random, goes into every reader of the
//! program. None panics, no sum overflows, and every finding has its place in the file.
//!
//! `FUZZ` is how often each target is tried (those that build a site or ask a server a hundredth of it),
//! `FUZZ_SEED` where the chance begins, `FUZZ_ONLY` a target's name. `just fuzz` tries them long, and from another
//! seed each time. What fails is cut down as far as it goes on failing, and printed with all that it needs.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "this test reads the suite, and says what it has tried"
)]

#[path = "../kit/mod.rs"]
mod kit;

mod corpus;
mod mutate;
mod server;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};

use corpus::Corpus;
use mutate::Mutator;
use targets::{TARGETS, Target};

/// How often a target is tried unless `FUZZ` says otherwise.
const TIMES: u64 = 2_000;

/// How often what fails is tried again, smaller.
const CUTS: usize = 2_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.replace('_', "").parse().ok()
}

#[test]
fn no_input_makes_a_reader_fail() {
    let corpus = Corpus::read();
    let times = number("FUZZ").unwrap_or(TIMES);
    let seed = number("FUZZ_SEED").unwrap_or(1);
    let only = std::env::var("FUZZ_ONLY").ok();
    let mut tried = 0;
    for target in TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| only == target.name)) {
        let times = (times / target.cost).max(1);
        let seeds = corpus.of(target.food);
        assert!(!seeds.is_empty(), "the suite has nothing for {}", target.name);
        let mut mutator = Mutator::new(seed, target.name, &seeds);
        for _ in 0..times {
            let input = mutator.next();
            if let Err(fault) = run(target, &input) {
                let (input, fault) = cut_down(target, input, fault);
                let shown = String::from_utf8_lossy(&input);
                panic!(
                    "{}: {fault}\n--- {} bytes\n{shown}\n--- as a value\n{shown:?}",
                    target.name,
                    input.len()
                );
            }
        }
        tried += times;
        println!("{}: {times}", target.name);
    }
    println!("{tried} in all, from seed {seed}");
}

/// What is wrong with what a target makes of an input.
fn run(target: &Target, input: &[u8]) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(|| (target.run)(input))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(fault)) => Err(fault),
        Err(panic) => Err(panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("a panic without words")
            .to_owned()),
    }
}

/// A smaller input that fails too.
fn cut_down(target: &Target, mut input: Vec<u8>, mut fault: String) -> (Vec<u8>, String) {
    let mut size = input.len() / 2;
    let mut left = CUTS;
    while size > 0 {
        let mut at = 0;
        while at < input.len() && left > 0 {
            let mut smaller = input.clone();
            smaller.drain(at..(at + size).min(input.len()));
            left -= 1;
            match run(target, &smaller) {
                Err(other) => (input, fault) = (smaller, other),
                Ok(()) => at += size,
            }
        }
        size /= 2;
    }
    (input, fault)
}

#[test]
fn a_server_answers_whatever_it_is_asked() {
    let times = (number("FUZZ").unwrap_or(TIMES) / 100).max(20);
    server::ask(times, number("FUZZ_SEED").unwrap_or(1));
}
