//! The fault matrix, cell by cell: what is true on the server, what the screen shows, and the
//! sentence it says. How each cell has to end is data: see [`support::faults`].

use std::time::Duration;

use support::faults::{Action, Cell, Ending, Injection, Reason, Wait};
use support::page::{Row, Table};
use support::peers::User;
use support::{Credentials, Page, Story};

use crate::steps::{show, sign_in, try_to_sign_in};

/// The page gives up on an answer after 20 seconds; what it says then takes a moment more.
const TIMEOUT: Duration = Duration::from_secs(45);

/// Tells one cell.
pub fn tell(story: &Story, cell: Cell) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let scene = Scene { story, cell, user, key };
    match cell.action {
        Action::Identity => scene.identity(),
        Action::List => scene.list(),
        Action::LastUsed => scene.last_used(),
        Action::Create => scene.create(),
        Action::Update => scene.update(),
        Action::Delete => scene.delete(),
    }
}

/// A cell on the stage: a user with one active key, which the page signs in with.
struct Scene<'s> {
    story: &'s Story<'s>,
    cell: Cell,
    user: User<'s>,
    key: Credentials,
}

impl<'s> Scene<'s> {
    fn identity(&self) {
        self.begin();
        let page = self.try_to_sign_in();
        self.see_strip(&page);
        if let Ending::Reported(why, _) = self.cell.ending {
            see_alert(&page, why);
            page.see_heading("Cut an AWS access key, in this tab");
            page.field("Access key ID").see_value(&self.key.id);
            page.field("Secret access key").see_value(&self.key.secret);
            page.field("Endpoint URL").see_value(&self.story.proxy().url());
        } else {
            page.see_heading("Security Credentials");
            self.row(&page).see("Status", "Active");
            self.see_nothing_wrong(&page);
        }
        self.see_one_key(&page);
    }

    fn list(&self) {
        self.begin();
        let page = self.try_to_sign_in();
        page.see_heading("Security Credentials");
        self.see_strip(&page);
        if let Ending::Reported(why, _) = self.cell.ending {
            see_alert(&page, why);
            table(&page).see_gone();
            page.button("Refresh").see_enabled();
        } else {
            self.row(&page).see("Status", "Active");
            self.see_nothing_wrong(&page);
        }
        self.see_one_key(&page);
    }

    fn last_used(&self) {
        self.begin();
        let page = self.try_to_sign_in();
        self.row(&page).see("Status", "Active");
        self.see_strip(&page);
        if self.cell.ending.is_done() {
            self.see_last_use(&page);
        } else {
            self.row(&page).see("Last used", "Not told");
        }
        self.see_nothing_wrong(&page);
        self.see_one_key(&page);
    }

    fn create(&self) {
        let page = self.sign_in();
        self.begin();
        page.button("Create New Access Key").click();
        page.see_dialog("Create Access Key");
        self.see_strip(&page);
        match self.cell.ending {
            Ending::NotCreated(why) => {
                page.see_text("Nothing was made.");
                see_text(&page, why);
                page.button("Try again").see_enabled();
                page.button("Close").click();
                self.see_one_key(&page);
            }
            Ending::SecretLost => {
                page.see_text("A key was made, and its secret is lost.");
                page.see_text(
                    "The answer that carried its secret did not arrive, and nobody can look it up.",
                );
                let [lost] = &self.others()[..] else { panic!("there are {:?}", self.user.keys()) };
                page.see_text(&lost.0);
                page.button("Delete it and start over").see_enabled();
                page.button("Close").click();
                self.see_two_keys(&page, &lost.0);
            }
            Ending::Unknown(why) => {
                page.see_text("Nobody can tell whether a key was made.");
                see_text(&page, why);
                page.button("Look again").see_enabled();
                page.button("Close").click();
                self.see_one_key(&page);
            }
            _ => {
                let new = self.story.watch(show(&page));
                page.button("Close").click();
                self.see_two_keys(&page, &new.id);
                let arn = self.story.peer().sign_in(&new).expect("the new key signs in");
                assert!(arn.ends_with(self.user.name()), "{arn}");
                self.see_nothing_wrong(&page);
            }
        }
        self.see_calls();
    }

    fn update(&self) {
        let old = self.user.create_key();
        let page = self.sign_in();
        let row = table(&page).row(&old.id);
        row.see("Status", "Active");
        self.begin();
        page.button(&format!("Make Inactive {}", old.id)).click();
        self.see_strip(&page);
        let status = if let Ending::Reported(why, _) = self.cell.ending {
            see_alert(&page, why);
            "Active"
        } else {
            page.button(&format!("Make Active {}", old.id)).see_enabled();
            self.see_nothing_wrong(&page);
            "Inactive"
        };
        row.see("Status", status);
        assert_eq!(self.others(), [(old.id, status.to_owned())]);
        self.see_calls();
    }

