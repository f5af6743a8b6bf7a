//! The table of keys: its columns at every width, and where the focus goes.

use serde_json::{Value, json};
use support::browser::Look;
use support::{Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{create_and_show, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("key_table::cells_stand_under_their_headings", cells_stand_under_their_headings)
        .in_chromium(),
    on_moto("key_table::a_row_has_few_nodes", a_row_has_few_nodes),
    on_moto("key_table::focus_moves_to_the_new_and_the_next_row", focus_moves_to_rows),
    on_moto("key_table::refresh_answers", refresh_answers),
];

/// A cell that is not rendered is not in the accessibility tree, and those after it would be read
/// under the headings before theirs.
fn cells_stand_under_their_headings(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);
    let expected =
        ["Access Key ID", "Created", "Last used", "Deleted", "Status", "Actions"].map(Value::from);
    let rendered = "
        const is_rendered = (cell) => cell.checkVisibility({ visibilityProperty: true });
        const names = (cells, name) => [...cells].filter(is_rendered).map(name);
        return [
            names(document.querySelectorAll('.keys th'), (cell) => cell.textContent),
            names(document.querySelectorAll('.keys td'), (cell) => cell.dataset.name)];";
    for width in [1280, 1000, 768, 390, 320] {
        // Sets the width of the viewport.
        let _ = story.browser().screenshot_at(width, 800, Look::Light);
        let cells = story.browser().script(rendered, vec![]).expect("a table");
        assert_eq!(cells, json!([expected, expected]), "at {width} pixels");
    }
    story.browser().reset_emulation();
    page.table("Access keys").row(&key.id).see("Deleted", "–");
}

/// A user has two keys, but other servers allow hundreds.
fn a_row_has_few_nodes(story: &Story) {
    let _ = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let count = "
        const row = document.querySelector('.keys tbody tr');
        return document.evaluate('count(descendant-or-self::node())', row).numberValue;";
    let nodes = story.browser().script(count, vec![]).expect("a row").as_f64();
    assert!(nodes.is_some_and(|nodes| nodes <= 46.0), "a row has {nodes:?} nodes");
}

fn focus_moves_to_rows(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);

    let new = story.watch(create_and_show(&page));
    page.button("Close").click();
    page.see_no_dialog();
    see_focus_in_row(&page, &new.id);

    page.button(&format!("Delete {}", new.id)).click();
    page.button("Make Inactive").click();
    page.field("Type the access key ID to confirm").fill("AKIA");
    page.field("Type the access key ID to confirm").see_error("does not match");
    page.field("Type the access key ID to confirm").fill(&new.id);
    page.button("Delete").click();
    page.see_no_dialog();
    see_focus_in_row(&page, &key.id);
}

fn see_focus_in_row(page: &Page, id: &str) {
    page.eventually("the focus on the row", |page| {
        let focus = page.focus();
        (focus["role"] == "row" && focus["text"].as_str()?.contains(id)).then_some(())
    });
}

fn refresh_answers(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));

    page.button("Refresh").click();

    page.see_status_with("Updated just now. 1 access key.");
}
