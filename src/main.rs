//! The command line: arguments, a run, an exit code.

fn main() {}
