//! Another page that controls this one: it opened it, and could put another page in its place, or
//! frames it. Headers prevent both; on a host without them the program does not start.

use serde_json::json;
use support::{Page, Repair, Story, wait};

use crate::case::{Case, on_moto};

pub const STORIES: &[Case] = &[
    on_moto("controlled::headers_sever_the_opener", headers_sever_the_opener),
    on_moto("controlled::does_not_start_with_an_opener", does_not_start_with_an_opener),
    on_moto("controlled::does_not_start_in_a_frame", does_not_start_in_a_frame),
];

const HEADING: &str = "Create, deactivate and delete AWS access keys";
const NOTICE: &str = "Another page controls this one";

fn headers_sever_the_opener(story: &Story) {
    story.browser().goto(&story.other_origin().url());
    let page = open_by_script(story, &story.site().url());
    page.see_heading(HEADING);
    see_started(&page, true);

    let is_open = switch_windows(story);
    assert!(is_open, "the page has no window of its own");
    // For its opener, a severed window is closed, although it is open.
    let is_severed = story.browser().script("return window.opened.closed", vec![]);
    assert_eq!(is_severed.ok(), Some(json!(true)), "its opener still controls it");
    story.open().see_heading(HEADING);
}

fn does_not_start_with_an_opener(story: &Story) {
    let mut host = story.compromised_host();
    host.repair(Repair::OnlyMissing);
    story.open().see_heading(HEADING);

    story.browser().goto(&story.other_origin().url());
    let page = open_by_script(story, &host.url());
    page.see_alert_with(NOTICE);
    see_started(&page, false);

    switch_windows(story);
    let is_severed = story.browser().script("return window.opened.closed", vec![]);
    assert_eq!(is_severed.ok(), Some(json!(false)), "nothing severs it on this host");
    story.browser().goto(&host.url());
    see_started(&page, true);
    story.open().see_heading(HEADING);
}

fn does_not_start_in_a_frame(story: &Story) {
    let mut host = story.compromised_host();
    host.repair(Repair::OnlyMissing);
    story.browser().goto(&story.other_origin().url());
    let frame = "
        const frame = Object.assign(document.createElement('iframe'), { src: arguments[0] });
        document.body.append(frame);
        return new Promise((done) => frame.addEventListener('load', () => done(true)));";
    let framed = story.browser().script(frame, vec![json!(host.url())]);
    assert_eq!(framed.ok(), Some(json!(true)), "the frame never loaded");
    let entered = story.browser().run(async |driver| driver.enter_frame(0).await);
    entered.expect("the frame");

    let page = Page::new(story.browser());
    page.see_alert_with(NOTICE);
    see_started(&page, false);

    story.browser().goto(&story.site().url());
    page.see_heading(HEADING);
}

/// Has the current page open a URL in a window of its own, and goes on in that.
fn open_by_script<'s>(story: &'s Story, url: &str) -> Page<'s> {
    let browser = story.browser();
    // At a click, without which some browsers open none.
    let open = "
        const button = Object.assign(document.createElement('button'), { textContent: 'Open' });
        button.onclick = () => { window.opened = window.open(arguments[0]); };
        document.body.prepend(button);";
    browser.script(open, vec![json!(url)]).expect("a page");
    Page::new(browser).button("Open").click();
    let switched = wait::until(wait::TIMEOUT, || switch_windows(story).then_some(()));
    assert!(switched.is_some(), "no window opened");
    Page::new(browser)
}

/// Goes on in the other window. `false` where there is none.
fn switch_windows(story: &Story) -> bool {
    let switched = story.browser().run(async |driver| {
        let own = driver.window().await?;
        let all = driver.windows().await?;
        let Some(other) = all.into_iter().find(|it| *it != own) else { return Ok(false) };
        driver.switch_to_window(other).await?;
        Ok(true)
    });
    switched.is_ok_and(|switched| switched)
}

/// The shell of the page is gone once the program has started.
fn see_started(page: &Page, has_started: bool) {
    let shell = "return document.readyState === 'complete' && !document.getElementById('shell')";
    page.eventually("the program", |page| {
        let started = page.browser().script(shell, vec![]);
        started.is_ok_and(|started| started == has_started).then_some(())
    });
}
