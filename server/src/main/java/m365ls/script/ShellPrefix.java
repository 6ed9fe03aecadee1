package m365ls.script;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command that runs the command named by one of its arguments.
 *
 * @param withValue its options whose value is the next word
 * @param operands number of operands of its own before the command
 * @param assigns whether {@code NAME=value} may stand before the command
 * @param packages whether it runs a package's program, not a command
 */
record ShellPrefix(Set<String> withValue, int operands, boolean assigns, boolean packages) {

    static final ShellPrefix NONE = new ShellPrefix(Set.of(), 0, false, false);

    /** {@code npx} and its like, once what they are to do is known. */
    static final ShellPrefix RUNNER = new ShellPrefix(
            Set.of(
                    "-p",
                    "--package",
                    "-w",
                    "--workspace",
                    "--registry",
                    "--cache",
                    "--prefix",
                    "--userconfig",
                    "-C",
                    "--dir",
                    "--filter",
                    "-F",
                    "--cwd"),
            0,
            false,
            true);

    /** Runners whose first argument may tell what to do ({@code npm exec}), by name. */
    private static final Map<String, Set<String>> SUBCOMMANDS = Map.of(
            "npm", Set.of("exec", "x"),
            "pnpm", Set.of("dlx", "exec"),
            "yarn", Set.of("dlx", "exec", "run"),
            "bun", Set.of("x", "run"));

    private static final Map<String, ShellPrefix> BY_NAME = Map.ofEntries(
            Map.entry("command", plain()),
            Map.entry("builtin", plain()),
            Map.entry("exec", plain("-a")),
            Map.entry("time", plain("-f", "-o")),
            Map.entry("nohup", plain()),
            Map.entry("setsid", plain()),
            Map.entry("noglob", plain()),
            Map.entry("nocorrect", plain()),
            Map.entry("winpty", plain()),
            Map.entry("nice", plain("-n")),
            Map.entry("ionice", plain("-c", "-n")),
            Map.entry("stdbuf", plain("-i", "-o", "-e")),
            Map.entry("timeout", new ShellPrefix(Set.of("-s", "-k", "--signal", "--kill-after"), 1, false, false)),
            Map.entry(
                    "xargs",
                    plain(
                            "-I",
                            "-n",
                            "-P",
                            "-L",
                            "-d",
                            "-s",
                            "-a",
                            "-E",
                            "--max-args",
                            "--max-procs",
                            "--delimiter",
                            "--replace",
                            "--arg-file")),
            Map.entry("env", new ShellPrefix(Set.of("-u", "-C", "--unset", "--chdir"), 0, true, false)),
            Map.entry("doas", new ShellPrefix(Set.of("-u", "-C"), 0, true, false)),
            Map.entry(
                    "sudo",
                    new ShellPrefix(
                            Set.of(
                                    "-u",
                                    "-g",
                                    "-h",
                                    "-p",
                                    "-C",
                                    "-T",
                                    "-r",
                                    "-t",
                                    "-D",
                                    "-R",
                                    "-U",
                                    "--user",
                                    "--group",
                                    "--host",
                                    "--prompt",
                                    "--chdir"),
                            0,
                            true,
                            false)),
            Map.entry("npx", RUNNER),
            Map.entry("bunx", RUNNER),
            Map.entry("npm", RUNNER),
            Map.entry("pnpm", RUNNER),
            Map.entry("yarn", RUNNER),
            Map.entry("bun", RUNNER));

    private static ShellPrefix plain(String... withValue) {
        return new ShellPrefix(Set.of(withValue), 0, false, false);
    }

    /** The prefix of this name. */
    static Optional<ShellPrefix> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** What the first argument of a runner must be, if it must be one of a few. */
    static Set<String> subcommands(String name) {
        return SUBCOMMANDS.getOrDefault(name, Set.of());
    }

    /** Whether the next word is the value of this option, which may be a group of letters ({@code -Eu}). */
    boolean takesValue(String option) {
        if (withValue.contains(option)) {
            return true;
        }
        return option.length() > 2
                && option.charAt(1) != '-'
                && withValue.contains("-" + option.charAt(option.length() - 1))
                && !withValue.contains(option.substring(0, 2));
    }
}
