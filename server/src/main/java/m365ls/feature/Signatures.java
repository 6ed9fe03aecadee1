package m365ls.feature;

import java.util.Optional;

/** What a command still needs. */
public final class Signatures {

    private Signatures() {}

    /** What the command at {@code offset} takes and still needs; nothing before its name is complete. */
    public static Optional<Signature> at(Snapshot snapshot, int offset) {
        return Optional.empty();
    }
}
