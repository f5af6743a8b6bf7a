//! The network taken away from the page: Chromium alone can be told to.

use serde_json::json;

use super::Browser;

impl Browser {
    /// Takes the device off the network, or puts it back.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn set_offline(&self, offline: bool) {
        self.devtools("Network.enable", &json!({}));
        // Without limits but that one.
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", &conditions);
    }
}
