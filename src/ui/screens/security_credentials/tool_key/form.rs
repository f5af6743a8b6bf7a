//! The tool, its bucket, and its limits.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::policy::policy_view;
use super::stopped::unfinished;
use crate::browser::{clock, focus};
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{
    button, dynamic_attr, dynamic_text, dynamic_value, el, listener, on_click,
};
use crate::ui::widgets::field::{Field as Input, FieldState, field};
use crate::ui::widgets::private::private;
use keycutter_core::Secret;
use keycutter_core::flows::tool_key::{Event, State, ToolKey};
use keycutter_core::messages::tools as messages;
use keycutter_core::tools::{Draft, Field, Plan, Problem, TOOLS, Tool, propose_user_name};

const ROOT_KEY: &str = "Where a tool asks for a root key, this key serves as well: the tool needs no more than the policy \
                        allows. Only what AWS reserves for root, such as closing the account, needs root itself.";
const FENCE: &str =
    "The addresses that the tool calls AWS from, which may differ from those of this browser.";
const LIMITS: &str =
    "Limits bind the user with all its keys, and nothing but another administrator lifts them.";

/// What has been filled in. It outlives the view of it, which comes back when all is undone.
#[derive(Clone, Copy)]
pub struct ToolForm {
    flow: FlowHandle<ToolKey>,
    /// An index of [`TOOLS`]: a signal of a type that others have too.
    tool: LocalSignal<u32>,
    bucket: FieldState,
    prefix: FieldState,
    user_name: FieldState,
    ends: FieldState,
    addresses: FieldState,
    policy: FieldState,
    /// Whether the person has chosen the user's name.
    is_named: LocalSignal<bool>,
    is_fenced: LocalSignal<bool>,
    /// Whether it was submitted as it is, so that what is wrong with it is shown.
    is_submitted: LocalSignal<bool>,
}

impl ToolForm {
    /// A form for the first tool.
    pub fn new(flow: FlowHandle<ToolKey>) -> Self {
        let [tool, ..] = &TOOLS;
        let empty = || FieldState::new("");
        Self {
            flow,
            tool: LocalSignal::new(0),
            bucket: empty(),
            prefix: empty(),
            user_name: FieldState::new(propose_user_name(tool, "")),
            ends: empty(),
            addresses: empty(),
            policy: empty(),
            is_named: LocalSignal::new(false),
            is_fenced: LocalSignal::new(false),
            is_submitted: LocalSignal::new(false),
        }
    }

    /// The fields, the policy that follows from them, and the buttons.
    pub fn view(self) -> AnyView {
        let on_submit = move |event: SubmitEvent| {
            event.prevent_default();
            self.submit();
        };
        let takes = move |takes: fn(&Tool) -> bool| move || takes(self.tool());
        let has_own_policy = takes(Tool::has_own_policy);
        let bucket =
            move || self.input("Bucket", "tool-bucket", self.bucket, Field::Bucket).into_render();
        let prefix = move || {
            let hint = "Keeps the tool to objects whose names begin like this, such as backups/. Optional.";
            self.input("Prefix", "tool-prefix", self.prefix, Field::Prefix).hint(hint).into_render()
        };
        let found = move || self.flow.with(|tool| matches!(tool.state(), State::Filling(Some(_))));
        let form = el("form")
            .attr("class", "fields")
            .add_any_attr(listener("submit", on_submit))
            .child(self.choice())
            .child(show_when(takes(Tool::takes_bucket), bucket))
            .child(show_when(takes(|tool| tool.takes_prefix), prefix))
            .child(
                self.input("User name", "tool-user", self.user_name, Field::UserName)
                    .on_edit(move || self.note_edited(true)),
            )
            .child(show_when(move || !has_own_policy(), move || self.limits()))
            .child(self.policy())
            .child(el("p").attr("class", "field-hint").child(ROOT_KEY))
            .child(self.buttons());
        vec![show_when(found, move || self.found()), form.into_any()].into_any()
    }

    /// A user that an earlier visit did not finish.
    fn found(self) -> AnyView {
        let view = self.flow.with_untracked(|tool| match tool.state() {
            State::Filling(Some(work)) => unfinished(self.flow, work, None, ().into_any()),
            _ => ().into_any(),
        });
        view.into_any()
    }

    fn choice(self) -> AnyView {
        let option =
            |tool: &'static Tool| el("option").attr("value", tool.id).child(tool.label).into_any();
        let on_change = move |event: web_sys::Event| {
            let id = event_target_value(&event);
            if let Some((index, _)) = (0..).zip(&TOOLS).find(|(_, tool)| tool.id == id) {
                self.tool.set(index);
                self.note_edited(false);
            }
        };
        let select = el("select")
            .attr("class", "input")
            .attr("id", "tool")
            .attr("aria-describedby", "tool-about")
            .add_any_attr(dynamic_value(move || self.tool().id.to_owned()))
            .add_any_attr(listener("change", on_change))
            .child(TOOLS.iter().map(option).collect::<Vec<_>>());
        let about = dynamic(move || {
            let tool = self.tool();
            vec![
                tool.trap.into_any(),
                " ".into_any(),
                messages::confirmation(tool).into_any(),
                el("a")
                    .attr("href", tool.source)
                    // Beside this tab, which would lose the session.
                    .attr("target", "_blank")
                    .attr("rel", "noreferrer")
                    .child("Source (opens a tab)")
                    .into_any(),
            ]
            .into_any()
        });
        el("div")
            .attr("class", "field")
            .child(el("label").attr("class", "field-label").attr("for", "tool").child("Tool"))
            .child(select)
            .child(el("p").attr("class", "field-hint").attr("id", "tool-about").child(about))
            .into_any()
    }

