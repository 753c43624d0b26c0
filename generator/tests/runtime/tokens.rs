//! How often a token endpoint can have itself asked. Time is virtual.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client_credentials::ClientCredentials;
use crate::runtime::provider::Provided;
use crate::runtime::testing::Script;
use crate::runtime::transport::Transport;

use super::api::body;

/// How often the endpoint is asked while a token is used a hundred times a second for ten seconds.
async fn asked(expires_in: &str) -> usize {
    let token = format!(r#"{{"access_token":"t","expires_in":{expires_in}}}"#);
    let script = Script::new().otherwise(body(token));
    let transport: Arc<dyn Transport> = Arc::new(script.clone());
    let provided = Provided::new(ClientCredentials::new(
        "http://localhost/token",
        "id",
        "key",
    ));
    for _ in 0..1000 {
        let secret = provided.secret(&transport, Duration::from_secs(1)).await;
        secret.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    script.requests().len()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_used_for_at_least_a_second() {
    for lifetime in ["0", "0.001", "\"0\"", "1"] {
        let asked = asked(lifetime).await;
        // A tenth of its life is left when it is renewed.
        assert!((10..=12).contains(&asked), "{lifetime}: {asked}");
    }
    for lifetime in ["5", "\"5\""] {
        assert_eq!(asked(lifetime).await, 3, "{lifetime}");
    }
    for lifetime in ["-1", "1e18", "1e300", "null", "\"NaN\"", "\"inf\"", "{}"] {
        assert_eq!(asked(lifetime).await, 1, "{lifetime}");
    }
}
