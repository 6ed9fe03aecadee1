package m365ls.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import m365ls.feature.ContextFile;
import m365ls.log.Log;
import m365ls.project.ContextFiles;
import m365ls.project.ProjectFile;

/**
 * What the small files beside scripts say, remembered for a moment, since it is asked for at every keystroke. Reads files,
 * so it is for workers.
 */
final class FolderFiles {

    /** How long an answer counts where nobody tells of changes. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

    private final Map<List<Path>, Answer> known = new ConcurrentHashMap<>();
    private final Map<List<Path>, Answer> knownOfTrusted = new ConcurrentHashMap<>();
    private final Log log;

    FolderFiles(Log log) {
        this.log = log;
    }

    /**
     * What the files say.
     *
     * @param context what the context files may supply
     * @param project the project's settings
     * @param read {@link System#nanoTime} of reading
     */
    record Answer(ContextFile context, ProjectFile project, long read) {}

    /**
     * What the files say for a script.
     *
     * @param folders the script's own, then its workspace's
     * @param trusted whether the contents of context files may be used
     */
    Answer in(List<Path> folders, boolean trusted) {
        Map<List<Path>, Answer> answers = trusted ? knownOfTrusted : known;
        Answer answer = answers.get(folders);
        if (answer == null || System.nanoTime() - answer.read() > FRESH) {
            answer = read(folders, trusted);
            answers.put(folders, answer);
        }
        return answer;
    }

    /** Something has changed. */
    void forget() {
        known.clear();
        knownOfTrusted.clear();
    }

    private Answer read(List<Path> folders, boolean trusted) {
        Path first = folders.get(0);
        ProjectFile project = ProjectFile.locate(first).map(ProjectFile::read).orElseGet(() -> ProjectFile.none(first));
        project.faults().forEach(log::debug);
        return new Answer(ContextFiles.in(folders, trusted), project, System.nanoTime());
    }
}
