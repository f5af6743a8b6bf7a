//! A key's life, drawn.

use leptos::prelude::*;

use crate::keys::Life;

/// Made, last used, today, and the 90-day mark on one line. The words beside it say the same, so
/// it is hidden from screen readers.
pub fn life_line(
    // Where things stand.
    life: Life,
) -> AnyView {
    let x = |permille: i64| 2 + permille * 116 / 1000;
    let class = if life.is_old() { "life life-old" } else { "life" };
    view! { <svg class=class viewBox="0 0 120 10" aria-hidden="true">
        <path class="life-track" d="M2 5H118" />
        <path class="life-age" d=format!("M2 5H{}", x(life.today)) />
        <path class="life-mark" d=format!("M{} 1V9", x(life.mark)) />
        {life.used.map(|used| view! { <circle class="life-used" cx=x(used) cy="5" r="2.500" /> })}
    </svg> }
    .into_any()
}
