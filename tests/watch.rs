//! The watch as it is used: the program is started on a site in a folder, files are saved as editors
//! save them, and what a browser would get and hear is looked at.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this test runs the program")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Longer than anything takes, on a machine that has other things to do.
const LONG: Duration = Duration::from_secs(60);

/// Long enough to be sure that nothing more comes.
const QUIET: Duration = Duration::from_millis(600);

const TOPIC: &str = "content/topics/library-roof.md";
const TOPIC_URL: &str = "/topics/library-roof.html";

/// A program that watches a site, and what it says.
struct Watch {
    folder: TempDir,
    child: Child,
    port: u16,
    said: Receiver<String>,
}

/// The program, which keeps what it keeps for the user where tests do.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_expound"));
    program.env("EXPOUND_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    program
}

impl Watch {
    /// Watches a new site.
    fn start(args: &[&str]) -> Self {
        Self::of(new_site(), args)
    }

    fn of(folder: TempDir, args: &[&str]) -> Self {
        let mut child = program()
            .args(["watch", "--port", "0"])
            .args(args)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (sender, said) = channel();
        let stderr = BufReader::new(child.stderr.take().expect("its words"));
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut watch = Self { folder, child, port: 0, said };
        let line = watch.hear("serving http://");
        let port = line.split(':').nth(2).and_then(|rest| rest.split('/').next());
        watch.port = port.and_then(|port| port.parse().ok()).expect("a port");
        watch.hear("no findings");
        watch
    }

