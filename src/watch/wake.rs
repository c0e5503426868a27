//! What wakes the watch: something happened in the site's folders, or somebody has something to say.
//!
//! An event of the system only wakes. What it says is taken for a hint: of where to look first, and of
//! whether whoever writes is likely to be done. After a file was closed or moved into place the site is
//! read almost at once; after one was deleted or half written, a little later; and after very many
//! events, as of a branch that is switched, when it has been quiet for a while.
//!
//! The folders that the last reading went into are watched, each for itself. So what is watched is what
//! is read: links are followed as the reading follows them, and the output folder is none of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::disk::{self, Visited};

/// Something that the watch wakes for.
pub(super) enum Wake<N> {
    /// The site's folders are to be read.
    Read,
    /// Something happened to these files; how long it must be quiet before anything is read.
    Event(Vec<PathBuf>, Duration),
    /// Somebody has something to say.
    News(N),
}

/// What the watch woke for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Woken<N> {
    /// Whether the folders are to be read.
    pub(super) read: bool,
    /// The files that something happened to, as far as they are few and known.
    pub(super) paths: BTreeSet<PathBuf>,
    /// What there is to say.
    pub(super) news: Vec<N>,
}

impl<N> Default for Woken<N> {
    fn default() -> Self {
        Self { read: false, paths: BTreeSet::new(), news: Vec::new() }
    }
}

/// After a file was closed or put in place.
const DONE: Duration = Duration::from_millis(4);
/// After something that is seldom the end of it: a file was emptied, deleted, moved away.
const UNDONE: Duration = Duration::from_millis(25);
/// After more events than one saving makes.
const BUSY: Duration = Duration::from_millis(80);
/// How many events one saving makes at most.
const FEW: usize = 40;
/// The longest time that the site is not read while something goes on all the time.
const LONGEST: Duration = Duration::from_secs(1);

/// What looks at the folders.
pub(super) struct Waker<N> {
    inbox: Receiver<Wake<N>>,
    eyes: WatcherKind,
    /// What was heard of while something else was waited for.
    news: Vec<N>,
}

enum WatcherKind {
    Events { watcher: RecommendedWatcher, watched: BTreeSet<Visited> },
    Polling(Duration),
}

/// How often the folders are read where events are of no use.
pub(super) const POLLING: Duration = Duration::from_millis(500);

