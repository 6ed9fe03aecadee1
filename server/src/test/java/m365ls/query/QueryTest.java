package m365ls.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import m365ls.query.Expression.Call;
import m365ls.query.Expression.Comparison;
import m365ls.query.Expression.Field;
import m365ls.query.Expression.Filter;
import m365ls.query.Problem.Kind;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    /** A thread's stack where it is small. */
    private static final int SMALL_STACK = 512 * 1024;

    private static final String SITES = """
            [{"Title": "Home", "Url": "https://contoso.sharepoint.com", "size": 10, "owners": [{"mail": "a@b.c"}]},
             {"Title": "News", "Url": "https://contoso.sharepoint.com/sites/news", "size": 9, "owners": []},
             {"Title": "Äpfel", "Url": "https://contoso.sharepoint.com/sites/x", "size": 2, "owners": null, "10": 1, "9": 2}]
            """;

    private static Query query(String text) {
        return assertInstanceOf(Query.class, Query.parse(text), text);
    }

    private static void check(String query, String document, String expected) {
        Answer answer = query(query).apply(JsonParser.parseString(document));
        assertEquals(
                expected,
                Agreement.text(assertInstanceOf(Answer.Found.class, answer).value()),
                query);
    }

    /** Checks that {@code marked} is refused, if not at once then for {@code document}, from the mark on. */
    private static Problem checkProblem(String marked, String document, Kind kind) {
        int place = marked.indexOf("<|>");
        String text = marked.substring(0, place) + marked.substring(place + 3);
        Parsed parsed = Query.parse(text);
        Problem problem = parsed instanceof Query query
                ? assertInstanceOf(Problem.class, query.apply(JsonParser.parseString(document)), text)
                : (Problem) parsed;
        assertEquals(kind, problem.kind(), problem::toString);
        assertEquals(place, problem.span().start(), problem::toString);
        assertTrue(problem.span().end() <= text.length() && problem.message().endsWith("."), problem::toString);
        return problem;
    }

    @Test
    void answersWhatScriptsAsk() {
        check("[].Title", SITES, "[\"Home\",\"News\",\"Äpfel\"]");
        check("[?Title=='News'].Url | [0]", SITES, "\"https://contoso.sharepoint.com/sites/news\"");
        check("[?size > `9`].{name: Title, owner: owners[0].mail}", SITES, "[{\"name\":\"Home\",\"owner\":\"a@b.c\"}]");
        check("[?Title==`News`] | length(@)", SITES, "1");
        check("sort_by(@, &size)[*].size", SITES, "[2,9,10]");
        check("[].owners[].mail", SITES, "[\"a@b.c\"]");
        check("missing", SITES, "null");
    }

    @Test
    void keepsNamesInTheOrderOfJavaScript() {
        check("keys([2])", SITES, "[\"9\",\"10\",\"Title\",\"Url\",\"size\",\"owners\"]");
        check(
                "{b: `1`, \"2\": `2`, a: `3`, \"01\": `4`, \"1\": `5`}",
                "1",
                "{\"1\":5,\"2\":2,\"b\":1,\"a\":3,\"01\":4}");
        check("@", "{\"4294967295\":1,\"b\":2,\"4294967294\":3}", "{\"4294967294\":3,\"4294967295\":1,\"b\":2}");
    }

    @Test
    void givesNumbersThatJavaScriptHas() {
        check("@", "[9007199254740993, 1.50, 1e21, -0, 1e-7, 12e1]", "[9007199254740992,1.5,1e+21,0,1e-7,120]");
        check("avg(@)", "[]", "null");
        check("to_number('0x10')", "1", "16");
        check("`9007199254740993` == `9007199254740992`", "1", "true");
        Answer answer = query("@").apply(new JsonPrimitive(7.0));
        assertEquals("7", assertInstanceOf(Answer.Found.class, answer).value().getAsString());
    }

    @Test
    void findsNothingRatherThanNullInAnEmptyList() {
        assertInstanceOf(Answer.Nothing.class, query("max_by(@, &size)").apply(new JsonArray()));
        check("[max_by(@, &size)]", "[]", "[null]");
        check("{a: max_by(@, &size), b: `1`}", "[]", "{\"b\":1}");
    }

    @Test
    void keepsTheWaysOfThePackage() {
        check("sort(@)", "[10, 9, 1]", "[1,10,9]");
        check("starts_with('abab', 'ab')", "1", "false");
        check("'10' > `9`", "1", "true");
        check("!a.b", "{\"a\": {\"b\": 1}}", "null");
        check("a.[b, c]", "{\"a\": 1}", "[null,null]");
        check("'open end", "1", "\"open end\"");
        check("`status", "1", "\"status\"");
        check("(a b)", "{\"a\": 1, \"b\": 2}", "1");
        check("[a b]", "{\"a\": 1, \"b\": 2}", "[1,2]");
        check("(length)(@)", "[1]", "1");
        check("[*].a.", "[]", "[]");
        check("[::-]", "[1, 2]", "[]");
        check("max_by(@, &a)", "[{\"a\": \"9\"}, {\"a\": \"10\"}]", "{\"a\":\"9\"}");
        check("contains('10', `1`)", "1", "true");
        check("contains(@, `[1]`)", "[[1]]", "false");
        check("contains(@, not_null([0]))", "[[1]]", "true");
        check("merge(@, 'xy', `[true]`)", "{\"a\": 1}", "{\"0\":true,\"1\":\"y\",\"a\":1}");
        check("reverse('a😀')", "1", "\"\\ude00\\ud83da\"");
    }

    // The package would find the members that every object of JavaScript inherits.
    @ParameterizedTest
    @ValueSource(strings = {"constructor", "toString", "__proto__", "hasOwnProperty"})
    void findsOnlyTheMembersOfTheDocument(String name) {
        check(name, "{\"a\": 1}", "null");
        check(name, "{\"" + name + "\": [1]}", "[1]");
        check("[?@].*", "[{\"" + name + "\": 1}]", "[[1]]");
        checkProblem("<|>" + name + "(@)", "{}", Kind.UNKNOWN_FUNCTION);
    }

    // The package would take it for an expression.
    @Test
    void takesDataForDataWhateverItLooksLike() {
        check("type(@)", "{\"jmespathType\": \"Expref\", \"type\": \"Current\"}", "\"object\"");
    }

    @Test
    void leavesTheDocumentAlone() {
        JsonObject document = JsonParser.parseString("{\"a\": [3, 1, 2]}").getAsJsonObject();
        JsonElement found =
                assertInstanceOf(Answer.Found.class, query("a").apply(document)).value();
        assertNotSame(document.get("a"), found);
        found.getAsJsonArray().add(4);
        query("{b: reverse(sort(a)), c: merge(@, @)}").apply(document);
        assertEquals("{\"a\":[3,1,2]}", document.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|>",
                "[?a <|>= b]",
                "[?Title == 'x'<|>",
                "a <|># b",
                "a <|>\"x",
                "a.<|>\"\\q\"",
                "a.b<|>)",
                "[a, <|>]",
                "{a: b<|>",
                "{<|>1: b}",
                "<|>\"length\"(@)",
                "length(@<|>.a)",
                "f(<|>,a)",
                "a[<|>b]",
                "[0:1<|>",
                "a[*]<|>*",
                "<|>`{`",
                "<|>`a\"b`",
                "<|>()(a)",
                "a == <|>",
                "a <|>\r b",
            })
    void tellsWhereAQueryIsBroken(String marked) {
        checkProblem(marked, "1", Kind.SYNTAX);
    }

    @Test
    void tellsWhereThereIsNoAnswer() {
        checkProblem("a.<|>", "{}", Kind.MISSING_EXPRESSION);
        checkProblem("<|>()", "{}", Kind.MISSING_EXPRESSION);
        checkProblem("[*].<|>lenght(@)", "[1]", Kind.UNKNOWN_FUNCTION);
        checkProblem("a.<|>'x'(b)", "{}", Kind.SYNTAX);
        checkProblem("<|>'x'(b)", "{}", Kind.UNKNOWN_FUNCTION);
        checkProblem("a || <|>length()", "{}", Kind.ARGUMENT_COUNT);
        checkProblem("<|>length(@, @)", "{}", Kind.ARGUMENT_COUNT);
        checkProblem("sum(<|>a)", "{\"a\": [1, \"2\"]}", Kind.ARGUMENT_TYPE);
        checkProblem("sort_by(@, <|>&a)", "[{\"a\": 1}, {\"a\": \"2\"}]", Kind.ARGUMENT_TYPE);
        checkProblem("max_by(@, <|>&a)", "[{\"a\": null}]", Kind.ARGUMENT_TYPE);
        checkProblem("<|>[::0]", "[1]", Kind.STEP_ZERO);
        checkProblem("[&<|>a]", "{}", Kind.REFERENCE_AS_VALUE);
        assertEquals(
                "join needs a list of texts here, not this list.",
                checkProblem("join(',', <|>@)", "[1]", Kind.ARGUMENT_TYPE).message());
        assertEquals(
                "not_null takes at least 1 argument, but has 0 here.",
                checkProblem("<|>not_null()", "1", Kind.ARGUMENT_COUNT).message());
    }

    @Test
    void knowsWhereEachPartIsWritten() {
        Filter filter = assertInstanceOf(
                Filter.class, query(" value[?length(a) >= `2`].id").expression());
        assertEquals(new Span(1, 28), filter.span());
        assertEquals(new Field(new Span(1, 6), "value"), filter.list());
        Comparison comparison = assertInstanceOf(Comparison.class, filter.condition());
        assertEquals(">=", comparison.comparator().sign());
        assertEquals(new Span(8, 24), comparison.span());
        Call call = assertInstanceOf(Call.class, comparison.left());
        assertEquals(new Span(8, 14), call.nameSpan());
        assertEquals(List.of(new Field(new Span(15, 16), "a")), call.arguments());
        assertEquals(new Field(new Span(26, 28), "id"), filter.each());
        Filter implied = assertInstanceOf(Filter.class, query("[?a]").expression());
        assertTrue(implied.list().span().isEmpty() && implied.each().span().isEmpty());
    }

    private static void checkLimit(String query, String document, Limits limits) {
        Answer answer = Query.parse(query) instanceof Query read
                ? read.apply(JsonParser.parseString(document), limits)
                : (Problem) Query.parse(query);
        assertEquals(
                Kind.LIMIT,
                assertInstanceOf(Problem.class, answer).kind(),
                () -> query.substring(0, Math.min(query.length(), 40)));
    }

    private static String repeated(String part, int times, String between) {
        return IntStream.range(0, times).mapToObj(i -> part).collect(Collectors.joining(between));
    }

    @Test
    void endsHostileQueriesWithAProblem() {
        check(repeated("a", 400, "."), "{}", "null");
        for (String opening : List.of("(", "[", "!", "& ", "{a:", "[?", "a.", "f(", "@[?", "*.", "a||", "[].")) {
            checkLimit(opening.repeat(100_000), "1", Limits.USUAL);
        }
        for (String between : List.of(".", "|", "&&", "==", "[0].", "[].", ".*.", " || ")) {
            checkLimit(repeated("a", 100_000, between), "1", Limits.USUAL);
        }
        // It hands itself to itself.
        checkLimit("[&map([0], [@])] | map([0], [@])", "1", Limits.USUAL);
        checkLimit("{f: &map(f, [@, @])} | map(f, [@])", "1", Limits.USUAL);
        // Each step doubles the answer, which shares its parts until it is written.
        String doubled = repeated("[@, @]", 100, " | ");
        checkLimit(doubled, "1", Limits.USUAL);
        checkLimit(doubled + " | to_string(@)", "1", Limits.USUAL);
        checkLimit("[" + doubled + ", " + doubled + "] | [0] == [1]", "1", Limits.USUAL);
        checkLimit(doubled + " | @ > 'x'", "1", Limits.USUAL);
        checkLimit(repeated("join('xxxxxxxx', [@, @, @, @])", 30, " | "), "\"0123456789\"", Limits.USUAL);
        checkLimit(repeated("to_string([@, @])", 60, " | "), "\"\\\"\"", Limits.USUAL);
    }

    @Test
    void refusesDocumentsThatNestTooDeep() {
        JsonElement deep = new JsonArray();
        for (int i = 0; i < 100_000; i++) {
            JsonArray outer = new JsonArray();
            outer.add(deep);
            deep = outer;
        }
        Problem problem = assertInstanceOf(Problem.class, query("@").apply(deep));
        assertEquals(Kind.LIMIT, problem.kind());
    }

    @Test
    void keepsToItsLimits() {
        Limits limits = new Limits(1_000, 50, 20, 30);
        check("[*].a", "[{\"a\": 1}]", "[1]");
        checkLimit("[*].[a, b, c]", "[" + repeated("{}", 500, ",") + "]", limits);
        checkLimit("@", "[" + repeated("1", 20, ",") + "]", limits);
        checkLimit("@", "[\"0123456789\", \"0123456789\", \"0123456789x\"]", limits);
        checkLimit("{a123456789012345678901234567890: `1`}", "1", limits);
        checkLimit("join('', @)", "[\"0123456789\", \"0123456789\", \"0123456789x\"]", limits);
        checkLimit("@", "[".repeat(51) + "]".repeat(51), limits);
        assertInstanceOf(
                Answer.Found.class,
                query("@").apply(JsonParser.parseString("[" + repeated("1", 19, ",") + "]"), limits));
    }

    @Test
    void needsNoLargeStack() throws InterruptedException {
        Thread small = new Thread(null, this::goAsDeepAsAllowed, "small stack", SMALL_STACK);
        StringBuilder failures = new StringBuilder();
        small.setUncaughtExceptionHandler((thread, failure) -> failures.append(failure));
        small.start();
        small.join();
        assertEquals("", failures.toString());
    }

    private void goAsDeepAsAllowed() {
        Map<String, String> brackets = Map.of(
                "!",
                "",
                "& ",
                "",
                "[",
                "]",
                "(",
                ")",
                "{a: ",
                "}",
                "[?",
                "]",
                "length(",
                ")",
                "a.[",
                "]",
                "not_null(a, ",
                ")");
        brackets.forEach((open, close) -> {
            int depth = 0;
            while (Query.parse(open.repeat(depth + 1) + "a" + close.repeat(depth + 1)) instanceof Query query) {
                query.apply(new JsonObject());
                depth++;
            }
            assertTrue(depth > Limits.NESTING / 3 && depth <= Limits.NESTING, open);
        });
        checkLimit("{f: &(a || (b || (c || map(f, [@]))))} | map(f, [@])", "1", Limits.USUAL);
        check(repeated("a", 400, " || "), "{}", "null");
        check(repeated("a", Limits.NESTING, "[]."), "{}", "null");
        checkLimit("{f: &sort_by([@], f)} | sort_by([@], f)", "1", Limits.USUAL);
        checkLimit("{f: &[@][?map(f, [@])]} | map(f, [@])", "1", Limits.USUAL);
        String nested = "[".repeat(250) + "]".repeat(250);
        check("@ == to_array(@)", nested, "true");
        check("@ > 'x'", nested, "false");
        check("to_string(@)", nested, '"' + nested + '"');
    }
}
