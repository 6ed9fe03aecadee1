package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is different in Windows PowerShell 5.1: it writes all arguments into one command line without escaping double
 * quotes, so that those inside an argument are lost or end it early, and it drops empty arguments.
 */
public final class WindowsPowerShell {

    private static final Pattern VERSION =
            Pattern.compile("-v(?:ersion)?[:\\s]\\s*[\"']?([0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EDITION =
            Pattern.compile("-pse(?:dition)?[:\\s]\\s*[\"']?desktop\\b", Pattern.CASE_INSENSITIVE);

    private WindowsPowerShell() {}

    /** Whether the script says that it is written for Windows PowerShell: {@code #requires} with its edition or version. */
    public static boolean requiredBy(Script script) {
        for (Comment comment : script.comments()) {
            String text = comment.text();
            // With a blank behind the mark it is a comment like others.
            if (!script.text().regionMatches(true, comment.span().start(), "#requires ", 0, 10)) {
                continue;
            }
            Matcher version = VERSION.matcher(text);
            if (EDITION.matcher(text).find()
                    || (version.find()
                            && version.group(1).length() == 1
                            && version.group(1).charAt(0) <= '5')) {
                return true;
            }
        }
        return false;
    }

    /** Whether the program would not receive {@code argument} as it is. */
    public static boolean changes(String argument) {
        List<String> received = received(argument);
        return received.size() != 1 || !received.get(0).equals(argument);
    }

    /**
     * What the program receives for one argument: none for an empty one, several if quotation marks inside end it at a
     * blank.
     */
    public static List<String> received(String argument) {
        return arguments(needsQuotes(argument) ? quoted(argument) : argument);
    }

    /** Whether there is a blank that is not between quotation marks of the argument's own. */
    private static boolean needsQuotes(String argument) {
        boolean inside = false;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '"' && (i == 0 || argument.charAt(i - 1) != '\\')) {
                inside = !inside;
            } else if (!inside && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                return true;
            }
        }
        return false;
    }

    private static String quoted(String argument) {
        int backslashes = 0;
        while (backslashes < argument.length() && argument.charAt(argument.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return "\"" + argument + "\\".repeat(backslashes) + "\"";
    }

    /** Splits a command line as programs built with Microsoft's C run-time library do, Node.js among them. */
    private static List<String> arguments(String commandLine) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean started = false;
        boolean inside = false;
        int i = 0;
        while (i < commandLine.length()) {
            char c = commandLine.charAt(i);
            if (c == '\\') {
                int from = i;
                while (i < commandLine.length() && commandLine.charAt(i) == '\\') {
                    i++;
                }
                boolean quoteFollows = i < commandLine.length() && commandLine.charAt(i) == '"';
                int count = i - from;
                argument.append("\\".repeat(quoteFollows ? count / 2 : count));
                if (quoteFollows && count % 2 == 1) {
                    argument.append('"');
                    i++;
                }
                started = true;
            } else if (c == '"') {
                boolean doubled = inside && i + 1 < commandLine.length() && commandLine.charAt(i + 1) == '"';
                if (doubled) {
                    argument.append('"');
                    i++;
                } else {
                    inside = !inside;
                }
                started = true;
                i++;
            } else if (!inside && (c == ' ' || c == '\t')) {
                if (started) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                    started = false;
                }
                i++;
            } else {
                argument.append(c);
                started = true;
                i++;
            }
        }
        if (started) {
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
