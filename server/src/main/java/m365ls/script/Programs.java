package m365ls.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By which names PowerShell runs the command line tool: {@code m365} and {@code microsoft365}, also by a path, also as
 * the files that npm makes for Windows ({@code m365.cmd}, {@code m365.ps1}), and through a runner of packages. Case
 * does not count, as for commands and for files on Windows.
 */
final class Programs {

    private static final Set<String> TOOLS = Set.of("m365", "microsoft365");
    private static final Set<String> EXTENSIONS = Set.of(".cmd", ".ps1");
    private static final String PACKAGE = "@pnp/cli-microsoft365";
    private static final Set<String> WITH_VALUE = Set.of(
            "-p",
            "--package",
            "-w",
            "--workspace",
            "--registry",
            "--cache",
            "--prefix",
            "--userconfig",
            "-c",
            "--call");

    private Programs() {}

    /**
     * The last part of a path, as far as it is known: text behind the last piece that is not, if that begins with a
     * separator of paths.
     */
    static String tail(List<Piece> pieces) {
        StringBuilder known = new StringBuilder();
        boolean whole = true;
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Text text) {
                known.append(text.text());
            } else {
                known.setLength(0);
                whole = false;
            }
        }
        int separator = Math.max(known.lastIndexOf("/"), known.lastIndexOf("\\"));
        return separator >= 0 || whole ? known.substring(separator + 1) : "";
    }

    /** Whether a file's name is that of the tool. */
    static boolean isTool(String fileName) {
        return TOOLS.contains(plain(fileName));
    }

    /** Whether a file's name is that of a runner of packages. */
    static boolean isRunner(String fileName) {
        return switch (plain(fileName)) {
            case "npx", "bunx", "pnpx" -> true;
            default -> false;
        };
    }

    private static String plain(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(lower.substring(dot)) ? lower.substring(0, dot) : lower;
    }

    /**
     * How many of a runner's arguments are its own, the name of what it runs included.
     *
     * @return empty if it runs something else than the tool
     */
    static Optional<Integer> ownArguments(List<Value> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Optional<String> text = arguments.get(i).text();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            String argument = text.get();
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                boolean tool = isTool(argument) || argument.equals(PACKAGE) || argument.startsWith(PACKAGE + "@");
                return tool ? Optional.of(i + 1) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
