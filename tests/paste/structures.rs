//! JSON, XML, YAML and code.

use super::*;

#[test]
fn of_the_command_line() {
    let found = temporary(&filled(
        "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"{id}\",\n  \"SecretAccessKey\": \"{secret}\",\n  \
         \"SessionToken\": \"{token}\",\n  \"Expiration\": \"2026-11-24T01:02:03+00:00\"\n}\n",
    ));
    assert_eq!(found.source, Source::Json);
    assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
    temporary(&filled(
        "{\"Credentials\":{\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"{secret}\",\"SessionToken\":\"{token}\",\
         \"Expiration\":\"2026-11-24T01:02:03Z\"},\"AssumedRoleUser\":{\"AssumedRoleId\":\"AROARZPUZDIKL26PXSC3:ada\",\
         \"Arn\":\"arn:aws:sts::123456789012:assumed-role/admin/ada\"}}",
    ));
    key(&format!(
        "{{\n    \"AccessKey\": {{\n        \"UserName\": \"ada\",\n        \"AccessKeyId\": \"{ID}\",\n        \"Status\": \"Active\",\n        \
         \"SecretAccessKey\": \"{SECRET}\",\n        \"CreateDate\": \"2026-11-23T20:21:11+00:00\"\n    }}\n}}\n"
    ));
}

#[test]
fn nested_anywhere() {
    key(&format!(
        "{{\"a\":[1,{{\"b\":{{\"accessKeyId\":\"{ID}\",\"c\":null,\"secretAccessKey\":\"{SECRET}\"}}}}]}}"
    ));
    let found = temporary(&filled(
        "{\"roleCredentials\":{\"accessKeyId\":\"{id}\",\"secretAccessKey\":\"{secret}\",\"sessionToken\":\"{token}\",\"expiration\":1795482123000}}",
    ));
    assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
    key(&format!(
        "{{\"access_key\": {{\"sensitive\": false, \"type\": \"string\", \"value\": \"{ID}\"}}, \
         \"secret_key\": {{\"sensitive\": true, \"type\": \"string\", \"value\": \"{SECRET}\"}}}}"
    ));
}

#[test]
fn with_escapes() {
    let secret = OTHER_SECRET.replace('/', "\\/").replace('+', "\\u002b");
    let found =
        one(&format!("{{\"AccessKeyId\":\"{OTHER_ID}\",\"SecretAccessKey\":\"{secret}\"}}"));
    assert_eq!(found.secret_access_key.expose(), OTHER_SECRET);
    temporary(&filled(
        "\"{\\\"AccessKeyId\\\":\\\"{id}\\\",\\\"SecretAccessKey\\\":\\\"{secret}\\\",\\\"SessionToken\\\":\\\"{token}\\\"}\"",
    ));
    temporary(&filled(
        "{'AccessKeyId': '{id}', 'SecretAccessKey': '{secret}', 'SessionToken': '{token}'}",
    ));
}

#[test]
fn of_the_api_and_of_manifests() {
    let found = temporary(&filled(
        "<AssumeRoleResult><Credentials><AccessKeyId>{id}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey>\
         <SessionToken>{token}</SessionToken><Expiration>2026-11-24T01:02:03Z</Expiration></Credentials></AssumeRoleResult>",
    ));
    assert_eq!(found.source, Source::Xml);
    assert_eq!(found.expires, Some(at("2026-11-24T01:02:03Z")));
    key(&format!("aws_access_key_id: {ID}\naws_secret_access_key: {SECRET}\n"));
    key(&format!(
        "env:\n  - name: AWS_ACCESS_KEY_ID\n    value: {ID}\n  - name: AWS_SECRET_ACCESS_KEY\n    value: {SECRET}\n"
    ));
    key(&format!(
        "provider \"aws\" {{\n  access_key = \"{ID}\"\n  secret_key = \"{SECRET}\"\n}}\n"
    ));
    key(&format!("boto3.client(aws_access_key_id='{ID}', aws_secret_access_key='{SECRET}')"));
}

/// What AWS Secrets Manager, Vault and Kubernetes print: a document inside of a string.
#[test]
fn a_document_in_a_string() {
    let names = [
        ("access_key", "secret_key"),
        ("AccessKeyId", "SecretAccessKey"),
        ("aws_access_key_id", "aws_secret_access_key"),
    ];
    for outer in ["SecretString", "secret", "credentials", "access_key", "token", "value"] {
        for (id, secret) in names {
            let json = format!(r#"{{"{id}":"{ID}","{secret}":"{SECRET}"}}"#);
            let spaced = json.replace(':', ": ").replace(',', ", ").replace('{', "{ ");
            let lines = json.replace('{', "{\n  ").replace(',', ",\n  ").replace('}', "\n}\n");
            for json in [json, spaced, lines] {
                let escaped = json.replace('"', "\\\"").replace('\n', "\\n");
                key(&format!("{{\"Name\": \"backup\", \"{outer}\": \"{escaped}\"}}"));
                key(&format!("{outer}: '{}'", json.replace('\n', "")));
            }
            for gap in ["\\n", "; ", "&", " "] {
                let pairs = format!("{id}={ID}{gap}{secret}={SECRET}");
                key(&format!("{{\"Name\": \"backup\", \"{outer}\": \"{pairs}\"}}"));
            }
        }
    }
}