    /// The chosen tool; followed.
    fn tool(self) -> &'static Tool {
        let [first, ..] = &TOOLS;
        TOOLS.get(self.tool.get() as usize).unwrap_or(first)
    }

    /// What is wrong with a field of the submitted form; followed.
    fn problem_of(self, field: Field) -> Option<&'static str> {
        let is_submitted = self.is_submitted.get();
        let problem = is_submitted.then(|| self.check().err()).flatten();
        problem.filter(|it| it.field == field).map(messages::problem)
    }

    /// A field, with what is wrong with it.
    fn input(self, label: &'static str, id: &'static str, state: FieldState, of: Field) -> Input {
        field(label, id, state)
            .problem(move || self.problem_of(of))
            .on_edit(move || self.note_edited(false))
    }

    /// The user is called like the tool and its bucket until the person says otherwise.
    fn note_edited(self, is_named: bool) {
        self.is_submitted.set(false);
        if is_named {
            self.is_named.set(true);
        } else if !self.is_named.get_untracked() {
            let tool = untrack(|| self.tool());
            let propose = |bucket: &str| {
                propose_user_name(tool, if tool.takes_bucket() { bucket.trim() } else { "" })
            };
            let name = self.bucket.read(propose);
            self.user_name.set(Secret::from(name));
        }
    }

    fn limits(self) -> AnyView {
        let on_fence =
            move |event: web_sys::Event| self.is_fenced.set(event_target_checked(&event));
        let fence = move || {
            self.input("Only from these addresses", "tool-from", self.addresses, Field::Addresses)
                .hint(FENCE)
                .into_render()
        };
        vec![
            self.input("Ends on", "tool-ends", self.ends, Field::Ends)
                .hint("The last day, such as 2027-01-31. Optional.")
                .into_render(),
            el("label")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .prop("checked", self.is_fenced.get_untracked())
                        .add_any_attr(listener("change", on_fence)),
                )
                .child(" Limit to my addresses")
                .into_any(),
            show_when(move || self.is_fenced.get(), fence),
        ]
        .into_any()
    }

    fn policy(self) -> AnyView {
        let preview = move || {
            dynamic(move || match self.check() {
                Ok(plan) => self.flow.with(|flow| policy_view(&plan, flow.place())),
                Err(problem) => el("p").child(messages::problem(problem)).into_any(),
            })
        };
        let is_own = move || self.tool().has_own_policy();
        let limits = dynamic_text(move || {
            let has_limits = self.ends.follow(|it| !it.is_empty()) || self.is_fenced.get();
            if has_limits { LIMITS } else { "" }
        });
        el("section")
            .attr("class", "fields")
            .attr("aria-label", "Policy")
            .child(el("h3").child("Policy"))
            .child(show_when(is_own, move || self.own_policy()))
            .child(show_when(move || !is_own(), preview))
            .child(el("p").child(limits))
            .into_any()
    }

    fn own_policy(self) -> AnyView {
        let is_invalid = move || self.problem_of(Field::Policy).is_some();
        let problem = dynamic_text(move || self.problem_of(Field::Policy).unwrap_or_default());
        let on_input = move |event: web_sys::Event| {
            self.policy.set(Secret::from(event_target_value(&event)));
            self.is_submitted.set(false);
        };
        vec![
            private("textarea")
                .attr("class", "input input-mono")
                .attr("id", "tool-policy")
                .attr("rows", "8")
                .attr("aria-label", "Policy")
                .attr("aria-describedby", "tool-policy-about")
                .add_any_attr(dynamic_attr("aria-invalid", move || is_invalid().then_some("true")))
                .prop("value", self.policy.read(str::to_owned))
                .add_any_attr(listener("input", on_input))
                .into_any(),
            el("p")
                .attr("class", "field-problem")
                .attr("id", "tool-policy-about")
                .child(problem)
                .into_any(),
        ]
        .into_any()
    }

    fn buttons(self) -> AnyView {
        let submit = el("button")
            .attr("class", "button button-main")
            .attr("type", "submit")
            .child("Create user and key");
        let cancel = button("button")
            .add_any_attr(on_click(move || self.flow.dispatch(Event::Close)))
            .child("Cancel");
        el("div").attr("class", "buttons").child(cancel).child(submit).into_any()
    }

    /// What is filled in, checked; followed.
    fn check(self) -> Result<Plan, Problem> {
        let is_fenced = self.is_fenced.get();
        let text = |state: FieldState| state.value();
        let (bucket, prefix, user_name) =
            (text(self.bucket), text(self.prefix), text(self.user_name));
        let (ends, policy) = (text(self.ends), text(self.policy));
        let addresses = if is_fenced { text(self.addresses) } else { String::new() };
        let draft = Draft {
            tool: self.tool(),
            bucket: &bucket,
            prefix: &prefix,
            user_name: &user_name,
            ends: &ends,
            addresses: &addresses,
            policy: &policy,
        };
        Plan::check(draft, clock::now())
    }

    fn submit(self) {
        if let Ok(plan) = untrack(|| self.check()) {
            return self.flow.dispatch(Event::Submit(Box::new(plan)));
        }
        self.is_submitted.set(true);
        // After the view has marked what is wrong.
        leptos::task::spawn_local(async { focus::focus_first("dialog [aria-invalid]") });
    }
}
