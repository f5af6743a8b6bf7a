//! The fault matrix, cell by cell: the state of the server, what the screen shows, and the sentence
//! it says. How each cell has to end is data: see [`support::faults`].

use std::time::Duration;

use support::faults::{Action, Cell, Ending, Injection, Reason, Wait};
use support::page::{Row, Table};
use support::peers::User;
use support::{Credentials, Page, Story};

use crate::steps::{show_key, sign_in, try_to_sign_in};

/// The page waits 20 seconds for a response; what follows takes a little longer.
const TIMEOUT: Duration = Duration::from_secs(45);

/// Runs one cell.
pub fn run(story: &Story, cell: Cell) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let run = Run { story, cell, user, key };
    match cell.action {
        Action::Identity => run.identity(),
        Action::List => run.list(),
        Action::LastUsed => run.last_used(),
        Action::Create => run.create(),
        Action::Update => run.update(),
        Action::Delete => run.delete(),
    }
}

/// A cell with its user, who has one active key that signs in.
struct Run<'s> {
    story: &'s Story<'s>,
    cell: Cell,
    user: User<'s>,
    key: Credentials,
}

impl<'s> Run<'s> {
    fn identity(&self) {
        self.inject();
        let page = self.try_to_sign_in();
        self.see_wait_status(&page);
        if let Ending::Reported(reason, _) = self.cell.ending {
            see_alert(&page, reason);
            page.see_heading("Create, deactivate and delete AWS access keys");
            page.field("Access key ID").see_value(&self.key.id);
            page.field("Secret access key").see_value(&self.key.secret);
            page.field("Endpoint URL").see_value(&self.story.proxy().url());
        } else {
            page.see_heading("Security Credentials");
            self.row(&page).see("Status", "Active");
            self.see_no_error(&page);
        }
        self.see_one_key(&page);
    }

    fn list(&self) {
        self.inject();
        let page = self.try_to_sign_in();
        page.see_heading("Security Credentials");
        self.see_wait_status(&page);
        if let Ending::Reported(reason, _) = self.cell.ending {
            see_alert(&page, reason);
            table(&page).see_gone();
            page.button("Refresh").see_enabled();
        } else {
            self.row(&page).see("Status", "Active");
            self.see_no_error(&page);
        }
        self.see_one_key(&page);
    }

    fn last_used(&self) {
        self.inject();
        let page = self.try_to_sign_in();
        self.row(&page).see("Status", "Active");
        self.see_wait_status(&page);
        if self.cell.ending.is_done() {
            self.see_last_use(&page);
        } else {
            self.row(&page).see("Last used", "Not available");
        }
        self.see_no_error(&page);
        self.see_one_key(&page);
    }

    fn create(&self) {
        let page = self.sign_in();
        self.inject();
        page.button("Create New Access Key").click();
        page.see_dialog("Create Access Key");
        self.see_wait_status(&page);
        match self.cell.ending {
            Ending::NotCreated(reason) => {
                page.see_text("No key was created.");
                see_text(&page, reason);
                page.button("Try again").see_enabled();
                page.button("Close").click();
                self.see_one_key(&page);
            }
            Ending::SecretLost => {
                page.see_text("A key was created, and it may be yours.");
                let [lost] = &self.others()[..] else { panic!("there are {:?}", self.user.keys()) };
                page.see_text(&lost.0);
                page.button("Delete this key…").see_enabled();
                page.button("Close").click();
                self.see_two_keys(&page, &lost.0);
            }
            Ending::Resent => self.see_resent_create(&page),
            Ending::Unknown(reason) => {
                page.see_text("We could not confirm whether a key was created.");
                see_text(&page, reason);
                page.button("Look again").see_enabled();
                page.button("Close").click();
                self.see_one_key(&page);
            }
            _ => {
                let new = self.story.watch(show_key(&page));
                page.button("Close").click();
                self.see_two_keys(&page, &new.id);
                let arn = self.story.peer().sign_in(&new).expect("the new key signs in");
                assert!(arn.ends_with(self.user.name()), "{arn}");
                self.see_no_error(&page);
            }
        }
        self.see_calls();
    }

    /// The server's limit refuses the second request, and the page names the key that the first one
    /// created.
    fn see_resent_create(&self, page: &Page) {
        page.see_alert_with("LimitExceeded");
        page.see_text("Keys that this tab did not list before:");
        let [resent] = &self.others()[..] else { panic!("there are {:?}", self.user.keys()) };
        page.see_text(&resent.0);
        page.button("Close").click();
        self.see_two_keys(page, &resent.0);
    }

