//! Types of the standard library and of other crates that generated code names.

/// A type that is not the crate's own, and that oasmith chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExternalType {
    /// Any JSON value.
    Json,
    /// Bytes that are shared without copying.
    Bytes,
    /// A timestamp of `jiff`.
    JiffTimestamp,
    /// A date of `jiff`.
    JiffDate,
    /// A timestamp of `chrono`.
    ChronoDateTime,
    /// A date of `chrono`.
    ChronoDate,
    /// A timestamp of `time`, wrapped by the runtime: the format of `time` itself is not RFC 3339.
    TimeDateTime,
    /// A date of `time`.
    TimeDate,
    /// A UUID.
    Uuid,
    /// An IPv4 address.
    Ipv4Addr,
    /// An IPv6 address.
    Ipv6Addr,
    /// An IP address.
    IpAddr,
}

impl ExternalType {
    /// Its full path, as it is written in the generated crate.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Json => "serde_json::Value",
            Self::Bytes => "bytes::Bytes",
            Self::JiffTimestamp => "jiff::Timestamp",
            Self::JiffDate => "jiff::civil::Date",
            Self::ChronoDateTime => "chrono::DateTime<chrono::Utc>",
            Self::ChronoDate => "chrono::NaiveDate",
            Self::TimeDateTime => "crate::DateTime",
            Self::TimeDate => "time::Date",
            Self::Uuid => "uuid::Uuid",
            Self::Ipv4Addr => "std::net::Ipv4Addr",
            Self::Ipv6Addr => "std::net::Ipv6Addr",
            Self::IpAddr => "std::net::IpAddr",
        }
    }

    /// The crate that only a client with this type depends on.
    #[must_use]
    pub fn dependency(self) -> Option<&'static str> {
        match self {
            Self::JiffTimestamp | Self::JiffDate => Some("jiff"),
            Self::ChronoDateTime | Self::ChronoDate => Some("chrono"),
            Self::TimeDateTime | Self::TimeDate => Some("time"),
            Self::Uuid => Some("uuid"),
            Self::Json | Self::Bytes | Self::Ipv4Addr | Self::Ipv6Addr | Self::IpAddr => None,
        }
    }

    /// Whether it is a small value: `Copy`, and with all of `Eq`, `Ord` and `Hash`.
    #[must_use]
    pub fn is_copy(self) -> bool {
        !matches!(self, Self::Json | Self::Bytes)
    }

    /// Whether it is a type of the standard library.
    #[must_use]
    pub fn is_of_std(self) -> bool {
        matches!(self, Self::Ipv4Addr | Self::Ipv6Addr | Self::IpAddr)
    }
}
