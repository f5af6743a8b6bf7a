//! Pseudo-random ids, secrets and tokens.

/// [SplitMix64](https://prng.di.unimi.it/splitmix64.c) by Sebastiano Vigna: each number follows from
/// the state that the one before left. It is predictable, which is fine for keys that are not real.
pub struct Random(u64);

/// The alphabet of AWS's ids.
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// The alphabet of its secrets and session tokens.
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+";
/// The alphabet of its request ids.
const BASE16: &[u8] = b"0123456789abcdef";

impl Random {
    /// The same seed gives the same sequence.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// An access key id that says that it is a demo's. Its first eight characters after the prefix,
    /// and the first half of the alphabet for the ninth, encode the account: see
    /// [`ACCOUNT`](super::people::ACCOUNT).
    pub fn id(&mut self, is_temporary: bool) -> String {
        let mut id = if is_temporary { "ASIADEMOFAKE" } else { "AKIADEMOFAKE" }.to_owned();
        self.push(&mut id, &BASE32[..16], 1);
        self.push(&mut id, BASE32, 7);
        id
    }

    /// A secret access key that says that it is not real.
    pub fn secret(&mut self) -> String {
        let mut secret = "DemoKeyNotReal/".to_owned();
        self.push(&mut secret, BASE64, 25);
        secret
    }

    /// A session token that says that it is not real.
    pub fn token(&mut self) -> String {
        let mut token = "DemoTokenNotReal".to_owned();
        self.push(&mut token, BASE64, 104);
        token
    }

    /// A request id.
    pub fn request_id(&mut self) -> String {
        let mut id = String::new();
        for (index, count) in [8, 4, 4, 4, 12].into_iter().enumerate() {
            if index > 0 {
                id.push('-');
            }
            self.push(&mut id, BASE16, count);
        }
        id
    }

    /// Adds characters from an alphabet whose length is a power of two, so that all are equally
    /// likely.
    fn push(&mut self, text: &mut String, alphabet: &[u8], count: usize) {
        for _ in 0..count {
            let [lowest, ..] = self.next().to_le_bytes();
            text.push(char::from(alphabet[usize::from(lowest) % alphabet.len()]));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
