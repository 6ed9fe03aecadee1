package m365ls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import m365ls.script.Dialects;
import nl.basjes.gitignore.GitIgnore;

/** Finds the script files in folders, leaving out what {@code .gitignore} files and patterns leave out. */
final class ScriptFiles {

    /** How much of a file without extension is read to look for a shell's name in its first line. In bytes. */
    private static final int FIRST_LINE_CAP = 256;

    private final List<Pattern> excluded;
    private final BiConsumer<Path, String> problems;

    /**
     * Patterns and the folder they are relative to.
     *
     * @param folder absolute
     * @param rules the patterns
     */
    record Pattern(Path folder, GitIgnore rules) {

        /** @param patterns as in {@code .gitignore} */
        static Pattern of(Path folder, List<String> patterns) {
            return new Pattern(folder.toAbsolutePath().normalize(), new GitIgnore(String.join("\n", patterns)));
        }

        /** True: leave it out; false: take it in again; null: nothing is said. */
        private int verdict(Path path, boolean isFolder) {
            Path absolute = path.toAbsolutePath().normalize();
            if (!absolute.startsWith(folder) || absolute.equals(folder)) {
                return 0;
            }
            String relative = folder.relativize(absolute).toString().replace('\\', '/');
            Boolean ignored = rules.isIgnoredFile("/" + relative + (isFolder ? "/" : ""));
            return ignored == null ? 0 : ignored ? 1 : -1;
        }
    }

    /** @param problems told of each folder that cannot be read */
    ScriptFiles(List<Pattern> excluded, BiConsumer<Path, String> problems) {
        this.excluded = List.copyOf(excluded);
        this.problems = problems;
    }

    /** The scripts in {@code folder} and below, in the order of their names. Links to folders are not followed. */
    List<Path> in(Path folder) {
        List<Path> found = new ArrayList<>();
        Deque<Visit> open = new ArrayDeque<>();
        open.push(new Visit(folder, inherited(folder)));
        while (!open.isEmpty()) {
            Visit visit = open.pop();
            List<Pattern> patterns = with(visit.folder, visit.patterns);
            List<Path> folders = new ArrayList<>();
            for (Path path : list(visit.folder)) {
                boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                if ((isFolder && isNeverEntered(path)) || leavesOut(patterns, path, isFolder)) {
                    continue;
                }
                if (isFolder) {
                    folders.add(path);
                } else if (Files.isRegularFile(path) && isScript(path)) {
                    found.add(path);
                }
            }
            Collections.reverse(folders);
            folders.forEach(f -> open.push(new Visit(f, patterns)));
        }
        return found;
    }

    /** Whether a file that was named is left out by the patterns the user gave. */
    boolean isExcluded(Path file) {
        return leavesOut(excluded, file, false);
    }

    private record Visit(Path folder, List<Pattern> patterns) {}

    /** The patterns of the folders above, up to the root of the repository. */
    private List<Pattern> inherited(Path folder) {
        Deque<Path> above = new ArrayDeque<>();
        Path root = folder.toAbsolutePath().normalize();
        for (Path at = root; at != null; at = at.getParent()) {
            if (!at.equals(root)) {
                above.push(at);
            }
            if (Files.exists(at.resolve(".git"))) {
                List<Pattern> patterns = excluded;
                for (Path parent : above) {
                    patterns = with(parent, patterns);
                }
                return patterns;
            }
        }
        return excluded;
    }

    private List<Pattern> with(Path folder, List<Pattern> patterns) {
        Path file = folder.resolve(".gitignore");
        if (!Files.isRegularFile(file)) {
            return patterns;
        }
        try {
            List<Pattern> more = new ArrayList<>(patterns);
            // A repository's own patterns come before those the user gave, which have the last word.
            more.add(
                    Math.max(0, more.size() - excluded.size()),
                    Pattern.of(
                            folder,
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList()));
            return more;
        } catch (IOException e) {
            problems.accept(file, "cannot be read: " + reason(e));
            return patterns;
        }
    }

    private static boolean leavesOut(List<Pattern> patterns, Path path, boolean isFolder) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            int verdict = patterns.get(i).verdict(path, isFolder);
            if (verdict != 0) {
                return verdict > 0;
            }
        }
        return false;
    }

    private List<Path> list(Path folder) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(paths::add);
        } catch (IOException e) {
            problems.accept(folder, "cannot be read: " + reason(e));
        }
        Collections.sort(paths);
        return paths;
    }

    private static boolean isNeverEntered(Path folder) {
        String name = folder.getFileName().toString();
        return name.equals(".git") || name.equals("node_modules");
    }

    private static boolean isScript(Path file) {
        String name = file.getFileName().toString();
        if (Dialects.ofName(name).isPresent()) {
            return true;
        }
        if (name.indexOf('.') >= 0) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(FIRST_LINE_CAP);
            return Dialects.ofFirstLine(new String(Arrays.copyOf(start, start.length), StandardCharsets.UTF_8))
                    .isPresent();
        } catch (IOException e) {
            // Not known to be a script, so nobody misses it.
            return false;
        }
    }

    /** What an I/O error says, its class named where it says nothing. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "no such file";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
