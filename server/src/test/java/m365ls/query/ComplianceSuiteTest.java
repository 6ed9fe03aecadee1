package m365ls.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import m365ls.query.RealJmespath.Case;
import org.junit.jupiter.api.Test;

/**
 * Runs the official compliance suite of JMESPath, as far as the 0.15.0 of the package contains it; later versions come
 * without.
 */
class ComplianceSuiteTest {

    private static final Path SUITE =
            Path.of(System.getProperty("repository.root"), "test-fixtures/node_modules/jmespath/test/compliance");

    /**
     * A case of the suite.
     *
     * @param expected {@code result}, if it demands a value, or else {@code error}
     */
    private record Demand(JsonElement document, String query, JsonObject expected) {

        boolean isMetBy(Parsed parsed) {
            Answer answer = parsed instanceof Query query ? query.apply(document) : (Problem) parsed;
            return expected.has("error")
                    ? answer instanceof Problem
                    : answer instanceof Answer.Found found && found.value().equals(expected.get("result"));
        }
    }

    @Test
    void meetsEveryDemand() throws IOException {
        List<Demand> demands = demands();
        List<String> unmet = new ArrayList<>();
        for (Demand demand : demands) {
            if (!demand.isMetBy(Query.parse(demand.query()))) {
                unmet.add(demand.query());
            }
        }
        assertTrue(demands.size() > 800, () -> "only " + demands.size() + " demands");
        assertEquals(List.of(), unmet);
    }

    @Test
    void answersTheSuiteAsThePackageDoes() throws IOException, InterruptedException {
        List<String> documents = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        for (Demand demand : demands()) {
            cases.add(new Case(documents.size(), demand.query()));
            documents.add(demand.document().toString());
        }
        Agreement.check(documents, cases, "compliance suite");
    }

    private static List<Demand> demands() throws IOException {
        List<Demand> demands = new ArrayList<>();
        try (Stream<Path> files = Files.list(SUITE)) {
            for (Path file : files.sorted().toList()) {
                for (JsonElement group :
                        JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
                    JsonElement document = group.getAsJsonObject().get("given");
                    for (JsonElement one : group.getAsJsonObject().getAsJsonArray("cases")) {
                        JsonObject expected = one.getAsJsonObject();
                        demands.add(
                                new Demand(document, expected.get("expression").getAsString(), expected));
                    }
                }
            }
        }
        return demands;
    }
}
