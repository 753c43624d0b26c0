//! Security schemes.

use serde_json::json;

use super::{Kind, check};

#[test]
fn schemes() {
    check::<openapiv3::SecurityScheme>(
        "3.2.0",
        Kind::SecurityScheme,
        &[
            (
                json!({ "type": "mutualTLS", "description": "Both." }),
                Some(json!({
                    "type": "http", "scheme": "mutualTLS", "description": "Both.",
                    "x-oasmith-extra": { "isMutualTls": true },
                })),
                &[],
            ),
            (
                json!({ "type": "apiKey", "in": "body", "name": "a" }),
                None,
                &["invalid-part"],
            ),
            (
                json!({ "type": "apiKey", "in": "query" }),
                None,
                &["missing-key"],
            ),
            (json!({ "type": "http" }), None, &["missing-key"]),
            (
                json!({ "type": "openIdConnect" }),
                Some(json!({ "type": "openIdConnect", "openIdConnectUrl": "" })),
                &[],
            ),
            (json!({ "type": "magic" }), None, &["invalid-part"]),
            (json!({}), None, &["missing-key"]),
        ],
    );
}

#[test]
fn flows() {
    check::<openapiv3::SecurityScheme>(
        "3.2.0",
        Kind::SecurityScheme,
        &[
            (
                json!({ "type": "oauth2" }),
                Some(json!({ "type": "oauth2", "flows": {} })),
                &[],
            ),
            (
                json!({ "type": "oauth2", "flows": {
                    "implicit": { "authorizationUrl": "/authorize", "scopes": [] },
                    "password": {},
                    "clientCredentials": {},
                    "authorizationCode": { "scopes": { "read": "Read." } },
                    "deviceAuthorization": {},
                } }),
                Some(json!({ "type": "oauth2", "flows": {
                    "implicit": { "authorizationUrl": "/authorize", "scopes": {} },
                    "password": { "tokenUrl": "", "scopes": {} },
                    "authorizationCode": { "authorizationUrl": "", "tokenUrl": "", "scopes": { "read": "Read." } },
                } })),
                &["missing-key", "wrong-value"],
            ),
        ],
    );
}
