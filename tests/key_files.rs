//! Every format of a key, byte for byte, and what each refuses. Their readers read them in
//! `tests/e2e/peers/key_files.rs`.

use std::collections::BTreeSet;

use keycutter_core::Secret;
use keycutter_core::aws::{BucketProblem, CustomEndpoint, Endpoint, Partition, RegionProblem};
use keycutter_core::formats::key_files::{
    Detail, Details, Format, KeyFile, Unwritable, ses_smtp_password, write,
};
use keycutter_core::formats::paste;
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use keycutter_core::messages::key_files as messages;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const AWS: Endpoint = Endpoint::Partition(Partition::Aws);
const TYPED: Details<'_> = Details { name: "backup", bucket: "my-bucket", region: "eu-west-1" };

fn key(secret: &str) -> NewAccessKey {
    let id = AccessKeyId::from_answer(ID);
    NewAccessKey {
        key: AccessKey { id, status: Status::Active, created: None, user_name: None },
        secret: Secret::from(secret.to_owned()),
    }
}

fn custom() -> Endpoint {
    Endpoint::Custom(CustomEndpoint::parse("http://127.0.0.1:9000", "").expect("valid"))
}

fn attempt(format: Format, endpoint: &Endpoint, secret: &str) -> Result<KeyFile, Unwritable> {
    write(format, &key(secret), endpoint, TYPED)
}

fn text(format: Format, endpoint: &Endpoint) -> String {
    let region = if *endpoint == AWS { "eu-west-1" } else { "" };
    let file = write(format, &key(SECRET), endpoint, Details { region, ..TYPED });
    file.expect("writable").text.expose().to_owned()
}

#[test]
fn files_of_the_aws_cli() {
    assert_eq!(
        text(Format::AwsCliImport, &AWS),
        format!("User name,Access key ID,Secret access key\r\nbackup,{ID},{SECRET}\r\n")
    );
    let profile = format!("[backup]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n");
    assert_eq!(text(Format::AwsProfile, &AWS), format!("{profile}region = eu-west-1\n"));
    assert_eq!(
        text(Format::AwsProfile, &custom()),
        format!("{profile}region = us-east-1\nendpoint_url = http://127.0.0.1:9000\n")
    );
    let pair = format!("  \"AccessKeyId\": \"{ID}\",\n  \"SecretAccessKey\": \"{SECRET}\"\n}}\n");
    assert_eq!(text(Format::Json, &AWS), format!("{{\n{pair}"));
    assert_eq!(text(Format::CredentialProcess, &AWS), format!("{{\n  \"Version\": 1,\n{pair}"));
}

#[test]
fn environments() {
    let lines = |format, endpoint: &Endpoint| -> Vec<String> {
        text(format, endpoint).lines().map(str::to_owned).collect()
    };
    let expect = |line: fn(&str, &str) -> String| -> Vec<String> {
        [
            ("AWS_ACCESS_KEY_ID", ID),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_DEFAULT_REGION", "eu-west-1"),
        ]
        .map(|(name, value)| line(name, value))
        .into()
    };
    assert_eq!(lines(Format::Sh, &AWS), expect(|k, v| format!("export {k}='{v}'")));
    assert_eq!(lines(Format::Fish, &AWS), expect(|k, v| format!("set -gx {k} '{v}'")));
    assert_eq!(lines(Format::PowerShell, &AWS), expect(|k, v| format!("$Env:{k} = '{v}'")));
    assert_eq!(lines(Format::Cmd, &AWS), expect(|k, v| format!("set {k}={v}")));
    assert!(text(Format::Cmd, &AWS).ends_with("eu-west-1\r\n"));
    assert_eq!(lines(Format::DockerEnv, &AWS), expect(|k, v| format!("{k}={v}")));
    assert_eq!(
        text(Format::KubernetesSecret, &AWS),
        format!(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"backup\"\ntype: Opaque\nstringData:\n  \
             AWS_ACCESS_KEY_ID: \"{ID}\"\n  AWS_SECRET_ACCESS_KEY: \"{SECRET}\"\n  AWS_REGION: \
             \"eu-west-1\"\n  AWS_DEFAULT_REGION: \"eu-west-1\"\n"
        )
    );
    for format in [Format::Sh, Format::Fish, Format::PowerShell, Format::Cmd, Format::DockerEnv] {
        let last = lines(format, &custom()).pop().expect("a line");
        assert!(last.contains("AWS_ENDPOINT_URL") && last.contains("http://127.0.0.1:9000"));
    }
}

