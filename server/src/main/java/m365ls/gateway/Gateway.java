package m365ls.gateway;

/** Sends the requests of commands. Safe for use by many threads. */
public interface Gateway {

    /**
     * Sends a request for a run and waits for the head of the answer, with waits and repetitions where the service wants
     * them. A call ends within the permit's deadline, whatever the service does.
     *
     * @throws InterruptedException if the thread was interrupted; the connection is then closed
     */
    Reply send(Permit permit, Ask ask) throws InterruptedException;
}
