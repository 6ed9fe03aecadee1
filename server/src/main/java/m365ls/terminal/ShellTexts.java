package m365ls.terminal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What shells read: {@code m365} itself, and what puts it first in their {@code PATH}. */
final class ShellTexts {

    /** Makes the runtime start as fast as it can; a call loads some twenty classes of ours. */
    private static final String FLAGS =
            "-Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx64m -Dfile.encoding=UTF-8";

    private ShellTexts() {}

    /** {@code m365} for the shells of POSIX, and for those of them that run on Windows. */
    static String program(TerminalFiles.Program program) {
        // Options that other programs are to get would be reported on standard error. Arguments are read as the locale
        // says, and outside of a UTF-8 one the runtime loses what is not ASCII.
        return """
                #!/bin/sh
                unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
                case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
                  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
                  *) LC_ALL=C.UTF-8; export LC_ALL ;;
                esac
                exec %s %s -cp %s %s "$@"
                """.formatted(quoted(program.java()), FLAGS, quoted(program.classPath()), program.mainClass());
    }

    /** {@code m365.cmd}. */
    static String batch(TerminalFiles.Program program) {
        return """
                @echo off
                setlocal
                set "JAVA_TOOL_OPTIONS="
                set "JDK_JAVA_OPTIONS="
                set "_JAVA_OPTIONS="
                "%s" %s -cp "%s" %s %%*
                exit /b %%errorlevel%%
                """.formatted(inBatch(program.java()), FLAGS, inBatch(program.classPath()), program.mainClass())
                .replace("\n", "\r\n");
    }

    /** The user's own file, then the folder first in {@code PATH}, whatever that file did to it. */
    static String bash(Path programs) {
        return """
                if [ -f ~/.bashrc ]; then . ~/.bashrc; fi
                unalias m365 2>/dev/null
                unset -f m365
                _m365ls=%s
                if command -v cygpath >/dev/null 2>&1; then _m365ls=$(cygpath -u "$_m365ls"); fi
                PATH=$_m365ls:$PATH
                export PATH
                unset _m365ls
                """.formatted(quoted(programs));
    }

    /**
     * The user's own file, from where zsh goes on to look for its others; before the first prompt, when all have been
     * read, the folder comes first in {@code PATH}.
     */
    static String zsh(Path programs) {
        return """
                export ZDOTDIR="${M365LS_ZDOTDIR:-$HOME}"
                unset M365LS_ZDOTDIR
                if [[ -f "$ZDOTDIR/.zshenv" ]]; then . "$ZDOTDIR/.zshenv"; fi
                _m365ls_first() {
                  unalias m365 2>/dev/null
                  unfunction m365 2>/dev/null
                  path=(%s $path)
                  precmd_functions=(${precmd_functions:#_m365ls_first})
                }
                precmd_functions+=(_m365ls_first)
                """.formatted(quoted(programs));
    }

    /** {@code m365.ps1}. */
    static String powerShell() {
        try (InputStream text = ShellTexts.class.getResourceAsStream("m365.ps1")) {
            if (text == null) {
                throw new IllegalStateException("m365.ps1 is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(Path path) {
        // The shells that run on Windows take paths with slashes.
        String text = File.separatorChar == '\\' ? path.toString().replace('\\', '/') : path.toString();
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String inBatch(Path path) {
        return path.toString().replace("%", "%%");
    }
}
