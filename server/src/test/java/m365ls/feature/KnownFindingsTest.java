package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.script.Dialects;
import m365ls.script.Script;
import m365ls.text.Lines;
import org.junit.jupiter.api.Test;

/** After any edit the findings are those of a look at the whole script anew. */
class KnownFindingsTest {

    private static final long SEED = Long.getLong("m365ls.knownfindings.seed", 20_260_901);

    /** Edits of each sample script. */
    private static final int EDITS = Integer.getInteger("m365ls.knownfindings.edits", 40);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    private static final List<String> TYPED = List.of(
            "\n",
            " ",
            "\"",
            "'",
            "`",
            "\\",
            " x",
            "$",
            "#",
            "m365 aad user get --confirm\n",
            " --output text",
            "m365 cli config set --key output --value text\n",
            "m365 login --authType secret\n",
            "Read-Host\nread -p\n",
            "# m365ls-disable-next-line\n",
            "a=1\n$a = 1\n",
            "\r\n",
            "(");

    @Test
    void findsAfterAnEditWhatALookAnewFinds() throws IOException {
        Random random = new Random(SEED);
        int findings = 0;
        for (Path file : samples()) {
            String text = Files.readString(file).repeat(2);
            Script script = Script.parse(Dialects.of(file.toString(), text), text);
            KnownFindings known = KnownFindings.NONE;
            for (int i = 0; i < EDITS; i++) {
                Findings.Look look = Findings.of(snapshot(script), known);
                List<Finding> anew = Findings.of(snapshot(Script.parse(script.dialect(), script.text())));
                assertEquals(anew, look.findings(), () -> "seed " + SEED + ", " + file);
                findings += anew.size();
                known = look.known();
                script = edited(script, random);
            }
        }
        assertTrue(findings > 1_000, findings + " findings");
    }

    private static Script edited(Script script, Random random) {
        String text = script.text();
        int start = random.nextInt(text.length() + 1);
        int end = random.nextInt(3) > 0 ? start : Math.min(text.length(), start + random.nextInt(30));
        String typed = TYPED.get(random.nextInt(TYPED.size()));
        String after = text.substring(0, start) + typed + text.substring(end);
        return script.after(after, Lines.of(after), start, end, start + typed.length());
    }

    private static Snapshot snapshot(Script script) {
        return new Snapshot(script, CATALOG, FORMER, Settings.DEFAULT, ContextFile.NONE);
    }

    private static List<Path> samples() throws IOException {
        Path folder = Path.of(System.getProperty("repository.root"), "test-fixtures", "scripts");
        List<Path> files = new ArrayList<>();
        for (String dialect : List.of("shell", "powershell")) {
            try (Stream<Path> list = Files.list(folder.resolve(dialect))) {
                list.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
