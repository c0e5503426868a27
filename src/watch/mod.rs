//! Something changed → build again → the same site from memory.
//!
//! 1. [`wake`] waits until something happens in the site's folders. That only wakes: what changed is
//!    found by reading. The files that something is said to have happened to are read first, and the
//!    site is built with them; then all folders are read, and it is built again if there was more.
//! 2. The site is built by the one function that builds it.
//! 3. What is right is served from then on. What is not leaves the last site that was; what is wrong is
//!    told, in the terminal and over the pages.
//! 4. [`task`] does the rest behind: it renders all pages where a template may fail anywhere, and
//!    publishes the site if that was asked for.
//!
//! Nothing that is saved ends the watch, however wrong it is, and neither does a fault of ours.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the watch is part of the rim: it waits, and tells how long a build took"
)]

mod task;
mod wake;

use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::base::diagnostic::{self, Diagnostic};
use crate::base::rule::Severity;
use crate::base::text::{File, Inputs};
use crate::build::{self, Build, BuildMemo, Site};
use crate::disk::{Layout, PublishError, PublishReport, SiteReader};
use crate::report;
use crate::serve::{Listen, Served, Server, SiteChange, SiteVersion, Snapshot};
use task::{Task, TaskQueue};
use wake::{Wake, Waker};

/// What to watch, and how.
pub struct WatchOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Its output folder, which is never read.
    pub output: PathBuf,
    /// What the builds are asked for.
    pub build: build::BuildOptions,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Where to serve the site.
    pub listen: Listen,
    /// Whether each good site is published in the output folder too; and if files of others may be
    /// replaced there.
    pub write: Option<bool>,
    /// How often to look, instead of waiting for events.
    pub poll: Option<Duration>,
}

