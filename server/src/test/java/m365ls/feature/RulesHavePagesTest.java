package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.feature.rule.RuleSummary;
import m365ls.feature.rule.Rules;
import org.junit.jupiter.api.Test;

class RulesHavePagesTest {

    private static final Path PAGES = Path.of(System.getProperty("repository.root"), "docs", "rules");

    @Test
    void hasAPageForEachRuleAndARuleForEachPage() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            TreeSet<String> pages = files.map(f -> f.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .map(name -> name.replace(".md", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(Rules.IDS), pages);
        }
    }

    @Test
    void saysInPagesAndListWhatEachRuleSaysOfItself() throws IOException {
        String list = Files.readString(PAGES.resolve("README.md"));
        for (RuleSummary rule : Rules.SUMMARIES) {
            String id = rule.id();
            String severity = rule.severity().name().toLowerCase(Locale.ROOT);
            String page = Files.readString(PAGES.resolve(id + ".md"));
            assertTrue(page.startsWith("# " + id), id);
            assertTrue(page.toLowerCase(Locale.ROOT).contains("\n\n**" + severity), id);
            List<String> rows = list.lines()
                    .filter(line -> line.startsWith("| [" + id + "](" + id + ".md) | " + severity))
                    .toList();
            assertEquals(1, rows.size(), id);
            assertTrue(rows.get(0).endsWith(" | " + rule.text() + " |"), rows.get(0));
        }
    }
}
