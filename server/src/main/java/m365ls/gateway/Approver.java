package m365ls.gateway;

/** Asks the user about a request that is not harmless in itself. Waits for the answer; an interrupt ends the wait. */
public interface Approver {

    /** Nobody is there to be asked. */
    Approver NOBODY = new Approver() {
        @Override
        public boolean mayCall(String host) {
            return false;
        }

        @Override
        public boolean maySendAuthorization(String host) {
            return false;
        }
    };

    /** Whether a host that is none of Microsoft 365's may be called, without a token; asked once a run and host. */
    boolean mayCall(String host) throws InterruptedException;

    /** Whether an {@code Authorization} header that the command line gives may go to a host; asked once a run and host. */
    boolean maySendAuthorization(String host) throws InterruptedException;
}
