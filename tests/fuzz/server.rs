//! Requests at random to `expound serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::mutate::Mutator;

/// What requests begin as.
const REQUESTS: [&str; 6] = [
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "GET /topics/a.html HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"a\"\r\nRange: bytes=0-1\r\n\r\n",
    "HEAD /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nOrigin: http://a.b\r\n\r\nabc",
    "GET /search.html?q=%C3%A9#x HTTP/1.0\r\nAccept-Encoding: gzip, br\r\n\r\n",
    "GET //a//../b\\c/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
];

/// Ends the program when the test ends, whatever became of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks so many times, and then for the front page.
pub(crate) fn ask(times: u64, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_expound");
    let made = Command::new(program).arg("init").arg(folder.path()).output().expect("the program runs");
    assert!(made.status.success());
    let child = Command::new(program)
        .args(["serve", "--port", "0", "--root"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut running = Running(child);
    let port = port(&mut running.0);
    let seeds: Vec<Vec<u8>> = REQUESTS.iter().map(|request| request.as_bytes().to_vec()).collect();
    let mut mutator = Mutator::new(seed, "requests", &seeds);
    for _ in 0..times {
        let request = mutator.next();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_millis(30))).expect("a time");
        let _ = stream.write_all(&request);
        let mut answer = [0; 512];
        // It may wait for more of the request; then we go.
        let _ = stream.read(&mut answer);
    }
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server still listens");
    stream
        .write_all(
            format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .expect("asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("answered");
    assert!(
        answer.starts_with(b"HTTP/1.1 200"),
        "{}",
        String::from_utf8_lossy(&answer[..answer.len().min(200)])
    );
    assert!(running.0.try_wait().expect("a state").is_none(), "the server ended");
}

/// The port that the program says.
fn port(child: &mut Child) -> u16 {
    let stdout = child.stdout.take().expect("a pipe");
    let stderr = child.stderr.take().expect("a pipe");
    let (send, receive) = std::sync::mpsc::channel();
    let pipes: [Box<dyn Read + Send>; 2] = [Box::new(stdout), Box::new(stderr)];
    for pipe in pipes {
        let send = send.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                let said = line.split("http://127.0.0.1:").nth(1);
                let digits = said.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(""));
                if let Some(port) = digits.and_then(|digits| digits.parse().ok()) {
                    let _ = send.send(port);
                }
            }
        });
    }
    receive.recv_timeout(Duration::from_secs(60)).expect("the program says where it serves")
}
