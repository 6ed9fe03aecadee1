package m365ls.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames;
import m365ls.catalog.OptionSpec;
import m365ls.feature.Completions;
import m365ls.feature.ContextFile;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Findings;
import m365ls.feature.Fix;
import m365ls.feature.Fixes;
import m365ls.feature.Folds;
import m365ls.feature.Highlights;
import m365ls.feature.Hovers;
import m365ls.feature.Lenses;
import m365ls.feature.Links;
import m365ls.feature.Outline;
import m365ls.feature.Settings;
import m365ls.feature.Signatures;
import m365ls.feature.Snapshot;
import m365ls.feature.Suggestion;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.text.Span;

/**
 * Every feature on scripts made by a grammar, at the borders of their words: each answer lies within the text and can be
 * applied, and each input is done within a second.
 */
public final class FeaturesTarget {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    private static final List<String> BEFORE = List.of(
            "",
            "",
            "",
            "$x = ",
            "x=$(",
            "if ",
            "npx ",
            "echo a | ",
            "& ",
            "# ",
            "foreach ($i in 1..3) {",
            "! ",
            "(",
            "cat <<E\n",
            "@'\n",
            "sudo ",
            "time ",
            "VAR=1 ",
            "{ ");

    private static final List<String> AFTER = List.of(
            "\n",
            "\n",
            "\r\n",
            "\r",
            " | jq .\n",
            ")\n",
            "\"\n",
            ";",
            " && ",
            " || true\n",
            " > out.json\n",
            "}\n",
            "\nE\n",
            "\n'@\n",
            " 2>&1\n",
            " &\n",
            " # why\n",
            " `\n",
            " \\\n");

    private static final List<String> VALUES = List.of(
            "x",
            "$x",
            "'a b'",
            "\"a $b c\"",
            "https://contoso.sharepoint.com/sites/hr",
            "",
            "''",
            "\"",
            "'",
            "$(Get-Date)",
            "$(date)",
            "`date`",
            "@data.json",
            "{\"a\":1}",
            "'{\"a\":1}'",
            "1",
            "true",
            "\ud83d\ude00",
            "[?a=='b'].c",
            "`",
            "\\",
            "@splat",
            "--%",
            "a,b",
            "$env:X",
            "${x[1]}",
            "<<<",
            "$'a\\n'",
            "*.sh");

    private static final List<String> SPLICES = List.of(
            "\"", "'", "$(", ")", "{", "}", "`", "\\\n", "`\n", "--", "=", "\n", "\u0000", "\ud83d", "<<E", "#", "<#",
            "#>", "m365 ", " ", "@\"", "\t", "\ufeff");

    private FeaturesTarget() {}

    /** What Jazzer calls first: loading classes, which Jazzer changes when they are loaded, is not what an input costs. */
    public static void fuzzerInitialize() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            check(new Input(bytes));
        }
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Input.timed(() -> check(new Input(bytes)));
    }

    private static void check(Input input) {
        Dialect dialect = input.octet() % 2 == 0 ? new Shell() : new PowerShell();
        String text = script(input);
        Snapshot snapshot =
                new Snapshot(Script.parse(dialect, text), CATALOG, FORMER, Settings.DEFAULT, ContextFile.NONE);
        List<Finding> findings = Findings.of(snapshot);
        for (Finding finding : findings) {
            within(text, finding.span());
            for (Fix fix : finding.fixes()) {
                apart(text, fix.edits());
            }
        }
        apart(text, Fixes.all(snapshot));
        Outline.of(snapshot).forEach(symbol -> {
            within(text, symbol.span());
            hold(
                    symbol.span().start() <= symbol.nameSpan().start()
                            && symbol.nameSpan().end() <= symbol.span().end(),
                    symbol);
        });
        Folds.of(snapshot).forEach(span -> within(text, span));
        Links.of(snapshot).forEach(link -> within(text, link.span()));
        Highlights.of(snapshot).forEach(highlight -> within(text, highlight.span()));
        Lenses.of(snapshot).forEach(lens -> within(text, lens.span()));
        List<Integer> borders = borders(text);
        for (int i = 0; i < 4; i++) {
            at(snapshot, input.pick(borders));
        }
    }

    private static void at(Snapshot snapshot, int offset) {
        String text = snapshot.script().text();
        for (Suggestion suggestion : Completions.at(snapshot, offset)) {
            hold(suggestion.edit().span().touches(offset), suggestion);
            List<Edit> edits = new ArrayList<>(suggestion.additional());
            edits.add(suggestion.edit());
            apart(text, edits);
        }
        Hovers.at(snapshot, offset).ifPresent(hover -> within(text, hover.span()));
        Signatures.at(snapshot, offset);
        Fixes.at(snapshot, new Span(offset, offset)).forEach(finding -> within(text, finding.span()));
    }

    /** Calls and what surrounds them, some of it cut and spliced. */
    private static String script(Input input) {
        StringBuilder text = new StringBuilder();
        for (int calls = input.below(6); calls >= 0; calls--) {
            text.append(input.pick(BEFORE)).append("m365");
            CommandSpec command = input.pick(CATALOG.commands());
            text.append(' ').append(command.name());
            for (int options = input.below(5); options > 0 && !command.options().isEmpty(); options--) {
                OptionSpec option = input.pick(command.options());
                text.append(" --").append(option.name()).append(input.once(4) ? "=" : " ");
                text.append(
                        input.once(3) && !option.values().isEmpty() ? input.pick(option.values()) : input.pick(VALUES));
            }
            text.append(input.pick(AFTER));
        }
        for (int splices = input.below(4); splices > 0; splices--) {
            int start = input.below(text.length() + 1);
            int end = Math.min(text.length(), start + (input.once(2) ? input.below(12) : 0));
            text.replace(start, end, input.once(5) ? input.text(6) : input.pick(SPLICES));
        }
        return text.toString();
    }

    /** Where a word starts or ends. */
    private static List<Integer> borders(String text) {
        List<Integer> borders = new ArrayList<>(List.of(0, text.length()));
        for (int i = 1; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i - 1)) != Character.isLetterOrDigit(text.charAt(i))) {
                borders.add(i);
            }
        }
        return borders;
    }

    private static void within(String text, Span span) {
        hold(span.start() >= 0 && span.start() <= span.end() && span.end() <= text.length(), span);
    }

    /** Edits that can be made at once. */
    private static void apart(String text, List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparing((Edit edit) -> edit.span().start())
                .thenComparing(edit -> edit.span().end()));
        for (int i = 0; i < sorted.size(); i++) {
            within(text, sorted.get(i).span());
            hold(
                    i == 0
                            || sorted.get(i - 1).span().end()
                                    <= sorted.get(i).span().start(),
                    edits);
        }
    }

    private static void hold(boolean condition, Object what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
