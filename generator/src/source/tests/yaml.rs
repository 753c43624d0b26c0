//! Compares the values read from generated YAML with those of `saphyr`: anchors, aliases and merge
//! keys.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fastrand::Rng;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

use super::{at, read, texts};
use crate::diagnostics::{Location, Pointer, Sink};
use crate::source::{Documents, Input, Limits};

#[test]
fn generated_documents_are_read_as_by_another_reader() {
    let mut aliases = 0;
    for seed in 0..600 {
        let text = Writer::document(seed);
        aliases += text.matches('*').count();
        let expected = other_reading(&text);
        let (documents, found) = read("api.yaml", &text);
        assert!(found.is_empty(), "{seed}: {found:?}\n{text}");
        let documents = documents.unwrap();
        let value = documents.value(&at(&documents, "")).unwrap();
        assert_eq!(*value, expected, "{seed}:\n{text}");
        check_places(&documents, seed, &text, &Pointer::root(), value);
    }
    assert!(aliases > 2_000, "{aliases}");
}

/// Every number is unique, so the text found for it shows whether its place is correct.
fn check_places(documents: &Documents, seed: u64, text: &str, pointer: &Pointer, value: &Value) {
    match value {
        Value::Number(number) => {
            let place = at(documents, pointer.as_str());
            let found = documents.scalar_text(&place);
            assert_eq!(
                found,
                Some(number.to_string().as_str()),
                "{seed}: {pointer}\n{text}"
            );
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                check_places(documents, seed, text, &pointer.index(index), element);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                check_places(documents, seed, text, &pointer.key(key), member);
            }
        }
        _ => {}
    }
}

#[test]
fn referenced_files_and_overlays_mean_the_anchors_they_define_last() {
    let text = "a: [&p 1, &p 2, *p, &q 3, &p 4, *p, *q]\n";
    let expected = json!([1, 2, 2, 3, 4, 4, 3]);
    let root = format!("{text}b: {{$ref: 'other.yaml#/a'}}\n");
    let documents = texts(&[("api.yaml", &root), ("other.yaml", text)]);
    for (file, _) in documents.files() {
        let list = documents.value(&Location::top(file).key("a"));
        assert_eq!(list, Some(&expected), "{file:?}");
    }

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (root, overlay) = (path("api.yaml", "a: 1\n"), path("overlay.yaml", text));
    let sink = Sink::new();
    let mut seen = None;
    let documents = Documents::read_changed(
        Input::Path(root),
        &[overlay],
        &mut |_, _, overlay| seen = Some(overlay["a"].clone()),
        &Limits::default(),
        &sink,
    );
    assert!(documents.is_some() && sink.finish().is_empty());
    assert_eq!(seen, Some(expected));
}

#[test]
fn errors_of_texts_with_repeated_anchors_have_their_places() {
    let long = "a: [&long 1, &long 2, *long, &long 3]\n";
    for (text, message, line, column) in [
        (
            format!("{long}b: [*long, *nowhere]\n"),
            "unknown anchor",
            2,
            12,
        ),
        (
            format!("{long}b: {{title: !t, c: *long}}\n"),
            "the file defines an anchor more than once, and cannot be scanned for anchors beyond this place",
            2,
            11,
        ),
    ] {
        let (_, found) = read("api.yaml", &text);
        let [found] = found.as_slice() else {
            panic!("{found:?}")
        };
        let span = found.span.as_ref().unwrap();
        assert_eq!(found.message, message);
        assert_eq!((span.line, span.column), (line, column), "{text}");
    }
}

/// The value that `saphyr` reads, with `<<` merged here, since `saphyr` does not.
fn other_reading(text: &str) -> Value {
    let documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    merged(&documents[0])
}

fn merged(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(flag)) => json!(flag),
        Yaml::Value(Scalar::Integer(number)) => json!(number),
        Yaml::Value(Scalar::String(text)) => json!(text),
        Yaml::Sequence(elements) => elements.iter().map(merged).collect(),
        Yaml::Mapping(members) => {
            let (mut own, mut sources) = (Map::new(), Vec::new());
            for (key, value) in members {
                match (merged(key).as_str(), merged(value)) {
                    (Some("<<"), Value::Array(list)) => sources.extend(list),
                    (Some("<<"), one) => sources.push(one),
                    (Some(key), value) => {
                        own.insert(key.to_owned(), value);
                    }
                    other => panic!("{other:?}"),
                }
            }
            for source in sources {
                for (key, value) in source.as_object().unwrap() {
                    own.entry(key.as_str()).or_insert_with(|| value.clone());
                }
            }
            Value::Object(own)
        }
        other => panic!("{other:?}"),
    }
}

/// Writes documents that use few names for many anchors.
struct Writer {
    random: Rng,
    text: String,
    latest: BTreeMap<&'static str, Defined>,
    count: usize,
}

/// The most recent definition of a name.
#[derive(Clone, PartialEq)]
enum Defined {
    /// It is still open: an alias would be recursive.
    Open,
    /// A text that may be a key.
    Text(String),
    Mapping,
    Other,
}

const NAMES: [&str; 4] = ["p", "q", "p-2", "long_name"];

