package m365ls.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one connection in front of what fetches them: those in hand without a wait, one fetch for all who want the
 * same, the last good one while the network is away.
 */
final class HeldTokens {
    /** Before its end, a token is renewed: clocks differ, and work takes time. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** While a token that should be renewed is still good, this long passes between attempts that fail. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** @param renewAt from when on a fetch is tried; the token may be good for longer */
    private record Held(TokenAnswer.Token answer, Instant renewAt) {
        AccessToken token() {
            return answer.token();
        }
    }

    /** What the service asked for together with a time to wait, which is not over. */
    private record Wait(TokenAnswer.Needs needs, Instant until) {}

    private record Flight(Resource resource, TokenSource.How how) {}

    private final TokenSource source;
    private final Clock clock;
    private final Executor executor;
    private final Map<Resource, Held> held = new ConcurrentHashMap<>();
    private final Map<Resource, Wait> waits = new ConcurrentHashMap<>();
    private final Map<Flight, CompletableFuture<TokenAnswer>> flights = new ConcurrentHashMap<>();

    HeldTokens(TokenSource source, Clock clock, Executor executor) {
        this.source = source;
        this.clock = clock;
        this.executor = executor;
    }

    /** Takes a token in hand that came with the sign-in. */
    void hold(TokenSource.Fetched fetched) {
        if (fetched.answer() instanceof TokenAnswer.Token token) {
            held.put(token.token().resource(), new Held(token, renewAt(token.token(), fetched.refresh())));
        }
    }

    /** The token in hand, if it is good for a while. */
    Optional<TokenAnswer> inHand(Resource resource) {
        Held now = held.get(resource);
        return now != null && isFresh(now) ? Optional.of(now.answer()) : Optional.empty();
    }

    TokenAnswer token(Resource resource) throws InterruptedException {
        Optional<TokenAnswer> now = inHand(resource);
        return now.isPresent() ? now.get() : await(flight(new Flight(resource, TokenSource.How.USUAL), ""));
    }

    TokenAnswer renew(Resource resource, Secret rejected, String claims) throws InterruptedException {
        Held now = held.get(resource);
        if (now != null && isFresh(now) && !now.token().secret().equals(rejected)) {
            return now.answer();
        }
        return await(flight(new Flight(resource, new TokenSource.How(true, claims)), rejected.reveal()));
    }

    private boolean isFresh(Held token) {
        return clock.instant().isBefore(token.renewAt());
    }

    private Instant renewAt(AccessToken token, Instant refresh) {
        Duration life = Duration.between(clock.instant(), token.expires());
        Duration early = life.dividedBy(4).compareTo(EARLY) < 0 ? life.dividedBy(4) : EARLY;
        Instant late = token.expires().minus(early);
        return refresh.isBefore(late) ? refresh : late;
    }

    private static TokenAnswer await(CompletableFuture<TokenAnswer> flight) throws InterruptedException {
        try {
            return flight.get();
        } catch (ExecutionException e) {
            return Refusals.of(e);
        }
    }

    private CompletableFuture<TokenAnswer> flight(Flight flight, String rejected) {
        CompletableFuture<TokenAnswer> mine = new CompletableFuture<>();
        CompletableFuture<TokenAnswer> other = flights.putIfAbsent(flight, mine);
        if (other != null) {
            return other;
        }
        executor.execute(() -> {
            try {
                TokenAnswer answer = fly(flight, rejected);
                flights.remove(flight, mine);
                mine.complete(answer);
            } catch (InterruptedException | RuntimeException e) {
                flights.remove(flight, mine);
                mine.completeExceptionally(e);
            }
        });
        return mine;
    }

    private TokenAnswer fly(Flight flight, String rejected) throws InterruptedException {
        Held before = held.get(flight.resource());
        if (before != null
                && isFresh(before)
                && !before.token().secret().reveal().equals(rejected)) {
            // Somebody's fetch ended between this caller's look and its turn.
            return before.answer();
        }
        Wait wait = waits.get(flight.resource());
        if (wait != null && clock.instant().isBefore(wait.until())) {
            return lastGood(flight, wait.needs(), before);
        }
        TokenSource.Fetched fetched = source.fetch(flight.resource(), flight.how());
        if (fetched.answer() instanceof TokenAnswer.Token token && isStale(token.token(), before, flight.how())) {
            fetched = source.fetch(
                    flight.resource(), new TokenSource.How(true, flight.how().claims()));
        }
        if (fetched.answer() instanceof TokenAnswer.Needs needs) {
            if (!needs.retryAfter().isZero()) {
                waits.put(flight.resource(), new Wait(needs, clock.instant().plus(needs.retryAfter())));
            }
            return lastGood(flight, needs, before);
        }
        hold(fetched);
        return fetched.answer();
    }

    /** A cache by another clock, or one that finds an older token first, hands out what is over by ours. */
    private boolean isStale(AccessToken token, @Nullable Held before, TokenSource.How how) {
        return !how.force()
                && (!token.expires().isAfter(clock.instant())
                        || (before != null && before.token().secret().equals(token.secret())));
    }

    private TokenAnswer lastGood(Flight flight, TokenAnswer.Needs needs, @Nullable Held before) {
        boolean away = needs.need() == Need.OFFLINE || needs.need() == Need.RETRY_LATER;
        Instant now = clock.instant();
        if (!away
                || flight.how().force()
                || before == null
                || !before.token().expires().isAfter(now)) {
            return needs;
        }
        Instant again = now.plus(needs.retryAfter().compareTo(PAUSE) > 0 ? needs.retryAfter() : PAUSE);
        Instant end = before.token().expires();
        held.replace(flight.resource(), before, new Held(before.answer(), again.isBefore(end) ? again : end));
        return before.answer();
    }
}
