//! Credentials that are issued on demand, and cached while they are valid.

use std::error::Error as StdError;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::body::BoxError;
use super::credential_error::CredentialError;
use super::retry_after::asked_delay;
use super::secret::Secret;
use super::single_flight::SingleFlight;
use super::timeouts;
use super::transport::{BoxFuture, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// Issues credentials: from a token service, a vault, or a file that changes.
/// [`Credential::from_provider`](crate::Credential::from_provider) converts it to a
/// [`Credential`](crate::Credential).
///
/// The first call that needs a credential requests it; it is cached until it expires, or the server
/// responds 401. Calls that need it at the same time share one request and its outcome, also a
/// failure. The request continues if a waiting call is dropped, as long as another one waits, or
/// once one does. Its timeout is the attempt timeout of the client
/// ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)): then it is dropped,
/// and the next call that needs the credential requests it again.
pub trait CredentialProvider: Send + Sync + 'static {
    /// Issues a credential that is valid now. `transport` is the client's, for providers that use
    /// HTTP; it adds the client's `User-Agent`.
    ///
    /// # Errors
    /// Any error: see [`is_transient`](Self::is_transient).
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<IssuedCredential, BoxError>>;

    /// Whether a failure is transient: then the provider is called again, by the
    /// [`RetryPolicy`](crate::RetryPolicy) of the call. Default: a [`TransportError`] that
    /// means a failed connect, a lost connection or a timeout.
    fn is_transient(&self, error: &(dyn StdError + 'static)) -> bool {
        let error = error.downcast_ref::<TransportError>();
        error.is_some_and(|error| error.kind().is_transient())
    }

    /// Returns the delay before the next request, if the error has one. The call fails if it would
    /// time out during the delay. Default: `Retry-After` of the response in a [`TransportError`].
    fn retry_after(&self, error: &(dyn StdError + 'static)) -> Option<Duration> {
        let error = error.downcast_ref::<TransportError>();
        error
            .and_then(TransportError::response)
            .and_then(asked_delay)
    }
}

/// A closure that returns a future is a provider.
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

/// A credential from a [`CredentialProvider`].
#[derive(Debug, Clone)]
pub struct IssuedCredential {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl IssuedCredential {
    /// Creates a credential without an expiry.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            lifetime: None,
        }
    }

    /// Sets the lifetime, from now. The credential is renewed before it ends: 30 s, or a tenth of
    /// the lifetime if that is shorter.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// A provider with its cached credential.
pub(super) struct Provided {
    provider: Arc<dyn CredentialProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cached: Option<Cached>,
    /// The pending request, or one whose outcome was not read yet; with its deadline.
    pending: Option<(Arc<Pending>, Instant)>,
}

/// A request to a provider, shared by all that wait.
type Pending = SingleFlight<Result<Cached, Arc<BoxError>>>;

#[derive(Clone)]
struct Cached {
    secret: Secret,
    renew_at: Option<Instant>,
}

impl Cached {
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

    /// Creates the error of a failed request.
    pub fn error(&self, scheme: &'static str, source: Arc<BoxError>) -> CredentialError {
        CredentialError {
            scheme,
            is_transient: self.provider.is_transient(&**source),
            retry_after: self.provider.retry_after(&**source),
            source,
        }
    }

    /// Returns a valid secret. `timeout`: the timeout of a request for it.
    pub async fn secret(
        &self,
        transport: &Arc<dyn Transport>,
        timeout: Duration,
    ) -> Result<Secret, Arc<BoxError>> {
        loop {
            let (pending, left) = match self.cached_or_pending(transport, timeout) {
                Ok(secret) => return Ok(secret),
                Err(pending) => pending,
            };
            let outcome = pending.output().await;
            self.take(&pending, outcome.as_ref());
            match outcome {
                Some(Ok(cached)) => return Ok(cached.secret),
                Some(Err(error)) if !left => return Err(error),
                // It panicked in another call, or it failed an unknown time ago.
                _ => {}
            }
        }
    }

    /// Returns the cached secret, or the request to wait for and whether all others that waited for
    /// it were dropped.
    fn cached_or_pending(
        &self,
        transport: &Arc<dyn Transport>,
        timeout: Duration,
    ) -> Result<Secret, (Arc<Pending>, bool)> {
        let mut state = self.state();
        if let Some(cached) = state.cached.as_ref().filter(|cached| cached.is_valid()) {
            return Ok(cached.secret.clone());
        }
        // One that is past its deadline and not complete hangs in a runtime that is blocked.
        let pending = state.pending.as_ref();
        if let Some((pending, _)) = pending.filter(|(_, end)| Instant::now() < *end) {
            let left = Arc::strong_count(pending) == 1;
            return Err((Arc::clone(pending), left));
        }
        let end = timeouts::deadline_in(timeout);
        let request = ask(Arc::clone(&self.provider), Arc::clone(transport), end);
        let pending = Arc::new(SingleFlight::new(Box::pin(request)));
        let before = state.pending.replace((Arc::clone(&pending), end));
        drop(state);
        // Not under the lock: dropping the request may call this provider again.
        drop(before);
        Err((pending, false))
    }

    /// Handles a complete request: the first caller caches the credential.
    fn take(&self, pending: &Arc<Pending>, outcome: Option<&Result<Cached, Arc<BoxError>>>) {
        let mut state = self.state();
        let current = state.pending.as_ref();
        if current.is_some_and(|(current, _)| Arc::ptr_eq(current, pending)) {
            state.pending = None;
            if let Some(Ok(cached)) = outcome {
                state.cached = Some(cached.clone());
            }
        }
    }

    /// Discards a secret that the server rejected, unless it was renewed meanwhile.
    pub fn reject(&self, secret: &Secret) {
        let mut state = self.state();
        if state
            .cached
            .as_ref()
            .is_some_and(|cached| cached.secret == *secret)
        {
            state.cached = None;
        }
    }

    /// Locks the state, briefly.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls a provider, with a deadline.
async fn ask(
    provider: Arc<dyn CredentialProvider>,
    transport: Arc<dyn Transport>,
    end: Instant,
) -> Result<Cached, Arc<BoxError>> {
    let requested_at = Instant::now();
    let issued = timeouts::until(end, provider.credential(&*transport)).await;
    let out_of_time = |_| TransportError::new(TransportErrorKind::Timeout, None).into();
    let issued = issued.unwrap_or_else(|over| Err(out_of_time(over)));
    let issued = issued.map_err(Arc::new)?;
    let renew_at = issued.lifetime.and_then(|lifetime| {
        let early = (lifetime / 10).min(Duration::from_secs(30));
        requested_at.checked_add(lifetime.saturating_sub(early))
    });
    Ok(Cached {
        secret: issued.secret,
        renew_at,
    })
}
