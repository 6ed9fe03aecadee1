package m365ls.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.query.Problem.Kind;
import m365ls.query.RealJmespath.Case;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares answers with those of the package that the command line tool uses: of queries made by chance and damaged by
 * chance, and of those of the kinds that scripts use.
 *
 * <p>{@code -Dqueries.seed} and {@code -Dqueries.cases} choose other queries, and more of them.
 */
class QueryAgreementTest {

    private static final long SEED = Long.getLong("queries.seed", 365);

    /** Of the kinds that scripts use. */
    private static final List<String> COMMON = List.of(
            "[].Title",
            "[*].Url",
            "[0].id",
            "[-1]",
            "[*].[Title, Url]",
            "[].{title: Title, url: Url}",
            "value[*].{id: id, name: displayName}",
            "[?Title == 'Home'].Url",
            "[?Title=='Home'] | [0]",
            "[?status==`completed`]",
            "[?status==`completed` || status==`failed`].id",
            "[?contains(Url, 'sites')]",
            "[?contains(Url, `/sites/`)].{Title: Title}",
            "[?starts_with(displayName, 'A') && mail != null]",
            "[?ends_with(Url, 'com')].Title | [0]",
            "[?Template!='STS#3']",
            "[?!mail]",
            "[?mail].mail",
            "[?size > `1000`].{name: name, size: size}",
            "[?size >= '1000']",
            "[?ArchivedBy.user.displayName == 'Ann']",
            "length(@)",
            "length([?status=='failed'])",
            "sort_by(@, &Title)[*].Title",
            "reverse(sort_by([?Title], &Title))[0:5]",
            "max_by(@, &size).name",
            "max_by(`[]`, &size)",
            "min_by(value, &id)",
            "sum([].size)",
            "avg([*].size)",
            "join(', ', [].Title)",
            "keys(@)",
            "*.id",
            "value[?name=='n'].id | [0]",
            "value[].owners[].userPrincipalName",
            "[].[Title, owners[0].userPrincipalName]",
            "[?Title=='Home' && status=='completed'].{id: id, missing: nothing}",
            "{count: length(@), titles: [].Title}",
            "to_string([0])",
            "not_null(mail, displayName, 'none')",
            "map(&to_number(Id), @)",
            "type(@)",
            "@",
            "[?to_number(Id) < `5`]",
            "[::2]",
            "[?Title==\"Home\"]",
            "[?Title=Home]",
            "[?Title=='Home'",
            "Title.",
            "[?length(@.Title) > `1`]",
            "[].Title[]");

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

    @Test
    void answersQueriesMadeByChanceAsThePackageDoes() throws IOException, InterruptedException {
        agree(SEED, 20_000);
    }

    @Test
    @Tag("long")
    void answersVeryManyQueriesMadeByChanceAsThePackageDoes() throws IOException, InterruptedException {
        agree(SEED + 1, Integer.getInteger("queries.cases", 120_000));
    }

    private static void agree(long seed, int count) throws IOException, InterruptedException {
        GeneratedQueries generated = new GeneratedQueries(new Random(seed));
        Random random = new Random(~seed);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            documents.add(generated.document(4));
        }
        List<Case> cases = new ArrayList<>();
        while (cases.size() < count) {
            boolean common = random.nextInt(10) == 0;
            String query = common ? COMMON.get(random.nextInt(COMMON.size())) : generated.query(1 + random.nextInt(5));
            cases.add(new Case(
                    random.nextInt(documents.size()), random.nextInt(5) == 0 ? generated.mutant(query) : query));
        }
        compare(documents, cases, "seed " + seed);
    }

    @Test
    void answersQueriesOfTheKindsThatScriptsUseAsThePackageDoes() throws IOException, InterruptedException {
        List<String> documents = List.of(
                "[{\"Id\": \"1\", \"Title\": \"Home\", \"Url\": \"https://contoso.sharepoint.com\", \"Template\": \"STS#3\","
                        + " \"displayName\": \"Ann\", \"status\": \"completed\", \"id\": 5, \"AppCatalogVersion\": \"1\"}]",
                "{\"value\": [{\"id\": \"x\", \"name\": \"n\", \"mail\": null}], \"Title\": \"Home\", \"Id\": 3}",
                "[]",
                "null");
        List<Case> cases = new ArrayList<>();
        for (String query : COMMON) {
            for (int document = 0; document < documents.size(); document++) {
                cases.add(new Case(document, query));
            }
        }
        compare(documents, cases, "common queries");
    }

    private static void compare(List<String> documents, List<Case> cases, String origin)
            throws IOException, InterruptedException {
        List<JsonElement> parsed =
                documents.stream().map(JsonParser::parseString).toList();
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

    private static Optional<String> difference(String query, Answer answer, JsonObject expected) {
        if (answer instanceof Answer.Found found) {
            String text = JsonText.of(found.value());
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
