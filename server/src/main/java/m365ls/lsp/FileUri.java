package m365ls.lsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What a client's addresses of documents tell of files. They may be anything; nothing here fails. */
final class FileUri {

    private FileUri() {}

    /** The file that {@code uri} names; empty if it names none of this machine's ({@code untitled:}, ...). */
    static Optional<Path> path(String uri) {
        if (!uri.regionMatches(true, 0, "file:", 0, 5)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(parse(uri)));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException | SecurityException e) {
            return Optional.empty();
        }
    }

    /** The absolute path that the user has written as {@code path}; empty if it is none. */
    static Optional<Path> plain(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static URI parse(String uri) throws URISyntaxException {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            // Some clients leave blanks and others as they are.
            return new URI("file", uri.substring(5), null);
        }
    }

    /** The last part of {@code uri}'s path, as a file's name. */
    static String name(String uri) {
        String path = uri.split("[?#]", 2)[0];
        String last = path.substring(path.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return last;
        }
    }
}
