//! The keyboard.

use serde_json::Value;
use thirtyfour::Key as DriverKey;

use super::document::{AT_ONCE, Page, text_of};
use super::locator::Locator;

/// A key a user presses.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// Tab.
    Tab,
    /// Shift and Tab.
    ShiftTab,
    /// Enter.
    Enter,
    /// The space bar.
    Space,
    /// Escape.
    Escape,
    /// Control and V, which pastes.
    Paste,
}

impl Key {
    fn keys(self) -> (Option<DriverKey>, char) {
        match self {
            Self::Tab => (None, DriverKey::Tab.into()),
            Self::ShiftTab => (Some(DriverKey::Shift), DriverKey::Tab.into()),
            Self::Enter => (None, DriverKey::Enter.into()),
            Self::Space => (None, ' '),
            Self::Escape => (None, DriverKey::Escape.into()),
            Self::Paste => (Some(DriverKey::Control), 'v'),
        }
    }
}

/// More controls than any screen has.
const MOST: usize = 60;

impl Page<'_> {
    /// Presses a key at the focused element.
    #[track_caller]
    pub fn press(&self, key: Key) {
        let pressed = self.browser().run(async |driver| {
            let chain = driver.action_chain_with_delay(AT_ONCE, AT_ONCE);
            let (modifier, key) = key.keys();
            let held = match modifier.clone() {
                Some(modifier) => chain.key_down(modifier),
                None => chain,
            };
            let pressed = held.key_down(key).key_up(key);
            match modifier {
                Some(modifier) => pressed.key_up(modifier).perform().await,
                None => pressed.perform().await,
            }
        });
        self.expect(pressed, "press a key");
    }

    /// Types a text at the focused element.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let typed = self.browser().run(async |driver| {
            driver.action_chain_with_delay(AT_ONCE, AT_ONCE).send_keys(text).perform().await
        });
        self.expect(typed, "type");
    }

    /// Presses Tab until a control has the focus, and asserts that the focus is visible.
    #[track_caller]
    pub fn tab_to(&self, role: &'static str, name: &str) {
        self.press_until(Key::Tab, role, name);
    }

    /// The same with Shift and Tab.
    #[track_caller]
    pub fn shift_tab_to(&self, role: &'static str, name: &str) {
        self.press_until(Key::ShiftTab, role, name);
    }

    #[track_caller]
    fn press_until(&self, key: Key, role: &'static str, name: &str) {
        // While nothing is focusable yet, Firefox moves the focus to its own toolbar.
        self.see(&Locator::new(role, name));
        let mut passed = Vec::new();
        for _ in 0..MOST {
            self.press(key);
            let focus = self.focus();
            if focus["role"] == role && focus["name"] == name {
                if focus["visible"] != true {
                    self.fail(&format!("the focus of {role} \"{name}\" is not visible"));
                }
                return;
            }
            passed.push(format!("{} \"{}\"", text_of(&focus, "role"), text_of(&focus, "name")));
        }
        self.fail(&format!(
            "the focus never came to {role} \"{name}\", but to {}",
            passed.join(", ")
        ));
    }

    /// The focused element: see `focus` in `dom.js`.
    #[must_use]
    #[track_caller]
    pub fn focus(&self) -> Value {
        self.expect(self.query("return focus()", vec![]), "read the focus")
    }
}
