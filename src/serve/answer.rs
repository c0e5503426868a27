//! What a request gets.
//!
//! 1. [`Guard`] refuses what does not come from a page of this server: a website can make a browser
//!    ask any address, and give a name of its own to this machine's.
//! 2. The path is looked up in the site. A folder stands for its `index.html`; what is not there gets
//!    the site's own page for that. A script of ours has an address that no site's file can have.
//! 3. The bytes are made, and the script is added if they are HTML. If their template fails, whoever
//!    watches is told, and the page is shown as it was before.
//! 4. If only a range of the bytes was asked for, they are cut.

use std::borrow::Cow;
use std::net::IpAddr;
use std::ops::Range;

use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::{Method, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::Snapshot;
use crate::base::address;
use crate::base::diagnostic::Diagnostic;
use crate::disk;
use crate::output::Content;

/// Where the script is that is added to pages. No file of a site has a name that begins with a dot.
const SCRIPT_PATH: &str = "/.expound/live.js";

static SCRIPT: &str = include_str!("live.js");

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";

/// Who may ask.
pub(super) struct Guard {
    /// The name of this machine by which it was told to listen, if it was a name.
    name: Option<String>,
}

impl Guard {
    pub(super) fn new(host: &str) -> Self {
        let name = host.parse::<IpAddr>().is_err().then(|| host.to_ascii_lowercase());
        Self { name }
    }

    /// Why a request is refused, if it is.
    pub(super) fn refusal(&self, asked: &Parts) -> Option<Response<Bytes>> {
        if ![Method::GET, Method::HEAD].contains(&asked.method) {
            let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "this server only shows pages\n");
            refusal.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return Some(refusal);
        }
        let Some(host) = host_of(asked) else {
            return Some(plain(StatusCode::BAD_REQUEST, "the request must name exactly one host\n"));
        };
        // A name could have been given to this machine by the website that asks. A number cannot.
        if !self.knows(host.host()) {
            let message = "this server answers only to its numeric address and to `localhost`; for another name, start it with `--bind NAME`\n";
            return Some(plain(StatusCode::FORBIDDEN, message));
        }
        let is_own = |origin: &HeaderValue| {
            origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == Some(host.as_str())
        };
        if !asked.headers.get_all(header::ORIGIN).iter().all(is_own) {
            return Some(plain(StatusCode::FORBIDDEN, "another website requested this page\n"));
        }
        None
    }

    fn knows(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(&host);
        number.parse::<IpAddr>().is_ok()
            || host == "localhost"
            || host.ends_with(".localhost")
            || self.name.as_ref() == Some(&host)
    }
}

/// The host that a request is for: that of its address, else the one its header names.
fn host_of(asked: &Parts) -> Option<Authority> {
    let mut named = asked.headers.get_all(header::HOST).iter();
    let header = named.next();
    if named.next().is_some() {
        return None;
    }
    match asked.uri.authority() {
        Some(authority) => Some(authority.clone()),
        None => Authority::try_from(header?.as_bytes()).ok(),
    }
}

/// Answers a request. `fault` is told what a page's template fails with.
pub(super) fn answer(
    asked: &Parts,
    edition_id: &str,
    edition: &Snapshot,
    fault: &dyn Fn(Diagnostic),
) -> Response<Bytes> {
    let path = asked.uri.path();
    if path == SCRIPT_PATH {
        let bytes = Bytes::from_static(SCRIPT.as_bytes());
        return cut(asked, response(StatusCode::OK, "text/javascript; charset=utf-8", bytes));
    }
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-edition=\"{edition_id}\" defer></script>\n");
    let site = &*edition.site;
    match find(site, path) {
        ServedPath::File(index) => {
            let kind = kind_of(site.paths()[index].as_str());
            let (status, bytes) = bytes(edition, index, fault);
            let kind = if status == StatusCode::OK { kind } else { HTML.to_owned() };
            cut(asked, response(status, &kind, with_script(bytes, &kind, &script)))
        }
        ServedPath::Folder(folder) => {
            let mut moved = plain(StatusCode::FOUND, "this is a folder\n");
            // Made of the site's own path, and not of what was asked for.
            if let Ok(to) = HeaderValue::from_str(&format!("/{}/", address::encode(folder))) {
                moved.headers_mut().insert(header::LOCATION, to);
            }
            moved
        }
        ServedPath::Nothing => {
            let page = match position(site, "404.html") {
                Some(index) => bytes(edition, index, fault).1,
                None => Cow::Borrowed(
                    b"<!doctype html>\n<title>Not found</title>\n<p>There is no such page.\n".as_slice(),
                ),
            };
            response(StatusCode::NOT_FOUND, HTML, with_script(page, HTML, &script))
        }
    }
}