impl<N: Send + 'static> Waker<N> {
    /// A waker that looks at nothing yet, and where to send news. It waits for events, or if `poll` is
    /// given it wakes as often as that.
    ///
    /// The error says why there are no events; then it polls.
    pub(super) fn new(poll: Option<Duration>) -> (Self, Sender<Wake<N>>, Option<notify::Error>) {
        let (sender, inbox) = channel();
        let mut failed = None;
        let eyes = match poll {
            Some(interval) => WatcherKind::Polling(interval),
            None => match watcher(sender.clone()) {
                Ok(watcher) => WatcherKind::Events { watcher, watched: BTreeSet::new() },
                Err(error) => {
                    failed = Some(error);
                    WatcherKind::Polling(POLLING)
                }
            },
        };
        (Self { inbox, eyes, news: Vec::new() }, sender, failed)
    }

    /// Looks at these folders from now on, and at no others. Whether any is new: then what happened in it
    /// before was not seen.
    ///
    /// # Errors
    ///
    /// Why there are no more events. From then on it polls.
    pub(super) fn look_at(&mut self, folders: &BTreeSet<Visited>) -> notify::Result<bool> {
        let WatcherKind::Events { watcher, watched } = &mut self.eyes else { return Ok(false) };
        if folders == watched {
            return Ok(false);
        }
        let mut paths = watcher.paths_mut();
        // First those that are gone: the system knows a folder by itself and not by its path, and one
        // that was renamed is the same under another.
        for gone in watched.difference(folders) {
            let _ = paths.remove(&gone.path);
        }
        let mut any = false;
        let mut result = Ok(());
        for new in folders.difference(watched) {
            match paths.add(&new.path, RecursiveMode::NonRecursive) {
                Ok(()) => any = true,
                // It is gone again already, and its own folder has an event of that.
                Err(error) if is_gone(&error) => {}
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        match result.and(paths.commit()) {
            Ok(()) => {
                watched.clone_from(folders);
                Ok(any)
            }
            Err(error) => {
                self.eyes = WatcherKind::Polling(POLLING);
                Err(error)
            }
        }
    }

    /// Forgets what it looked at: a folder that was gone is another when it comes back.
    pub(super) fn look_away(&mut self) {
        if let WatcherKind::Events { watcher, watched } = &mut self.eyes {
            for folder in std::mem::take(watched) {
                let _ = watcher.unwatch(&folder.path);
            }
        }
    }

    /// Waits until the site should be read, or somebody has something to say, but no longer than `most`.
    pub(super) fn wait(&mut self, most: Option<Duration>) -> Woken<N> {
        if !self.news.is_empty() {
            return Woken { news: std::mem::take(&mut self.news), ..Woken::default() };
        }
        let most = match self.eyes {
            WatcherKind::Polling(interval) => Some(most.map_or(interval, |most| most.min(interval))),
            WatcherKind::Events { .. } => most,
        };
        let first = match most {
            None => self.inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(most) => self.inbox.recv_timeout(most),
        };
        let (paths, mut quiet) = match first {
            Ok(Wake::News(news)) => return Woken { news: vec![news], ..Woken::default() },
            Ok(Wake::Read) | Err(_) => return Woken { read: true, ..Woken::default() },
            Ok(Wake::Event(paths, quiet)) => (paths, quiet),
        };
        let mut woken = Woken { read: true, paths: paths.into_iter().collect(), ..Woken::default() };
        let since = Instant::now();
        let mut events = 1;
        while let Some(left) = LONGEST.checked_sub(since.elapsed()) {
            match self.inbox.recv_timeout(quiet.min(left)) {
                Ok(Wake::Event(paths, next)) => {
                    events += 1;
                    quiet = if events > FEW { BUSY } else { next };
                    woken.paths.extend(paths);
                }
                Ok(Wake::News(news)) => self.news.push(news),
                Ok(Wake::Read) => {
                    woken.paths.clear();
                    break;
                }
                Err(_) => break,
            }
        }
        if events > FEW {
            woken.paths.clear();
        }
        woken.news = std::mem::take(&mut self.news);
        woken
    }
}

fn watcher<N: Send + 'static>(sender: Sender<Wake<N>>) -> notify::Result<RecommendedWatcher> {
    notify::recommended_watcher(move |event: notify::Result<Event>| {
        let wake = match event {
            // Some were lost.
            Ok(event) if event.need_rescan() => Some(Wake::Read),
            Ok(event) => patience(&event).map(|quiet| {
                let paths = event.paths.into_iter().filter(|path| !is_litter(path));
                Wake::Event(paths.collect(), quiet)
            }),
            Err(_) => Some(Wake::Read),
        };
        if let Some(wake) = wake {
            // Nobody waits any more when the program ends.
            let _ = sender.send(wake);
        }
    })
}

/// How long to wait after an event; `None` if it is of no concern.
fn patience(event: &Event) -> Option<Duration> {
    if !event.paths.is_empty() && event.paths.iter().all(|path| is_litter(path)) {
        return None;
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(DONE),
        // Reading a file says so too, and we read them all.
        EventKind::Access(_) => None,
        _ => Some(UNDONE),
    }
}

fn is_litter(path: &Path) -> bool {
    path.file_name().is_some_and(disk::is_litter)
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => {
            matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_heard_is_waited_for_until_it_is_quiet() {
        let (mut waker, sender, _) = Waker::<u8>::new(Some(Duration::from_secs(60)));
        let event = |path: &str, quiet| Wake::Event(vec![path.into()], quiet);
        for wake in [event("a", UNDONE), Wake::News(1), event("b", DONE)] {
            sender.send(wake).expect("sent");
        }
        let paths = ["a", "b"].map(PathBuf::from).into();
        assert_eq!(waker.wait(None), Woken { read: true, paths, news: vec![1] });
        sender.send(Wake::News(2)).expect("sent");
        assert_eq!(waker.wait(None), Woken { news: vec![2], ..Woken::default() });
        let read = || Woken { read: true, ..Woken::default() };
        assert_eq!(waker.wait(Some(Duration::ZERO)), read());
        for _ in 0..=FEW {
            sender.send(event("a", Duration::ZERO)).expect("sent");
        }
        assert_eq!(waker.wait(None), read());
    }

    #[test]
    fn what_editors_leave_behind_wakes_nobody() {
        let event = |kind, paths: &[&str]| {
            patience(&paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into())))
        };
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        assert_eq!(event(renamed, &["a/.b.md.swp"]), None);
        assert_eq!(event(renamed, &["a/b.md~", "a/b.md"]), Some(DONE));
        assert_eq!(event(EventKind::Access(AccessKind::Open(AccessMode::Any)), &["a/b.md"]), None);
        assert_eq!(event(EventKind::Other, &[]), Some(UNDONE));
    }
}
