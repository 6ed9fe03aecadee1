package m365ls.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which dialect a script is written in. */
public final class Dialects {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    private static final List<String> SHELL_LANGUAGES =
            List.of("shellscript", "shell", "sh", "bash", "zsh", "ksh", "dash", "shell-script", "bats");
    private static final List<String> POWERSHELL_LANGUAGES = List.of("powershell", "pwsh", "ps1");
    private static final List<String> SHELL_ENDINGS = List.of(".sh", ".bash", ".zsh", ".ksh");
    private static final List<String> POWERSHELL_ENDINGS = List.of(".ps1", ".psm1");
    private static final List<String> SHELL_PROGRAMS = List.of("sh", "bash", "zsh", "ksh", "mksh", "dash", "ash");
    private static final List<String> POWERSHELL_PROGRAMS = List.of("pwsh", "powershell");

    private Dialects() {}

    /** The dialect with this {@link Dialect#id}. */
    public static Optional<Dialect> ofId(String id) {
        return List.of(SHELL, POWERSHELL).stream()
                .filter(d -> d.id().equals(id))
                .findFirst();
    }

    /** The dialect of an editor's language identifier, such as {@code shellscript}. */
    public static Optional<Dialect> ofLanguage(String languageId) {
        String language = languageId.toLowerCase(Locale.ROOT);
        return choose(SHELL_LANGUAGES.contains(language), POWERSHELL_LANGUAGES.contains(language));
    }

    /** The dialect of a file, from the ending of its name or path. */
    public static Optional<Dialect> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return choose(
                SHELL_ENDINGS.stream().anyMatch(lower::endsWith),
                POWERSHELL_ENDINGS.stream().anyMatch(lower::endsWith));
    }

    /** The dialect of the program that the script's first line names, as in {@code #!/usr/bin/env -S bash -e}. */
    public static Optional<Dialect> ofFirstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        line = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!line.startsWith("#!")) {
            return Optional.empty();
        }
        for (String word : line.substring(2).strip().split("[ \t]+")) {
            String program = word.substring(word.lastIndexOf('/') + 1);
            // What env is given before the program: options, and variables to set.
            if (program.equals("env") || word.startsWith("-") || word.contains("=")) {
                continue;
            }
            return choose(SHELL_PROGRAMS.contains(program), POWERSHELL_PROGRAMS.contains(program));
        }
        return Optional.empty();
    }

    /** The dialect of a file, from its name, else from its first line; a shell's where neither tells. */
    public static Dialect of(String name, String text) {
        return ofName(name).or(() -> ofFirstLine(text)).orElse(SHELL);
    }

    private static Optional<Dialect> choose(boolean shell, boolean powerShell) {
        return shell ? Optional.of(SHELL) : powerShell ? Optional.of(POWERSHELL) : Optional.empty();
    }
}