/// The answer where there should have been another.
pub(super) fn broken() -> Response<Bytes> {
    let message = "expound could not make this page because of a bug; the terminal says more\n";
    plain(StatusCode::INTERNAL_SERVER_ERROR, message)
}

/// What stands at a path.
enum ServedPath<'s> {
    File(usize),
    /// A folder that has an index, asked for without the slash at its end.
    Folder(&'s str),
    Nothing,
}

fn find<'s>(site: &'s dyn Content, path: &str) -> ServedPath<'s> {
    let Ok(path) = percent_decode_str(path.trim_start_matches('/')).decode_utf8() else {
        return ServedPath::Nothing;
    };
    if path.is_empty() || path.ends_with('/') {
        return position(site, &format!("{path}index.html")).map_or(ServedPath::Nothing, ServedPath::File);
    }
    if let Some(index) = position(site, &path) {
        return ServedPath::File(index);
    }
    match position(site, &format!("{path}/index.html")) {
        Some(index) => ServedPath::Folder(site.paths()[index].folder().trim_end_matches('/')),
        None => ServedPath::Nothing,
    }
}

fn position(site: &dyn Content, path: &str) -> Option<usize> {
    site.paths().binary_search_by(|known| known.as_str().cmp(path)).ok()
}

/// The bytes of a file; as they were before, if they cannot be made.
fn bytes<'e>(edition: &'e Snapshot, index: usize, fault: &dyn Fn(Diagnostic)) -> (StatusCode, Cow<'e, [u8]>) {
    if let Some(large) = edition.site.copied(index) {
        return match disk::read_large(large) {
            Ok(bytes) => (StatusCode::OK, bytes.into()),
            Err(_) => (StatusCode::NOT_FOUND, Cow::Borrowed(b"This file has just changed.\n")),
        };
    }
    let failed = match edition.site.bytes(index) {
        Ok(bytes) => return (StatusCode::OK, bytes),
        Err(finding) => finding,
    };
    fault(*failed);
    let path = edition.site.paths()[index].as_str();
    let before = edition.before.as_deref().and_then(|site| site.bytes(position(site, path)?).ok());
    match before {
        Some(bytes) => (StatusCode::OK, bytes),
        None => (
            StatusCode::INTERNAL_SERVER_ERROR,
            Cow::Borrowed(
                b"<!doctype html>\n<title>This page cannot be made</title>\n<p>This page cannot be made: its template fails.\n",
            ),
        ),
    }
}

fn with_script(bytes: Cow<'_, [u8]>, kind: &str, script: &str) -> Bytes {
    let mut bytes = bytes.into_owned();
    if kind == HTML {
        bytes.extend_from_slice(script.as_bytes());
    }
    bytes.into()
}

/// The type of a file, by its name.
fn kind_of(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream");
    let is_text = kind.starts_with("text/") || matches!(kind, "application/javascript");
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

fn plain(status: StatusCode, message: &'static str) -> Response<Bytes> {
    response(status, PLAIN, Bytes::from_static(message.as_bytes()))
}

fn response(status: StatusCode, kind: &str, bytes: Bytes) -> Response<Bytes> {
    let length = bytes.len();
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::CONTENT_LENGTH, &length.to_string());
    // Kept, but never shown without asking whether it is still so.
    set(header::CACHE_CONTROL, "no-cache");
    set(header::ACCEPT_RANGES, "bytes");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // No other website may show or run what is served here.
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    response
}

/// Cuts a response to the range that was asked for, if there is one.
fn cut(asked: &Parts, mut whole: Response<Bytes>) -> Response<Bytes> {
    let length = whole.body().len();
    let wanted = match asked.headers.get(header::RANGE).map(|range| range_of(range, length)) {
        Some(wanted) if whole.status() == StatusCode::OK && asked.method == Method::GET => wanted,
        _ => return whole,
    };
    let range = match wanted {
        RangeRequest::Part(range) => range,
        RangeRequest::All => return whole,
        RangeRequest::Nothing => {
            let mut refusal = plain(StatusCode::RANGE_NOT_SATISFIABLE, "the file has fewer bytes\n");
            if let Ok(length) = HeaderValue::from_str(&format!("bytes */{length}")) {
                refusal.headers_mut().insert(header::CONTENT_RANGE, length);
            }
            return refusal;
        }
    };
    let said = format!("bytes {}-{}/{length}", range.start, range.end - 1);
    *whole.status_mut() = StatusCode::PARTIAL_CONTENT;
    for (name, value) in [(header::CONTENT_RANGE, said), (header::CONTENT_LENGTH, range.len().to_string())] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            whole.headers_mut().insert(name, value);
        }
    }
    whole.map(|bytes| bytes.slice(range))
}