    /// The next line that has these words.
    fn hear(&self, words: &str) -> String {
        let mut heard = Vec::new();
        let end = Instant::now() + LONG;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.said.recv_timeout(left) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => heard.push(line),
                Err(_) => panic!("nobody said “{words}”, but: {heard:#?}"),
            }
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
        fs::write(path, text).expect("written");
    }

    /// The topic with some words more.
    fn topic_with(&self, words: &str) -> String {
        format!("{}\n{words}\n", self.read(TOPIC))
    }

    /// Sends a request as it stands, and gives the answer as it stands.
    fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream.set_read_timeout(Some(LONG)).expect("a timeout");
        // It may hang up before it has heard all.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        Answer::of(&self.send(request.as_bytes()))
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    fn listen(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream
            .write_all(
                b"GET /.expound/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n",
            )
            .expect("asked");
        let (sender, inbox) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ") {
                    let _ = sender.send(serde_json::from_str(data).expect("JSON"));
                }
            }
        });
        let mut events = Events { inbox, edition: Value::Null };
        events.edition = events.next()["edition"].clone();
        events
    }

    fn lives(&mut self) {
        assert_eq!(self.child.try_wait().expect("a state"), None, "the program has ended");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a browser hears.
struct Events {
    inbox: Receiver<Value>,
    edition: Value,
}

impl Events {
    fn next(&self) -> Value {
        self.inbox.recv_timeout(LONG).expect("a message")
    }

    /// The messages until it is quiet.
    fn all(&self) -> Vec<Value> {
        let mut all = vec![self.next()];
        while let Ok(message) = self.inbox.recv_timeout(QUIET) {
            all.push(message);
        }
        all
    }

    /// The one message that comes: of a new edition, without findings.
    fn one_edition(&mut self) -> Value {
        let all = self.all();
        assert_eq!(all.len(), 1, "{all:#?}");
        assert_eq!(all[0]["before"], self.edition);
        assert_ne!(all[0]["edition"], self.edition);
        assert_eq!(
            (&all[0]["standing"], &all[0]["report"]["errors"]),
            (&"good".into(), &0.into()),
            "{all:#?}"
        );
        self.edition = all[0]["edition"].clone();
        all[0].clone()
    }

    /// Waits for a message of this kind.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + LONG;
        loop {
            let message = self.next();
            self.edition = message["edition"].clone();
            if wanted(&message) {
                return message;
            }
            assert!(Instant::now() < end, "the last was {message:#?}");
        }
    }

    fn until_good(&mut self) -> Value {
        self.until(|message| {
            message["standing"] == "good" && message["report"]["findings"] == Value::Array(vec![])
        })
    }

    fn until_error(&mut self, rule: &str) -> Value {
        let has_rule = |message: &Value| {
            let findings = message["report"]["findings"].as_array();
            findings.is_some_and(|findings| findings.iter().any(|finding| finding["rule"] == rule))
        };
        self.until(has_rule)
    }

    fn silence(&self) {
        if let Ok(message) = self.inbox.recv_timeout(QUIET) {
            panic!("a message came: {message:#?}");
        }
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn new_site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = program().arg("init").arg(folder.path()).output();
    assert!(made.expect("the program runs").status.success());
    // References in the plain style, which is quick.
    let config = folder.path().join("expound.toml");
    let text = fs::read_to_string(&config).expect("settings").replace("chicago-author-date", "plain");
    fs::write(config, text).expect("written");
    folder
}

/// All files below a folder, by their paths with `/`.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path =
                entry.path().strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

#[test]
fn what_is_served_is_what_is_built() {
    let watch = Watch::start(&[]);
    let built = watch.folder.path().join("out");
    let build = program().args(["build", "--quiet", "-o", "out"]).current_dir(watch.folder.path()).status();
    assert!(build.expect("the program runs").success());
    let files: Vec<_> = files(&built).into_iter().filter(|(path, _)| !path.starts_with(".expound")).collect();
    assert!(files.len() > 10, "{}", files.len());
    for (path, bytes) in files {
        let answer = watch.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        let kind = answer.header("content-type").expect("a type").to_owned();
        if path.ends_with(".html") {
            assert_eq!(kind, "text/html; charset=utf-8");
            let text = answer.text();
            let (page, script) = text.split_at(text.rfind("<script").expect("the script"));
            assert!(page.as_bytes() == bytes, "{path} is not what is built");
            assert!(script.starts_with("<script src=\"/.expound/live.js\""), "{script}");
        } else {
            assert!(answer.body == bytes, "{path} is not what is built");
            assert_ne!(kind, "application/octet-stream", "{path}");
        }
    }
    assert!(!watch.path("public").exists(), "public/ was written");
}

#[test]
fn each_way_of_saving_is_seen_once() {
    let watch = Watch::start(&[]);
    let mut events = watch.listen();
    let shown = |words: &str| assert!(watch.get(TOPIC_URL).text().contains(words), "{words}");

    watch.write(TOPIC, &watch.topic_with("Written in place."));
    events.one_edition();
    shown("Written in place.");

    fs::write(watch.path("content/topics/.tmp-1"), watch.topic_with("Renamed over.")).expect("written");
    fs::rename(watch.path("content/topics/.tmp-1"), watch.path(TOPIC)).expect("renamed");
    events.one_edition();
    shown("Renamed over.");

    let text = watch.topic_with("Deleted and created.");
    fs::remove_file(watch.path(TOPIC)).expect("removed");
    watch.write(TOPIC, &text);
    events.one_edition();
    shown("Deleted and created.");

    // As vim does it: a file to see whether it may, the old file as a backup, and a new one.
    let text = watch.topic_with("With a backup.");
    watch.write("content/topics/4913", "");
    fs::remove_file(watch.path("content/topics/4913")).expect("removed");
    fs::rename(watch.path(TOPIC), watch.path(&format!("{TOPIC}~"))).expect("renamed");
    watch.write(TOPIC, &text);
    fs::remove_file(watch.path(&format!("{TOPIC}~"))).expect("removed");
    events.one_edition();
    shown("With a backup.");

    // Emptied, and written a moment later.
    let text = watch.topic_with("Emptied first.");
    let mut file = fs::File::create(watch.path(TOPIC)).expect("a file");
    std::thread::sleep(Duration::from_millis(5));
    file.write_all(text.as_bytes()).expect("written");
    drop(file);
    events.one_edition();
    shown("Emptied first.");

    // Saved without a change, looked at, and what editors leave behind.
    watch.write(TOPIC, &text);
    watch.read(TOPIC);
    watch.write(&format!("{TOPIC}.swp"), "x");
    watch.write("content/.#lock", "x");
    watch.write("notes.txt", "not of the site");
    events.silence();
}

#[test]
fn folders_that_come_and_go_are_seen_with_all_that_is_in_them() {
    let watch = Watch::start(&[]);
    let mut events = watch.listen();
    let status = |path: &str| watch.get(path).status;

    // A folder is filled elsewhere and moved in.
    watch.write("elsewhere/deep/one.md", "+++\ntitle = \"One\"\n+++\n");
    fs::rename(watch.path("elsewhere"), watch.path("content/notes")).expect("moved in");
    events.one_edition();
    assert_eq!(status("/notes/deep/one.html"), 200);
    // What happens in it from then on is seen.
    watch.write("content/notes/deep/two.md", "+++\ntitle = \"Two\"\n+++\n");
    events.one_edition();
    assert_eq!(status("/notes/deep/two.html"), 200);
    // Under another name, too.
    fs::rename(watch.path("content/notes"), watch.path("content/essays")).expect("renamed");
    events.one_edition();
    assert_eq!((status("/notes/deep/one.html"), status("/essays/deep/one.html")), (404, 200));
    watch.write("content/essays/deep/one.md", "+++\ntitle = \"Another\"\n+++\n");
    events.one_edition();
    assert!(watch.get("/essays/deep/one.html").text().contains("Another"));
    // Another folder comes to stand there.
    fs::rename(watch.path("content/essays"), watch.path("old")).expect("moved out");
    watch.write("content/essays/deep/three.md", "+++\ntitle = \"Three\"\n+++\n");
    events.until(|_| status("/essays/deep/three.html") == 200);
    watch.write("content/essays/deep/three.md", "+++\ntitle = \"Third\"\n+++\n");
    events.until(|_| watch.get("/essays/deep/three.html").text().contains("Third"));
    fs::remove_dir_all(watch.path("content/essays")).expect("removed");
    events.until(|_| status("/essays/deep/three.html") == 404);
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_watched() {
    use std::os::unix::fs::symlink;
    let folder = new_site();
    for (path, title) in [("common/a.md", "A"), ("parts/b.md", "B")] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, format!("+++\ntitle = \"{title}\"\n+++\n")).expect("written");
    }
    symlink("../common", folder.path().join("content/common")).expect("a link");
    symlink("../parts/b.md", folder.path().join("content/b.md")).expect("a link");
    let watch = Watch::of(folder, &[]);
    let mut events = watch.listen();
    watch.write("common/a.md", "+++\ntitle = \"Changed\"\n+++\n");
    events.one_edition();
    assert!(watch.get("/common/a.html").text().contains("Changed"));
    watch.write("parts/b.md", "+++\ntitle = \"Changed\"\n+++\n");
    events.one_edition();
    assert!(watch.get("/b.html").text().contains("Changed"));
}

