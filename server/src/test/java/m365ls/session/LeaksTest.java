package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaksTest {
    private static final String SECRET = "a/secret+that=is~longer than others, and 42";

    private static List<String> check(String text) {
        return new Leaks().secret("it", SECRET).text("here", text).found();
    }

    @Test
    void findsASecretInEveryForm() {
        List<String> forms = List.of(
                "it is " + SECRET,
                "cut off: " + SECRET.substring(0, 30),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                base64(SECRET),
                base64("x" + SECRET + "y"),
                base64("xy" + SECRET),
                base64("user:" + SECRET + "\n"),
                Base64.getUrlEncoder().encodeToString(("1234" + SECRET).getBytes(StandardCharsets.UTF_8)));
        for (String form : forms) {
            assertEquals(false, check(form).isEmpty(), form);
        }
    }

    @Test
    void saysWhereItFoundOne() {
        assertEquals(List.of("it in here behind: so: "), check("so: " + SECRET.substring(0, 24) + "!"));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertEquals(List.of(), check("a/secret+that=is~other"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