/// What happened, for whoever tells it.
pub enum WatchEvent<'a> {
    /// The site is served at `url`. Told once, before anything else.
    Serving {
        /// The address of its front page.
        url: &'a str,
        /// The port, which may be another than the first that was tried.
        port: u16,
    },
    /// There was a build.
    Built(&'a BuildEvent),
    /// Templates failed when pages were made: all findings of the last build, with these.
    Failed(&'a BuildEvent),
    /// The site was published.
    Published(&'a PublishReport),
    /// It was not.
    NotPublished(&'a PublishError),
    /// There are no events to wait for, so the folders are read twice a second.
    Blind(&'a notify::Error),
    /// The folder cannot be read; it is waited for.
    Gone(&'a io::Error),
    /// A fault of expound itself. What is served stays as it was.
    Broken,
}

/// A build, and what became of it.
pub struct BuildEvent {
    /// The files that it was made of.
    pub inputs: Arc<Inputs>,
    /// The site that was made of them, whether it is served or not.
    pub site: Arc<Site>,
    /// What an author should know.
    pub findings: Vec<Diagnostic>,
    /// Whether `findings` are those of the build before.
    pub repeated: bool,
    /// Which site is served.
    pub standing: SiteVersion,
    /// The files that changed since the build before, by their paths; none at the first.
    pub changed: Vec<Arc<str>>,
    /// How long reading took, if anything was read for this build.
    pub read: Duration,
    /// How long reading and building took.
    pub took: Duration,
}

/// Why the watch did not begin.
#[derive(Debug)]
pub enum WatchError {
    /// The site's folder cannot be read.
    Read(io::Error),
    /// Nothing can be served there.
    Listen(io::Error),
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the site's folder cannot be read: {error}"),
            Self::Listen(error) => write!(f, "the site cannot be served there: {error}"),
        }
    }
}

/// What others have to say to the watch.
enum WatchMessage {
    /// A page of this site was asked for, and its template failed.
    Fault(Served, Diagnostic),
    /// An task is done.
    Done(task::TaskOutcome),
}

/// How many findings a browser is told of.
const MOST_IN_BROWSER: usize = 50;

/// How long to wait for a folder that is gone, before looking again.
const AWAY: Duration = Duration::from_millis(300);

/// Watches the site until the program is ended, and tells what happens.
///
/// # Errors
///
/// Only before anything is served.
pub fn watch(
    settings: &WatchOptions,
    tell: &mut dyn FnMut(&WatchEvent<'_>),
) -> Result<Infallible, WatchError> {
    let (mut waker, inbox, blind) = Waker::new(settings.poll);
    let layout = Layout { output: Some(settings.output.clone()), ..Layout::default() };
    let mut reader = SiteReader::new(&settings.root, &layout);
    let started = Instant::now();
    let mut inputs = reader.read().map_err(WatchError::Read)?;
    let seen = waker.look_at(reader.folders());
    // What happened while nobody looked.
    if matches!(seen, Ok(true)) {
        inputs = reader.read().map_err(WatchError::Read)?;
    }
    let mut watch = Watch::begin(settings, inputs, started, inbox)?;
    tell(&WatchEvent::Serving { url: &watch.server.url(), port: watch.server.port() });
    for error in blind.iter().chain(seen.as_ref().err()) {
        tell(&WatchEvent::Blind(error));
    }
    tell(&WatchEvent::Built(&watch.last));
    watch.tasks.run(Task::after(&watch.last, settings, true));

    let mut gone = false;
    loop {
        let woken = waker.wait(gone.then_some(AWAY));
        for news in woken.news {
            watch.hear(news, tell);
        }
        if !woken.read {
            continue;
        }
        if !gone && !woken.paths.is_empty() {
            let started = Instant::now();
            if let Some(inputs) = reader.glance(&woken.paths, &watch.last.inputs) {
                watch.build(inputs, started, tell);
            }
        }
        let started = Instant::now();
        let inputs = match read_all(&mut reader, &mut waker, &watch.last.inputs, tell) {
            Ok(inputs) => inputs,
            Err(error) => {
                if !gone {
                    tell(&WatchEvent::Gone(&error));
                }
                gone = true;
                waker.look_away();
                continue;
            }
        };
        gone = false;
        watch.build(inputs, started, tell);
    }
}

/// Reads the site as it is, in all folders that are looked at.
fn read_all(
    reader: &mut SiteReader,
    waker: &mut Waker<WatchMessage>,
    before: &Inputs,
    tell: &mut dyn FnMut(&WatchEvent<'_>),
) -> io::Result<Inputs> {
    let mut inputs = reader.read()?;
    // A new folder may have been filled before it was looked at. And a file that is empty and was not
    // may be about to be written.
    for _ in 0..3 {
        let again = match waker.look_at(reader.folders()) {
            Ok(any) => any,
            Err(error) => {
                tell(&WatchEvent::Blind(&error));
                false
            }
        };
        let emptied = changes(before, &inputs).iter().any(|path| {
            let size = |inputs: &Inputs| inputs.files.get(path).map(|file| file.bytes.len());
            size(&inputs) == Some(0) && size(before) != Some(0)
        });
        if emptied {
            std::thread::sleep(Duration::from_millis(15));
        }
        if !again && !emptied {
            break;
        }
        inputs = reader.read()?;
    }
    Ok(inputs)
}

struct Watch<'s> {
    settings: &'s WatchOptions,
    server: Server,
    tasks: TaskQueue,
    /// What the next build need not make again.
    memory: BuildMemo,
    /// The last build.
    last: BuildEvent,
    /// What is served: a site, the files it was made of, and whether any page of it failed.
    shown: Arc<Site>,
    shown_inputs: Arc<Inputs>,
    failed: bool,
    /// The site that was served before, and of which no page failed.
    before: Option<Served>,
    /// Whether a template may fail on a page that was not made since it changed.
    unchecked: bool,
}

impl<'s> Watch<'s> {
    fn begin(
        settings: &'s WatchOptions,
        inputs: Inputs,
        started: Instant,
        inbox: Sender<Wake<WatchMessage>>,
    ) -> Result<Self, WatchError> {
        let (inputs, read) = (Arc::new(inputs), started.elapsed());
        let mut memory = BuildMemo::default();
        let Build { site, diagnostics, .. } = build::rebuild(&inputs, &settings.build, &mut memory);
        let site = Arc::new(site);
        let standing = match fails(&diagnostics, settings.strict) {
            true => SiteVersion::Flawed,
            false => SiteVersion::Good,
        };
        let edition = Snapshot {
            site: site.clone(),
            before: None,
            report: report_for_browsers(&diagnostics, &inputs),
            standing,
            change: SiteChange::Pages,
        };
        let faults = inbox.clone();
        let server = Server::start(&settings.listen, edition, move |site, finding| {
            let _ = faults.send(Wake::News(WatchMessage::Fault(Arc::clone(site), finding)));
        })
        .map_err(WatchError::Listen)?;
        let last = BuildEvent {
            inputs: Arc::clone(&inputs),
            site: site.clone(),
            findings: diagnostics,
            repeated: false,
            standing,
            changed: Vec::new(),
            read,
            took: started.elapsed(),
        };
        let tasks = TaskQueue::new(move |outcome| {
            let _ = inbox.send(Wake::News(WatchMessage::Done(outcome)));
        });
        Ok(Self {
            settings,
            server,
            tasks,
            memory,
            last,
            shown: site,
            shown_inputs: inputs,
            failed: false,
            before: None,
            unchecked: true,
        })
    }

    /// Builds the site of these files, if they are others than before.
    fn build(&mut self, inputs: Inputs, started: Instant, tell: &mut dyn FnMut(&WatchEvent<'_>)) {
        let changed = changes(&self.last.inputs, &inputs);
        if changed.is_empty() && self.last.inputs.unreadable == inputs.unreadable {
            return;
        }
        let read = started.elapsed();
        self.tasks.stop();
        let is_text = |path: &str| path.starts_with("content/") || path.starts_with("seeds/");
        self.unchecked |= !changed.iter().all(|path| is_text(path));
        let inputs = Arc::new(inputs);
        let (options, memory) = (&self.settings.build, &mut self.memory);
        let made = catch_unwind(AssertUnwindSafe(|| build::rebuild(&inputs, options, memory)));
        let Ok(Build { site, diagnostics, .. }) = made else {
            // It may be half of one build and half of another.
            self.memory = BuildMemo::default();
            self.last.inputs = inputs;
            tell(&WatchEvent::Broken);
            return;
        };
        let site = Arc::new(site);
        let is_good = !fails(&diagnostics, self.settings.strict);
        let standing = match self.last.standing {
            _ if is_good => SiteVersion::Good,
            SiteVersion::Flawed => SiteVersion::Flawed,
            SiteVersion::Good | SiteVersion::LastGood => SiteVersion::LastGood,
        };
        let mut change = SiteChange::Report;
        if standing != SiteVersion::LastGood {
            change = served_change(&self.shown_inputs, &inputs);
            if !self.failed {
                self.before = Some(self.shown.clone());
            }
            (self.shown, self.shown_inputs, self.failed) = (site.clone(), Arc::clone(&inputs), false);
        }
        let took = started.elapsed();
        let repeated = diagnostics == self.last.findings;
        self.last =
            BuildEvent { inputs, site, findings: diagnostics, repeated, standing, changed, read, took };
        self.show(change);
        tell(&WatchEvent::Built(&self.last));
        self.tasks.run(Task::after(&self.last, self.settings, self.unchecked));
    }

    /// Serves what is to be shown now.
    fn show(&self, change: SiteChange) {
        self.server.show(Snapshot {
            site: self.shown.clone(),
            before: self.before.clone(),
            report: report_for_browsers(&self.last.findings, &self.last.inputs),
            standing: self.last.standing,
            change,
        });
    }

    fn hear(&mut self, news: WatchMessage, tell: &mut dyn FnMut(&WatchEvent<'_>)) {
        let (site, found) = match news {
            WatchMessage::Fault(site, finding) => (site, vec![finding]),
            WatchMessage::Done(task::TaskOutcome::Published(published)) => {
                tell(&WatchEvent::Published(&published));
                return;
            }
            WatchMessage::Done(task::TaskOutcome::NotPublished(site, error)) => {
                if !error.problems.is_empty() {
                    tell(&WatchEvent::NotPublished(&error));
                }
                (site as Served, error.diagnostics)
            }
            WatchMessage::Done(task::TaskOutcome::Checked(site, found, all)) => {
                if Arc::ptr_eq(&site, &self.shown) {
                    self.unchecked &= !all;
                }
                (site as Served, found)
            }
            WatchMessage::Done(task::TaskOutcome::Broken) => {
                tell(&WatchEvent::Broken);
                return;
            }
        };
        // What was wrong with a site that is no longer served is past.
        if !std::ptr::addr_eq(Arc::as_ptr(&site), Arc::as_ptr(&self.shown)) || found.is_empty() {
            return;
        }
        self.failed = true;
        let mut all = self.last.findings.clone();
        all.extend(found);
        diagnostic::sort(&mut all);
        if all != self.last.findings {
            self.last.findings = all;
            self.show(SiteChange::Report);
            tell(&WatchEvent::Failed(&self.last));
        }
    }
}

/// Whether findings fail a build.
fn fails(findings: &[Diagnostic], strict: bool) -> bool {
    findings.iter().any(|finding| {
        finding.severity == Severity::Error || (strict && finding.severity == Severity::Warning)
    })
}

/// The paths of the files that are in one and not in the other, or not the same.
fn changes(before: &Inputs, after: &Inputs) -> Vec<Arc<str>> {
    let is_same = |a: &File, b: &File| Arc::ptr_eq(&a.bytes, &b.bytes) || a.bytes == b.bytes;
    let mut changed = Vec::new();
    // Both are sorted, so one walk through both sees all.
    let (mut old, mut new) = (before.files.values().peekable(), after.files.values().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) if Arc::ptr_eq(&old.path, &new.path) => Ordering::Equal,
            (Some(old), Some(new)) => old.path.cmp(&new.path),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return changed,
        };
        let old = if order.is_le() { old.next() } else { None };
        let new = if order.is_ge() { new.next() } else { None };
        match (old, new) {
            (Some(old), Some(new)) if is_same(old, new) => {}
            (old, new) => changed.extend(new.or(old).map(|file| Arc::clone(&file.path))),
        }
    }
}

/// What browsers must do when a site of other files is served.
fn served_change(before: &Inputs, after: &Inputs) -> SiteChange {
    let changed = changes(before, after);
    if changed.is_empty() && before.unreadable == after.unreadable {
        return SiteChange::Report;
    }
    // A style sheet that was changed, and neither came nor went, is seen in no page's HTML.
    let sheet = |path: &Arc<str>| {
        let is_changed = before.files.contains_key(path) && after.files.contains_key(path);
        let path = path.strip_suffix(".css").filter(|_| is_changed)?;
        let path = match path.strip_prefix("content/") {
            Some(path) => path,
            None => path.strip_prefix("themes/")?.split_once('/')?.1,
        };
        Some(format!("{path}.css"))
    };
    match changed.iter().map(sheet).collect() {
        Some(sheets) => SiteChange::Styles(sheets),
        None => SiteChange::Pages,
    }
}

/// The findings as browsers are told of them: errors first, and not thousands.
fn report_for_browsers(findings: &[Diagnostic], inputs: &Inputs) -> String {
    let mut shown: Vec<Diagnostic> = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        let left = MOST_IN_BROWSER - shown.len();
        shown.extend(findings.iter().filter(|finding| finding.severity == severity).take(left).cloned());
    }
    report::render(&shown, inputs, report::Format::Json, false, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_style_sheet_that_was_changed_is_swapped() {
        let before = Inputs::from_texts([
            ("content/a.md", "a"),
            ("content/print.css", "a"),
            ("themes/folio/assets/folio.css", "a"),
        ]);
        let with = |path: &str, text: &str| {
            let mut after = before.clone();
            after.files.extend(Inputs::from_texts([(path, text)]).files);
            served_change(&before, &after)
        };
        assert_eq!(
            with("themes/folio/assets/folio.css", "b"),
            SiteChange::Styles(vec!["assets/folio.css".to_owned()])
        );
        assert_eq!(with("content/print.css", "b"), SiteChange::Styles(vec!["print.css".to_owned()]));
        assert_eq!(with("content/print.css", "a"), SiteChange::Report);
        assert_eq!(with("content/a.md", "b"), SiteChange::Pages);
        assert_eq!(with("themes/folio/assets/new.css", "b"), SiteChange::Pages);
        assert_eq!(with("themes/folio/base.html", "b"), SiteChange::Pages);
    }

    #[test]
    fn what_came_what_went_and_what_is_other_has_changed() {
        let before = Inputs::from_texts([("a", "1"), ("b", "1"), ("c", "1")]);
        let after = Inputs::from_texts([("b", "2"), ("c", "1"), ("d", "1")]);
        let changed = changes(&before, &after);
        assert_eq!(changed.iter().map(|path| &**path).collect::<Vec<_>>(), ["a", "b", "d"]);
    }
}
