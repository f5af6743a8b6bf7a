//! A key's life, drawn.

use leptos::prelude::*;

use crate::ui::widgets::drawing::drawing;
use keycutter_core::keys::Life;

/// Made, last used, today, and the 90-day mark on one line. The words beside it say the same, so
/// it is hidden from screen readers.
pub fn life_line(
    // Where things stand.
    life: Life,
) -> AnyView {
    let x = |permille: i64| 2 + permille * 116 / 1000;
    let class = if life.is_old() { "key-life key-life-old" } else { "key-life" };
    let mut paths = vec![
        ("key-life-track", "M2 5H118".to_owned()),
        ("key-life-age", format!("M2 5H{}", x(life.today))),
        ("key-life-mark", format!("M{} 1V9", x(life.mark))),
    ];
    // A disc.
    let used =
        life.used.map(|used| format!("M{} 2.5a2.5 2.5 0 0 0 0 5a2.5 2.5 0 0 0 0-5", x(used)));
    paths.extend(used.map(|disc| ("key-life-used", disc)));
    let title = "From creation to today. The tick marks 90 days, the dot the last use.";
    drawing(class.to_owned(), "0 0 120 10", Some(title), paths)
}