#[test]
fn files_of_s3_tools() {
    assert_eq!(
        text(Format::Rclone, &AWS),
        format!(
            "[backup]\ntype = s3\nprovider = AWS\naccess_key_id = {ID}\nsecret_access_key = {SECRET}\nregion = \
             eu-west-1\nno_check_bucket = true\n"
        )
    );
    assert!(
        text(Format::Rclone, &custom())
            .contains("\nprovider = Other\nendpoint = http://127.0.0.1:9000\n")
    );
    let s3cfg = format!("[default]\naccess_key = {ID}\nsecret_key = {SECRET}\nbucket_location = ");
    assert_eq!(text(Format::S3cmd, &AWS), format!("{s3cfg}eu-west-1\n"));
    assert_eq!(
        text(Format::S3cmd, &custom()),
        format!(
            "{s3cfg}us-east-1\nhost_base = 127.0.0.1:9000\nhost_bucket = 127.0.0.1:9000\nuse_https = False\n"
        )
    );
    let repository =
        |endpoint| text(Format::Restic, endpoint).lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        repository(&AWS),
        "export RESTIC_REPOSITORY='s3:s3.eu-west-1.amazonaws.com/my-bucket'"
    );
    assert_eq!(
        repository(&custom()),
        "export RESTIC_REPOSITORY='s3:http://127.0.0.1:9000/my-bucket'"
    );
    assert_eq!(
        text(Format::MinioClient, &AWS),
        format!("mc alias set backup 'https://s3.eu-west-1.amazonaws.com' '{ID}' '{SECRET}'\n")
    );
}

#[test]
fn hosts_of_other_partitions() {
    let china = Endpoint::Partition(Partition::China);
    let written = |format, region| {
        write(format, &key(SECRET), &china, Details { region, ..TYPED })
            .map(|file| file.text.expose().to_owned())
    };
    let s3cmd = written(Format::S3cmd, "").expect("the partition's own region");
    assert!(s3cmd.contains("\nhost_base = s3.cn-north-1.amazonaws.com.cn\n"));
    assert!(s3cmd.contains("\nhost_bucket = %(bucket)s.s3.cn-north-1.amazonaws.com.cn\n"));
    assert_eq!(written(Format::Rclone, "eu-west-1"), Err(Unwritable::RegionElsewhere));
}

#[test]
fn lines_of_wp_config() {
    assert_eq!(
        text(Format::WpOffloadMedia, &AWS),
        format!(
            "define( 'AS3CF_SETTINGS', serialize( array(\n\t'provider' => 'aws',\n\t'access-key-id' => \
             '{ID}',\n\t'secret-access-key' => '{SECRET}',\n) ) );\n"
        )
    );
    assert_eq!(
        text(Format::S3Uploads, &AWS),
        format!(
            "define( 'S3_UPLOADS_BUCKET', 'my-bucket' );\ndefine( 'S3_UPLOADS_REGION', 'eu-west-1' );\n\
             define( 'S3_UPLOADS_KEY', '{ID}' );\ndefine( 'S3_UPLOADS_SECRET', '{SECRET}' );\n"
        )
    );
}

/// Passwords for the documentation's secret.
#[test]
fn smtp_passwords() {
    for (region, password) in [
        ("us-east-1", "BLBM/9hSUELfq8Gw+rU1YcBjkOxGbhT2XG763xVLGWL9"),
        ("eu-central-1", "BF0/eIJm0ruTHsSjOkRuOGzGF+zeSyE3aiRzrzUQ8LwG"),
    ] {
        assert_eq!(ses_smtp_password(SECRET, region).expose(), password);
        let details = Details { region, ..TYPED };
        let file = write(Format::SesSmtp, &key(SECRET), &AWS, details).expect("writable");
        assert!(
            file.text
                .expose()
                .contains(&format!("SMTP server: email-smtp.{region}.amazonaws.com\n"))
        );
        assert!(file.text.expose().contains(&format!("User name: {ID}\nPassword: {password}\n")));
        assert!(!file.text.expose().contains(SECRET));
    }
}

