//! Consoles, letters and columns.

use super::*;

#[test]
fn of_the_console() {
    key(&format!("Access key\n{ID}\nSecret access key\n{SECRET}\nHide"));
    key(&format!("Access key ID\n\n{ID}\n\nSecret access key\n\n{SECRET}\n"));
    key(&format!("Access key ID:\t{ID}\r\nSecret access key:\t{SECRET}\r\n"));
    temporary(&filled(
        "Access key ID\n{id}\nSecret access key\n{secret}\nSession token\n{token}\n",
    ));
}

#[test]
fn of_a_letter() {
    let found = key(&format!(
        "Hi Bob,\n\nhere is the key: {ID}, and the secret is “{SECRET}”.\n\nCheers, Ada\n"
    ));
    assert_eq!(found.source, Source::PlainText);
    key(&format!("**Access key ID:** `{ID}`\n**Secret access key:** `{SECRET}`\n"));
    key(&format!("- Access key ID: **{ID}**\n- Secret access key: **{SECRET}**.\n"));
    let hash = "1c64e3eb8c6c0a8c5b0a7f3d7fa9e9d7c8f2b1a0";
    for sign in ["–", "- ", "...", "....:", "->"] {
        let found =
            one(&format!("- Access key ID {sign} {ID}\n- Secret access key {sign} {hash}\n"));
        assert_eq!(found.secret_access_key.expose(), hash, "{sign}");
    }
}

#[test]
fn of_tables_and_columns() {
    temporary(&filled("{id}\t{secret}\t{token}\n"));
    temporary(&filled("CREDENTIALS\t{id}\t2026-11-24T01:02:03+00:00\t{secret}\t{token}\n"));
    key(&format!("ACCESSKEY\t{ID}\t2026-11-23T20:21:11+00:00\t{SECRET}\tActive\tada\n"));
    key(&format!(
        "--------------------\n|  CreateAccessKey |\n||   AccessKey    ||\n|+-------+--------+|\n||  AccessKeyId      |  {ID}  ||\n\
         ||  SecretAccessKey  |  {SECRET}  ||\n||  Status | Active ||\n"
    ));
}

#[test]
fn with_the_list_of_keys_above_it() {
    key(&format!(
        "$ aws iam list-access-keys --output text\nACCESSKEYMETADATA\t{OTHER_ID}\tActive\n$ aws iam create-access-key\n\
         {{\"AccessKey\": {{\"AccessKeyId\": \"{ID}\", \"SecretAccessKey\": \"{SECRET}\"}}}}\n"
    ));
}
