package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * A double quote that the program does not receive, since no backslash escapes it.
     *
     * @param offset where it stands in the argument
     * @param missing the backslashes that must be added in front of it
     */
    public record Loss(int offset, String missing) {}

    /**
     * The double quotes in {@code argument} that are lost; none in {@code ""}, which is how an empty argument is passed.
     */
    public static List<Loss> losses(String argument) {
        List<Loss> losses = new ArrayList<>();
        int backslashes = 0;
        for (int i = 0; i < argument.length() && !argument.equals("\"\""); i++) {
            char c = argument.charAt(i);
            if (c == '"' && backslashes % 2 == 0) {
                losses.add(new Loss(i, "\\".repeat(backslashes + 1)));
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return losses;
    }

    /** The arguments of {@code invocation}, as PowerShell 7 would pass them, that are empty or lose double quotes. */
    public static List<Argument> losing(Invocation invocation) {
        int verbatim = verbatimFrom(invocation);
        return invocation.arguments().stream()
                .filter(a -> a.word().span().start() < verbatim && loses(a.value()))
                .toList();
    }

    private static boolean loses(Value value) {
        return value.text().filter(String::isEmpty).isPresent() || hasLosses(value);
    }

    private static boolean hasLosses(Value value) {
        for (Value.Part part : value.parts()) {
            if (part instanceof Value.Part.Text text && !losses(text.text()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code invocation} with the arguments that the program receives. Where the script writes double quotes beside
     * something that is only known when it runs, how many they become is not known either.
     */
    public static Invocation passed(Invocation invocation) {
        int verbatim = verbatimFrom(invocation);
        List<Argument> passed = new ArrayList<>();
        for (Argument argument : invocation.arguments()) {
            Optional<String> known = argument.value().text();
            if (argument.word().span().start() >= verbatim) {
                passed.add(argument);
            } else if (known.isPresent()) {
                received(known.get()).forEach(r -> passed.add(new Argument(argument.word(), Value.known(r))));
            } else {
                passed.add(hasLosses(argument.value()) ? new Argument(argument.word(), Value.anything()) : argument);
            }
        }
        return new Invocation(
                invocation.span(),
                invocation.reach(),
                invocation.program(),
                invocation.words(),
                passed,
                invocation.surroundings());
    }

    /** Where the words begin that PowerShell passes on as they are written, behind {@code --%}. */
    private static int verbatimFrom(Invocation invocation) {
        for (Word word : invocation.words()) {
            if (word.span().length() == 3
                    && word.pieces().size() == 1
                    && word.pieces().get(0) instanceof Piece.Text text
                    && text.text().equals("--%")) {
                return word.span().end();
            }
        }
        return Integer.MAX_VALUE;
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
