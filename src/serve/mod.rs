//! A site from memory, to the browsers of whoever writes it.
//!
//! 1. [`Server::start`] listens, on a thread of its own. Only [`answer`] knows what a request gets: the
//!    bytes that a build would write, made when they are asked for, and to HTML a script is added.
//! 2. [`Server::show`] puts another [`Snapshot`] in place of the one that is served. [`live`] tells the
//!    browsers, whose script loads the page again, changes its style, or shows what was found.
//!
//! Nothing outside of the site can be asked for: a request is looked up in the list of the site's
//! files, and never on the disk. What another website might make a browser ask for is refused.
#![allow(clippy::disallowed_types, reason = "this is the module that listens")]

mod answer;
mod live;

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};

use crate::base::diagnostic::Diagnostic;
use crate::output::Content;
use answer::Guard;
use live::{Live, ResponseBody};

/// A site that can be asked for its files from any thread, for as long as someone holds it.
pub type Served = Arc<dyn Content + Send + Sync>;

/// What is served from now on.
#[derive(Clone)]
pub struct Snapshot {
    /// The site.
    pub site: Served,
    /// Where a page of `site` fails, the one that stands there in this site is shown.
    pub before: Option<Served>,
    /// What browsers show over the pages: [`report`](crate::report)'s JSON.
    pub report: String,
    /// How the site came to be the one that is served, for those who see it.
    pub standing: SiteVersion,
    /// What changed since the edition before.
    pub change: SiteChange,
}

/// Of which files a site was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteVersion {
    /// Of the files as they are now, and nothing is wrong with them.
    Good,
    /// Of the files as they were when nothing was wrong with them.
    LastGood,
    /// Of the files as they are now. Something is wrong with them, and always was.
    Flawed,
}

/// What changed since the edition before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteChange {
    /// Nothing that is served; only what is said of it.
    Report,
    /// These style sheets, by their paths in the site, and nothing else.
    Styles(Vec<String>),
    /// Pages.
    Pages,
}

/// Where to listen.
#[derive(Clone, Debug)]
pub struct Listen {
    /// An address of this machine, or a name of it.
    pub host: String,
    /// The port; `None` for the first that is free from [`FIRST_PORT`] on.
    pub port: Option<u16>,
}

/// The port that is tried first if none is named.
pub const FIRST_PORT: u16 = 1414;

/// How many ports are tried before any is taken that is free.
const PORTS: u16 = 20;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server at work. It ends with the program.
pub struct Server {
    address: SocketAddr,
    host: String,
    live: Arc<Live>,
}

impl Server {
    /// Listens, and serves `edition`. `fault` is called with the site and what a page's template
    /// failed with, when it is asked for.
    ///
    /// # Errors
    ///
    /// If the host is none of this machine's, or the port is taken.
    pub fn start(
        listen: &Listen,
        edition: Snapshot,
        fault: impl Fn(&Served, Diagnostic) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = bind(listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let live = Arc::new(Live::new(edition));
        let desk = Arc::new(ServerState {
            live: Arc::clone(&live),
            guard: Guard::new(&listen.host),
            fault: Box::new(fault),
        });
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
        std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || runtime.block_on(serve(listener, desk)))?;
        Ok(Self { address, host: listen.host.clone(), live })
    }

    /// Serves another edition from now on, and tells the browsers.
    pub fn show(&self, edition: Snapshot) {
        self.live.show(edition);
    }

    /// The address of the front page, for a browser on this machine.
    pub fn url(&self) -> String {
        let port = self.address.port();
        match self.address.ip() {
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}/"),
            IpAddr::V6(ip) if self.host.parse::<IpAddr>().is_ok() => format!("http://[{ip}]:{port}/"),
            _ => format!("http://{}:{port}/", self.host),
        }
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

fn bind(listen: &Listen) -> io::Result<TcpListener> {
    let at = |port: u16| -> io::Result<TcpListener> {
        let addresses: Vec<SocketAddr> = (listen.host.as_str(), port).to_socket_addrs()?.collect();
        TcpListener::bind(&*addresses)
    };
    let Some(port) = listen.port else {
        for port in FIRST_PORT..FIRST_PORT + PORTS {
            match at(port) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                result => return result,
            }
        }
        return at(0);
    };
    at(port)
}

/// What all connections share.
struct ServerState {
    live: Arc<Live>,
    guard: Guard,
    fault: Box<OnFault>,
}

/// What is called with the site and what a page's template failed with.
type OnFault = dyn Fn(&Served, Diagnostic) + Send + Sync;

async fn serve(listener: TcpListener, desk: Arc<ServerState>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // There are too many open files, or the browser has gone again.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // A message to a browser is a few bytes, which are not to wait for more.
        let _ = stream.set_nodelay(true);
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            let service = service_fn(|request| respond(Arc::clone(&desk), request));
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            // A browser that breaks off is its own affair.
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn respond(
    desk: Arc<ServerState>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Infallible> {
    let (asked, _) = request.into_parts();
    if let Some(refusal) = desk.guard.refusal(&asked) {
        return Ok(refusal.map(ResponseBody::whole));
    }
    if asked.uri.path() == live::EVENTS {
        return Ok(desk.live.subscribe());
    }
    // A page is made now, which may take a while; the browsers are told of changes meanwhile.
    let made = tokio::task::spawn_blocking(move || {
        let (id, edition) = desk.live.now();
        answer::answer(&asked, &id, &edition, &|finding| (desk.fault)(&edition.site, finding))
    });
    Ok(made.await.unwrap_or_else(|_| answer::broken()).map(ResponseBody::whole))
}

impl ResponseBody {
    fn whole(bytes: Bytes) -> Self {
        Self::Whole(Some(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_port_is_taken_and_a_port_that_was_asked_for_is_not_changed() {
        let free = Listen { host: "127.0.0.1".to_owned(), port: None };
        let first = bind(&free).expect("a port");
        let second = bind(&free).expect("another");
        let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
        assert_ne!(port(&first), port(&second));
        let taken = Listen { port: Some(port(&first)), ..free };
        assert_eq!(bind(&taken).expect_err("taken").kind(), io::ErrorKind::AddrInUse);
    }
}
