package m365ls.gateway;

import java.util.regex.Pattern;
import m365ls.log.Redaction;

/** Texts about requests, as they may be told. */
final class Told {

    /** Names of pairs in queries and forms that are credentials in themselves. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)([?&;](?:[^=&;]*(?:auth|token|secret|password|signature|credential|key)[^=&;]*"
                    + "|sig|code|sv|se|st|skoid|sktid|ticket|digest|access|prooftoken|p|t)=)[^&;#]*");

    private Told() {}

    /** An address with the credentials of its query replaced. */
    static String address(Address address) {
        return Redaction.of(address + CREDENTIALS.matcher(address.query()).replaceAll("$1[redacted]"));
    }
}
