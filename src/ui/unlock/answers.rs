//! What a careful stranger would ask before pasting a key.

use leptos::prelude::*;

use crate::ui::parts::answer::Answer;
use crate::ui::parts::branch::branch;

/// The questions below the form.
#[component]
pub fn Answers(
    /// The person would rather use an IAM user than root: that answer opens.
    told_of_users: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <section class="answers" aria-label="Questions">
            <Answer question="Where does a first key come from?">
                <p>
                    "Keycutter makes keys with a key, so it needs one to begin with. Any of these will do:"
                </p>
                <ul>
                    <li>
                        <strong>"The AWS console: "</strong>
                        "Security credentials, in the menu under your name, then Create access key. Save the file and drop it here."
                    </li>
                    <li>
                        <strong>"CloudShell: "</strong> "run "
                        <code>"aws configure export-credentials --format env"</code>
                        " and paste what it prints. These are temporary and leave nothing behind."
                    </li>
                    <li>
                        <strong>"The AWS CLI: "</strong> "after " <code>"aws login"</code>
                        ", the same command prints temporary credentials on your own machine."
                    </li>
                </ul>
            </Answer>
            {branch(move || {
                view! {
                    <Answer question="How do I use an IAM user instead of root?" open=told_of_users.get()>
                        <ol>
                            <li>"In the AWS console, open IAM, then Users, then Create user. It needs no console access."</li>
                            <li>"Give it only the rights its work needs. To manage its own keys here, it also needs iam:ListAccessKeys, iam:CreateAccessKey, iam:UpdateAccessKey and iam:DeleteAccessKey on itself."</li>
                            <li>"Make its first access key there, and paste that key here."</li>
                            <li>"Then delete the root user's keys. The root password stays for the few things that need it."</li>
                        </ol>
                    </Answer>
                }
                    .into_any()
            })}
            <Answer question="What are the two halves of a key?">
                <p>
                    <strong>"The access key ID"</strong>
                    " says which key it is. It is not secret: it stands in logs, and in every request."
                </p>
                <p>
                    <strong>"The secret access key"</strong>
                    " signs requests. AWS shows it once, when the key is made, and nobody can look it up again. Whoever has it can act as you until the key is deleted."
                </p>
            </Answer>
            <Answer question="Where do my secrets go?">
                <p>
                    "Into this tab's memory, and nowhere else. Your secret access key signs requests here and is never sent, not even to AWS: only signatures travel. The page is a set of static files without a server behind them, and remembers two things between visits: the place you chose under Where, and the theme."
                </p>
                <p>
                    "You can watch it: open the browser's developer tools, Network, and see every request go to IAM and STS alone."
                </p>
            </Answer>
        </section>
    }
}
