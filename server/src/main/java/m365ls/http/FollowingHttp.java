package m365ls.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Requests by the network's settings of each moment: a change counts from the next request. */
public final class FollowingHttp implements Http, HttpStreams {

    private final Supplier<NetworkSettings> settings;
    private NetworkSettings last = NetworkSettings.NONE;
    private Optional<JdkHttp> current = Optional.empty();

    /** @param settings as they are now; asked at each request, on any thread */
    public FollowingHttp(Supplier<NetworkSettings> settings) {
        this.settings = settings;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        return current(settings.get()).send(call);
    }

    @Override
    public HttpStream open(HttpCall call) throws IOException {
        return current(settings.get()).open(call);
    }

    private synchronized JdkHttp current(NetworkSettings now) {
        if (current.isEmpty() || !last.equals(now)) {
            last = now;
            current = Optional.of(new JdkHttp(now));
        }
        return current.get();
    }
}