impl Writer {
    fn document(seed: u64) -> String {
        let mut writer = Self {
            random: Rng::with_seed(seed),
            text: String::new(),
            latest: BTreeMap::new(),
            count: 0,
        };
        if writer.one_in(4) {
            writer.flow_mapping(0);
        } else {
            writer.block_mapping(0);
        }
        writer.text.push('\n');
        writer.text
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.random.usize(..times) == 0
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn anchor(&mut self) -> Option<&'static str> {
        if self.random.bool() {
            return None;
        }
        let name = NAMES[self.random.usize(..NAMES.len())];
        self.write(&format!("&{name} "));
        self.latest.insert(name, Defined::Open);
        Some(name)
    }

    fn defined(&mut self, anchor: Option<&'static str>, as_what: Defined) {
        // The name may have been redefined inside it.
        if let Some(name) = anchor
            && self.latest.get(name) == Some(&Defined::Open)
        {
            self.latest.insert(name, as_what);
        }
    }

    /// Writes an alias of a suitable definition.
    fn alias(&mut self, fits: fn(&Defined) -> bool) -> Option<&'static str> {
        let fitting = self.latest.iter().filter(|(_, what)| fits(what));
        let names: Vec<_> = fitting.map(|(name, _)| *name).collect();
        self.random.choice(names)
    }

    fn value(&mut self, depth: usize, in_flow: bool) {
        if self.one_in(3)
            && let Some(name) = self.alias(|what| *what != Defined::Open)
        {
            return self.write(&format!("*{name} "));
        }
        let anchor = self.anchor();
        if depth > 4 || self.one_in(3) {
            return self.scalar(anchor);
        }
        let kind = self.random.usize(..4);
        match kind {
            0 => self.flow_sequence(depth),
            2 if !in_flow => self.block_sequence(depth),
            3 if !in_flow => self.block_mapping(depth),
            _ => self.flow_mapping(depth),
        }
        let is_list = kind == 0 || (kind == 2 && !in_flow);
        let what = if is_list {
            Defined::Other
        } else {
            Defined::Mapping
        };
        self.defined(anchor, what);
    }

    fn scalar(&mut self, anchor: Option<&'static str>) {
        let number = self.number();
        let text = match self.random.usize(..6) {
            0 => format!("'&p *q {number}'"),
            1 => format!("\"&p {number}\""),
            2 => format!("t{number}"),
            3 => ["true", "null", "~", "false"][number % 4].to_owned(),
            _ => number.to_string(),
        };
        self.write(&text);
        let what = match text.strip_prefix('t') {
            Some(_) if text != "true" => Defined::Text(text),
            _ => Defined::Other,
        };
        self.defined(anchor, what);
    }

    fn flow_sequence(&mut self, depth: usize) {
        self.write("[");
        for _ in 0..self.random.usize(..4) {
            self.value(depth + 1, true);
            self.write(", ");
        }
        self.write("]");
    }

    fn flow_mapping(&mut self, depth: usize) {
        self.write("{");
        let mut keys = Vec::new();
        for _ in 0..self.random.usize(..4) {
            self.member(depth, true, &mut keys);
            self.write(", ");
        }
        self.write("}");
    }

    fn block_sequence(&mut self, depth: usize) {
        for _ in 0..=self.random.usize(..3) {
            self.line(depth, "- ");
            self.value(depth + 1, false);
        }
    }

    fn block_mapping(&mut self, depth: usize) {
        let mut keys = Vec::new();
        for _ in 0..=self.random.usize(..4) {
            self.line(depth, "");
            self.member(depth, false, &mut keys);
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        if self.one_in(8) {
            self.write(" # &p *q");
        }
        if !self.text.is_empty() {
            self.write("\n");
        }
        self.write(&"  ".repeat(depth));
        self.write(text);
    }

    fn member(&mut self, depth: usize, in_flow: bool, keys: &mut Vec<String>) {
        if self.one_in(5) && !keys.contains(&"<<".to_owned()) {
            keys.push("<<".to_owned());
            return self.merge(depth);
        }
        let reused = self.alias(|what| matches!(what, Defined::Text(_)));
        if let Some(name) = reused
            && let Some(Defined::Text(text)) = self.latest.get(name)
            && !keys.contains(text)
        {
            keys.push(text.clone());
            self.write(&format!("*{name} : "));
        } else {
            let anchor = self.anchor();
            let key = format!("k{}", self.number());
            self.write(&format!("{key}: "));
            keys.push(key.clone());
            self.defined(anchor, Defined::Text(key));
        }
        self.value(depth + 1, in_flow);
    }

    fn merge(&mut self, depth: usize) {
        self.write("<<: ");
        let names: Vec<_> = (0..2)
            .filter_map(|_| self.alias(|what| *what == Defined::Mapping))
            .collect();
        match names.as_slice() {
            [one, ..] if self.one_in(2) => self.write(&format!("*{one}")),
            [] => self.flow_mapping(depth + 1),
            several => {
                let list: Vec<_> = several.iter().map(|name| format!("*{name} ")).collect();
                self.write(&format!("[{}]", list.join(", ")));
            }
        }
    }
}
