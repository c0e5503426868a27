//! Faults of the program itself: what is said of them, and that nothing is lost by them.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use super::error_label;
use super::out::errln;
use crate::base::current_file;
use crate::report::visible;

/// The code with which the program ends if it failed itself.
const FAILED: u8 = 101;

/// Runs the program, and tells of a fault of its own as of one: what is published is changed by a build that is whole,
/// so it is as it was.
pub(super) fn told(run: impl FnOnce() -> u8) -> u8 {
    panic::set_hook(Box::new(|fault| {
        errln!("{} {}", error_label(), words(fault, current_file::file().as_deref()));
    }));
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(FAILED)
}

/// A file that is over the limit that the user has set fails as on a full disk, and ends nothing.
pub(super) fn outlive_limits() {
    #[cfg(unix)]
    {
        // Whether it came is nobody's question: the write that was too long says so itself.
        let came = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, came);
    }
}

fn words(fault: &PanicHookInfo<'_>, file: Option<&str>) -> String {
    let payload = fault.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
    let place = fault.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
    let mut words = format!("this is a bug in expound: {}{}", visible::line(text), place.unwrap_or_default());
    if let Some(file) = file {
        words += &format!("\n  it was working on `{}`", visible::line(file));
    }
    words
        + &format!(
            "\n  what was published before is unchanged. Please report the bug, with that file if you may, and with the version: {} {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    #[test]
    fn a_fault_is_told_with_the_file_at_hand() {
        let (say, said) = channel();
        let file: Arc<str> = "content/a\u{1b}.md".into();
        // The hook is the whole program's: that of the other tests is put back.
        let before = panic::take_hook();
        let here = std::thread::current().id();
        panic::set_hook(Box::new(move |fault| {
            if std::thread::current().id() == here {
                let _ = say.send(words(fault, current_file::file().as_deref()));
            }
        }));
        let number = usize::from(file.is_empty());
        let failed = panic::catch_unwind(|| current_file::with(&file, || [1, 2][number + 2]));
        panic::set_hook(before);
        assert!(failed.is_err());
        let said = said.recv().expect("words");
        assert!(said.contains("a bug in expound: index out of bounds"), "{said}");
        assert!(said.contains("working on `content/a") && !said.contains('\u{1b}'), "{said}");
    }
}