/// What a `Range` header wants.
#[derive(Debug, PartialEq, Eq)]
enum RangeRequest {
    Part(Range<usize>),
    /// It is not understood, or asks for several parts: then all is sent.
    All,
    /// It begins after the end.
    Nothing,
}

fn range_of(header: &HeaderValue, length: usize) -> RangeRequest {
    let number = |text: &str| -> Option<usize> {
        // More digits than a length has are more than there is.
        match text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
            true => Some(text.parse().unwrap_or(usize::MAX)),
            false => None,
        }
    };
    let text = header.to_str().unwrap_or_default().trim();
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return RangeRequest::All;
    };
    let (first, last) = (first.trim(), last.trim());
    let range = match (number(first), number(last)) {
        (Some(start), Some(last)) if start <= last => start..last.saturating_add(1).min(length),
        (Some(start), None) if last.is_empty() => start..length,
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return RangeRequest::All,
    };
    if range.start >= range.end { RangeRequest::Nothing } else { RangeRequest::Part(range) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::address::OutPath;
    use crate::output::InMemory;
    use crate::serve::{SiteChange, SiteVersion};
    use hyper::Request;
    use std::sync::Arc;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let files = files
            .iter()
            .map(|(path, text)| (OutPath::new(path).expect("a path"), text.as_bytes().to_vec()))
            .collect();
        Snapshot {
            site: Arc::new(InMemory::new(files)),
            before: None,
            report: "{}".to_owned(),
            standing: SiteVersion::Good,
            change: SiteChange::Pages,
        }
    }

    fn site() -> Snapshot {
        snapshot(&[
            ("404.html", "lost"),
            ("a b/é.txt", "text"),
            ("assets/folio.css", "body{}"),
            ("film.mp4", "0123456789"),
            ("index.html", "home"),
            ("topics/index.html", "topics"),
        ])
    }

    fn parts(path: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).expect("a request").into_parts().0
    }

    fn get(path: &str, headers: &[(&str, &str)]) -> (u16, String, String) {
        let response = answer(&parts(path, headers), "e-1", &site(), &|_| {});
        let kind = response.headers()[header::CONTENT_TYPE].to_str().expect("a type").to_owned();
        (response.status().as_u16(), kind, String::from_utf8_lossy(response.body()).into_owned())
    }

    #[test]
    fn a_file_is_served_as_it_is_built_and_html_gets_the_script() {
        assert_eq!(get("/assets/folio.css", &[]), (200, "text/css; charset=utf-8".into(), "body{}".into()));
        assert_eq!(get("/a%20b/%C3%A9.txt", &[]), (200, "text/plain; charset=utf-8".into(), "text".into()));
        let (status, kind, text) = get("/", &[]);
        assert_eq!((status, kind.as_str()), (200, HTML));
        assert!(text.starts_with("home<script src=\"/.expound/live.js\" data-edition=\"e-1\""), "{text}");
        assert_eq!(get("/index.html", &[]).2, text);
        assert!(get(SCRIPT_PATH, &[]).1.starts_with("text/javascript"));
    }

    #[test]
    fn a_folder_is_its_index_and_is_never_listed() {
        assert!(get("/topics/", &[]).2.starts_with("topics<script"));
        let moved = answer(&parts("/topics", &[]), "e-1", &site(), &|_| {});
        assert_eq!(moved.status(), StatusCode::FOUND);
        assert_eq!(moved.headers()[header::LOCATION], "/topics/");
        for path in ["/assets/", "/assets", "/nothing", "/a%20b/", "/index.html/"] {
            let (status, _, text) = get(path, &[]);
            assert!(status == 404 && text.starts_with("lost<script"), "{path}: {status} {text}");
        }
    }

    #[test]
    fn nothing_outside_of_the_site_has_an_address() {
        for path in [
            "/../Cargo.toml",
            "/topics/../index.html",
            "/topics/%2e%2e/index.html",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2findex.html",
            "/topics/..%5cindex.html",
            "/etc/passwd",
            "//etc/passwd",
            "/%2fetc%2fpasswd",
            "/file:///etc/passwd",
            "/index.html%00",
            "/%ff",
            "/.expound-manifest",
        ] {
            assert_eq!(get(path, &[]).0, 404, "{path}");
        }
        // However it is written, what is sent on stays on this server.
        let moved = answer(&parts("//topics", &[]), "e-1", &site(), &|_| {});
        assert_eq!(moved.headers()[header::LOCATION], "/topics/");
    }

    #[test]
    fn a_range_is_cut_from_the_whole() {
        for (range, status, text) in [
            ("bytes=0-3", 206, "0123"),
            ("bytes=8-", 206, "89"),
            ("bytes=-2", 206, "89"),
            ("bytes=5-100", 206, "56789"),
            ("bytes=-100", 206, "0123456789"),
            ("bytes=10-", 416, "the file has fewer bytes\n"),
            ("bytes=99999999999999999999999-", 416, "the file has fewer bytes\n"),
            ("bytes=-0", 416, "the file has fewer bytes\n"),
            ("bytes=3-2", 200, "0123456789"),
            ("bytes=0-1,3-4", 200, "0123456789"),
            ("bytes=-", 200, "0123456789"),
            ("bytes=+1-2", 200, "0123456789"),
            ("lines=1-2", 200, "0123456789"),
        ] {
            let (found, _, body) = get("/film.mp4", &[("range", range)]);
            assert_eq!((found, body.as_str()), (status, text), "{range}");
        }
        let part = answer(&parts("/film.mp4", &[("range", "bytes=2-4")]), "e-1", &site(), &|_| {});
        assert_eq!(part.headers()[header::CONTENT_RANGE], "bytes 2-4/10");
        assert_eq!(part.headers()[header::CONTENT_LENGTH], "3");
    }

    #[test]
    fn only_this_server_s_own_pages_may_ask() {
        let guard = Guard::new("127.0.0.1");
        let status = |guard: &Guard, headers: &[(&str, &str)]| {
            guard.refusal(&parts("/", headers)).map_or(200, |refusal| refusal.status().as_u16())
        };
        for host in
            ["127.0.0.1:1414", "localhost:1414", "LOCALHOST", "[::1]:1414", "192.168.1.7", "a.localhost"]
        {
            assert_eq!(status(&guard, &[("host", host)]), 200, "{host}");
        }
        for host in ["example.org", "example.org:1414", "localhost.example.org", "127.0.0.1.example.org"] {
            assert_eq!(status(&guard, &[("host", host)]), 403, "{host}");
        }
        assert_eq!(status(&guard, &[]), 400);
        assert_eq!(status(&guard, &[("host", "localhost"), ("host", "example.org")]), 400);
        assert_eq!(status(&guard, &[("host", "a b")]), 400);
        let own = ("host", "localhost:1414");
        assert_eq!(status(&guard, &[own, ("origin", "http://localhost:1414")]), 200);
        for origin in ["https://localhost:1414", "http://localhost", "http://example.org", "null", ""] {
            assert_eq!(status(&guard, &[own, ("origin", origin)]), 403, "{origin}");
        }
        assert_eq!(status(&Guard::new("Desk.Local"), &[("host", "desk.local:80")]), 200);
        let absolute = guard.refusal(&parts("http://example.org/", &[own])).map(|refusal| refusal.status());
        assert_eq!(absolute, Some(StatusCode::FORBIDDEN));
        let post = Request::builder().method("POST").uri("/").header("host", "localhost").body(());
        let refusal = guard.refusal(&post.expect("a request").into_parts().0).expect("a refusal");
        assert_eq!(refusal.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(refusal.headers()[header::ALLOW], "GET, HEAD");
    }

    #[test]
    fn a_page_that_fails_is_shown_as_it_was() {
        struct Failing(InMemory);
        impl Content for Failing {
            fn paths(&self) -> &[OutPath] {
                self.0.paths()
            }
            fn bytes(&self, _: usize) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
                let place = crate::base::text::Place::file(&"themes/folio/page.html".into());
                Err(Box::new(Diagnostic::new(&crate::base::rule::BAD_TEMPLATE, place, "it failed")))
            }
        }
        let good = site();
        let files = ["index.html", "new.html"].map(|path| (OutPath::new(path).expect("a path"), Vec::new()));
        let edition = Snapshot {
            site: Arc::new(Failing(InMemory::new(files.into()))),
            before: Some(Arc::clone(&good.site)),
            ..good
        };
        let told = std::cell::RefCell::new(Vec::new());
        let get = |path: &str| {
            let response = answer(&parts(path, &[]), "e-2", &edition, &|finding| {
                told.borrow_mut().push(finding.message);
            });
            (response.status().as_u16(), String::from_utf8_lossy(response.body()).into_owned())
        };
        assert!(get("/").1.starts_with("home<script"));
        let (status, text) = get("/new.html");
        assert!(status == 500 && text.contains("cannot be made") && text.contains("live.js"), "{text}");
        assert_eq!(*told.borrow(), ["it failed", "it failed"]);
    }
}
