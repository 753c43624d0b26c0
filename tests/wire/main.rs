//! placeholder until the suite is there
