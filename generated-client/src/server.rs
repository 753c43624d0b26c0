//! The servers of the API.

use crate::runtime::{ClientBuilder, in_host};

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

impl ServerRegion {
    /// The value in the URL.
    pub fn as_str(&self) -> &str {
        match self {
            Self::AfSouth1 => "af-south-1",
            Self::ApSoutheast1 => "ap-southeast-1",
            Self::ApSoutheast2 => "ap-southeast-2",
            Self::ApSoutheast3 => "ap-southeast-3",
            Self::ApSoutheast4 => "ap-southeast-4",
            Self::ApSoutheast5 => "ap-southeast-5",
            Self::CnEast2 => "cn-east-2",
            Self::CnEast3 => "cn-east-3",
            Self::CnEast4 => "cn-east-4",
            Self::CnNorth1 => "cn-north-1",
            Self::CnNorth2 => "cn-north-2",
            Self::CnNorth4 => "cn-north-4",
            Self::CnNorth9 => "cn-north-9",
            Self::CnNorth11 => "cn-north-11",
            Self::CnSouth1 => "cn-south-1",
            Self::CnSouth2 => "cn-south-2",
            Self::CnSouth4 => "cn-south-4",
            Self::CnSouthwest2 => "cn-southwest-2",
            Self::CnSouthwest3 => "cn-southwest-3",
            Self::LaNorth2 => "la-north-2",
            Self::LaSouth2 => "la-south-2",
            Self::MeEast1 => "me-east-1",
            Self::RuNorthwest2 => "ru-northwest-2",
            Self::SaBrazil1 => "sa-brazil-1",
            Self::TrWest1 => "tr-west-1",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ServerRegion {
    fn from(value: &str) -> Self {
        match value {
            "af-south-1" => Self::AfSouth1,
            "ap-southeast-1" => Self::ApSoutheast1,
            "ap-southeast-2" => Self::ApSoutheast2,
            "ap-southeast-3" => Self::ApSoutheast3,
            "ap-southeast-4" => Self::ApSoutheast4,
            "ap-southeast-5" => Self::ApSoutheast5,
            "cn-east-2" => Self::CnEast2,
            "cn-east-3" => Self::CnEast3,
            "cn-east-4" => Self::CnEast4,
            "cn-north-1" => Self::CnNorth1,
            "cn-north-2" => Self::CnNorth2,
            "cn-north-4" => Self::CnNorth4,
            "cn-north-9" => Self::CnNorth9,
            "cn-north-11" => Self::CnNorth11,
            "cn-south-1" => Self::CnSouth1,
            "cn-south-2" => Self::CnSouth2,
            "cn-south-4" => Self::CnSouth4,
            "cn-southwest-2" => Self::CnSouthwest2,
            "cn-southwest-3" => Self::CnSouthwest3,
            "la-north-2" => Self::LaNorth2,
            "la-south-2" => Self::LaSouth2,
            "me-east-1" => Self::MeEast1,
            "ru-northwest-2" => Self::RuNorthwest2,
            "sa-brazil-1" => Self::SaBrazil1,
            "tr-west-1" => Self::TrWest1,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl std::fmt::Display for ServerRegion {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl ClientBuilder {
    /// Sets the server that is called.
    pub fn server(self, server: Server) -> Self {
        self.server_url(server.url)
    }
}
