package m365ls.query;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
            documents.add(i % 2 == 0 ? generated.rows(3) : generated.document(4));
        }
        List<Case> cases = new ArrayList<>();
        while (cases.size() < count) {
            String query = switch (random.nextInt(10)) {
                case 0 -> COMMON.get(random.nextInt(COMMON.size()));
                case 1, 2, 3 -> generated.steps();
                default -> generated.query(1 + random.nextInt(5));
            };
            cases.add(new Case(
                    random.nextInt(documents.size()), random.nextInt(5) == 0 ? generated.mutant(query) : query));
        }
        Agreement.check(documents, cases, "seed " + seed);
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
        Agreement.check(documents, cases, "common queries");
    }

    @Test
    void ordersTextsForMaxAndMinAsThePackageDoes() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        String characters =
                " !\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~\t\u0001\u007FäÄöéÉèêëáàçñßæÆøØåÅœłđşž€§¿«±–";
        List<String> documents = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            JsonArray texts = new JsonArray();
            // Few different characters, so that texts often differ in the last respect only.
            int first = random.nextInt(characters.length());
            for (int text = 0; text < 3; text++) {
                StringBuilder made = new StringBuilder();
                for (int length = random.nextInt(4); length >= 0; length--) {
                    int at = random.nextInt(3) == 0 ? first : random.nextInt(characters.length());
                    made.append(random.nextInt(4) == 0 ? "aA".charAt(random.nextInt(2)) : characters.charAt(at));
                }
                texts.add(made.toString());
            }
            documents.add(texts.toString());
            cases.add(new Case(i, random.nextBoolean() ? "max(@)" : "min(@)"));
        }
        Agreement.check(documents, cases, "seed " + SEED);
    }
}
