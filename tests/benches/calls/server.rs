//! A server of one note: HTTP/1.1, connections kept, a thread each.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

/// What it answers, whatever is asked.
pub const NOTE: &str = r#"{"id":7,"title":"Groceries","text":"Bread, butter, and the paper of Saturday.","tags":["home","today"]}"#;

/// Starts it.
pub fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            std::thread::spawn(move || serve(connection));
        }
    });
    address
}

fn serve(connection: TcpStream) -> Option<()> {
    connection.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    let mut connection = connection;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{NOTE}",
        NOTE.len()
    );
    let mut body = Vec::new();
    loop {
        let length = head(&mut reader)?;
        body.resize(length, 0);
        reader.read_exact(&mut body).ok()?;
        connection.write_all(answer.as_bytes()).ok()?;
    }
}

/// Reads the head of a request: how long its body is.
fn head(reader: &mut impl BufRead) -> Option<usize> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            return Some(length);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
}