    fn update(&self) {
        let old = self.user.create_key();
        let page = self.sign_in();
        let row = table(&page).row(&old.id);
        row.see("Status", "Active");
        self.inject();
        page.button(&format!("Make Inactive {}", old.id)).click();
        self.see_wait_status(&page);
        let status = if let Ending::Reported(reason, _) = self.cell.ending {
            see_alert(&page, reason);
            "Active"
        } else {
            page.button(&format!("Make Active {}", old.id)).see_enabled();
            self.see_no_error(&page);
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
        self.inject();
        page.button("Delete").click();
        self.see_wait_status(&page);
        if let Ending::Reported(reason, _) = self.cell.ending {
            see_alert(&page, reason);
            page.see_dialog("Delete access key");
            assert_eq!(self.others(), [(old.id, "Inactive".to_owned())]);
            page.button("Cancel").click();
            page.see_no_dialog();
            row.see("Status", "Inactive");
        } else {
            page.see_no_dialog();
            row.see("Status", "Deleted");
            assert_eq!(self.others(), []);
            self.see_no_error(&page);
        }
        self.see_calls();
    }

    fn try_to_sign_in(&self) -> Page<'s> {
        try_to_sign_in(self.story, &self.key).with_timeout(TIMEOUT)
    }

    /// Signs in, and waits until every request is answered.
    fn sign_in(&self) -> Page<'s> {
        let page = sign_in(self.story, &self.key).with_timeout(TIMEOUT);
        self.see_last_use(&page);
        page
    }

    /// Injects the fault.
    fn inject(&self) {
        let (proxy, call) = (self.story.proxy(), self.cell.action.call());
        match &self.cell.row.injection {
            Injection::First(count, fault) => proxy.times(*count, call, fault.clone()),
            Injection::Every(fault) => proxy.always(call, fault.clone()),
            // The page makes these two calls by itself, each after another one.
            Injection::Refuse => match self.cell.action {
                Action::List => proxy.refuse_after(Action::Identity.call()),
                Action::LastUsed => proxy.refuse_after(Action::List.call()),
                _ => proxy.refuse(),
            },
        }
    }

    /// While the page waits for `Retry-After`, it says so and offers to cancel.
    fn see_wait_status(&self, page: &Page) {
        if let Ending::Waited(wait) = self.cell.ending {
            page.see_status_with(wait.sentence());
            // The dialog that deletes a key has its own button of this name.
            let others = usize::from(self.cell.action == Action::Delete);
            let cancels = page.names("button").iter().filter(|name| *name == "Cancel").count();
            assert_eq!(cancels, others + 1, "buttons to cancel");
        }
    }

    /// There is no error in the end, and a status about the clock only if it is off.
    fn see_no_error(&self, page: &Page) {
        if let Ending::ClockCorrected(clock) = self.cell.ending {
            page.see_status_with(clock.sentence());
        } else {
            assert!(!page.source().contains("device's clock"), "the clock is mentioned");
        }
        assert_eq!(page.alerts(), Vec::<String>::new());
    }

    /// The key that signs in is the only one.
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

    /// How often the action was called; and no sooner than `Retry-After` allowed.
    fn see_calls(&self) {
        let calls = self.story.proxy().record().calls(self.cell.action.call());
        assert_eq!(calls.len(), self.cell.ending.calls(), "calls of {}", self.cell.action.call());
        if let Ending::Waited(_) = self.cell.ending {
            let waited = calls[1].at.duration_since(calls[0].at);
            let asked = Duration::from_secs(Wait::SECONDS.into());
            assert!(waited >= asked, "retried after {waited:?}");
        }
    }

    fn see_last_use(&self, page: &Page) {
        let at = self.row(page).instant("Last used");
        assert!(at.starts_with("20") && at.ends_with('Z'), "{at}");
    }

    fn row(&self, page: &Page<'s>) -> Row<'s> {
        table(page).row(&self.key.id)
    }

    /// The keys on the server besides the one that signs in.
    fn others(&self) -> Vec<(String, String)> {
        self.user.keys().into_iter().filter(|(id, _)| *id != self.key.id).collect()
    }
}

fn table<'s>(page: &Page<'s>) -> Table<'s> {
    page.table("Access keys")
}

fn see_alert(page: &Page, reason: Reason) {
    let alert = page.see_alert_with(reason.code());
    assert!(alert.contains(&reason.sentence()), "the alert says: {alert}");
}

/// The same, anywhere in the dialog.
fn see_text(page: &Page, reason: Reason) {
    page.see_text(reason.code());
    page.see_text(&reason.sentence());
}
