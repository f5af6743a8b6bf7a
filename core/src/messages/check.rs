//! The result of checking a self-hosted endpoint.

/// While the check is under way.
pub const CHECKING: &str = "Checking the endpoint…";

/// The endpoint can be used.
pub const USABLE: &str = "The server answers IAM requests and lets this page read its responses.";

/// A setting that lets a page read a server's responses (CORS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Where it goes, to stand before the text.
    pub place: &'static str,
    /// The text of the setting.
    pub text: String,
}

/// How to let pages of an origin read the responses, by server.
#[must_use]
pub fn cors_settings(origin: &str) -> Vec<Setting> {
    let setting = |place, text| Setting { place, text };
    vec![
        setting("SeaweedFS:", format!("-s3.allowedOrigins={origin}")),
        setting("LocalStack:", format!("EXTRA_CORS_ALLOWED_ORIGINS={origin}")),
        setting(
            "Ceph RGW and others have no such setting. In a proxy in front of the server, respond to OPTIONS with \
             status 204, and add to every response:",
            format!("Access-Control-Allow-Origin: {origin}"),
        ),
        setting(
            "Also add to responses to OPTIONS:",
            "Access-Control-Allow-Headers: authorization, content-type, x-amz-date, x-amz-security-token".to_owned(),
        ),
    ]
}