#[test]
fn a_mistake_leaves_the_last_good_page_and_is_told_until_it_is_mended() {
    let mut watch = Watch::start(&[]);
    let mut events = watch.listen();
    let good = watch.read(TOPIC);
    let page = watch.get(TOPIC_URL).body;
    watch.write(TOPIC, &good.replacen("tore a strip", "took a strip", 1));
    let message = events.until_error("quote-not-found");
    assert_eq!((&message["standing"], &message["styles"]), (&"last-good".into(), &Value::Null));
    let finding = &message["report"]["findings"][0];
    assert_eq!((&finding["file"], finding["line"].is_u64()), (&TOPIC.into(), true), "{finding}");
    watch.hear("error[E0101] quote-not-found");
    watch.hear("1 error; the pages are unchanged");
    assert_eq!(watch.get(TOPIC_URL).body, page);
    // Who comes now is told at once.
    assert_eq!(watch.listen().edition, message["edition"]);
    watch.write(TOPIC, &good);
    events.until_good();
    // It is as it was: no page need be loaded again.
    assert_eq!(events.edition, message["edition"]);
    watch.hear("no findings");
    assert_eq!(watch.get(TOPIC_URL).body, page);
    watch.lives();
}

#[test]
fn nothing_that_is_saved_ends_the_watch() {
    let mut watch = Watch::start(&[]);
    let mut events = watch.listen();
    let (config, topic) = (watch.read("expound.toml"), watch.read(TOPIC));
    let home = watch.get("/").text();

    watch.write("expound.toml", "title = [[[");
    events.until_error("bad-config");
    watch.write("expound.toml", &format!("{config}\n[citations]\nstyle = \"none\"\n"));
    events.until_error("bad-config");
    fs::write(watch.path("expound.toml"), b"title = \"\xff\xfe\0\"").expect("written");
    events.until_error("bad-config");
    fs::remove_file(watch.path("expound.toml")).expect("removed");
    events.until_error("missing-config");
    watch.write("expound.toml", &config);
    events.until_good();

    watch.write("themes/folio/event.html", "{% if %}");
    events.until_error("bad-template");
    // This one is seen only when a page is made of it.
    watch.write("themes/folio/event.html", "{{ page.nothing.at.all }}");
    let message = events.until_error("bad-template");
    assert_eq!(message["report"]["findings"][0]["file"], "themes/folio/event.html");
    let event = watch.get("/events/2024-storm.html");
    assert!(event.status == 200 && event.text().contains("<h1"), "{event:?}");
    fs::remove_dir_all(watch.path("themes")).expect("removed");
    events.until_good();

    fs::write(watch.path(TOPIC), b"+++\ntitle = \"Ha\xff\0").expect("written");
    events.until_error("unreadable-page");
    watch.write(TOPIC, &topic[..topic.len() / 2]);
    watch.write("seeds/half.toml", "[half");
    events.until_error("bad-library");
    fs::remove_file(watch.path("seeds/half.toml")).expect("removed");
    watch.write(TOPIC, &topic);
    events.until_good();

    fs::rename(watch.path("seeds"), watch.path("seeds-away")).expect("renamed");
    events.until_error("unknown-source");
    assert!(watch.get("/").text().contains("<h1"));
    fs::rename(watch.path("seeds-away"), watch.path("seeds")).expect("renamed");
    events.until_good();

    for i in 0..500 {
        watch.write(&format!("content/notes/n{i}.md"), &format!("+++\ntitle = \"Note {i}\"\n+++\nText.\n"));
    }
    events.until(|_| watch.get("/notes/n499.html").status == 200);
    fs::remove_dir_all(watch.path("content/notes")).expect("removed");
    events.until(|_| watch.get("/notes/n499.html").status == 404);

    assert_eq!(without_script(&watch.get("/").text()), without_script(&home));
    watch.lives();
}

