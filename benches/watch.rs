//! How long a writer waits: from saving a page to the browser being told, and to having the new page.
//!
//! A site is written to a folder and watched by the program; one paragraph of one page after the other is
//! changed, the event is waited for and the page fetched. Every twentieth page is compared, byte for byte,
//! with what a build makes of the same files that remembers nothing. At the end it is shown how much
//! memory the program has come to hold.
//!
//! `cargo bench --bench watch` tries 2,000 and 10,000 pages; `cargo bench --bench watch -- 500 1000` a site
//! of 500 pages with 1,000 changes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this measures the program")]
#![allow(clippy::print_stdout, reason = "it says what it measured")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use expound::build::{BuildOptions, build};
use expound::disk::{self, Layout};
use expound::output::Content;

mod corpus;

use corpus::{CITATIONS, Numbers, name, write_site};

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    println!(
        "pages  citations  changes   event: median    least     most   page: median   MiB: first     last"
    );
    match numbers[..] {
        [] => {
            measure(2_000, 1_000);
            measure(10_000, 200);
        }
        [pages] => measure(pages, 200),
        [pages, changes, ..] => measure(pages, changes),
    }
}

fn measure(pages: usize, changes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write_site(root, pages);
    // Files that are a moment old are read again each time, and a writer's site is older.
    std::thread::sleep(Duration::from_millis(2500));
    let watch = Watch::start(root);
    let mut events = watch.listen();
    // All pages are made once in the beginning, to see whether any fails.
    std::thread::sleep(Duration::from_millis(1000 + pages as u64 / 2));
    let (mut told, mut shown) = (Vec::new(), Vec::new());
    let mut memory = Vec::new();
    let mut numbers = Numbers(3);
    for change in 0..changes {
        let page = numbers.below(pages);
        let file = root.join(format!("content/{}.md", name(page)));
        let old = fs::read_to_string(&file).expect("a page");
        // The third paragraph is another each time.
        let mut parts: Vec<&str> = old.split("\n\n").collect();
        let new = format!("This paragraph has been changed, and says a{change} now. {}", parts[2]);
        parts[2] = &new;
        let text = parts.join("\n\n");

        let saved = Instant::now();
        fs::write(&file, text).expect("written");
        next(&mut events);
        told.push(saved.elapsed());
        let html = watch.get(&format!("/{}.html", name(page)));
        shown.push(saved.elapsed());

        assert!(html.contains(&format!("says a{change} now")), "the page is not the new one");
        if change % 20 == 0 {
            assert!(
                html[..html.rfind("<script").expect("the script")] == cold(root, page),
                "it is not what is built"
            );
        }
        memory.extend(watch.memory().filter(|_| change == changes.min(50) - 1 || change == changes - 1));
        // A writer pauses, and the program has something to do after each change.
        std::thread::sleep(Duration::from_millis(20 + pages as u64 / 100));
    }
    told.sort_unstable();
    shown.sort_unstable();
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    let mib = |memory: Option<&u64>| memory.map_or("–".to_owned(), |kib| format!("{}", kib / 1024));
    println!(
        "{pages:>5}  {:>9}  {changes:>7}  {:>14} {:>8} {:>8}  {:>13}  {:>11} {:>8}",
        pages * CITATIONS,
        ms(told[told.len() / 2]),
        ms(told[0]),
        ms(told[told.len() - 1]),
        ms(shown[shown.len() / 2]),
        mib(memory.first()),
        mib(memory.last()),
    );
}

/// What a build that remembers nothing makes of a page.
fn cold(root: &Path, page: usize) -> String {
    let inputs = disk::read(root, &Layout::default()).expect("the site");
    let built = build(&inputs, &BuildOptions::default());
    assert_eq!(built.diagnostics, []);
    let ready = built.site.ready();
    let path = format!("{}.html", name(page));
    let index = ready.paths().iter().position(|known| known.as_str() == path).expect("the page");
    String::from_utf8(ready.bytes(index).expect("it is made").into_owned()).expect("text")
}

/// The program at work.
struct Watch {
    child: Child,
    port: u16,
}

impl Watch {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_expound"))
            .args(["watch", "--port", "0", "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("its words")).lines();
        let line = lines.next().expect("a line").expect("text");
        let port = line.split(':').nth(2).and_then(|rest| rest.split('/').next()?.parse().ok());
        // What it says is to be read, or it would wait for somebody to do so.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port: port.expect("a port") }
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("asked");
        BufReader::new(stream)
    }

    fn listen(&self) -> BufReader<TcpStream> {
        let mut events = self.ask("/.expound/events");
        next(&mut events);
        events
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).expect("an answer");
        answer.split_once("\r\n\r\n").expect("a head").1.to_owned()
    }

    /// How much memory it holds, in KiB, where the system says it.
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the next message.
fn next(events: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert_ne!(events.read_line(&mut line).expect("a line"), 0, "the server has hung up");
    }
}
