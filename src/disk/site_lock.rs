//! One at a time: commands that read a file of the site and write it anew.

use std::fs::File;
use std::path::Path;

/// A site that is held by one run of the program, until it is let go or the run ends, however it ends.
#[derive(Debug)]
pub struct SiteLock {
    _lock: Option<File>,
}

/// Waits until no other run holds the site at `root`, and holds it. Where a disk has no locks, the care is the user's.
pub fn hold(root: &Path) -> SiteLock {
    // The folder itself, where a system can, and else a file that no run replaces: a new one would be another lock.
    let held = if cfg!(unix) { root.to_owned() } else { root.join("expound.toml") };
    let lock = File::open(held).ok().filter(|file| file.lock().is_ok());
    SiteLock { _lock: lock }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn the_second_waits_for_the_first() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::write(root.path().join("expound.toml"), "").expect("written");
        let let_go = AtomicBool::new(false);
        let first = hold(root.path());
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let _second = hold(root.path());
                assert!(let_go.load(Ordering::SeqCst));
            });
            std::thread::sleep(std::time::Duration::from_millis(100));
            let_go.store(true, Ordering::SeqCst);
            drop(first);
        });
    }
}
