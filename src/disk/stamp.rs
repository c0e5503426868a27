//! Whether a file is still the one that was read, without reading it again.
//!
//! A file's times can lie. The time of its last change can be set to any other, so where there is one
//! the time of the last change of its *entry*, which no program can set, is looked at as well, with
//! the size and with which file it is. And a clock has ticks: what is written twice within one has
//! the same time twice. So a stamp counts only if it was settled, that is old enough, when the file
//! was read; until then the file is read each time.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    settled: bool,
}

/// Longer than the tick of any file system: that of FAT is two seconds.
const TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// The stamp of a file that is about to be read, at the time `now`.
    pub(super) fn of(data: &Metadata, now: SystemTime) -> Self {
        let identity = Identity::of_data(data);
        let modified = data.modified().ok();
        let newest = identity.changed().or(modified);
        let settled = newest.is_some_and(|newest| now.duration_since(newest).is_ok_and(|age| age > TICK));
        Self { size: data.len(), modified, identity, settled }
    }

    /// Whether the same stamp again means the same bytes.
    pub(super) fn is_settled(&self) -> bool {
        self.settled
    }

    /// Whether a file has this stamp.
    pub(super) fn is_of(&self, data: &Metadata) -> bool {
        self.size == data.len()
            && self.modified == data.modified().ok()
            && self.identity == Identity::of_data(data)
    }
}

/// Which file or folder something is, whatever its name, and when its entry last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    #[cfg(unix)]
    file: (u64, u64),
    #[cfg(unix)]
    changed: (i64, i64),
}

impl Identity {
    /// Of a folder, whose entry changes whenever something in it does: only which one it is.
    #[cfg_attr(not(unix), allow(clippy::unnecessary_wraps, unused_variables))]
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        return fs::metadata(folder).map(|data| Self { changed: (0, 0), ..Self::of_data(&data) });
        #[cfg(not(unix))]
        Ok(Self {})
    }

    #[cfg(unix)]
    fn of_data(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { file: (data.dev(), data.ino()), changed: (data.ctime(), data.ctime_nsec()) }
    }

    #[cfg(not(unix))]
    fn of_data(_: &Metadata) -> Self {
        Self {}
    }

    #[cfg(unix)]
    fn changed(self) -> Option<SystemTime> {
        let (seconds, nanos) = self.changed;
        let since = Duration::new(u64::try_from(seconds).ok()?, u32::try_from(nanos).ok()?);
        SystemTime::UNIX_EPOCH.checked_add(since)
    }

    #[cfg(not(unix))]
    fn changed(self) -> Option<SystemTime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_not_believed_until_the_clock_has_ticked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "one").expect("written");
        let data = fs::metadata(&path).expect("a file");
        let now = SystemTime::now();
        assert!(!Stamp::of(&data, now).is_settled());
        assert!(Stamp::of(&data, now + 2 * TICK).is_settled());
        // A clock that went back says nothing.
        assert!(!Stamp::of(&data, now - 2 * TICK).is_settled());
    }

    #[test]
    fn a_file_with_its_old_time_is_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "one").expect("written");
        let data = fs::metadata(&path).expect("a file");
        let stamp = Stamp::of(&data, SystemTime::now());
        assert!(stamp.is_of(&fs::metadata(&path).expect("a file")));
        if cfg!(unix) {
            std::thread::sleep(Duration::from_millis(20));
            fs::write(&path, "two").expect("written");
            let file = fs::File::options().write(true).open(&path).expect("a file");
            file.set_modified(data.modified().expect("a time")).expect("a time is set");
            assert!(!stamp.is_of(&fs::metadata(&path).expect("a file")));
        }
    }
}
