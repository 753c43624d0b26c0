//! Where in a JSON text a line and a column are: found by reading the text up to there once more, only after an error.

/// One step from the top.
enum Step {
    Member(Vec<u8>),
    Element(usize),
}

/// The path to what stands at a line and column, both from 1: names and positions from the top.
pub(crate) fn at(text: &[u8], line: usize, column: usize) -> String {
    let mut steps: Vec<Step> = Vec::new();
    let bytes = text
        .get(..offset(text, line, column))
        .unwrap_or(text)
        .iter()
        .copied();
    let mut string: Option<Vec<u8>> = None;
    let mut last_string = Vec::new();
    let mut escaped = false;
    for byte in bytes {
        if let Some(open) = &mut string {
            match byte {
                _ if escaped => {
                    escaped = false;
                    open.push(byte);
                }
                b'\\' => escaped = true,
                b'"' => last_string = string.take().unwrap_or_default(),
                _ => open.push(byte),
            }
            continue;
        }
        match byte {
            b'"' => string = Some(Vec::new()),
            b'{' => steps.push(Step::Member(Vec::new())),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => {
                steps.pop();
            }
            b':' => {
                if let Some(Step::Member(name)) = steps.last_mut() {
                    *name = std::mem::take(&mut last_string);
                }
            }
            b',' => match steps.last_mut() {
                Some(Step::Element(index)) => *index += 1,
                Some(Step::Member(name)) => name.clear(),
                None => {}
            },
            _ => {}
        }
    }
    render(&steps)
}

fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let starts = text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len);
    let start: usize = starts.take(line.saturating_sub(1)).sum();
    (start + column).min(text.len())
}

fn render(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(name) if name.is_empty() => {}
            Step::Member(name) => {
                path.push('.');
                path.push_str(&String::from_utf8_lossy(name));
            }
            Step::Element(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}
