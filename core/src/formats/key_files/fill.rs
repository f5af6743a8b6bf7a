//! A template with its values.

use super::contents::{Contents, Server};
use super::format::{Format, Unwritable};
use super::ses_smtp::password;
use super::template::Template;
use super::text::Text;
use crate::Secret;
use crate::aws::Partition;

/// What stands for the letters of a template.
struct Values<'a> {
    contents: &'a Contents<'a>,
    template: &'static Template,
    /// The template of the server.
    server: &'static str,
    host: String,
    location: String,
    suffix: &'static str,
    password: Secret,
}

/// Writes a format that has a template.
pub(super) fn fill(
    format: Format,
    template: &'static Template,
    contents: &Contents<'_>,
) -> Result<Secret, Unwritable> {
    let [anywhere, first] = template.refused;
    contents.refuse(anywhere)?;
    contents.refuse_at_start(first)?;
    check_name(format, contents.name)?;
    let partition = match contents.server {
        Server::Aws(partition) => partition,
        Server::Custom(_) if is_of_aws(format) => return Err(Unwritable::NotAws),
        Server::Custom(_) if format == Format::S3cmd && split_url(contents)[1].contains('/') => {
            return Err(Unwritable::EndpointPath);
        }
        Server::Custom(_) => Partition::Aws,
    };
    let [aws, custom] = template.server;
    let server = match contents.server {
        // The default of s3cmd.
        Server::Aws(Partition::Aws) if format == Format::S3cmd => "",
        Server::Aws(_) => aws,
        Server::Custom(_) => custom,
    };
    let password = if format == Format::SesSmtp {
        password(contents.secret, &contents.region)
    } else {
        Secret::default()
    };
    let host = contents.s3_host(partition);
    let suffix = partition.dns_suffix();
    let s3 = contents.endpoint_url().unwrap_or(&host);
    let location = match (format, contents.server) {
        (Format::Restic, _) => ["s3:", s3, "/", contents.bucket].concat(),
        (_, Server::Aws(_)) => ["https://", s3].concat(),
        _ => s3.to_owned(),
    };
    let values = Values { contents, template, server, host, location, suffix, password };
    Ok(values.fill(Text::new(), template.text).finish())
}

impl Values<'_> {
    fn fill(&self, mut text: Text, template: &str) -> Text {
        for (n, part) in template.split('~').enumerate() {
            let mut rest = part.chars();
            match (n, rest.next()) {
                (0, _) => text = text.add(&[part]),
                (_, Some('e')) => text = self.fill(text, self.server).add(&[rest.as_str()]),
                (_, Some(letter)) => {
                    let value = self.value(letter.to_ascii_lowercase());
                    text = if letter.is_ascii_uppercase() {
                        text.add_quoted(value, self.template.quotes)
                    } else {
                        text.add(&[value])
                    };
                    text = text.add(&[rest.as_str()]);
                }
                (_, None) => {}
            }
        }
        text
    }

    fn value(&self, letter: char) -> &str {
        let contents = self.contents;
        let [scheme, host] = split_url(contents);
        match letter {
            'i' => contents.id,
            's' => contents.secret,
            'n' => contents.name,
            'b' => contents.bucket,
            'r' => &contents.region,
            'u' => contents.endpoint_url().unwrap_or_default(),
            'k' => host,
            't' if scheme == "https" => "True",
            't' => "False",
            'h' => &self.host,
            'l' => &self.location,
            'd' => self.suffix,
            'p' => self.password.expose(),
            _ => "",
        }
    }
}

/// The scheme of a custom server's URL, and what follows.
fn split_url<'a>(contents: &Contents<'a>) -> [&'a str; 2] {
    let url = contents.endpoint_url().unwrap_or_default();
    url.split_once("://").map_or(["", url], |(scheme, rest)| [scheme, rest])
}

/// Whether the tool takes no other server.
const fn is_of_aws(format: Format) -> bool {
    matches!(format, Format::WpOffloadMedia | Format::S3Uploads | Format::SesSmtp)
}

/// Checks what only one tool asks of its name.
fn check_name(format: Format, name: &str) -> Result<(), Unwritable> {
    let is_valid = match format {
        // A letter, then letters, digits, `_` and `-`.
        Format::MinioClient => {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('.')
        }
        // A DNS subdomain.
        Format::KubernetesSecret => {
            let is_of_dns = |b: u8| !b.is_ascii_uppercase() && b != b'_';
            let is_edge = |c: char| c.is_ascii_alphanumeric();
            let is_label = |label: &str| label.starts_with(is_edge) && label.ends_with(is_edge);
            name.bytes().all(is_of_dns) && name.split('.').all(is_label)
        }
        _ => true,
    };
    if is_valid { Ok(()) } else { Err(Unwritable::Name) }
}
