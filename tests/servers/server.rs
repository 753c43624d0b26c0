//! A real server: a program that listens on loopback, ended with the test.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use oasmith_tests::scratch;

/// Runs a program until it ends or standard input does. A test that is killed closes the pipe, so no server outlives it.
const SUPERVISOR: &str = r#"exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat >/dev/null; kill "$server"; } <&3 &
wait "$server""#;

/// How long a server may take until it responds.
const START_LIMIT: Duration = Duration::from_mins(1);

/// A running server.
#[derive(Debug)]
pub struct Server {
    supervisor: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Starts the command that `command` makes for a free port, and waits until `ready` is served with status 200. The output
    /// of the server is in a file, which is shown if it does not start.
    ///
    /// # Errors
    /// It does not start, ends early, or does not serve `ready` in time.
    pub fn start(
        name: &str,
        ready: &str,
        command: impl FnOnce(u16) -> Command,
    ) -> io::Result<Self> {
        let folder = scratch("servers");
        fs::create_dir_all(&folder)?;
        let log = folder.join(format!("{name}.log"));
        let output = File::create(&log)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let command = command(port.port());
        let mut supervisor = Command::new("sh");
        supervisor
            .args(["-c", SUPERVISOR, "sh"])
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output);
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => supervisor.env(name, value),
                None => supervisor.env_remove(name),
            };
        }
        let mut server = Self {
            supervisor: supervisor.spawn()?,
            address: port,
            log,
        };
        server.wait_for(ready)?;
        Ok(server)
    }

    /// Its address as a URL without a path.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The body of a resource.
    ///
    /// # Errors
    /// It cannot be reached, or the status is not 200.
    pub fn get(&self, path: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(START_LIMIT))?;
        // HTTP/1.0: the body ends with the connection, and has no chunks.
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nhost: {}\r\n\r\n",
            self.address
        )?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or_default();
        let is_found = head.split(' ').nth(1) == Some("200");
        let status = head.lines().next().unwrap_or_default();
        let refused = || io::Error::other(format!("GET {path}: {status:?}"));
        is_found.then(|| body.to_owned()).ok_or_else(refused)
    }

    fn wait_for(&mut self, ready: &str) -> io::Result<()> {
        let start = Instant::now();
        loop {
            let Err(error) = self.get(ready) else {
                return Ok(());
            };
            let ended = self.supervisor.try_wait()?;
            if ended.is_some() || start.elapsed() > START_LIMIT {
                let how = ended.map_or_else(|| error.to_string(), |status| status.to_string());
                let output = fs::read_to_string(&self.log)?;
                let message = format!("the server does not start ({how}):\n{output}");
                return Err(io::Error::other(message));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        drop(self.supervisor.wait());
    }
}
