//! The program: see `expound --help`, and the library's documentation for how it is made.

/// A build makes and lets go of millions of small strings, on all threads at once; the system's own
/// allocator takes a quarter of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    expound::cli::run().into()
}
