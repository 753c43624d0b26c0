//! The servers of the API.

use crate::runtime::{ClientBuilder, in_host, text_enum};

/// A server of the API, for [`ClientBuilder::server`].
///
/// For any other server, use [`ClientBuilder::base_url`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    url: String,
}

impl Server {
    /// The endpoint of a region.
    ///
    /// - `region`: The region of the instance; default `ap-southeast-1`
    pub fn region(region: impl Into<ServerRegion>) -> Self {
        let region: ServerRegion = region.into();
        let region = in_host(region.as_str());
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
        let endpoint = in_host(endpoint);
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
    /// Sets the server that is called.
    pub fn server(self, server: Server) -> Self {
        self.server_url(server.url)
    }
}

/// A value of the server variable `region`. `into()` converts text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServerRegion {
    /// `af-south-1`
    AfSouth1,
    /// `ap-southeast-1`
    ApSoutheast1,
    /// `ap-southeast-2`
    ApSoutheast2,
    /// `ap-southeast-3`
    ApSoutheast3,
    /// `ap-southeast-4`
    ApSoutheast4,
    /// `ap-southeast-5`
    ApSoutheast5,
    /// `cn-east-2`
    CnEast2,
    /// `cn-east-3`
    CnEast3,
    /// `cn-east-4`
    CnEast4,
    /// `cn-north-1`
    CnNorth1,
    /// `cn-north-2`
    CnNorth2,
    /// `cn-north-4`
    CnNorth4,
    /// `cn-north-9`
    CnNorth9,
    /// `cn-north-11`
    CnNorth11,
    /// `cn-south-1`
    CnSouth1,
    /// `cn-south-2`
    CnSouth2,
    /// `cn-south-4`
    CnSouth4,
    /// `cn-southwest-2`
    CnSouthwest2,
    /// `cn-southwest-3`
    CnSouthwest3,
    /// `la-north-2`
    LaNorth2,
    /// `la-south-2`
    LaSouth2,
    /// `me-east-1`
    MeEast1,
    /// `ru-northwest-2`
    RuNorthwest2,
    /// `sa-brazil-1`
    SaBrazil1,
    /// `tr-west-1`
    TrWest1,
    /// A value that the description does not name.
    Unknown(String),
}

text_enum! {
    ServerRegion {
        AfSouth1 = "af-south-1",
        ApSoutheast1 = "ap-southeast-1",
        ApSoutheast2 = "ap-southeast-2",
        ApSoutheast3 = "ap-southeast-3",
        ApSoutheast4 = "ap-southeast-4",
        ApSoutheast5 = "ap-southeast-5",
        CnEast2 = "cn-east-2",
        CnEast3 = "cn-east-3",
        CnEast4 = "cn-east-4",
        CnNorth1 = "cn-north-1",
        CnNorth2 = "cn-north-2",
        CnNorth4 = "cn-north-4",
        CnNorth9 = "cn-north-9",
        CnNorth11 = "cn-north-11",
        CnSouth1 = "cn-south-1",
        CnSouth2 = "cn-south-2",
        CnSouth4 = "cn-south-4",
        CnSouthwest2 = "cn-southwest-2",
        CnSouthwest3 = "cn-southwest-3",
        LaNorth2 = "la-north-2",
        LaSouth2 = "la-south-2",
        MeEast1 = "me-east-1",
        RuNorthwest2 = "ru-northwest-2",
        SaBrazil1 = "sa-brazil-1",
        TrWest1 = "tr-west-1",
    } Unknown
}
