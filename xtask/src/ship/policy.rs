//! A content security policy, to be read and changed by directive.

use std::fmt;

/// What a page may do: directives in order, each with its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    /// Reads a policy as browsers do: directives apart by semicolons, words by space.
    pub fn parse(text: &str) -> Self {
        let directives = text.split(';').filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace().map(str::to_owned);
            Some((words.next()?, words.collect()))
        });
        Self(directives.collect())
    }

    /// The sources of a directive; there are none yet when it is new.
    pub fn sources(&mut self, name: &str) -> &mut Vec<String> {
        let place = self.0.iter().position(|(known, _)| known == name);
        let place = place.unwrap_or_else(|| {
            self.0.push((name.to_owned(), Vec::new()));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }

    /// Takes a directive out.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (name, sources)) in self.0.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "; " })?;
            f.write_str(name)?;
            for source in sources {
                write!(f, " {source}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_written_as_it_was_read() {
        let text = "\n default-src 'none';\n  script-src 'self'\n 'wasm-unsafe-eval';\n";
        let policy = Policy::parse(text);
        assert_eq!(policy.to_string(), "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    }

    #[test]
    fn directives_are_changed_by_name() {
        let mut policy = Policy::parse("connect-src 'self'; img-src 'self'");
        policy.sources("connect-src").push("https://s3.example.com".to_owned());
        policy.sources("frame-ancestors").push("'none'".to_owned());
        policy.remove("img-src");
        assert_eq!(
            policy.to_string(),
            "connect-src 'self' https://s3.example.com; frame-ancestors 'none'"
        );
    }
}
