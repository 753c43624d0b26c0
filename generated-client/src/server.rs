//! Where the API is served.

use crate::runtime::ClientBuilder;

/// A server of the API, for [`ClientBuilder::server`]. Any other is given to
/// [`ClientBuilder::base_url`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    url: String,
}

impl Server {
    /// The endpoint of a region.
    ///
    /// - `region`: The region of the instance; one of `af-south-1`, `ap-southeast-1`, `ap-southeast-2`, `ap-southeast-3`, `ap-southeast-4`, `ap-southeast-5`, `cn-east-2`, `cn-east-3`, `cn-east-4`, `cn-north-1`, `cn-north-2`, `cn-north-4`, `cn-north-9`, `cn-north-11`, `cn-south-1`, `cn-south-2`, `cn-south-4`, `cn-southwest-2`, `cn-southwest-3`, `la-north-2`, `la-south-2`, `me-east-1`, `ru-northwest-2`, `sa-brazil-1`, `tr-west-1`
    pub fn region(region: &str) -> Self {
        Self {
            url: format!("https://gaussdb-nosql.{region}.myhuaweicloud.com"),
        }
    }

    /// The endpoint of the region eu-west-101.
    pub fn eu_west_101() -> Self {
        Self {
            url: "https://gaussdb-nosql.eu-west-101.myhuaweicloud.eu".to_owned(),
        }
    }

    /// Any endpoint.
    ///
    /// - `endpoint`: The host name of the endpoint; default `gaussdb-nosql.ap-southeast-1.myhuaweicloud.com`
    pub fn endpoint(endpoint: &str) -> Self {
        Self {
            url: format!("https://{endpoint}"),
        }
    }

    /// The base URL.
    pub fn as_str(&self) -> &str {
        &self.url
    }
}

impl ClientBuilder {
    /// Calls this server of the API.
    pub fn server(self, server: Server) -> Self {
        self.server_url(server.url)
    }
}
