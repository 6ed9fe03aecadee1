package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void showsWhatIsRequired() {
        check("m365 spo site get <|>", "spo site get --url <url> [options]");
        check("m365 spo list get <|>", "spo list get --webUrl <webUrl> --id <id> | --title <title> [options]");
        check("m365 spo site get --url x <|>", "spo site get [options]");
        check("m365 spo site get --url x -o json --debug <|>", "spo site get");
    }

    @Test
    void marksTheOptionAtTheCursor() {
        check("m365 spo site get --url <|>", "spo site get *--url <url>* [options]");
        check("m365 spo site get --url x<|>", "spo site get *--url <url>* [options]");
        check("m365 spo site get --url=<|>", "spo site get *--url <url>* [options]");
        check("m365 spo site get -u $u<|>rl", "spo site get *--url <url>* [options]");
        check("m365 spo site get --ur<|>l x", "spo site get *--url <url>* [options]");
        check("m365 spo list get --webUrl x --id <|>", "spo list get *--id <id> | --title <title>* [options]");
        check(
                "m365 spo list get --title <|>",
                "spo list get --webUrl <webUrl> *--id <id> | --title <title>* [options]");
    }

    @Test
    void showsAnOptionalOptionAtTheCursor() {
        check("m365 spo site get --output <|>", "spo site get --url <url> *[--output <output>]* [options]");
        check("m365 spo site list --withOneDriveSites <|>", "spo site list *[--withOneDriveSites]* [options]");
        check("m365 spo site list --webUrl <|>", "spo site list *[--webUrl <webUrl>]* [options]");
    }

    @Test
    void showsNothingBeforeTheNameIsComplete() {
        check("m365 <|>", "");
        check("m365 spo si<|>", "");
        check("m365 spo site get<|>", "");
        check("m365 nope get --x <|>", "");
        check("# m365 spo site get <|>", "");
        check("m365 spo site get | jq <|>", "");
    }

    @Test
    void showsACommandThatIsAGroupToo() {
        check("m365 spo page <|>", "spo page [options]");
        check("m365 spo page a<|>", "");
    }

    @Test
    void tellsWhatIsMissing() {
        assertEquals(
                "Still missing: `--webUrl`; one of `--id`, `--title`.",
                at(SHELL, ContextFile.NONE, "m365 spo list get <|>")
                        .orElseThrow()
                        .markdown());
        assertEquals(
                "Nothing is missing.",
                at(POWERSHELL, ContextFile.NONE, "m365 spo site get --url x <|>")
                        .orElseThrow()
                        .markdown());
    }

    @Test
    void saysNothingIsMissingWhereArgumentsAreUnknown() {
        Signature signature =
                at(SHELL, ContextFile.NONE, "m365 spo site get $options <|>").orElseThrow();
        assertEquals("", signature.markdown());
        assertEquals("spo site get [options]", signature.label());
    }

    @Test
    void doesNotRequireWhatAContextFileMaySupply() {
        ContextFile unknown = new ContextFile(true, false, Set.of());
        assertEquals(
                "spo site get [options]",
                at(SHELL, unknown, "m365 spo site get <|>").orElseThrow().label());
        ContextFile other = new ContextFile(true, true, Set.of("title"));
        assertEquals(
                "spo site get --url <url> [options]",
                at(SHELL, other, "m365 spo site get <|>").orElseThrow().label());
    }

    @Test
    void explainsTheOptionAtTheCursorOnly() {
        Signature signature =
                at(SHELL, ContextFile.NONE, "m365 spo list get --title <|>").orElseThrow();
        List<String> texts = signature.parameters().stream()
                .map(Signature.Parameter::markdown)
                .toList();
        assertEquals(List.of("", "The title.", ""), texts);
    }

    @Test
    void worksOnContinuedLinesAndInSubstitutions() {
        check(SHELL, "x=$(m365 spo site get \\\n  <|>)", "spo site get --url <url> [options]");
        check(POWERSHELL, "$x = \"$(m365 spo site get `\r\n  <|>)\"", "spo site get --url <url> [options]");
    }

    private static void check(String marked, String expected) {
        check(SHELL, marked, expected);
        check(POWERSHELL, marked, expected);
    }

    /** Holds the label against the one expected, in which the active parameter stands between stars. */
    private static void check(Dialect dialect, String marked, String expected) {
        Optional<Signature> found = at(dialect, ContextFile.NONE, marked);
        assertEquals(expected, found.map(SignaturesTest::starred).orElse(""), dialect.id() + ": " + marked);
    }

    private static String starred(Signature signature) {
        StringBuilder label = new StringBuilder(signature.label());
        assertTrue(signature.active() < signature.parameters().size());
        if (signature.active() >= 0) {
            Signature.Parameter active = signature.parameters().get(signature.active());
            label.insert(active.end(), '*').insert(active.start(), '*');
        }
        return label.toString();
    }

    private static Optional<Signature> at(Dialect dialect, ContextFile contextFile, String marked) {
        Marked at = Marked.of(dialect, SmallCatalog.CATALOG, contextFile, marked);
        return Signatures.at(at.snapshot(), at.offset());
    }
}
