//! What is seen before the program works.

use serde_json::Value;
use support::{Engine, Story};

use crate::case::{Case, on_moto};

pub const STORIES: &[Case] = &[on_moto(
    "first_paint::the_form_is_taken_over_without_a_shift",
    the_form_is_taken_over_without_a_shift,
)];

/// The texts and the rectangles of the first screen, up to its questions.
const LAYOUT: &str = "
    const parts = 'h1, .banner-name, .lead, label, input, textarea, select, button, summary, .destination';
    const hidden = 'header button, [hidden], [hidden] *, details > :not(summary) *, .disclosures *';
    return [...document.querySelectorAll(parts)].filter(part => !part.matches(hidden)).map(part => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const text = part.matches('select') ? part.value : part.textContent.trim();
        const words = [part.localName, part.placeholder, text.replace(/\\s+/g, ' ')];
        return [...words, x, y, width, height].join(' ');
    });";

/// The page's own HTML has the form, which can be used once the program is there.
fn the_form_is_taken_over_without_a_shift(story: &Story) {
    story.site().remove(Some("keycutter-"));
    story.open();
    story.expect_finding("keycutter-");
    if story.engine() == Engine::Chromium {
        story.expect_finding("Uncaught TypeError");
    }
    assert!(is_inert(story), "the form can be used before the program is there");
    let before = layout(story);
    assert!(before.len() > 14, "the form is not in the page: {before:?}");

    story.site().remove(None);
    story.open().field("Paste credentials").see_enabled();

    assert!(!is_inert(story), "the form cannot be used");
    assert_eq!(layout(story), before);
}

fn layout(story: &Story) -> Vec<String> {
    let parts = story.browser().script(LAYOUT, vec![]).expect("the page has a layout");
    parts.as_array().into_iter().flatten().map(ToString::to_string).collect()
}

fn is_inert(story: &Story) -> bool {
    let script = "return document.querySelector('form').inert";
    story.browser().script(script, vec![]).expect("the page has a form") == Value::Bool(true)
}
