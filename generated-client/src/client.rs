//! The builder of this API's [`Client`].

use crate::runtime::{Client, ClientBuilder, ClientSpec, Credential, SchemeKind, SecurityScheme};

static SPEC: ClientSpec = ClientSpec {
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    default_server: Some("https://gaussdb-nosql.ap-southeast-1.myhuaweicloud.com"),
    shared_path_parameters: &["project_id"],
    security_schemes: &[&X_AUTH_TOKEN],
};

static X_AUTH_TOKEN: SecurityScheme = SecurityScheme {
    name: "XAuthToken",
    kind: SchemeKind::Header("X-Auth-Token"),
};

impl Client {
    /// Creates a builder, which configures and builds a [`Client`].
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&SPEC)
    }
}

impl ClientBuilder {
    /// User token. It comes from IAM, is valid for 24 hours and may die earlier; a 401 means to get a new one.
    ///
    /// The key, sent as the header `X-Auth-Token`.
    pub fn x_auth_token(self, credential: impl Into<Credential>) -> Self {
        self.credential("XAuthToken", credential)
    }

    /// Project ID of a tenant in a region. To obtain this value, see Obtaining a Project ID.
    ///
    /// Every call whose path has `{project_id}` uses it.
    pub fn project_id(self, project_id: impl Into<String>) -> Self {
        self.shared_path_parameter("project_id", project_id.into())
    }
}
