//! The theme: light, dark, or the system's.

use leptos::prelude::*;

use crate::browser::document;
use crate::browser::preferences::Preference;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::drawing::drawing;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, on_click};

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

    /// How it is stored, and the root element's `data-theme`.
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
                "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15ZM10 2.5v15a7.5 7.5 0 0 1 0-15Z"
            }
            Self::Light => {
                "M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7ZM10 1v2.5M10 16.5V19M1 10h2.5M16.5 10H19\
                 M3.6 3.6l1.8 1.8M14.6 14.6l1.8 1.8M3.6 16.4l1.8-1.8M14.6 5.4l1.8-1.8"
            }
            Self::Dark => "M16.5 12.3A7 7 0 0 1 7.7 3.5a7 7 0 1 0 8.8 8.8Z",
        }
    }
}

/// The button that changes to the next theme and stores it.
pub fn theme_button() -> AnyView {
    let theme = LocalSignal::new(Theme::from_preference(&Preference::Theme.load()));
    let apply = |theme: Theme| {
        if let Some(root) = document::root() {
            // A document that refuses attributes has no theme to change.
            let _ = root.set_attribute("data-theme", theme.preference());
        }
    };
    apply(theme.get_untracked());
    let on_next = move || {
        let next = theme.get_untracked().next();
        apply(next);
        Preference::Theme.save(next.preference());
        theme.set(next);
    };
    let icon = dynamic(move || {
        let theme = theme.get();
        let class =
            if theme == Theme::System { "theme-icon theme-icon-half" } else { "theme-icon" };
        drawing(class.to_owned(), "0 0 20 20", theme.icon().to_owned())
    });
    button("button button-bare theme-button")
        .add_any_attr(dynamic_attr("aria-label", move || theme.get().name()))
        .add_any_attr(dynamic_attr("title", move || theme.get().name()))
        .add_any_attr(on_click(on_next))
        .child(icon)
        .into_any()
}
