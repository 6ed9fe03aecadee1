package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.text.Lines;
import org.junit.jupiter.api.Test;

/** After an edit, a script is what parsing the whole text anew would give. */
class ScriptEditTest {

    private static final long SEED = Long.getLong("edits.seed", new Random().nextLong());
    private static final int EDITS = Integer.getInteger("edits", 4_000);

    private static final List<String> BITS = List.of(
            "\n",
            "\r\n",
            "\r",
            " ",
            "'",
            "\"",
            "`",
            "\\",
            "$(",
            ")",
            "(",
            "{",
            "}",
            "|",
            "|\n",
            "&&",
            ";",
            "#",
            "<#",
            "#>",
            "@'\n",
            "\n'@",
            "@\"\n",
            "\n\"@",
            "<<A\n",
            "\nA\n",
            "<<-'B'\n",
            "\nB\n",
            "((",
            "))",
            "${",
            "\n| jq\n",
            "m365 spo site get --url \"$url\" ",
            "url=https://a.b\n",
            "$url = 'https://a.b'\n",
            "$h = @{}\n",
            "m365 @h\n",
            "read url\n",
            ". ./x\n",
            "if true; then\n",
            "fi\n",
            "for x in a; do\n",
            "done\n",
            "function f {\n",
            "f()\n",
            "else\n",
            "foreach ($x in $y) {\n",
            "x=$(m365 a b)\n",
            "😀",
            "é",
            "\uFEFF",
            "IFS=,\n",
            "export url=1\n",
            "\\\n",
            "`\n");

    @Test
    void isWhatParsingAnewGivesInShells() throws IOException {
        edit(new Shell(), "shell");
    }

    @Test
    void isWhatParsingAnewGivesInPowerShell() throws IOException {
        edit(new PowerShell(), "powershell");
    }

    private static void edit(Dialect dialect, String folder) throws IOException {
        Random random = new Random(SEED);
        List<String> samples = samples(folder);
        String text = "";
        Script script = Script.parse(dialect, text);
        int stretches = 0;
        for (int i = 0; i < EDITS; i++) {
            if (i % 200 == 0) {
                StringBuilder several = new StringBuilder();
                for (int j = 0; j < 8; j++) {
                    several.append(samples.get(random.nextInt(samples.size()))).append('\n');
                }
                text = several.toString();
                script = Script.parse(dialect, text);
                stretches += script.stretches();
            }
            int start = random.nextInt(text.length() + 1);
            int oldEnd = Math.min(text.length(), start + (random.nextInt(3) == 0 ? random.nextInt(40) : 0));
            String bit = random.nextInt(6) == 0 ? "" : BITS.get(random.nextInt(BITS.size()));
            String edited = text.substring(0, start) + bit + text.substring(oldEnd);
            int newEnd = start + bit.length();
            Lines lines = script.lines().after(edited, start, oldEnd, newEnd);
            Script after = script.after(edited, lines, start, oldEnd, newEnd);
            Script anew = Script.parse(dialect, edited);
            String where = "seed " + SEED + ", edit " + i + " of " + bit.replace("\n", "\\n") + " at " + start;
            assertEquals(anew.invocations(), after.invocations(), where);
            assertEquals(anew.comments(), after.comments(), where);
            assertEquals(lineStarts(anew.lines()), lineStarts(lines), where);
            int offset = random.nextInt(edited.length() + 1);
            assertEquals(anew.invocationAt(offset), after.invocationAt(offset), where);
            text = edited;
            script = after;
        }
        int scripts = (EDITS + 199) / 200;
        assertTrue(stretches > 2 * scripts, "seed " + SEED + ": too few stretches to tell anything");
    }

    private static List<Integer> lineStarts(Lines lines) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.count(); i++) {
            starts.add(lines.startOf(i));
            starts.add(lines.endOf(i));
        }
        return starts;
    }

    private static List<String> samples(String folder) throws IOException {
        Path scripts = Path.of(System.getProperty("repository.root"), "test-fixtures", "scripts", folder);
        try (Stream<Path> files = Files.list(scripts)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
