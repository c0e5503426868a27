//! What browsers are told: by Server-Sent Events, which a browser listens to as long as a page is open.
//!
//! Each message says which edition is served now and what to show over it, whole: whoever missed one
//! knows all from the next, and a browser that listens anew is told at once. An edition has an id that
//! no other has had, even of an earlier run of the program, so that a page which stood open meanwhile
//! is loaded again.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::SystemTime;

use hyper::Response;
use hyper::body::{Bytes, Frame, SizeHint};
use hyper::header;
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{SiteChange, SiteVersion, Snapshot};

/// Where browsers listen.
pub(super) const EVENTS: &str = "/.expound/events";

/// How many messages may wait for a browser that does not take them. One that is told too late is let
/// go; it listens anew when it is awake.
const WAITING: usize = 16;

/// The edition that is served, and who is to be told of the next.
pub(super) struct Live {
    /// What no other run of the program has.
    run: String,
    state: Mutex<State>,
}

struct State {
    number: u64,
    edition: Arc<Snapshot>,
    /// The last message.
    message: Bytes,
    listeners: Vec<Sender<Bytes>>,
}

#[derive(Serialize)]
struct Message<'a> {
    /// The edition that is served.
    edition: &'a str,
    /// The one before.
    before: &'a str,
    /// If nothing but these style sheets is new in this edition.
    styles: Option<&'a [String]>,
    standing: &'a str,
    report: &'a RawValue,
}

impl Live {
    #[allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "to know one run from another")]
    pub(super) fn new(edition: Snapshot) -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let run = format!("{:x}-{:x}", since.as_nanos(), std::process::id());
        let message = message(&id(&run, 1), &id(&run, 0), &edition);
        let state = State { number: 1, edition: Arc::new(edition), message, listeners: Vec::new() };
        Self { run, state: Mutex::new(state) }
    }

    /// The edition that is served now, and its id.
    pub(super) fn now(&self) -> (String, Arc<Snapshot>) {
        let state = self.state();
        (id(&self.run, state.number), Arc::clone(&state.edition))
    }

    /// Serves another edition, and tells all who listen.
    pub(super) fn show(&self, edition: Snapshot) {
        let mut state = self.state();
        let before = id(&self.run, state.number);
        if edition.change != SiteChange::Report {
            state.number += 1;
        }
        state.message = message(&id(&self.run, state.number), &before, &edition);
        state.edition = Arc::new(edition);
        let State { message, listeners, .. } = &mut *state;
        listeners.retain(|listener| listener.try_send(message.clone()).is_ok());
    }

    /// The response to a browser that listens: the last message, and all that come.
    pub(super) fn subscribe(&self) -> Response<ResponseBody> {
        let (sender, receiver) = channel(WAITING);
        let mut state = self.state();
        state.listeners.retain(|listener| !listener.is_closed());
        // There is room for one.
        let _ = sender.try_send(state.message.clone());
        state.listeners.push(sender);
        drop(state);
        let mut response = Response::new(ResponseBody::Events(receiver));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/event-stream"));
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        response
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // No state is half changed: each change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn id(run: &str, number: u64) -> String {
    format!("{run}-{number}")
}

fn message(edition: &str, before: &str, shown: &Snapshot) -> Bytes {
    let none = || RawValue::from_string("null".to_owned()).expect("this is JSON");
    let report = RawValue::from_string(shown.report.trim_end().to_owned()).unwrap_or_else(|_| none());
    let message = Message {
        edition,
        before,
        styles: match &shown.change {
            SiteChange::Styles(styles) => Some(styles),
            _ => None,
        },
        standing: match shown.standing {
            SiteVersion::Good => "good",
            SiteVersion::LastGood => "last-good",
            SiteVersion::Flawed => "flawed",
        },
        report: &report,
    };
    let json = serde_json::to_string(&message).expect("strings are always JSON");
    // JSON has no line break of its own but between its parts, where there may be a space as well.
    format!("data: {}\n\n", json.replace(['\n', '\r'], " ")).into()
}

/// What a browser gets: all of it at once, or messages as they come.
#[derive(Debug)]
pub(super) enum ResponseBody {
    Whole(Option<Bytes>),
    Events(Receiver<Bytes>),
}

impl hyper::body::Body for ResponseBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Self::Whole(bytes) => Poll::Ready(
                bytes.take().filter(|bytes| !bytes.is_empty()).map(|bytes| Ok(Frame::data(bytes))),
            ),
            Self::Events(messages) => {
                messages.poll_recv(context).map(|message| message.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.as_ref().is_none_or(Bytes::is_empty))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Events(_) => SizeHint::default(),
        }
    }
}
