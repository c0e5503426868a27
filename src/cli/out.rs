//! What the program writes for people and programs: to standard output, and beside it to standard error.
//!
//! What cannot be written is remembered, and fails the run in the end ([`settle`]): a script must not take half a
//! report for a whole one. If nobody listens any more, as behind `| head`, there is nothing to do about it.

use std::io::{self, Write};
use std::sync::OnceLock;

use super::{USAGE, error_label};

/// Why something could not be written: the first such.
static FAILED: OnceLock<String> = OnceLock::new();

/// Writes a line to standard output, as `println!` does, but that never panics.
macro_rules! outln {
    ($($words:tt)*) => {
        $crate::cli::out::write(format!("{}\n", format_args!($($words)*)).as_bytes())
    };
}

/// Writes a line to standard error, as `eprintln!` does, but that never panics.
macro_rules! errln {
    ($($words:tt)*) => {
        $crate::cli::out::say(format!("{}\n", format_args!($($words)*)).as_bytes())
    };
}

pub(super) use {errln, outln};

/// Writes to standard output.
pub(super) fn write(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    note("standard output", out.write_all(bytes).and_then(|()| out.flush()));
}

/// Writes to standard error.
pub(super) fn say(bytes: &[u8]) {
    note("standard error", io::stderr().lock().write_all(bytes));
}

fn note(whither: &str, written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        FAILED.get_or_init(|| format!("{whither} could not be written: {error}"));
    }
}

/// The code with which the program ends, if it would end with `code`.
pub(super) fn settle(code: u8) -> u8 {
    match FAILED.get() {
        Some(why) => {
            errln!("{} {why}", error_label());
            USAGE
        }
        None => code,
    }
}
