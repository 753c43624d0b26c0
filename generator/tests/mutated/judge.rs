//! What holds for every description, whatever it says.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use oasmith::diagnostics::Severity;
use oasmith::source::Input;
use oasmith::{ClientConfig, Generated, Generator, Planned};

use crate::contained::Checked;
use crate::losses;
use crate::shown::{changes, findings};

/// The stack of a thread, unless a program asks for more.
const STACK: usize = 2 << 20;

/// No description of this size takes so long: whoever does hangs.
const HANGS: Duration = Duration::from_mins(1);

/// Bytes of a crate without an operation, and bytes for each byte of a description.
const MAX_SIZE: (usize, usize) = (1_500_000, 400);

/// Most files are the same for all descriptions: each is parsed once.
static CHECKED: LazyLock<Mutex<Checked>> = LazyLock::new(Mutex::default);

/// What is wrong with what is made of a text, if something is.
///
/// The work is done on a thread of its own, as most programs would.
pub fn judge(name: &'static str, text: &str) -> Result<(), String> {
    let (done, ended) = mpsc::channel();
    let text = text.to_owned();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        let judged = judge_here(name, &text);
        // Nobody listens any more once it took too long.
        let _ = done.send(judged);
    });
    let thread = thread.unwrap();
    match ended.recv_timeout(HANGS) {
        Ok(judged) => judged,
        Err(RecvTimeoutError::Timeout) => Err("it does not end".to_owned()),
        Err(RecvTimeoutError::Disconnected) => {
            let panic = thread.join().err();
            let said = panic.and_then(|panic| {
                let text = panic.downcast_ref::<String>().cloned();
                text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()))
            });
            Err(format!("it panics: {}", said.unwrap_or_default()))
        }
    }
}

fn judge_here(name: &str, text: &str) -> Result<(), String> {
    let mut config = ClientConfig::new(name, "api-client", "api-client");
    config.example_tests = Some(true);
    let generator = Generator::new(config);
    let first = generator.generate_text(name, text, &BTreeMap::new());
    is_an_outcome(&first)?;
    findings(&first.diagnostics, first.documents.as_ref())?;
    let again = generator.generate_text(name, text, &BTreeMap::new());
    is_the_same(&first, &again, "a second run")?;
    let Some(files) = &first.files else {
        return Ok(());
    };
    // A check that panics is none of those that others rely on.
    CHECKED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .files(files)?;
    let size: usize = files.iter().map(|(_, text)| text.len()).sum();
    let (least, factor) = MAX_SIZE;
    if size > least + factor * text.len() {
        return Err(format!("{size} bytes are generated from {}", text.len()));
    }
    let names = &first.manifest.names;
    let kept = generator.generate_text(name, text, names);
    is_the_same(&first, &kept, "a run with the chosen names")?;
    let planned = generator.plan_crate(input(name, text), &BTreeMap::new());
    is_complete(&planned)?;
    let with_names = generator.plan_crate(input(name, text), names);
    changes(&planned, &with_names).and_then(|changes| {
        let is_none = changes == 0;
        is_none
            .then_some(())
            .ok_or(format!("{changes} changes between two runs"))
    })
}

/// A description is compared with another in every format.
pub fn compare(old: &str, new: &str) -> Result<(), String> {
    let config = ClientConfig::new("api.json", "api-client", "api-client");
    let generator = Generator::new(config);
    let old = generator.plan_crate(input("old.json", old), &BTreeMap::new());
    let earlier = old.decided.as_ref().map(|(_, plan)| plan.earlier());
    let new = generator.plan_crate(input("new.json", new), earlier.unwrap_or_default());
    changes(&old, &new).map(drop)
}

fn input(name: &str, text: &str) -> Input {
    Input::Text {
        name: name.into(),
        text: text.to_owned(),
        folder: None,
    }
}

fn is_an_outcome(generated: &Generated) -> Result<(), String> {
    let mut found = generated.diagnostics.iter();
    let is_refused = found.any(|found| found.severity == Severity::Error);
    if generated.files.is_some() == is_refused {
        return Err("neither a crate nor an error, or both".to_owned());
    }
    Ok(())
}

fn is_the_same(first: &Generated, second: &Generated, what: &str) -> Result<(), String> {
    let (Some(one), Some(other)) = (&first.files, &second.files) else {
        return if first.diagnostics == second.diagnostics && second.files.is_none() {
            Ok(())
        } else {
            Err(format!("{what} ends otherwise"))
        };
    };
    for (path, text) in one.iter() {
        let Some(other) = other.get(path) else {
            return Err(format!("{what} lacks {path}"));
        };
        if text != other {
            let lines = text.lines().zip(other.lines());
            let mut lines = lines.filter(|(one, other)| one != other);
            return Err(format!("{what} differs in {path}: {:?}", lines.next()));
        }
    }
    if one.iter().len() != other.iter().len() {
        return Err(format!("{what} has more files"));
    }
    if first.manifest.names != second.manifest.names {
        return Err(format!("{what} has other names"));
    }
    if first.diagnostics != second.diagnostics {
        return Err(format!("{what} has other findings"));
    }
    Ok(())
}

/// What is lost has a finding.
fn is_complete(planned: &Planned) -> Result<(), String> {
    let (Some((api, _)), Some(documents)) = (&planned.decided, &planned.documents) else {
        return Ok(());
    };
    let found = &planned.diagnostics;
    let lost = losses::skipped(api, documents, found).chain(losses::widened(api, documents, found));
    let lost: Vec<String> = lost.collect();
    if !lost.is_empty() {
        return Err(format!("without a finding: {}", lost.join("; ")));
    }
    let kept: Vec<String> = losses::kept(api, found).collect();
    if !kept.is_empty() {
        return Err(format!("with a wrong finding: {}", kept.join("; ")));
    }
    Ok(())
}
