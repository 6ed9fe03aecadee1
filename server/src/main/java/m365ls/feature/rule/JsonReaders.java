package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Section;
import m365ls.text.Lines;

/** Finds where a script reads variables as JSON. */
final class JsonReaders {

    private static final Pattern IN_POWERSHELL = Pattern.compile(
            "\\$(?<piped>\\w{1,64})[ \\t]{0,20}\\|[ \\t]{0,20}ConvertFrom-Json"
                    + "|ConvertFrom-Json[ \\t]{1,20}(?:-InputObject[ \\t]{1,20})?\\$(?<given>\\w{1,64})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_SHELL = Pattern.compile(
            "(?:echo|printf[ \\t]{1,20}'?%s(?:\\\\n)?'?)[ \\t]{1,20}\"?\\$\\{?(?<piped>\\w{1,64})\\}?\"?[ \\t]{0,20}"
                    + "\\|[ \\t]{0,20}jq\\b"
                    + "|\\bjq\\b[^\\n|;<-]{0,200}<<<[ \\t]{0,20}\"?\\$\\{?(?<given>\\w{1,64})");

    /** What stands in a line with a reader, to find these lines fast. */
    private static final List<String> MARKS = List.of("jq", "From-J", "from-j");

    /**
     * A place where a variable is read.
     *
     * @param offset of its name, from the section's begin
     */
    record Reader(String variable, int offset) {}

    private JsonReaders() {}

    /** The readers in one section of {@code script}. Takes linear time. */
    static List<Reader> in(Script script, Section section) {
        List<Reader> all = new ArrayList<>(0);
        String text = section.span().of(script.text());
        Lines lines = script.lines();
        int start = section.span().start();
        Pattern pattern = script.dialect() instanceof PowerShell ? IN_POWERSHELL : IN_SHELL;
        for (String mark : MARKS) {
            int done = 0;
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, Math.max(at + 1, done))) {
                int line = lines.lineAt(start + at);
                done = Math.min(text.length(), lines.endOf(line) - start);
                Matcher matcher = pattern.matcher(text).region(Math.max(0, lines.startOf(line) - start), done);
                while (matcher.find()) {
                    String role = matcher.group("piped") == null ? "given" : "piped";
                    all.add(new Reader(matcher.group(role), matcher.start(role)));
                }
            }
        }
        return all;
    }
}
