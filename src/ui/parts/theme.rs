//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::el::button;
use super::state::State;
use crate::browser::page;
use crate::browser::preferences::Preference;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn from_preference(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// How it is remembered, and the root element's `data-theme`.
    fn preference(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::System => "Theme: System",
            Self::Light => "Theme: Light",
            Self::Dark => "Theme: Dark",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// A half-dark disc, a sun, a moon.
    fn icon(self) -> &'static str {
        match self {
            Self::System => {
                "M10 2.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 0 0 0-15ZM10 2.500v15a7.500 7.500 0 0 1 0-15Z"
            }
            Self::Light => {
                "M10 6.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7ZM10 1v2.500M10 16.500V19M1 10h2.500M16.500 10H19\
                 M3.600 3.600l1.800 1.800M14.600 14.600l1.800 1.800M3.600 16.400l1.800-1.800M14.600 5.400l1.800-1.800"
            }
            Self::Dark => "M16.500 12.300A7 7 0 0 1 7.700 3.500a7 7 0 1 0 8.800 8.800Z",
        }
    }
}

/// The button that goes from one theme to the next and remembers it.
pub fn theme_button() -> AnyView {
    let theme = State::new(Theme::from_preference(&Preference::Theme.load()));
    let wear = |theme: Theme| {
        if let Some(root) = page::root() {
            // A document that refuses attributes has no theme to change.
            let _ = root.set_attribute("data-theme", theme.preference());
        }
    };
    wear(theme.get_untracked());
    let on_click = move || {
        let next = theme.get_untracked().next();
        wear(next);
        Preference::Theme.save(next.preference());
        theme.set(next);
    };
    let icon_class = move || if theme.get() == Theme::System { "theme-icon-half" } else { "" };
    let icon = view! {
        <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true">
            <path class=icon_class d=move || theme.get().icon() />
        </svg>
    };
    button("button button-bare theme")
        .attr_by("aria-label", move || theme.get().name())
        .attr_by("title", move || theme.get().name())
        .press(on_click)
        .child(icon.into_any())
        .view()
}
