//! `--deny`: effects of findings that make a command fail.

use clap::{Args, ValueEnum};

use super::{Console, Failure};
use crate::Report;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::Effect;
use crate::diagnostics::render::Sources;

/// The effects that `--deny` refuses.
#[derive(Debug, Args)]
pub(super) struct Denied {
    /// Fail, and write nothing, if a finding has this effect.
    #[arg(
        long = "deny",
        value_enum,
        value_name = "EFFECT",
        value_delimiter = ','
    )]
    effects: Vec<Deny>,
}

/// An effect that can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// A type accepts more than described.
    Widened,
    /// A part was skipped.
    Skipped,
    /// A key was ignored.
    Ignored,
    /// Any of these.
    All,
}

const EFFECTS: [Effect; 3] = [Effect::Widened, Effect::Skipped, Effect::Ignored];

impl Deny {
    fn covers(self, effect: Effect) -> bool {
        match self {
            Self::Widened => effect == Effect::Widened,
            Self::Skipped => effect == Effect::Skipped,
            Self::Ignored => effect == Effect::Ignored,
            Self::All => EFFECTS.contains(&effect),
        }
    }
}

impl Denied {
    fn has(&self, effect: Effect) -> bool {
        self.effects.iter().any(|deny| deny.covers(effect))
    }

    /// Whether a report counts a finding with a denied effect.
    pub fn refuses(&self, report: &Report) -> bool {
        EFFECTS
            .into_iter()
            .any(|effect| self.has(effect) && report.count(effect) > 0)
    }

    /// Fails if there are findings with a denied effect; `then` is the consequence.
    pub fn check(
        &self,
        findings: &[Diagnostic],
        sources: Option<&dyn Sources>,
        then: &str,
        console: &Console,
    ) -> Result<(), Failure> {
        let denied = findings.iter().filter(|found| self.has(found.effect));
        console.show_reasons(denied.clone(), sources);
        let findings = match denied.count() {
            0 => return Ok(()),
            1 => "1 finding is".to_owned(),
            count => format!("{count} findings are"),
        };
        console.print_error(&format!("error: {findings} denied{then}"));
        Err(Failure::Refused)
    }
}
