package m365ls.lsp;

import java.util.regex.Pattern;

/** Markdown, written as plain text for clients that show it as it is. */
final class PlainText {

    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*```.*\\R?");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>-])");
    private static final Pattern TABLE_RULE = Pattern.compile("(?m)^\\|[-|: ]+\\|[ \\t]*\\R?");
    private static final Pattern TABLE_EDGE = Pattern.compile("(?m)^\\| *| *\\|[ \\t]*$");
    private static final Pattern TABLE_CELLS = Pattern.compile("(?m)(?<=\\S) \\| (?=\\S)");
    private static final Pattern GAP = Pattern.compile("\\n{3,}");

    private PlainText() {}

    /**
     * {@code markdown} without the marks of headings, tables, emphasis, code and links; a link's address follows in
     * brackets.
     */
    static String of(String markdown) {
        String text = FENCE.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1 ($2)");
        text = TABLE_RULE.matcher(text).replaceAll("");
        text = TABLE_EDGE.matcher(text).replaceAll("");
        text = TABLE_CELLS.matcher(text).replaceAll(": ");
        text = HEADING.matcher(text).replaceAll("");
        text = STRONG.matcher(text).replaceAll("$1");
        text = CODE.matcher(text).replaceAll("$1");
        text = ESCAPED.matcher(text).replaceAll("$1");
        return GAP.matcher(text).replaceAll("\n\n").strip();
    }
}
