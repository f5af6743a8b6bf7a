//! What the browser says of itself and of where this page comes from.

use web_sys::css;

use super::document;

/// Whether the page came over https, from this machine or from a disk, so that nothing on the way
/// could change it (a secure context, W3C Secure Contexts).
#[must_use]
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Whether the page was opened from a disk, where all pages share one storage.
#[must_use]
pub fn is_file() -> bool {
    web_sys::window().is_some_and(|window| window.location().protocol().as_deref() == Ok("file:"))
}

/// Whether another page controls this one: it shows it in a frame, or opened it and can navigate it at
/// any time. A page that opened this one can hide that it did.
#[must_use]
pub fn is_controlled() -> bool {
    web_sys::window().is_some_and(|window| {
        window.opener().is_ok_and(|opener| opener.is_truthy())
            || window.top().ok().flatten() != Some(window)
    })
}

/// Whether the page is visible, as far as the browser tells.
#[must_use]
pub fn is_visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|it| !it.hidden())
}

/// Whether the device says that it has a network. It may be wrong either way.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The page's origin, as a server's CORS setting names it.
#[must_use]
pub fn origin() -> String {
    web_sys::window().map(|window| window.origin()).unwrap_or_default()
}

/// The text of the page's content security policy; empty where it has none.
#[must_use]
pub fn content_security_policy() -> String {
    document::first("meta[http-equiv=Content-Security-Policy]")
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// Whether the engine can mask a text field. Where it cannot, a password field has to do, which
/// invites password managers.
#[must_use]
pub fn can_mask_text() -> bool {
    css::supports_with_value("-webkit-text-security", "disc").unwrap_or(false)
}
