//! A page without a network, which only Chromium can emulate.

use serde_json::json;

use super::session::Browser;

impl Browser {
    /// Disconnects the device from the network, or connects it again.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn set_offline(&self, offline: bool) {
        self.devtools("Network.enable", &json!({}));
        // No limits otherwise.
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", &conditions);
    }
}
