//! The program: see `expound --help`, and the library's documentation for how it is made.

fn main() -> std::process::ExitCode {
    expound::cli::run().into()
}
