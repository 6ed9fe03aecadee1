package m365ls.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What is said of texts that are no JSON; the words are those of V8 in Node.js 20. */
class JsonTest {

    @Test
    void namesWhatIsWrongAsTheToolDoes() {
        check("", "Unexpected end of JSON input");
        check("x", "Unexpected token 'x', \"x\" is not valid JSON");
        check("nul", "Unexpected end of JSON input");
        check("n-us", "Unexpected number in JSON at position 1");
        check("tr0", "Unexpected number in JSON at position 2");
        check("n\"x\"", "Unexpected string in JSON at position 1");
        check("n,", "Unexpected token ',', \"n,\" is not valid JSON");
        check("-x", "No number after minus sign in JSON at position 1");
        check("01", "Unexpected number in JSON at position 1");
        check("\"C:\\", "Unexpected end of JSON input");
        check("\"a", "Unterminated string in JSON at position 2");
        check("\"\\x\"", "Bad escaped character in JSON at position 2");
        check("\"\\\u20ac", "Unexpected token '\u20ac', \"\"\\\u20ac\" is not valid JSON");
        check("{'a':1}", "Expected property name or '}' in JSON at position 1");
        check("1 2", "Unexpected non-whitespace character after JSON at position 2");
    }

    private static void check(String text, String expected) {
        Thrown thrown = assertThrows(Thrown.class, () -> Json.parse(text), text);
        JsValue.Fields error = (JsValue.Fields) thrown.value();
        assertEquals(JsValue.of(expected), error.map.get("message"), text);
    }
}
