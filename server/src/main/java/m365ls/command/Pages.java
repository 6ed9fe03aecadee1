package m365ls.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.gateway.Content;
import m365ls.gateway.Reply;
import m365ls.run.Dialogue;

/** Reads a list page by page: tells how far it has come, and ends what has no end. For use by one thread. */
public final class Pages {

    /** More than any list that a person would wait for. */
    private static final int MOST = 10_000;

    /** Characters of all pages together: as much as can be printed at most. */
    private static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    /** Characters of a page that is shown before the end; of a longer one only the number of entries is told. */
    private static final int SHOWN = 1024 * 1024;

    private final CommandRun run;
    private final boolean shows;
    private final Set<String> seen = new HashSet<>();
    private int entries;
    private long characters;
    private int last;

    /** @param shows whether the entries are what the command prints, so that they can be shown as they come */
    Pages(CommandRun run, boolean shows) {
        this.run = run;
        this.shows = shows && !run.options().has("query");
    }

    /**
     * A page of a service that tells in a header where the next one is.
     *
     * @param next its address; empty if there is none
     */
    public record WithNext(JsonElement body, Optional<String> next) {}

    /**
     * The page that a request leads to, as {@link #read(Request)} reads it.
     *
     * @param header with the address of the next page, in small letters
     */
    public WithNext read(Request request, String header) throws Stop, InterruptedException {
        count(request);
        Reply.Answered answered = run.answered(request, true);
        Optional<String> next = answered.headers().getOrDefault(header, List.of()).stream()
                .filter(link -> !link.isEmpty())
                .findFirst();
        return new WithNext(page(CommandRun.text(request, answered)), next);
    }

    /**
     * The page that a request leads to.
     *
     * @throws Stop if the list has come to that page before, or has more than 10,000 pages or 64 million characters
     */
    public JsonElement read(Request request) throws Stop, InterruptedException {
        count(request);
        return page(CommandRun.text(request, run.answered(request, true)));
    }

    private void count(Request request) throws Stop {
        int pages = seen.size();
        if (!seen.add(key(request))) {
            throw endless(pages, "one of them again.");
        }
        if (pages == MOST) {
            throw endless(pages, "yet another.");
        }
    }

    /** What tells pages apart: where they are, and for those that are asked for with a body, that too. */
    private static String key(Request request) {
        return request.content() instanceof Content.Bytes body
                ? request.address() + " " + new String(body.bytes(), StandardCharsets.UTF_8)
                : request.address();
    }

    private JsonElement page(String text) throws Stop {
        last = text.length();
        characters += last;
        if (characters > MOST_CHARACTERS) {
            throw Stop.failure("The list is longer than can be shown: " + entries + " entries have come on "
                    + (seen.size() - 1) + " pages.");
        }
        return CommandRun.value(text, true);
    }

    private Stop endless(int pages, String next) {
        return Stop.failure("The service does not come to the end of the list: it has handed out " + entries
                + " entries on " + pages + " pages, and leads to " + next);
    }

    /**
     * Tells what the page that was read last has brought. A list of one page is told by its end alone.
     *
     * @param brought as the command prints them
     * @param more whether another page follows
     */
    public void brought(JsonArray brought, boolean more) {
        entries += brought.size();
        if (more || seen.size() > 1) {
            JsonArray shown = shows && last <= SHOWN ? brought : new JsonArray();
            run.work().dialogue().received(new Dialogue.Page(seen.size(), entries, shown));
        }
    }
}