fn without_script(page: &str) -> &str {
    &page[..page.rfind("<script").unwrap_or(page.len())]
}

#[cfg(unix)]
#[test]
fn a_site_whose_folder_is_gone_is_waited_for() {
    let outer = tempfile::tempdir().expect("a folder");
    let site = outer.path().join("site");
    let made = program().arg("init").arg(&site).output();
    assert!(made.expect("the program runs").status.success());
    let mut watch = Watch::of(outer, &["--root", "site"]);
    let mut events = watch.listen();
    fs::rename(&site, watch.path("away")).expect("renamed");
    watch.hear("waiting for it");
    fs::rename(watch.path("away"), &site).expect("renamed");
    let text = fs::read_to_string(site.join(TOPIC)).expect("a file");
    fs::write(site.join(TOPIC), format!("{text}\nBack again.\n")).expect("written");
    events.until(|_| watch.get(TOPIC_URL).text().contains("Back again."));
    // And its folders are looked at again.
    fs::write(site.join(TOPIC), format!("{text}\nAnd again.\n")).expect("written");
    events.until(|_| watch.get(TOPIC_URL).text().contains("And again."));
    watch.lives();
}

#[test]
fn a_change_of_style_alone_is_told_as_such() {
    let watch = Watch::start(&[]);
    let mut events = watch.listen();
    watch.write("themes/folio/assets/more.css", "body { color: red }");
    // A new sheet is linked from every page.
    assert_eq!(events.one_edition()["styles"], Value::Null);
    watch.write("themes/folio/assets/more.css", "body { color: blue }");
    assert_eq!(events.one_edition()["styles"], serde_json::json!(["assets/more.css"]));
    assert_eq!(watch.get("/assets/more.css").text(), "body { color: blue }");
    watch.write(TOPIC, &watch.topic_with("More."));
    assert_eq!(events.one_edition()["styles"], Value::Null);
}

#[test]
fn without_events_the_folders_are_read_now_and_then() {
    let watch = Watch::start(&["--poll=50"]);
    let mut events = watch.listen();
    watch.write(TOPIC, &watch.topic_with("Seen by looking."));
    events.one_edition();
    assert!(watch.get(TOPIC_URL).text().contains("Seen by looking."));
    watch.write("content/new/a.md", "+++\ntitle = \"A\"\n+++\n");
    events.one_edition();
    assert_eq!(watch.get("/new/a.html").status, 200);
    events.silence();
}

