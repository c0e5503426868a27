//! Which file is being worked on, so that a fault of the program can be told with it.
//!
//! Steps that read or make a file say so with [`with`]. Nobody asks but whoever tells of a panic, in the thread in
//! which it happens.

use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static FILES: RefCell<Vec<Arc<str>>> = const { RefCell::new(Vec::new()) };
}

/// Does some work on a file.
pub fn with<T>(file: &Arc<str>, work: impl FnOnce() -> T) -> T {
    struct Done;
    impl Drop for Done {
        fn drop(&mut self) {
            FILES.with_borrow_mut(Vec::pop);
        }
    }
    FILES.with_borrow_mut(|files| files.push(Arc::clone(file)));
    let _done = Done;
    work()
}

/// The file that this thread is working on.
pub fn file() -> Option<Arc<str>> {
    FILES.with_borrow(|files| files.last().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_file_is_at_hand_until_its_work_is_done() {
        let (outer, inner): (Arc<str>, Arc<str>) = ("content/a.md".into(), "seeds/b.txt".into());
        assert_eq!(file(), None);
        with(&outer, || {
            assert_eq!(with(&inner, file), Some(inner.clone()));
            let failed = std::panic::catch_unwind(|| with(&inner, || panic!("on purpose")));
            assert!(failed.is_err());
            assert_eq!(file(), Some(outer.clone()));
        });
        assert_eq!(file(), None);
    }
}