/// The word: `printf %s ID:SECRET | sha256sum` begins with the sixteen bits that it spells.
#[test]
fn paper_is_in_groups_with_a_check_word() {
    let paper = text(Format::Paper, &AWS);
    assert!(paper.contains("\nAKIA IOSF ODNN 7EXA MPLE\n"));
    assert!(paper.contains("\nwJal rXUt nFEM I/K7 MDEN G/bP xRfi CYEX\nAMPL EKEY\n"));
    let word = |secret| {
        let file = attempt(Format::Paper, &AWS, secret).expect("writable");
        let text = file.text.expose().to_owned();
        let (_, rest) = text.split_once("Check word: ").expect("a word");
        rest.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(word(SECRET), CHECK_WORD);
    assert_ne!(word(SECRET), word(&SECRET.replace('7', "1")));
}

const CHECK_WORD: &str = "zaraz";

#[test]
fn each_has_a_label_and_a_file_name_of_its_own() {
    let name = |format| attempt(format, &AWS, SECRET).expect("writable").name;
    let names = BTreeSet::from(Format::ALL.map(name));
    assert!(names.iter().all(|name| !name.starts_with('.')), "browsers drop the first dot");
    assert_eq!(names.len(), Format::ALL.len());
    assert_eq!(BTreeSet::from(Format::ALL.map(messages::label)).len(), Format::ALL.len());
}

#[test]
fn what_holds_the_key_can_be_pasted_back() {
    let key = NewAccessKey {
        secret: Secret::from("r4nd0mSecret/K7MDENG+bPxRfiCYzEXAMPLXKE1".to_owned()),
        ..key("")
    };
    for format in Format::ALL {
        if matches!(format, Format::SesSmtp | Format::Paper) {
            continue;
        }
        let file = write(format, &key, &AWS, TYPED).expect("writable");
        let found = paste::read(file.text.expose())
            .unwrap_or_else(|_| panic!("{format:?} is not understood"));
        assert_eq!(found[0].access_key_id, ID, "{format:?}");
        assert_eq!(found[0].secret_access_key.expose(), key.secret.expose(), "{format:?}");
    }
}

#[test]
fn refuses_characters_that_a_format_cannot_hold() {
    let refusing = |secret: &str| -> Vec<Format> {
        let refuses =
            |format: &Format| matches!(attempt(*format, &AWS, secret), Err(Unwritable::Key));
        Format::ALL.into_iter().filter(refuses).collect()
    };
    for unreadable in ["", "a b", "a\nb", "a\u{e9}b", "a\0b"] {
        assert_eq!(refusing(unreadable), Format::ALL, "{unreadable:?}");
    }
    assert_eq!(refusing("a,b"), [Format::AwsCliImport]);
    assert_eq!(refusing("a%b"), [Format::Cmd, Format::Rclone, Format::S3cmd]);
    assert_eq!(refusing("a'b"), [Format::DockerEnv, Format::Rclone, Format::S3cmd]);
    assert_eq!(refusing("a\\b"), [Format::DockerEnv]);
    assert_eq!(refusing("a$b"), [Format::DockerEnv, Format::S3cmd]);
    assert_eq!(
        refusing("#ab"),
        [Format::AwsProfile, Format::DockerEnv, Format::Rclone, Format::S3cmd]
    );
}

#[test]
fn refuses_texts_that_a_format_cannot_hold() {
    let refused = |format, details| write(format, &key(SECRET), &AWS, details).err();
    for name in ["", "a b", "-a", "a]", "a,b", "a/b", "ä"] {
        let details = Details { name, ..TYPED };
        for format in Format::ALL {
            let expected = format.wants(Detail::Name).then_some(Unwritable::Name);
            assert_eq!(refused(format, details), expected, "{format:?} {name:?}");
        }
    }
    for (format, name) in [
        (Format::KubernetesSecret, "Backup"),
        (Format::KubernetesSecret, "a_b"),
        (Format::KubernetesSecret, "a-"),
        (Format::KubernetesSecret, "a..b"),
        (Format::MinioClient, "1a"),
        (Format::MinioClient, "a.b"),
    ] {
        assert_eq!(refused(format, Details { name, ..TYPED }), Some(Unwritable::Name), "{name}");
    }
    for bucket in ["", "ab", "My-bucket", "a_b", "-ab", "a..b", "127.0.0.1", "a-"] {
        let problem = Unwritable::Bucket(BucketProblem::WrongShape);
        assert_eq!(refused(Format::Restic, Details { bucket, ..TYPED }), Some(problem), "{bucket}");
    }
    let bucket = Details { bucket: SECRET, ..TYPED };
    let region = Details { region: "EU", ..TYPED };
    assert_eq!(
        [refused(Format::S3Uploads, bucket), refused(Format::Sh, region)],
        [
            Some(Unwritable::Bucket(BucketProblem::LooksLikeSecret)),
            Some(Unwritable::Region(RegionProblem::WrongShape))
        ]
    );
}

#[test]
fn refuses_servers_that_a_tool_does_not_know() {
    let with_path = CustomEndpoint::parse("https://s3.example.org/iam", "").expect("valid");
    let with_path = Endpoint::Custom(with_path);
    let details = Details { region: "", ..TYPED };
    let refused = |format| write(format, &key(SECRET), &with_path, details).err();
    for format in Format::ALL {
        let expected = match format {
            Format::WpOffloadMedia | Format::S3Uploads | Format::SesSmtp => {
                Some(Unwritable::NotAws)
            }
            Format::S3cmd => Some(Unwritable::EndpointPath),
            _ => None,
        };
        assert_eq!(refused(format), expected, "{format:?}");
    }
}
