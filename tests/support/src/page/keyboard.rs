//! The keyboard alone.

use serde_json::Value;
use thirtyfour::prelude::*;

use super::{AT_ONCE, Page, Wanted, text_of};

/// A key a user presses.
#[derive(Clone, Copy, Debug)]
pub enum Press {
    /// To the next control.
    Tab,
    /// To the one before.
    BackTab,
    /// Enter.
    Enter,
    /// The space bar.
    Space,
    /// Escape.
    Escape,
}

impl Press {
    fn keys(self) -> (Option<Key>, char) {
        match self {
            Self::Tab => (None, Key::Tab.into()),
            Self::BackTab => (Some(Key::Shift), Key::Tab.into()),
            Self::Enter => (None, Key::Enter.into()),
            Self::Space => (None, ' '),
            Self::Escape => (None, Key::Escape.into()),
        }
    }
}

/// More controls than any screen has.
const FAR: usize = 60;

impl Page<'_> {
    /// Presses a key where the keyboard is.
    #[track_caller]
    pub fn press(&self, key: Press) {
        let pressed = self.browser.run(async |driver| {
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
        self.must(pressed, "press a key");
    }

    /// Types where the keyboard is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let typed = self.browser.run(async |driver| {
            driver.action_chain_with_delay(AT_ONCE, AT_ONCE).send_keys(text).perform().await
        });
        self.must(typed, "type");
    }

    /// Presses Tab until the keyboard is at a control, and sees that one can see it there.
    #[track_caller]
    pub fn tab_to(&self, role: &'static str, name: &str) {
        self.go_to(Press::Tab, role, name);
    }

    /// The same, backwards.
    #[track_caller]
    pub fn back_tab_to(&self, role: &'static str, name: &str) {
        self.go_to(Press::BackTab, role, name);
    }

    #[track_caller]
    fn go_to(&self, key: Press, role: &'static str, name: &str) {
        // Where nothing can be reached yet, Firefox takes the keyboard to its own toolbar.
        self.see(&Wanted::new(role, name));
        let mut passed = Vec::new();
        for _ in 0..FAR {
            self.press(key);
            let focus = self.focus();
            if focus["role"] == role && focus["name"] == name {
                if focus["visible"] != true {
                    self.fail(&format!("one cannot see that the keyboard is at {role} \"{name}\""));
                }
                return;
            }
            passed.push(format!("{} \"{}\"", text_of(&focus, "role"), text_of(&focus, "name")));
        }
        self.fail(&format!(
            "the keyboard never came to {role} \"{name}\", but by {}",
            passed.join(", ")
        ));
    }

    /// Where the keyboard is: see `focus` in `dom.js`.
    #[must_use]
    #[track_caller]
    pub fn focus(&self) -> Value {
        self.must(self.look("return focus()", vec![]), "see where the keyboard is")
    }
}
