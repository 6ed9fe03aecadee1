package m365ls.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.output.Undefined;
import m365ls.query.Problem.Kind;
import m365ls.query.RealJmespath.Case;
import m365ls.text.Span;

/** Compares our answers with those of the package: values by their text, refusals by their kind and place. */
final class Agreement {

    /** The package's names of tokens, where it tells which one it did not expect. */
    private static final Map<String, Token.Kind> TOKENS = Map.ofEntries(
            Map.entry("EOF", Token.Kind.END),
            Map.entry("UnquotedIdentifier", Token.Kind.NAME),
            Map.entry("QuotedIdentifier", Token.Kind.QUOTED_NAME),
            Map.entry("Rbracket", Token.Kind.RIGHT_BRACKET),
            Map.entry("Rparen", Token.Kind.RIGHT_PARENTHESIS),
            Map.entry("Comma", Token.Kind.COMMA),
            Map.entry("Colon", Token.Kind.COLON),
            Map.entry("Rbrace", Token.Kind.RIGHT_BRACE),
            Map.entry("Number", Token.Kind.NUMBER),
            Map.entry("Current", Token.Kind.CURRENT),
            Map.entry("Expref", Token.Kind.REFERENCE),
            Map.entry("Pipe", Token.Kind.PIPE),
            Map.entry("Or", Token.Kind.OR),
            Map.entry("And", Token.Kind.AND),
            Map.entry("EQ", Token.Kind.EQUAL),
            Map.entry("GT", Token.Kind.GREATER),
            Map.entry("LT", Token.Kind.LESS),
            Map.entry("GTE", Token.Kind.GREATER_OR_EQUAL),
            Map.entry("LTE", Token.Kind.LESS_OR_EQUAL),
            Map.entry("NE", Token.Kind.NOT_EQUAL),
            Map.entry("Flatten", Token.Kind.FLATTEN),
            Map.entry("Star", Token.Kind.STAR),
            Map.entry("Filter", Token.Kind.FILTER),
            Map.entry("Dot", Token.Kind.DOT),
            Map.entry("Not", Token.Kind.NOT),
            Map.entry("Lbrace", Token.Kind.LEFT_BRACE),
            Map.entry("Lbracket", Token.Kind.LEFT_BRACKET),
            Map.entry("Lparen", Token.Kind.LEFT_PARENTHESIS),
            Map.entry("Literal", Token.Kind.LITERAL));

    private static final List<Pattern> UNEXPECTED = List.of(
            Pattern.compile("Invalid token \\((\\w+)\\).*", Pattern.DOTALL),
            Pattern.compile("Unexpected token type: (\\w+), .*", Pattern.DOTALL),
            Pattern.compile("Expected \\w+, got: (\\w+)"),
            Pattern.compile("Expecting an identifier token, got: (\\w+)"),
            Pattern.compile("Sytanx error, unexpected token: .*\\((\\w+)\\)", Pattern.DOTALL));

    private static final Map<Kind, Pattern> EVALUATION = Map.of(
            Kind.UNKNOWN_FUNCTION, Pattern.compile("Unknown function: .*", Pattern.DOTALL),
            Kind.ARGUMENT_COUNT, Pattern.compile("ArgumentError: .*"),
            Kind.ARGUMENT_TYPE, Pattern.compile("TypeError.*"),
            Kind.STEP_ZERO, Pattern.compile("Invalid slice, .*"),
            Kind.MISSING_EXPRESSION, Pattern.compile("Cannot (read|set) properties of undefined .*"));

    private Agreement() {}

    /**
     * Fails unless the answers to {@code cases} are those of the package.
     *
     * @param origin for the message
     */
    static void check(List<String> documents, List<Case> cases, String origin)
            throws IOException, InterruptedException {
        List<JsonElement> parsed = documents.stream()
                .map(JsonParser::parseString)
                .map(Agreement::decoded)
                .toList();
        List<JsonObject> expected = RealJmespath.judge(documents, cases);
        List<String> differences = new ArrayList<>();
        int found = 0;
        int references = 0;
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            Answer answer = Query.parse(one.query()) instanceof Query query
                    ? query.apply(parsed.get(one.document()))
                    : (Problem) Query.parse(one.query());
            found += answer instanceof Answer.Found ? 1 : 0;
            // The package lets its own syntax tree be looked into as if it were data; we do not.
            if (answer instanceof Problem problem && problem.kind() == Kind.REFERENCE_AS_VALUE) {
                references++;
                continue;
            }
            Optional<String> difference = difference(one.query(), answer, expected.get(i));
            if (difference.isPresent() && differences.size() < 20) {
                differences.add(one.query() + "\n  on " + documents.get(one.document()) + "\n  " + difference.get()
                        + "\n  the package: " + expected.get(i));
            }
        }
        assertEquals("", String.join("\n", differences), origin);
        assertTrue(found > cases.size() / 3, found + " answers that are values are too few to tell");
        assertTrue(references <= cases.size() / 100, references + " queries left out are too many");
    }

    /** The text of an answer. */
    static String text(JsonElement json) {
        return JsonText.of(json, new Budget(Limits.USUAL, Span.at(0)));
    }

    /** With undefined values in place of what stands for them. */
    private static JsonElement decoded(JsonElement json) {
        return json.toString().equals(RealJmespath.UNDEFINED) ? Undefined.VALUE : within(json, Agreement::decoded);
    }

    private static JsonElement encoded(JsonElement json) {
        return Undefined.is(json) ? JsonParser.parseString(RealJmespath.UNDEFINED) : within(json, Agreement::encoded);
    }

    private static JsonElement within(JsonElement json, UnaryOperator<JsonElement> change) {
        if (json instanceof JsonArray array) {
            JsonArray changed = new JsonArray();
            array.forEach(each -> changed.add(change.apply(each)));
            return changed;
        }
        if (json instanceof JsonObject object) {
            JsonObject changed = new JsonObject();
            object.entrySet().forEach(each -> changed.add(each.getKey(), change.apply(each.getValue())));
            return changed;
        }
        return json;
    }

    private static Optional<String> difference(String query, Answer answer, JsonObject expected) {
        if (answer instanceof Answer.Found found) {
            String text = text(encoded(found.value()));
            boolean same =
                    expected.has("text") && expected.get("text").getAsString().equals(text);
            return same ? Optional.empty() : Optional.of("answered " + text);
        }
        if (answer instanceof Answer.Nothing) {
            return expected.has("nothing") ? Optional.empty() : Optional.of("answered nothing");
        }
        Problem problem = (Problem) answer;
        boolean syntax = problem.kind() == Kind.SYNTAX;
        if (!expected.has("refused") || expected.get("parsed").getAsBoolean() == syntax) {
            return Optional.of("answered " + problem);
        }
        String message = expected.get("refused").getAsString();
        boolean same = syntax
                ? pointsAtTheSameToken(query, problem, message)
                : EVALUATION
                        .getOrDefault(problem.kind(), Pattern.compile("no such message"))
                        .matcher(message)
                        .matches();
        return same ? Optional.empty() : Optional.of("answered " + problem);
    }

    private static boolean pointsAtTheSameToken(String query, Problem problem, String message) {
        int start = problem.span().start();
        if (message.startsWith("Unknown character:")) {
            return message.charAt(message.length() - 1) == query.charAt(start);
        }
        for (Pattern pattern : UNEXPECTED) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.matches()) {
                return Lexer.tokens(query).stream()
                        .anyMatch(
                                token -> token.span().start() == start && token.kind() == TOKENS.get(matcher.group(1)));
            }
        }
        // Its other messages do not say where.
        return true;
    }
}
