//! The flow of the first screen, as its views hold it.

use std::rc::Rc;

use crate::ui::context::transport::AppTransport;
use crate::ui::reactive::flow::FlowHandle;
use keycutter_core::aws::Client;
use keycutter_core::flows::sign_in::SignIn;

/// A client, as the flow holds it.
pub type AppClient = Rc<Client<AppTransport>>;

/// The flow.
pub type Handle = FlowHandle<SignIn<AppClient>>;
