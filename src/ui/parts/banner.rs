//! The bar at the top of every screen.

use leptos::prelude::*;

use super::branch::{branch, when};
use super::theme::ThemeButton;
use crate::ui::session::Lock;

/// The name; who is signed in and the way out, when someone is.
#[component]
pub fn Banner(
    /// The caller's ARN; empty while nobody is signed in.
    who: RwSignal<String>,
) -> impl IntoView {
    let lock = Lock::expect();
    let identity = branch(move || {
        let arn = who.get();
        let title = arn.clone();
        view! { <p class="banner-who mono" title=title>{arn}</p> }.into_any()
    });
    let way_out = when(
        move || who.with(|arn| !arn.is_empty()),
        move || {
            view! {
                <button class="button" type="button" on:click=move |_| lock.lock()>
                    "Lock"
                </button>
            }
            .into_any()
        },
    );
    view! {
        <header class="banner">
            <p class="banner-name">
                <svg viewBox="0 0 30 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true">
                    <path d="M12.200 8A6 6 0 1 0 12.200 12.500H16V14.500l2-2 1.500 3.500 2-3.500 2 2 1.500-2H26l2-2.500-2-2zM6.500 8.500v3" />
                </svg>
                "Keycutter"
            </p>
            {identity}
            <div class="banner-tools">
                <ThemeButton />
                {way_out}
            </div>
        </header>
    }
}
