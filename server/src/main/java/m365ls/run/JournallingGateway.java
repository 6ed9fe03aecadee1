package m365ls.run;

import java.util.Set;
import m365ls.gateway.Ask;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;

/** Takes note of each request that may change something, from before it is sent until its outcome is known. */
public final class JournallingGateway implements Gateway {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Gateway gateway;
    private final Journal journal;

    /** @param gateway that sends */
    public JournallingGateway(Gateway gateway, Journal journal) {
        this.gateway = gateway;
        this.journal = journal;
    }

    @Override
    public Reply send(Permit permit, Ask ask) throws InterruptedException {
        if (permit.extent() != Permit.Extent.WRITE || HARMLESS.contains(ask.method())) {
            return gateway.send(permit, ask);
        }
        String id = journal.begin(permit.id(), ask.method(), ask.address());
        // If the thread is interrupted, nobody knows what became of it: the run's end says so.
        Reply reply = gateway.send(permit, ask);
        if (!(reply instanceof Reply.Failed failed) || !failed.outcomeUnknown()) {
            journal.end(id);
        }
        return reply;
    }
}
