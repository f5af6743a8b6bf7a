//! Settings that stand beside credentials.

/// Letters, and digits at the end: `us-east-1`, `us-gov-west-1`.
pub fn is_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let count = text.split('-').count();
    let is_letters = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    (3..=5).contains(&count)
        && text.len() <= 24
        && parts.by_ref().take(count - 1).all(is_letters)
        && parts.all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The ARN of a virtual MFA device, or of a passkey.
pub fn is_mfa_device(text: &str) -> bool {
    text.starts_with("arn:aws") && text.contains(":iam::") && text.contains(":mfa/")
}

/// The URL of a server that is not AWS's.
pub fn endpoint(text: &str) -> Option<String> {
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':']).next()?;
    let is_host = host.contains('.') || host == "localhost" || rest.contains(':');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:/-_~".contains(&byte);
    let is_aws = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws"];
    (matches!(scheme, "http" | "https")
        && is_host
        && rest.bytes().all(is_plain)
        && !is_aws.iter().any(|aws| host.ends_with(aws)))
    .then_some(url)
}
