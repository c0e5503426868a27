//! What is done behind, while the next change is waited for: publishing, and making every page once.
//!
//! A page is made when it is asked for, so a template that fails on another is not seen. Where anything
//! but texts has changed, all are made once to see it. An task is broken off when there is a new site.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::{BuildEvent, WatchOptions};
use crate::base::diagnostic::Diagnostic;
use crate::build::{self, Site};
use crate::disk::{self, PublishError, PublishReport};
use crate::serve::SiteVersion;

/// How long another build that writes to the same folder is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(200);

/// What to do with a site.
pub(super) enum Task {
    Nothing,
    /// To make every page, and see which templates fail.
    Check(Arc<Site>),
    Publish {
        site: Arc<Site>,
        output: PathBuf,
        force: bool,
    },
}

/// What became of an task.
pub(super) enum TaskOutcome {
    /// What was found; whether all pages were made.
    Checked(Arc<Site>, Vec<Diagnostic>, bool),
    Published(PublishReport),
    NotPublished(Arc<Site>, PublishError),
    /// A fault of expound itself.
    Broken,
}

impl Task {
    /// What there is to do after a build. `unchecked` says whether a template may fail on a page that was
    /// not made since.
    pub(super) fn after(built: &BuildEvent, settings: &WatchOptions, unchecked: bool) -> Self {
        let site = Arc::clone(&built.site);
        match (built.standing, settings.write) {
            (SiteVersion::Good, Some(force)) => {
                Self::Publish { site, output: settings.output.clone(), force }
            }
            (SiteVersion::Good | SiteVersion::Flawed, _) if unchecked => Self::Check(site),
            _ => Self::Nothing,
        }
    }
}

/// Somebody who runs tasks, one after the other.
pub(super) struct TaskQueue {
    orders: Sender<Task>,
    stop: Arc<AtomicBool>,
}

impl TaskQueue {
    pub(super) fn new(done: impl Fn(TaskOutcome) + Send + 'static) -> Self {
        let (orders, list) = channel::<Task>();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            // Threads of its own: those of the builds are not to wait for it.
            let threads = std::thread::available_parallelism().map_or(1, |all| all.get().div_ceil(2));
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            while let Ok(mut task) = list.recv() {
                // Only the newest site matters.
                while let Ok(newer) = list.try_recv() {
                    task = newer;
                }
                stopped.store(false, Ordering::Relaxed);
                let go_on = || !stopped.load(Ordering::Relaxed);
                let outcome = catch_unwind(AssertUnwindSafe(|| match &pool {
                    Ok(pool) => pool.install(|| run(task, &go_on)),
                    Err(_) => run(task, &go_on),
                }));
                if let Some(outcome) = outcome.unwrap_or(Some(TaskOutcome::Broken)) {
                    done(outcome);
                }
            }
        });
        Self { orders, stop }
    }

    pub(super) fn run(&self, task: Task) {
        // It is there as long as the watch is.
        let _ = self.orders.send(task);
    }

    /// Breaks off what can be broken off.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn run(task: Task, go_on: &(dyn Fn() -> bool + Sync)) -> Option<TaskOutcome> {
    match task {
        Task::Nothing => None,
        Task::Check(site) => {
            let found = build::check_while(&site, go_on);
            Some(TaskOutcome::Checked(site, found, go_on()))
        }
        Task::Publish { site, output, force } => {
            let options = disk::PublishOptions { force, ..disk::PublishOptions::default() };
            let mut waited = Duration::ZERO;
            Some(loop {
                match disk::publish(&site.ready(), &output, &options) {
                    Ok(published) => break TaskOutcome::Published(published),
                    // Another build that writes there will end, and then the folder is to have what is shown here.
                    Err(error) if error.is_busy() && waited < PATIENCE && go_on() => {
                        std::thread::sleep(PAUSE);
                        waited += PAUSE;
                    }
                    Err(error) => break TaskOutcome::NotPublished(site, error),
                }
            })
        }
    }
}