    fn delete(&self) {
        let old = self.user.create_key();
        self.user.set_status(&old.id, "Inactive");
        let page = self.sign_in();
        let row = table(&page).row(&old.id);
        page.button(&format!("Delete {}", old.id)).click();
        page.see_dialog("Delete access key");
        page.field("Type the access key ID to confirm").fill(&old.id);
        self.begin();
        page.button("Delete").click();
        self.see_strip(&page);
        if let Ending::Reported(why, _) = self.cell.ending {
            see_alert(&page, why);
            page.see_dialog("Delete access key");
            assert_eq!(self.others(), [(old.id, "Inactive".to_owned())]);
            page.button("Cancel").click();
            page.see_no_dialog();
            row.see("Status", "Inactive");
        } else {
            page.see_no_dialog();
            row.see("Status", "Deleted");
            assert_eq!(self.others(), []);
            self.see_nothing_wrong(&page);
        }
        self.see_calls();
    }

    fn try_to_sign_in(&self) -> Page<'s> {
        try_to_sign_in(self.story, &self.key).with_timeout(TIMEOUT)
    }

    /// Signs in, and waits until the page has asked all it wants to know.
    fn sign_in(&self) -> Page<'s> {
        let page = sign_in(self.story, &self.key).with_timeout(TIMEOUT);
        self.see_last_use(&page);
        page
    }

    /// From here on it goes wrong.
    fn begin(&self) {
        let (proxy, call) = (self.story.proxy(), self.cell.action.call());
        match &self.cell.row.injection {
            Injection::First(count, fault) => proxy.times(*count, call, fault.clone()),
            Injection::Every(fault) => proxy.always(call, fault.clone()),
            // The page makes these two calls by itself, each after another.
            Injection::Refuse => match self.cell.action {
                Action::List => proxy.refuse_after(Action::Identity.call()),
                Action::LastUsed => proxy.refuse_after(Action::List.call()),
                _ => proxy.refuse(),
            },
        }
    }

    /// While the page waits as it was asked to, it says so and offers to give up.
    fn see_strip(&self, page: &Page) {
        if let Ending::Waited(wait) = self.cell.ending {
            page.see_status_with(wait.sentence());
            // The dialog that deletes has a button of that name itself.
            let others = usize::from(self.cell.action == Action::Delete);
            let cancels = page.names("button").iter().filter(|name| *name == "Cancel").count();
            assert_eq!(cancels, others + 1, "ways to give up");
        }
    }

    /// All is well in the end; if the clock is off, a note says so, and else nothing does.
    fn see_nothing_wrong(&self, page: &Page) {
        if let Ending::ClockCorrected(clock) = self.cell.ending {
            page.see_status_with(clock.sentence());
        } else {
            assert!(!page.source().contains("device's clock"), "the clock is mentioned");
        }
        assert_eq!(page.alerts(), Vec::<String>::new());
    }

    /// The key the page signs in with is the only one.
    fn see_one_key(&self, page: &Page) {
        page.see_no_dialog();
        if self.cell.action == Action::Create {
            table(page).see_rows(1);
            self.row(page).see("Status", "Active");
        }
        assert_eq!(self.user.keys(), [(self.key.id.clone(), "Active".to_owned())]);
        self.see_calls();
    }

    fn see_two_keys(&self, page: &Page, other: &str) {
        page.see_no_dialog();
        table(page).see_rows(2);
        table(page).row(other).see("Status", "Active");
        assert_eq!(self.others(), [(other.to_owned(), "Active".to_owned())]);
    }

    /// How often the action was called; and, where the server said when to call again, when.
    fn see_calls(&self) {
        let calls = self.story.proxy().record().calls(self.cell.action.call());
        assert_eq!(calls.len(), self.cell.ending.calls(), "calls of {}", self.cell.action.call());
        if let Ending::Waited(_) = self.cell.ending {
            let waited = calls[1].at.duration_since(calls[0].at);
            let asked = Duration::from_secs(Wait::SECONDS.into());
            assert!(waited >= asked, "asked again after {waited:?}");
        }
    }

    fn see_last_use(&self, page: &Page) {
        let at = self.row(page).instant("Last used");
        assert!(at.starts_with("20") && at.ends_with('Z'), "{at}");
    }

    fn row(&self, page: &Page<'s>) -> Row<'s> {
        table(page).row(&self.key.id)
    }

    /// The keys the server knows besides the one that signs in.
    fn others(&self) -> Vec<(String, String)> {
        self.user.keys().into_iter().filter(|(id, _)| *id != self.key.id).collect()
    }
}

fn table<'s>(page: &Page<'s>) -> Table<'s> {
    page.table("Access keys")
}

fn see_alert(page: &Page, why: Reason) {
    let alert = page.see_alert_with(why.code());
    assert!(alert.contains(&why.sentence()), "the alert says: {alert}");
}

/// The same, wherever the dialog says it.
fn see_text(page: &Page, why: Reason) {
    page.see_text(why.code());
    page.see_text(&why.sentence());
}
