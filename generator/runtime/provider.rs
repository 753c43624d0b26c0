//! Credentials that are got when they are needed, and kept while they are valid.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::body::BoxError;
use super::secret::Secret;
use super::transport::{BoxFuture, Transport};

/// Gets credentials: from a token service, a vault, a file that changes. Becomes a
/// [`Credential`](crate::Credential) by [`Credential::provided`](crate::Credential::provided).
///
/// It is asked by the first call that needs a credential; what it gives is kept until it expires, or the server answers
/// 401. However many calls wait, it is asked once at a time.
pub trait CredentialProvider: Send + Sync + 'static {
    /// A credential that is valid now. `transport` is the client's own, for providers that ask over HTTP.
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<IssuedCredential, BoxError>>;
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
    source: BoxError,
}

impl CredentialError {
    pub(super) fn new(scheme: &'static str, source: BoxError) -> Self {
        Self { scheme, source }
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
            "the credential of `{}` could not be got",
            self.scheme
        )
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// A provider and what it gave last.
pub(super) struct Provided {
    provider: Box<dyn CredentialProvider>,
    /// Held while the provider is asked: who waits for it finds the answer there.
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    secret: Secret,
    renew_at: Option<Instant>,
}

impl Provided {
    pub fn new(provider: impl CredentialProvider) -> Self {
        Self {
            provider: Box::new(provider),
            kept: Mutex::new(None),
        }
    }

    /// What is valid now.
    pub async fn secret(&self, transport: &dyn Transport) -> Result<Secret, BoxError> {
        let mut kept = self.kept.lock().await;
        if let Some(kept) = &*kept
            && kept.renew_at.is_none_or(|at| Instant::now() < at)
        {
            return Ok(kept.secret.clone());
        }
        let asked = Instant::now();
        let issued = self.provider.credential(transport).await?;
        let renew_at = issued.lifetime.and_then(|lifetime| {
            let early = (lifetime / 10).min(Duration::from_secs(30));
            asked.checked_add(lifetime.saturating_sub(early))
        });
        let secret = issued.secret;
        *kept = Some(Kept {
            secret: secret.clone(),
            renew_at,
        });
        Ok(secret)
    }

    /// The server refused this one: it is not used again. One that came in its place meanwhile is kept.
    pub async fn refused(&self, secret: &Secret) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|kept| kept.secret == *secret) {
            *kept = None;
        }
    }
}
