//! The parts of an endpoint's URL. `docs/decisions.md` has what a general parser weighs.

/// An absolute URL without a user name, a query and a fragment.
pub struct UrlParts<'u> {
    pub scheme: &'u str,
    /// An IPv6 address is in its brackets.
    pub host: &'u str,
    pub port: Option<u16>,
    pub path: &'u str,
}

impl<'u> UrlParts<'u> {
    /// The parts of a URL. `None` if it has no host, or a port that is not one.
    pub fn of(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (server, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, "/"),
        };
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (server, None),
        };
        let port = match port {
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(port.parse().ok()?)
            }
            Some(_) => return None,
            None => None,
        };
        (!host.is_empty()).then_some(Self { scheme, host, port, path })
    }
}
