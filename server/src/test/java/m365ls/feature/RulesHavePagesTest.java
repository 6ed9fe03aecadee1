package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void namesTheRuleInThePagesTitleAndInTheList() throws IOException {
        String list = Files.readString(PAGES.resolve("README.md"));
        for (String rule : Rules.IDS) {
            assertTrue(Files.readString(PAGES.resolve(rule + ".md")).startsWith("# " + rule), rule);
            assertTrue(list.contains("| [" + rule + "](" + rule + ".md) | "), rule);
        }
    }
}
