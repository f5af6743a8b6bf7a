//! Texts with more than one key.

use super::*;

#[test]
fn pair_is_a_choice() {
    let labelled = ids(&format!(
        "export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\n\n\
         export AWS_ACCESS_KEY_ID={OTHER_ID}\nexport AWS_SECRET_ACCESS_KEY={OTHER_SECRET}\n"
    ));
    assert_eq!(labelled, [("AKIA…QZCB".into(), ID.into()), ("AKIA…7QNQ".into(), OTHER_ID.into())]);
    assert_eq!(ids(&format!("{ID} {SECRET}\n{OTHER_ID} {OTHER_SECRET}\n")).len(), 2);
    assert_eq!(ids(&format!("{SECRET} {ID}\n{OTHER_SECRET} {OTHER_ID}\n")).len(), 2);
}

#[test]
fn mention_of_a_pair_is_one() {
    let block = format!("AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\n");
    key(&format!("{block}{block}"));
    key(&format!("{block}\n[again]\n{block}"));
    key(&format!("{block}{{\"AccessKeyId\":\"{ID}\",\"SecretAccessKey\":\"{SECRET}\"}}"));
    key(&format!("{block}\nAccess key ID,Secret access key\n{ID},{SECRET}\n"));
}

#[test]
fn half_without_names_is_asked_about() {
    for text in [
        format!("{ID}\n{OTHER_ID}\n{SECRET}\n"),
        format!("{ID}\n{SECRET}\n{OTHER_SECRET}\n"),
        format!("{SECRET}\n{ID}\n{OTHER_SECRET}\n"),
        format!("{ID}\n{OTHER_ID}\n{SECRET}\n{OTHER_SECRET}\n"),
    ] {
        assert_eq!(missed(&text), NotUnderstood::Ambiguous, "{text}");
    }
}

#[test]
fn secret_or_token_of_one_id_is_asked_about() {
    assert_eq!(
        missed(&format!(
            "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SECRET_ACCESS_KEY={OTHER_SECRET}\n"
        )),
        NotUnderstood::Ambiguous
    );
    assert_eq!(
        missed(&filled(
            "AWS_SESSION_TOKEN=old\nAWS_ACCESS_KEY_ID={id}\nAWS_SECRET_ACCESS_KEY={secret}\nAWS_SESSION_TOKEN={token}\n"
        )),
        NotUnderstood::Ambiguous
    );
}
