//! Lines of `wp-config.php`, which stand above its "stop editing" line. Both plugins take no other
//! server from there.

use super::contents::Contents;
use super::format::Unwritable;
use super::text::Text;
use crate::Secret;

/// [WP Offload Media](https://deliciousbrains.com/wp-offload-media/doc/amazon-s3-quick-start-guide/).
pub(super) fn offload_media(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.partition()?;
    Ok(Text::new()
        .add(&["define( 'AS3CF_SETTINGS', serialize( array(\n\t'provider' => 'aws',\n"])
        .add_backslashed("\t'access-key-id' => ", contents.id, ",\n")
        .add_backslashed("\t'secret-access-key' => ", contents.secret, ",\n) ) );\n")
        .finish())
}

/// [S3-Uploads](https://github.com/humanmade/S3-Uploads).
pub(super) fn s3_uploads(contents: &Contents<'_>) -> Result<Secret, Unwritable> {
    contents.partition()?;
    let constants = [
        ("BUCKET", contents.bucket),
        ("REGION", &contents.region),
        ("KEY", contents.id),
        ("SECRET", contents.secret),
    ];
    let lines = constants.into_iter().fold(Text::new(), |text, (name, value)| {
        text.add(&["define( 'S3_UPLOADS_", name]).add_backslashed("', ", value, " );\n")
    });
    Ok(lines.finish())
}
