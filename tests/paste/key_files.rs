//! Key files.

use super::*;

#[test]
fn of_today() {
    let found = key(&format!("Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"));
    assert_eq!(found.source, Source::KeyFile);
    assert_eq!(found.profile, None);
}

#[test]
fn with_a_byte_order_mark() {
    key(&format!("\u{feff}Access key ID,Secret access key\r\n{ID},{SECRET}"));
}

#[test]
fn of_a_new_user_with_columns_around_the_key() {
    let found = key(&format!(
        "User name,Password,Access key ID,Secret access key,Console login link\n\
         ada,,{ID},{SECRET},https://example.signin.aws.amazon.com/console\n"
    ));
    assert_eq!(found.profile.as_deref(), Some("ada"));
    key(&format!("User Name,Access Key Id,Secret Access Key\n\"ada\",{ID},{SECRET}\n"));
}

#[test]
fn with_columns_in_another_order_and_case() {
    key(&format!("secret access key , ACCESS KEY ID\n{SECRET} , {ID}\n"));
}

#[test]
fn out_of_a_spreadsheet() {
    key(&format!("Access key ID\tSecret access key\n{ID}\t{SECRET}\n"));
    key(&format!("Access key ID;Secret access key\r\n{ID};{SECRET}\r\n"));
    key(&format!("\"Access key ID\",\"Secret access key\"\r\n\"{ID}\",\"{SECRET}\"\r\n"));
}

#[test]
fn of_another_server_whose_keys_have_other_shapes() {
    let found = one("Access key ID,Secret access key\nMXR8D7ZK1Q0V5TBN_2,\"pa,ss\"\"word\"\n");
    assert_eq!(found.access_key_id, "MXR8D7ZK1Q0V5TBN_2");
    assert_eq!(found.secret_access_key.expose(), "pa,ss\"word");
}

#[test]
fn with_quotes_that_end_on_another_line() {
    let found = key(&format!("Access key ID,Secret access key,Note\n{ID},{SECRET},\"one\ntwo\"\n"));
    assert_eq!(found.source, Source::PlainText);
    let found = ids(&format!(
        "Access key ID,Secret access key\nx\",\"\nAccess key ID,Secret access key\n{ID},{SECRET}\n"
    ));
    assert_eq!(found.len(), 1);
}

#[test]
fn of_several_users() {
    let found = ids(&format!(
        "User name,Access key ID,Secret access key\nada,{ID},{SECRET}\nbob,,\ncy,{OTHER_ID},{OTHER_SECRET}\n"
    ));
    assert_eq!(found, [("ada".into(), ID.into()), ("cy".into(), OTHER_ID.into())]);
}

#[test]
fn shown_in_a_terminal() {
    key(&format!(
        "$ cat rootkey.csv\nAccess key ID,Secret access key\n{ID},{SECRET}\n$ rm rootkey.csv\n"
    ));
    let both = ids(&format!(
        "$ cat *.csv\nAccess key ID,Secret access key\n{ID},{SECRET}\nAccess key ID,Secret access key\n{OTHER_ID},{OTHER_SECRET}\n"
    ));
    assert_eq!(both.len(), 2);
}

#[test]
fn of_the_format_before_csv() {
    let found = key(&format!("AWSAccessKeyId={ID}\r\nAWSSecretKey={SECRET}\r\n"));
    assert_eq!(found.source, Source::OldKeyFile);
}