#[test]
fn the_output_folder_is_written_only_if_asked_for_and_does_not_loop() {
    let watch = Watch::start(&["--write", "-o", "public"]);
    let events = watch.listen();
    let published = watch.path("public/topics/library-roof.html");
    let has = |words: &str| fs::read_to_string(&published).is_ok_and(|text| text.contains(words));
    let wait = |words: &str| {
        let end = Instant::now() + LONG;
        while !has(words) {
            assert!(Instant::now() < end, "{words} was not published");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait("<h1");
    watch.write(TOPIC, &watch.topic_with("Published too."));
    let mut events = events;
    events.one_edition();
    wait("Published too.");
    // What is published is what is built: no script of ours.
    assert!(!has("live.js"));
    let good = watch.read(TOPIC);
    watch.write(TOPIC, &good.replacen("tore a strip", "took a strip", 1));
    events.until_error("quote-not-found");
    std::thread::sleep(QUIET);
    assert!(has("Published too."), "a site with errors was published");
    watch.write(TOPIC, &good);
    events.until_good();
    events.silence();
}

#[test]
fn an_output_folder_among_the_content_is_no_content() {
    let watch = Watch::start(&["-o", "content/out"]);
    let events = watch.listen();
    watch.write("content/out/a.md", "+++\ntitle = \"A\"\n+++\n");
    events.silence();
    assert_eq!(watch.get("/out/a.html").status, 404);
}

#[test]
fn hostile_requests_get_nothing() {
    let mut watch = Watch::start(&[]);
    fs::write(watch.path("secret.txt"), "secret").expect("written");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/topics/../../secret.txt",
        "/topics/..%5c..%5csecret.txt",
        "//secret.txt",
        "/secret.txt",
        "/expound.toml",
        "/content/topics/library-roof.md",
        "/.expound/../secret.txt",
        "/assets/",
        "/%00",
        "/index.html/../../secret.txt",
        "/?/../secret.txt%",
    ] {
        let answer = watch.get(path);
        let is_home = path.starts_with("/?");
        assert_eq!(answer.status, if is_home { 200 } else { 404 }, "{path}: {answer:?}");
        assert!(!answer.text().contains("secret\n") && answer.body != b"secret", "{path}");
    }
    // Another website, under a name of its own, or in the open.
    let with_host = |host: &str, path: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Answer::of(&watch.send(request.as_bytes())).status
    };
    assert_eq!(with_host("localhost", "/"), 200);
    assert_eq!(with_host("evil.example", "/"), 403);
    assert_eq!(with_host("127.0.0.1.evil.example:80", "/.expound/events"), 403);
    assert_eq!(watch.get_with("/.expound/events", "Origin: http://evil.example\r\n").status, 403);
    assert_eq!(watch.get_with("/", "Origin: null\r\n").status, 403);
    assert_eq!(watch.get("/").header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(watch.get("/").header("access-control-allow-origin"), None);
    // What is no request, or too much of one.
    for request in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        let answer = Answer::of(&watch.send(request));
        assert_ne!(answer.status, 200, "{}", String::from_utf8_lossy(request));
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(1 << 20));
    assert_ne!(Answer::of(&watch.send(long.as_bytes())).status, 200);
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(10_000));
    assert_ne!(Answer::of(&watch.send(many.as_bytes())).status, 200);
    // Those who say nothing keep nobody waiting.
    let silent: Vec<_> = (0..100).map(|_| TcpStream::connect(("127.0.0.1", watch.port))).collect();
    assert_eq!(watch.get("/").status, 200);
    drop(silent);
    watch.lives();
}

#[test]
fn a_browser_gets_types_ranges_and_only_heads() {
    let watch = Watch::start(&[]);
    fs::write(watch.path("content/film.mp4"), b"0123456789").expect("written");
    fs::write(watch.path("content/picture.avif"), b"x").expect("written");
    let mut events = watch.listen();
    if watch.get("/picture.avif").status != 200 {
        events.until(|_| watch.get("/picture.avif").status == 200);
    }
    assert_eq!(watch.get("/film.mp4").header("content-type"), Some("video/mp4"));
    assert_eq!(watch.get("/picture.avif").header("content-type"), Some("image/avif"));
    let part = watch.get_with("/film.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(watch.get_with("/film.mp4", "Range: bytes=20-\r\n").status, 416);
    let head = b"HEAD /film.mp4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let head = Answer::of(&watch.send(head));
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("10"), 0));
    let lost = watch.get("/no/such/page.html");
    assert!(lost.status == 404 && lost.text().contains("live.js") && lost.text().contains("<h1"), "{lost:?}");
    let folder = watch.get("/topics");
    assert_eq!((folder.status, folder.header("location")), (302, Some("/topics/")));
}

#[test]
fn an_edit_is_published_after_another_build_that_was_writing() {
    let watch = Watch::start(&["--write", "-o", "public"]);
    let published = watch.path("public/topics/library-roof.html");
    let wait = |until: &dyn Fn() -> bool| {
        let end = Instant::now() + LONG;
        while !until() {
            assert!(Instant::now() < end, "it did not come to be");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait(&|| published.exists());
    let lock = fs::File::open(watch.path("public/.expound-lock")).expect("a file");
    wait(&|| lock.try_lock().is_ok());
    let has = || fs::read_to_string(&published).is_ok_and(|text| text.contains("Written meanwhile."));
    let mut events = watch.listen();
    watch.write(TOPIC, &watch.topic_with("Written meanwhile."));
    events.one_edition();
    std::thread::sleep(QUIET);
    assert!(!has());
    drop(lock);
    wait(&has);
}

#[test]
fn a_port_that_is_taken_is_said_to_be() {
    let watch = Watch::start(&[]);
    let second = program()
        .args(["watch", "--port", &watch.port.to_string()])
        .current_dir(watch.folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("is in use; name another"));
}
