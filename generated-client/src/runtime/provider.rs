//! Credentials that are got when they are needed, and kept while they are valid.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::body::BoxError;
use super::joint::Joint;
use super::retry::asked_delay;
use super::secret::Secret;
use super::times;
use super::transport::{BoxFuture, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// Gets credentials: from a token service, a vault, a file that changes. Becomes a
/// [`Credential`](crate::Credential) by [`Credential::from_provider`](crate::Credential::from_provider).
///
/// It is asked by the first call that needs a credential; what it gives is kept until it expires, or the server answers
/// 401. However many calls wait, it is asked once at a time, and all of them get what comes of it, a failure too. It goes on
/// when a call gives up that waited for it, as long as there is another, or once one comes. It takes as long as an attempt of
/// the client at most ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)): then it is given up, and
/// asked anew by the next that needs a credential.
pub trait CredentialProvider: Send + Sync + 'static {
    /// A credential that is valid now. `transport` is the client's own, for providers that ask over HTTP; it adds
    /// the client's `User-Agent`.
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<IssuedCredential, BoxError>>;

    /// Whether what went wrong may be gone the next time: the provider is asked again then, as the
    /// [`RetryPolicy`](crate::RetryPolicy) of the call says. So are, unless a provider says otherwise, [`TransportError`]s
    /// that tell of no connection, of one that broke, or of time that ran out.
    fn may_pass(&self, error: &(dyn StdError + 'static)) -> bool {
        let error = error.downcast_ref::<TransportError>();
        error.is_some_and(|error| error.kind().may_pass())
    }

    /// How long to wait before it is asked again, where what went wrong says so. Where there is no time for that, the call
    /// fails.
    fn retry_after(&self, error: &(dyn StdError + 'static)) -> Option<Duration> {
        let error = error.downcast_ref::<TransportError>();
        error
            .and_then(TransportError::response)
            .and_then(asked_delay)
    }
}

/// A closure that answers a future is a provider.
impl<F, R> CredentialProvider for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<IssuedCredential, BoxError>> + Send + 'static,
{
    fn credential<'a>(
        &'a self,
        _: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<IssuedCredential, BoxError>> {
        Box::pin(self())
    }
}

/// What a [`CredentialProvider`] gives.
#[derive(Debug, Clone)]
pub struct IssuedCredential {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl IssuedCredential {
    /// A credential without a known end.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            lifetime: None,
        }
    }

    /// The same, valid for this long from now. It is renewed a little before: 30 seconds, or a tenth of its life if that is
    /// less.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// Why a credential could not be got.
#[derive(Debug)]
pub struct CredentialError {
    scheme: &'static str,
    may_pass: bool,
    retry_after: Option<Duration>,
    source: Arc<BoxError>,
}

impl CredentialError {
    pub(super) fn new(scheme: &'static str, provided: &Provided, source: Arc<BoxError>) -> Self {
        Self {
            scheme,
            may_pass: provided.provider.may_pass(&**source),
            retry_after: provided.provider.retry_after(&**source),
            source,
        }
    }

    /// Whether it may be got the next time.
    pub(super) fn may_pass(&self) -> bool {
        self.may_pass
    }

    /// How long to wait before, if somebody says so.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The security scheme that needs it.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the credential of `{}` could not be obtained",
            self.scheme
        )
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.source)
    }
}

/// A provider and what it gave last.
pub(super) struct Provided {
    provider: Arc<dyn CredentialProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// Under way, or done and not yet looked at; with when it is over at the latest.
    asked: Option<(Arc<Asked>, Instant)>,
}

/// A question to a provider, for all that wait.
type Asked = Joint<Result<Kept, Arc<BoxError>>>;

#[derive(Clone)]
struct Kept {
    secret: Secret,
    renew_at: Option<Instant>,
}

impl Kept {
    fn is_valid(&self) -> bool {
        self.renew_at.is_none_or(|at| Instant::now() < at)
    }
}

impl Provided {
    pub fn new(provider: impl CredentialProvider) -> Self {
        Self {
            provider: Arc::new(provider),
            state: Mutex::default(),
        }
    }

    /// What is valid now. A question for it takes this long at most.
    pub async fn secret(
        &self,
        transport: &Arc<dyn Transport>,
        longest: Duration,
    ) -> Result<Secret, Arc<BoxError>> {
        loop {
            let (asked, left) = match self.look(transport, longest) {
                Ok(secret) => return Ok(secret),
                Err(asked) => asked,
            };
            let answer = asked.answer().await;
            self.take(&asked, answer.as_ref());
            match answer {
                Some(Ok(kept)) => return Ok(kept.secret),
                Some(Err(error)) if !left => return Err(error),
                // It panicked in another call, or what failed was left alone for who knows how long.
                _ => {}
            }
        }
    }

    /// What is kept, or the question to wait for; with that, whether everybody left it who had waited.
    fn look(
        &self,
        transport: &Arc<dyn Transport>,
        longest: Duration,
    ) -> Result<Secret, (Arc<Asked>, bool)> {
        let mut state = self.state();
        if let Some(kept) = state.kept.as_ref().filter(|kept| kept.is_valid()) {
            return Ok(kept.secret.clone());
        }
        // One that should be over, and is not, hangs in a runtime that stands still.
        let asked = state.asked.as_ref();
        if let Some((asked, _)) = asked.filter(|(_, end)| Instant::now() < *end) {
            let left = Arc::strong_count(asked) == 1;
            return Err((Arc::clone(asked), left));
        }
        let end = times::end(longest);
        let question = ask(Arc::clone(&self.provider), Arc::clone(transport), end);
        let asked = Arc::new(Joint::new(Box::pin(question)));
        let before = state.asked.replace((Arc::clone(&asked), end));
        drop(state);
        // Not while it is locked: what is dropped may lead back here.
        drop(before);
        Err((asked, false))
    }

    /// A question was answered: the first that looks keeps what it gave.
    fn take(&self, asked: &Arc<Asked>, answer: Option<&Result<Kept, Arc<BoxError>>>) {
        let mut state = self.state();
        let current = state.asked.as_ref();
        if current.is_some_and(|(current, _)| Arc::ptr_eq(current, asked)) {
            state.asked = None;
            if let Some(Ok(kept)) = answer {
                state.kept = Some(kept.clone());
            }
        }
    }

    /// The server refused this one: it is not used again. One that came in its place meanwhile is kept.
    pub fn refused(&self, secret: &Secret) {
        let mut state = self.state();
        if state
            .kept
            .as_ref()
            .is_some_and(|kept| kept.secret == *secret)
        {
            state.kept = None;
        }
    }

    /// Never held for long.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks a provider, which has time until `end`.
async fn ask(
    provider: Arc<dyn CredentialProvider>,
    transport: Arc<dyn Transport>,
    end: Instant,
) -> Result<Kept, Arc<BoxError>> {
    let asked = Instant::now();
    let issued = times::until(end, provider.credential(&*transport)).await;
    let out_of_time = |_| TransportError::new(TransportErrorKind::Timeout, None).into();
    let issued = issued.unwrap_or_else(|over| Err(out_of_time(over)));
    let issued = issued.map_err(Arc::new)?;
    let renew_at = issued.lifetime.and_then(|lifetime| {
        let early = (lifetime / 10).min(Duration::from_secs(30));
        asked.checked_add(lifetime.saturating_sub(early))
    });
    Ok(Kept {
        secret: issued.secret,
        renew_at,
    })
}
