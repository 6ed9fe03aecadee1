package m365ls.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Asks the user about hosts, about each once a run. */
final class UserAnswers {

    private interface Question {
        boolean ask(String host) throws InterruptedException;
    }

    private final Approver approver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Boolean> calls = new HashMap<>();
    private final Map<String, Boolean> authorizations = new HashMap<>();

    UserAnswers(Approver approver) {
        this.approver = approver;
    }

    boolean mayCall(String host) throws InterruptedException {
        return once(calls, host, approver::mayCall);
    }

    boolean maySendAuthorization(String host) throws InterruptedException {
        return once(authorizations, host, approver::maySendAuthorization);
    }

    private boolean once(Map<String, Boolean> answers, String host, Question question) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Boolean known = answers.get(host);
            if (known == null) {
                known = question.ask(host);
                answers.put(host, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
